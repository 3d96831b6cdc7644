"""Sheets of a book taken out into a workbook of their own, and such workbooks read.

The way leads over the bytes that a save makes, in Excel too: there the file on disk may be older
than the book, and cells read one by one would lose their formats, pictures and charts.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.appearance import StrayBytesError, look_at, respelled
from estate_xl.deliver.extract import Document, extract_sheets, read_properties, with_properties
from estate_xl.engine.opening import file_bytes, open_bytes, store_results
from estate_xl.engine.soundness import Bounds, too_large
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.excel_copies import copy_on_mac, copy_on_windows, is_url, mac_location
from estate_xl.files.session import check_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.deliver.appearance import Sight
    from estate_xl.deliver.extract import Extract

    Results = Mapping[str, Mapping[str, float | str | bool | None]]


PACKAGE: Final = Bounds(
    "package",
    64 << 20,
    2_000,
    64 << 20,
    256 << 20,
    tags=600_000,
    other_tags=100_000,
)
"""Some sheets with their pictures, which go by mail; headquarters reads a thousand of others.

Of 計分依據 it may hold some ten thousand lines: all trades in fifty zones each day are half of it.
"""
_PASSWORDS_ROOM: Final = 1 << 20
"""Bytes that a password adds to a file at most."""


def check_size(name: str, size: int) -> None:
    """Refuse a file that is too large for a package, before it is read.

    Raises:
        EngineError: likewise.
    """
    if size > PACKAGE.size + _PASSWORDS_ROOM:
        raise too_large(name, size, PACKAGE)


@contextmanager
def open_data(data: bytes, name: str, *, is_foreign: bool = False) -> Iterator[xw.Book]:
    """The bytes of a package as a book to read, closed at the end.

    Args:
        data: The file.
        name: What to call it in errors.
        is_foreign: Whether somebody else wrote it: then it is read as a parser of XML reads it.

    Raises:
        WorkbookError: they are encrypted, or a part of a foreign one cannot be read.
        EngineError: they are damaged, no workbook, or larger than a package is.
    """
    check_kind(name, data, PACKAGE)
    try:
        spelled = respelled(data) if is_foreign else data
    except ValueError as error:
        reason = error.reason if isinstance(error, StrayBytesError) else str(error)
        raise WorkbookError(ErrorCode.PACKAGE_DAMAGED, name=name, reason=reason) from error
    book = open_bytes(spelled, name)
    try:
        yield book
    finally:
        book.close()


def book_bytes(book: xw.Book) -> bytes:
    """The file of a book as the book is now, also where that was not saved yet.

    Of a book in Excel a copy is saved elsewhere; on a Mac, where Excel offers no copies of what
    lies on the disk, the book itself is saved.

    Raises:
        WorkbookError: Excel does not save it.
    """
    data = file_bytes(book)
    if data is not None:
        return data
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / f"copy{Path(book.name).suffix}"
            if sys.platform == "darwin":
                if not is_url(mac_location(book)):
                    book.save()
                copy_on_mac(book, copy)
            else:
                copy_on_windows(book, copy)
            return copy.read_bytes()
    except Exception as error:  # what COM and Apple events raise shares no base class
        raise WorkbookError(ErrorCode.NOT_SAVED_BY_EXCEL, book=book.name) from error


def sight_of(data: bytes) -> Sight:
    """The visible contents of a package.

    Raises:
        EngineError: it is no whole workbook.
        ValueError: a part of it cannot be read.
    """
    return look_at(data)


def keep_results(book: xw.Book, results: Results) -> None:
    """Store the results of formulas, by sheet and address, as a save of the book would."""
    store_results(book, results)


def extract(  # noqa: PLR0913 - all that a new workbook is made of
    book: xw.Book,
    titles: Sequence[str],
    *,
    title: str,
    office: str,
    day: dt.date,
    rewrites: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
) -> Extract:
    """Sheets of a book in a workbook of their own, built from nothing.

    Args:
        book: The book.
        titles: Titles of the sheets, in the order in which they shall be.
        title: What the new workbook is called in its properties.
        office: Whose it is.
        day: Its date; never that of its making, so that the same book makes the same bytes.
        rewrites: What changes the texts in the cells of a sheet, by its title.

    Raises:
        WorkbookError: the book has no such sheet, is no .xlsx or .xlsm, or holds a formula without
            a result that is needed.
    """
    data = book_bytes(book)
    check_kind(book.name, data)
    return extract_sheets(data, titles, Document(title, office, office, day), rewrites)


def add_properties(data: bytes, properties: Mapping[str, str]) -> bytes:
    """A workbook that `extract` made, with these properties of its own."""
    return with_properties(data, properties)


def own_properties(data: bytes) -> dict[str, str]:
    """The texts among the own properties of a workbook, by name.

    Raises:
        ValueError: they cannot be read.
    """
    return read_properties(data)
