"""A workbook's tabs as they are searched for data sheets, each question asked once.

A tab is asked nothing before it has to be: in a live Excel each question is a call.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.identity import area_of, cells_at, raw_rows, used_area
from estate_xl.schema.headers import index_headers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.identity import Blocks

    Area = tuple[int, int, int, int]

_SEARCHED_ROWS = 30
_READ_ROWS = 45
"""Rows that are read at once: all of a short sheet, which is not asked again for its records."""


class TableShape(NamedTuple):
    """An Excel table: its name, whole area, and how many rows of headers and totals it shows."""

    name: str
    area: Area
    headers: int
    totals: int


@dataclass(frozen=True, eq=False)
class Candidate:
    """A row that could be a header row.

    Attributes:
        tab: Where it is.
        header_row: Its number.
        cells: Its values, those of tables left out where it is none of a table.
        first_column: Column of the first value.
        table: The table that it heads.
    """

    tab: Tab
    header_row: int
    cells: Sequence[object]
    first_column: int = 1
    table: TableShape | None = None

    @cached_property
    def headers(self) -> Mapping[str, list[int]]:
        """Columns by plain text."""
        return index_headers(self.cells, self.first_column)


class Tab:
    """A tab: what it is called, and what is found on it when first asked."""

    def __init__(self, sheet: xw.Sheet, blocks: Blocks) -> None:
        """Take the sheet and what reads its cells."""
        self.sheet = sheet
        self.title = sheet.name
        self._blocks = blocks

    @cached_property
    def last_row(self) -> int:
        """The last used row."""
        return self._used[2]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Every row that could be a header row: those of tables, and first rows elsewhere."""
        found = [
            Candidate(self, each.area[0], self._headers(each), each.area[1], each)
            for each in self._tables
            if each.headers
        ]
        areas = [each.table.area for each in found if each.table]
        tops = {each.header_row for each in found}
        for row, cells in enumerate(self._blocks.values(self._head[:_SEARCHED_ROWS]), start=1):
            free = [
                None if any(_covers(area, row, column) for area in areas) else cell
                for column, cell in enumerate(cells, start=1)
            ]
            least = 1 if row in tops else 2  # beside a table's headers one is enough to be told
            if sum(cell is not None for cell in free) >= least:
                found.append(Candidate(self, row, free))
        return found

    def above(self, row: int) -> list[list[object]]:
        """The values of all rows above that one from the first column on, errors as texts."""
        head = self._head
        if row - 1 > len(head):
            head = raw_rows(cells_at(self.sheet, (1, 1, row - 1, self._used[3])))
        return self._blocks.values(head[: row - 1], errors=True) if row > 1 else []

    def below(self, row: int) -> list[list[object]] | None:
        """The rows below that one as the engine hands them over; None where not all were read."""
        return self._head[row:] if self.last_row <= len(self._head) else None

    @cached_property
    def _used(self) -> Area:
        return used_area(self.sheet)

    @cached_property
    def _head(self) -> list[list[object]]:
        """The first rows as the engine hands them over."""
        _, _, bottom, right = self._used
        return raw_rows(cells_at(self.sheet, (1, 1, min(bottom, _READ_ROWS), right)))

    @cached_property
    def _tables(self) -> list[TableShape]:
        tables = self.sheet.tables
        each = (tables(number) for number in range(1, len(tables) + 1))  # fewer calls than a walk
        return [
            TableShape(
                table.name,
                area_of(table.range),
                1 if table.show_headers else 0,
                1 if table.show_totals else 0,
            )
            for table in each
        ]

    def _headers(self, table: TableShape) -> Sequence[object]:
        """The values of a table's header row."""
        row, left, _, right = table.area
        if row <= len(self._head) and right <= self._used[3]:
            return self._blocks.values([self._head[row - 1][left - 1 : right]])[0]
        return self._blocks.read(self.sheet, (row, left, row, right))[0]


def _covers(area: Area, row: int, column: int) -> bool:
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]
