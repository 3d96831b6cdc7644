"""Registers that grow: where their records stand, and room for more below the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.cells import area
from estate_xl.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings as xw


@dataclass(frozen=True)
class Register:
    """Where a register's records stand.

    Attributes:
        tab: Its sheet.
        columns: Column number by key.
        header_row: Row of the headers.
        last_row: Last row that may hold a record.
    """

    tab: xw.Sheet
    columns: Mapping[str, int]
    header_row: int
    last_row: int


def make_room(register: Register, rows: range) -> None:
    """Make the register's table reach the last of these rows, which must be empty.

    Raises:
        WorkbookError: something else stands in them.
    """
    tab, numbers = register.tab, register.columns.values()
    held = tab.range((rows[0], min(numbers)), (rows[-1], max(numbers))).options(ndim=2).value
    for row, line in zip(rows, held, strict=True):
        if any(value not in {None, ""} for value in line):
            msg = f"工作表「{tab.name}」第 {row} 行已有內容，請先空出這一行，再執行。"
            raise WorkbookError(msg)
    _grow(tab, register.header_row, rows[-1])


def _grow(tab: xw.Sheet, header_row: int, last: int) -> None:
    """Make the sheet's table reach that row."""
    for table in tab.tables:
        place = table.range
        top, bottom = place.row, place.last_cell.row
        if top == header_row and bottom < last:
            table.resize(tab.range(area(top, place.column, last, place.last_cell.column)))
