"""Sheets that a workbook of an earlier version lacks, made when something must be written there.

A sheet comes from the empty workbook of this version, in the workbook's own language, and stands
where that has it: right of the nearest of its sheets that are there.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from estate_xl.files.temporary_files import scratch_folder
from estate_xl.identity import find_sheet, set_mark
from estate_xl.identity.sheet_marks import find_marks
from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import xlwings as xw

    from estate_xl.schema import Language


def ensure_sheet(book: xw.Book, key: str, language: Language) -> xw.Sheet:
    """The sheet of that key, made if the workbook lacks it.

    Args:
        book: The workbook.
        key: Of a sheet with columns.
        language: The workbook's, of its headers.

    Raises:
        WorkbookError: as `ensure_sheets`.
    """
    return ensure_sheets(book, [key], language)[0]


def ensure_sheets(book: xw.Book, keys: Iterable[str], language: Language) -> list[xw.Sheet]:
    """The sheets of those keys, in that order; those that the workbook lacks are made.

    A made sheet is styled, with drop-downs, print set-up, its mark and the lists that it needs.
    Beside a sheet of the office's own with our title it is called as Excel calls a copy.

    Args:
        book: The workbook.
        keys: Of sheets with columns.
        language: The workbook's, of its headers.

    Raises:
        WorkbookError: two sheets fit equally.
        EngineError: the workbook's structure is protected.
    """
    found = {key: find_sheet(book, key, language) for key in keys}
    missing = [key for key, sheet in found.items() if sheet is None]
    if missing:
        with blank_book(book, language, missing) as blank:
            found |= add_sheets(book, blank, missing, language)
    return [sheet for sheet in found.values() if sheet is not None]


@contextmanager
def blank_book(
    book: xw.Book, language: Language, duties: Collection[str] = ()
) -> Iterator[xw.Book]:
    """The empty workbook of this version, open beside another one to be copied from.

    Args:
        book: The other one, whose active sheet stays so.
        language: Of the empty one.
        duties: As `make_book` takes them.
    """
    from estate_xl.blueprint import make_book  # noqa: PLC0415 - openpyxl, where a sheet is made

    app, active = book.app, book.sheets.active
    alerts = app.display_alerts
    with scratch_folder() as folder:
        # Excel opens no two workbooks of one name.
        path = Path(folder) / f"estate_xl_{token_hex(4)}.xlsx"
        path.write_bytes(make_book(language, duties=duties))
        blank = app.books.open(str(path))
        try:
            # It would ask whether names that both have are the same.
            app.display_alerts = False
            yield blank
        finally:
            app.display_alerts = alerts
            blank.close()
    active.impl.activate()  # the sheet alone: xlwings would call the window to the front


def add_sheets(
    book: xw.Book, blank: xw.Book, keys: list[str], language: Language
) -> dict[str, xw.Sheet]:
    """Copies of the empty workbook's sheets of these keys, which the workbook lacks; by key.

    Args:
        book: The workbook.
        blank: Of `blank_book`.
        keys: Of sheets with columns.
        language: Of both.
    """
    made: dict[str, xw.Sheet] = {}
    for key in keys:
        sheet = blank.sheets[ESTATE_BOOK[key].title.text(language)]
        made[key] = sheet.copy(after=_neighbour(book, key))
        set_mark(made[key], key)
    _add_lists(book, keys, language)
    return made


def _neighbour(book: xw.Book, key: str) -> xw.Sheet:
    """The nearest sheet before it that the workbook has, else its last one."""
    marks = find_marks(book)
    before = [sheet.key for sheet in takewhile(lambda each: each.key != key, ESTATE_BOOK.sheets)]
    for each in reversed(before):
        titles = marks.of(each)
        if titles:
            return book.sheets[titles[0]]
    return book.sheets[len(book.sheets) - 1]


def _add_lists(book: xw.Book, keys: list[str], language: Language) -> None:
    """Name the lists behind drop-downs that these sheets need or offer, where there are none."""
    from estate_xl.blueprint.names import (  # noqa: PLC0415 - as above
        list_name,
        listed_column,
        referenced_sheets,
        table_column,
    )

    needed = {
        column.reference for key in keys for column in ESTATE_BOOK[key].columns if column.reference
    }
    for sheet in referenced_sheets():
        name = list_name(sheet)
        if sheet.key in {*needed, *keys} and not book.names.contains(name):
            column = table_column(sheet, listed_column(sheet).key, language)
            book.names.add(name, f"={column}")
