"""Parts that several sentences for problems of the file engine share."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label


def joined(*parts: Label) -> Label:
    """Parts of a sentence in one."""
    return Label("".join(part.hant for part in parts), "".join(part.en for part in parts))


REPAIR: Final = Label(
    "請在 Excel 中打開並修復，另存後再試，或用備份。",
    "open it in Excel and repair it, save it as another file and try again, or use a backup.",
)
BACKUP_OR_REPAIR: Final = Label(
    "請用備份，或在 Excel 中打開並修復。", "use a backup, or open it in Excel and repair it."
)
UNPROTECT: Final = Label("請先取消保護，再執行一次。", "take the protection off and run it again.")
