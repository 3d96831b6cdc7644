"""Copies of sheets stand for themselves, whatever happens to them and their sources afterwards."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from estate_xl.engine.errors import EngineError
from estate_xl.engine.model.sheet_copies import _OWN
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.package import Package
from estate_xl.engine.opening import open_book

EXCEL_MADE = Path(__file__).parents[1] / "../shared/excel-made"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A form sheet with a chart, a table and a print area, and a sheet that refers to it."""
    book = openpyxl.Workbook()
    form = book.active
    assert isinstance(form, Worksheet)
    form.title = "form"
    form.sheet_view.tabSelected = True
    form["A1"], form["A5"] = "one", "five"
    form["B1"], form["B2"] = "=form!A5", "=SUM(A3:A8)"
    form["A11"], form["B11"] = "name", "count"
    form["A12"], form["B12"] = "a", 1
    form.add_table(Table(displayName="Counts", ref="A11:B12"))
    form["C1"] = "=SUM(Counts[count])"
    form.print_area = "A1:B9"
    chart = BarChart()
    chart.add_data(Reference(form, min_col=1, min_row=1, max_row=5))
    Worksheet.add_chart(form, chart, "H1")
    other = book.create_sheet("other")
    other["A1"] = "=form!A5"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def text_of(path: Path, part: str) -> str:
    """A part as text."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode()


def parts(path: Path) -> dict[str, bytes]:
    """All parts by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def chart_formulas(path: Path) -> list[str]:
    """What the charts of the file draw."""
    charts = [data.decode() for name, data in parts(path).items() if "charts/chart" in name]
    return sorted(re.findall(r"<(?:c:)?f>(.*?)</", "".join(charts)))


def test_what_is_done_to_a_copy_is_done_in_that_order(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["form"]["A1"].value = "edited"
    copied = opened.sheets["form"].copy(name="copy of it")
    copied["2:4"].insert("down")
    copied["A2"].value = "written later"
    opened.save()
    sheet = openpyxl.load_workbook(path)["copy of it"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 8)] == ["edited", "written later", "five"]
    assert sheet["B1"].value == "='copy of it'!A8"
    assert sheet.print_area == "'copy of it'!$A$1:$B$12"
    assert chart_formulas(path) == ["'copy of it'!$A$1:$A$8", "'form'!$A$1:$A$5"]


def test_a_fresh_copy_can_be_renamed(path: Path) -> None:
    opened = open_book(path)
    copied = opened.sheets["form"].copy(name="copy")
    copied.name = "again & again"
    opened.save()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["form", "other", "again & again"]
    assert book["again & again"]["B1"].value == "='again & again'!A5"
    assert book["again & again"].print_area == "'again & again'!$A$1:$B$9"
    assert book["form"].print_area == "'form'!$A$1:$B$9"


