"""Changes of a workbook's data sheets such as people make them, by openpyxl."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.cell import MergedCell

from estate_xl.engine.addresses import area, parse_area
from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.table import Table
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 3
"""Row of the headers of each data sheet of the empty workbook."""


def tab(workbook: Workbook, key: str) -> Worksheet:
    """The data sheet of that key."""
    sheet: Worksheet = workbook[ESTATE_BOOK[key].title.hant]
    return sheet


def book_of(sheet: Worksheet) -> Workbook:
    """The workbook of a sheet."""
    assert sheet.parent is not None
    return sheet.parent


def lines(sheet: Worksheet) -> list[list[Any]]:
    """All rows below the headers, as lists of values."""
    rows = sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)
    return [list(row) for row in rows]


def put(sheet: Worksheet, rows: Sequence[Sequence[Any]], end: int | None = None) -> None:
    """Put these rows below the headers in the place of all others.

    Args:
        sheet: The data sheet.
        rows: Values; a row may be shorter than the sheet.
        end: Last row of the table, its totals included; None for the last of the rows.
    """
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        for cell in row:
            if not isinstance(cell, MergedCell):
                cell.value = None
    for number, values in enumerate(rows, start=HEADER_ROW + 1):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value
    shrink(sheet, HEADER_ROW + len(rows) if end is None else end)


def shrink(sheet: Worksheet, end: int) -> Table:
    """Make the sheet's table end at that row."""
    table: Table = next(iter(sheet.tables.values()))
    top, left, _, right = parse_area(table.ref)
    table.ref = area(top, left, max(end, top + 1), right)
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    return table


def add_totals(sheet: Worksheet, row: int) -> None:
    """Make that row the table's own totals, as Excel's 合計列 does."""
    table = shrink(sheet, row)
    table.totalsRowCount = 1
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref.replace(str(row), str(row - 1))


def drop_table(sheet: Worksheet) -> None:
    """Turn the table into plain cells, as Excel's 轉換為範圍 does."""
    for name in list(sheet.tables):
        del sheet.tables[name]
