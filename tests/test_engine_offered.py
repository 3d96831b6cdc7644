"""What the engine does not offer: one sentence, never a bare failure."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlwings as xw
from xlwings import base_classes

from estate_xl import engine
from estate_xl.engine import open_book
from estate_xl.errors import NotOfferedError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> xw.Book:
    """A book with one sheet."""
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    return open_book(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda book: book.sheets[0]["A1"].impl.to_png("x"), "Range.to_png"),
        (lambda book: book.sheets[0]["A1"].autofit(), "Range.autofit"),
        (lambda book: book.sheets[0]["A1"].borders.color, "Range.borders"),
        (lambda book: book.sheets[0]["A1"].add_note("x"), "Range.add_note"),
        (lambda book: book.sheets[0]["A1"].copy(), "Range.copy"),
        (lambda book: book.sheets[0].autofit(), "Sheet.autofit"),
        (lambda book: book.sheets[0].show_gridlines, "Sheet.show_gridlines"),
        (lambda book: book.sheets[0].tables.add(book.sheets[0]["A1:B2"]), "Tables.add"),
        (lambda book: book.sheets[0].charts.add(), "Charts.add"),
        (lambda book: book.app.macro("x")(), "App.run"),
        (lambda book: book.app.books.add(), "Books.add"),
        (lambda book: book.save(password="x"), "Book.save"),  # noqa: S106 - refused
        (lambda book: setattr(book.sheets[0]["A1"].impl, "left", 1), "Range.left"),
    ],
)
def test_the_sentence_names_the_call(book: xw.Book, call: Any, name: str) -> None:  # noqa: ANN401
    with pytest.raises(NotOfferedError, match=name):
        call(book)


def test_no_member_of_a_base_class_fails_bare(book: xw.Book) -> None:
    sheet = book.sheets[0]
    impls = [
        book.impl,
        book.app.impl,
        book.sheets.impl,
        sheet.impl,
        sheet["A1"].impl,
        sheet["A1"].font.impl,
        sheet.tables.impl,
        sheet.names.impl,
        sheet.page_setup.impl,
        sheet.freeze_panes.impl,
        sheet.charts.impl,
    ]
    for impl in impls:
        for base in type(impl).__mro__:
            if base.__module__ != base_classes.__name__:
                continue
            for name, member in vars(base).items():
                own = inspect.getattr_static(type(impl), name)
                bare = own is member and not name.startswith("__") and callable(member)
                assert not bare or name in {"expand", "snapshot"}, f"{base.__name__}.{name}"
                assert not isinstance(member, property) or own is not member, name


def test_the_engine_is_known_by_its_name(book: xw.Book) -> None:
    assert xw.engines["file"].name == "file"
    assert book.app.engine.name == "file"
    assert {"open_book", "store_results"} <= set(engine.__all__)
    assert [app.pid for app in xw.engines["file"].apps]
    book.close()
    assert book.app not in list(xw.engines["file"].apps)