def test_rows_of_the_source_move_nothing_in_the_copy(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["form"].copy(name="copy")
    opened.sheets["form"]["2:4"].insert("down")
    opened.save()
    book = openpyxl.load_workbook(path)
    assert [book[title]["B1"].value for title in ("form", "copy")] == ["=form!A8", "=copy!A5"]
    assert book["other"]["A1"].value == "=form!A8"
    assert chart_formulas(path) == ["'form'!$A$1:$A$8", "copy!$A$1:$A$5"]


def test_a_copy_is_not_selected_beside_its_source(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["form"].copy(name="copy")
    opened.save()
    views = [sheet.sheet_view for sheet in openpyxl.load_workbook(path)]
    assert [bool(view.tabSelected) for view in views] == [True, False, False]


def test_a_copy_of_a_hidden_sheet_is_hidden(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["other"].visible = False
    assert not opened.sheets["other"].copy(name="copy").visible


def test_tables_of_copies_have_names_of_their_own_at_once(path: Path) -> None:
    opened = open_book(path)
    copies = [opened.sheets["form"].copy(name=title) for title in ("first", "second")]
    assert [sheet.tables[0].name for sheet in copies] == ["Counts_1", "Counts_2"]
    assert [sheet["C1"].formula for sheet in copies] == [
        "=SUM(Counts_1[count])",
        "=SUM(Counts_2[count])",
    ]
    assert opened.sheets["form"]["C1"].formula == "=SUM(Counts[count])"
    opened.save()
    tables = [text_of(path, f"xl/tables/table{number}.xml") for number in (1, 2, 3)]
    assert len({re.search(r'\bid="(\d+)"', text)[1] for text in tables}) == 3  # type: ignore[index]


def test_a_name_of_the_book_stays_with_the_source(path: Path) -> None:
    opened = open_book(path)
    opened.names.add("total", "=SUM(Counts[count])+form!$A$5")
    opened.sheets["form"].copy(name="copy")
    assert opened.names["total"].refers_to == "=SUM(Counts[count])+form!$A$5"


def test_a_copy_that_is_deleted_leaves_nothing(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["other"]["B1"].value = 1
    opened.save()
    before = parts(path)
    opened = open_book(path)
    opened.sheets["form"].copy(name="copy").delete()
    opened.sheets["other"]["B1"].value = 1
    opened.save()
    assert parts(path) == before


def test_a_copy_made_again_in_its_place_leaves_the_same_bytes(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["form"].copy(name="copy")
    opened.save()
    before = path.read_bytes()
    opened = open_book(path)
    new = opened.sheets["form"].copy(name="new")
    opened.sheets["copy"].delete()
    new.name = "copy"
    opened.save()
    assert path.read_bytes() == before


def test_no_sheet_is_copied_or_added_where_the_structure_is_protected(path: Path) -> None:
    data = parts(path)
    book = data["xl/workbook.xml"]
    data["xl/workbook.xml"] = book.replace(
        b"<workbookProtection/>", b'<workbookProtection lockStructure="1"/>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    opened = open_book(path)
    with pytest.raises(EngineError):
        opened.sheets["form"].copy(name="copy")
    with pytest.raises(EngineError):
        opened.sheets.add("new")
    opened.save()
    assert parts(path) == data


def test_a_title_with_signs_of_xml_is_kept(path: Path) -> None:
    opened = open_book(path)
    opened.sheets["form"].copy(name='a & "b" <c>')
    opened.sheets.add('d & "e" <f>')
    opened.save()
    titles = openpyxl.load_workbook(path).sheetnames
    assert set(titles) == {"form", "other", 'a & "b" <c>', 'd & "e" <f>'}


def test_texts_that_only_a_deleted_sheet_held_are_forgotten(path: Path) -> None:
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


def test_a_text_that_looks_like_a_formula_is_none_and_bells_are_refused(path: Path) -> None:
    opened = open_book(path)
    copied = opened.sheets["form"].copy(name="copy")
    copied["A3"].value = "'=no formula"
    with pytest.raises(EngineError, match=r"copy.*A4"):
        copied["A4"].value = "a\x07"
    opened.save()
    assert openpyxl.load_workbook(path)["copy"]["A3"].data_type == "s"


@pytest.mark.skipif(not EXCEL_MADE.exists(), reason="no files saved by Excel here")
@pytest.mark.parametrize(
    "name",
    [
        "chart",
        "connections",
        "form-button",
        "notes",
        "ole-embedded",
        "picture",
        "pivot",
        "table",
        "textbox",
        "threaded-comments",
    ],
)
def test_a_copy_has_parts_of_its_own_and_leaves_the_source_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes((EXCEL_MADE / f"{name}.xlsx").read_bytes())
    before = parts(path)
    opened = open_book(path)
    for sheet in list(opened.sheets):
        sheet.copy(name=f"{sheet.name} again")
    opened.save()
    after = parts(path)
    shared = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    gone = {"xl/calcChain.xml"}
    assert {name for name in before if after.get(name) != before[name]} <= shared | gone
    package = Package(path.read_bytes())
    owned = [
        relation.target
        for part in package.names()
        for relation in relationships.relations(package, part)
        if relation.kind in _OWN and not relation.is_external
    ]
    assert owned
    assert len(owned) == len(set(owned))
