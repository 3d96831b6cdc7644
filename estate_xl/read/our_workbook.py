"""Our workbooks told from others, and what the others are.

Ours has at least two of the sheets that hold records, each known by a mark, by its table or by its
title, or by headers so many that no other list has them. So a workbook of ours from which sheets
were deleted or renamed is still checked and its gaps are listed, while any other workbook is
refused in one sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity import marked_sheet
from estate_xl.language import BETWEEN_QUOTED, Listing, Phrase
from estate_xl.read.sheet_places import find_one, nearest_sheet
from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, Label

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.language import Fact
    from estate_xl.read.sheet_places import Places

_LEAST_SHEETS: Final = 2
_MANY_HEADERS: Final = 3
_FILLED: Final = re.compile(rf"(?:{'|'.join(APPRAISAL_PREFIX.spellings())}) \d{{4}}-\d{{2}}")
_NOT_OURS: Final = Label(
    "「{book}」不是片區管理工作簿{nearest}", "“{book}” is no zone management workbook{nearest}"
)
_NEAREST: Final = Label(
    "（最像的是工作表「{tab}」，它有「{sheet}」表的 {count} 個欄位：「{headers}」）",
    " (the nearest is the sheet “{tab}”, with {count:column|columns} of {sheet}: “{headers}”)",
)
_PACKAGE: Final = Label(
    "「{book}」是報送總部的考核文件，不是片區管理工作簿",
    "“{book}” is a package for headquarters, no zone management workbook",
)
_SHOWN_HEADERS: Final = 3


def is_ours(places: Places) -> bool:
    """True if the workbook is one of ours, damaged as it may be."""
    known = {
        sheet.key
        for sheet in ESTATE_BOOK.new_sheets()
        if sheet.key in places.sure
        or sheet.key.casefold() in places.marked
        or (
            sheet.key in places.found
            and sum(column.required for column in sheet.columns) >= _MANY_HEADERS
        )
    }
    return len(known) >= _LEAST_SHEETS


def find_settings(book: xw.Book) -> Places | None:
    """The place of 參數 alone, in a workbook whose marks say that it is one of ours; else None.

    To find it and whatever else the workbook keeps takes some two hundred calls of a live Excel.
    """
    tab = marked_sheet(book, "Settings")
    if tab is None or marked_sheet(book, "Staff") is None:
        return None
    return find_one(tab, "Settings")


def what_it_is(book: xw.Book) -> Phrase:
    """The kind of a workbook that is none of ours, as a sentence without its end."""
    if _is_package(book):
        return Phrase(_PACKAGE, {"book": book.name})
    found = nearest_sheet(book)
    if found is None:
        return Phrase(_NOT_OURS, {"book": book.name, "nearest": ""})
    tab, key, keys = found
    sheet = ESTATE_BOOK[key]
    headers = [sheet.column(each).header for each in keys[:_SHOWN_HEADERS]]
    facts: dict[str, Fact] = {
        "tab": tab,
        "sheet": sheet.title,
        "headers": Listing(headers, BETWEEN_QUOTED),
        "count": len(keys),
    }
    return Phrase(_NOT_OURS, {"book": book.name, "nearest": Phrase(_NEAREST, facts)})


def check_ours(book: xw.Book, places: Places) -> None:
    """Refuse a workbook that is none of ours.

    Raises:
        WorkbookError: it is none.
    """
    if not is_ours(places):
        code = ErrorCode.IS_PACKAGE if _is_package(book) else ErrorCode.NOT_OURS
        raise WorkbookError(code, what=what_it_is(book))


def _is_package(book: xw.Book) -> bool:
    return any(_FILLED.fullmatch(sheet.name) for sheet in book.sheets)
