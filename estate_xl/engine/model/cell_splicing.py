"""The text of one cell within the text of its row: found, and another put in its place."""

from __future__ import annotations

import re
from bisect import bisect
from operator import ge
from typing import Final, TypeAlias

from estate_xl.engine.model.rows import column_of

Spot: TypeAlias = tuple[int, int, str | None]

_CELL: Final = re.compile(r'<c r="([A-Z]+)[0-9]+"')
_SPANS: Final = re.compile(r'\sspans="[^"]*"')
_LETTERS: Final = re.compile(r"[A-Z]+")


def spliced(row: str, reference: str, tail: str) -> str:
    """The row with the text of one cell in the place of what is there.

    Args:
        row: As its file holds it.
        reference: Address of the cell.
        tail: The cell behind its address.

    Raises:
        ValueError: the row has to be taken apart for it.
    """
    spot = find_spot(row, reference)
    if spot is None:
        raise ValueError(row)
    start, end, tag = spot
    if tag is None:
        return put_in(row, start, f'<c r="{reference}"{tail}')
    return f"{row[:start]}{tail}{row[end:]}"


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
