"""Packages verified at headquarters."""

from __future__ import annotations

from typing import Final

from estate_xl.actions.kinds import FILE
from estate_xl.actions.model import Action, Command, Entry, Option
from estate_xl.actions.options import JSON, SPOKEN_LANGUAGE
from estate_xl.language import Label

VERIFY: Final = Action(
    "verify",
    command=Command(
        "verify",
        Label(
            "總部核對收到的文件：數字、排名、總分",
            "for headquarters: check what came in, its figures, ranks and totals",
        ),
        (
            Option(
                "FILE",
                Label(
                    "收到的上報文件、郵件（.eml）或資料夾",
                    "a package that came in, a mail (.eml) or a folder",
                ),
                FILE,
                required=True,
                many=True,
                parameter="files",
            ),
            Option(
                "--book",
                Label(
                    "用管理處的工作簿重算來核對", "compare with what the office's workbook gives"
                ),
                FILE,
                "MASTER",
            ),
            Option(
                "--digest",
                Label("郵件或「郵件記錄」裏的核對碼", "the check code of the mail or its log"),
                metavar="HEX",
            ),
            JSON,
            SPOKEN_LANGUAGE,
        ),
        run="estate_xl.console.workbooks.run_verify",
    ),
    entry=Entry(
        Label("總部", "headquarters"),
        "estate-xl verify FILE… [--book MASTER] [--digest HEX]",
        Label(
            "收到的考核包、郵件或資料夾是否和發出時一樣，排名和總分是否對得上；每處不同說出哪"
            "一格。`--digest` 核對郵件裏的核對碼，`--book` 重新計算當月",
            "whether packages, mails or folders of them show what was packed, and whether "
            "ranks and totals follow from their parts; each difference by cell or part. "
            "`--digest` compares the check code of the mail, `--book` computes the month "
            "again",
        ),
    ),
)
