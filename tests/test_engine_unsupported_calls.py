"""What the engine does not offer: one sentence, never a bare failure."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.table import Table
from xlwings import base_classes

from estate_xl.engine.errors import CallError, NotOfferedError
from estate_xl.engine.opening import open_book
from support.packages import file_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable
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
    assert [app.pid for app in xw.engines["file"].apps]
    book.close()
    assert book.app not in list(xw.engines["file"].apps)


def test_what_is_not_offered_is_not_implemented(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    book = open_book(tmp_path / "a.xlsx")
    with pytest.raises(NotImplementedError, match=r"App\.calculate"):
        book.app.calculate()
    cell = book.sheets[0]["A1"]
    for formula in ("=B1:B3*2", "=SORT(B1)", "={1,2}", "=B1#", "=名稱", "=表[值]"):
        with pytest.raises(NotImplementedError, match=r"Range\.formula2"):
            cell.formula2 = formula
    for formula in ("=B1*2", '=IFS(B1>1,"{x}")', "=-(B1+$C$2)%"):
        cell.formula2 = formula
        assert cell.formula == formula


@pytest.mark.parametrize(
    "mistake",
    [
        lambda cell: setattr(cell, "row_height", "x"),
        lambda cell: setattr(cell, "column_width", -1),
        lambda cell: setattr(cell, "color", "nothing"),
        lambda cell: cell.copy(5),
    ],
)
def test_a_mistake_of_the_program(tmp_path: Path, mistake: Callable[[xw.Range], object]) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(CallError):
        mistake(open_book(tmp_path / "a.xlsx").sheets[0]["A1"])


def test_tables_come_as_the_sheet_lists_them(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for place, name in (("A", "甲"), ("C", "乙"), ("E", "丙")):
        sheet[f"{place}1"], sheet[f"{place}2"] = name, 1
        sheet.add_table(Table(displayName=name, ref=f"{place}1:{place}2"))
    made.save(tmp_path / "a.xlsx")
    parts = parts_of(tmp_path.joinpath("a.xlsx").read_bytes())
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    tags = re.findall(b"<Relationship [^>]*/>", parts[rels])
    parts[rels] = parts[rels].replace(b"".join(tags), b"".join(reversed(tags)))
    (tmp_path / "b.xlsx").write_bytes(file_of(parts))
    found = open_book(tmp_path / "b.xlsx").sheets[0]
    assert [table.name for table in found.tables] == ["甲", "乙", "丙"]
    found["A5"].value = 1
    assert [table.name for table in found.tables] == ["甲", "乙", "丙"]
