"""The marks by which a workbook knows its sheets, whatever their tabs say: read and set.

The mark of the whole workbook lies on the sheet that it was set on. A copy of that sheet has one of
its own scope, which counts only where the first sheet is gone. A mark whose sheet was deleted, or
renamed by a program that does not follow names, means no sheet.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from estate_xl.engine.addresses import quoted_title
from estate_xl.engine.errors import EngineError
from estate_xl.identity.titles import sheet_titled
from estate_xl.schema.marks import mark_of, marked_area, marked_key

if TYPE_CHECKING:
    import xlwings as xw

_SHEET_OF: Final = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!\[\]]+))!")


@dataclass
class Marks:
    """The marks of a workbook.

    Attributes:
        titles: Titles of the sheets that are there, by the key in lower case; more than one only
            where copies are left of a sheet that is gone.
        keys: All keys that were ever marked, in lower case.
    """

    titles: dict[str, list[str]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def of(self, key: str) -> list[str]:
        """Titles of the sheets that are marked with that key."""
        return self.titles.get(key.casefold(), [])


def find_marks(book: xw.Book) -> Marks:
    """The marks of a workbook; those of copies only where the marked sheet is gone."""
    marks = Marks()
    there = {sheet.name.casefold(): sheet.name for sheet in book.sheets}
    copies: dict[str, list[str]] = {}
    for name in book.names:
        shown = name.name
        key = marked_key(shown)
        if key is None:
            continue
        key = key.casefold()
        marks.keys.add(key)
        title = _title(name)
        if title.casefold() in there:
            held = copies if "!" in shown else marks.titles
            held.setdefault(key, []).append(there[title.casefold()])
    marks.titles = copies | marks.titles
    return marks


def marked_sheet(book: xw.Book, key: str) -> xw.Sheet | None:
    """The sheet that the whole workbook's mark of that key means; None where it means none.

    Then copies may still be marked, each for itself, which only `find_marks` tells.
    """
    name = workbook_name(book, mark_of(key))
    title = None if name is None else _title(name)
    return sheet_titled(book, title) if title else None


def marked_titles(book: xw.Book, key: str) -> list[str]:
    """Titles of the sheets that are marked with that key, as `Marks.of` gives them."""
    sheet = marked_sheet(book, key)
    return find_marks(book).of(key) if sheet is None else [sheet.name]


def workbook_name(book: xw.Book, text: str) -> xw.Name | None:
    """The name of the whole workbook that is called so; all names are asked only in doubt."""
    names = book.names
    if not names.contains(text):
        return None
    name = names(text)
    if "!" not in name.name:
        return name
    return next((each for each in names if each.name.casefold() == text.casefold()), None)


def set_mark(sheet: xw.Sheet, key: str) -> None:
    """Mark the sheet as the one of that key; a mark that is right already stays as it is.

    A workbook that takes no names, because it is shared or protected, stays without the mark: its
    sheets are found by title and content, as those of older workbooks are.
    """
    book, title = sheet.book, sheet.name
    held = workbook_name(book, mark_of(key))
    shown = "" if held is None else _title(held)
    if shown.casefold() == title.casefold():
        return
    is_free = not shown or sheet_titled(book, shown) is None
    if is_free and _is_marked_itself(sheet, key) and find_marks(book).of(key) == [title]:
        return
    name = _set_name(book, mark_of(key), marked_area(title))
    if name is not None:
        # xlwings has no word for it; on a Mac the name stays visible, which does no harm.
        with suppress(AttributeError):
            name.api.Visible = False


def _is_marked_itself(sheet: xw.Sheet, key: str) -> bool:
    """True if the sheet has a mark of its own scope, as a copy of ours does."""
    keys = [marked_key(name.name) for name in sheet.names]
    return key.casefold() in {each.casefold() for each in keys if each is not None}


def clear_marks(sheet: xw.Sheet) -> None:
    """Take away the marks that a copy of a template brought along, which are of its own scope."""
    for name in list(sheet.names):
        if marked_key(name.name) is not None:
            name.delete()


def forget_mark(book: xw.Book, key: str) -> None:
    """Take away the mark of a sheet that goes for good; deleted with its sheet, it stays #REF!."""
    name = workbook_name(book, mark_of(key))
    if name is not None:
        name.delete()


def point_name(sheet: xw.Sheet, name: str) -> None:
    """Let a name of the workbook lead to the sheet; one that the workbook lacks is not added."""
    book = sheet.book
    if workbook_name(book, name) is not None:
        _set_name(book, name, f"{quoted_title(sheet.name)}!$A$1")


def _title(name: xw.Name) -> str:
    """Title of the sheet that a name refers to, in its letters; empty if it is none."""
    match = _SHEET_OF.match(name.refers_to or "")
    return "" if match is None else (match[1] or match[2]).replace("''", "'")


def _set_name(book: xw.Book, text: str, area: str) -> xw.Name | None:
    try:
        return book.names.add(text, f"={area}")
    except EngineError:
        raise
    except Exception:  # noqa: BLE001 - the error's class is pywin32's, which is on Windows only
        return None
