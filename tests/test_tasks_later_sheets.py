"""Sheets that an earlier version's workbook lacks are made whole, in files and in Excel."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_book
from estate_xl.findings.codes import FindingCode
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.tasks.later_sheets import ensure_sheet, ensure_sheets
from excel_twin import started_excel

if TYPE_CHECKING:
    import xlwings as xw

EARLIER = Path(__file__).parent / "earlier_versions/demo-0.1.0.xlsx"
LATER = [sheet.key for sheet in ESTATE_BOOK.sheets if sheet.later]


def lacking(path: Path, *titles: str, language: Language = Language.HANT) -> xw.Book:
    """An empty workbook without these sheets."""
    path.write_bytes(make_book(language))
    book = open_book(path)
    for title in titles:
        book.sheets[title].delete()
    return book


def test_a_missing_sheet_stands_in_its_place_with_its_table(tmp_path: Path) -> None:
    book = lacking(tmp_path / "a.xlsx", "變更記錄")
    before = [sheet.name for sheet in book.sheets]
    made = ensure_sheet(book, "Changes", Language.HANT)
    now = [sheet.name for sheet in book.sheets]
    assert now == [sheet.title.hant for sheet in ESTATE_BOOK.new_sheets()] + ["名單"]
    assert [name for name in now if name != made.name] == before
    assert [table.name for table in made.tables] == ["Changes"]
    assert "Changes" in read_office(book).places.found


def test_a_sheet_that_is_there_is_the_one(tmp_path: Path) -> None:
    book = lacking(tmp_path / "a.xlsx")
    count = len(book.sheets)
    assert ensure_sheet(book, "Changes", Language.HANT).name == "變更記錄"
    assert len(book.sheets) == count


def test_a_sheet_of_the_offices_own_is_not_written_over(tmp_path: Path) -> None:
    book = lacking(tmp_path / "a.xlsx", "變更記錄")
    book.sheets.add("變更記錄")["A1"].value = "我們自己的"
    made = ensure_sheet(book, "Changes", Language.HANT)
    assert made.name == "變更記錄 (2)"
    assert book.sheets["變更記錄"]["A1"].value == "我們自己的"
    assert read_office(book).places.found["Changes"].title == made.name
    assert ensure_sheet(book, "Changes", Language.HANT).name == made.name


@pytest.mark.parametrize("language", list(Language))
def test_it_speaks_the_workbooks_language(tmp_path: Path, language: Language) -> None:
    title = ESTATE_BOOK["SlipReturns"].title.text(language)
    book = lacking(tmp_path / "a.xlsx", title, language=language)
    made = ensure_sheet(book, "SlipReturns", language)
    assert made.name == title
    assert made["A3"].value == ESTATE_BOOK["SlipReturns"].columns[0].header.text(language)


@pytest.mark.slow
def test_in_excel_the_same_sheets_are_made(tmp_path: Path) -> None:
    path = Path(shutil.copy(EARLIER, tmp_path / "a.xlsx"))
    with started_excel() as started:
        book = started.open(path)
        shown = book.sheets.active.name
        made = ensure_sheets(book, LATER, Language.HANT)
        assert [sheet.name for sheet in made] == [ESTATE_BOOK[key].title.hant for key in LATER]
        assert [each.name for each in started.app.books] == [book.name]
        assert book.sheets.active.name == shown
        missing = [
            found for found in read_office(book).findings if found.code is FindingCode.MISSING_SHEET
        ]
        assert not missing
