"""validate: every finding of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import ComputedMonths, check_office, parse_settings
from estate_xl.finding_codes import FindingCode
from estate_xl.findings import Finding, sort_findings
from estate_xl.read import find_sheet, read_office
from estate_xl.schema import ESTATE_BOOK
from estate_xl.tasks.outcome import (
    CHECKING,
    READING,
    WRITING,
    Outcome,
    first_at_each_cell,
    no_lacks,
    titles,
)
from estate_xl.write.findings import write_findings
from estate_xl.write.record import noted_months

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.tasks.outcome import Report


def validate(book: xw.Book, now: dt.datetime, report: Report) -> Outcome:
    """Every finding of the workbook, written to 檢查結果 with links to the cells.

    Args:
        book: The workbook.
        now: The moment; a later time than this is in the future.
        report: Told about progress.
    """
    report(READING)
    office = read_office(book)
    report(CHECKING)
    settings, found = parse_settings(office.tables["Settings"])
    noted = [month.first_day for month in noted_months(book)]
    months = ComputedMonths.of_workbook(office.tables, now, noted)
    own = check_office(office.tables, now, months, no_lacks(office))
    findings = sort_findings(first_at_each_cell([*office.findings, *found, *own]))
    report(WRITING)
    language = office.places.language
    tab = find_sheet(book, "Findings")
    if tab is None:
        missing = Finding(
            FindingCode.MISSING_SHEET, "Findings", facts={"title": ESTATE_BOOK["Findings"].title}
        )
        return Outcome([*findings, missing], language, settings.language, [])
    columns = {key: place.columns for key, place in office.places.found.items()}
    write_findings(tab, findings, language, titles(office), columns)
    return Outcome(findings, language, settings.language, [tab.name])
