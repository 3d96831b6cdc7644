"""Protocols of the objects that xlwings' objects belong to.

A sheet makes its ranges, charts and tables, and each of them knows its sheet; so it goes from the
application down. Here are the views upwards, so that imports lead downwards alone.
"""
# ruff: noqa: D102 - as the classes that fit

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.engine.model.cell_contents import Contents
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

Shown = TypeVar("Shown")


class ParentApp(Protocol):
    """The application of a book."""

    selected: ParentRange | None

    def forget(self, book: ParentBook) -> None: ...


class ParentBook(Protocol):
    """The book of a sheet, a name."""

    @property
    def app(self) -> ParentApp: ...

    @property
    def model(self) -> Model: ...

    @property
    def name(self) -> str: ...

    @property
    def sheets(self) -> ParentSheets: ...

    def range_of(self, sheet: SheetPart, area: Area) -> ParentRange: ...


class ParentSheets(Protocol):
    """The sheets of a book."""

    @property
    def active(self) -> ParentSheet: ...


class ParentSheet(Protocol):
    """The sheet of a range, a chart, a table, a page."""

    @property
    def book(self) -> ParentBook: ...

    @property
    def model(self) -> Model: ...

    @property
    def part(self) -> SheetPart: ...

    @property
    def grid(self) -> Grid: ...

    @property
    def contents(self) -> Contents: ...

    @property
    def name(self) -> str: ...

    @property
    def right(self) -> ParentSheet | None: ...

    def range_of(self, area: Area) -> ParentRange: ...

    def activate(self) -> None: ...


class ParentRange(Protocol):
    """The cells of a note, a selection, a chart's source."""

    sheet: ParentSheet
    area: Area

    @property
    def contents(self) -> Contents: ...

    @property
    def row(self) -> int: ...

    @property
    def number_format(self) -> str | None: ...


class ParentFormats(Protocol):
    """The formats of which a font is a part."""

    sheet: ParentSheet

    def shared_format(self, read: Callable[[int], Shown]) -> Shown | None: ...

    def change_format(self, change: Callable[[int], int]) -> None: ...
