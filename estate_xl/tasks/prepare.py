"""prepare: a row of 評分錄入 for everybody who is owed scores, and forms to print (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from estate_xl.compute.staff_scores import TYPED
from estate_xl.compute.typed_scores import (
    needless_parts,
    owed_scores,
    progress_of,
    rows_of_month,
)
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding, named, sort_findings
from estate_xl.identity import set_mark
from estate_xl.schema.marks import SCORE_FORMS
from estate_xl.schema.score_forms import FORMS_TITLE
from estate_xl.tasks.common import WRITING
from estate_xl.tasks.form_sheets import form_sheets
from estate_xl.tasks.month_end import appraise
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.people import shown_people
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import PrepareResult
from estate_xl.write.form_pages import FormTemplate
from estate_xl.write.score_forms import FORM_NAMES, form_pages
from estate_xl.write.typed_scores import append_people, grey_out

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import Values
    from estate_xl.write.registers import Register

_SHEET: Final = "MonthlyScores"
_NEEDED: Final = ("month", "staff")


def prepare(
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    places: Places | None = None,
) -> PrepareResult:
    """Rows of 評分錄入 for the scores that are owed, and 評分表 to print them on (R-8.3, R-8.4).

    A row is added for each person who has none of that month; what is typed is never touched. A
    row whose person is owed nothing stays and is told of.

    Args:
        book: The workbook.
        month: Which month.
        now: The moment.
        report: Told about progress.
        places: As `read_ours` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, has no zones or people, the month is closed
            (R-M2), it lacks 評分錄入, or
            has a sheet of its own called 評分表.
        TemplateError: the template asks for what is not there.
    """
    office, settings, appraisal, _, lists = appraise(book, month, now, report, places)
    language = office.places.language
    version = Months(lists, language).current(month)
    if version is not None and version.is_closed:
        raise WorkbookError(
            ErrorCode.MONTH_IS_CLOSED,
            month=str(month),
            version=version.version,
            state=version.state,
        )
    register = _register(book, office)
    sheets = form_sheets(book, "ScoreFormTemplate", FORMS_TITLE, SCORE_FORMS, language)
    forms = FormTemplate(sheets.template, FORM_NAMES, language)
    pages = form_pages(appraisal, settings.values, language)
    report(WRITING)
    added = _add_rows(register, office, appraisal)
    filled = forms.fill(sheets.title, pages, sheets.old)
    if filled is not None:
        set_mark(filled.sheet, SCORE_FORMS)
    return PrepareResult(
        findings=sort_findings(_told(office, appraisal)),
        language=language,
        screen_language=settings.language,
        written=[
            register.tab.name,
            *sheets.made,
            *([] if filled is None else [filled.sheet.name]),
        ],
        results={} if filled is None else {filled.sheet.name: cast("Values", filled.results)},
        lost=() if filled is None else filled.lost,
        month=month,
        added=added,
        progress=progress_of(owed_scores(appraisal)),
        pages=0 if filled is None else filled.pages,
    )


def _register(book: xw.Book, office: Office) -> Register:
    register = find_register(office, _SHEET)
    if register is None or not set(_NEEDED) <= register.columns.keys():
        title = office.places.title(_SHEET)
        raise WorkbookError(ErrorCode.LACKS_REGISTER, book=book.name, sheet=title)
    return register


def _add_rows(register: Register, office: Office, appraisal: Appraisal) -> list[str]:
    """A row for whoever is owed scores and has none; their staff numbers."""
    rows = rows_of_month(office.tables, appraisal.month)
    people = {score.person.staff: score.person for score in owed_scores(appraisal)}
    there = set(rows.values())
    missing = [staff for staff in people if staff not in there]
    needless = {
        row: needless_parts(people[staff]) for row, staff in rows.items() if staff in people
    }
    scores = office.tables[_SHEET]
    empty = {
        (row, key)
        for key in TYPED
        if key in scores
        for row in needless
        if scores.isna().at[row, key]
    }
    if missing:
        names = shown_people(office)
        shown = [names.get(staff, staff) for staff in missing]
        new = append_people(register, str(appraisal.month), shown)
        for row, staff in zip(new, missing, strict=True):
            needless[row] = needless_parts(people[staff])
            empty |= {(row, key) for key in TYPED}
    grey_out(register, needless, empty)
    return missing


def _told(office: Office, appraisal: Appraisal) -> list[Finding]:
    """Rows of the month that stay though their person is owed nothing, and needless scores."""
    owed = {score.person.staff for score in owed_scores(appraisal)}
    names = {person.staff: person.name for person in appraisal.staff}
    everybody = office.tables["Staff"].dropna(subset=["staff", "name"])
    names |= dict(zip(everybody["staff"], everybody["name"], strict=True))
    stays = [
        Finding(
            FindingCode.NO_SCORE_OWED,
            _SHEET,
            row,
            "staff",
            staff,
            {"person": named(names.get(staff, ""), staff), "month": str(appraisal.month)},
        )
        for row, staff in rows_of_month(office.tables, appraisal.month).items()
        if staff not in owed
    ]
    return [*stays, *appraisal.unused_scores()]
