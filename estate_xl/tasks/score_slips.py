"""score-slips: a page for each person, with what their score of a month comes from (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from estate_xl.compute.month_values import month_values, values_digest
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity import set_mark
from estate_xl.schema.marks import SCORE_SLIPS
from estate_xl.schema.score_forms import SCORE_SLIPS_TITLE
from estate_xl.tasks.common import WRITING, titles
from estate_xl.tasks.form_sheets import form_sheets
from estate_xl.tasks.month_end import appraise
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.people import person_named
from estate_xl.tasks.results import ScoreSlipsResult
from estate_xl.write.appraisal import sheet_title
from estate_xl.write.form_pages import FormTemplate
from estate_xl.write.month_records import changed_sheets, read_record
from estate_xl.write.score_slips import SLIP_NAMES, slip_pages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import Values


def score_slips(  # noqa: PLR0913 - the workbook, the moment, for whom
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    places: Places | None = None,
    *,
    people: Sequence[str] = (),
) -> ScoreSlipsResult:
    """個人得分單 filled: a page for each person, to be read, signed or appealed against.

    The numbers are those of the records as they are now; where 月度考核 was run before the last of
    them changed, or not at all, that is said.

    Args:
        book: The workbook.
        month: Which month.
        now: The moment.
        report: Told about progress.
        places: As `read_ours` takes them.
        people: Staff numbers or unique names of those who get one; empty for everybody.

    Raises:
        WorkbookError: the workbook is none of ours or has no zones or people, a named person is not
            there or was not employed in the month, or 個人得分單 is a sheet of the office's own.
        TemplateError: the template asks for what is not there.
    """
    office, settings, appraisal, _, lists = appraise(book, month, now, report, places)
    language = office.places.language
    wanted = [person_named(office, name) for name in people]
    employed = {person.staff for person in appraisal.staff}
    for staff in wanted:
        if staff not in employed:
            raise WorkbookError(ErrorCode.NO_SLIP_OF, staff=staff, month=str(month))
    sheets = form_sheets(book, "ScoreSlipTemplate", SCORE_SLIPS_TITLE, SCORE_SLIPS, language)
    forms = FormTemplate(sheets.template, SLIP_NAMES, language)
    pages = slip_pages(appraisal, settings.values, language, titles(office), wanted)
    report(WRITING)
    filled = forms.fill(sheets.title, pages, sheets.old)
    written = list(sheets.made)
    if filled is not None:
        set_mark(filled.sheet, SCORE_SLIPS)
        written.append(filled.sheet.name)
    version = Months(lists, language).current(month)
    digest = values_digest(month_values(appraisal))
    is_closed = version is not None and version.is_closed
    record = read_record(lists, month, language)
    is_old = record is None or bool(changed_sheets(appraisal.counted, record))
    if version is not None and version.is_closed and version.digest:
        is_old = version.digest != digest
    return ScoreSlipsResult(
        findings=[],
        language=language,
        screen_language=settings.language,
        written=written,
        results={} if filled is None else {filled.sheet.name: cast("Values", filled.results)},
        lost=() if filled is None else filled.lost,
        month=month,
        pages=0 if filled is None else filled.pages,
        without_total=[
            person.name or person.staff for person in appraisal.staff if not person.rank
        ],
        stale=sheet_title(month, language) if is_old else None,
        is_closed=is_closed,
    )
