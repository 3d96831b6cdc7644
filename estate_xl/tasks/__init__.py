"""The tasks of the office: one function an action, read top to bottom.

Each takes the workbook as an `xlwings.Book`, live or on file, and the moment as an argument; it
changes the book and returns what it found. Saving is the caller's.
"""

from __future__ import annotations

from estate_xl.tasks.common import Report
from estate_xl.tasks.follow_up import follow_up
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.overdue import overdue
from estate_xl.tasks.results import Result
from estate_xl.tasks.send import Prepared, Wish, hand_over, prepare_sending, send
from estate_xl.tasks.statistics import statistics
from estate_xl.tasks.validate import validate
from estate_xl.tasks.work_orders import work_orders

__all__ = [
    "Prepared",
    "Report",
    "Result",
    "Wish",
    "follow_up",
    "hand_over",
    "month_end",
    "overdue",
    "prepare_sending",
    "send",
    "statistics",
    "validate",
    "work_orders",
]
