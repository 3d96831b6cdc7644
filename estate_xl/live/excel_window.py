"""The Excel that was clicked in: its application, its open book, and facts xlwings has no call for.

Those facts have Excel's own names for Windows in `Desk`, which the file engine answers too, and
those of a Mac in `MacDesk`.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.files.excel_copies import (
    copy_on_mac,
    copy_on_windows,
    mac_location,
    windows_location,
)
from estate_xl.live.busy_excel import is_busy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import xlwings as xw
    from xlwings.main import Table

    from estate_xl.live.message_boxes import Screen

_FLAG = "--hwnd="


@dataclass(frozen=True)
class Desk:
    """One click's surroundings.

    Attributes:
        app: The application.
        screen: Where the clerk reads and answers.
        now: The moment of the click.
        folder: The user's own folder for our files.
    """

    app: xw.App
    screen: Screen
    now: dt.datetime
    folder: Path

    def book(self) -> xw.Book | None:
        """The open book; None where there is none or only one in Protected View."""
        try:
            book = self.app.books.active
            _ = book.name
        except Exception as error:
            if is_busy(error):
                raise
            return None  # Without a book Excel gives nothing, whose name then fails in many ways.
        return book

    def is_protected_view(self) -> bool:
        """True if what is seen is a file from outside that waits for 啟用編輯."""
        return self.app.api.ActiveProtectedViewWindow is not None

    def user_name(self) -> str:
        """The name that the clerk gave to Office."""
        return str(self.app.api.UserName or "")

    def location(self, book: xw.Book) -> str:
        """Path or URL of the book; a bare name if it was never saved."""
        return windows_location(book)

    def is_read_only(self, book: xw.Book) -> bool:
        """True if the book cannot be saved in its place."""
        return bool(book.api.ReadOnly)

    def is_structure_locked(self, book: xw.Book) -> bool:
        """True if sheets can be neither added nor deleted."""
        return bool(book.api.ProtectStructure)

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """True if locked cells of the sheet refuse changes."""
        return bool(sheet.api.ProtectContents)

    def is_filtered(self, sheet: xw.Sheet) -> bool:
        """True if a filter, of the sheet or of one of its tables, hides rows."""
        return bool(sheet.api.FilterMode) or any(map(_hides_rows, sheet.tables))

    def show_all(self, sheet: xw.Sheet) -> None:
        """Clear those filters."""
        for table in sheet.tables:
            if _hides_rows(table):
                table.autofilter.clear()
        if sheet.api.FilterMode:
            sheet.api.ShowAllData()

    def show(self, sheet: xw.Sheet) -> None:
        """Bring the sheet to the front.

        xlwings' own call then asks which Excel is the active one, and fails where another is.
        """
        sheet.api.Activate()

    def has_unsaved_changes(self, book: xw.Book) -> bool:
        """True if the book is not as it was last saved."""
        return not book.api.Saved

    def save_copy(self, book: xw.Book, target: Path) -> None:
        """Put a copy of the book as it is now, changes not yet saved included, into a file."""
        copy_on_windows(book, target)


class MacDesk(Desk):
    """The same questions in a Mac's words; what it cannot tell is answered with no."""

    def is_protected_view(self) -> bool:
        """A Mac has no Protected View."""
        return False

    def user_name(self) -> str:
        """The name that the clerk gave to Office."""
        return str(self.app.api.user_name.get() or "")

    def location(self, book: xw.Book) -> str:
        """Path or URL of the book; a bare name if it was never saved."""
        return mac_location(book)

    def is_read_only(self, book: xw.Book) -> bool:
        """True if the book cannot be saved in its place."""
        return bool(book.api.read_only.get())

    def is_structure_locked(self, book: xw.Book) -> bool:
        """True if sheets can be neither added nor deleted."""
        return bool(book.api.protect_structure.get())

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """True if locked cells of the sheet refuse changes."""
        return bool(sheet.api.protect_contents.get())

    def is_filtered(self, sheet: xw.Sheet) -> bool:
        """True if a filter of a table hides rows."""
        tables = (each for table in sheet.tables for each in table.autofilter.criteria)
        return any(each.type != "none" for each in tables)

    def show_all(self, sheet: xw.Sheet) -> None:
        """Clear those filters."""
        for table in sheet.tables:
            table.autofilter.clear()

    def show(self, sheet: xw.Sheet) -> None:
        """Bring the sheet to the front."""
        sheet.api.activate_object()

    def has_unsaved_changes(self, book: xw.Book) -> bool:
        """True if the book is not as it was last saved."""
        return not book.api.saved.get()

    def save_copy(self, book: xw.Book, target: Path) -> None:
        """Copy the file as it was last saved, or of a book on the web what Excel holds."""
        copy_on_mac(book, target)


def _hides_rows(table: Table) -> bool:
    """True if the table's filter hides rows; a header without arrows has no filter."""
    found = table.api.AutoFilter
    return found is not None and bool(found.FilterMode)


def window_number(arguments: Iterable[str]) -> int | None:
    """The window that VBA named among the process's words."""
    found = [word.removeprefix(_FLAG) for word in arguments if word.startswith(_FLAG)]
    return int(found[0]) if found and found[0].isdecimal() else None


def find_app(apps: Iterable[xw.App], window: int | None) -> xw.App | None:
    """The application with that window, else the only one there is.

    An Excel has a window for each book: VBA names the active one, xlwings the topmost, so both are
    looked at. Without a window's number, as on a Mac, the first application is the active one.
    """
    running = list(apps)
    if window is None:
        return next(iter(running), None)
    for app in running:
        if window in {app.hwnd, app.api.Hwnd}:
            return app
    return running[0] if len(running) == 1 else None


def make_desk(app: xw.App, screen: Screen, folder: Path) -> Desk:
    """The desk of this system."""
    now = dt.datetime.now()  # noqa: DTZ005 - a workbook's times are local, without a zone
    kind = MacDesk if sys.platform == "darwin" else Desk
    return kind(app, screen, now, folder)
