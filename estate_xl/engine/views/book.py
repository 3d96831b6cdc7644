"""Books and the collection of their sheets."""
# ruff: noqa: D102, D105 - xlwings documents its own calls

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.errors import EngineError, EngineProblem, NotOfferedError
from estate_xl.engine.model import structure
from estate_xl.engine.model.saving import saved_bytes
from estate_xl.engine.views.excel_objects import BookApi
from estate_xl.engine.views.names import Names
from estate_xl.engine.views.range import Range
from estate_xl.engine.views.sheet import Sheet
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.views.parents import ParentApp


@fill_in("Book")
class Book(base_classes.Book):
    """One open file."""

    def __init__(self, model: Model, app: ParentApp) -> None:
        """Take the book's content and the application in which it is open."""
        self.model = model
        self._app = app

    @property
    def app(self) -> ParentApp:
        return self._app

    @property
    def api(self) -> BookApi:
        return BookApi(self.model)

    @property
    def name(self) -> str:
        return self.model.path.name

    @property
    def fullname(self) -> str:
        return str(self.model.path)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self, None)

    def range_of(self, sheet: SheetPart, area: Area) -> Range:
        """Cells of a sheet."""
        return Range(Sheet(self, sheet), area)

    def activate(self) -> None:
        """Change nothing: no window shows the book."""

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password is not None:
            call = "Book.save(password=…)"
            raise NotOfferedError(call)
        target = self.model.path if path is None else Path(path).absolute()
        if target.suffix.lower() != self.model.path.suffix.lower():
            raise EngineError(
                EngineProblem.OTHER_SUFFIX, name=self.name, suffix=self.model.path.suffix
            )
        data = saved_bytes(self.model)
        try:
            target.write_bytes(data)
        except OSError as error:
            raise EngineError(
                EngineProblem.NOT_SAVED, name=target.name, reason=error.strerror or str(error)
            ) from error
        self.model.path = target

    def close(self) -> None:
        self._app.forget(self)


@fill_in("Sheets")
class Sheets(base_classes.Sheets):
    """The worksheets of a book in the order of their tabs."""

    def __init__(self, book: Book) -> None:
        """Take the book."""
        self.book = book

    @property
    def api(self) -> Sheets:
        return self

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.model.active)

    def __call__(self, name_or_index: int | str) -> Sheet:
        sheets = self.book.model.worksheets
        if isinstance(name_or_index, str):
            for sheet in sheets:
                if sheet.title.casefold() == name_or_index.casefold():
                    return Sheet(self.book, sheet)
        elif 1 <= name_or_index <= len(sheets):
            return Sheet(self.book, sheets[int(name_or_index) - 1])
        raise EngineError(
            EngineProblem.NO_SUCH_SHEET, name=self.book.name, sheet=str(name_or_index)
        )

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        """Add an empty sheet, before the active one if no place is told, and make it active."""
        model = self.book.model
        beside = before or after or self.active
        new = structure.add_sheet(model, name)
        structure.move_sheet(model, new, beside.part, after=before is None and after is not None)
        model.active = new
        return Sheet(self.book, new)

    def __len__(self) -> int:
        return len(self.book.model.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        for sheet in self.book.model.worksheets:
            yield Sheet(self.book, sheet)

    def __contains__(self, name: object) -> bool:
        titles = {sheet.title.casefold() for sheet in self.book.model.worksheets}
        return isinstance(name, str) and name.casefold() in titles
