"""The command `new-year`: a workbook of its own, and BOOK stays as it is."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from estate_xl.actions import ACTIONS
from estate_xl.console.run_task import run_on_book
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import check_apart, check_writable

if TYPE_CHECKING:
    from estate_xl.actions import Given

_TASK: Final = "estate_xl.tasks.new_year.new_year"
"""No task of the action's: neither the command nor the button changes the workbook it is given."""


def run_new_year(given: Given) -> int:
    """Make the next year's workbook beside BOOK, which is not changed.

    Raises:
        EstateError: there is such a file already, or the workbook cannot be carried on.
    """
    check_apart(given.book, out=given.out)
    check_writable(given.out)
    if given.out.suffix.lower() != given.book.suffix.lower():
        raise WorkbookError(
            ErrorCode.NEW_YEAR_SUFFIX,
            name=given.out.name,
            book=given.book.name,
            suffix=given.book.suffix,
        )
    if os.path.lexists(given.out):
        raise WorkbookError(ErrorCode.EXISTS, name=given.out.name)
    return run_on_book(replace(ACTIONS["new_year"], task=_TASK), given)
