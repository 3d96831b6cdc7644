"""Cells that are seen: not in a row or column that is hidden, by hand or by a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine import layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate_xl.engine.grid import Grid
    from estate_xl.engine.moves import Area

_TRUE = {"1", "true"}


def visible_areas(grid: Grid, area: Area) -> list[Area]:
    """The seen parts of an area as rectangles, from top to bottom."""
    top, left, bottom, right = area
    hidden_rows = {
        number
        for number, row in grid.rows_between(top, bottom)
        if row.attributes.get("hidden") in _TRUE
    }
    hidden_columns = {
        number
        for entry in layout.columns(grid)
        if entry.get("hidden") in _TRUE
        for number in range(max(left, int(entry["min"])), min(right, int(entry["max"])) + 1)
    }
    return [
        (first, start, last, end)
        for first, last in _runs(top, bottom, hidden_rows)
        for start, end in _runs(left, right, hidden_columns)
    ]


def _runs(first: int, last: int, hidden: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run that no hidden number cuts."""
    runs, start = [], first
    for number in sorted(hidden):
        if start < number:
            runs.append((start, number - 1))
        start = number + 1
    if start <= last:
        runs.append((start, last))
    return runs
