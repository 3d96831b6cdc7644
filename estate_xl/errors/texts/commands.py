"""A command's last words where it did not end by itself, beside the error's own sentence."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

INTERRUPTED: Final = Label("已中斷，工作簿沒有改動。", "Interrupted; the workbook was not changed.")
INTERRUPTED_SAVED: Final = Label(
    "已中斷，但「{name}」已經保存。", "Interrupted, but “{name}” had been saved."
)
SAVED_BUT: Final = Label("「{name}」已經保存，但是：{error}", "“{name}” was saved, but: {error}")
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
