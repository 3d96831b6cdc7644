"""new-year: a workbook of the year before made the next year's.

It is that very workbook, so that every look, template, column and sheet of the office's own goes
on; what is closed is taken out. What each sheet lets go along it declares (`Sheet.carried`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from estate_xl.cells import wrapped_lines
from estate_xl.check import parse_settings
from estate_xl.compute.carried_records import carried_records, closed_records, newest_year
from estate_xl.compute.month_states import current_version
from estate_xl.compute.numbering import highest_numbers, number_formats, taken_numbers
from estate_xl.compute.past_statistics import PastYear
from estate_xl.compute.statistics import year_statistics
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity import area_of, find_marks, find_sheet, forget_mark, point_name
from estate_xl.identity.cell_blocks import used_area
from estate_xl.identity.first_year import FirstYear, find_first_year, set_first_year
from estate_xl.identity.formula_cells import formula_areas
from estate_xl.language import Label
from estate_xl.schema.marks import (
    LATEST_APPRAISAL,
    LATEST_SLIPS,
    REMINDERS,
    SCORE_FORMS,
    SCORE_SLIPS,
    SLIPS,
)
from estate_xl.schema.numbered import read_format
from estate_xl.schema.slips import RECORD_HEADERS
from estate_xl.schema.statistics_sheets import LAYOUTS
from estate_xl.tasks.common import COMPUTING_STATISTICS, READING
from estate_xl.tasks.first_years import past_of
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import NewYearResult
from estate_xl.tasks.results.new_year import OpenMonths, Share
from estate_xl.write.emptied_sheets import LISTS as RESULT_LISTS
from estate_xl.write.emptied_sheets import empty_list, empty_statistics
from estate_xl.write.ledger import Ledger, LedgerList
from estate_xl.write.master_notes import read_note, write_note
from estate_xl.write.past_figures import write_past
from estate_xl.write.plain_text import as_text
from estate_xl.write.removed_records import remove_records

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd
    import xlwings as xw

    from estate_xl.read import Office
    from estate_xl.schema import Language, OfficeSettings
    from estate_xl.tasks.common import Report

_TAKING_OUT: Final = Label("取出上年的記錄", "Taking out last year's records")
_FILLED: Final = "appraisal_"
"""The mark of each month's filled sheet begins so."""
_MADE: Final = frozenset(key.casefold() for key in (SLIPS, SCORE_FORMS, SCORE_SLIPS, REMINDERS))
"""Marks of the sheets with what was last printed."""
_LOST: Final = "#REF!"
_WIDE: Final = 3
"""The column of 首頁 that has its sentences."""
_LINE_HEIGHT: Final = 16.5


def new_year(
    book: xw.Book, now: dt.datetime, report: Report, *, year: int, before: str | None = None
) -> NewYearResult:
    """Make the workbook the one of that year.

    Masters, set-up, settings, templates and sheets of the office's own stay as they are; of the
    daily records those go along that their sheets declare. Result sheets are empty, the filled
    sheets of months and slips stay behind. Numbers go on, and 名單 keeps the year before as values
    for the statistics.

    Args:
        book: A copy of the workbook, or the workbook itself if it is saved elsewhere.
        now: The moment.
        report: Told about progress.
        year: The year that begins.
        before: Name of the workbook that keeps the years before; that of `book` if None.

    Raises:
        WorkbookError: the workbook is none of ours, the year is neither that of its newest record
            nor the next one, or it begins with that year already.
    """
    report(READING)
    office = read_ours(book)
    language = office.places.language
    settings, _ = parse_settings(office.tables["Settings"])
    _check_year(book, office, year, now)
    report(COMPUTING_STATISTICS)
    statistics = year_statistics(office.tables, settings, year - 1, past_of(book, language))
    carried = carried_records(office.tables, year)
    report(_TAKING_OUT)
    broken = Counter(_broken(book).values())
    open_months = _settle_months(book, statistics.known, year - 1, now, language)
    left = _leave_results(book, language)
    _keep_numbers(book, office, settings, carried)
    past = PastYear.of(year - 1, statistics.known, statistics.tables)
    write_past(book, past, language)
    shares, beside = _take_out(office, carried)
    _forget_rows(book, language)
    set_first_year(book, FirstYear(year, before or book.name))
    result = NewYearResult(
        findings=[],
        language=language,
        screen_language=settings.language,
        written=[],
        lost=_newly_broken(book, broken),
        year=year,
        before=before or book.name,
        shares=shares,
        left=left,
        beside=beside,
        open_months=open_months,
        closed={
            key: count
            for key, count in closed_records(office.tables, carried, year).items()
            if count
        },
    )
    _tell_on_cover(book, result, language)
    return result


