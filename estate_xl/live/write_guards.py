"""Checks before a button changes anything: may these sheets be written at all?

Excel puts the first value of a block into every row that a filter leaves on the screen, so that
nothing may be written into a filtered sheet; the clerk is asked before a filter is cleared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.identity import find_sheet
from estate_xl.language import Label, Listing, Phrase
from estate_xl.live.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import xlwings as xw

    from estate_xl.live.excel_window import Desk
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import Language

_FILTERED: Final = Label(
    "工作表「{sheets}」正在篩選，要寫入就得先顯示全部行。現在清除篩選並繼續嗎？",
    "“{sheets}” is filtered; all rows must be shown before writing. Clear the filter and go on?",
)


def check_book(desk: Desk, book: xw.Book, *, makes_sheets: bool) -> None:
    """Refuse a book that cannot take the change.

    Raises:
        RefusedError: it is read-only, or sheets must be made and its structure is protected.
    """
    if desk.is_read_only(book):
        raise RefusedError(ErrorCode.OPEN_READ_ONLY, book=book.name)
    if makes_sheets and desk.is_structure_locked(book):
        raise RefusedError(ErrorCode.STRUCTURE_PROTECTED, book=book.name)


def sheets_of(book: xw.Book, places: Places, keys: Iterable[str]) -> list[xw.Sheet]:
    """The sheets of those keys that are there."""
    found = []
    for key in keys:
        if key in places.found:
            found.append(book.sheets[places.found[key].title])
            continue
        sheet = find_sheet(book, key, places.language)
        if sheet is not None:
            found.append(sheet)
    return found


def check_sheets(desk: Desk, sheets: list[xw.Sheet], language: Language) -> bool:
    """True if the sheets can be written; a filter is cleared if the clerk says so.

    Raises:
        RefusedError: one of them is protected.
    """
    for sheet in sheets:
        if desk.is_protected(sheet):
            raise RefusedError(ErrorCode.SHEET_PROTECTED, sheet=sheet.name)
    filtered = [sheet for sheet in sheets if desk.is_filtered(sheet)]
    if filtered:
        names = Listing([sheet.name for sheet in filtered])
        question = Phrase(_FILTERED, {"sheets": names})
        if not desk.screen.confirm(question.text(language)):
            return False
        for sheet in filtered:
            desk.show_all(sheet)
    return True
