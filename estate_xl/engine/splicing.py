"""Cells of one column put into the texts of their rows; those beside it are never taken apart."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.cells import column_letters
from estate_xl.engine.rows import column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.engine.grid import Grid

_PLAIN = frozenset({str, float, int, bool, type(None)})
_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+"')
_STYLE = re.compile(r'\ss="([0-9]+)"')
_SPANS = re.compile(r'\sspans="[^"]*"')
_LETTERS = re.compile(r"[A-Z]+")


class Spot(NamedTuple):
    """Where a cell stands in the text of its row, or would stand.

    `tag` is what its start tag holds behind the address, None for a new cell.
    """

    start: int
    end: int
    tag: str | None

    @property
    def style(self) -> int | None:
        """The cell's format, None for a new one."""
        if self.tag is None:
            return None
        given = _STYLE.search(self.tag)
        return int(given[1]) if given else 0


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
        The rows that hold their value now. The others have to be taken apart.
    """
    letters = column_letters(column)
    known: dict[tuple[object, ...], str | None] = {}
    texts: dict[int, str] = {}
    done: set[int] = set()
    wider = False
    for number, value in enumerate(values, start=top):
        row = grid.row_text(number)
        spot = find_spot(row, f"{letters}{number}") if row else None
        if row is None or spot is None:
            if row == "" and value is None:
                done.add(number)
            continue
        key = (spot.tag, *_identity(value))
        if key not in known:
            known[key] = made(number, spot.style, value)
        done.add(number)
        tail = known[key]
        if tail is None:
            continue
        cell = f'<c r="{letters}{number}"{tail}'
        if cell != row[spot.start : spot.end]:
            texts[number] = spliced(row, spot, cell)
            wider = wider or spot.tag is None
    if texts:
        grid.set_row_texts(column, texts, wider=wider)
    return done


def _identity(value: object) -> tuple[object, ...]:
    """The same only for values that make the same cell: 1, 1.0 and True are three."""
    kind = type(value)
    if kind in _PLAIN:
        return kind, value
    if isinstance(value, dt.datetime):
        return kind, value, value.tzinfo
    return kind, str(value)


def find_spot(row: str, reference: str) -> Spot | None:
    """Where that cell stands, None where the row has to be taken apart to tell.

    Args:
        row: The row as its file holds it.
        reference: Address of the cell, such as `H12`.
    """
    mark = f'<c r="{reference}"'
    start = row.rfind(mark)
    if start < 0:
        return _new_spot(row, reference)
    tag_start = start + len(mark)
    tag_end = row.index(">", tag_start)
    tag = row[tag_start:tag_end]
    if "'" in tag:
        return None
    if tag.endswith("/"):
        return Spot(start, tag_end + 1, tag)
    return Spot(start, row.index("</c>", tag_end) + len("</c>"), tag)


def spliced(row: str, spot: Spot, cell: str) -> str:
    """The row with that cell in that place."""
    head = row[: spot.start]
    if spot.tag is None:
        tag_end = head.index(">")
        head = _SPANS.sub("", head[:tag_end]) + head[tag_end:]
    return f"{head}{cell}{row[spot.end :]}"


def _new_spot(row: str, reference: str) -> Spot | None:
    """Before the first cell that stands to its right."""
    tag_end = row.index(">")
    held = list(_CELL.finditer(row))
    is_usual = held and len(held) == row.count("<c") and "customFormat" not in row[:tag_end]
    letters = _LETTERS.match(reference)
    if not is_usual or letters is None:
        return None
    column = column_of(letters[0])
    for match in held:
        other = column_of(match[1])
        if other == column:
            return None
        if other > column:
            return Spot(match.start(), match.start(), None)
    end = row.rindex("</row>")
    return Spot(end, end, None)
