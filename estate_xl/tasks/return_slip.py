"""return-slip: slips that go back to their department, registered on 退單記錄 (R-5.6)."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.slip_returns import slips_at_hand
from estate_xl.engine.addresses import MAX_CELL_TEXT
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import ESTATE_BOOK, Label
from estate_xl.schema.terms import NO
from estate_xl.tasks.common import CHECKING, READING, WRITING
from estate_xl.tasks.later_sheets import ensure_sheet
from estate_xl.tasks.named_tickets import ticket_rows
from estate_xl.tasks.people import person_named, shown_people
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import SlipReturnResult
from estate_xl.tasks.results.written_places import Place
from estate_xl.tasks.touched_months import touched_months
from estate_xl.times_of_day import minute_text
from estate_xl.write.ledger import Lists
from estate_xl.write.register_lines import append_lines
from estate_xl.write.rework import write_rework

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.slip_returns import Slip
    from estate_xl.read import Office
    from estate_xl.schema import Language
    from estate_xl.tasks.common import Report
    from estate_xl.write.registers import Register

_SHEET = "SlipReturns"
_NEEDED = ("ticket", "at", "reason", "by", "again")
_MADE_UP = Label("補記", "Added afterwards")
_JUDGED_BEFORE = Label("補記：填單合格為否", "Added afterwards: the slip was not in order")
_TYPED_BEFORE = Label("補記：原填返工次數 {count}", "Added afterwards: {count} typed before")


class _Line(NamedTuple):
    """A row to come."""

    ticket: str
    at: dt.datetime
    reason: str
    by: str
    again: dt.datetime | None = None
    note: str | None = None


@needs(
    read_ours,
    parse_settings,
    ticket_rows,
    person_named,
    shown_people,
    slips_at_hand,
    Tickets=("ticket",),
    SlipReturns=("ticket", "again"),
)
def return_slip(  # noqa: PLR0913 - the workbook, the moment and what is registered
    book: xw.Book,
    now: dt.datetime,
    report: Report,
    *,
    tickets: Sequence[str],
    reason: str,
    by: str,
    at: dt.datetime | None = None,
) -> SlipReturnResult:
    """Put one line for each ticket below the last one of 退單記錄 (R-5.6).

    A ticket without lines whose 返工次數 was typed gets as many lines first, at 返單時間, so that
    no earlier month moves (R-8.3); one whose 填單合格 is 否 and that has no number gets one, unless
    the moment is of the month of 返單時間: then it is the very return that 否 tells of. 返工次數
    shows the number of lines afterwards.

    Args:
        book: The workbook.
        now: The moment.
        report: Told about progress.
        tickets: Numbers of the tickets, at least one.
        reason: What is not in order.
        by: Who sends it back, a staff number or a unique name.
        at: The moment, where it is not now; midnight for some time on that day.

    Raises:
        WorkbookError: the workbook is none of ours; a ticket or the person is not there or not
            unique; a slip never came back, is out already or of a cancelled ticket; the moment is
            in the future, before 返單時間 or the last 再返單時間; the reason is empty or too long;
            or there is no room below the last line.
    """
    report(READING)
    office = read_ours(book, needs_of(return_slip))
    report(CHECKING)
    settings, _ = parse_settings(office.tables["Settings"])
    language = office.places.language
    held = office.tables["Tickets"].loc[ticket_rows(office, tickets)]
    slips = slips_at_hand(held, office.tables[_SHEET])
    _check_slips(office, slips)
    number = person_named(office, by)
    person = shown_people(office).get(number, number)
    text = _reason(reason)
    moment = (at or now).replace(second=0, microsecond=0)
    _check_moment(office, slips, moment, now)
    months = touched_months(Lists(book, language), language, partial(_is_of, moment))
    lines = []
    for slip in slips:
        lines += _made_up(slip, moment, person, language)
        lines.append(_Line(slip.number, moment, text, person))
    report(WRITING)
    register = _register(book, office)
    values = dict(zip(_Line._fields, zip(*lines, strict=True), strict=True))
    rows = append_lines(register, values)
    written = [register.tab.name]
    counts = _counts(office, slips, lines)
    tickets_place = find_register(office, "Tickets")
    if tickets_place is not None and write_rework(tickets_place, counts):
        written.append(tickets_place.tab.name)
    return SlipReturnResult(
        findings=_counted(slips, moment),
        language=language,
        screen_language=settings.language,
        written=written,
        sent_back=[slip.number for slip in slips],
        made_up=len(lines) - len(slips),
        places=[Place.of_rows(register.tab.name, rows)],
        months=months,
    )


def _is_of(moment: dt.datetime, month: Month) -> bool:
    return f"{moment:%Y-%m}" == str(month)


def _check_slips(office: Office, slips: Sequence[Slip]) -> None:
    """Refuse slips that cannot go back.

    Raises:
        WorkbookError: one of them cannot.
    """
    title = office.places.title("Tickets")
    numbers = office.tables["Tickets"]["ticket"]
    for slip in slips:
        twice = list(numbers.index[numbers.eq(slip.number)])
        if len(twice) > 1:
            rows = "、".join(map(str, twice))
            raise WorkbookError(ErrorCode.SLIP_TWICE, sheet=title, rows=rows, number=slip.number)
        if slip.is_out:
            returns = office.tables[_SHEET]
            out = returns.index[returns["ticket"].eq(slip.number) & returns["again"].isna()]
            raise WorkbookError(
                ErrorCode.SLIP_OUT,
                sheet=office.places.title(_SHEET),
                row=int(out[-1]),
                number=slip.number,
            )
        code = None if slip.is_returned else ErrorCode.SLIP_NOT_RETURNED
        code = ErrorCode.SLIP_CANCELLED if slip.is_cancelled else code
        if code is not None:
            raise WorkbookError(code, sheet=title, row=slip.row, number=slip.number)


def _check_moment(
    office: Office, slips: Sequence[Slip], moment: dt.datetime, now: dt.datetime
) -> None:
    """Refuse a moment to come, and one at which a slip was not there.

    Raises:
        WorkbookError: it is one of them.
    """
    shown = minute_text(moment)
    if moment > now:
        raise WorkbookError(ErrorCode.SLIP_TO_COME, at=shown)
    for slip in slips:
        if slip.is_away(moment):
            raise WorkbookError(
                ErrorCode.SLIP_TOO_EARLY,
                sheet=office.places.title("Tickets"),
                row=slip.row,
                number=slip.number,
                returned=minute_text(slip.back),
                at=shown,
            )


def _made_up(slip: Slip, moment: dt.datetime, person: str, language: Language) -> list[_Line]:
    """Lines for what told of earlier returns, at the slip's first return."""
    count, reason = slip.typed, _TYPED_BEFORE.text(language).format(count=slip.typed)
    if _is_judged_before(slip, moment):
        count, reason = 1, _JUDGED_BEFORE.text(language)
    back = slip.returned.to_pydatetime()
    line = _Line(slip.number, back, reason, person, back, _MADE_UP.text(language))
    return [line] * count


