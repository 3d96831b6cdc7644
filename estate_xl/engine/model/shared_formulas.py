"""Formulas that several cells share in the file: told apart before one of them changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.engine.addresses import parse_area
from estate_xl.engine.model import formulas
from estate_xl.engine.model.moved_cells import overlap
from estate_xl.engine.model.rows import formula_text
from estate_xl.engine.ooxml.xml_text import attributes, escape

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.rows import Cell

_MARK = re.compile(r"""<f\b[^>]*\bt=["'](shared|array)["']""")


class Shared(NamedTuple):
    """The first cell of a shared formula, its text, and the cells that may share it."""

    row: int
    column: int
    text: str
    cells: Area


def shared_formulas(grid: Grid) -> dict[str, list[Shared]]:
    """Shared formulas of a sheet by their index, which some programs give out again."""
    found: dict[str, list[Shared]] = {}
    for number in _marked_rows(grid):
        row = grid.row(number)
        for column, cell in (row.cells if row else {}).items():
            values = formula_attributes(cell)
            text = formula_text(cell.formula) if cell.formula else ""
            if values.get("t") == "shared" and text:
                cells = parse_area(values["ref"]) if "ref" in values else (number, column) * 2
                shared = Shared(number, column, text, cells)
                found.setdefault(values.get("si", ""), []).append(shared)
    return found


def array_areas(grid: Grid) -> list[Area]:
    """Areas of more than one cell that one array formula fills."""
    areas = []
    for number in _marked_rows(grid):
        row = grid.row(number)
        for cell in (row.cells if row else {}).values():
            values = formula_attributes(cell)
            if values.get("t") == "array" and ":" in values.get("ref", "") and not cell.rest:
                areas.append(parse_area(values["ref"]))
    return areas


def expand_shared(grid: Grid) -> None:
    """Write every shared formula out where it is."""
    known = shared_formulas(grid)
    if not known:
        return
    for number in _marked_rows(grid):
        row = grid.row(number)
        for column, cell in (row.cells if row else {}).items():
            values = formula_attributes(cell)
            if values.get("t") == "shared":
                text = formula_text(cell.formula) if cell.formula else ""
                text = text or followed(known, values.get("si", ""), number, column)
                cell.formula = f"<f>{escape(text)}</f>"
    grid.is_changed = True


def followed(known: dict[str, list[Shared]], index: str, row: int, column: int) -> str:
    """The shared formula as it reads in that cell; of several, the last whose cells it is among."""
    several = known.get(index)
    if not several:
        return ""
    fitting = [each for each in several if overlap(each.cells, (row, column, row, column))]
    first = (fitting or several)[-1]
    return formulas.translate(first.text, row - first.row, column - first.column)


def formula_attributes(cell: Cell) -> dict[str, str]:
    """Attributes of the cell's formula element."""
    if cell.formula is None:
        return {}
    return attributes(cell.formula[: cell.formula.index(">")])


def _marked_rows(grid: Grid) -> list[int]:
    if not grid.may_share:
        return []
    return [number for number in grid.row_numbers() if _MARK.search(grid.raw_row(number))]
