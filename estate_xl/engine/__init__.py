"""xlwings over .xlsx and .xlsm files, without Excel: the engine named `file`.

What it offers answers as Excel does through xlwings; what it does not offer raises
`estate_xl.errors.NotOfferedError`. `docs/wolfxl.md` tells what lies beneath.
"""

from __future__ import annotations

from estate_xl.engine.extracting import (
    Document,
    Extract,
    extract_sheets,
    read_properties,
    with_properties,
)
from estate_xl.engine.isolating import isolated
from estate_xl.engine.opening import file_bytes, open_book, open_bytes, store_results
from estate_xl.engine.seeing import SheetSight, Sight, Stranger, look_at, respelled
from estate_xl.engine.soundness import PACKAGE, WORKBOOK, Bounds, check_sound, too_large

__all__ = [
    "PACKAGE",
    "WORKBOOK",
    "Bounds",
    "Document",
    "Extract",
    "SheetSight",
    "Sight",
    "Stranger",
    "check_sound",
    "extract_sheets",
    "file_bytes",
    "isolated",
    "look_at",
    "open_book",
    "open_bytes",
    "read_properties",
    "respelled",
    "store_results",
    "too_large",
    "with_properties",
]
