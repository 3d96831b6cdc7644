"""Blocks of cells, read with as few calls as can be: in a live Excel each crosses a process border.

xlwings asks for the sheet, the book, the program and its engine at each `value`, and for a range's
place and size one number at a time; an area's text is one answer.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW, area, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    import xlwings as xw

    Area = tuple[int, int, int, int]
    """First row, first column, last row, last column."""
    Rows = list[list[Any]]

_CORNER: Final = r"\$?([A-Z]{0,3})\$?(\d{0,7})"
_AREA: Final = re.compile(rf"{_CORNER}(?::{_CORNER})?")


def area_of(cells: xw.Range) -> Area:
    """Where a range of one area is."""
    return _parsed(cells.address)


def used_area(sheet: xw.Sheet) -> Area:
    """Where the used cells of a sheet are; A1 where there are none."""
    return area_of(sheet.used_range)


def cells_at(sheet: xw.Sheet, place: Area) -> xw.Range:
    """The cells of an area."""
    return sheet.range(area(*place))


class Blocks:
    """Reads blocks of a workbook."""

    def __init__(self, book: xw.Book) -> None:
        """Ask once for what makes plain values of an engine's own."""
        self._clean = book.app.engine.impl.clean_value_data

    def read(self, sheet: xw.Sheet, place: Area) -> Rows:
        """The values of an area, row by row; an error is no value."""
        return self.values(raw_rows(cells_at(sheet, place)))

    def texts_of_errors(self, sheet: xw.Sheet, place: Area) -> Rows:
        """The values of an area, row by row; an error is its text."""
        cells = cells_at(sheet, place).options(err_to_str=True)
        return self.values(raw_rows(cells), errors=True)

    def values(self, rows: Rows, *, errors: bool = False) -> Rows:
        """Plain values of what `raw_rows` gave; an error as its text or as no value."""
        found: Rows = self._clean(rows, dt.datetime, None, None, errors)
        return found


def raw_rows(cells: xw.Range) -> Rows:
    """The values of a range as the engine hands them over, row by row."""
    raw = cells.raw_value
    if not isinstance(raw, (list, tuple)):
        return [[raw]]
    return list(raw) if raw and isinstance(raw[0], (list, tuple)) else [list(raw)]


def raw_columns(cells: xw.Range) -> Iterable[Any]:
    """The same, column by column; the file engine makes no rows for it."""
    if hasattr(type(cells.impl), "column_values"):
        return cells.impl.column_values()  # type: ignore[no-any-return]
    return zip(*raw_rows(cells), strict=True)


def _parsed(text: str) -> Area:
    """The area of its text; Excel leaves out the rows of whole columns, and the other way round.

    Raises:
        ValueError: it is no area.
    """
    match = _AREA.fullmatch(text.upper())
    if match is None:
        raise ValueError(text)
    left, top, right, bottom = match.groups()
    if right is None and bottom is None:
        right, bottom = left, top
    return (
        int(top or 1),
        column_number(left) if left else 1,
        int(bottom) if bottom else MAX_ROW,
        column_number(right) if right else MAX_COLUMN,
    )
