"""xlwings over .xlsx and .xlsm files, without Excel: the engine named `file`.

What it offers answers as Excel does through xlwings; what it does not offer raises
`estate_xl.errors.NotOfferedError`. `docs/wolfxl.md` tells what lies beneath.
"""

from __future__ import annotations

from estate_xl.engine.opening import open_book, store_results
from estate_xl.engine.soundness import check_sound

__all__ = ["check_sound", "open_book", "store_results"]
