"""Whether a workbook is one of ours at all, and what it is if it is not.

Ours has at least two of the sheets that hold records, each known by a mark, by its table or by its
title, or by headers so many that no other list has them. So a workbook of ours from which sheets
were deleted or renamed is still checked and its gaps are listed, while any other workbook is
refused in one sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.errors import WorkbookError
from estate_xl.read.places import nearest_sheet
from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, Label, Language

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.read.places import Places

_LEAST_SHEETS: Final = 2
_MANY_HEADERS: Final = 3
_FILLED: Final = re.compile(rf"(?:{'|'.join(APPRAISAL_PREFIX.spellings())}) \d{{4}}-\d{{2}}")
_NOT_OURS: Final = Label(
    "「{book}」不是片區管理工作簿{nearest}", "“{book}” is no zone management workbook{nearest}"
)
_NEAREST: Final = Label(
    "（最像的是工作表「{tab}」，它有「{sheet}」表的 {count} 個欄位：「{headers}」）",
    " (the nearest is the sheet “{tab}”, with {count} columns of {sheet}: {headers})",
)
_PACKAGE: Final = Label(
    "「{book}」是報送總部的考核文件，不是片區管理工作簿",
    "“{book}” is a package for headquarters, no zone management workbook",
)
_CHOOSE: Final = "請選對檔案，或用 estate-xl new 新建一個工作簿"
_VERIFY: Final = "請選管理處自己的工作簿；核對這份文件用 estate-xl verify"
_SHOWN_HEADERS: Final = 3


def is_ours(places: Places) -> bool:
    """Whether the workbook is one of ours, damaged as it may be."""
    known = {
        sheet.key
        for sheet in ESTATE_BOOK.data_sheets()
        if sheet.key in places.sure
        or sheet.key.casefold() in places.marked
        or (
            sheet.key in places.found
            and sum(column.required for column in sheet.columns) >= _MANY_HEADERS
        )
    }
    return len(known) >= _LEAST_SHEETS


def what_it_is(book: xw.Book, language: Language) -> str:
    """What a workbook that is none of ours is taken for, a sentence without its end."""
    if _is_package(book):
        return _PACKAGE.text(language).format(book=book.name)
    found = nearest_sheet(book)
    nearest = ""
    if found is not None:
        tab, key, keys = found
        sheet = ESTATE_BOOK[key]
        headers = [sheet.column(each).header.text(language) for each in keys[:_SHOWN_HEADERS]]
        nearest = _NEAREST.text(language).format(
            tab=tab,
            sheet=sheet.title.text(language),
            headers=(", " if language is Language.EN else "」「").join(headers),
            count=len(keys),
        )
    return _NOT_OURS.text(language).format(book=book.name, nearest=nearest)


def check_ours(book: xw.Book, places: Places) -> None:
    """Refuse a workbook that is none of ours.

    Raises:
        WorkbookError: it is none.
    """
    if not is_ours(places):
        advice = _VERIFY if _is_package(book) else _CHOOSE
        msg = f"{what_it_is(book, Language.HANT)}，沒有改動；{advice}。"
        raise WorkbookError(msg)


def _is_package(book: xw.Book) -> bool:
    return any(_FILLED.fullmatch(sheet.name) for sheet in book.sheets)
