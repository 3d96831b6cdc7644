"""備考: rows for the scores that are owed in a month, and forms to print."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON, month, pdf
from estate_xl.language import Label

PREPARE: Final = Action(
    "prepare",
    task="estate_xl.tasks.prepare.prepare",
    writes=("MonthlyScores", "ScoreFormTemplate"),
    replaces=("estate_xl.schema.score_forms.FORMS_TITLE",),
    makes_sheets=True,
    command=Command(
        "prepare",
        Label(
            "備考：在「評分錄入」為當月應評的每個人備好一行，填好「評分表」，可以打印",
            "a row of the monthly scores for everybody who is owed one, and forms to print",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            month(
                Label("考核月份，例如 2026-10", "the month appraised, such as 2026-10"),
                Label("為哪個月備考？請寫成 2026-10 這樣。", "Which month? Write it as 2026-10."),
            ),
            pdf("評分表", "forms"),
        ),
        run="estate_xl.console.printed_sheets.run_prepare",
    ),
    button=Button(
        Label("備考", "Prepare"),
        Label(
            "問月份，備好「評分錄入」和「評分表」", "asks for the month; rows and forms for scores"
        ),
        groups.APPRAISAL,
        "TableRowsInsertBelowExcel",
        Label("備好一個月的評分錄入和評分表", "Rows and forms for a month's scores"),
        Label(
            "為當月應評的每個人在「評分錄入」備一行（已有的不動），並填好「評分表」：每個評分人一頁、"
            "每個片區一頁，可以打印。再按一次只補缺的人。",
            "Adds a row of the monthly scores for everybody who is owed one and has none; fills "
            "forms to print: a page for each scorer and each zone. Press again for who is missing.",
        ),
    ),
    entry=Entry(
        Label("服務主管，月末", "service supervisor, at the month's end"),
        "estate-xl prepare 濱江花園.xlsx --month 2026-10 --pdf 評分表.pdf",
        Label(
            "「評分錄入」每個應評的人一行，「評分表」每個評分人、每個片區一頁；說出還缺誰的評分",
            "a row of 評分錄入 for everybody who is owed a score, 評分表 with a page for each "
            "scorer and zone; it says whose scores are missing",
        ),
    ),
)
