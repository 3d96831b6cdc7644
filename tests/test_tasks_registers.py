"""The registers that a task writes into stand where they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.registers import find_register, grow_written
from support.desks import TICKETS

if TYPE_CHECKING:
    import xlwings as xw


def test_a_register_is_where_its_sheet_was_read(book: xw.Book) -> None:
    register = find_register(read_ours(book), "Tickets")
    assert register is not None
    assert (register.tab.name, register.header_row) == ("報事", 3)
    assert list(register.records) == [4, 5, 6, 7, 8]
    assert not register.is_shared


def test_a_sheet_that_is_not_there_has_no_register(book: xw.Book) -> None:
    book.sheets["投訴"].delete()
    assert find_register(read_ours(book), "Complaints") is None


def test_a_table_grows_over_the_records_below_it(book: xw.Book) -> None:
    sheet = book.sheets["報事"]
    below = 4 + TICKETS
    sheet.range(f"B{below}").value = sheet.range("B7").value
    sheet.range(f"F{below}").value = sheet.range("F7").value
    sheet.range(f"G{below}:J{below}").value = sheet.range("G7:J7").value
    office = read_ours(book)
    assert below in office.tables["Tickets"].index
    (table,) = sheet.tables
    before = table.range.last_cell.row
    grow_written(office, "Tickets")
    (table,) = sheet.tables
    assert table.range.last_cell.row == max(before, below)
