"""A command's last words where it did not end by itself, beside the error's own sentence."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

INTERRUPTED: Final = Label("已中斷，工作簿沒有改動。", "Interrupted; the workbook was not changed.")
INTERRUPTED_SAVED: Final = Label(
    "已中斷，但「{name}」已經保存。", "Interrupted, but “{name}” had been saved."
)
SAVED_BUT: Final = Label("「{name}」已經保存，但是：{error}", "“{name}” was saved, but: {error}")
NO_MEMORY: Final = Label(
    "記憶體不足，處理不了這個工作簿，工作簿沒有改動；請關閉其他程序，或換一臺記憶體更大的電腦。",
    "There is not enough memory for this workbook; it was not changed. "
    "Close other programs, or use a computer with more memory.",
)
NO_MEMORY_SAVED: Final = Label(
    "記憶體不足，沒有做完，但「{name}」已經保存；請關閉其他程序，或換一臺記憶體更大的電腦。",
    "There was not enough memory to finish, but “{name}” had been saved. "
    "Close other programs, or use a computer with more memory.",
)
INTERNAL: Final = Label(
    "程序內部出錯（{kind}：{said}），工作簿沒有改動；請加 --debug 再執行一次，把輸出發給我們。",
    "The program failed inside ({kind}: {said}); the workbook was not changed. "
    "Run it again with --debug and send us what it prints.",
)
INTERNAL_SAVED: Final = Label(
    "程序內部出錯（{kind}：{said}），「{name}」已經保存；請加 --debug 再執行一次，把輸出發給我們。",
    "The program failed inside ({kind}: {said}); “{name}” was saved. "
    "Run it again with --debug and send us what it prints.",
)
