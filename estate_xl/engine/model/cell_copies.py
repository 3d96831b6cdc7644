"""Cells copied to another place with formulas, formats, merges and heights."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW
from estate_xl.engine.model import formulas, layout, navigation, row_drawings
from estate_xl.engine.model.cell_contents import Contents
from estate_xl.engine.model.copied_rules import copy_rules
from estate_xl.engine.model.moved_cells import overlap
from estate_xl.engine.model.rows import Cell, formula_text
from estate_xl.engine.model.shared_formulas import expand_shared

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area, Shift
    from estate_xl.engine.model.rows import Row
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

Place = tuple["SheetPart", "Area"]


def copy_cells(model: Model, source: Place, target: Place) -> None:
    """Copy an area onto another; a target of several times its size is filled with copies."""
    grid, target_grid = model.grid(source[0]), model.grid(target[0])
    expand_shared(grid)
    top, left, bottom, right = source[1]
    rows, columns = bottom - top + 1, right - left + 1
    places = places_of(source[1], target[1])
    everything = (
        places[0][0],
        places[0][1],
        places[-1][0] + rows - 1,
        places[-1][1] + columns - 1,
    )
    navigation.check_inside(everything, target[0].title)
    contents = Contents(model, target[0])
    contents.check_writable(everything)
    taken = _take(grid, source[1])
    merged = [m for m in layout.merges(grid) if navigation.common_cells(m, source[1]) == _size(m)]
    heights = {
        number: dict(row.attributes)
        for number, row in grid.rows_between(top, bottom)
        if (left, right) == (1, MAX_COLUMN)
    }
    contents.clear(everything, contents=True, formats=False)
    kept = [m for m in layout.merges(target_grid) if not overlap(m, everything)]
    for first_row, first_column in places:
        down, aside = first_row - top, first_column - left
        _put(target_grid, taken, (top, left, bottom, right), down, aside)
        for number, values in heights.items():
            row = target_grid.row_to_change(number + down)
            row.attributes = {k: v for k, v in values.items() if k != "spans"}
        kept += [(m[0] + down, m[1] + aside, m[2] + down, m[3] + aside) for m in merged]
    if kept != layout.merges(target_grid):
        layout.set_merges(target_grid, kept)
    if source[0] is target[0]:
        copy_rules(grid, source[1], places)
        if (left, right) == (1, MAX_COLUMN):
            shifts = [first_row - top for first_row, _ in places]
            row_drawings.copy_with_rows(model, source[0], top, bottom, shifts)
    if (top, bottom) == (1, MAX_ROW):
        _copy_columns(grid, target_grid, left, places, columns)


def copy_formats(model: Model, sheet: SheetPart, move: Shift, origin: int) -> None:
    """Give inserted rows or columns the formats of the one at `origin`, heights included."""
    if not 1 <= origin <= move.limit:
        return
    grid = model.grid(sheet)
    span = range(move.first, move.first + move.amount)
    if move.axis == "row":
        row = grid.row(origin)
        if row is None:
            return
        whole = (move.low, move.high) == (1, MAX_ROW)
        for number in span:
            _format_row(grid.row_to_change(number), row, move, whole=whole)
        return
    for _, row in grid.rows_between(move.low, move.high):
        cell = row.cells.get(origin)
        for column in span if cell is not None else ():
            row.cells.setdefault(column, Cell(cell.style if cell else 0))
    grid.is_changed = True
    if (move.low, move.high) == (1, MAX_ROW):
        values = layout.column(grid, origin)
        if values:
            layout.change_columns(grid, span[0], span[-1], partial(_take_over, values))


def _format_row(row: Row, origin: Row, move: Shift, *, whole: bool) -> None:
    if whole:
        names = ("s", "customFormat", "ht", "customHeight")
        row.attributes.update({n: v for n, v in origin.attributes.items() if n in names})
    for column, cell in origin.cells.items():
        if move.low <= column <= move.high and (cell.style or not whole):
            row.cells.setdefault(column, Cell(cell.style))


def _take_over(values: dict[str, str], entry: dict[str, str]) -> None:
    entry.update({name: value for name, value in values.items() if name not in {"min", "max"}})


def places_of(source: Area, target: Area) -> list[tuple[int, int]]:
    """First row and column of each copy."""
    rows, columns = source[2] - source[0] + 1, source[3] - source[1] + 1
    target_rows, target_columns = target[2] - target[0] + 1, target[3] - target[1] + 1
    if target_rows % rows or target_columns % columns:
        return [(target[0], target[1])]
    return [
        (row, column)
        for row in range(target[0], target[2] + 1, rows)
        for column in range(target[1], target[3] + 1, columns)
    ]


def _take(grid: Grid, area: Area) -> list[tuple[int, int, Cell]]:
    top, left, bottom, right = area
    return [
        (number, column, cell.copy())
        for number, row in grid.rows_between(top, bottom)
        for column, cell in row.cells.items()
        if left <= column <= right
    ]


def _put(
    grid: Grid, taken: list[tuple[int, int, Cell]], source: Area, down: int, aside: int
) -> None:
    top, left, bottom, right = source
    for number in grid.numbers_between(top + down, bottom + down):
        row = grid.row_to_change(number)
        inside = [c for c in row.cells if left + aside <= c <= right + aside]
        for column in inside:
            del row.cells[column]
    for number, column, cell in taken:
        copied = cell.copy()
        if copied.formula is not None:
            text = formulas.translate(formula_text(copied.formula), down, aside)
            raw, kind, rest = copied.raw, copied.kind, copied.rest
            copied.set_formula(text)
            copied.raw, copied.kind = raw, kind
            copied.rest = {name: value for name, value in rest.items() if name != "cm"}
        grid.row_to_change(number + down).cells[column + aside] = copied


def _copy_columns(
    grid: Grid, target: Grid, left: int, places: list[tuple[int, int]], columns: int
) -> None:
    for _, first_column in places:
        for place in range(columns):
            values = layout.column(grid, left + place)
            if values:
                column = first_column + place
                layout.change_columns(target, column, column, partial(_take_over, values))


def _size(area: Area) -> int:
    return (area[2] - area[0] + 1) * (area[3] - area[1] + 1)
