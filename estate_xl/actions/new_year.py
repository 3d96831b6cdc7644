"""結轉新年度: the next year's workbook."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import FILE, YEAR
from estate_xl.actions.model import Action, Button, Command, Entry, Option, Proposal, Question
from estate_xl.actions.options import BOOK, JSON, SCREEN_LANGUAGE
from estate_xl.language import Label

NEW_YEAR: Final = Action(
    "new_year",
    command=Command(
        "new-year",
        Label(
            "結轉新年度：另存一本新年度的工作簿，帶上基礎資料、模板和未了事項",
            "next year's workbook: masters, templates and open matters, numbers going on",
        ),
        (
            BOOK,
            Option(
                "--year",
                Label("新的年度，例如 2027", "the year that begins, such as 2027"),
                YEAR,
                "YYYY",
                required=True,
                question=Question(
                    Label(
                        "結轉到哪一年？請寫成 2027 這樣。", "Which year begins? Write it as 2027."
                    ),
                    Label("「{text}」不是年份。", "“{text}” is no year. "),
                    Proposal.COMING_YEAR,
                ),
            ),
            Option(
                "--out",
                Label("新工作簿的檔案名，不能已存在", "the new workbook, which must not be there"),
                FILE,
                "NEW",
                required=True,
            ),
            JSON,
            SCREEN_LANGUAGE,
        ),
        run="estate_xl.console.new_year.run_new_year",
    ),
    button=Button(
        Label("結轉新年度", "New year"),
        Label(
            "問年份，在這本旁邊另存一本新年度的工作簿",
            "asks for the year and makes its workbook beside this one",
        ),
        groups.WORKBOOK,
        "FileSaveAs",
        Label("另存一本新年度的工作簿", "Make next year's workbook"),
        Label(
            "帶上基礎資料、設置、模板、未了的報事和投訴，單號接着編；這一本不改動。",
            "Masters, settings, templates and open matters go along, numbers go on; this one is "
            "not changed.",
        ),
        press="estate_xl.live.new_year.make_new_year",
    ),
    entry=Entry(
        Label("服務主管，每年一月初", "service supervisor, early in January"),
        "estate-xl new-year 濱江花園.xlsx --year 2027 --out '濱江花園 2027.xlsx'",
        Label(
            "新年度的工作簿：基礎資料、模板和未了事項都在，單號接着編，統計仍能與上年比較",
            "next year's workbook: masters, templates and open matters, numbers going on, and last "
            "year's figures to compare with",
        ),
    ),
)
