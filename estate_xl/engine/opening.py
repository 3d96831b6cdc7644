"""Files opened as xlwings books, and results put beside formulas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import xlwings as xw

from estate_xl.engine.addresses import parse_address
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model.saving import saved_bytes
from estate_xl.engine.model.workbook import Model
from estate_xl.engine.views.app import engine, open_alone
from estate_xl.engine.views.book import Book

if TYPE_CHECKING:
    from collections.abc import Mapping

    Result = float | str | bool | None


def open_book(path: Path, data: bytes | None = None) -> xw.Book:
    """A file as an xlwings book, of its bytes where they were read already.

    Raises:
        EngineError: the file is missing or no workbook.
    """
    return xw.Book(impl=open_alone(Model(path.absolute(), data)))


def open_bytes(data: bytes, name: str) -> xw.Book:
    """The bytes of a file as an xlwings book, to be read.

    Raises:
        EngineError: they are no workbook.
    """
    return xw.Book(impl=open_alone(Model(Path(name).absolute(), data)))


def file_bytes(book: xw.Book) -> bytes | None:
    """The file of a book of this engine as it is now, None for a book of another."""
    impl = book.impl
    return saved_bytes(impl.model) if isinstance(impl, Book) else None


def store_results(book: xw.Book, results: Mapping[str, Mapping[str, Result]]) -> None:
    """Put the results of formulas beside them, for readers that do not calculate.

    They read at once as the cells' values and are in the file from the next save on. A result
    leaves again when its formula is overwritten.

    Args:
        book: A book of this engine.
        results: Sheet title, then A1 address, then the result; None takes a result out.

    Raises:
        EngineError: no such sheet, or the cell holds no formula.
    """
    impl: Book = book.impl
    for title, cells in results.items():
        sheet = impl.sheets(title)
        grid = impl.model.grid(sheet.part)
        for place, value in cells.items():
            row, column = parse_address(place)
            cell = grid.cell(row, column)
            if cell is None or cell.formula is None:
                raise EngineError(EngineProblem.NO_FORMULA, sheet=title, cell=place)
            cell.set_result(value)
            grid.is_changed = True


xw.engines.add(xw.Engine(impl=engine))
