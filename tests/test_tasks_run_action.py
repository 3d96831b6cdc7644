"""A task is called with what its options hold, and with nothing that it does not take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.actions import ACTIONS
from estate_xl.tasks.run_action import parameters_of, run_task
from support.desks import NOW

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.schema import Label

TASKS = [key for key, action in ACTIONS.items() if action.task]


@pytest.mark.parametrize("key", TASKS)
def test_a_task_takes_a_book_and_its_actions_options(key: str) -> None:
    taken = parameters_of(ACTIONS[key])
    assert {"book", "report"} <= set(taken)


def test_a_month_reaches_the_task_as_one(book: xw.Book) -> None:
    told: list[Label] = []
    values = {"month": "2026-10", "unknown": 1, "out": None}
    result = run_task(ACTIONS["month_end"], book, NOW, told.append, values)
    assert "考核 2026-10" in result.written
    assert told
