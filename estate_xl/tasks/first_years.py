"""What a workbook knows of the years before its first one (`new-year`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity.first_year import find_first_year
from estate_xl.write.past_figures import read_past

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute.past_statistics import PastYear
    from estate_xl.schema import Language


def check_not_before(book: xw.Book, year: int, asked: str) -> None:
    """Refuse what needs the rows of a year before the workbook's first one.

    Args:
        book: The workbook.
        year: The year whose rows are needed.
        asked: The month or year, as it was asked for.

    Raises:
        WorkbookError: its rows are in the workbook of the year before.
    """
    first = find_first_year(book)
    if first is not None and year < first.year:
        raise WorkbookError(
            ErrorCode.IN_BOOK_BEFORE,
            book=book.name,
            year=str(first.year),
            asked=asked,
            before=first.before,
        )


def past_of(book: xw.Book, language: Language) -> PastYear | None:
    """Figures of the year before the workbook's first one; None where it has all years itself."""
    return None if find_first_year(book) is None else read_past(book, language)
