"""The button 結轉新年度 makes the next year's workbook beside the open one, and opens it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from estate_xl.identity.first_year import find_first_year
from estate_xl.ribbon import press_at
from support.desks import CANCEL, FakeScreen, bytes_of, desk_at

if TYPE_CHECKING:
    import xlwings as xw


def beside(book: xw.Book) -> set[str]:
    """Names of what lies where it lies."""
    return {path.name for path in Path(book.fullname).parent.iterdir()}


def test_the_new_workbook_lies_beside_and_is_open(book: xw.Book, tmp_path: Path) -> None:
    before, screen = bytes_of(book), FakeScreen("2027")
    press_at("new_year", desk_at(book, screen, tmp_path))
    assert "是 2027 年的工作簿；「濱江花園.xlsx」沒有改動" in screen.said[-1]
    assert bytes_of(book) == before
    made = book.app.books["濱江花園 2027.xlsx"]
    first = find_first_year(made)
    assert first is not None
    assert first.before == "濱江花園.xlsx"
    assert beside(book) == {"濱江花園.xlsx", "濱江花園 2027.xlsx"}


@pytest.mark.parametrize(
    ("answer", "said"), [(CANCEL, "已取消，沒有改動。"), ("2030", "只能結轉到 2026 或 2027 年")]
)
def test_nothing_is_made_without_a_year_that_follows(
    book: xw.Book, tmp_path: Path, answer: str | None, said: str
) -> None:
    screen = FakeScreen(answer)
    press_at("new_year", desk_at(book, screen, tmp_path))
    assert said in screen.said[-1]
    assert beside(book) == {"濱江花園.xlsx"}


def test_a_workbook_that_is_there_is_not_replaced(book: xw.Book, tmp_path: Path) -> None:
    press_at("new_year", desk_at(book, FakeScreen("2027"), tmp_path))
    book.app.books["濱江花園 2027.xlsx"].close()
    screen = FakeScreen("2027")
    press_at("new_year", desk_at(book, screen, tmp_path))
    assert "濱江花園 2027.xlsx" in screen.said[-1]
    assert beside(book) == {"濱江花園.xlsx", "濱江花園 2027.xlsx"}