def _check_year(book: xw.Book, office: Office, year: int, now: dt.datetime) -> None:
    first = find_first_year(book)
    if first is not None and first.year >= year:
        raise WorkbookError(ErrorCode.BEGINS_ALREADY, book=book.name, year=str(first.year))
    last = newest_year(office.tables, now) or now.year
    if first is not None and last < first.year:
        raise WorkbookError(
            ErrorCode.YEAR_WITHOUT_RECORDS,
            book=book.name,
            year=str(year),
            first=str(first.year),
            next=str(first.year + 1),
        )
    if year not in {last, last + 1}:
        either = Label(f"{last} 或 {last + 1} 年", f"{last} or {last + 1}")
        raise WorkbookError(ErrorCode.NOT_NEXT_YEAR, year=str(year), last=str(last), years=either)


def _settle_months(
    book: xw.Book, known: Sequence[bool], year: int, now: dt.datetime, language: Language
) -> OpenMonths:
    """Let 月度記錄 say what 郵件記錄 does, which is emptied; months that are not closed."""
    months = Months(book, language)
    if months.versions and find_sheet(book, "MonthRecords", language) is not None:
        months.write(months.versions)
    first = next((number for number in range(1, 13) if known[number]), 13)
    found = OpenMonths()
    for number in range(first, 13):
        month = f"{year}-{number:02}"
        version = current_version(months.versions, month)
        if version is not None and version.is_closed:
            continue
        if (year, number) >= (now.year, now.month):
            found.not_over.append(month)
        elif version is None:
            found.not_computed.append(month)
        else:
            found.not_approved.append(month)
    return found


def _leave_results(book: xw.Book, language: Language) -> list[str]:
    """Empty the result sheets, delete those filled from templates; titles of the deleted ones."""
    cover = find_sheet(book, "Cover", language)
    if cover is not None:
        for name in (LATEST_APPRAISAL, LATEST_SLIPS):
            point_name(cover, name)
    marks = find_marks(book)
    filled = [key for key in marks.titles if key.startswith(_FILLED) or key in _MADE]
    titles = [title for key in filled for title in marks.of(key)]
    for key in filled:
        forget_mark(book, key)
    for title in titles:
        book.sheets[title].delete()
    for key in RESULT_LISTS:
        tab = find_sheet(book, key, language)
        if tab is not None:
            empty_list(tab, key)
    for key in LAYOUTS:
        tab = find_sheet(book, key, language)
        if tab is not None:
            empty_statistics(tab, key, language)
    return titles


def _keep_numbers(
    book: xw.Book, office: Office, settings: OfficeSettings, carried: Mapping[str, pd.Index]
) -> None:
    """Let numbers go on: the highest ones of rows that stay behind too are kept on 名單."""
    language = office.places.language
    ledger = Ledger(book, language)
    taken = taken_numbers(office.tables)
    marks = dict(ledger.marks)
    for text in number_formats(office.tables, settings).values():
        if read_format(text) is not None:
            marks = highest_numbers(taken, text, marks)
    ledger.write_marks(marks)
    tickets = office.tables["Tickets"]["ticket"]
    ledger.leave_behind(set(tickets.loc[carried["Tickets"]].dropna()))
    notes = LedgerList(book, RECORD_HEADERS, language)
    lines = notes.read()
    if len(lines) > 1:
        notes.write([(as_text(str(month)), str(text)) for month, text in lines[-1:]])


