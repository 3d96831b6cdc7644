"""validate: every finding of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import ComputedMonths, check_office, parse_settings
from estate_xl.check.master_changes import check_changes
from estate_xl.check.setup import check_setup, without_consequences
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding, sort_findings
from estate_xl.identity import find_sheet, find_titled, set_mark
from estate_xl.schema import ESTATE_BOOK
from estate_xl.tasks.common import (
    CHECKING,
    READING,
    WRITING,
    first_at_each_cell,
    no_lacks,
    titles,
)
from estate_xl.tasks.master_notes import note_findings
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.numbering import clash_findings, date_findings, gap_findings
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.results import ValidateResult
from estate_xl.write.findings import write_findings
from estate_xl.write.ledger import Ledger, Lists
from estate_xl.write.master_notes import read_note
from estate_xl.write.month_records import noted_months

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report


def validate(
    book: xw.Book, now: dt.datetime, report: Report, places: Places | None = None
) -> ValidateResult:
    """Every finding of the workbook, what must be set up first, on 檢查結果 with links to cells.

    Args:
        book: The workbook.
        now: The moment; a later time than this is in the future.
        report: Told about progress.
        places: As `read_office` takes them.

    Raises:
        WorkbookError: the workbook is none of ours.
    """
    report(READING)
    office = read_ours(book, places=places)
    report(CHECKING)
    settings, found = parse_settings(office.tables["Settings"])
    lists = Lists(book, office.places.language)
    noted = [month.first_day for month in noted_months(lists, office.places.language)]
    months = ComputedMonths.of_workbook(office.tables, now, noted)
    own = check_office(office.tables, now, months, no_lacks(office))
    note = read_note(lists, office.places.language)
    own += _month_findings(lists)
    own += check_changes(office.tables, now, note, no_lacks(office))
    own += note_findings(lists, office.places.language)
    own += clash_findings(office, settings)
    own += date_findings(office, settings)
    own += gap_findings(office, settings, Ledger(lists, office.places.language))
    findings = first_at_each_cell([*office.findings, *found, *own])
    lacks = check_setup(office.tables, settings)
    told = [lack for lack in lacks if lack.sheet in office.places.found]
    findings = [*told, *sort_findings(without_consequences(findings, lacks))]
    report(WRITING)
    language = office.places.language
    tab = find_sheet(book, "Findings", language)
    if tab is None:
        titled = find_titled(book, "Findings", language)
        code = FindingCode.MISSING_SHEET if titled is None else FindingCode.MISSING_HEADERS
        missing = Finding(code, "Findings", facts={"title": ESTATE_BOOK["Findings"].title})
        return ValidateResult(
            findings=[*findings, missing],
            language=language,
            screen_language=settings.language,
            written=[],
        )
    columns = {key: place.columns for key, place in office.places.found.items()}
    write_findings(tab, findings, language, titles(office), columns)
    set_mark(tab, "Findings")
    return ValidateResult(
        findings=findings,
        language=language,
        screen_language=settings.language,
        written=[tab.name],
    )


def _month_findings(lists: Lists) -> list[Finding]:
    """Lines of 月度記錄 that contradict what was noted; or the sheet that has no headers."""
    try:
        return Months(lists, lists.language).findings
    except WorkbookError as error:
        facts = {"title": str(error.facts["sheet"])}
        return [Finding(FindingCode.MISSING_HEADERS, "MonthRecords", facts=facts)]
