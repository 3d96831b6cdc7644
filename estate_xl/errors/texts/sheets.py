"""Errors about a workbook's sheets: not one of ours, a sheet missing, unknown or in the way."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NOT_OURS: Final = Label(
    "{what}，沒有改動；請選對檔案，或用 estate-xl new 新建一個工作簿。",
    "{what}; nothing was changed. Choose the right file, or make a workbook with estate-xl new.",
)
IS_PACKAGE: Final = Label(
    "{what}，沒有改動；請選管理處自己的工作簿；核對這份文件用 estate-xl verify。",
    "{what}; nothing was changed. Choose the office's own workbook; estate-xl verify checks "
    "this one.",
)
LACKS_SHEET: Final = Label(
    "「{book}」缺少工作表「{sheet}」，請從空白工作簿（estate-xl new）複製該表回來。",
    "“{book}” has no sheet “{sheet}”: copy it from an empty workbook (estate-xl new).",
)
LACKS_REGISTER: Final = Label(
    "「{book}」缺少工作表「{sheet}」或其中的欄，請從空白工作簿（estate-xl new）複製該表回來。",
    "“{book}” has no sheet “{sheet}”, or not all of its columns: copy it from an empty workbook "
    "(estate-xl new).",
)
LACKS_HEADERS: Final = Label(
    "工作表「{sheet}」缺少表頭，請從空白工作簿（estate-xl new）複製該表回來。",
    "The sheet “{sheet}” lacks its headers: copy it from an empty workbook (estate-xl new).",
)
HEADERS_UNKNOWN: Final = Label(
    "工作表「{tab}」缺少表頭，認不出是「{sheet}」，沒有動它；"
    "請把它改名，再從空白工作簿（estate-xl new）複製該表回來。",
    "The sheet “{tab}” lacks its headers and may not be “{sheet}”; it was left alone. "
    "Rename it, then copy the sheet from an empty workbook (estate-xl new).",
)
SHEETS_ALIKE: Final = Label(
    "「{book}」的工作表「{tabs}」都像「{sheet}」，分不清用哪一張，沒有改動；"
    "請把要用的那一張改名為「{sheet}」，再執行一次。",
    "The sheets “{tabs}” of “{book}” are all like “{sheet}”, and which to use is not clear; "
    "nothing was changed. Name the right one “{sheet}” and run this again.",
)
NOT_MADE_BY_US: Final = Label(
    "工作表「{sheet}」不是本程序生成的，沒有動它；請給它改一個名稱，再執行一次，程序要用這個名稱。",
    "The sheet “{sheet}” was not made by this program and was left alone; its name is needed: "
    "rename it and run this again.",
)
LISTS_NOT_OURS: Final = Label(
    "工作表「{sheet}」不是本程序的，沒有動它；"
    "請給它改一個名稱，再執行一次，程序要用這個名稱記流水號。",
    "The sheet “{sheet}” is not this program's and was left alone; running numbers are kept on a "
    "sheet of that name: rename it and run this again.",
)
ROW_TAKEN: Final = Label(
    "工作表「{sheet}」第 {row} 行已有內容，請先空出這一行，再執行。",
    "Row {row} of the sheet “{sheet}” is not empty: empty it, then run this again.",
)
NOT_SET_UP: Final = Label(
    "{missing}，算不出結果，沒有改動；請先填好片區和員工，再執行一次。",
    "{missing}: nothing can be computed, and nothing was changed. Fill in zones and staff, then "
    "run this again.",
)
SHEET_MISSING: Final = Label("缺少工作表「{sheet}」", "The sheet “{sheet}” is missing")
COLUMN_MISSING: Final = Label(
    "工作表「{sheet}」缺少欄位「{column}」", "The sheet “{sheet}” lacks the column “{column}”"
)
"""The two that can be in `NOT_SET_UP`."""
