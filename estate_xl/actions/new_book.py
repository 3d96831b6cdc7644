"""新建工作簿: an empty workbook."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import FILE
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import BOOK_LANGUAGE
from estate_xl.language import Label

NEW_BOOK: Final = Action(
    "new_book",
    command=Command(
        "new",
        Label("新建一個空白的工作簿", "make an empty workbook"),
        (
            Option(
                "BOOK",
                Label(
                    "新工作簿的檔案名，例如 濱江花園.xlsx",
                    "name of the new workbook, such as Riverside.xlsx",
                ),
                FILE,
                required=True,
            ),
            BOOK_LANGUAGE,
        ),
        run="estate_xl.console.workbooks.run_new",
    ),
    button=Button(
        Label("新建工作簿", "New workbook"),
        Label("存一本空白的片區管理工作簿並打開", "makes an empty workbook and opens it"),
        groups.WORKBOOK,
        "FileNew",
        Label("新建一個空白的片區工作簿", "Make an empty workbook"),
        Label(
            "詢問存放位置，帶有全部表格、下拉列表和使用步驟；不會覆蓋已有的檔案。",
            "Asks where to put it; it has all tables, drop-downs and a start sheet. No file is "
            "overwritten.",
        ),
        press="estate_xl.live.other_buttons.make_new_book",
    ),
    entry=Entry(
        Label("任何人", "any clerk"),
        "estate-xl new 濱江花園.xlsx",
        Label(
            "空白工作簿：表格、下拉選單、填寫時的檢查、首頁",
            "an empty workbook: tables, drop-downs, checks at the cell, a start sheet",
        ),
    ),
)
