"""A twin of Excel: xlwings' own COM engine over objects that answer as Excel is documented to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import xlwings as xw

from excel_twin.application import Excel
from excel_twin.dispatcher import UnknownMember, death, ignored, rejection
from excel_twin.pywin32 import com_engine, computer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Started", "UnknownMember", "death", "ignored", "rejection", "started_excel"]


class Started:
    """An Excel that runs, and the application that xlwings has of it.

    Attributes:
        excel: The Excel: its language, its boxes, its border.
        app: xlwings' application, of its COM engine.
    """

    def __init__(self, excel: Excel, app: xw.App) -> None:
        """Take both."""
        self.excel = excel
        self.app = app

    @property
    def round_trips(self) -> int:
        """Round trips so far; `excel.border.trips` has them by object and member."""
        return self.excel.round_trips

    def open(self, path: Path) -> xw.Book:
        """Open a file in it."""
        return self.app.books.open(str(path))


@contextmanager
def started_excel(language: str = "en") -> Iterator[Started]:
    """An Excel of its own; xlwings' active engine is its COM engine within, `xw.apps` its Excels.

    Args:
        language: `en`, `zh` or `de`.
    """
    engine = xw.Engine(impl=com_engine().engine)
    before, start = xw.engines.active, computer.start
    computer.start = lambda: Excel(language)
    engine.activate()
    try:
        app = xw.App(visible=False, add_book=False)
        excel = next(each for each in computer.running if each.window == app.hwnd)
        excel.border.forget_trips()
        try:
            yield Started(excel, app)
        finally:
            excel.end()
    finally:
        xw.engines.active, computer.start = before, start
