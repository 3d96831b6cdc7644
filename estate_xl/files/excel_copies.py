"""A workbook that is open in Excel, copied by Excel itself, and where Excel says it lies.

xlwings' own `fullname` asks a sheet of the book where an address lies on the disk, and looks for
the file in what it names. A workbook has no say in that here: of one that lies on the web Excel
makes the copy. AppleScript has no call for that, so a Mac's Excel is asked through the add-in, for
a place in its own container, where alone it writes without asking the person.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import xlwings as xw

COPY_MACRO: Final = "'estate_xl.xlam'!EstateSaveCopy"
_CONTAINER: Final = "Library/Containers/com.microsoft.Excel/Data"


def is_url(location: str) -> bool:
    """True if the book lies on the web, as one that OneDrive keeps says of itself."""
    return "://" in location


def windows_location(book: xw.Book) -> str:
    """Path or address of the book; a bare name if it was never saved."""
    return str(book.api.FullName)


def mac_location(book: xw.Book) -> str:
    """The same, of an Excel on a Mac."""
    return str(book.api.full_name.get())


def copy_on_windows(book: xw.Book, target: Path) -> None:
    """Put a copy of the book as it is now, changes not yet saved included, into a file.

    Raises:
        Exception: what Excel says by COM.
    """
    book.api.SaveCopyAs(str(target))


def copy_on_mac(book: xw.Book, target: Path) -> None:
    """The same of the active book on a Mac; of one on the disk, the file as it was last saved.

    Raises:
        OSError: the system refuses, or Excel wrote nothing.
        Exception: what Excel says by Apple events.
    """
    location = mac_location(book)
    if not is_url(location):
        shutil.copyfile(location, target)
        return
    container = Path.home() / _CONTAINER
    folder = container if container.is_dir() else target.parent
    passing = folder / f".estate_xl {os.getpid()}{target.suffix}"
    try:
        book.app.macro(COPY_MACRO)(str(passing))
        shutil.copyfile(passing, target)
    finally:
        with suppress(OSError):
            passing.unlink()
