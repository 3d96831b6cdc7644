"""Texts that fit their cells: a smaller font first, then a higher row; never cut.

Widths are in characters of the usual font, heights in points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.cells import text_width_chars, wrapped_lines
from estate_xl.engine.addresses import address
from estate_xl.write.blocks import set_row_heights, unions
from estate_xl.write.template_looks import USUAL_FONT_SIZE, TemplateLooks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.write.template_looks import Room

LINE_HEIGHT: Final = 1.35
MAX_ROW_HEIGHT: Final = 409.0
_LEGIBLE: Final = 6.0
_SMALLEST: Final = 1.0
_STEP: Final = 0.5
_PADDING: Final = 2.0
_SHORT: Final = 4


class Fit(NamedTuple):
    """Font size and height that a text needs."""

    size: float
    height: float


def fit(text: str, room: Room, growth: float) -> Fit:
    """The largest font that fits: down to six points in the cell as it is, then in a higher row.

    A text too long for that too takes a smaller font still: all slips share one scale, and one
    endless report must not shrink the others.

    Args:
        text: What is in the cell.
        room: The cell.
        growth: Points that its row may grow by.

    >>> fit("漏水", Room(20, 23, 10, True), 60)
    Fit(size=10, height=23)
    """
    size, height = room.size, room.height
    is_one_line = wrapped_lines(text, _usable(room.width, size)) == 1
    if is_one_line or needed_height(text, room.width, size) <= height:
        return Fit(size, height)
    while size > _LEGIBLE and needed_height(text, room.width, size) > height:
        size = max(_LEGIBLE, size - _STEP)
    most = max(room.height, min(MAX_ROW_HEIGHT, room.height + growth))
    while size > _SMALLEST and needed_height(text, room.width, size) > most:
        size = max(_SMALLEST, size - _STEP / 2)
    return Fit(size, min(most, max(height, needed_height(text, room.width, size))))


def needed_height(text: str, width: float, size: float) -> float:
    """Points that the wrapped text takes at that font size."""
    return wrapped_lines(text, _usable(width, size)) * size * LINE_HEIGHT + _PADDING


def _usable(width: float, size: float) -> float:
    """Characters of that font size in a line."""
    return width * USUAL_FONT_SIZE / size - 1


def _is_line(text: str, usable: float) -> bool:
    """True if the text is one line of so many characters at most."""
    return text_width_chars(text) <= usable and wrapped_lines(text, usable) == 1


def fit_texts(
    sheet: xw.Sheet,
    template: xw.Sheet,
    origins: Sequence[int],
    changes: Mapping[tuple[int, int], object],
    growth: float,
) -> None:
    """Make every text that was filled in fit its cell.

    Args:
        sheet: The filled sheet.
        template: Its template, whose rows have the formats and heights.
        origins: Row of the template, for each row of the sheet.
        changes: What was filled in, by row and column.
        growth: Points that a row may grow by.
    """
    long = {
        place: text
        for place, text in changes.items()
        if isinstance(text, str) and text_width_chars(text) > _SHORT
    }
    looks = TemplateLooks(template, {(origins[row - 1], column) for row, column in long})
    more: dict[int, float] = {}
    wrapped: list[str] = []
    sizes: dict[float, list[str]] = {}
    for (row, column), text in long.items():
        origin = origins[row - 1]
        if _is_line(text, _usable(looks.width(column), looks.size(origin, column))):
            continue  # wider yet where the cell is merged with others
        given = looks.room(origin, column)
        found = fit(text, given, growth)
        is_long = text_width_chars(text) > _usable(given.width, given.size)
        if is_long and not given.wraps:
            wrapped.append(address(row, column))
        if found.size != given.size:
            sizes.setdefault(found.size, []).append(address(row, column))
        more[row] = max(more.get(row, 0.0), found.height - given.height)
    for block in unions(sheet, wrapped):
        block.wrap_text = True
    for size, places in sizes.items():
        for block in unions(sheet, places):
            block.font.size = size
    heights = {
        row: min(MAX_ROW_HEIGHT, looks.height(origins[row - 1]) + points)
        for row, points in more.items()
        if points > 0
    }
    set_row_heights(sheet, heights)
