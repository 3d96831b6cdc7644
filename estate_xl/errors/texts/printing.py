"""Errors about printing to a PDF, and about the programs that the user's settings name."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NOT_PDF: Final = Label(
    "「{name}」的副檔名不是 .pdf，請改成 .pdf。", "The name “{name}” does not end in .pdf: let it."
)
PDF_NOT_WRITABLE: Final = Label(
    "「{path}」不能寫入，請換一個資料夾或名稱。",
    "“{path}” cannot be written: choose another folder or name.",
)
NO_PRINTER: Final = Label(
    "這臺電腦沒有 LibreOffice 和 Excel，不能生成 PDF；"
    "請不帶 --pdf 再執行一次，然後打開工作簿打印「{sheet}」。",
    "This computer has neither LibreOffice nor Excel, so that no PDF can be made: "
    "run this again without --pdf, then open the workbook and print “{sheet}”.",
)
PDF_NOT_MADE: Final = Label(
    "「{name}」沒有生成，工作簿也沒有改動；"
    "請不帶 --pdf 再執行一次，然後打開工作簿打印「{sheet}」。",
    "“{name}” was not made, and the workbook was not changed: "
    "run this again without --pdf, then open the workbook and print “{sheet}”.",
)
EXCEL_NOT_STARTED: Final = Label(
    "Excel 打不開，不能生成 PDF，工作簿也沒有改動；請不帶 --pdf 再執行一次，然後打開工作簿打印。",
    "Excel does not start, so that no PDF can be made, and the workbook was not changed: "
    "run this again without --pdf, then open the workbook and print.",
)
NOT_WHOLE_PATH: Final = Label(
    "設定的 {key}「{path}」不是完整路徑，別人放在當前資料夾的同名程序會被當成它；"
    "請寫完整路徑（從磁碟或 / 開始）。",
    "{key} is set to “{path}”, which is no whole path: a program of that name that somebody put "
    "in the current folder would be taken for it. Write the whole path, from the drive or /.",
)
NO_PROGRAM: Final = Label(
    "設定的 {key}「{path}」不在，或不是可以執行的程序；請核對路徑。",
    "{key} is set to “{path}”, which is not there or no program: check the path.",
)
