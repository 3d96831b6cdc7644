"""month-end: the appraisal of a month (R-8)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from estate_xl.check import ComputedMonths, check_demands, check_records, parse_settings
from estate_xl.check.appraised_month import check_appraised_month
from estate_xl.check.master_changes import bearing_changes
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.appraisal_numbers import take_numbers
from estate_xl.compute.appraisal_records import bearing_findings
from estate_xl.compute.evidence import explain
from estate_xl.compute.input_digests import digest_inputs
from estate_xl.compute.master_differences import next_note
from estate_xl.compute.month_states import MonthVersion, current_version, drafted, reopened
from estate_xl.compute.month_values import month_values, values_digest
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.finding import sort_findings
from estate_xl.identity import find_made, point_name, set_mark
from estate_xl.schema.marks import LATEST_APPRAISAL, appraisal_key
from estate_xl.tasks.common import (
    COMPUTING,
    READING,
    WRITING,
    first_at_each_cell,
    names,
    no_lacks,
    titles,
    zone_names,
)
from estate_xl.tasks.first_years import check_not_before
from estate_xl.tasks.master_notes import note_findings
from estate_xl.tasks.month_states import Months, edition_of, keep_last_values
from estate_xl.tasks.numbering import date_findings
from estate_xl.tasks.preconditions import check_set_up, needed_sheet, read_ours
from estate_xl.tasks.results import MonthEndResult
from estate_xl.tasks.statistics import write_month
from estate_xl.write.analysis import Ranking
from estate_xl.write.appraisal import heading, lists_without_days, sheet_title
from estate_xl.write.appraisal import lists as template_lists
from estate_xl.write.corrections import change_lines, correction_remarks, state_remark
from estate_xl.write.findings import write_evidence
from estate_xl.write.ledger import Lists
from estate_xl.write.master_notes import damaged_month, read_note, write_note
from estate_xl.write.month_records import MonthRecord, program_version, write_record
from estate_xl.write.month_values import read_values, write_values
from estate_xl.write.page_breaks import keep_headings
from estate_xl.write.placeholders import fill_template
from estate_xl.write.stated_months import shows_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.month_values import Values as MonthValues
    from estate_xl.findings.finding import Finding
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import Language, OfficeSettings
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import Values
    from estate_xl.write.corrections import Edition


_LONGEST_REASON: Final = 1_000


class Appraised(NamedTuple):
    """A month computed, and nothing written.

    Attributes:
        office: What was read.
        settings: What 參數 says.
        appraisal: The month.
        findings: What bears on its scores, in the order of the workbook.
        lists: The workbook's 名單.
    """

    office: Office
    settings: OfficeSettings
    appraisal: Appraisal
    findings: list[Finding]
    lists: Lists


class Written(NamedTuple):
    """The sheets of a month, as they were filled.

    Attributes:
        titles: Of the sheets.
        results: Stored results of formulas, by sheet and address.
        replaced: Title of the sheet that was made anew in the place of an older one.
        lost: Cells whose formulas referred to that one and could not be kept.
    """

    titles: list[str]
    results: dict[str, Values]
    replaced: str | None
    lost: Sequence[str]


def appraise(
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    places: Places | None = None,
) -> Appraised:
    """The appraisal of a month (R-8) and what bears on its scores.

    Args:
        book: The workbook.
        month: The month appraised.
        now: The moment; a later time than this is in the future.
        report: Told about progress.
        places: As `read_ours` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, or has no zones or people.
    """
    report(READING)
    office = read_ours(book, places=places)
    check_set_up(office, in_use=True)
    check_not_before(book, month.first_day.year, str(month))
    report(COMPUTING)
    settings, found = parse_settings(office.tables["Settings"])
    checked = [*office.findings, *found, *check_records(office.tables, now)]
    checked += date_findings(office, settings)
    every = first_at_each_cell(checked)
    months, unread = ComputedMonths.of_month(month.first_day), no_lacks(office)
    lacks = check_demands(office.tables, months, unread, counted_only=True)
    faults = [*every, *lacks]
    appraisal = calculate_appraisal(office.tables, settings.appraisal, month, faults)
    bearing = bearing_findings(office.tables, month, every)
    language = office.places.language
    lists = Lists(book, language)
    changes = bearing_changes(office.tables, now, read_note(lists, language), unread)
    changes += note_findings(lists, language)
    about = check_appraised_month(office.tables, month, now)
    findings = sort_findings([*about, *bearing, *changes, *lacks, *appraisal.findings()])
    return Appraised(office, settings, appraisal, findings, lists)


def month_end(  # noqa: PLR0913 - the workbook, the moment, what is wished
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    places: Places | None = None,
    *,
    reopen: str | None = None,
) -> MonthEndResult:
    """The whole appraisal of a month (R-8): 考核 YYYY-MM filled, 計分依據 and 月度統計 made again.

    What was read, what was computed and where it is, is noted on 名單, and so are the masters; its
    version is a line of 月度記錄. Of a closed month nothing is written (R-M2): the result then
    holds what the data say now.

    Args:
        book: The workbook.
        month: The month appraised.
        now: The moment.
        report: Told about progress.
        places: As `read_ours` takes them.
        reopen: Why a closed month is opened again: its next version is begun; None not to.

    Raises:
        WorkbookError: the workbook is none of ours, has no zones or people, lacks a result or
            template sheet, or has a sheet of its own where the filled one belongs; or the reason is
            empty or too long, or the month that shall be opened again is not closed.
        TemplateError: the template asks for what is not there.
    """
    done = appraise(book, month, now, report, places)
    language = done.office.places.language
    lists = done.lists
    months = Months(lists, language)
    held, found = months.current(month), months.findings_of(month)
    done = done._replace(findings=sort_findings([*done.findings, *found]))
    values = month_values(done.appraisal)
    digest, moment = values_digest(values), now.replace(microsecond=0)
    if reopen is not None:
        reason = checked_reason(reopen)
        if held is not None and held.is_closed:
            keep_last_values(lists, month, held, language)
            versions = reopened(months.versions, str(month), moment, digest, reason)
        elif held is not None and held.reason == reason:
            versions = drafted(months.versions, str(month), moment, digest)
        else:
            raise WorkbookError(ErrorCode.MONTH_NOT_CLOSED, month=str(month))
    elif held is not None and held.is_closed:
        return MonthEndResult(
            findings=done.findings,
            language=language,
            screen_language=done.settings.language,
            written=[],
            appraisal=done.appraisal,
            version=held,
            differs=bool(held.digest) and held.digest != digest,
            changed=partial(_changed, read_values(lists, str(month), held.version, language), done),
        )
    else:
        versions = drafted(months.versions, str(month), moment, digest)
    version = current_version(versions, str(month)) or MonthVersion(str(month))
    edition = edition_of(lists, month, versions, (version.version, False), language)
    months.make_ready()
    written = write_appraisal(book, month, done, edition, report)
    write_values(lists, str(month), version.version, values, language)
    return MonthEndResult(
        findings=done.findings,
        language=language,
        screen_language=done.settings.language,
        written=[*written.titles, months.write(versions)],
        results=written.results,
        appraisal=done.appraisal,
        version=version,
        replaced=written.replaced,
        lost=written.lost,
        changed=partial(_corrected, edition, done),
    )


def _corrected(edition: Edition, done: Appraised, language: Language) -> list[str]:
    """What a correction changed against the version before, as its sheet says it (R-M2)."""
    values = month_values(done.appraisal)
    return list(correction_remarks(edition, values, _names(done.office), language))


def _changed(before: MonthValues | None, done: Appraised, language: Language) -> list[str]:
    """What the data say otherwise now than a closed month's version, a line each record."""
    if before is None:
        return []
    return change_lines(before, month_values(done.appraisal), _names(done.office), language)


