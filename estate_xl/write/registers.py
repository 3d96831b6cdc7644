"""Registers that grow: where their records are, and room for more below the last one.

As in Excel when one types there, a table takes in the records below it. It never takes in a total,
a note or another table: rows for new records are inserted above these where none are free.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity.cell_blocks import Blocks, area_of, cells_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings as xw


@dataclass(frozen=True)
class Register:
    """The place of a register's records.

    Attributes:
        tab: Its sheet.
        columns: Column number by key.
        header_row: Row of the headers.
        last_row: Last row that may hold a record.
        records: Rows that hold one.
        others: Rows that hold something else.
        table: Name of its Excel table; empty where it has none.
        is_shared: Whether other data sheets of ours are on the same tab.
    """

    tab: xw.Sheet
    columns: Mapping[str, int]
    header_row: int
    last_row: int
    records: pd.Index = field(default_factory=lambda: pd.Index([], dtype="int64"))
    others: pd.Index = field(default_factory=lambda: pd.Index([], dtype="int64"))
    table: str = ""
    is_shared: bool = False

    @property
    def rows(self) -> pd.Index:
        """Rows that hold a record or nothing."""
        held = pd.Index(range(self.header_row + 1, self.last_row + 1), dtype="int64")
        return held.difference(self.others)


def make_room(register: Register, count: int) -> range:
    """Rows for new records right below the last one; the table reaches over them.

    Where something else is there, whole rows are inserted above it.

    Raises:
        WorkbookError: rows would have to be inserted where another data sheet of ours is moved.
    """
    last = int(register.records.max()) if len(register.records) else register.header_row
    rows = range(last + 1, last + 1 + count)
    free = _free_rows(register, rows)
    if free < count:
        at, missing = rows[free], count - free
        if register.is_shared:
            raise WorkbookError(ErrorCode.ROW_TAKEN, sheet=register.tab.name, row=at)
        register.tab.range(f"{at}:{at + missing - 1}").insert("down")
        moved = [row + missing if row >= at else row for row in register.others]
        register = replace(register, others=pd.Index(moved, dtype="int64"))
    grow_table(replace(register, records=register.records.append(pd.Index(rows))))
    return rows


def _free_rows(register: Register, rows: range) -> int:
    """The number of free rows before the first one that is not."""
    numbers = register.columns.values()
    place = (rows[0], min(numbers), rows[-1], max(numbers))
    held = Blocks(register.tab.book).texts_of_errors(register.tab, place)
    for free, (row, line) in enumerate(zip(rows, held, strict=True)):
        if row in register.others or any(value not in {None, ""} for value in line):
            return free
    return len(rows)


def grow_table(register: Register) -> None:
    """Make the register's table reach over the records below it, as far as nothing else does.

    A table with a totals row of its own stays: Excel has its records above that row.
    """
    if not register.table:
        return
    tab, table = register.tab, register.tab.tables[register.table]
    first, left, end, right = area_of(table.range)
    below = register.records[register.records > end]
    if not len(below) or table.show_totals:
        return
    stops = [int(row) for row in register.others if row > end]
    for other in tab.tables:
        top, begin, _, finish = area_of(other.range)
        if top > end and begin <= right and left <= finish:
            stops.append(top)
    stops.append(_first_merged(tab, (end + 1, left, int(below.max()), right)))
    reached = below[below < min(stops)]
    if len(reached):
        table.resize(cells_at(tab, (first, left, int(reached.max()), right)))


def _first_merged(tab: xw.Sheet, place: tuple[int, int, int, int]) -> int:
    """First row of the area with merged cells, which no table may have; else the row below it."""
    top, left, bottom, right = place
    first, beyond = top, bottom + 1
    while first < beyond:
        middle = (first + beyond) // 2
        if cells_at(tab, (top, left, middle, right)).merge_cells is False:
            first = middle + 1
        else:
            beyond = middle
    return first
