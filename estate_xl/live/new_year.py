"""The button 結轉新年度: a copy of the open workbook made the next year's, beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.actions import ACTIONS
from estate_xl.cells import MAX_PATH
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import open_file
from estate_xl.files.temporary_files import temporary_beside
from estate_xl.live.open_master import begin_visit, wants_new_book
from estate_xl.live.other_buttons import CANCELLED, make_new_book, usual_folder
from estate_xl.live.questions import ask_all
from estate_xl.live.quiet_excel import quiet
from estate_xl.live.refusal import RefusedError
from estate_xl.output import visible
from estate_xl.tasks.new_year import new_year

if TYPE_CHECKING:
    from estate_xl.live.excel_window import Desk
    from estate_xl.live.open_master import Visit

_ACTION: Final = ACTIONS["new_year"]


def make_new_year(desk: Desk) -> None:
    """Ask for the year, make its workbook beside the open one and open it.

    What is open and not saved yet goes along; the open workbook itself is not changed.

    Raises:
        RefusedError: Excel has a workbook of that name open.
        WorkbookError: there is a file of that name already, or the workbook cannot be carried on.
    """
    visit = begin_visit(desk)
    if visit is None:
        if wants_new_book(desk):
            make_new_book(desk)
        return
    answers = ask_all(visit, _ACTION)
    if answers is None:
        desk.screen.tell(CANCELLED.text(visit.language))
        return
    year = int(str(answers["year"]))
    path = _place(visit, year)
    lines = _make(visit, path, year)
    desk.app.books.open(str(path))
    desk.screen.tell("\n".join(map(visible, lines)))


def _place(visit: Visit, year: int) -> Path:
    """`濱江花園 2027.xlsx` beside the open workbook; the year before gives way to it."""
    name = Path(visit.book.name)
    stem = name.stem.removesuffix(f" {year - 1}")
    path = usual_folder(visit.desk) / f"{stem} {year}{name.suffix or '.xlsx'}"
    if path.name.casefold() in {book.name.casefold() for book in visit.desk.app.books}:
        raise RefusedError(ErrorCode.SAME_NAME_OPEN, book=path.name)
    if os.path.lexists(path):
        raise WorkbookError(ErrorCode.EXISTS, name=path.name)
    if len(str(path)) > MAX_PATH:
        raise WorkbookError(
            ErrorCode.PATH_TOO_LONG, book=path.name, length=len(str(path)), most=MAX_PATH
        )
    return path


def _make(visit: Visit, path: Path, year: int) -> list[str]:
    """The new workbook written; what came of it, in lines."""
    desk, name = visit.desk, visit.book.name
    with quiet(desk.app, visit.language) as report, temporary_beside(path) as copy:
        with suppress(OSError):
            copy.unlink()  # Excel asks before it writes over a file
        desk.save_copy(visit.book, copy)
        with open_file(copy) as opened:
            result = new_year(opened.book, desk.now, report, year=year, before=name)
            opened.save(path, result.results)
    return result.lines(visit.language, path.name, in_excel=True)
