"""work-orders: numbers of new tickets and complaints, and slips to print (R-5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import check_ids, parse_settings
from estate_xl.compute.numbering import REGISTERS, NumberPatternError, number_registers
from estate_xl.compute.slips import named_rows, slip_records
from estate_xl.errors import WorkbookError
from estate_xl.findings import sort_findings
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK, Label
from estate_xl.schema.slips import REPRINT, SLIP_TITLE
from estate_xl.tasks.outcome import (
    CHECKING,
    READING,
    WRITING,
    Outcome,
    first_at_each_cell,
    needed_sheet,
)
from estate_xl.tasks.registers import find_register
from estate_xl.write.ledger import Ledger
from estate_xl.write.numbers import empty_rows, fill_empty, write_cells
from estate_xl.write.registers import grow_table
from estate_xl.write.slips import MOST_SLIPS, SlipTemplate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import pandas as pd
    import xlwings as xw

    from estate_xl.findings import Finding
    from estate_xl.read import Office
    from estate_xl.tasks.outcome import Report

_ORDERED = {
    **{key: [column.key for column in ESTATE_BOOK[key].columns] for key in ("Settings", "Tickets")},
    "Zones": ("zone", "name"),
    "Staff": ("staff", "name"),
    "Owners": ("room", "owner", "phone", "moved_in"),
    "Complaints": ("complaint", "received", "content"),
}
"""What numbers and slips are made from."""
_FORMAT = "ticket_number_format"
_REPRINT = Label("補打 {count}", "Reprint {count}")


def work_orders(  # noqa: PLR0913 - the workbook, the moment and three ways to say which tickets
    book: xw.Book,
    now: dt.datetime,
    report: Report,
    *,
    tickets: Sequence[str] = (),
    rows: Sequence[int] = (),
    dispatch: bool = False,
) -> Outcome:
    """Number what is new and fill 報事單 for it; or print the named tickets again (R-5.1).

    A ticket gets its number with its slip, so one that is named has been printed before: its slip
    says so, with the count. A cancelled ticket gets a number and no slip. Of more new tickets than
    one sheet can hold slips the earliest get numbers and slips; the next run goes on.

    Args:
        book: The workbook.
        now: The moment, of dispatch.
        report: Told about progress.
        tickets: Numbers of tickets to print again; nothing is numbered then.
        rows: Rows of 報事 to print instead: those with a number again, those without get one, and
            no other record does.
        dispatch: Set 派工時間 of the printed tickets where it is empty.

    Raises:
        WorkbookError: a named ticket is not there, too many are named, the format of numbers cannot
            be read, or a sheet is missing.
        TemplateError: the slip's template holds an expression that cannot be filled.
    """
    template = needed_sheet(book, "SlipTemplate")
    report(READING)
    order = _Order(book, read_office(book, _ORDERED))
    report(CHECKING)
    slips = SlipTemplate(template, order.language)
    again, asked = order.sort_out(rows) if rows else (order.find(tickets), None)
    report(WRITING)
    new = [] if tickets else order.give_numbers(asked)
    printed = sorted([*again, *new]) if rows else [*again, *new]
    if dispatch:
        order.dispatch(printed, now.replace(second=0, microsecond=0))
    records = order.records(printed, again)
    if records:
        slips.fill(SLIP_TITLE.text(order.language), records)
        order.written.append(SLIP_TITLE.text(order.language))
    return Outcome(
        order.findings(),
        order.language,
        order.settings.language,
        list(dict.fromkeys(order.written)),
        slips=[str(record["ticket"]) for record in records],
        waiting=order.waiting,
    )


class _Order:
    """One run of the command on one workbook."""

    def __init__(self, book: xw.Book, office: Office) -> None:
        """Take the book and what was read of it."""
        self._book = book
        self._office = office
        self._tickets = office.tables["Tickets"].copy()
        self.settings, _ = parse_settings(office.tables["Settings"])
        self.language = office.places.language
        self._ledger = Ledger(book, self.language)
        self.written: list[str] = []
        self.waiting = 0

    def find(self, names: Sequence[str]) -> list[int]:
        """Rows of the named tickets, in the order of their naming.

        Raises:
            WorkbookError: a number is not there, or stands in two rows.
        """
        if len(set(names)) > MOST_SLIPS:
            msg = f"一次最多打印 {MOST_SLIPS} 張報事單，這次有 {len(set(names))} 張，請分幾次執行。"
            raise WorkbookError(msg)
        title = self._office.places.title("Tickets")
        found = named_rows(self._tickets, names)
        for name, rows in found.items():
            if not rows:
                msg = f"工作表「{title}」的「單號」欄沒有「{name}」，請核對單號。"
                raise WorkbookError(msg)
            if len(rows) > 1:
                lines = "、".join(map(str, rows))
                msg = f"工作表「{title}」第 {lines} 行的單號都是「{name}」，請先改正再打印。"
                raise WorkbookError(msg)
        return list(dict.fromkeys(rows[0] for rows in found.values()))

    def sort_out(self, rows: Sequence[int]) -> tuple[list[int], list[int]]:
        """Of these rows of 報事, those that have a number and those that wait for one.

        Raises:
            WorkbookError: a number stands in another row too, or none of them can be printed.
        """
        held = self._tickets.loc[self._tickets.index.intersection(list(rows))]
        waiting = self._empty("Tickets", "ticket").intersection(held.index)
        numbers = held["ticket"].dropna()
        self.find([str(number) for number in numbers])
        waiting = waiting.intersection(held.index[held["registered"].notna()])
        if not len(numbers) and not len(waiting):
            title = self._office.places.title("Tickets")
            msg = (
                f"工作表「{title}」選中的行沒有單號，也沒有登記時間，不能編號打印；請先填登記時間。"
            )
            raise WorkbookError(msg)
        return [int(row) for row in numbers.index], [int(row) for row in waiting]

    def give_numbers(self, asked: Sequence[int] | None = None) -> list[int]:
        """Number what is new; rows of the tickets to print, in the order of their numbers.

        Args:
            asked: Rows of 報事 to number and no other; None for all, and the complaints.

        Raises:
            WorkbookError: the format of numbers cannot be read.
        """
        waiting = {key: self._empty(key, column) for key, (column, _) in REGISTERS.items()}
        if asked is not None:
            none = {key: rows[:0] for key, rows in waiting.items()}
            waiting = none | {"Tickets": waiting["Tickets"].intersection(list(asked))}
        first = self._tickets.loc[waiting["Tickets"]].sort_values("registered", kind="stable")
        self.waiting = max(0, len(first) - MOST_SLIPS)
        waiting["Tickets"] = waiting["Tickets"].intersection(first.index[:MOST_SLIPS])
        pattern = self.settings.text(_FORMAT)
        try:
            given = number_registers(self._office.tables, waiting, pattern, self._ledger.marks)
        except NumberPatternError as error:
            msg = f"{self._place_of_format()}{error}"
            raise WorkbookError(msg) from error
        for key, numbers in given.numbers.items():
            place = self._office.places.found[key]
            write_cells(self._book.sheets[place.title], place.columns[REGISTERS[key][0]], numbers)
            self._grow(key)
            self.written.append(place.title)
        if given.numbers:
            self._ledger.write_marks(given.marks)
        new = given.numbers.get("Tickets")
        if new is None:
            return []
        self._tickets.loc[new.index, "ticket"] = new
        new = new[self._tickets.loc[new.index, "cancelled"].isna()]
        return [int(row) for row in new.sort_values().index]

    def dispatch(self, rows: Sequence[int], moment: dt.datetime) -> None:
        """Set 派工時間 of these rows where nothing stands there."""
        place = self._office.places.found.get("Tickets")
        if place is None or "dispatched" not in place.columns:
            return
        tab = self._book.sheets[place.title]
        held = range(place.header_row + 1, place.last_row + 1)
        wanted = self._tickets.index[self._tickets.index.isin(rows)]
        done = fill_empty(tab, held, place.columns["dispatched"], wanted, moment)
        if len(done):
            self._tickets.loc[done, "dispatched"] = moment
            self._grow("Tickets")
            self.written.append(place.title)

    def records(self, rows: Sequence[int], again: Sequence[int]) -> list[dict[str, object]]:
        """What the slips of these rows say; those of `again` are printed again."""
        if not rows:
            return []
        printed = self._tickets.loc[list(rows)]
        records = slip_records(printed, self._office.tables, self.settings, self.language)
        counts = self._ledger.count_reprints(printed.loc[list(again), "ticket"]) if again else {}
        for record in records:
            times = counts.get(str(record["ticket"]))
            words = _REPRINT.text(self.language).format(count=times)
            record[REPRINT.key] = words if times else None
        return records

    def findings(self) -> list[Finding]:
        """What is wrong with numbers and their moments, and rows that hold no record."""
        columns = {(key, column) for key, pair in REGISTERS.items() for column in pair}
        found = [*self._office.findings, *check_ids(self._office.tables)]
        about = [
            each
            for each in found
            if (each.sheet, each.column) in columns or (each.sheet in REGISTERS and _is_row(each))
        ]
        return sort_findings(first_at_each_cell(about))

    def _grow(self, key: str) -> None:
        """Make the table of a sheet that was written reach over the records below it."""
        register = find_register(self._book, self._office, key)
        if register is not None:
            grow_table(register)

    def _empty(self, key: str, column: str) -> pd.Index:
        """Rows of records whose cell of the number is truly empty."""
        records, place = self._office.tables[key], self._office.places.found.get(key)
        if place is None or column not in place.columns:
            return records.index[:0]
        rows = range(place.header_row + 1, place.last_row + 1)
        tab = self._book.sheets[place.title]
        return records.index.intersection(empty_rows(tab, rows, place.columns[column]))

    def _place_of_format(self) -> str:
        settings = self._office.tables["Settings"]
        rows = settings.index[settings["key"].str.strip().str.casefold().eq(_FORMAT)]
        title = self._office.places.title("Settings")
        return f"工作表「{title}」第 {rows[0]} 行「值」：" if len(rows) else ""


def _is_row(finding: Finding) -> bool:
    """Whether it is about a whole row."""
    return finding.row is not None and finding.column is None
