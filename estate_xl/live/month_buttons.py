"""月度考核 and 審定 from a live Excel: what they ask depends on the month's state (R-M2)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.actions import ACTIONS
from estate_xl.column_needs import needs_of
from estate_xl.compute import Month
from estate_xl.compute.directors import directors_on
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.excel_copies import is_url
from estate_xl.identity import find_sheet
from estate_xl.language import Label
from estate_xl.live.busy_excel import is_busy
from estate_xl.live.button_tasks import Errand, run_visit
from estate_xl.live.questions import ask_all
from estate_xl.live.refusal import RefusedError
from estate_xl.read import read_office
from estate_xl.tasks.approve import approve as approve_month
from estate_xl.tasks.approve import prepare_approval
from estate_xl.tasks.archives import keep_archive
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.people import shown_people
from estate_xl.tasks.results.month_end import closed_lines

if TYPE_CHECKING:
    from estate_xl.live.open_master import Visit
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import Result

MONTH_END: Final = ACTIONS["month_end"]
APPROVE: Final = ACTIONS["approve"]
_REOPEN: Final = Label("要重開這個月、另起一版嗎？", "Reopen the month as its next version?")
_WHY: Final = Label(
    "為什麼要更正？原因會寫在考核表上：", "Why is it corrected? The sheet will say so:"
)
_AGREE: Final = Label("審定這些數字嗎？", "Approve these numbers?")
_FORCE: Final = Label(
    "主任仍要審定，請寫明原因（記在「月度記錄」）：",
    "To approve it all the same, say why (kept on the month records):",
)


def month_end(visit: Visit) -> Errand | None:
    """月度考核 asks for the month; of a closed one whether it is opened again, and why.

    Raises:
        RefusedError: a closed month would be opened again where no reason can be typed.
    """
    values = ask_all(visit, MONTH_END)
    if values is None:
        return None
    language = visit.places.language
    held = Months(visit.book, language).current(Month.parse(str(values["month"])))
    if held is not None and held.is_closed:
        words = closed_lines(held, visit.language, differs=None)
        screen = visit.desk.screen
        if not screen.confirm("\n".join([*words, "", _REOPEN.text(visit.language)])):
            return None
        reason = _typed(visit, _WHY.text(visit.language), "month-end --reopen")
        if reason is None:
            return None
        values["reopen"] = reason
    return Errand(
        lambda report: run_visit(visit, MONTH_END, report, values),
        writes=MONTH_END.writes,
        titles=tuple(title.text(language).format_map(values) for title in MONTH_END.titles),
        makes_sheets=True,
        shows=MONTH_END.shows,
    )


def approve(visit: Visit) -> Errand | None:
    """審定 asks for the month and the director, shows what is approved, and asks.

    Raises:
        RefusedError: errors were found, and no reason can be typed.
        WorkbookError: who approves is no director.
    """
    now, language = visit.desk.now, visit.places.language
    office = read_office(visit.book, needs_of(directors_on, shown_people), visit.places)
    there = directors_on(office.tables, now)
    only = shown_people(office).get(there[0], "") if len(there) == 1 else ""
    answers = ask_all(visit, APPROVE, proposed={"by": only})
    if answers is None:
        return None
    month, by = Month.parse(str(answers["month"])), str(answers["by"])
    force: str | None = None
    asked = prepare_approval(visit.book, month, now, _be_silent, by=by, places=visit.places)
    shown = asked.result()
    if shown.is_forceable:
        words = "\n".join([*shown.lines(visit.language, "", in_excel=True), "", "{why}"])
        force = _typed(visit, words.format(why=_FORCE.text(visit.language)), "approve")
        if force is None:
            return None
        asked = prepare_approval(
            visit.book, month, now, _be_silent, by=by, force=force, places=visit.places
        )
        shown = asked.result()
    if shown.stops or asked.is_closed:  # it is told, and nothing is changed
        return Errand(lambda _: shown, writes=(), shows=None)
    words = "\n".join([*shown.question_lines(visit.language, in_excel=True), ""])
    if not visit.desk.screen.confirm(f"{words}\n{_AGREE.text(visit.language)}"):
        return None
    return Errand(
        lambda report: _approved(visit, month, report, by=by, force=force, digest=shown.digest),
        writes=APPROVE.writes,
        titles=tuple(title.text(language).format_map(answers) for title in APPROVE.titles),
        makes_sheets=find_sheet(visit.book, "MonthRecords", language) is None,
        saves=True,
    )


def _be_silent(_: Label) -> None:
    """Take what a task reports while a question is prepared."""


def _approved(  # noqa: PLR0913 - what the director agreed to
    visit: Visit, month: Month, report: Report, *, by: str, force: str | None, digest: str
) -> Result:
    """The month approved: its copy beside the workbook, then the workbook saved."""
    location = visit.desk.location(visit.book)
    folder = visit.desk.folder if is_url(location) else Path(location).parent
    result = approve_month(
        visit.book,
        month,
        visit.desk.now,
        report,
        by=by,
        force=force,
        agree=lambda now: now.digest == digest,
        keep=lambda copy: keep_archive(folder, copy),
        places=visit.places,
    )
    if result.is_kept:
        try:
            visit.book.save()
        except Exception as error:
            if is_busy(error):
                raise
            raise WorkbookError(ErrorCode.NOT_SAVED_BY_EXCEL, book=visit.book.name) from error
    return result


def _typed(visit: Visit, question: str, command: str) -> str | None:
    """A text that a person types; None if they cancel.

    Raises:
        RefusedError: nothing can be typed.
    """
    screen = visit.desk.screen
    if not screen.can_type:
        raise RefusedError(ErrorCode.CANNOT_TYPE_REASON, command=command)
    return screen.ask(question, "", visit.language)
