"""overdue: who owes what at a moment (R-5.3 to R-5.6, R-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.numbering import number_formats
from estate_xl.compute.owed import find_owed
from estate_xl.compute.slip_returns import rework_to_fill
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding, sort_findings
from estate_xl.identity import set_mark
from estate_xl.schema.numbered import NUMBERED, read_format
from estate_xl.tasks.common import (
    CHECKING,
    READING,
    WRITING,
    first_at_each_cell,
    names,
    titles,
    zone_names,
)
from estate_xl.tasks.complaint_escalation import climb
from estate_xl.tasks.numbering import clash_findings, number_new, waiting_rows
from estate_xl.tasks.preconditions import check_set_up, needed_sheet, read_ours
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import OverdueResult
from estate_xl.write.coverage import find_blocks, fit_print_areas, write_coverage, write_recognition
from estate_xl.write.ledger import Ledger
from estate_xl.write.overdue import write_overdue, write_states
from estate_xl.write.registers import grow_table
from estate_xl.write.rework import write_rework

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.compute.owed import Owed
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import OfficeSettings
    from estate_xl.tasks.common import Report

_NUMBERED = tuple(each.sheet for each in NUMBERED if each.sheet != "Tickets")


class Listed(NamedTuple):
    """逾期提醒 as it was filled.

    Attributes:
        result: What the task tells.
        office: What was read.
        settings: What 參數 says.
        owed: What is owed.
    """

    result: OverdueResult
    office: Office
    settings: OfficeSettings
    owed: Owed


@needs(
    parse_settings,
    number_formats,
    clash_findings,
    number_new,
    climb,
    find_owed,
    rework_to_fill,
    names,
    zone_names,
)
def list_overdue(listed: xw.Sheet, office: Office, now: dt.datetime, report: Report) -> Listed:
    """Fill 逾期提醒 and 報事's derived columns with what is owed at a moment (R-5.3 to R-5.6, R-7).

    Complaints, inspections and records of registers without a number get one, so that each can
    climb and be named.

    Args:
        listed: 逾期提醒.
        office: What was read of the workbook.
        now: The moment.
        report: Told about progress.

    Raises:
        WorkbookError: there is no room below the rounds that are kept.
    """
    book, language = listed.book, office.places.language
    report(CHECKING)
    settings, found = parse_settings(office.tables["Settings"])
    report(WRITING)
    office, numbered, clashes = _number_records(book, office, settings)
    tables, written, unable, climbed = climb(office)
    owed = find_owed(tables, settings, now)
    written = list(dict.fromkeys([listed.name, *numbered, *written]))
    counts = rework_to_fill(tables["Tickets"], tables["SlipReturns"])
    register = find_register(office, "Tickets")
    filled: list[int] = []
    if register is not None:
        filled = write_rework(register, counts)
        if write_states(register, owed.deadlines, language) or filled:
            grow_table(register)
            written.append(register.tab.name)
    write_overdue(
        listed,
        owed.matters,
        now=owed.now,
        language=language,
        titles=titles(office),
        names=names(office),
    )
    zones = zone_names(office)
    blocks = find_blocks(listed)
    write_coverage(listed, blocks.coverage, owed.coverage, owed.now, language=language, zones=zones)
    write_recognition(
        listed,
        blocks.recognition,
        owed.known,
        str(owed.known_in),
        language=language,
        zones=zones,
        names=names(office),
    )
    fit_print_areas(listed, blocks)
    set_mark(listed, "Overdue")
    unsettled = [
        Finding(FindingCode.UNSETTLED_YEAR, "Calendar", facts={"year": str(year)})
        for year in owed.provisional_years
    ]
    typed = tables["Tickets"]["rework"].dropna()
    changed = [
        Finding(
            FindingCode.REWORK_FILLED,
            "Tickets",
            row,
            "rework",
            f"{typed[row]:.0f}",
            {"count": str(counts[row])},
        )
        for row in filled
        if row in typed.index
    ]
    findings = sort_findings(
        first_at_each_cell([*office.findings, *found, *clashes, *unsettled, *unable, *changed])
    )
    result = OverdueResult(
        findings=findings,
        language=language,
        screen_language=settings.language,
        written=written,
        overdue=owed.overdue(),
        climbed=climbed,
    )
    return Listed(result, office, settings, owed)


@needs(read_ours, check_set_up, list_overdue)
def overdue(
    book: xw.Book, now: dt.datetime, report: Report, places: Places | None = None
) -> OverdueResult:
    """Fill 逾期提醒 and 報事's derived columns with what is owed at a moment; see `list_overdue`.

    Args:
        book: The workbook.
        now: The moment.
        report: Told about progress.
        places: As `read_office` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, has no zones or people, or lacks 逾期提醒.
    """
    report(READING)
    office = read_ours(book, needs_of(overdue), places)
    listed = needed_sheet(book, "Overdue", office.places.language)
    check_set_up(office)
    return list_overdue(listed, office, now, report).result


def _number_records(
    book: xw.Book, office: Office, settings: OfficeSettings
) -> tuple[Office, list[str], list[Finding]]:
    """The office with all but its tickets numbered, sheets written, and what stops it.

    A format that cannot be read is a finding of 參數 already; then no number is given.
    """
    clashes = clash_findings(office, settings)
    formats = number_formats(office.tables, settings)
    held = [sheet for sheet in _NUMBERED if sheet in formats]
    readable = [sheet for sheet in held if read_format(formats[sheet]) is not None]
    waiting = {sheet: waiting_rows(office, sheet) for sheet in readable}
    if clashes or not any(map(len, waiting.values())):
        return office, [], clashes
    ledger = Ledger(book, office.places.language)
    numbers = number_new(office, ledger, waiting, formats)
    return numbers.office, numbers.written, []
