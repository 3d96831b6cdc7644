"""The engine itself, its applications and the books that are open in them."""
# ruff: noqa: D102, D105 - xlwings documents its own calls

from __future__ import annotations

import datetime as dt
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from xlwings import base_classes

from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.model.value_conversion import ERROR_TEXTS
from estate_xl.engine.model.workbook import Model
from estate_xl.engine.ooxml.empty_workbook import empty_workbook
from estate_xl.engine.views.book import Book
from estate_xl.engine.views.excel_objects import AppApi
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from estate_xl.engine.views.parents import ParentBook, ParentRange


NAME = "file"


class Engine:
    """The engine over files; `xlwings.engines["file"]`."""

    name = NAME
    type = "desktop"

    @property
    def apps(self) -> Apps:
        return Apps()

    @staticmethod
    def prepare_xl_data_element(x: object, options: object) -> object:
        del options
        if isinstance(x, np.datetime64):
            x = pd.Timestamp(x)
        if isinstance(x, (str, bool, int)):
            return x
        if x is None or x is pd.NaT or (isinstance(x, float) and np.isnan(x)) or x is pd.NA:
            return ""
        if isinstance(x, pd.Timestamp):
            return x.to_pydatetime(warn=False)
        if isinstance(x, np.bool_):
            return bool(x)
        if isinstance(x, np.number):
            return float(x)
        return x

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,  # noqa: FBT001 - xlwings' own signature
    ) -> list[list[object]]:
        def cleaned(value: object) -> object:
            if isinstance(value, str):
                return value or empty_as
            if value is None:
                return empty_as
            if isinstance(value, float):
                return value if number_builder is None else number_builder(value)
            if isinstance(value, dt.datetime):
                return value if datetime_builder is dt.datetime else _built(value, datetime_builder)
            if isinstance(value, int) and not isinstance(value, bool):
                return ERROR_TEXTS.get(value, value) if err_to_str else None
            return value

        if empty_as is None and number_builder is None and datetime_builder is dt.datetime:
            # All but errors, which are whole numbers, and empty texts are as they shall be.
            return [
                list(row)
                if int not in set(map(type, row)) and "" not in row
                else [cleaned(value) for value in row]
                for row in data
            ]
        return [[cleaned(value) for value in row] for row in data]


def _built(moment: dt.datetime, build: Callable[..., object]) -> object:
    return build(
        month=moment.month,
        day=moment.day,
        year=moment.year,
        hour=moment.hour,
        minute=moment.minute,
        second=moment.second,
        microsecond=moment.microsecond,
        tzinfo=None,
    )


_PIDS: Final = count(1)


@fill_in("App")
class App(base_classes.App):
    """An application with the files that were opened in it; nothing is shown on a screen."""

    visible = False
    screen_updating = True
    display_alerts = True
    enable_events = True
    interactive = True
    calculation = "automatic"
    status_bar: str | bool = False

    def __init__(self, *, ends_with_books: bool) -> None:
        """Begin without books.

        Args:
            ends_with_books: Whether it ends when its last book is closed, as nobody else would end
                it.
        """
        self._pid = next(_PIDS)
        self._ends_with_books = ends_with_books
        self.open_books: list[Book] = []
        self.selected: ParentRange | None = None
        _running.insert(0, self)

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def engine(self) -> Engine:
        return engine

    @property
    def api(self) -> AppApi:
        return AppApi()

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> ParentRange | None:
        """The last selection on the active sheet; its first cell otherwise."""
        book = self.books.active
        if book is None:
            return None
        sheet = book.sheets.active
        held = self.selected
        if held is None or held.sheet.part is not sheet.part:
            return sheet.range_of((1, 1, 1, 1))
        return held

    def take(self, model: Model) -> Book:
        """A book of that content, open here from now on."""
        book = Book(model, self)
        self.open_books.append(book)
        return book

    def forget(self, book: ParentBook) -> None:
        """Have a book no more; one that is not here is no error."""
        self.open_books = [each for each in self.open_books if each is not book]
        if self._ends_with_books and not self.open_books:
            self.quit()

    def quit(self) -> None:
        """End the application, its books unsaved; one that has ended is no error."""
        self.open_books.clear()
        if self in _running:
            _running.remove(self)

    def kill(self) -> None:
        self.quit()


@fill_in("Books")
class Books(base_classes.Books):
    """The open files of an application."""

    def __init__(self, app: App) -> None:
        """Take the application that holds them."""
        self.app = app

    @property
    def active(self) -> Book | None:
        """The one that was opened last."""
        return self.app.open_books[-1] if self.app.open_books else None

    def add(self) -> Book:
        """An empty book; its file is made by its first save, in the current folder."""
        names = {book.name for book in self.app.open_books}
        name = next(name for n in count(1) if (name := f"Book{n}.xlsx") not in names)
        return self.app.take(Model(Path(name).absolute(), empty_workbook()))

    def open(self, fullname: str, *options: object) -> Book:
        """Open a file.

        Raises:
            NotOfferedError: an option is asked for.
        """
        if any(option is not None for option in options):
            call = "Books.open(…)"
            raise NotOfferedError(call)
        return self.app.take(Model(Path(fullname).absolute()))

    def __call__(self, name_or_index: int | str) -> Book:
        for index, book in enumerate(self.app.open_books, 1):
            if name_or_index == index or str(name_or_index).casefold() == book.name.casefold():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.app.open_books)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self.app.open_books))


@fill_in("Apps")
class Apps(base_classes.Apps):
    """The applications that run, the newest first, which is the active one."""

    def keys(self) -> list[int]:
        return [each.pid for each in _running]

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,  # noqa: FBT001 - xlwings' own signature
        xl: object = None,
        visible: bool | None = None,  # noqa: FBT001 - likewise
    ) -> App:
        """Begin an application, with an empty book unless told otherwise.

        Args:
            spec: A program; there is none.
            add_book: Whether to add the book.
            xl: Excel's own object; there is none.
            visible: Whether its windows are shown; there are none.
        """
        del spec, xl, visible
        app = App(ends_with_books=False)
        if add_book:
            app.books.add()
        return app

    def __iter__(self) -> Iterator[App]:
        return iter(list(_running))

    def __len__(self) -> int:
        return len(_running)

    def __getitem__(self, pid: int) -> App:
        for each in _running:
            if each.pid == pid:
                return each
        raise KeyError(pid)


def open_alone(model: Model) -> Book:
    """A book in an application of its own, as two files of one name may be open at a time."""
    return App(ends_with_books=True).take(model)


_running: list[App] = []
engine = Engine()
