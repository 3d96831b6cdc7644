"""Answers of the cell functions, a cell at a time.

An answer that cannot be given is a text that begins with Excel's own error and goes on with the
reason, `#N/A 沒有片區「Z9」`: Python on Windows cannot hand an error value over. An empty cell is
answered with an empty text, an error with that error. A sheet may hold ten thousand calls, so
whatever many of them share is looked up once a calculation, in `estate_xl.live.function_data`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.compute.appraisal import NOT_INSPECTED
from estate_xl.compute.deadlines import TICKET_MATTERS
from estate_xl.compute.open_matters import MATTERS
from estate_xl.compute.tickets import VISIT
from estate_xl.language import Listing, Phrase
from estate_xl.live import answer_texts as texts
from estate_xl.live.function_arguments import (
    NoAnswerError,
    parse_choice,
    parse_count,
    parse_day,
    parse_month,
)
from estate_xl.output import visible
from estate_xl.read.values import plain_text
from estate_xl.schema import terms
from estate_xl.schema.appraisal import STAFF

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.compute.staff_scores import StaffScore
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.live.function_data import Day, Snapshot

_MATTERS: Final = tuple(MATTERS[key] for key in TICKET_MATTERS)
_KEY_OF: Final = {MATTERS[key].hant: key for key in TICKET_MATTERS}


def workdays(snapshot: Snapshot, from_day: object, days: object) -> object:
    """The day that many working days after a day (R-5.4); 0 is the day itself."""
    start, count = parse_day(from_day), parse_count(days)
    found = snapshot.working_day(start, count)
    return _settled(snapshot, found)


def due(snapshot: Snapshot, kind: object, category: object, from_day: object) -> object:
    """The day by which a matter is due (R-5.3 to R-5.6); a visit needs no category."""
    matter, start = _KEY_OF[parse_choice(kind, _MATTERS)], parse_day(from_day)
    of = None if matter == VISIT else parse_choice(category, terms.KINDS)
    found = snapshot.due_day(matter, of, start)
    return _settled(snapshot, found)


def zone_score(snapshot: Snapshot, month: object, zone: object) -> object:
    """A zone's score of a month (R-8.1)."""
    return _of_zone(
        snapshot, month, zone, lambda held: None if held.score is None else float(held.score)
    )


def rank(snapshot: Snapshot, month: object, zone: object) -> object:
    """A zone's place in the forced ranking of a month (R-8.1)."""
    return _of_zone(snapshot, month, zone, lambda held: held.rank)


def month_score(snapshot: Snapshot, month: object, staff: object) -> object:
    """A person's total of a month (R-8.4)."""
    when = parse_month(month)
    key = snapshot.key_of("Staff", texts.PERSON, plain_text(staff)) if staff is not None else None
    if key is None:
        return ""
    found = snapshot.people(when).get(key)
    if found is None:
        return Phrase(texts.NO_APPRAISAL_OF_PERSON, {"staff": key, "month": str(when)})
    return _missing(found) if found.total is None else float(found.total)


def status(snapshot: Snapshot, ticket: object) -> object:
    """A ticket's state (R-5.2 to R-5.6), in the workbook's language."""
    if ticket is None:
        return ""
    number = plain_text(ticket)
    if number.startswith("#"):
        return number
    states = snapshot.states_of(number)
    facts = {"number": number, "sheet": snapshot.title("Tickets")}
    if not states:
        return Phrase(texts.NO_TICKET, facts)
    if len(states) > 1:
        return Phrase(texts.TICKET_TWICE, facts)
    return states[0] or Phrase(texts.TICKET_WITHOUT_TIME, facts)


def _of_zone(
    snapshot: Snapshot, month: object, zone: object, value: Callable[[ZoneScore], float | None]
) -> object:
    when = parse_month(month)
    key = snapshot.key_of("Zones", texts.ZONE, plain_text(zone)) if zone is not None else None
    if key is None:
        return ""
    found = snapshot.zones(when).get(key)
    if found is None:
        return Phrase(texts.NO_APPRAISAL_OF_ZONE, {"zone": key, "month": str(when)})
    shown = value(found)
    return Phrase(texts.NOT_APPLICABLE, {"reason": NOT_INSPECTED}) if shown is None else shown


def _settled(snapshot: Snapshot, found: Day) -> object:
    if not found.provisional:
        return found.day
    sheet = snapshot.title("Calendar")
    return Phrase(texts.NOT_SETTLED, {"year": found.day.year, "sheet": sheet})


def _missing(person: StaffScore) -> Phrase:
    headers = {field.key: field.header for field in STAFF.fields}
    parts = Listing([headers.get(part, texts.PARTS_OF_APPRAISAL) for part in person.missing])
    return Phrase(texts.PARTS_MISSING, {"name": person.name, "parts": parts})


def answer(ask: Callable[..., object], snapshot: Snapshot, values: tuple[object, ...]) -> object:
    """One cell's answer, an argument that cannot be read being one too."""
    try:
        found = ask(snapshot, *values)
    except NoAnswerError as error:
        found = error.reason
    if isinstance(found, Phrase):
        found = found.text(snapshot.language)
    return visible(found) if isinstance(found, str) else found
