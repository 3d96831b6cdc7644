"""Two workbooks compared: cells, formats, sizes, and all parts that are no sheet or list."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl

from support.packages import book_part, parts_of, relations, rels_of, sheet_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

_LOOKS = "number_format", "font", "fill", "border", "alignment", "protection"


def differences(one: bytes, other: bytes) -> list[str]:
    """Where the workbooks differ, a line each; formats count by what they say, not by number."""
    books = [openpyxl.load_workbook(io.BytesIO(data), rich_text=True) for data in (one, other)]
    if books[0].sheetnames != books[1].sheetnames:
        return [f"sheets {books[0].sheetnames}, not {books[1].sheetnames}"]
    found = []
    for title in books[0].sheetnames:
        facts = [dict(_facts(book[title])) for book in books]
        for place in {**facts[0], **facts[1]}:
            values = [each.get(place) for each in facts]
            if values[0] != values[1]:
                found.append(f"{title} {place}: {values[0]!r}, not {values[1]!r}")
    names = [{name: each.attr_text for name, each in book.defined_names.items()} for book in books]
    if names[0] != names[1]:
        found.append(f"names {names[0]}, not {names[1]}")
    return found + _other_parts(one, other)


class _Looks(dict[object, list[str]]):
    """What each format of a sheet's cells says, told once."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__()
        cells = (cell for row in _rows(sheet) for cell in row if cell.has_style)
        for cell in cells:
            if cell._style not in self:
                self[cell._style] = [repr(getattr(cell, name)) for name in _LOOKS]


def _facts(sheet: Worksheet) -> Iterator[tuple[object, Any]]:
    looks = _Looks(sheet)
    for row in _rows(sheet):
        for cell in row:
            link = cell.hyperlink
            leads = None if link is None else (link.target, link.location, link.tooltip)
            yield cell.coordinate, (cell.value, leads, looks[cell._style] if cell.has_style else "")
    for number, line in sheet.row_dimensions.items():
        yield f"row {number}", (line.height, line.hidden)
    for letter, column in sheet.column_dimensions.items():
        yield f"column {letter}", (column.width, column.hidden)
    yield "merged", sorted(map(str, sheet.merged_cells.ranges))
    yield "state", sheet.sheet_state
    yield "page", (sheet.print_area, sheet.page_setup.scale, sheet.page_setup.fitToHeight)
    yield "breaks", [each.id for each in sheet.row_breaks.brk]
    yield "tables", {table.name: table.ref for table in sheet.tables.values()}
    yield "names", {name: each.attr_text for name, each in sheet.defined_names.items()}
    yield "rules", sorted(f"{each.sqref} {each.formula1}" for each in _rules(sheet))
    yield "conditions", sorted(str(each.sqref) for each in sheet.conditional_formatting)
    yield "protection", sheet.protection.sheet


def _rows(sheet: Worksheet) -> Iterator[tuple[Any, ...]]:
    return sheet.iter_rows()


def _rules(sheet: Worksheet) -> list[Any]:
    return list(sheet.data_validations.dataValidation)


def _other_parts(one: bytes, other: bytes) -> list[str]:
    parts = parts_of(one), parts_of(other)
    book = book_part(parts[0])
    read = {book, rels_of(book), *sheet_parts(parts[0]).values()}
    read |= {
        each.target
        for each in relations(parts[0], book)
        if each.kind in {"styles", "sharedStrings"}
    }
    return [
        f"part {name}"
        for name in sorted({*parts[0], *parts[1]} - read)
        if parts[0].get(name) != parts[1].get(name)
    ]
