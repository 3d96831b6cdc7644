"""Sheets."""
# ruff: noqa: D102 - xlwings documents its own calls

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW, MAX_SHEET_TITLE
from estate_xl.engine.errors import CallError, EngineError, EngineProblem
from estate_xl.engine.model import references, sheet_copies, sheet_imports, structure
from estate_xl.engine.model.cell_contents import Contents
from estate_xl.engine.model.navigation import check_inside
from estate_xl.engine.views.charts import Charts
from estate_xl.engine.views.excel_page_objects import SheetApi
from estate_xl.engine.views.names import Names
from estate_xl.engine.views.notes import Note, notes_of
from estate_xl.engine.views.page_setup import FreezePanes, PageSetup
from estate_xl.engine.views.pictures import Pictures
from estate_xl.engine.views.range import Range
from estate_xl.engine.views.shapes import Drawn
from estate_xl.engine.views.table import Tables
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.views.parents import ParentBook

    Corner = str | Range | tuple[int, ...] | float | None

_EVERYTHING = (1, 1, MAX_ROW, MAX_COLUMN)
_COPY_MARK = re.compile(r" \(\d+\)$")


@fill_in("Sheet")
class Sheet(base_classes.Sheet):
    """One worksheet."""

    def __init__(self, book: ParentBook, part: SheetPart) -> None:
        """Take the book and its sheet."""
        self._book = book
        self._part = part

    @property
    def book(self) -> ParentBook:
        return self._book

    @property
    def part(self) -> SheetPart:
        """The sheet as the file holds it, refused once it is deleted."""
        if self._part.is_gone:
            raise EngineError(EngineProblem.SHEET_DELETED, sheet=self._part.title)
        return self._part

    @property
    def model(self) -> Model:
        """The book's content."""
        return self.book.model

    @property
    def grid(self) -> Grid:
        """The sheet's cells."""
        return self.model.grid(self.part)

    @property
    def contents(self) -> Contents:
        """The sheet's cells, read and written as Excel does."""
        return Contents(self.model, self.part)

    @property
    def api(self) -> SheetApi:
        return SheetApi(self)

    @property
    def name(self) -> str:
        return self.part.title

    @name.setter
    def name(self, value: str) -> None:
        if value != self.part.title:
            structure.rename_sheet(self.model, self.part, value)

    @property
    def right(self) -> Sheet | None:
        """The worksheet to its right."""
        sheets = self.model.worksheets
        following = sheets[sheets.index(self.part) + 1 :]
        return Sheet(self._book, following[0]) if following else None

    @property
    def index(self) -> int:
        return self.model.sheets.index(self.part) + 1

    @property
    def names(self) -> Names:
        return Names(self.book, self.part)

    @property
    def notes(self) -> list[Note]:
        return [
            Note(note, self.range_of((note.row, note.column, note.row, note.column)))
            for note in notes_of(self.model, self.part)
        ]

    def range_of(self, area: Area) -> Range:
        """Cells of the sheet by their numbers."""
        return Range(self, area)

    def range(self, arg1: Corner, arg2: Corner = None) -> Range:
        if isinstance(arg1, tuple) and len(arg1) == 4:  # noqa: PLR2004 - row, column and size
            row, column, rows, columns = arg1
            return Range(self, (row, column, row + rows - 1, column + columns - 1))
        if isinstance(arg1, (int, float)) and isinstance(arg2, (int, float)):
            arg1, arg2 = (int(arg1), int(arg2)), None
        if arg2 is None and isinstance(arg1, str) and "," in arg1:
            areas = references.find_areas(arg1)
            if areas is not None:
                return Range(self, *areas)
        first = self._corner(arg1)
        last = first if arg2 is None else self._corner(arg2)
        area = (
            min(first[0], last[0]),
            min(first[1], last[1]),
            max(first[2], last[2]),
            max(first[3], last[3]),
        )
        return Range(self, area)

    @property
    def cells(self) -> Range:
        return Range(self, _EVERYTHING)

    @property
    def used_range(self) -> Range:
        return Range(self, self.grid.bounds() or (1, 1, 1, 1))

    def activate(self) -> None:
        self.model.active = self.part

    def select(self) -> None:
        self.activate()

    def clear(self) -> None:
        self.cells.clear()

    def clear_contents(self) -> None:
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        self.cells.clear_formats()

    def delete(self) -> None:
        structure.delete_sheet(self.model, self.part)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        beside = before or after
        target = self.model if beside is None else beside.model
        title = self._title_of_copy(target)
        if target is self.model:
            new = sheet_copies.copy_sheet(target, self.part, title)
        else:
            new = sheet_imports.import_sheet(self.model, self.part, target, title)
        if beside is not None:
            structure.move_sheet(target, new, beside.part, after=before is None)

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        beside = before or after
        if beside is not None:
            structure.move_sheet(self.model, self.part, beside.part, after=before is None)

    @property
    def visible(self) -> bool:
        return self.part.is_visible

    @visible.setter
    def visible(self, value: bool) -> None:
        structure.set_visible(self.model, self.part, visible=bool(value))

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def charts(self) -> Charts:
        return Charts(self)

    @property
    def pictures(self) -> Pictures:
        return Pictures(self)

    @property
    def shapes(self) -> Drawn:
        return Drawn(self.model, self.part, "Shapes")

    @property
    def page_setup(self) -> PageSetup:
        return PageSetup(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        return FreezePanes(self)

    def _corner(self, given: Corner) -> Area:
        if isinstance(given, Range):
            return given.area
        if isinstance(given, tuple):
            row, column = given
            if row < 1 or column < 1:
                msg = f"rows and columns are counted from 1, and this is {given}"
                raise CallError(msg)
            return check_inside((row, column, row, column), self.name)
        return references.find_area(self.model, self.part, str(given))

    def _title_of_copy(self, target: Model) -> str:
        taken = {sheet.title.casefold() for sheet in target.sheets}
        if self.name.casefold() not in taken:
            return self.name
        base = _COPY_MARK.sub("", self.name)
        number = 2
        while True:
            mark = f" ({number})"
            title = base[: MAX_SHEET_TITLE - len(mark)] + mark
            if title.casefold() not in taken:
                return title
            number += 1
