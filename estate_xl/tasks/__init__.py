"""What a person can ask for: one function an action, read top to bottom.

Each takes the workbook as an `xlwings.Book`, live or on file, and the moment as an argument; it
changes the book and returns what it found. Saving is the caller's.
"""

from __future__ import annotations

from estate_xl.tasks.appraising import month_end
from estate_xl.tasks.checking import validate
from estate_xl.tasks.following import follow_up
from estate_xl.tasks.ordering import work_orders
from estate_xl.tasks.outcome import Report
from estate_xl.tasks.owing import overdue
from estate_xl.tasks.results import Result
from estate_xl.tasks.sending import Prepared, Wish, hand_over, prepare_sending, send
from estate_xl.tasks.summing import statistics

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
