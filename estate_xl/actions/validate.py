"""校驗: every finding of the workbook."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON
from estate_xl.actions.steps import MONTHLY, Step
from estate_xl.language import Label

VALIDATE: Final = Action(
    "validate",
    task="estate_xl.tasks.validate.validate",
    writes=("Findings",),
    command=Command(
        "validate",
        Label(
            "檢查整個工作簿，結果寫入「檢查結果」",
            "check the whole workbook; what is found is listed on the findings sheet",
        ),
        ON_A_BOOK_WITH_JSON,
    ),
    button=Button(
        Label("校驗", "Validate"),
        Label("找出填錯的地方，列在「檢查結果」", "finds what is typed wrong"),
        groups.CHECK,
        "DataValidationCircleInvalid",
        Label("檢查整個工作簿", "Check the whole workbook"),
        Label(
            "找出填錯、漏填和互相矛盾的地方，寫到「檢查結果」：在哪一格、違反哪一條、怎樣改。",
            "Finds what was typed wrong, left out or contradicts itself, and lists it on the "
            "findings sheet: which cell, which rule, how to mend it.",
        ),
    ),
    entry=Entry(
        Label("接待員、片區管理員", "receptionist, zone officer"),
        "estate-xl validate 濱江花園.xlsx",
        Label(
            "「檢查結果」：什麼不對、在哪裏（可點）、依據哪一條、怎樣改",
            "檢查結果: what is wrong, where (a link), by which rule, how to mend it",
        ),
    ),
    step=Step(
        9,
        MONTHLY,
        Label(
            "運行「{prepare}」，錄入評分；運行「{validate}」，照「檢查結果」逐條改正。",
            "Run {prepare} and enter the scores; run {validate} and mend what Findings lists.",
        ),
        ("MonthlyScores", "Findings"),
    ),
)
