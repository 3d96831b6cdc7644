"""The engine itself and the one application it pretends to be."""
# ruff: noqa: D102, D105 - xlwings documents its own calls

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from xlwings import base_classes

from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.native import AppApi
from estate_xl.engine.offered import fill_in
from estate_xl.engine.values import ERROR_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from estate_xl.engine.parents import ParentBook, ParentRange


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


@fill_in("App")
class App(base_classes.App):
    """One application for each open file, as two files of one name may be open at a time."""

    visible = False
    screen_updating = True
    display_alerts = True
    enable_events = True
    interactive = True
    calculation = "automatic"
    status_bar: str | bool = False

    def __init__(self) -> None:
        """Begin without books, nothing shown on a screen."""
        self._pid = max((each.pid for each in _open), default=0) + 1
        self.open_books: list[ParentBook] = []
        self.selected: ParentRange | None = None

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
        """What was selected last on the sheet that is active now; its first cell otherwise."""
        if not self.open_books:
            return None
        sheet = self.open_books[0].sheets.active
        held = self.selected
        if held is None or held.sheet.part is not sheet.part:
            return sheet.range_of((1, 1, 1, 1))
        return held


@fill_in("Books")
class Books(base_classes.Books):
    """The open files."""

    def __init__(self, app: App) -> None:
        """Take the application that holds them."""
        self.app = app

    @property
    def active(self) -> ParentBook | None:
        return next(iter(self.app.open_books), None)

    def open(self, fullname: str, *options: object) -> ParentBook:
        """Open a file; it gets an application of its own.

        Raises:
            NotOfferedError: an option is asked for.
        """
        if any(option is not None for option in options):
            call = "Books.open(…)"
            raise NotOfferedError(call)
        return self.app.open_books[0].open_another(fullname)

    def __call__(self, name_or_index: int | str) -> ParentBook:
        for index, book in enumerate(self.app.open_books, 1):
            if name_or_index == index or str(name_or_index).casefold() == book.name.casefold():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.app.open_books)

    def __iter__(self) -> Iterator[ParentBook]:
        return iter(list(self.app.open_books))


@fill_in("Apps")
class Apps(base_classes.Apps):
    """The applications with open files."""

    def keys(self) -> list[int]:
        return [each.pid for each in _open]

    def __iter__(self) -> Iterator[App]:
        return iter(list(_open))

    def __len__(self) -> int:
        return len(_open)

    def __getitem__(self, pid: int) -> App:
        for each in _open:
            if each.pid == pid:
                return each
        raise KeyError(pid)


def open_app(book: ParentBook) -> App:
    """Begin an application that holds the book."""
    app = App()
    app.open_books.append(book)
    _open.append(app)
    return app


def close_app(app: App) -> None:
    """End the application; one that has ended is no error."""
    app.open_books.clear()
    if app in _open:
        _open.remove(app)


_open: list[App] = []
engine = Engine()
