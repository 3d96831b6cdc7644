"""A whole sheet read at once, then asked cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw


def reader(sheet: xw.Sheet, what: str) -> Callable[[int, int], Any]:
    """A function from row and column to the cell's `value` or its `formula`."""
    last = sheet.used_range.last_cell
    cells = sheet.range((1, 1), (last.row, last.column))
    held = cells.options(ndim=2, err_to_str=True).value if what == "value" else cells.formula
    lines = [[held]] if isinstance(held, str) else held
    nothing = None if what == "value" else ""

    def read(row: int, column: int) -> object:
        is_inside = row <= len(lines) and column <= len(lines[0])
        return lines[row - 1][column - 1] if is_inside else nothing

    return read
