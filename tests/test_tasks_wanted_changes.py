"""What 調動 is asked for, and what it refuses before anything is read of the months (R-M3)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.read import read_office
from estate_xl.schema.registers import STAFF, ZONES
from estate_xl.tasks.wanted_changes import day_of_change, note_of_change, wanted_change

if TYPE_CHECKING:
    import xlwings as xw

NOW = dt.datetime(2026, 11, 3, 9)  # noqa: DTZ001 - a workbook's times have no zone


def test_a_number_within_its_bounds(book: xw.Book) -> None:
    office = read_office(book)
    assert wanted_change(office, ZONES, "A01", "戶數", "0").value == "0"
    with pytest.raises(WorkbookError, match="「戶數」不能是 -1"):
        wanted_change(office, ZONES, "A01", "戶數", "-1")


def test_an_emptied_cell(book: xw.Book) -> None:
    office = read_office(book)
    assert wanted_change(office, STAFF, "Y03", "離職日期", " ").value is None
    assert wanted_change(office, ZONES, "A01", "Active", "").value == "是"


def test_the_day_alone_counts() -> None:
    header = STAFF.column("post").header
    assert day_of_change(NOW, "", NOW, header) == NOW.replace(hour=0)
    assert day_of_change("更正", "", NOW, header) is None
    assert note_of_change(" 升職 ") == "升職"
