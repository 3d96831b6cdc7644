"""The facts of docs/wolfxl.md, each shown once: when one fails, that page may shrink.

The first half is wolfxl alone, the second half is what the engine makes of the same wish.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import wolfxl
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet
from wolfxl.utils.exceptions import IllegalCharacterError

from estate_xl.engine.opening import open_book

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A form sheet with a chart and a print area, and a sheet that refers to it."""
    book = openpyxl.Workbook()
    form = book.active
    assert isinstance(form, Worksheet)
    form.title = "form"
    form["A1"], form["A5"] = "one", "five"
    form["B1"], form["B2"] = "=form!A5", "=SUM(A3:A8)"
    form.print_area = "A1:B9"
    chart = BarChart()
    chart.add_data(Reference(form, min_col=1, min_row=1, max_row=5))
    Worksheet.add_chart(form, chart, "H1")
    other = book.create_sheet("other")
    other["A1"] = "=form!A5"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def modified(path: Path) -> wolfxl.Workbook:
    """The file in wolfxl's modify mode."""
    return wolfxl.load_workbook(str(path), modify=True)


def saved(book: wolfxl.Workbook, path: Path) -> openpyxl.Workbook:
    """What a third reader finds after saving."""
    book.save(path)
    return openpyxl.load_workbook(path)


def text_of(path: Path, part: str) -> str:
    """A part as text."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode()


def test_wolfxl_drops_rows_inserted_into_a_fresh_copy(path: Path) -> None:
    book = modified(path)
    book.copy_worksheet(book["form"], name="copy").insert_rows(2, 3)
    assert saved(book, path)["copy"]["A5"].value == "five"


def test_wolfxl_copies_the_file_and_no_pending_edit(path: Path) -> None:
    book = modified(path)
    book["form"]["A1"] = "edited"
    book.copy_worksheet(book["form"], name="copy")
    opened = saved(book, path)
    assert (opened["form"]["A1"].value, opened["copy"]["A1"].value) == ("edited", "one")


def test_wolfxl_cannot_rename_a_fresh_copy(path: Path) -> None:
    book = modified(path)
    copied = book.copy_worksheet(book["form"], name="copy")
    with pytest.raises(ValueError, match="source sheet 'copy' not found"):
        copied.title = "renamed"


def test_wolfxl_leaves_other_sheets_behind_when_rows_move(path: Path) -> None:
    book = modified(path)
    book["form"].insert_rows(2, 3)
    opened = saved(book, path)
    assert (opened["form"]["B1"].value, opened["other"]["A1"].value) == ("=form!A8", "=form!A5")


def test_wolfxl_moves_what_is_written_after_an_insertion(path: Path) -> None:
    book = modified(path)
    book["form"].insert_rows(1, 2)
    book["form"]["A1"] = "written later"
    opened = saved(book, path)
    assert (opened["form"]["A1"].value, opened["form"]["A3"].value) == (None, "written later")


def test_wolfxl_leaves_names_of_a_copy_at_its_source(path: Path) -> None:
    book = modified(path)
    book.copy_worksheet(book["form"], name="copy")
    book.save(path)
    names = re.findall(r"<definedName [^>]*>[^<]*", text_of(path, "xl/workbook.xml"))
    assert [name.rpartition(">")[2] for name in names] == ["'form'!$A$1:$B$9"] * 2


def test_wolfxl_leaves_two_sheets_selected(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["form"].sheet_view.tabSelected = True
    book.save(path)
    changed = modified(path)
    changed.copy_worksheet(changed["form"], name="copy")
    opened = saved(changed, path)
    assert [sheet.sheet_view.tabSelected for sheet in opened][::2] == [True, True]


def test_wolfxl_takes_text_for_formulas_and_refuses_control_characters(path: Path) -> None:
    book = modified(path)
    book["other"]["A3"] = "=no formula"
    with pytest.raises(IllegalCharacterError):
        book["other"]["A4"] = "a\x07"
    assert saved(book, path)["other"]["A3"].data_type == "f"


def test_wolfxl_keeps_texts_of_a_removed_sheet(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["other"]["A9"].value = "secret"
    opened.save()
    book = modified(path)
    book.remove(book["other"])
    book.save(path)
    assert "secret" in text_of(path, "xl/sharedStrings.xml")


def test_the_engine_forgets_texts_of_a_deleted_sheet(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["other"]["A9"].value = "secret"
    opened.sheets["other"]["A10"].value = "shared"
    opened.sheets["form"]["A9"].value = "shared"
    opened.save()
    opened = open_book(path)
    opened.sheets["other"].delete()
    opened.sheets["form"]["A10"].value = "new"
    opened.save()
    assert "secret" not in text_of(path, "xl/sharedStrings.xml")
    assert open_book(path).sheets["form"]["A9:A10"].value == ["shared", "new"]


def test_the_engine_lets_a_copy_stand_for_itself(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["form"]["A1"].value = "edited"
    copied = opened.sheets["form"].copy(name="copy of it")
    copied["2:4"].insert("down")
    copied["A2"].value = "written later"
    opened.save()
    book = openpyxl.load_workbook(path)
    sheet = book["copy of it"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 8)] == ["edited", "written later", "five"]
    assert sheet["B1"].value == "='copy of it'!A8"
    assert sheet.print_area == "'copy of it'!$A$1:$B$12"
    assert not sheet.sheet_view.tabSelected
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
    found = sorted(re.search(r"<(?:c:)?f>(.*?)</", chart)[1] for chart in charts)  # type: ignore[index]
    assert found == ["'copy of it'!$A$1:$A$8", "'form'!$A$1:$A$5"]
