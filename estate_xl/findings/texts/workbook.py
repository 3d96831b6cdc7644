"""Findings about the workbook itself: its sheets, headers and settings."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, warning

MISSING_SHEET = error(
    "",
    "缺少工作表「{title}」",
    "The sheet “{title}” is missing",
    "從空白工作簿複製該表回來，或把它的名稱改回原樣",
    "Copy it from an empty workbook, or give it its name back",
)
MISSING_HEADERS = error(
    "",
    "工作表「{title}」沒有表頭",
    "The sheet “{title}” has no header row",
    "在「表格設計」勾選「標題行」，或從空白工作簿複製表頭回來",
    "Tick Header Row under Table Design, or copy the headers from an empty workbook",
)
MISSING_HEADER = error(
    "",
    "缺少欄位「{header}」",
    "The column “{header}” is missing",
    "{nearest}在表頭行補上「{header}」一欄",
    "{nearest}Add a column “{header}” to the header row",
)
DUPLICATE_HEADER = error(
    "",
    "欄位「{header}」出現了兩次",
    "The column “{header}” stands twice",
    "只保留一欄「{header}」，另一欄改名",
    "Keep one “{header}” and rename the other",
)
SETTING_MISSING = error(
    "",
    "{key} 沒有填",
    "The setting {key} is missing",
    "請在「參數」表填上 {key}，默認值是 {default}",
    "Enter {key}; its default is {default}",
)
SETTING_UNKNOWN = warning(
    "",
    "不認識鍵「{value}」",
    "The setting {value} is unknown",
    "{nearest}請核對拼寫，或刪去這一行",
    "{nearest}Check its spelling, or delete the row",
)
SETTING_OUT_OF_RANGE = error(
    "",
    "{key} 的值「{value}」不對，{used}",
    "The value “{value}” of the setting {key} is not allowed; {used}",
    "{nearest}請填{allowed}",
    "{nearest}Enter {allowed}",
)
