"""The data behind the cell functions: read once for each calculation, not once a cell."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from estate_xl.check import Records, check_counted, parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.deadlines import due_days
from estate_xl.compute.tickets import Clocks, ticket_states
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.language import Phrase
from estate_xl.live import answer_texts as texts
from estate_xl.live.function_arguments import NoAnswerError
from estate_xl.read import read_office
from estate_xl.read.our_workbook import is_ours
from estate_xl.schema import ESTATE_BOOK, terms
from estate_xl.spelling import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.staff_scores import StaffScore
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.language import Label

    _Days = Callable[[pd.Series], tuple[pd.Series, pd.Series]]


class Day(NamedTuple):
    """A day, and whether the calendar does not settle a working day on the way to it."""

    day: dt.datetime
    provisional: bool


@needs(
    check_counted,
    parse_settings,
    WorkCalendar,
    calculate_appraisal,
    ticket_states,
    Zones=("zone", "name"),
    Staff=("staff", "name"),
    Tickets=("ticket",),
)
class Snapshot:
    """A workbook as it stood at one calculation; what many cells ask is worked out once.

    Attributes:
        language: The workbook's, of its headers.
        is_ours: Whether it is a master workbook.
    """

    def __init__(self, book: xw.Book) -> None:
        """Read the workbook."""
        office = read_office(book, needs_of(Snapshot))
        self._tables = office.tables
        self._findings = [*office.findings, *check_counted(office.tables)]
        self._settings, _ = parse_settings(office.tables["Settings"])
        self._places = office.places
        self.language = office.places.language
        self.is_ours = is_ours(office.places)
        self._calendar = WorkCalendar(office.tables["Calendar"])
        self._keys: dict[tuple[str, str], str | Phrase] = {}
        self._known: dict[str, Records] = {}
        self._years: dict[tuple[object, ...], list[Day]] = {}
        self._months: dict[str, Appraisal] = {}
        self._zones: dict[str, dict[str, ZoneScore]] = {}
        self._people: dict[str, dict[str, StaffScore]] = {}

    def title(self, sheet: str) -> str:
        """Title of the sheet of that key."""
        return self._places.title(sheet)

    def working_day(self, start: dt.datetime, count: int) -> Day:
        """The count-th working day after a day (R-5.4)."""

        def days(starts: pd.Series) -> tuple[pd.Series, pd.Series]:
            answer = self._calendar.after(starts, count)
            return answer.due.dt.normalize(), answer.provisional

        return self._of_year(("working", count), start, days)

    def due_day(self, matter: str, kind: str | None, start: dt.datetime) -> Day:
        """The day by which a matter is due (R-5.3 to R-5.6).

        Args:
            matter: One of `TICKET_MATTERS`.
            kind: 工程類 or 物管類; None where it does not count.
            start: The day from which the clock runs.
        """

        def days(starts: pd.Series) -> tuple[pd.Series, pd.Series]:
            matters = pd.Series(matter, index=starts.index, dtype="str")
            kinds = pd.Series(kind, index=starts.index, dtype="str")
            found = due_days(matters, kinds, starts, self._calendar, Clocks.of(self._settings))
            return found.day, found.provisional

        return self._of_year((matter, kind), start, days)

    def key_of(self, sheet: str, what: Label, typed: str) -> str:
        """The key of the record that a text means, by key or unique name.

        Raises:
            NoAnswerError: it means none or several, or is empty or an error.
        """
        if not typed or typed.startswith("#"):
            raise NoAnswerError(typed)
        if (sheet, typed) not in self._keys:
            records = self._records(sheet)
            found = records.meant(typed)
            label = texts.SEVERAL_RECORDS if found else texts.NO_RECORD
            nearest = records.proposal(typed)
            none = Phrase(label, {"what": what, "typed": typed, "nearest": nearest})
            self._keys[sheet, typed] = found[0] if len(found) == 1 else none
        key = self._keys[sheet, typed]
        if isinstance(key, Phrase):
            raise NoAnswerError(key)
        return key

    def _records(self, sheet: str) -> Records:
        """The meanings of texts on that sheet; got ready once."""
        if sheet not in self._known:
            declared = ESTATE_BOOK[sheet]
            id_column = declared.id_column
            id_key = "" if id_column is None else id_column.key
            self._known[sheet] = Records(self._tables[sheet], id_key, declared.name_column)
        return self._known[sheet]

    def zones(self, month: Month) -> dict[str, ZoneScore]:
        """The month's zones by code (R-8.1)."""
        if str(month) not in self._zones:
            scored = self._appraisal(month).zones
            self._zones[str(month)] = {zone.zone: zone for zone in scored}
        return self._zones[str(month)]

    def people(self, month: Month) -> dict[str, StaffScore]:
        """The month's people by number (R-8.4)."""
        if str(month) not in self._people:
            scored = self._appraisal(month).staff
            self._people[str(month)] = {person.staff: person for person in scored}
        return self._people[str(month)]

    def states_of(self, number: str) -> list[str]:
        """The state of each row that has that ticket number; empty where it has none."""
        return self._states.get(number) or self._states_by_folded.get(fold(number), [])

    @cached_property
    def _states(self) -> dict[str, list[str]]:
        tickets = self._tables["Tickets"]
        words = {state.hant: state.text(self.language) for state in terms.STATES}
        states = ticket_states(tickets, self._tables["SlipReturns"]).map(words).fillna("")
        found: dict[str, list[str]] = {}
        for number, state in zip(tickets["ticket"], states, strict=True):
            found.setdefault(str(number), []).append(str(state))
        return found

    @cached_property
    def _states_by_folded(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for number, held in self._states.items():
            found.setdefault(fold(number), []).extend(held)
        return found

    def _appraisal(self, month: Month) -> Appraisal:
        """The month's appraisal, computed as month-end computes it (R-8)."""
        key = str(month)
        if key not in self._months:
            settings = self._settings.appraisal
            found = calculate_appraisal(self._tables, settings, month, self._findings)
            self._months[key] = found
        return self._months[key]

    def _of_year(self, what: tuple[object, ...], start: dt.datetime, days: _Days) -> Day:
        """The answer for a day; those of its whole year are worked out with it."""
        key = (*what, start.year)
        if key not in self._years:
            span = pd.date_range(f"{start.year}-01-01", f"{start.year}-12-31", unit="us")
            due, provisional = days(pd.Series(span))
            pairs = zip(due.dt.to_pydatetime(), provisional, strict=True)
            self._years[key] = [Day(day, bool(unsettled)) for day, unsettled in pairs]
        return self._years[key][start.timetuple().tm_yday - 1]


class Snapshots:
    """The workbooks of the calculation that is going on."""

    def __init__(self) -> None:
        """Begin with none."""
        self._calculation: object = None
        self._held: dict[str, Snapshot] = {}

    def of(self, book: xw.Book, calculation: object) -> Snapshot:
        """The workbook at that calculation.

        Args:
            book: The workbook that holds the calling cell.
            calculation: A number that another calculation does not have.
        """
        if calculation != self._calculation:
            self._held.clear()
            self._calculation = calculation
        name = book.name  # Excel opens no two workbooks of one name.
        if name not in self._held:
            self._held[name] = Snapshot(book)
        return self._held[name]
