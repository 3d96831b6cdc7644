"""Which of a workbook's sheets are ours, and which is which."""

from __future__ import annotations

from estate_xl.identity.formula_cells import formula_areas
from estate_xl.identity.sheet_marks import Marks, clear_marks, find_marks, point_name, set_mark
from estate_xl.identity.sheet_replacement import succeed
from estate_xl.identity.sheets import (
    find_headers,
    find_made,
    find_sheet,
    find_titled,
    spare_title,
    two_alike,
)

__all__ = [
    "Marks",
    "clear_marks",
    "find_headers",
    "find_made",
    "find_marks",
    "find_sheet",
    "find_titled",
    "formula_areas",
    "point_name",
    "set_mark",
    "spare_title",
    "succeed",
    "two_alike",
]
