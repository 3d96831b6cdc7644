"""Text that stays text in a cell.

Excel reads what is put into a cell as if it were typed: `=1+1` becomes a formula, `3-4` a date. A
leading apostrophe, which Excel and the file engine both take off, keeps the text as it is.
"""

from __future__ import annotations

import re

from estate_xl.engine.addresses import MAX_CELL_TEXT, UNWRITABLE

_LOOKS_TYPED = re.compile(
    r"[=+\-@'’]|[\d.,$¥￥€£()%：:/\-年月日\s]+|[\d０-９].*|true|false|#.*",
    re.IGNORECASE | re.DOTALL,
)


def as_text(text: str) -> str:
    """The text as it must be written so that the cell holds just this text.

    A character that no file can hold, which escapes in another cell may spell, shows as unknown.

    >>> as_text("=1+1"), as_text("2026-10"), as_text("漏水")
    ("'=1+1", "'2026-10", '漏水')
    """
    kept = UNWRITABLE.sub("\ufffd", text[:MAX_CELL_TEXT])
    return f"'{kept}" if (kept and kept[0] in "=+-@'") or _LOOKS_TYPED.fullmatch(kept) else kept
