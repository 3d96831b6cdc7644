"""What each button is answered, writes and says on the small office."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import openpyxl

from estate_xl.actions import ACTIONS, BUTTONS
from estate_xl.compute import Month
from estate_xl.deliver.book_copies import keep_results
from estate_xl.engine.opening import open_bytes
from estate_xl.schema import ESTATE_BOOK
from estate_xl.tasks.month_end import month_end
from support.desks import NOW, bytes_of, office_bytes

if TYPE_CHECKING:
    import xlwings as xw

HEADER = 3
MOST_IN_A_BOX = 255
"""Letters that Excel's own box with a line to type in takes as a question."""
TASKS = [key for key in BUTTONS if ACTIONS[key].task]
ANSWERS: dict[str, tuple[object, ...]] = {
    **{
        key: tuple(... for option in ACTIONS[key].options if option.question is not None)
        for key in TASKS
    },
    "follow_up": ("林曉", "業主改期", ...),
    "return_slip": ("缺客戶簽字", "林曉", ...),
    "change": ("員工", "周明", "崗位", "維修班長", "2026-11-01"),
    "approve": (..., ..., True),
}
"""What is typed into each question: what stands there already, unless something else is asked."""
WRITTEN = {
    **{key: ESTATE_BOOK[ACTIONS[key].writes[0]].title.hant for key in TASKS},
    "work_orders": "報事",
    "reminders": "逾期提醒",
    "month_end": "計分依據",
}
"""A sheet that each button writes: the first that it declares, unless another says more."""
SAID = {
    **WRITTEN,
    "work_orders": "報事單 2 張，可以打印：BS202610-0003、BS202610-0004。",
    "overdue": "已逾期",
    "reminders": "催辦單 ",
    "follow_up": "已登記 1 件報事的跟進：BS202610-0001。",
    "prepare": "2026-10 應評 2 人，已評完 0 人。",
    "return_slip": "已登記 1 件報事退單：BS202609-0001",
    "change": "周明（Y03）的「崗位」從 2026-11-01 起由「員工」改為「維修班長」。",
    "month_end": "2026-10 片區排名：1. A01 觀瀾苑 97.75。",
    "score_slips": "2026-10 個人得分單 2 頁",
    "send": "沒有發送",
    "upgrade": "這本工作簿不缺什麼，沒有改動。",
    "approve": "2026-10 第 1 版已審定，審定人：何主任。",
}
MAKERS = [
    key
    for key in TASKS
    if key in {"work_orders", "prepare", "month_end", "score_slips", "reminders"}
]
SELECTED = {"follow_up": 1, "return_slip": 5}
"""Which ticket is selected for a button."""


@cache
def plain_bytes() -> bytes:
    """A workbook of somebody else's."""
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


@cache
def office_for(key: str) -> bytes:
    """The small office's file in which the button has something to do."""
    book = open_bytes(office_bytes(), "office.xlsx")
    ready(book, key)
    return bytes_of(book)


def select(book: xw.Book, key: str) -> None:
    """Select the ticket that the button is about."""
    if key in SELECTED:
        sheet = book.sheets["報事"]
        sheet.api.Activate()
        sheet.range((HEADER + SELECTED[key], 1)).select()


def ready(book: xw.Book, key: str) -> None:
    """Bring the book to where the button has something to do."""
    select(book, key)
    if key == "approve":
        done = month_end(book, Month.parse("2026-10"), NOW, lambda _: None)
        keep_results(book, done.results)
