"""Cells of one column put into the texts of their rows; those beside it are never taken apart."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect
from operator import ge
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import column_letters
from estate_xl.engine.model.rows import column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.engine.model.grid import Grid

    Spot = tuple[int, int, str | None]

_PLAIN = frozenset({str, float, int, bool, type(None)})
_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+"')
_STYLE = re.compile(r'\ss="([0-9]+)"')
_SPANS = re.compile(r'\sspans="[^"]*"')
_LETTERS = re.compile(r"[A-Z]+")


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
    texts: dict[int, str] = {}
    left: set[int] = set()
    wider = False
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
            texts[number] = put_in(row, start, f'<c r="{reference}"{tail}')
            wider = True
        elif row[start:end] != tail:
            texts[number] = f"{row[:start]}{tail}{row[end:]}"
    if texts:
        grid.set_row_texts(column, texts, wider=wider)
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


def find_spot(row: str, reference: str) -> Spot | None:
    """The place of that cell; None where the row has to be taken apart to tell.

    Args:
        row: The row as its file holds it.
        reference: Address of the cell, such as `H12`.

    Returns:
        Where the cell begins behind its address, where it ends, and what its tag holds between;
        for a cell that is not there yet its place twice, and None.
    """
    mark = f'<c r="{reference}"'
    start = row.rfind(mark)
    if start < 0:
        return _new_spot(row, reference)
    start += len(mark)
    tag_end = row.index(">", start)
    tag = row[start:tag_end]
    if "'" in tag:
        return None
    if tag.endswith("/"):
        return start, tag_end + 1, tag
    return start, row.index("</c>", tag_end) + len("</c>"), tag


def put_in(row: str, place: int, cell: str) -> str:
    """The row with one more cell, which may be beyond the span that its tag tells."""
    tag_end = row.index(">")
    return f"{_SPANS.sub('', row[:tag_end])}{row[tag_end:place]}{cell}{row[place:]}"


def _new_spot(row: str, reference: str) -> Spot | None:
    """Before the first cell that is to its right."""
    tag_end = row.index(">")
    held = list(_CELL.finditer(row))
    is_usual = held and len(held) == row.count("<c") and "customFormat" not in row[:tag_end]
    letters = _LETTERS.match(reference)
    if not is_usual or letters is None:
        return None
    column = column_of(letters[0])
    columns = [column_of(match[1]) for match in held]
    if column in columns or any(map(ge, columns, columns[1:])):
        return None
    place = bisect(columns, column)
    if place < len(held):
        return held[place].start(), held[place].start(), None
    end = row.rindex("</row>")
    return end, end, None
