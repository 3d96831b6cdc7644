"""Cells of one column put into the texts of their rows; those beside it are never taken apart."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import column_letters
from estate_xl.engine.model.cell_splicing import find_spot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.engine.model.grid import Grid
_PLAIN = frozenset({str, float, int, bool, type(None)})
_STYLE = re.compile(r'\ss="([0-9]+)"')


def splice_column(
    grid: Grid,
    top: int,
    column: int,
    values: Sequence[object],
    made: Callable[[int, int | None, object], str | None],
) -> set[int]:
    """Write a column where the rows are still text.

    Args:
        grid: The cells of the sheet.
        top: Row of the first value.
        column: The column.
        values: One for each row.
        made: The cell behind its address as the file writes it, None for no cell, from the row,
            the format of the cell that is there (None: none is) and the value. Asked once for the
            same format and value.

    Returns:
        The rows that have to be taken apart for it; the others hold their value now.
    """
    letters = column_letters(column)
    known: dict[tuple[object, ...], str | None] = {}
    tails: dict[int, str] = {}
    left: set[int] = set()
    new: set[int] = set()
    for number, value in enumerate(values, start=top):
        row = grid.row_text(number)
        reference = f"{letters}{number}"
        spot = find_spot(row, reference) if row else None
        if row is None or spot is None:
            if row != "" or value is not None:
                left.add(number)
            continue
        start, end, tag = spot
        kind = type(value)
        key = (tag, kind, value) if kind in _PLAIN else (tag, *_identity(value))
        if key not in known:
            known[key] = made(number, _style(tag), value)
        tail = known[key]
        if tail is None:
            continue
        if tag is None:
            new.add(number)
        if tag is None or row[start:end] != tail:
            tails[number] = tail
    if tails:
        grid.set_cell_texts(column, tails, new)
    return left


def _identity(value: object) -> tuple[object, ...]:
    """The same only for values that make the same cell, as 1 and True do not."""
    if isinstance(value, dt.datetime):
        return type(value), value, value.tzinfo
    return type(value), str(value)


def _style(tag: str | None) -> int | None:
    if tag is None:
        return None
    given = _STYLE.search(tag)
    return int(given[1]) if given else 0
