"""validate: every finding of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import check_office, parse_settings
from estate_xl.compute.tickets import impossible
from estate_xl.finding_codes import FindingCode
from estate_xl.findings import Finding, sort_findings
from estate_xl.read import find_sheet, read_office
from estate_xl.schema import ESTATE_BOOK
from estate_xl.tasks.numbering import clash_findings, gap_findings
from estate_xl.tasks.outcome import (
    CHECKING,
    READING,
    WRITING,
    Outcome,
    first_at_each_cell,
    titles,
)
from estate_xl.write.findings import write_findings
from estate_xl.write.ledger import Ledger

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.read import Office
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
    findings = [*office.findings, *found, *check_office(office.tables, now)]
    findings += _impossible_steps(office)
    findings += clash_findings(office, settings)
    findings += gap_findings(office, settings, Ledger(book, office.places.language))
    findings = sort_findings(first_at_each_cell(findings))
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


def _impossible_steps(office: Office) -> list[Finding]:
    """A finding for each step of a ticket that contradicts another (R-5)."""
    columns = ESTATE_BOOK["Tickets"]
    return [
        Finding(
            FindingCode.STEP_MISSING if lacking else FindingCode.STEP_CONTRADICTS,
            "Tickets",
            int(str(row)),
            later,
            facts={"earlier": columns.column(earlier).header},
        )
        for row, later, earlier, lacking in impossible(office.tables["Tickets"]).itertuples()
    ]
