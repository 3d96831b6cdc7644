"""Which of a workbook's sheets are ours, and which is which."""

from __future__ import annotations

from estate_xl.identity.cell_blocks import (
    Blocks,
    area_of,
    cells_at,
    raw_columns,
    raw_rows,
    used_area,
)
from estate_xl.identity.formula_cells import formula_areas, formula_places
from estate_xl.identity.sheet_marks import (
    Marks,
    clear_marks,
    find_marks,
    forget_mark,
    marked_sheet,
    marked_titles,
    point_name,
    set_mark,
)
from estate_xl.identity.sheet_replacement import copy_after, succeed
from estate_xl.identity.sheets import (
    find_headers,
    find_made,
    find_sheet,
    find_titled,
    headers_in,
    spare_title,
    two_alike,
)

__all__ = [
    "Blocks",
    "Marks",
    "area_of",
    "cells_at",
    "clear_marks",
    "copy_after",
    "find_headers",
    "find_made",
    "find_marks",
    "find_sheet",
    "find_titled",
    "forget_mark",
    "formula_areas",
    "formula_places",
    "headers_in",
    "marked_sheet",
    "marked_titles",
    "point_name",
    "raw_columns",
    "raw_rows",
    "set_mark",
    "spare_title",
    "succeed",
    "two_alike",
    "used_area",
]
