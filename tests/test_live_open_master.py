"""A button works on an open workbook of ours, in its language, and on no other."""
# ruff: noqa: D102 - `Desk` says what its methods are

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.live.excel_window import Desk
from estate_xl.live.open_master import begin_visit
from estate_xl.ribbon import press_at
from estate_xl.schema import Language
from support.buttons import (
    TASKS,
    plain_bytes,
)
from support.desks import (
    NOW,
    FakeScreen,
    bytes_of,
    desk_at,
    office_bytes,
    opened,
    state_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

    from estate_xl.live.message_boxes import Screen


@pytest.mark.parametrize("key", [*TASKS, "settings"])
def test_somebody_elses_workbook_is_refused(tmp_path: Path, key: str) -> None:
    for book in opened(tmp_path / "別人.xlsx", plain_bytes()):
        before, screen = state_of(book.app), FakeScreen(False)  # noqa: FBT003 - no
        press_at(key, desk_at(book, screen, tmp_path))
        assert screen.asked[0][0] == ("「別人.xlsx」不是片區管理工作簿，沒有改動。要新建一個嗎？")
        assert bytes_of(book) == plain_bytes()
        assert state_of(book.app) == before
        assert not (tmp_path / "備份").exists()


@pytest.mark.parametrize("key", ["validate", "settings"])
def test_somebody_elses_workbook_offers_a_new_one(tmp_path: Path, key: str) -> None:
    place = tmp_path / "新 的" / "濱江.xlsx"
    place.parent.mkdir()
    for book in opened(tmp_path / "別人.xlsx", plain_bytes()):
        screen = FakeScreen(True, place)  # noqa: FBT003 - yes
        press_at(key, desk_at(book, screen, tmp_path))
        assert screen.said == ["已新建「濱江.xlsx」並打開，請從「首頁」的步驟開始。"]
    assert openpyxl.load_workbook(place).sheetnames[0] == "首頁"


@pytest.mark.parametrize("key", [*TASKS, "settings"])
def test_without_an_open_workbook(book: xw.Book, tmp_path: Path, key: str) -> None:
    app, screen = book.app, FakeScreen()
    before = state_of(app)
    book.close()
    press_at(key, Desk(app, screen, NOW, tmp_path))
    assert screen.said == ["沒有打開的工作簿，請先打開片區管理工作簿，再按一次。"]
    assert state_of(app) == before


class ProtectedView(Desk):
    """A desk whose Excel shows a file from a mail."""

    def is_protected_view(self) -> bool:
        return True


@pytest.mark.parametrize("key", [*TASKS, "settings"])
def test_in_protected_view(book: xw.Book, tmp_path: Path, key: str) -> None:
    app, screen = book.app, FakeScreen()
    book.close()
    press_at(key, ProtectedView(app, screen, NOW, tmp_path))
    assert screen.said == ["這個檔案在「受保護的檢視」中，請先按上方的「啟用編輯」，再按一次。"]


def test_the_screen_speaks_as_the_settings_ask(tmp_path: Path) -> None:
    data = office_bytes(Language.EN)
    for book in opened(tmp_path / "office.xlsx", data):
        screen = FakeScreen()
        press_at("overdue", desk_at(book, screen, tmp_path))
        assert "Nothing is saved yet" in screen.said[0]


QUESTIONS: dict[str, Callable[[Screen], object]] = {
    "confirm": lambda screen: screen.confirm("?"),
    "ask": lambda screen: screen.ask("?", "", Language.HANT),
    "ask_place": lambda screen: screen.ask_place(Path("a.xlsx")),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_places_are_looked_for_again_after_a_question(
    book: xw.Book, tmp_path: Path, question: str
) -> None:
    screen = FakeScreen("answer")
    visit = begin_visit(desk_at(book, screen, tmp_path))
    assert visit is not None
    visit.desk.screen.tell("Reading")
    known = visit.places
    assert visit.places is known
    assert QUESTIONS[question](visit.desk.screen)
    again = visit.places
    assert again is not known
    assert (again.found, visit.places) == (known.found, again)
    assert (len(screen.said), len(screen.asked)) == (1, 1)
