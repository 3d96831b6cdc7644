"""Errors about a workbook's file as a whole: of another kind, locked by a password, damaged."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

FOLDER_FOR_WORKBOOK: Final = Label(
    "「{path}」是資料夾，請指定一個工作簿檔案。", "“{path}” is a folder: name a workbook."
)
NO_WORKBOOK_FILE: Final = Label(
    "「{path}」不是普通檔案，請指定一個工作簿檔案。",
    "“{path}” is no ordinary file: name a workbook.",
)
IS_OLD_WORKBOOK: Final = Label(
    "「{name}」是舊版 .xls 檔案，請在 Excel 中另存為 .xlsx 後再試。",
    "“{name}” is an .xls file of an old version: save it as .xlsx in Excel and try again.",
)
HAS_PASSWORD: Final = Label(
    "「{name}」有打開密碼，請在 Excel 中取消密碼後再試。",
    "“{name}” has a password to open it: remove it in Excel and try again.",
)
IS_WORD: Final = Label(
    "「{name}」是 Word 文件，請選工作簿檔案。", "“{name}” is a Word document: choose a workbook."
)
IS_POWERPOINT: Final = Label(
    "「{name}」是 PowerPoint 簡報，請選工作簿檔案。",
    "“{name}” is a PowerPoint presentation: choose a workbook.",
)
IS_PDF: Final = Label(
    "「{name}」其實是 PDF 檔案，請選工作簿檔案。", "“{name}” is really a PDF: choose a workbook."
)
IS_CSV: Final = Label(
    "「{name}」其實是 CSV 文字檔，只是副檔名改了，請在 Excel 中打開，另存為 .xlsx 後再試。",
    "“{name}” is really a CSV text under another name: open it in Excel, save it as .xlsx and "
    "try again.",
)
IS_WEB_PAGE: Final = Label(
    "「{name}」其實是網頁或 XML 檔案，只是副檔名改了，請在 Excel 中打開，另存為 .xlsx 後再試。",
    "“{name}” is really a web page or XML under another name: open it in Excel, save it as .xlsx "
    "and try again.",
)
BAD_TEXT: Final = Label(
    "「{name}」裏有不合規則的內容「{text}」，請在 Excel 中打開並修復，另存後再試，或用備份。",
    "“{name}” holds “{text}”, which no workbook may: open it in Excel and repair it, save it "
    "under another name and try again, or use a backup.",
)
SIGNED: Final = Label(
    "「{name}」有數位簽章，改動會使簽章失效；請在 Excel 中另存一份不帶簽章的，再對它執行。",
    "“{name}” is digitally signed, and a change would break the signature: save a copy without "
    "it in Excel and use that.",
)
NOT_PACKED_AGAIN: Final = Label(
    "「{name}」打不出 {month} 的上報文件。", "“{name}” makes no package of {month}."
)
NOT_NEXT_YEAR: Final = Label(
    "結轉不到 {year} 年：最新的記錄在 {last} 年，只能結轉到 {years}。",
    "The year {year} cannot be begun: the newest record is of {last}, so it is {years}.",
)
YEAR_WITHOUT_RECORDS: Final = Label(
    "「{book}」從 {first} 年開始，還沒有 {first} 年的記錄，不能結轉到 {year} 年；"
    "登記了 {first} 年的記錄，才能結轉到 {next} 年。",
    "“{book}” begins with {first} and has no record of {first} yet, so the year {year} cannot be "
    "begun; once it has some, {next} can.",
)
BEGINS_ALREADY: Final = Label(
    "「{book}」本來就從 {year} 年開始，沒有更早的記錄可以留下。",
    "“{book}” begins with {year} already; there is no earlier record to leave behind.",
)
IN_BOOK_BEFORE: Final = Label(
    "「{book}」從 {year} 年開始，{asked} 的記錄在上年的工作簿「{before}」裏，請用那一本。",
    "“{book}” begins with {year}; the records of {asked} are in “{before}”: use that one.",
)
NEW_YEAR_SUFFIX: Final = Label(
    "新工作簿「{name}」的副檔名要和「{book}」一樣，寫成 {suffix}。",
    "The new workbook “{name}” must end as “{book}” does, in {suffix}.",
)
