"""The command `work-orders`: its slips printed as a PDF beside what the task does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.actions import ACTIONS
from estate_xl.console.run_task import run_on_book
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.language import Label, Phrase, spoken_language
from estate_xl.output import print_line

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.actions import Given
    from estate_xl.tasks.results import Result

_PRINTED: Final = Label("已存成 PDF「{file}」。", "Saved as the PDF “{file}”.")


def run_work_orders(given: Given) -> int:
    """Number and fill slips; print them as a PDF before the workbook is saved.

    Raises:
        WorkbookError: the options contradict each other, or it could not run.
    """
    action = ACTIONS["work_orders"]
    if given.numbers_only and (given.pdf or given.dispatch):
        raise WorkbookError(ErrorCode.NUMBERS_ALONE)
    if given.pdf is None:
        return run_on_book(action, given)
    from estate_xl.files.pdf import check_can_print, sheet_printer
    from estate_xl.files.programs import LIBREOFFICE
    from estate_xl.files.replacement import no_wider_than
    from estate_xl.files.session import check_apart
    from estate_xl.tasks.results import WorkOrdersResult
    from estate_xl.user_settings import read_settings

    check_apart(given.book, out=given.out, pdf=given.pdf)
    libreoffice = read_settings().text(LIBREOFFICE.key)
    check_can_print(given.pdf, given.book, configured=libreoffice)
    printed: list[str] = []

    def see(result: Result) -> None:
        if isinstance(result, WorkOrdersResult) and result.slips:
            printed.append(result.written[-1])

    with (
        no_wider_than(given.book),
        sheet_printer(given.pdf, given.book, configured=libreoffice) as print_sheet,
    ):

        def print_slips(book: Path) -> None:
            for title in printed:
                print_sheet(book, title)

        status = run_on_book(action, given, seen=see, before=print_slips)
    if printed and not given.quiet:
        print_line(Phrase(_PRINTED, {"file": str(given.pdf)}).text(spoken_language()))
    return status