def _is_judged_before(slip: Slip, moment: dt.datetime) -> bool:
    """Whether 填單合格 alone counted once in an earlier month than the moment's (R-8.3)."""
    return slip.is_judged and f"{slip.returned:%Y-%m}" != f"{moment:%Y-%m}"


def _reason(reason: str) -> str:
    text = reason.strip()
    if not text:
        raise WorkbookError(ErrorCode.REASON_EMPTY)
    if len(text) > MAX_CELL_TEXT:
        raise WorkbookError(ErrorCode.REASON_TOO_LONG, count=len(text), most=MAX_CELL_TEXT)
    return text


def _register(book: xw.Book, office: Office) -> Register:
    """退單記錄, made if the workbook lacks it."""
    if office.places.found.get(_SHEET) is None:
        ensure_sheet(book, _SHEET, office.places.language)
        office = read_ours(book, needs_of(return_slip))
    register = find_register(office, _SHEET)
    if register is None or not set(_NEEDED) <= register.columns.keys():
        title = ESTATE_BOOK[_SHEET].title.text(office.places.language)
        raise WorkbookError(ErrorCode.LACKS_REGISTER, book=book.name, sheet=title)
    return register


def _counts(office: Office, slips: Sequence[Slip], lines: Sequence[_Line]) -> dict[int, int]:
    """The number of lines of each ticket, by its row."""
    numbers = [*office.tables[_SHEET]["ticket"].dropna(), *(line.ticket for line in lines)]
    counts = Counter(numbers)
    return {slip.row: counts[slip.number] for slip in slips}


def _counted(slips: Sequence[Slip], moment: dt.datetime) -> list[Finding]:
    """SLIP_COUNTED for each slip that 填單合格 alone counted in an earlier month (R-8.3)."""
    month = f"{moment:%Y-%m}"
    return [
        Finding(
            FindingCode.SLIP_COUNTED,
            "Tickets",
            slip.row,
            "slip_ok",
            NO.hant,
            {"before": f"{slip.returned:%Y-%m}", "month": month},
        )
        for slip in slips
        if _is_judged_before(slip, moment)
    ]
