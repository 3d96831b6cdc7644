"""Areas too vast to be read: a stray value far away spans billions of cells that nobody filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.engine.addresses import MAX_ROW, address
from estate_xl.engine.errors import EngineError, EngineProblem

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area

MOST_CELLS: Final = 8_000_000
"""A hundred thousand tickets with all their columns are four millions."""
_MOST_HELD: Final = 48_000_000
"""As many rows as a sheet has, with all the columns of tickets, are 36 millions."""


def size(area: Area) -> int:
    """Number of cells of an area."""
    return (area[2] - area[0] + 1) * (area[3] - area[1] + 1)


def is_held(grid: Grid, area: Area) -> bool:
    """True if columns of the area fit into memory: it is not vast, or the file fills half of it."""
    if size(area) <= MOST_CELLS:
        return True
    held = 0 if grid.long_rows is None else grid.long_rows.cell_count
    return size(area) <= min(2 * held, _MOST_HELD)


def check_readable(grid: Grid, area: Area) -> None:
    """Refuse an area that nobody can hold in memory, and name the cells that make it so.

    Raises:
        EngineError: it has too many cells.
    """
    if size(area) <= MOST_CELLS:
        return
    cell, *others = _farthest(grid) or [address(area[2], area[3])]
    if others:
        raise EngineError(EngineProblem.CELLS_TOO_FAR, sheet=grid.title, cell=cell, other=others[0])
    raise EngineError(EngineProblem.CELL_TOO_FAR, sheet=grid.title, cell=cell)


def _farthest(grid: Grid) -> list[str]:
    """Addresses of a cell in the sheet's last row and of one in its last column."""
    lowest: tuple[int, int] | None = None
    widest: tuple[int, int] | None = None
    for number, row in grid.rows_between(1, MAX_ROW):
        if row.cells:
            lowest = number, max(row.cells)
            widest = max(widest or lowest, lowest, key=lambda place: place[1])
    return list(dict.fromkeys(address(*place) for place in (lowest, widest) if place is not None))
