"""Commands whose sheet is printed as a PDF beside what their task does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.actions import ACTIONS
from estate_xl.console.run_task import run_on_book
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.language import Label, Phrase, spoken_language
from estate_xl.output import print_line
from estate_xl.schema.reminders import REMINDERS_TITLE
from estate_xl.schema.score_forms import FORMS_TITLE, SCORE_SLIPS_TITLE
from estate_xl.schema.slips import SLIP_TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.actions import Action, Given
    from estate_xl.tasks.results import Result

_PRINTED: Final = Label("已存成 PDF「{file}」。", "Saved as the PDF “{file}”.")


def run_work_orders(given: Given) -> int:
    """Number and fill slips; print them.

    Raises:
        WorkbookError: the options contradict each other, or it could not run.
    """
    if given.numbers_only and (given.pdf or given.dispatch):
        raise WorkbookError(ErrorCode.NUMBERS_ALONE)
    return _run(ACTIONS["work_orders"], given, SLIP_TITLE)


def run_prepare(given: Given) -> int:
    """Rows and forms for a month's scores; print the forms."""
    return _run(ACTIONS["prepare"], given, FORMS_TITLE)


def run_score_slips(given: Given) -> int:
    """Fill everybody's slip of points; print them."""
    return _run(ACTIONS["score_slips"], given, SCORE_SLIPS_TITLE)


def run_reminders(given: Given) -> int:
    """List what is owed by person; print a page each."""
    return _run(ACTIONS["reminders"], given, REMINDERS_TITLE)


def _run(action: Action, given: Given, sheet: Label) -> int:
    """Run the task; save its sheet as a PDF, where asked, before the workbook is saved."""
    if given.pdf is None:
        return run_on_book(action, given)
    from estate_xl.files.pdf import check_can_print, sheet_printer
    from estate_xl.files.programs import LIBREOFFICE
    from estate_xl.files.replacement import no_wider_than
    from estate_xl.files.session import check_apart
    from estate_xl.user_settings import read_settings

    check_apart(given.book, out=given.out, pdf=given.pdf)
    libreoffice = read_settings().text(LIBREOFFICE.key)
    check_can_print(given.pdf, given.book, sheet, configured=libreoffice)
    printed: list[str] = []

    def see(result: Result) -> None:
        if result.printed is not None:
            printed.append(result.printed)

    with (
        no_wider_than(given.book),
        sheet_printer(given.pdf, given.book, configured=libreoffice) as print_sheet,
    ):

        def print_sheets(book: Path) -> None:
            for title in printed:
                print_sheet(book, title)

        status = run_on_book(action, given, seen=see, before=print_sheets)
    if printed and not given.quiet and not getattr(given, "json", False):
        print_line(Phrase(_PRINTED, {"file": str(given.pdf)}).text(spoken_language()))
    return status
