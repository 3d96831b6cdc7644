"""Big blocks of untouched sheets, read by calamine.

Calamine hands over neither errors nor the exact number behind a time, so these few cells are
looked up one by one. The values are those of `contents`, only faster.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from python_calamine import CalamineError

from estate_xl.engine.model.area_limits import MOST_CELLS, size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

    Raw = float | str | bool | dt.datetime | None

_NO_NUMBERS = ("NaN", "nan", "INF", "inf", "Inf")
_PLAIN = frozenset({str, float, bool})
_FIRST_YEAR = 1900
_ERROR_ROW = re.compile(r"""\bt=["']e["']""")


def fast_block(
    model: Model, sheet: SheetPart, area: Area, exact: Callable[[int, int], Raw]
) -> tuple[tuple[Raw, ...], ...] | None:
    """Values of an area, or None where only the slow way is right.

    Args:
        model: The book.
        sheet: The sheet to read.
        area: Its cells.
        exact: Reads one cell the slow way.
    """
    if sheet.opened_title is None or not _is_as_opened(model, sheet, area):
        return None
    if sheet.part not in model.fast_rows:
        if _is_odd(model, sheet):
            return None
        try:
            found = model.fast_book.get_sheet_by_name(sheet.opened_title)
            model.fast_rows[sheet.part] = found.start, found.to_python(skip_empty_area=True)
        except (CalamineError, ValueError, TypeError):
            return None
    start, data = model.fast_rows[sheet.part]
    if start is None:
        return None
    return _cut(start, data, area, exact, _error_rows(model, sheet, area))


def _is_odd(model: Model, sheet: SheetPart) -> bool:
    """True if calamine would take endless room, or take for a number what is none."""
    bounds = model.grid(sheet).bounds()
    if bounds is not None and size(bounds) > MOST_CELLS:
        return True  # calamine holds the empty ones too, 24 bytes each
    text = model.sheet_text(sheet)
    return any(mark in text for mark in _NO_NUMBERS)


def holds_formulas(model: Model, sheet: SheetPart, area: Area | None = None) -> bool:
    """True if the sheet, or an area of it, may hold formulas; what was changed may."""
    if not (model.is_pristine(sheet) or (area and _is_as_opened(model, sheet, area))):
        return True
    known = model.may_compute.get(sheet.part)
    if known is None:
        text = model.sheet_text(sheet)
        known = any(mark in text for mark in ("<f>", "<f ", "<f/"))
        model.may_compute[sheet.part] = known
    return known


def _is_as_opened(model: Model, sheet: SheetPart, area: Area) -> bool:
    """True if the area's columns are those of the file as it was opened."""
    if model.is_pristine(sheet):
        return True
    changed = sheet.grid is None or sheet.opened_title is None
    return not changed and model.grid(sheet).is_as_opened(area[1], area[3])


def _cut(
    start: tuple[int, int],
    data: Sequence[Sequence[object]],
    area: Area,
    exact: Callable[[int, int], Raw],
    errors: set[int],
) -> tuple[tuple[Raw, ...], ...]:
    """The area's values, column by column: most columns hold one type and need no second look."""
    top, left, bottom, right = area
    first_row, first_column = start[0] + 1, start[1] + 1
    height = bottom - top + 1
    held = data[max(0, top - first_row) : max(0, bottom - first_row + 1)]
    first_held = max(top, first_row)
    before = min(height, first_held - top)
    after = height - before - len(held)
    width = len(held[0]) if held else 0
    columns: list[list[Raw]] = []
    for number in range(left, right + 1):
        place = number - first_column
        if not 0 <= place < width:
            columns.append([None] * height)
            continue
        source = [row[place] for row in held]
        column: list[Raw] = [None if value == "" else value for value in source]  # type: ignore[misc]
        if not _PLAIN.issuperset(map(type, source)):
            for index, value in enumerate(source):
                if type(value) not in _PLAIN:
                    column[index] = _moment(value) or exact(first_held + index, number)
        for row_number in errors:
            if first_held <= row_number < first_held + len(held):
                index = row_number - first_held
                if column[index] is None:
                    column[index] = exact(row_number, number)
        columns.append([None] * before + column + [None] * after)
    return tuple(zip(*columns, strict=True))


def _moment(value: object) -> dt.datetime | None:
    """The date as the slow way gives it, None where calamine counts or rounds in another way."""
    if not isinstance(value, dt.date) or value.year <= _FIRST_YEAR:
        return None
    if not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zone
    return None if value.microsecond else value


def _error_rows(model: Model, sheet: SheetPart, area: Area) -> set[int]:
    """Rows that may hold an error."""
    known = model.error_rows.get(sheet.part)
    if known is None:
        text = model.sheet_text(sheet)
        known = set()
        if 't="e"' in text or "t='e'" in text:
            grid = model.grid(sheet)
            known = {n for n in grid.row_numbers() if _ERROR_ROW.search(grid.raw_row(n))}
        model.error_rows[sheet.part] = known
    return {number for number in known if area[0] <= number <= area[2]}
