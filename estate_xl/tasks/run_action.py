"""An action's task called with what its options hold, alike from the command line and a button."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from estate_xl.actions import load
from estate_xl.actions.kinds import MONTH
from estate_xl.compute import Month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import xlwings as xw

    from estate_xl.actions import Action
    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import Result


def run_task(
    action: Action, book: xw.Book, now: dt.datetime, report: Report, values: Mapping[str, object]
) -> Result:
    """Call the action's task on a book.

    A task takes by name what it has a parameter for: `book`, `now`, `report`, and each option of
    its command. An option that was not given is left to the task's own default.

    Args:
        action: With a task.
        book: The workbook.
        now: The moment; an option of that name takes its place.
        report: Told about progress.
        values: Of the options, by name.
    """
    months = {option.name for option in action.options if option.kind is MONTH}
    given = {
        name: Month.parse(str(value)) if name in months else value
        for name, value in values.items()
        if value is not None
    }
    held = {"now": now, **given, "book": book, "report": report}
    task = load(action.task)
    result: Result = task(**{name: held[name] for name in parameters_of(action) if name in held})
    return result


def parameters_of(action: Action) -> list[str]:
    """Names of what the action's task takes."""
    return list(inspect.signature(load(action.task)).parameters)


def places_for(action: Action, book: xw.Book) -> Places | None:
    """Where the workbook keeps what, found once for the task and what follows; None if not asked.

    Args:
        action: With a task.
        book: The workbook.
    """
    if "places" not in parameters_of(action):
        return None
    from estate_xl.identity import Blocks  # noqa: PLC0415 - as the task, loaded when it runs
    from estate_xl.read.sheet_places import find_places  # noqa: PLC0415 - likewise

    return find_places(book, Blocks(book))
