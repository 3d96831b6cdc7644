"""work-orders: numbers of new records, and slips to print (R-5.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from estate_xl.check import check_numbers, parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.numbering import NumberPatternError, number_formats, number_pattern
from estate_xl.compute.slips import closed_states, named_rows, slip_records
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding, sort_findings
from estate_xl.identity import find_made, point_name, set_mark
from estate_xl.language import Listing
from estate_xl.schema import ESTATE_BOOK, Label
from estate_xl.schema.marks import LATEST_SLIPS, SLIPS
from estate_xl.schema.numbered import NUMBERED, NUMBERED_BY_SHEET
from estate_xl.schema.slips import REPRINT, SLIP_TITLE
from estate_xl.schema.terms import STATES
from estate_xl.tasks.common import (
    CHECKING,
    READING,
    WRITING,
    first_at_each_cell,
)
from estate_xl.tasks.numbering import clash_findings, number_new, setting_row, waiting_rows
from estate_xl.tasks.owner_details import known_details, write_details
from estate_xl.tasks.preconditions import check_set_up, needed_sheet, no_ticket, read_ours
from estate_xl.tasks.registers import grow_written
from estate_xl.tasks.results import WorkOrdersResult
from estate_xl.write.ledger import Ledger
from estate_xl.write.record_numbers import fill_empty
from estate_xl.write.slips import MOST_SLIPS, SlipTemplate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import pandas as pd
    import xlwings as xw

    from estate_xl.errors.exceptions import EstateError
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report

_REPRINT = Label("補打 {count}", "Reprint {count}")
_NUMBERS_ONLY: Final = Label("只要編號", "numbers only")
_NO_ZONE: Final = Label("沒有片區", "no zone")
_STATES: Final = {state.hant: state for state in STATES}


@needs(
    read_ours,
    check_set_up,
    parse_settings,
    named_rows,
    no_ticket,
    number_formats,
    clash_findings,
    setting_row,
    number_new,
    known_details,
    closed_states,
    slip_records,
    check_numbers,
    Tickets=("ticket", "registered", "zone"),
)
def work_orders(  # noqa: PLR0913 - the workbook, the moment and three ways to say which tickets
    book: xw.Book,
    now: dt.datetime,
    report: Report,
    *,
    tickets: Sequence[str] = (),
    rows: Sequence[int] = (),
    dispatch: bool = False,
    numbers_only: bool = False,
    places: Places | None = None,
) -> WorkOrdersResult:
    """Number what is new and fill 報事單 for it; or print the named tickets (R-5.1).

    All new tickets, complaints and inspections get numbers. A slip is printed for a ticket that had
    no number and is open, that is not completed, cancelled or archived; and for one that is named,
    whose slip says how often it was printed before. One without a zone gets none and a finding.
    Blanks of a new ticket are filled in with what 業主 knows of its room, nothing is overwritten.
    Of more new slips than one sheet can hold the earliest are numbered and printed; the next run
    goes on.

    Args:
        book: The workbook.
        now: The moment, of dispatch.
        report: Told about progress.
        tickets: Numbers of tickets to print again; nothing is numbered then.
        rows: Rows of 報事 to print instead: those with a number again, those without get one, and
            no other record does.
        dispatch: Set 派工時間 of the printed tickets where it is empty.
        numbers_only: Print nothing.
        places: As `read_office` takes them.

    Raises:
        WorkbookError: the workbook is none of ours or has no zones or people, a named ticket is not
            there, too many are named, a format of numbers cannot be read or could give another's
            numbers, a sheet is missing, or the office has a sheet of its own called 報事單.
        TemplateError: the slip's template holds an expression that cannot be filled.
    """
    report(READING)
    office = read_ours(book, needs_of(work_orders), places)
    template = needed_sheet(book, "SlipTemplate", office.places.language)
    check_set_up(office)
    order = _Order(book, office)
    report(CHECKING)
    slips = SlipTemplate(template, order.language)
    title = SLIP_TITLE.text(order.language)
    old = find_made(book, title, SLIPS, template)
    again, asked = order.sort_out(rows) if rows else (order.find(tickets), None)
    report(WRITING)
    new = [] if tickets else order.give_numbers(asked, numbers_only=numbers_only)
    printed = order.with_zone([*again, *new])
    if rows:
        printed.sort()
    if dispatch:
        order.dispatch(printed, now.replace(second=0, microsecond=0))
    records = order.records(printed, [row for row in again if row in printed])
    if records:
        sheet, order.lost = slips.fill(title, records, old)
        set_mark(sheet, SLIPS)
        point_name(sheet, LATEST_SLIPS)
        order.written.append(title)
    return WorkOrdersResult(
        findings=order.findings(),
        language=order.language,
        screen_language=order.settings.language,
        written=list(dict.fromkeys(order.written)),
        slips=[str(record["ticket"]) for record in records],
        numbered=order.numbered,
        unprinted=order.unprinted,
        waiting=order.waiting,
        lost=order.lost,
        tickets_title=office.places.title("Tickets"),
    )


class _Order:
    """One run of the command on one workbook."""

    def __init__(self, book: xw.Book, office: Office) -> None:
        """Take the book and what was read of it."""
        self._office = office
        self._tickets = office.tables["Tickets"].copy()
        self.settings, _ = parse_settings(office.tables["Settings"])
        self.language = office.places.language
        self._ledger = Ledger(book, self.language)
        self._lacking: list[Finding] = []
        self._printed: frozenset[int] = frozenset()
        self.written: list[str] = []
        self.numbered: dict[str, int] = {}
        self.unprinted: dict[Label, list[str]] = {}
        self.waiting = 0
        self.lost: list[str] = []

    def find(self, names: Sequence[str]) -> list[int]:
        """Rows of the named tickets, in the order of their naming.

        Raises:
            WorkbookError: a number is not there, or occurs in two rows.
        """
        if len(set(names)) > MOST_SLIPS:
            count = len(set(names))
            raise WorkbookError(ErrorCode.TOO_MANY_SLIPS, most=MOST_SLIPS, count=count)
        title = self._office.places.title("Tickets")
        found = named_rows(self._tickets, names)
        for name, rows in found.items():
            if not rows:
                raise no_ticket(self._office, name)
            if len(rows) > 1:
                raise WorkbookError(
                    ErrorCode.NUMBER_TWICE, sheet=title, rows=Listing(rows), number=name
                )
        return list(dict.fromkeys(rows[0] for rows in found.values()))

    def sort_out(self, rows: Sequence[int]) -> tuple[list[int], list[int]]:
        """Of these rows of 報事, those that have a number and those that wait for one.

        Raises:
            WorkbookError: a number occurs in another row too, or none of them can be printed.
        """
        held = self._tickets.loc[self._tickets.index.intersection(list(rows))]
        waiting = waiting_rows(self._office, "Tickets").intersection(held.index)
        numbers = held["ticket"].dropna()
        self.find([str(number) for number in numbers])
        waiting = waiting.intersection(held.index[held["registered"].notna()])
        if not len(numbers) and not len(waiting):
            column = ESTATE_BOOK["Tickets"].column
            raise WorkbookError(
                ErrorCode.NOTHING_TO_NUMBER,
                sheet=self._office.places.title("Tickets"),
                number=column("ticket").header.text(self.language),
                registered=column("registered").header.text(self.language),
            )
        return [int(row) for row in numbers.index], [int(row) for row in waiting]

    def give_numbers(
        self, asked: Sequence[int] | None = None, *, numbers_only: bool = False
    ) -> list[int]:
        """Number what is new; rows of the tickets to print, in the order of their numbers.

        Args:
            asked: Rows of 報事 to number and no other; None for all, and the other registers.
            numbers_only: Print none of them.

        Raises:
            WorkbookError: a format of numbers cannot be read or could give another's numbers.
        """
        formats = self._formats()
        sheets = ["Tickets"] if asked is not None else list(formats)
        waiting = {key: waiting_rows(self._office, key) for key in sheets}
        if asked is not None:
            waiting["Tickets"] = waiting["Tickets"].intersection(list(asked))
        details = known_details(self._office, waiting["Tickets"])
        self._take(details)
        if not numbers_only:
            waiting["Tickets"] = self._as_many_as_fit(waiting["Tickets"])
        self._office, given, written = number_new(self._office, self._ledger, waiting, formats)
        self.written += written
        self.numbered = {sheet: len(numbers) for sheet, numbers in given.items()}
        if "Tickets" not in given:
            return []
        self._tickets = self._office.tables["Tickets"]
        self._lacking += write_details(self._office, details, given["Tickets"].index)
        new = self._tickets.loc[given["Tickets"].index].sort_values("registered", kind="stable")
        reasons = closed_states(new)
        due = new[reasons.isna()]
        unprinted = due if numbers_only else due[due["zone"].isna()]
        if len(unprinted):
            self._ledger.hold_back(unprinted["ticket"])
        for row, reason in reasons.dropna().items():
            self._leave(int(str(row)), _STATES[str(reason)])
        if not numbers_only:
            return [int(row) for row in due.index]
        for row in due.index:
            self._leave(int(row), _NUMBERS_ONLY)
        return []

    def _take(self, details: Mapping[str, pd.Series]) -> None:
        """Let new tickets have what 業主 knows of their rooms; written when they are numbered."""
        if any(map(len, details.values())):
            for column, values in details.items():
                self._tickets.loc[values.index, column] = values
            tables = {**self._office.tables, "Tickets": self._tickets}
            self._office = replace(self._office, tables=tables)

    def with_zone(self, rows: Sequence[int]) -> list[int]:
        """Those of the rows that have a zone, each once; a finding for each other one."""
        zones = self._tickets["zone"]
        for row in rows:
            if zones.isna()[row]:
                number = str(self._tickets.loc[row, "ticket"])
                self._leave(row, _NO_ZONE)
                code = FindingCode.SLIP_WITHOUT_ZONE
                self._lacking.append(Finding(code, "Tickets", row, "zone", number))
        return [row for row in dict.fromkeys(rows) if not zones.isna()[row]]

    def dispatch(self, rows: Sequence[int], moment: dt.datetime) -> None:
        """Set 派工時間 of these rows where nothing is there."""
        place = self._office.places.found.get("Tickets")
        if place is None or "dispatched" not in place.columns:
            return
        tab = self._office.places.sheets[place.title]
        held = range(place.header_row + 1, place.last_row + 1)
        wanted = self._tickets.index[self._tickets.index.isin(rows)]
        done = fill_empty(tab, held, place.columns["dispatched"], wanted, moment)
        if len(done):
            self._tickets.loc[done, "dispatched"] = moment
            grow_written(self._office, "Tickets")
            self.written.append(place.title)

    def records(self, rows: Sequence[int], again: Sequence[int]) -> list[dict[str, object]]:
        """The contents of these rows' slips; those of `again` are printed again."""
        self._printed = frozenset(rows)
        if not rows:
            return []
        printed = self._tickets.loc[list(rows)]
        records = slip_records(printed, self._office.tables, self.settings, self.language)
        counts = self._ledger.count_reprints(printed.loc[list(again), "ticket"]) if again else {}
        for record in records:
            times = counts.get(str(record["ticket"]))
            words = _REPRINT.text(self.language).format(count=times)
            record[REPRINT.key] = words if times and times > 0 else None
        return records

    def findings(self) -> list[Finding]:
        """Findings on numbers, their moments and the slips, and on rows that hold no record."""
        sheets = {each.sheet for each in NUMBERED}
        columns = {
            (each.sheet, column) for each in NUMBERED for column in (each.column, each.moment)
        }
        found = [*self._office.findings, *check_numbers(self._office.tables)]
        about = [
            each
            for each in found
            if (each.sheet, each.column) in columns
            or (each.sheet in sheets and _is_row(each))
            or (each.sheet == "Tickets" and each.row in self._printed)
        ]
        mended = {
            (each.sheet, each.row, each.column)
            for each in self._lacking
            if each.code is FindingCode.FILLED_FROM_OWNER
        }
        about = [each for each in about if (each.sheet, each.row, each.column) not in mended]
        return sort_findings(first_at_each_cell([*about, *self._lacking]))

    def _leave(self, row: int, reason: Label) -> None:
        """Remember that a ticket gets no slip, and why."""
        self.unprinted.setdefault(reason, []).append(str(self._tickets.loc[row, "ticket"]))

    def _as_many_as_fit(self, waiting: pd.Index) -> pd.Index:
        """The earliest of these tickets, so many that one sheet holds the slips."""
        first = self._tickets.loc[waiting].sort_values("registered", kind="stable")
        printed = (closed_states(first).isna() & first["zone"].notna()).cumsum()
        held = first.index[printed.le(MOST_SLIPS)]
        self.waiting = len(first) - len(held)
        return waiting.intersection(held)

    def _formats(self) -> dict[str, str]:
        """Format of the numbers of each sheet.

        Raises:
            WorkbookError: one cannot be read, or two could give the same number.
        """
        formats = number_formats(self._office.tables, self.settings)
        for sheet, text in formats.items():
            try:
                number_pattern(text)
            except NumberPatternError as error:
                row = setting_row(self._office, NUMBERED_BY_SHEET[sheet].setting)
                raise self._format_error(error, row) from error
        for clash in clash_findings(self._office, self.settings):
            found = WorkbookError(ErrorCode.UNFIT, wrong=clash.message, mend=clash.mend)
            raise self._format_error(found, clash.row)
        return formats

    def _format_error(self, error: EstateError, row: int | None) -> EstateError:
        """The error with the row of the settings before it, where the format is in one."""
        if row is None:
            return error
        return WorkbookError(
            ErrorCode.AT_SETTING,
            sheet=self._office.places.title("Settings"),
            row=row,
            column=ESTATE_BOOK["Settings"].column("value").header.text(self.language),
            error=error,
        )


def _is_row(finding: Finding) -> bool:
    """True if it is about a whole row."""
    return finding.row is not None and finding.column is None
