"""Ways from one range to others: Ctrl and arrow, the region around, cells of a kind, seen cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW, column_letters
from estate_xl.engine.errors import CallError, EngineError, EngineProblem, NotOfferedError
from estate_xl.engine.model import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from estate_xl.engine.model.cell_contents import Contents
    from estate_xl.engine.model.cell_values import Raw
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area

_TRUE = {"1", "true"}
_STEPS = {"u": (-1, 0), "d": (1, 0), "l": (0, -1), "r": (0, 1)}
_KINDS: dict[str, Callable[[Raw], bool]] = {
    "numbers": lambda value: isinstance(value, (float, dt.datetime)),
    "text": lambda value: isinstance(value, str),
    "logical": lambda value: isinstance(value, bool),
    "errors": lambda value: isinstance(value, int) and not isinstance(value, bool),
}


def common_cells(one: Area, other: Area) -> int:
    """Number of cells that two areas share."""
    rows = min(one[2], other[2]) - max(one[0], other[0]) + 1
    columns = min(one[3], other[3]) - max(one[1], other[1]) + 1
    return max(0, rows) * max(0, columns)


def end(contents: Contents, row: int, column: int, direction: str) -> tuple[int, int]:
    """The cell that Ctrl and an arrow lead to; hidden rows are walked through like others."""
    step = _STEPS.get(str(direction)[:1].lower())
    if step is None:
        msg = f"no direction: {direction}"
        raise CallError(msg)
    down, right = step
    bounds = contents.grid.bounds()
    if bounds is None:
        return _edge(row, column, down, right)

    def is_filled(place: tuple[int, int]) -> bool:
        cell = contents.grid.cell(*place)
        return cell is not None and not cell.is_empty

    def is_inside(place: tuple[int, int]) -> bool:
        inner_rows = (1 if down <= 0 else 0) <= place[0] <= (bounds[2] if down > 0 else MAX_ROW)
        inner = (1 if right <= 0 else 0) <= place[1] <= (bounds[3] if right > 0 else MAX_COLUMN)
        return inner_rows and inner

    place = (row, column)
    following = (row + down, column + right)
    if is_filled(place) and is_inside(following) and is_filled(following):
        while is_inside(following) and is_filled(following):
            place, following = following, (following[0] + down, following[1] + right)
        return place
    while is_inside(following):
        if is_filled(following):
            return following
        following = (following[0] + down, following[1] + right)
    return _edge(row, column, down, right)


def current_region(  # noqa: C901 - four sides, each its own condition
    contents: Contents, area: Area
) -> Area:
    """The area bounded by empty rows and columns, or the sheet's edge."""
    top, left, bottom, right = area[0], area[1], area[0], area[1]
    bounds = contents.grid.bounds()
    if bounds is None:
        return top, left, bottom, right

    def has_content(first: int, start: int, last: int, stop: int) -> bool:
        for _, row in contents.grid.rows_between(max(1, first), last):
            for column, cell in row.cells.items():
                if start <= column <= stop and not cell.is_empty:
                    return True
        return False

    grown = True
    while grown:
        grown = False
        if top > 1 and has_content(top - 1, left - 1, top - 1, right + 1):
            top, grown = top - 1, True
        if bottom < bounds[2] and has_content(bottom + 1, left - 1, bottom + 1, right + 1):
            bottom, grown = bottom + 1, True
        if left > 1 and has_content(top - 1, left - 1, bottom + 1, left - 1):
            left, grown = left - 1, True
        if right < bounds[3] and has_content(top - 1, right + 1, bottom + 1, right + 1):
            right, grown = right + 1, True
    return top, left, bottom, right


def special_cells(
    contents: Contents, area: Area, cell_type: str, value_type: str | None
) -> list[Area]:
    """Areas of the cells with formulas or constants, side by side ones of a row joined.

    Raises:
        NotOfferedError: other kinds of cells.
    """
    if cell_type not in {"formulas", "constants"}:
        call = f"Range.get_special_cells({cell_type!r})"
        raise NotOfferedError(call)
    top, left, bottom, right = area
    found: list[Area] = []
    grid = contents.grid
    for number in grid.numbers_between(top, bottom):
        if cell_type == "formulas" and "<f" not in grid.raw_row(number):
            continue
        row = grid.row(number)
        if row is None:
            continue
        for column in sorted(row.cells):
            cell = row.cells[column]
            if not left <= column <= right or cell.is_empty:
                continue
            if (cell.formula is not None) != (cell_type == "formulas"):
                continue
            if value_type and not _KINDS[value_type](contents.value(number, column)):
                continue
            if found and found[-1][2] == number and found[-1][3] == column - 1:
                found[-1] = (*found[-1][:3], column)
            else:
                found.append((number, column, number, column))
    return _joined(found)


def _joined(rows: list[Area]) -> list[Area]:
    """Pieces of the same columns in rows one below the other made one area."""
    open_pieces: dict[tuple[int, int], Area] = {}
    done: list[Area] = []
    for piece in rows:
        key = (piece[1], piece[3])
        above = open_pieces.get(key)
        if above is not None and above[2] == piece[0] - 1:
            open_pieces[key] = (above[0], above[1], piece[2], above[3])
            continue
        if above is not None:
            done.append(above)
        open_pieces[key] = piece
    return sorted([*done, *open_pieces.values()])


def _edge(row: int, column: int, down: int, right: int) -> tuple[int, int]:
    if down:
        return (MAX_ROW if down > 0 else 1), column
    return row, (MAX_COLUMN if right > 0 else 1)


def check_inside(area: Area, title: str) -> Area:
    """The area, refused when it leaves the sheet.

    Raises:
        EngineError: a row or column outside the sheet.
    """
    top, left, bottom, right = area
    if top < 1 or left < 1 or bottom > MAX_ROW or right > MAX_COLUMN:
        raise outside(title)
    return area


def outside(title: str) -> EngineError:
    """A sheet that has no room for what is asked of it."""
    return EngineError(
        EngineProblem.OUT_OF_ROOM, sheet=title, rows=MAX_ROW, column=column_letters(MAX_COLUMN)
    )


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
