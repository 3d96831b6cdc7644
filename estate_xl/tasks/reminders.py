"""reminders: 逾期提醒 by person, a page each to hand out and a text each to send."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.reminders import listed_matters
from estate_xl.compute.reminders import reminders as by_person
from estate_xl.identity import set_mark
from estate_xl.schema.marks import REMINDERS
from estate_xl.schema.reminders import REMINDERS_TITLE
from estate_xl.tasks.common import READING, titles
from estate_xl.tasks.form_sheets import form_sheets
from estate_xl.tasks.overdue import list_overdue
from estate_xl.tasks.preconditions import check_set_up, needed_sheet, read_ours
from estate_xl.tasks.results import Reminded, RemindersResult
from estate_xl.write.form_pages import FormTemplate
from estate_xl.write.reminders import REMINDER_NAMES, ReminderPages

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import Values


@needs(
    read_ours,
    check_set_up,
    list_overdue,
    by_person,
    Staff=("staff", "name", "department", "post", "left"),
)
def reminders(
    book: xw.Book, now: dt.datetime, report: Report, places: Places | None = None
) -> RemindersResult:
    """逾期提醒 filled, and 催辦單 from it: a page for everybody who owes something.

    What nobody owes stands on a page of its own; whoever is not on 員工, or has left, has one too.

    Args:
        book: The workbook.
        now: The moment.
        report: Told about progress.
        places: As `read_office` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, has no zones or people, lacks 逾期提醒, or
            催辦單 is a sheet of the office's own.
        TemplateError: the template asks for what is not there.
    """
    report(READING)
    office = read_ours(book, needs_of(reminders), places)
    language, staff = office.places.language, office.tables["Staff"]
    tab = needed_sheet(book, "Overdue", language)
    check_set_up(office)
    sheets = form_sheets(book, "ReminderTemplate", REMINDERS_TITLE, REMINDERS, language)
    forms = FormTemplate(sheets.template, REMINDER_NAMES, language)
    listed = list_overdue(tab, office, now, report)
    found = by_person(listed_matters(listed.owed.matters, listed.owed.now), staff)
    pages = ReminderPages(listed.settings.values, listed.owed.now, language, staff, titles(office))
    filled = forms.fill(sheets.title, pages.pages(found, sheets.title), sheets.old)
    written = [*listed.result.written, *sheets.made]
    if filled is not None:
        set_mark(filled.sheet, REMINDERS)
        written.append(filled.sheet.name)
    return RemindersResult(
        findings=listed.result.findings,
        language=language,
        screen_language=listed.settings.language,
        written=written,
        results={} if filled is None else {filled.sheet.name: cast("Values", filled.results)},
        lost=() if filled is None else filled.lost,
        is_filled=filled is not None,
        people=[
            Reminded(
                each.owes,
                pages.name(each.owes),
                len(each.matters.over),
                len(each.matters.coming) + len(each.matters.out),
                pages.message(each, sheets.title),
            )
            for each in found
        ],
        climbed=listed.result.climbed,
    )
