"""Rows of 評分錄入 for people who are owed scores; what needs no number is grey.

Nothing that stands in a cell is changed: rows are added below the last one, and of the rows that
are there only the fill of empty cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.compute.staff_scores import TYPED
from estate_xl.engine.addresses import address, area
from estate_xl.identity.cell_blocks import cells_at
from estate_xl.write.blocks import runs, unions, write_blocks
from estate_xl.write.plain_text import as_text
from estate_xl.write.registers import make_room

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from estate_xl.write.registers import Register

NEEDLESS_FILL: Final = (217, 217, 217)
"""The grey of a cell that needs no number; the table's stripes and rules are lighter."""


def append_people(register: Register, month: str, people: Sequence[str]) -> range:
    """A row for each of the people below the last one of 評分錄入; the rows.

    Args:
        register: 評分錄入.
        month: `YYYY-MM`.
        people: As their cells show them.

    Raises:
        WorkbookError: there is no room for them.
    """
    rows = make_room(register, len(people))
    columns = (("month", [month] * len(people)), ("staff", people))
    write_blocks(
        register.tab,
        [
            (rows[0], register.columns[key], [[as_text(text)] for text in texts])
            for key, texts in columns
        ],
    )
    return rows


def grey_out(
    register: Register, needless: Mapping[int, Collection[str]], empty: Collection[tuple[int, str]]
) -> None:
    """Grey in these rows what needs no number, and nothing else.

    Args:
        register: 評分錄入.
        needless: Keys of the columns that need no number, by row.
        empty: Row and key of the cells that hold nothing. Others keep their look; of those that
            need a number, one that is grey has been greyed before its person's post changed.
    """
    grey: list[str] = []
    stale: list[str] = []
    for key in TYPED:
        column = register.columns.get(key)
        if column is None:
            continue
        rows = sorted(row for row in needless if (row, key) in empty)
        held = [row for row in rows if key in needless[row]]
        grey += [area(first, column, last, column) for first, last in runs(held)]
        stale += [
            address(row, column)
            for row in rows
            if key not in needless[row]
            and cells_at(register.tab, (row, column, row, column)).color == NEEDLESS_FILL
        ]
    for block in unions(register.tab, grey):
        block.color = NEEDLESS_FILL
    for block in unions(register.tab, stale):
        block.color = None
