"""Positions of cells on the sheet, in points from its top left corner, as Excel answers them."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from estate_xl.engine.model import layout

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid

_POINTS_PER_PIXEL = 0.75
_TRUE = {"1", "true"}


class Corner:
    """A cell and how far right of and below its corner a point lies, in points."""

    def __init__(self, row: int, column: int, down: float, aside: float) -> None:
        """Take the place."""
        self.row, self.column, self.down, self.aside = row, column, down, aside


def left_of(grid: Grid, column: int) -> float:
    """Left side of a column."""
    return sum(width_of(grid, each) for each in range(1, column))


def width_of(grid: Grid, column: int) -> float:
    """Width of a column in points."""
    stored = layout.stored_width(layout.width_chars(grid, column))
    return int(stored * layout.DIGIT_PIXELS + 0.5) * _POINTS_PER_PIXEL


def top_of(grid: Grid, row: int) -> float:
    """Upper side of a row."""
    numbers, sums = _taller_rows(grid)
    default = layout.default_height(grid)
    return (row - 1) * default + sums[bisect.bisect_left(numbers, row)]


def corner_at(grid: Grid, left: float, top: float) -> Corner:
    """The cell in which a point lies."""
    column, aside = 1, left
    while aside >= (width := width_of(grid, column)) and column < _LAST_COLUMN:
        aside -= width
        column += 1
    low, high = 1, _LAST_ROW
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if top_of(grid, middle) <= top + _EPSILON else (low, middle - 1)
    return Corner(low, column, max(0.0, top - top_of(grid, low)), max(0.0, aside))


_LAST_COLUMN, _LAST_ROW = 16384, 1_048_576
_EPSILON = 1e-6


def _taller_rows(grid: Grid) -> tuple[list[int], list[float]]:
    """Rows of another height than the usual one, and how much they add up to before each."""
    if grid.known_heights is None:
        default = layout.default_height(grid)
        numbers, sums = [], [0.0]
        for number in grid.row_numbers():
            row = grid.row(number)
            if row is None:
                continue
            is_hidden = row.attributes.get("hidden") in _TRUE
            height = 0.0 if is_hidden else float(row.attributes.get("ht", default))
            if height != default:
                numbers.append(number)
                sums.append(sums[-1] + height - default)
        grid.known_heights = numbers, sums
    return grid.known_heights
