"""statistics: a year's figures, month by month (R-5 duties)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.analysis import analyse
from estate_xl.compute.rounding import exact
from estate_xl.compute.statistics import month_statistics, year_statistics
from estate_xl.findings.texts.kinds import Severity
from estate_xl.identity import set_mark
from estate_xl.schema.statistics import PEOPLE, Rows
from estate_xl.tasks.common import (
    COMPUTING_STATISTICS,
    LEFT_OUT,
    READING,
    WRITING,
    names,
    zone_names,
)
from estate_xl.tasks.first_years import check_not_before, past_of
from estate_xl.tasks.preconditions import needed_sheet, read_ours
from estate_xl.tasks.results import StatisticsResult
from estate_xl.write.statistics import write_month_statistics, write_year_statistics

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import OfficeSettings
    from estate_xl.tasks.common import Report
    from estate_xl.write.analysis import Ranking


@needs(read_ours, parse_settings, year_statistics, names, zone_names)
def statistics(
    book: xw.Book, year: int, report: Report, places: Places | None = None
) -> StatisticsResult:
    """年度統計 filled: a year month by month, as a whole, and the year before.

    Args:
        book: The workbook.
        year: The year.
        report: Told about progress.
        places: As `read_ours` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, or the sheet is missing.
    """
    report(READING)
    office = read_ours(book, needs_of(statistics), places)
    language = office.places.language
    check_not_before(book, year, str(year))
    tab = needed_sheet(book, "YearStatistics", language)
    settings, _ = parse_settings(office.tables["Settings"])
    report(COMPUTING_STATISTICS)
    found = year_statistics(office.tables, settings, year, past_of(book, language))
    report(WRITING)
    write_year_statistics(
        tab, found, year, _office_name(settings), names=_names(office), language=language
    )
    set_mark(tab, "YearStatistics")
    left_out = [finding for finding in office.findings if finding.code in LEFT_OUT]
    notes = [finding for finding in left_out if finding.severity is Severity.NOTE]
    unread = len(left_out) - len(notes)
    return StatisticsResult(
        findings=notes,
        language=language,
        screen_language=settings.language,
        written=[tab.name],
        unread=unread,
    )


@needs(month_statistics, names, zone_names)
def write_month(  # noqa: PLR0913 - the sheet, what it is about, and what is said of it
    tab: xw.Sheet,
    office: Office,
    settings: OfficeSettings,
    month: Month,
    *,
    zones: Sequence[ZoneScore],
    ranking: Ranking,
) -> None:
    """月度統計 filled, for month-end, and below it what the numbers say.

    Args:
        tab: The sheet.
        office: What was read of the workbook.
        settings: Its 參數.
        month: The month.
        zones: Their scores.
        ranking: Where 考核 has them.
    """
    language = office.places.language
    past = past_of(tab.book, language)
    found = month_statistics(office.tables, settings, month, past)
    named = _names(office)
    numbers = settings.appraisal
    weights = (exact(numbers.zone_inspection_weight), exact(numbers.zone_owner_weight))
    write_month_statistics(
        tab,
        found,
        month,
        _office_name(settings),
        names=named,
        language=language,
        sentences=analyse(found, zones, weights, named),
        ranking=ranking,
    )


def _office_name(settings: OfficeSettings) -> str:
    return settings.text("office_name") or settings.text("project_name")


def _names(office: Office) -> dict[Rows, dict[str, str]]:
    return {Rows.ZONE: zone_names(office), **dict.fromkeys(PEOPLE, names(office))}
