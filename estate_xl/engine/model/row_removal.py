"""Many runs of whole rows deleted at once, as one after the other would be, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine.model import anchors, formulas, row_insertion, structure
from estate_xl.engine.model.moved_cells import Removal
from estate_xl.engine.model.shared_formulas import expand_shared
from estate_xl.engine.model.tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate_xl.engine.model.rows import Row
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart


def remove_rows(model: Model, sheet: SheetPart, runs: Iterable[tuple[int, int]]) -> None:
    """Delete rows; formulas all over the book follow.

    Args:
        model: The book.
        sheet: The sheet.
        runs: First and last row of each run; no two have a row in common.
    """
    ascending = sorted(runs)
    move = Removal(ascending)
    grid = model.grid(sheet)
    expand_shared(grid)
    rows: dict[int, Row] = {}
    waiting, gone = iter(ascending), 0
    run = next(waiting, None)
    for number in grid.row_numbers():
        while run is not None and number > run[1]:
            gone += run[1] - run[0] + 1
            run = next(waiting, None)
        row = grid.row(number) if run is None or number < run[0] else None
        if row is not None:
            rows[number - gone] = row
    grid.replace_rows(rows)
    row_insertion.shift_around(grid, move, sheet.title)
    grid.tail = anchors.shifted_controls(grid.tail, move)
    structure.shift_own_parts(model, sheet, move, whole=True)
    for table in tables_of(model.package, sheet):
        if table.is_sound():
            table.fit_filter()
    title = sheet.title
    text = model.sheet_text(sheet)
    model.set_grid_text(sheet, row_insertion.shifted_array_areas(text, move))
    structure.rewrite_formulas(
        model,
        lambda formula, home: formulas.shift(formula, home, title, move),
        title,
        home=sheet,
    )
