"""Errors about earlier versions of a workbook."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NO_VERSIONS: Final = Label(
    "「{name}」沒有和現在不同的較早版本：旁邊沒有 .bak，「{folder}」裏也沒有它的副本。",
    "“{name}” has no earlier version that differs: no .bak beside it, and no copy in “{folder}”.",
)
NO_SUCH_VERSION: Final = Label(
    "「{name}」沒有第 {number} 版，只有 1 到 {most}；用 --list 看每一版。",
    "“{name}” has no version {number}, only 1 to {most}: --list shows them.",
)
VERSION_DAMAGED: Final = Label(
    "第 {number} 版（{version}）已損壞，不能恢復，「{name}」沒有改動；請選另一版：{reason}",
    "Version {number} ({version}) is damaged; “{name}” is as it was. Choose another one: {reason}",
)
VERSION_ON_WEB: Final = Label(
    "「{book}」在 OneDrive 或 SharePoint 上，這裏不能替換它；"
    "請在 Excel 用「檔案」→「資訊」→「版本歷程記錄」恢復。",
    "“{book}” is on OneDrive or SharePoint and cannot be replaced from here: use File, Info, "
    "Version History in Excel.",
)
NOT_OPENED_AGAIN: Final = Label(
    "「{book}」已經關閉，但沒有恢復成（{reason}）。關閉前的內容在「{copy}」；"
    "請關閉佔用它的程序，打開「{book}」再按一次。",
    "“{book}” was closed and not replaced ({reason}). What it held is in “{copy}”: close what "
    "uses it, open “{book}” and press again.",
)
