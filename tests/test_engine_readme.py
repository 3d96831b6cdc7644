"""The engine used alone, as its README shows it, and the applications of a person who does so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwings as xw
from openxml_audit import OpenXmlValidator

import estate_xl.engine
from estate_xl.engine.ooxml.empty_workbook import empty_workbook
from estate_xl.engine.opening import open_book

if TYPE_CHECKING:
    from collections.abc import Iterator

README = Path(estate_xl.engine.__file__).with_name("README.md")


@pytest.fixture(autouse=True)
def active(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The engine is the active one, and the folder is empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(xw.engines, "active", xw.engines["file"])
    yield
    for app in list(xw.apps):
        app.quit()


def test_the_example_of_the_readme() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(example, README, "exec"), {})  # noqa: S102 - it is ours
    cells = openpyxl.load_workbook("tickets.xlsx").active
    assert cells is not None
    assert cells["B3"].value == "=SUM(B1:B2)"
    assert cells["B1"].font.b


def test_an_empty_workbook_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(empty_workbook())
    said = [str(error) for error in OpenXmlValidator().validate(path).errors]
    assert [each for each in said if "relationships/theme" not in each] == []  # Excel needs none
    assert empty_workbook() == empty_workbook()


def test_an_application_holds_its_books_until_it_quits() -> None:
    openpyxl.Workbook().save("b.xlsx")
    with xw.App() as app:
        assert [book.name for book in app.books] == ["Book1.xlsx"]
        assert xw.Book().name == "Book2.xlsx"
        other = xw.Book("b.xlsx")
        assert other.app == app == xw.apps.active
        assert xw.books.active == other
        assert xw.Book("b.xlsx") == other
        other.close()
        assert [book.name for book in app.books] == ["Book1.xlsx", "Book2.xlsx"]
    assert len(xw.apps) == 0
    assert not Path("Book1.xlsx").exists()


def test_a_book_is_opened_where_no_application_runs() -> None:
    openpyxl.Workbook().save("b.xlsx")
    book = xw.Book("b.xlsx")
    assert [each.pid for each in xw.apps] == [book.app.pid]
    assert xw.apps[book.app.pid] == book.app
    book.close()
    assert len(xw.books) == 0


def test_books_opened_alone_end_their_application(tmp_path: Path) -> None:
    openpyxl.Workbook().save("b.xlsx")
    first, second = open_book(tmp_path / "b.xlsx"), open_book(tmp_path / "b.xlsx")
    assert first.app != second.app
    first.close()
    assert list(xw.apps) == [second.app]
    second.app.kill()
    assert len(xw.apps) == 0
