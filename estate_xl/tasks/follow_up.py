"""follow-up: what was said or done about open work, registered on 跟進 (R-5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.slips import closed_states
from estate_xl.engine.addresses import MAX_CELL_TEXT
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.terms import ARCHIVED, CANCELLED
from estate_xl.spelling import fold
from estate_xl.tasks.common import CHECKING, READING, WRITING
from estate_xl.tasks.named_tickets import ticket_rows
from estate_xl.tasks.people import person_named, shown_people
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import FollowUpResult
from estate_xl.tasks.results.written_places import Place
from estate_xl.write.register_lines import append_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import xlwings as xw

    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report
    from estate_xl.write.registers import Register

_OVER = {state.hant: state for state in (ARCHIVED, CANCELLED)}
"""States of a ticket that takes no follow-up any more."""


@needs(
    read_ours,
    parse_settings,
    ticket_rows,
    person_named,
    shown_people,
    closed_states,
    Tickets=("ticket", "registered", "completed"),
    FollowUps=("ticket", "at", "by", "note"),
)
def follow_up(  # noqa: PLR0913 - the workbook, the moment and what is registered
    book: xw.Book,
    now: dt.datetime,
    report: Report,
    *,
    tickets: Sequence[str],
    by: str,
    note: str,
    at: dt.datetime | None = None,
    places: Places | None = None,
) -> FollowUpResult:
    """Put one line for each ticket below the last one of 跟進 (R-5.5).

    A line that is there already, of the same ticket, minute, person and note, is not put a
    second time. The clock stops at completion: a later follow-up is registered and warned of.

    Args:
        book: The workbook.
        now: The moment.
        report: Told about progress.
        tickets: Numbers of the tickets, at least one.
        by: Who followed up, a staff number or a unique name.
        note: What was said or done.
        at: The moment of the follow-up, where it is not now; midnight for some time on that day.
        places: As `read_ours` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, a ticket or the person is not there or not
            unique, a ticket is archived or cancelled, the moment is in the future or before the
            registration, the note is empty or too long, 跟進 is missing, or there is no room below
            its last line.
    """
    report(READING)
    office = read_ours(book, needs_of(follow_up), places)
    report(CHECKING)
    settings, _ = parse_settings(office.tables["Settings"])
    register = _register(book, office)
    rows = _rows(office, tickets)
    person = person_named(office, by)
    note = _note(note)
    moment = (at or now).replace(second=0, microsecond=0)
    _check_moment(office, rows, moment, now)
    numbers = {row: str(office.tables["Tickets"].loc[row, "ticket"]) for row in rows}
    put = [row for row in rows if not _stands(office, numbers[row], moment, person, note)]
    due = [numbers[row] for row in put]
    report(WRITING)
    written_places: list[Place] = []
    if due:
        line = {"at": moment, "by": shown_people(office).get(person, person), "note": note}
        same = {key: [value] * len(due) for key, value in line.items()}
        put_at = append_lines(register, {"ticket": due, **same})
        written_places.append(Place.of_rows(register.tab.name, put_at))
    written = [register.tab.name] if due else []
    findings = _late(office, put, moment)
    return FollowUpResult(
        findings=findings,
        language=office.places.language,
        screen_language=settings.language,
        written=written,
        followed=due,
        places=written_places,
    )


def _register(book: xw.Book, office: Office) -> Register:
    register = find_register(office, "FollowUps")
    columns = {column.key for column in ESTATE_BOOK["FollowUps"].columns}
    if register is None or not columns <= register.columns.keys():
        title = office.places.title("FollowUps")
        raise WorkbookError(ErrorCode.LACKS_REGISTER, book=book.name, sheet=title)
    return register


def _rows(office: Office, tickets: Sequence[str]) -> list[int]:
    """Rows of the tickets, each once; none of them archived or cancelled."""
    title, frame = office.places.title("Tickets"), office.tables["Tickets"]
    held = ticket_rows(office, tickets)
    states = closed_states(frame.loc[held])
    over = frame.loc[states.index[states.isin(list(_OVER))], "ticket"]
    for row, number in over.items():
        raise WorkbookError(
            ErrorCode.TICKET_CLOSED,
            sheet=title,
            row=int(str(row)),
            number=str(number),
            state=_OVER[str(states[row])],
        )
    return held


def _check_moment(
    office: Office, rows: Sequence[int], moment: dt.datetime, now: dt.datetime
) -> None:
    """Refuse a moment to come, and one before a ticket was registered.

    Raises:
        WorkbookError: it is one of them.
    """
    shown = f"{moment:%Y-%m-%d %H:%M}"
    if moment > now:
        raise WorkbookError(ErrorCode.FOLLOW_UP_TO_COME, at=shown)
    title, held = office.places.title("Tickets"), office.tables["Tickets"].loc[list(rows)]
    is_day = moment.time() == moment.min.time()
    begun = held["registered"].dt.normalize() if is_day else held["registered"].dt.floor("min")
    early = held[begun.gt(moment)]
    for row, number, registered in zip(
        early.index, early["ticket"], early["registered"], strict=True
    ):
        raise WorkbookError(
            ErrorCode.FOLLOW_UP_TOO_EARLY,
            sheet=title,
            row=int(row),
            number=str(number),
            registered=f"{registered:%Y-%m-%d %H:%M}",
            at=shown,
        )


def _late(office: Office, rows: Sequence[int], moment: dt.datetime) -> list[Finding]:
    """FOLLOW_UP_AFTER_COMPLETION for each ticket that was completed before (R-5.5)."""
    held = office.tables["Tickets"].loc[list(rows)]
    late = held[held["completed"].lt(moment)]
    return [
        Finding(
            FindingCode.FOLLOW_UP_AFTER_COMPLETION, "Tickets", int(row), "completed", str(number)
        )
        for row, number in zip(late.index, late["ticket"], strict=True)
    ]


def _note(note: str) -> str:
    text = note.strip()
    if not text:
        raise WorkbookError(ErrorCode.NOTE_EMPTY)
    if len(text) > MAX_CELL_TEXT:
        raise WorkbookError(ErrorCode.NOTE_TOO_LONG, count=len(text), most=MAX_CELL_TEXT)
    return text


def _stands(office: Office, number: str, moment: dt.datetime, person: str, note: str) -> bool:
    """True if that very line is there already."""
    line = (fold(number), moment, person, note)
    columns = (office.tables["FollowUps"][key] for key in ("ticket", "at", "by", "note"))
    return any(
        (fold(str(ticket)), at.floor("min"), by, text) == line
        for ticket, at, by, text in zip(*columns, strict=True)
    )