def _forget_rows(book: xw.Book, language: Language) -> None:
    """The note of the masters, without the rows of 變更記錄 that stay in the old workbook."""
    note = read_note(book, language)
    if note is not None:
        write_note(book, replace(note, changes=()), language)


def _take_out(office: Office, carried: Mapping[str, pd.Index]) -> tuple[list[Share], list[str]]:
    """Take out what stays behind: what went along of each sheet, and cells that went beside it."""
    tabs = Counter(place.title for place in office.places.found.values())
    shares, beside = [], []
    for key, rows in carried.items():
        register = find_register(office, key)
        if register is None:
            continue
        place = office.places.found[key]
        is_alone = tabs[place.title] == 1 and not place.others
        gone = register.records.difference(rows)
        went = remove_records(register, gone, is_alone=is_alone)
        beside += [f"「{place.title}」{address}" for address in went]
        shares.append(Share(place.title, len(rows), len(gone)))
    return shares, beside


def _broken(book: xw.Book) -> dict[tuple[str, str], tuple[str, str]]:
    """What refers to cells that are gone: what it says, by sheet and place.

    Formulas of cells, charts, drop-downs, conditional formats, and names.
    """
    names = ((name.name, name.refers_to or "") for name in book.names)
    lost = {("", name): ("", name) for name, area in names if _LOST in area}
    for sheet in book.sheets:
        held = [(_chart_words(chart), _charted(chart)) for chart in sheet.charts]
        held += sheet.api.rules
        lost |= {(sheet.name, place): (sheet.name, text) for place, text in held if _LOST in text}
    return dict(_broken_formulas(book)) | lost


def _chart_words(chart: xw.Chart) -> str:
    """A chart's name as Excel's name box has it, with its title, if it has one."""
    shown = chart.api[1]
    return f"{chart.name}「{shown.ChartTitle.Text}」" if shown.HasTitle else chart.name


def _charted(chart: xw.Chart) -> str:
    """What its series show."""
    return " ".join(series.Formula for series in chart.api[1].SeriesCollection())


def _broken_formulas(book: xw.Book) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for sheet in book.sheets:
        for area in formula_areas(sheet.used_range):
            held: object = area.formula
            lines = held if isinstance(held, tuple) else ((held,),)
            top, left, _, _ = area_of(area)
            for down, line in enumerate(lines):
                for aside, text in enumerate(line):
                    if _LOST in str(text):
                        cell = sheet[top + down - 1, left + aside - 1]
                        place = cell.get_address(False, False)  # noqa: FBT003 - xlwings' own signature
                        yield (sheet.name, place), (sheet.name, str(text))


def _newly_broken(book: xw.Book, before: Counter[tuple[str, str]]) -> list[str]:
    known, found = Counter(before), []
    for (title, place), formula in _broken(book).items():
        if known[formula]:
            known[formula] -= 1
        else:
            found.append(f"「{title}」{place}" if title else f"「{place}」")
    return found


def _tell_on_cover(book: xw.Book, result: NewYearResult, language: Language) -> None:
    """A line at the foot of 首頁 says what went along; an earlier year's line gives way to it."""
    cover = find_sheet(book, "Cover", language)
    if cover is None:
        return
    last = used_area(cover)[2]
    begins = tuple(text.partition("{")[0] for text in result.COVER.spellings())
    cells: object = cover.range((1, _WIDE), (last, _WIDE)).value
    texts = cells if isinstance(cells, list) else [cells]
    places = [row for row, text in enumerate(texts, start=1) if str(text or "").startswith(begins)]
    row = places[-1] if places else last + 2
    cell, line = cover.range((row, _WIDE)), result.cover_line(language)
    cell.value = as_text(line)
    cell.wrap_text = True  # a line that runs on would make the printed page wider
    cell.row_height = _LINE_HEIGHT * wrapped_lines(line, float(cell.column_width or 1) - 1)
