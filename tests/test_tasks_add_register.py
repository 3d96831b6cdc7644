"""A register added to a workbook, with those that it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.read import read_office
from estate_xl.tasks.add_register import add_register

if TYPE_CHECKING:
    import xlwings as xw


@pytest.mark.parametrize(
    ("key", "titles"),
    [("Fees", ["收費"]), ("WorkRecords", ["部門工作記錄", "部門工作計劃"])],
)
def test_the_register_comes_first_of_what_was_written(
    book: xw.Book, key: str, titles: list[str]
) -> None:
    result = add_register(book, lambda _: None, register=key)
    assert result.written == titles
    office = read_office(book)
    assert office.places.found[key].title == titles[0]
    assert not [each for each in office.findings if each.sheet == key]
    count = len(book.sheets)
    assert add_register(book, lambda _: None, register=key).written == titles
    assert len(book.sheets) == count
