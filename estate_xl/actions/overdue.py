"""逾期提醒: who owes what today."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry
from estate_xl.actions.options import AS_OF, ON_A_BOOK_WITH_JSON
from estate_xl.actions.steps import DAILY, Step
from estate_xl.language import Label

OVERDUE: Final = Action(
    "overdue",
    task="estate_xl.tasks.overdue.overdue",
    writes=("Overdue", "Tickets", "Complaints", "ComplaintRounds", "Inspections", "Lists"),
    widens="estate_xl.schema.office_registers.NUMBERED_REGISTERS",
    command=Command(
        "overdue",
        Label(
            "今天欠什麼：填寫「逾期提醒」和報事的狀態、期限",
            "what is owed today: fill the overdue sheet, and the state and deadline of each ticket",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            AS_OF,
        ),
    ),
    button=Button(
        Label("逾期提醒", "Overdue"),
        Label("今天欠什麼，列在「逾期提醒」", "what is owed today"),
        groups.FOLLOW_UP,
        "FunctionsDateTimeInsertGallery",
        Label("今天欠什麼", "What is owed today"),
        Label(
            "列出已逾期和今明兩天到期的事項、責任人和位置，並更新每件報事的狀態和期限。",
            "Lists what is over and what comes due today and tomorrow, who owes it and where, and "
            "updates the state and deadline of each ticket.",
        ),
        prepare="estate_xl.live.button_tasks.overdue",
    ),
    entry=Entry(
        Label("接待員，每天早上", "receptionist, every morning"),
        "estate-xl overdue 濱江花園.xlsx",
        Label(
            "「逾期提醒」：已經逾期的、今天和明天到期的，最早的在前，誰負責，可點；哪些片區已"
            "巡檢、誰認得業主的圖；「報事」的狀態、下次期限、逾期、返工次數",
            "逾期提醒: what is over and what comes due today and tomorrow, oldest first, who "
            "owes it, with a link; a picture of which zones were inspected and who knows the "
            "owners; 狀態, 下次期限, 逾期, 返工次數 in 報事",
        ),
    ),
    step=Step(
        7,
        DAILY,
        Label(
            "片區日檢登記到「巡檢」；運行「{overdue}」，當天處理到期事項。",
            "Enter the zones' daily inspections; run {overdue} and settle what is due today.",
        ),
        ("Inspections", "Overdue"),
    ),
)
