"""A sound office as a workbook in memory, whose data sheets a test lays out anew or spoils.

openpyxl holds the workbook, loaded once; each layout is written, saved as a file and put back.
"""

from __future__ import annotations

import io
import json
from contextlib import contextmanager, redirect_stdout
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.sample.calendar import make_span
from estate_xl.sample.office import Office
from estate_xl.sample.whole_office import SETTINGS, make_records
from estate_xl.schema import ESTATE_BOOK, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from openpyxl.worksheet.table import Table
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Column, Sheet

MONTH: Final = "2026-10"
MOMENT: Final = "2026-11-02T09:00"
_TICKETS: Final = 60

Cells = list[object]


@dataclass(frozen=True)
class DataSheet:
    """A data sheet of the sound office.

    Attributes:
        declared: Its schema.
        tab: The worksheet.
        first_row: The row of its first record.
        records: The values of its rows, by position of the column.
    """

    declared: Sheet
    tab: Worksheet
    first_row: int
    records: tuple[tuple[object, ...], ...]

    @property
    def table(self) -> Table:
        """Its one Excel table."""
        held: list[Table] = list(self.tab.tables.values())
        return held[0]

    def position(self, column: Column) -> int:
        """Place of a column among the cells of a row, from 0."""
        return next(
            index
            for index, cell in enumerate(self.tab[self.first_row - 1])
            if cell.value == column.header.hant
        )


class SoundOffice:
    """The workbook, its data sheets, and the answers of the commands to it."""

    def __init__(self) -> None:
        """Make it from the sample's records before anything in them is made wrong."""
        span = make_span(("2026-09", MONTH))
        records = make_records(1, _TICKETS, span, Office(1, span))
        for ticket in records["Tickets"]:
            if "visit_rating" in ticket:
                ticket["rating"] = ticket["visit_rating"]
        for inspection in records["Inspections"]:
            if "fixed" in inspection:
                inspection["recheck"] = "合格"
        data = make_book(Language.HANT, records, dict(SETTINGS))
        self.workbook = openpyxl.load_workbook(io.BytesIO(data))
        self.sheets = {
            sheet.key: _data_sheet(self.workbook[sheet.title.hant], sheet)
            for sheet in ESTATE_BOOK.new_sheets()
            if sheet.is_data
        }

    @contextmanager
    def laid_out(
        self, key: str, rows: Sequence[Sequence[object]], table_rows: int
    ) -> Iterator[DataSheet]:
        """The sheet with those rows below its header, put back afterwards.

        Args:
            key: Which sheet.
            rows: Values of each row; an empty one is a blank row.
            table_rows: How many of the rows the table spans.
        """
        sheet = self.sheets[key]
        table = sheet.table
        formats = [copy(cell.number_format) for cell in sheet.tab[sheet.first_row]]
        before, count = table.ref, table.totalsRowCount
        _put(sheet, rows, formats)
        left, top, right, _ = range_boundaries(before)
        assert left is not None
        assert right is not None
        table.ref = (
            f"{get_column_letter(left)}{top}:{get_column_letter(right)}"
            f"{sheet.first_row - 1 + max(table_rows, 1)}"
        )
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
        try:
            yield sheet
        finally:
            sheet.tab.tables.setdefault(table.displayName, table)
            table.ref, table.totalsRowCount = before, count
            if table.autoFilter is not None:
                table.autoFilter.ref = before
                table.autoFilter.filterColumn = []
            for row in range(sheet.first_row, sheet.first_row + len(rows)):
                sheet.tab.row_dimensions[row].hidden = False
            blanks = max(len(rows) - len(sheet.records), 0)
            _put(sheet, [*sheet.records, *[()] * blanks], formats)


def _data_sheet(tab: Worksheet, declared: Sheet) -> DataSheet:
    table = next(iter(tab.tables.values()))
    _, top, _, bottom = range_boundaries(table.ref)
    assert top is not None
    rows = tab.iter_rows(min_row=top + 1, max_row=bottom, values_only=True)
    records = tuple(row for row in rows if any(value is not None for value in row))
    return DataSheet(declared, tab, top + 1, records)


def _put(sheet: DataSheet, rows: Sequence[Sequence[object]], formats: Sequence[str]) -> None:
    for number, row in enumerate(rows, start=sheet.first_row):
        for column, number_format in enumerate(formats, start=1):
            cell = sheet.tab.cell(number, column)
            cell.value = row[column - 1] if column <= len(row) else None  # type: ignore[assignment]
            cell.number_format = number_format


@cache
def sound_office() -> SoundOffice:
    """The one of this process."""
    return SoundOffice()


def answer(book: Path, *words: str) -> dict[str, Any]:
    """The JSON of a command; the workbook stays."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = cli.main([words[0], str(book), *words[1:], "--json", "--quiet"])
    assert status in {0, 1}
    found: dict[str, Any] = json.loads(printed.getvalue())
    return found
