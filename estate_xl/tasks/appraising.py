"""month-end: the appraisal of a month (R-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from estate_xl.check import check_appraisal, parse_settings
from estate_xl.compute import calculate_appraisal
from estate_xl.compute.evidence import explain
from estate_xl.compute.inputs import digest_inputs
from estate_xl.compute.numbers import take_numbers
from estate_xl.findings import sort_findings
from estate_xl.identity import find_made, point_name, set_mark
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.marks import LATEST_APPRAISAL, appraisal_key
from estate_xl.tasks.outcome import (
    COMPUTING,
    READING,
    WRITING,
    Outcome,
    first_at_each_cell,
    names,
    titles,
)
from estate_xl.tasks.reading import check_set_up, needed_sheet, read_ours
from estate_xl.tasks.summing import COUNTED, write_month
from estate_xl.write.appraisal import heading, lists, sheet_title
from estate_xl.write.findings import write_evidence
from estate_xl.write.placeholders import fill_template
from estate_xl.write.record import MonthRecord, program_version, write_record

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute import Appraisal, Month
    from estate_xl.findings import Finding
    from estate_xl.read import Office
    from estate_xl.read.office import Wanted
    from estate_xl.schema import OfficeSettings
    from estate_xl.tasks.outcome import Report, Results


_WHOLE = (
    "Zones",
    "Staff",
    "Commendations",
    "InspectionStandards",
    "MonthlyScores",
    "AppraisalWeights",
    "Settings",
)
_APPRAISED = {
    **{key: [column.key for column in ESTATE_BOOK[key].columns] for key in _WHOLE},
    "Tickets": (
        "ticket",
        "zone",
        "content",
        "worker",
        "returned",
        "slip_ok",
        "rework",
        "visited",
        "visit_rating",
    ),
    "Complaints": ("received", "zone", "content", "department", "valid"),
    "Inspections": ("date", "kind", "zone", "trade", "findings", "score"),
}
"""What R-8 computes with; month-end reports on no more."""
_READ = {
    key: tuple(dict.fromkeys([*_APPRAISED.get(key, ()), *COUNTED.get(key, ())]))
    for key in (*_APPRAISED, *COUNTED)
}


class Appraised(NamedTuple):
    """A month computed, and nothing written.

    Attributes:
        office: What was read.
        settings: What 參數 says.
        appraisal: The month.
        findings: What bears on its scores, in the order of the workbook.
    """

    office: Office
    settings: OfficeSettings
    appraisal: Appraisal
    findings: list[Finding]


def appraise(
    book: xw.Book, month: Month, report: Report, columns: Wanted = _APPRAISED
) -> Appraised:
    """The appraisal of a month (R-8) and what bears on its scores.

    Args:
        book: The workbook.
        month: The month appraised.
        report: Told about progress.
        columns: What to read of which sheet: at least what R-8 computes with.

    Raises:
        WorkbookError: the workbook is none of ours, or has no zones or people.
    """
    report(READING)
    office = read_ours(book, columns)
    check_set_up(office, in_use=True)
    report(COMPUTING)
    settings, found = parse_settings(office.tables["Settings"])
    appraisal = calculate_appraisal(office.tables, settings.appraisal, month)
    own = [*found, *check_appraisal(office.tables), *appraisal.findings()]
    read = [finding for finding in office.findings if _bears_on_scores(finding)]
    findings = sort_findings(first_at_each_cell([*read, *own]))
    return Appraised(office, settings, appraisal, findings)


def month_end(book: xw.Book, month: Month, report: Report) -> Outcome:
    """The whole appraisal of a month (R-8): 考核 YYYY-MM filled, 計分依據 and 月度統計 made again.

    What was read, what was computed and where it stands is noted on 名單.

    Args:
        book: The workbook.
        month: The month appraised.
        report: Told about progress.

    Raises:
        WorkbookError: the workbook is none of ours, has no zones or people, lacks a result or
            template sheet, or has a sheet of its own where the filled one belongs.
        TemplateError: the template asks for what is not there.
    """
    office, settings, appraisal, findings = appraise(book, month, report, _READ)
    language = office.places.language
    template = needed_sheet(book, "AppraisalTemplate", language)
    evidence = needed_sheet(book, "Evidence", language)
    statistics = needed_sheet(book, "MonthStatistics", language)
    title, key = sheet_title(month, language), appraisal_key(month)
    old = find_made(book, title, key, template)
    report(WRITING)
    filled = fill_template(
        template,
        title,
        heading(appraisal, settings.values, language),
        lists(appraisal, names(office), appraisal.findings(), language),
        language,
        old=old,
    )
    set_mark(filled.sheet, key)
    set_mark(evidence, "Evidence")
    set_mark(statistics, "MonthStatistics")
    point_name(filled.sheet, LATEST_APPRAISAL)
    write_evidence(evidence, explain(appraisal, office.tables), language, titles(office))
    standing, values = filled.places.standing(), filled.places.values
    numbers = take_numbers(str(month), standing, lambda *place: values[place])
    inputs = digest_inputs(office.tables, month)
    record = MonthRecord(month, title, inputs, numbers.digest, program_version(), standing)
    write_record(book, record, language)
    write_month(statistics, office, settings, month)
    return Outcome(
        findings,
        language,
        settings.language,
        [filled.sheet.name, evidence.name, statistics.name],
        {filled.sheet.name: cast("Results", filled.results)},
        appraisal,
    )


def _bears_on_scores(finding: Finding) -> bool:
    """Whether it is about what R-8 computes with, rather than about what is only counted."""
    appraised = _APPRAISED.get(finding.sheet, ())
    return finding.column in appraised if finding.column else bool(appraised)