def _names(office: Office) -> Mapping[str, Mapping[str, str | None]]:
    """Names of zones and people, as `change_lines` takes them."""
    return {"zones": zone_names(office), "staff": names(office)}


def write_appraisal(
    book: xw.Book, month: Month, done: Appraised, edition: Edition, report: Report
) -> Written:
    """考核 YYYY-MM, 計分依據 and 月度統計 of a version, and the note of what was computed.

    Args:
        book: The workbook.
        month: The month.
        done: As it was computed.
        edition: What its sheet says of the version.
        report: Told about progress.

    Raises:
        WorkbookError: the workbook lacks a result or template sheet, or has a sheet of its own
            where the filled one belongs.
        TemplateError: the template asks for what is not there.
    """
    office, settings, appraisal, _, lists = done
    language = office.places.language
    template = needed_sheet(book, "AppraisalTemplate", language)
    evidence = needed_sheet(book, "Evidence", language)
    statistics = needed_sheet(book, "MonthStatistics", language)
    title, key = sheet_title(month, language), appraisal_key(month)
    old = find_made(book, title, key, template)
    report(WRITING)
    people = names(office)
    first = _corrected(edition, done, language)
    if edition.version and not shows_name(template, "state"):
        first.insert(0, state_remark(edition, language))
    filled = fill_template(
        template,
        title,
        heading(appraisal, settings.values, language, edition),
        template_lists(appraisal, people, language, first),
        language,
        old=old,
        without={"officer_days": lists_without_days(appraisal, names(office), language)},
    )
    keep_headings(filled.sheet, filled.headings[-2:], filled.columns)
    set_mark(filled.sheet, key)
    set_mark(evidence, "Evidence")
    set_mark(statistics, "MonthStatistics")
    point_name(filled.sheet, LATEST_APPRAISAL)
    write_evidence(evidence, explain(appraisal), language, titles(office))
    standing, values = filled.places.standing(), filled.places.values
    numbers = take_numbers(str(month), standing, lambda *place: values[place])
    inputs = digest_inputs(appraisal.counted, month)
    told = edition.version, edition.is_approved
    record = MonthRecord(month, title, inputs, numbers.digest, program_version(), standing, told)
    if damaged_month(lists, language) is None:
        before = read_note(lists, language)
        write_note(lists, next_note(office.tables, month, before, no_lacks(office)), language)
    write_record(lists, record, language)
    zones = appraisal.zones
    ranking = Ranking.of(title, standing, [zone.zone for zone in zones])
    write_month(statistics, office, settings, month, zones=zones, ranking=ranking)
    return Written(
        [filled.sheet.name, evidence.name, statistics.name],
        {filled.sheet.name: cast("Values", filled.results)},
        title if old is not None else None,
        filled.lost,
    )


def checked_reason(text: str) -> str:
    """A reason in one line, as the month's sheet prints it.

    Raises:
        WorkbookError: it is empty or too long.
    """
    reason = " ".join(text.split())
    if not reason:
        raise WorkbookError(ErrorCode.MONTH_REASON_EMPTY)
    if len(reason) > _LONGEST_REASON:
        facts = {"count": len(reason), "most": _LONGEST_REASON}
        raise WorkbookError(ErrorCode.MONTH_REASON_TOO_LONG, **facts)
    return reason
