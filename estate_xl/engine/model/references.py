"""Text that names cells: addresses, whole columns and rows, defined names, tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import (
    MAX_ADDRESSES_TEXT,
    MAX_COLUMN,
    MAX_ROW,
    column_letters,
    column_number,
    parse_area,
)
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model.tables import find_table

if TYPE_CHECKING:
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import DefinedName, SheetPart

_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]*):\$?([1-9][0-9]*)")
_QUALIFIED = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!\[\]]+))!(.+)")


def find_area(model: Model, sheet: SheetPart, text: str) -> Area:
    """Cells of the sheet that a text names.

    Raises:
        EngineError: the text names no cells of this sheet.
    """
    plain = text.strip()
    qualified = _QUALIFIED.fullmatch(plain)
    if qualified is not None and _title(qualified).casefold() == sheet.title.casefold():
        plain = qualified[3]
    found = parse_cells(plain)
    if found is None:
        name = find_name(model, sheet, text)
        place = None if name is None else find_place(model, name.text)
        if place is not None and place[0] is sheet:
            found = place[1]
    if found is None:
        found = find_table(model.package, sheet, plain)
    if found is None:
        raise EngineError(EngineProblem.NO_SUCH_CELLS, sheet=sheet.title, address=text)
    return found


def find_areas(text: str) -> list[Area] | None:
    """Areas of several addresses, None if the text is not these or longer than Excel takes.

    >>> find_areas("A1:B2,7:7"), find_areas("A1,x")
    ([(1, 1, 2, 2), (7, 1, 7, 16384)], None)
    """
    if len(text) > MAX_ADDRESSES_TEXT:
        return None
    found = [parse_cells(part.strip()) for part in text.split(",")]
    areas = [area for area in found if area is not None]
    return areas if len(areas) == len(found) else None


def parse_cells(text: str) -> Area | None:
    """Area of an address, of whole columns or rows; None if the text is none of these.

    >>> parse_cells("B2"), parse_cells("$A:$B"), parse_cells("x")
    ((2, 2, 2, 2), (1, 1, 1048576, 2), None)
    """
    columns = _COLUMNS.fullmatch(text)
    if columns is not None:
        left, right = sorted((column_number(columns[1]), column_number(columns[2])))
        return (1, left, MAX_ROW, right) if right <= MAX_COLUMN else None
    rows = _ROWS.fullmatch(text)
    if rows is not None:
        top, bottom = sorted((int(rows[1]), int(rows[2])))
        return (top, 1, bottom, MAX_COLUMN) if bottom <= MAX_ROW else None
    try:
        row, column, other_row, other_column = parse_area(text)
    except ValueError:
        return None
    top, bottom = sorted((row, other_row))
    left, right = sorted((column, other_column))
    return top, left, bottom, right


def find_name(model: Model, sheet: SheetPart | None, text: str) -> DefinedName | None:
    """A defined name by its text, which may carry a sheet; that of the sheet goes first."""
    plain, wanted = text.removeprefix("="), sheet
    qualified = _QUALIFIED.fullmatch(plain)
    if qualified is not None:
        plain, title = qualified[3], _title(qualified)
        wanted = next((s for s in model.sheets if s.title.casefold() == title.casefold()), None)
        if wanted is None:
            return None
    matches = [n for n in model.names if shown_name(n).casefold() == plain.casefold()]
    own = next((name for name in matches if wanted is not None and name.scope is wanted), None)
    if own is not None or qualified is not None:
        return own
    return next((name for name in matches if name.scope is None), None)


def shown_name(name: DefinedName) -> str:
    """The name as Excel shows it: `Print_Area` for `_xlnm.Print_Area`."""
    return name.name.removeprefix("_xlnm.")


def find_place(model: Model, text: str) -> tuple[SheetPart, Area] | None:
    """Sheet and area that a reference names; None if it is none, or of several areas."""
    qualified = _QUALIFIED.fullmatch(text.strip())
    if qualified is None:
        return None
    title = _title(qualified)
    cells = parse_cells(qualified[3].replace("$", ""))
    sheet = next((s for s in model.sheets if s.title.casefold() == title.casefold()), None)
    return None if sheet is None or cells is None else (sheet, cells)


def area_text(area: Area, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """A1 text of an area as Excel writes it, whole columns and rows included.

    >>> area_text((1, 1, 1, 1)), area_text((1, 2, 1048576, 3)), area_text((2, 1, 3, 16384))
    ('$A$1', '$B:$C', '$2:$3')
    """
    top, left, bottom, right = area
    row_mark, column_mark = "$" * row_absolute, "$" * column_absolute
    if (top, bottom) == (1, MAX_ROW):
        return f"{column_mark}{column_letters(left)}:{column_mark}{column_letters(right)}"
    if (left, right) == (1, MAX_COLUMN):
        return f"{row_mark}{top}:{row_mark}{bottom}"
    first = f"{column_mark}{column_letters(left)}{row_mark}{top}"
    last = f"{column_mark}{column_letters(right)}{row_mark}{bottom}"
    return first if first == last else f"{first}:{last}"


def _title(match: re.Match[str]) -> str:
    return match[1].replace("''", "'") if match[1] is not None else match[2].removeprefix("=")
