"""還原 in Excel's twin: the book is closed, replaced and opened again, and nothing is lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from estate_xl import ribbon
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.language import Language, Phrase
from estate_xl.live import restore_button
from estate_xl.live.excel_window import Desk
from excel_twin import started_excel
from support.desks import NOW, office_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

    from estate_xl.live.message_boxes import Screen
    from excel_twin import Started

NAME = "濱江花園.xlsx"
MOST_IN_A_BOX = 255


@pytest.fixture
def twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """An Excel with the small office open."""

    def desk(app: xw.App, screen: Screen, _: Path) -> Desk:
        return Desk(app, screen, NOW, tmp_path / "own")

    path = tmp_path / NAME
    path.write_bytes(office_bytes())
    monkeypatch.setattr(ribbon, "make_desk", desk)
    with started_excel() as started:
        started.open(path)
        monkeypatch.setattr(sys, "argv", ["python", f"--hwnd={started.app.hwnd}"])
        yield started


def press(twin: Started, key: str, *answers: object) -> str:
    twin.excel.answers = list(answers)
    ribbon.press(key)
    assert twin.excel.answers == []
    return str(twin.excel.said[-1])


def copies(tmp_path: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (tmp_path / "備份").glob("*.xlsx")}


def test_the_morning_comes_back_and_what_was_not_saved_is_kept(
    twin: Started, tmp_path: Path
) -> None:
    press(twin, "overdue")
    twin.app.books[0].save()
    saved = (tmp_path / NAME).read_bytes()
    twin.app.books[0].sheets["報事"].range("4:4").delete()
    said = press(twin, "restore", "2")
    assert (tmp_path / NAME).read_bytes() == copies(tmp_path)["濱江花園 2026-11-03.xlsx"]
    assert "已是第 2 版：2026-11-03 09:30「逾期提醒」之前" in said
    assert "報事 5 → 4 行" in said
    assert "濱江花園 2026-11-03 093000.xlsx" in said
    assert saved in copies(tmp_path).values()
    assert twin.app.books[0].sheets["報事"].range("B4").value is not None
    assert [book.name for book in twin.app.books] == [NAME]


def test_it_can_be_undone_by_the_same_button(twin: Started, tmp_path: Path) -> None:
    press(twin, "overdue")
    twin.app.books[0].save()
    saved = (tmp_path / NAME).read_bytes()
    press(twin, "restore", "1")
    assert (tmp_path / NAME).read_bytes() != saved
    press(twin, "restore", "第一", "1")
    assert (tmp_path / NAME).read_bytes() == saved


def test_a_cancelled_question_changes_nothing(twin: Started, tmp_path: Path) -> None:
    press(twin, "overdue")
    before = (tmp_path / NAME).read_bytes()
    assert press(twin, "restore", None) == "已取消，沒有改動。"
    assert (tmp_path / NAME).read_bytes() == before


def test_what_was_last_saved_is_a_version_of_what_is_not(twin: Started, tmp_path: Path) -> None:
    twin.app.books[0].sheets["報事"].range("4:4").delete()
    assert "已是第 1 版" in press(twin, "restore", "1")
    assert (tmp_path / NAME).read_bytes() == office_bytes()
    assert len(copies(tmp_path)) == 2
    assert "報事 4 → 5 行" in press(twin, "restore", "1")


def test_without_versions_it_says_so(twin: Started) -> None:
    assert "沒有和現在不同的較早版本" in press(twin, "restore")


def test_a_book_that_cannot_be_replaced_is_opened_again(
    twin: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(twin, "overdue")
    twin.app.books[0].save()
    saved = (tmp_path / NAME).read_bytes()

    def refused(*_: object) -> None:
        raise WorkbookError(ErrorCode.IN_USE, name=NAME)

    monkeypatch.setattr(restore_button, "bring_back", refused)
    said = press(twin, "restore", "1")
    assert "已經關閉，但沒有恢復成" in said
    assert (tmp_path / NAME).read_bytes() == saved
    assert [book.name for book in twin.app.books] == [NAME]


def test_the_question_fits_excels_box() -> None:
    for language in Language:
        words = Phrase(restore_button._WHICH, {"most": 33}).text(language)
        again = Phrase(restore_button._NOT_A_NUMBER, {"most": 33, "text": "x" * 30}).text(language)
        assert len(words + again) <= MOST_IN_A_BOX
