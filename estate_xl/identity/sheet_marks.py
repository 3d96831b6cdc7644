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
        match = _SHEET_OF.match(name.refers_to or "")
        title = "" if match is None else (match[1] or match[2]).replace("''", "'")
        if title.casefold() in there:
            held = copies if "!" in shown else marks.titles
            held.setdefault(key, []).append(there[title.casefold()])
    marks.titles = copies | marks.titles
    return marks


def set_mark(sheet: xw.Sheet, key: str) -> None:
    """Mark the sheet as the one of that key; a mark that is right already stays as it is.

    A workbook that takes no names, because it is shared or protected, stays without the mark: its
    sheets are found by title and content, as those of older workbooks are.
    """
    if find_marks(sheet.book).of(key) == [sheet.name]:
        return
    name = _set_name(sheet.book, mark_of(key), marked_area(sheet.name))
    if name is not None:
        # xlwings has no word for it; on a Mac the name stays visible, which does no harm.
        with suppress(AttributeError):
            name.api.Visible = False


def clear_marks(sheet: xw.Sheet) -> None:
    """Take away the marks that a copy of a template brought along, which are of its own scope."""
    for name in list(sheet.names):
        if marked_key(name.name) is not None:
            name.delete()


def point_name(sheet: xw.Sheet, name: str) -> None:
    """Let a name of the workbook lead to the sheet; one that the workbook lacks is not added."""
    book = sheet.book
    if any(each.name.casefold() == name.casefold() for each in book.names):
        _set_name(book, name, f"{quoted_title(sheet.name)}!$A$1")


def _set_name(book: xw.Book, text: str, area: str) -> xw.Name | None:
    try:
        return book.names.add(text, f"={area}")
    except EngineError:
        raise
    except Exception:  # noqa: BLE001 - the error's class is pywin32's, which is on Windows only
        return None
