"""Which of a workbook's sheets are ours, and which is which."""

from __future__ import annotations

from estate_xl.identity.marks import Marks, clear_marks, find_marks, point_name, set_mark
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
    "point_name",
    "set_mark",
    "spare_title",
    "two_alike",
]
