"""What each button is answered, writes and says on the small office."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import openpyxl

from estate_xl.actions import BUTTONS

if TYPE_CHECKING:
    import xlwings as xw

HEADER = 3
MOST_IN_A_BOX = 255
"""Letters that Excel's own box with a line to type in takes as a question."""
ANSWERS: dict[str, tuple[object, ...]] = {
    "validate": (),
    "work_orders": (),
    "overdue": (),
    "follow_up": ("林曉", "業主改期", ...),
    "month_end": (...,),
    "statistics": (...,),
    "send": (...,),
}
WRITTEN = {
    "validate": "檢查結果",
    "work_orders": "報事",
    "overdue": "逾期提醒",
    "follow_up": "跟進",
    "month_end": "計分依據",
    "statistics": "年度統計",
    "send": "郵件記錄",
}
SAID = {
    "validate": "檢查結果",
    "work_orders": "報事單 2 張，可以打印：BS202610-0003、BS202610-0004。",
    "overdue": "已逾期",
    "follow_up": "已登記 1 件報事的跟進：BS202610-0001。",
    "month_end": "2026-10 片區排名：1. A01 觀瀾苑 97.75。",
    "statistics": "年度統計",
    "send": "沒有發送",
}
TASKS = [key for key in BUTTONS if key in ANSWERS]
MAKERS = [key for key in TASKS if key in {"work_orders", "month_end"}]


@cache
def plain_bytes() -> bytes:
    """A workbook of somebody else's."""
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def ready(book: xw.Book, key: str) -> None:
    """Bring the book to where the button has something to do."""
    if key == "follow_up":
        sheet = book.sheets["報事"]
        sheet.api.Activate()
        sheet.range((HEADER + 1, 1)).select()
