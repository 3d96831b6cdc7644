"""Which cells hold formulas, in Excel of any language and in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from estate_xl.engine.errors import EngineError
from estate_xl.identity.cell_blocks import area_of

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.identity.cell_blocks import Area

_MANY: Final = 100


def formula_areas(cells: xw.Range) -> list[xw.Range]:
    """Rectangles of formula cells; only xlwings Lite, which we are not, would make one wait.

    Excel answers with an error where there is none, and xlwings knows that error by its English
    words only: in an Excel of another language the formulas themselves are asked. A text that
    begins like a formula is its own value, which no formula is.
    """
    try:
        return cast("list[xw.Range]", cells.get_special_cells("formulas"))
    except EngineError:
        raise
    except Exception:  # noqa: BLE001 - the error's class is pywin32's, which is on Windows only
        return [cells[row, column] for row, column in _formula_cells(cells)]


def formula_places(cells: xw.Range) -> list[Area]:
    """Where formulas are within a range: each of many areas is not asked for itself."""
    areas = formula_areas(cells)
    if len(areas) <= _MANY:
        return [area_of(each) for each in areas]
    top, left, _, _ = area_of(cells)
    return [
        (top + row, left + column, top + row, left + column)
        for row, column in _formula_cells(cells)
    ]


def _formula_cells(cells: xw.Range) -> list[tuple[int, int]]:
    """Row and column of each formula, counted from 0 within the range."""
    held: object = cells.formula
    lines = held if isinstance(held, tuple) else ((held,),)
    found = [
        (row, column, text)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if str(text).startswith("=")
    ]
    values = cells.options(ndim=2).value if found else []
    return [(row, column) for row, column, text in found if values[row][column] != text]
