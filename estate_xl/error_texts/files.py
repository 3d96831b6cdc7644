"""Errors about a workbook's file: where it is, who else has it, what may be written."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NOT_FOUND: Final = Label(
    "找不到「{path}」，請核對檔案名稱和資料夾。",
    "“{path}” was not found: check its name and folder.",
)
IN_USE: Final = Label(
    "「{name}」正被別的程序使用或沒有權限，請關閉後再試。",
    "“{name}” is in use by another program or not yours to open: close it and try again.",
)
