"""催辦單: what is owed, by who owes it."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry
from estate_xl.actions.options import AS_OF, ON_A_BOOK_WITH_JSON, pdf
from estate_xl.actions.overdue import OVERDUE
from estate_xl.language import Label

REMINDERS: Final = Action(
    "reminders",
    task="estate_xl.tasks.reminders.reminders",
    writes=("ReminderTemplate", *OVERDUE.writes),
    widens=OVERDUE.widens,
    replaces=("estate_xl.schema.reminders.REMINDERS_TITLE",),
    makes_sheets=True,
    shows=-1,
    command=Command(
        "reminders",
        Label(
            "催辦單：同「逾期提醒」，按責任人分開，一人一頁可以打印，另有一段文字可以發微信",
            "the overdue list by who owes it: a page each to print, and a text each to send",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            AS_OF,
            pdf("催辦單", "pages"),
        ),
        run="estate_xl.console.printed_sheets.run_reminders",
    ),
    button=Button(
        Label("催辦單", "Reminders"),
        Label("逾期提醒按責任人分開，一人一頁", "the overdue list, a page a person"),
        groups.FOLLOW_UP,
        "ReviewAllowUsersToEditRanges",
        Label("每個責任人一頁，可以打印、發微信", "A page and a text for everybody who owes"),
        Label(
            "先更新「逾期提醒」，再把它按責任人分開：一人一頁，最急的在前，可以打印交本人簽收；"
            "頁右邊的一格是同樣的內容，複製後可以發微信。沒有責任人的事項另成一頁。",
            "Brings the overdue list up to date and divides it by who owes what: a page each, the "
            "most urgent first, to be printed and signed for; the cell to the right of it is the "
            "same as a text to send. What nobody owes has a page of its own.",
        ),
        is_large=False,
        prepare="estate_xl.live.button_tasks.reminders",
    ),
    entry=Entry(
        Label("接待員、主管，催辦時", "receptionist, heads, to remind people"),
        "estate-xl reminders 濱江花園.xlsx --pdf 催辦單.pdf",
        Label(
            "「催辦單」：逾期提醒按責任人分開，一人一頁，最急的在前，簽收；每頁右邊一格文字，"
            "複製可以發微信；沒有責任人的另成一頁",
            "催辦單: the overdue list by person, a page each to hand out, the most urgent first; "
            "beside each page a text to copy into a messenger; what nobody owes on a page of its "
            "own",
        ),
    ),
)
"""Writes what 逾期提醒 writes, of which it is made."""
