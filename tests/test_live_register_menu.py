"""Items of the menu 登記: a sheet comes when its item is pressed first, then it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.actions.register_menu import ITEMS
from estate_xl.ribbon import press_at
from support.buttons import plain_bytes
from support.desks import FakeScreen, bytes_of, desk_at, opened

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


@pytest.mark.slow_after_first
@pytest.mark.parametrize("key", ITEMS)
def test_the_first_press_adds_the_sheet_and_shows_it(
    book: xw.Book, tmp_path: Path, key: str
) -> None:
    screen = FakeScreen()
    press_at(key, desk_at(book, screen, tmp_path))
    title = ITEMS[key].sheet.title.hant
    (said,) = screen.said
    assert f"的工作表：{title}" in said
    assert "改動還沒有保存" in said
    assert book.sheets.active.name == title
    assert [table.name for table in book.sheets[title].tables] == [ITEMS[key].sheet.key]


def test_the_next_press_shows_it_hidden_as_it_may_be_and_changes_nothing(
    book: xw.Book, tmp_path: Path
) -> None:
    press_at("register_fees", desk_at(book, FakeScreen(), tmp_path))
    book.sheets["報事"].impl.activate()
    book.sheets["收費"].visible = False
    screen = FakeScreen()
    press_at("register_fees", desk_at(book, screen, tmp_path))
    assert screen.said == []
    assert book.sheets["收費"].visible
    assert book.sheets.active.name == "收費"


@pytest.mark.parametrize("makes_one", [False, True])
def test_a_workbook_that_is_none_of_ours_is_not_touched(tmp_path: Path, *, makes_one: bool) -> None:
    """A new one may be made instead, as at every button."""
    for book in opened(tmp_path / "別人.xlsx", plain_bytes()):
        before, screen = bytes_of(book), FakeScreen(makes_one, None)
        press_at("register_duty", desk_at(book, screen, tmp_path))
        assert "不是片區管理工作簿" in screen.asked[0][0]
        assert screen.said == (["已取消，沒有改動。"] if makes_one else [])
        assert bytes_of(book) == before


def test_keys_and_macros_are_words_of_the_sheets_key() -> None:
    assert list(ITEMS)[3:5] == ["register_fees", "register_fee_reminders"]
    assert ITEMS["register_fee_reminders"].macro == "EstateRegisterFeeReminders"
