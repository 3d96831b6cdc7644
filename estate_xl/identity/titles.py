"""A sheet by its title, where it may not be there: one question, in Excel of any system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineError, EngineProblem

if TYPE_CHECKING:
    import xlwings as xw

_REFUSED: Final = -2147352567
"""DISP_E_EXCEPTION: what Excel on Windows answers for an index that it does not have."""
_NO_SUCH_OBJECT: Final = -1728
"""What Excel on a Mac answers."""


def sheet_titled(book: xw.Book, title: str) -> xw.Sheet | None:
    """The sheet of that title, in letters of either case; None if there is none.

    xlwings' `in` knows no titles in a live Excel, where it compares objects.
    """
    try:
        sheet = book.sheets[title]
        _ = sheet.name  # a Mac looks for the sheet only now
    except EngineError as error:
        if error.problem is EngineProblem.NO_SUCH_SHEET:
            return None
        raise
    except Exception as error:
        if _REFUSED in error.args or getattr(error, "errornumber", None) == _NO_SUCH_OBJECT:
            return None
        raise
    return sheet
