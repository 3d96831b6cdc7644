"""month-end: the appraisal of a month (R-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from estate_xl.check import ComputedMonths, check_demands, check_records, parse_settings
from estate_xl.compute import calculate_appraisal
from estate_xl.compute.bearing import bearing_findings
from estate_xl.compute.evidence import explain
from estate_xl.compute.inputs import digest_inputs
from estate_xl.compute.numbers import take_numbers
from estate_xl.findings import sort_findings
from estate_xl.read import read_office
from estate_xl.tasks.outcome import (
    COMPUTING,
    READING,
    WRITING,
    Outcome,
    first_at_each_cell,
    names,
    needed_sheet,
    no_lacks,
    titles,
)
from estate_xl.tasks.summing import write_month
from estate_xl.write.appraisal import heading, lists, sheet_title
from estate_xl.write.findings import write_evidence
from estate_xl.write.placeholders import fill_template
from estate_xl.write.record import MonthRecord, program_version, write_record

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.compute import Appraisal, Month
    from estate_xl.findings import Finding
    from estate_xl.read import Office
    from estate_xl.schema import OfficeSettings
    from estate_xl.tasks.outcome import Report, Results


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


def appraise(book: xw.Book, month: Month, now: dt.datetime, report: Report) -> Appraised:
    """The appraisal of a month (R-8) and what bears on its scores.

    Args:
        book: The workbook.
        month: The month appraised.
        now: The moment; a later time than this is in the future.
        report: Told about progress.
    """
    report(READING)
    office = read_office(book)
    report(COMPUTING)
    settings, found = parse_settings(office.tables["Settings"])
    checked = [*office.findings, *found, *check_records(office.tables, now)]
    every = first_at_each_cell(checked)
    appraisal = calculate_appraisal(office.tables, settings.appraisal, month, every)
    lacks = check_demands(
        office.tables,
        ComputedMonths.of_month(month.first_day),
        no_lacks(office),
        counted_only=True,
    )
    bearing = bearing_findings(office.tables, month, every)
    findings = sort_findings([*bearing, *lacks, *appraisal.findings()])
    return Appraised(office, settings, appraisal, findings)


def month_end(book: xw.Book, month: Month, now: dt.datetime, report: Report) -> Outcome:
    """The whole appraisal of a month (R-8): 考核 YYYY-MM filled, 計分依據 and 月度統計 made again.

    What was read, what was computed and where it stands is noted on 名單.

    Args:
        book: The workbook.
        month: The month appraised.
        now: The moment.
        report: Told about progress.

    Raises:
        WorkbookError: a result or template sheet is missing.
        TemplateError: the template asks for what is not there.
    """
    template = needed_sheet(book, "AppraisalTemplate")
    evidence = needed_sheet(book, "Evidence")
    statistics = needed_sheet(book, "MonthStatistics")
    office, settings, appraisal, findings = appraise(book, month, now, report)
    report(WRITING)
    language = office.places.language
    filled = fill_template(
        template,
        sheet_title(month, language),
        heading(appraisal, settings.values, language),
        lists(appraisal, names(office), language),
        language,
    )
    write_evidence(evidence, explain(appraisal), language, titles(office))
    standing, values = filled.places.standing(), filled.places.values
    numbers = take_numbers(str(month), standing, lambda *place: values[place])
    inputs = digest_inputs(appraisal.counted, month)
    title = filled.sheet.name
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
