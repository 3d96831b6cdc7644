"""Buttons that change the workbook: the questions each asks first, and the task it calls.

A button calls the task that the command line calls; nothing is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.actions import ACTIONS, load
from estate_xl.compute import Month
from estate_xl.errors.codes import ErrorCode
from estate_xl.identity import find_sheet
from estate_xl.live.choices import (
    has_unnumbered_inspections,
    proposed_person,
    ticket_numbers,
)
from estate_xl.live.questions import ask_all
from estate_xl.live.refusal import RefusedError
from estate_xl.live.selected_tickets import selected_rows
from estate_xl.schema.marks import LISTS
from estate_xl.schema.office_registers import NUMBERED_REGISTERS
from estate_xl.schema.reminders import REMINDERS_TITLE
from estate_xl.schema.slips import SLIP_TITLE
from estate_xl.tasks.run_action import run_task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estate_xl.actions import Action
    from estate_xl.live.open_master import Visit
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import Result

FOLLOW_UP: Final = ACTIONS["follow_up"]
OVERDUE: Final = ACTIONS["overdue"]
REMINDERS: Final = ACTIONS["reminders"]
RETURN_SLIP: Final = ACTIONS["return_slip"]
SEND: Final = ACTIONS["send"]
WORK_ORDERS: Final = ACTIONS["work_orders"]


@dataclass(frozen=True)
class Errand:
    """A task with its answers.

    Attributes:
        run: The task; what it did, or lines to show.
        writes: Keys of the sheets that it writes, if they are there.
        titles: Titles of further sheets that it replaces.
        makes_sheets: Whether it adds or deletes sheets.
        saves: Whether the task saves the workbook itself.
        shows: Which of the sheets written is shown afterwards; None for the one shown before.
    """

    run: Callable[[Report], Result | Sequence[str]]
    writes: tuple[str, ...]
    titles: tuple[str, ...] = ()
    makes_sheets: bool = False
    saves: bool = False
    shows: int | None = 0


def prepare(action: Action, visit: Visit) -> Errand | None:
    """Ask what the action's button asks; None where the person cancels.

    Raises:
        RefusedError: the workbook, or what is selected in it, is not fit for it.
    """
    if action.button is not None and action.button.prepare:
        prepared: Errand | None = load(action.button.prepare)(visit)
        return prepared
    values = ask_all(visit, action)
    if values is None:
        return None
    language = visit.places.language
    return Errand(
        lambda report: run_visit(visit, action, report, values),
        writes=action.sheets,
        titles=tuple(title.text(language).format_map(values) for title in action.titles),
        makes_sheets=action.makes_sheets,
        shows=action.shows,
    )


def overdue(visit: Visit) -> Errand:
    """逾期提醒 asks nothing."""
    return Errand(
        lambda report: run_visit(visit, OVERDUE, report, {}),
        writes=("Overdue", "Tickets", "Complaints", "ComplaintRounds", *_numbered(visit)),
    )


def reminders(visit: Visit) -> Errand:
    """催辦單 asks nothing; it writes what 逾期提醒 writes and a sheet of its own."""
    return Errand(
        lambda report: run_visit(visit, REMINDERS, report, {}),
        writes=("ReminderTemplate", *overdue(visit).writes),
        titles=(REMINDERS_TITLE.text(visit.places.language),),
        makes_sheets=True,
        shows=REMINDERS.shows,
    )


def work_orders(visit: Visit) -> Errand:
    """生成報事單 takes the selected records of 報事, else all new ones."""
    rows = _selected(visit)
    waits = not rows or bool(ticket_numbers(visit.chosen_from, rows).isna().any())
    return Errand(
        lambda report: run_visit(visit, WORK_ORDERS, report, {"rows": rows}),
        writes=(
            "SlipTemplate",
            LISTS,
            *(("Tickets",) if waits else ()),
            *(() if rows else ("Complaints", *_numbered(visit))),
        ),
        titles=(SLIP_TITLE.text(visit.places.language),),
        makes_sheets=True,
        shows=-1,
    )


def follow_up(visit: Visit) -> Errand | None:
    """登記跟進 takes the selected records of 報事 and asks who followed up, what was said and when.

    Raises:
        RefusedError: no record with a number is selected, or nothing can be typed.
    """
    return _of_selected(visit, FOLLOW_UP)


def return_slip(visit: Visit) -> Errand | None:
    """退單 takes the selected records of 報事 and asks why their slips go back, who says so, when.

    Raises:
        RefusedError: no record with a number is selected, or nothing can be typed.
    """
    return _of_selected(visit, RETURN_SLIP)


def _of_selected(visit: Visit, action: Action) -> Errand | None:
    """The action's questions, for the selected records of 報事."""
    office = visit.chosen_from
    numbers = [str(number) for number in ticket_numbers(office, _selected(visit)).dropna()]
    if not numbers:
        sheet = office.places.title("Tickets")
        label = action.button.label.text(visit.language) if action.button else ""
        raise RefusedError(ErrorCode.NO_ROWS_CHOSEN, sheet=sheet, button=label)
    screen = visit.desk.screen
    if not screen.can_type:
        sheet = office.places.title(action.writes[0])
        raise RefusedError(ErrorCode.CANNOT_TYPE, sheet=sheet)
    person = proposed_person(office, visit.desk.user_name().strip())
    facts, proposed = {"count": len(numbers)}, {"by": person}
    answers = ask_all(visit, action, facts, proposed)
    if answers is None:
        return None
    values = {"tickets": numbers, **answers}
    return Errand(
        lambda report: run_visit(visit, action, report, values),
        writes=action.writes,
        makes_sheets=any(key not in visit.places.found for key in action.writes),
        shows=action.shows,
    )


def send(visit: Visit) -> Errand | None:
    """發送總部 asks for the month and proposes the last one."""
    from estate_xl.live.draft_mail import send_draft  # noqa: PLC0415 - no other button needs mail

    answers = ask_all(visit, SEND)
    if answers is None:
        return None
    month = Month.parse(str(answers["month"]))
    return Errand(
        lambda report: send_draft(visit, month, report),
        writes=SEND.writes,
        makes_sheets=find_sheet(visit.book, "MonthRecords") is None,
        saves=True,
        shows=SEND.shows,
    )


def run_visit(visit: Visit, action: Action, report: Report, values: Mapping[str, object]) -> Result:
    """Call the action's task with the places that were found since the last question."""
    known = {**values, "places": visit.places}
    return run_task(action, visit.book, visit.desk.now, report, known)


def _numbered(visit: Visit) -> tuple[str, ...]:
    """Sheets that are written where inspections wait for their numbers, and registers that are."""
    waits = has_unnumbered_inspections(visit.chosen_from)
    registers = [key for key in NUMBERED_REGISTERS if key in visit.places.found]
    return (*(("Inspections", LISTS) if waits else ()), *registers)


def _selected(visit: Visit) -> list[int]:
    office = visit.chosen_from
    records = [int(str(row)) for row in office.tables["Tickets"].index]
    return selected_rows(visit.desk.app, visit.book, office.places, records)
