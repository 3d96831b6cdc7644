"""Rows and columns inserted into a sheet or deleted from it, as Excel moves all that follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import area, parse_area
from estate_xl.engine.model import formulas, layout
from estate_xl.engine.model.rules import shifted_rules
from estate_xl.engine.ooxml.xml_text import attributes, start_tag

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Move, Shift
    from estate_xl.engine.model.rows import Cell, Row

_AREA_ATTRIBUTE = re.compile(r'(?<=\s)(ref|sqref|topLeftCell|activeCell)="([^"]*)"')
_FORMULA_AREA = re.compile(r'(<f\b[^>]*\sref=)"([^"]*)"')
_AREA_ELEMENT = re.compile(r"<xm:sqref>([^<]*)</xm:sqref>")
_OWNERS = re.compile(
    r"<(mergeCell|hyperlink|conditionalFormatting|dataValidation|ignoredError|protectedRange)"
    r'(?=\s)[^>]*\s(?:ref|sqref)=""[^>]*?(?:/>|>.*?</\1>)',
    re.DOTALL,
)
_BREAK = re.compile(r'<brk\b[^>]*\bid="(\d+)"[^>]*/>')


def shift_rows(grid: Grid, move: Shift) -> None:
    """Move whole rows of the grid."""
    rows: dict[int, Row] = {}
    for number in grid.row_numbers():
        span = move.span(number, number)
        row = grid.row(number)
        if span is not None and row is not None:
            rows[span[0]] = row
    grid.replace_rows(rows)


def shift_columns(grid: Grid, move: Shift) -> None:
    """Move whole columns of the grid."""
    for number in grid.row_numbers():
        row = grid.row(number)
        if row is not None:
            row.attributes.pop("spans", None)
            row.cells = _moved_within_row(row.cells, move)
    grid.is_changed = True
    entries = []
    for values in layout.columns(grid):
        span = move.span(int(values["min"]), int(values["max"]))
        if span is not None:
            entries.append({**values, "min": str(span[0]), "max": str(span[1])})
    layout.set_columns(grid, entries)


def shift_cells(grid: Grid, move: Shift) -> None:
    """Move the cells of some columns down or up, or of some rows to a side."""
    if move.axis == "column":
        for number in grid.numbers_between(move.low, move.high):
            row = grid.row_to_change(number)
            row.cells = _moved_within_row(row.cells, move)
        return
    taken: list[tuple[int, int, Cell]] = []
    for number in grid.row_numbers():
        if number < move.first:
            continue
        row = grid.row_to_change(number)
        span = move.span(number, number)
        for column in [each for each in row.cells if move.low <= each <= move.high]:
            cell = row.cells.pop(column)
            if span is not None:
                taken.append((span[0], column, cell))
    for number, column, cell in taken:
        grid.row_to_change(number).cells[column] = cell


def _moved_within_row(cells: dict[int, Cell], move: Shift) -> dict[int, Cell]:
    moved = ((move.span(column, column), cell) for column, cell in cells.items())
    return {span[0]: cell for span, cell in moved if span is not None}


def shift_around(grid: Grid, move: Move, title: str) -> None:
    """Move every area that the text around the cells names, and what its rules refer to."""
    grid.head = shifted_areas(grid.head, move)
    tail = shifted_rules(grid.tail, title, move, lambda text: shifted_areas(text, move))
    tail = shifted_areas(tail, move)
    tail = _OWNERS.sub("", tail)
    for name in ("mergeCells", "hyperlinks", "dataValidations", "ignoredErrors"):
        tail = re.sub(rf"<{name}(?=[\s>])[^>]*></{name}>", "", tail)
    for name in ("mergeCell", "dataValidation"):
        tail = _with_count(tail, name)
    grid.tail = _shifted_breaks(tail, move)
    grid.is_changed = True


def shifted_areas(text: str, move: Move) -> str:
    """Text with the areas in its attributes moved; those that went are left empty."""

    def attribute(match: re.Match[str]) -> str:
        name, places = match.groups()
        new = _shifted_list(places, move)
        if not new and name in {"topLeftCell", "activeCell"}:
            new = places
        return f'{name}="{new}"'

    text = re.sub(
        r"<selection\b[^>]*/>",
        lambda match: _selection(match[0], move),
        text,
    )
    text = _AREA_ATTRIBUTE.sub(attribute, text)
    return _AREA_ELEMENT.sub(
        lambda match: f"<xm:sqref>{_shifted_list(match[1], move)}</xm:sqref>", text
    )


def shifted_array_areas(text: str, move: Move) -> str:
    """A sheet part with the areas of its array formulas moved."""

    def shifted(match: re.Match[str]) -> str:
        places = _shifted_list(match[2], move) or match[2]
        return f'{match[1]}"{places}"'

    return _FORMULA_AREA.sub(shifted, text)


def _selection(tag: str, move: Move) -> str:
    """A selection that lost its cells falls back to the place where they were."""
    values = attributes(tag)
    if not _shifted_list(values.get("sqref", "A1"), move):
        values["sqref"] = values.get("activeCell", "A1")
        if not _shifted_list(values["sqref"], move):
            values.pop("activeCell", None)
            values["sqref"] = "A1"
        return start_tag("selection", values, closed=True)
    return tag


def _shifted_list(places: str, move: Move) -> str:
    result = []
    for place in places.split():
        try:
            new = move.area(parse_area(place))
        except ValueError:
            shifted = formulas.shift(place, "x", "x", move)
            if shifted != "#REF!":
                result.append(shifted)
            continue
        if new is not None:
            result.append(area(*new) if ":" in place else area(*new).split(":")[0])
    return " ".join(result)


def _with_count(tail: str, name: str) -> str:
    number = len(re.findall(rf"<{name}(?=[\s/>])", tail))
    return re.sub(rf'(<{name}s\b[^>]*?\bcount=)"\d+"', lambda match: f'{match[1]}"{number}"', tail)


def _shifted_breaks(tail: str, move: Move) -> str:
    name = "rowBreaks" if move.axis == "row" else "colBreaks"

    def one(match: re.Match[str]) -> str:
        place = int(match[1])
        span = move.span(place, place)
        if span is None:
            return ""
        return match[0].replace(f'id="{place}"', f'id="{span[0]}"')

    def block(match: re.Match[str]) -> str:
        text = _BREAK.sub(one, match[0])
        number = text.count("<brk ")
        if not number:
            return ""
        tag = text[: text.index(">") + 1]
        values = attributes(tag)
        values["count"] = values["manualBreakCount"] = str(number)
        return start_tag(name, values) + text[len(tag) :]

    return re.sub(rf"<{name}\b[^>]*>.*?</{name}>", block, tail, flags=re.DOTALL)
