"""Cells copied into another book with values, formulas, formats and selection lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine.addresses import parse_area
from estate_xl.engine.model import formulas, layout
from estate_xl.engine.model.cell_contents import Contents
from estate_xl.engine.model.cell_copies import places_of
from estate_xl.engine.model.copied_rules import common_area, shown_area, without
from estate_xl.engine.model.rows import Cell, formula_text
from estate_xl.engine.model.shared_formulas import expand_shared
from estate_xl.engine.ooxml.xml_text import attributes, element, start_tag

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

_LIST: Final = "dataValidations"
_RULE: Final = re.compile(r"<dataValidation(?=\s)[^>]*?(?:/>|>.*?</dataValidation>)", re.DOTALL)
_TAG: Final = re.compile(r"<dataValidation(?=\s)[^>]*?/?>")


def import_cells(
    source: tuple[Model, SheetPart, Area], target: tuple[Model, SheetPart, Area]
) -> None:
    """Copy an area of one book onto one of another.

    Args:
        source: The book, its sheet and the cells.
        target: Likewise; it is filled with copies if it is several times as large.
    """
    model, sheet, area = target
    grid, other = model.grid(sheet), source[0].grid(source[1])
    expand_shared(other)
    top, left, bottom, right = source[2]
    places = places_of(source[2], area)
    rows, columns = bottom - top + 1, right - left + 1
    last = places[-1]
    whole = (places[0][0], places[0][1], last[0] + rows - 1, last[1] + columns - 1)
    contents = Contents(model, sheet)
    contents.check_writable(whole)
    contents.clear(whole, contents=True, formats=False)
    taken = [
        (number, column, cell)
        for number, row in other.rows_between(top, bottom)
        for column, cell in row.cells.items()
        if left <= column <= right
    ]
    for first_row, first_column in places:
        down, aside = first_row - top, first_column - left
        for number, column, cell in taken:
            made = _taken_over(source[0], model, cell, down, aside)
            grid.row_to_change(number + down).cells[column + aside] = made
        _import_rules(other, grid, source[2], down, aside)


def _taken_over(source: Model, model: Model, cell: Cell, down: int, aside: int) -> Cell:
    made = Cell(model.styles.adopt(source.styles, cell.style))
    if cell.formula is not None:
        made.set_formula(formulas.translate(formula_text(cell.formula), down, aside))
    elif cell.kind == "s" and cell.raw is not None:
        made.set_text(model.strings.index(source.strings.texts[int(cell.raw)]))
    else:
        made.kind, made.raw, made.inline = cell.kind, cell.raw, cell.inline
    return made


def _import_rules(other: Grid, grid: Grid, area: Area, down: int, aside: int) -> None:
    """Selection lists of the area, in the place of those at its copy."""
    target = (area[0] + down, area[1] + aside, area[2] + down, area[3] + aside)
    held = []
    for rule in _rules(grid):
        kept = [piece for each in _areas(rule) for piece in without(each, target)]
        held += [_with_areas(rule, kept)] if kept else []
    for rule in _rules(other):
        common = [common_area(each, area) for each in _areas(rule)]
        moved = [
            (each[0] + down, each[1] + aside, each[2] + down, each[3] + aside)
            for each in common
            if each is not None
        ]
        held += [_with_areas(rule, moved)] if moved else []
    raw = f'<{_LIST} count="{len(held)}">{"".join(held)}</{_LIST}>' if held else ""
    layout.set_after_cells(grid, _LIST, raw)


def _rules(grid: Grid) -> list[str]:
    found = element(grid.tail, _LIST)
    return [] if found is None else _RULE.findall(grid.tail[slice(*found)])


def _areas(rule: str) -> list[Area]:
    return [parse_area(place) for place in attributes(_TAG.findall(rule)[0])["sqref"].split()]


def _with_areas(rule: str, areas: list[Area]) -> str:
    def tag(match: re.Match[str]) -> str:
        values = {**attributes(match[0]), "sqref": " ".join(map(shown_area, areas))}
        return start_tag("dataValidation", values, closed=match[0].endswith("/>"))

    return _TAG.sub(tag, rule, count=1)
