"""A sheet copied into another book looks and works there as where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openxml_audit import OpenXmlValidator

from estate_xl.engine.errors import EngineProblem
from estate_xl.engine.opening import open_book
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A styled sheet with a table, a rule, a list, a print title and formulas; two books of it."""
    book = openpyxl.Workbook()
    form: Worksheet = book.worksheets[0]
    form.title = "form"
    form.append(["name", "count"])
    form.append(["甲", 1])
    form["A1"].font = Font(bold=True, color="FF112233")
    form["A1"].fill = PatternFill("solid", fgColor="FFEEDD00")
    form["B1"].border = Border(bottom=Side("double", "FF445566"))
    form["B2"].number_format = "0.000"
    form["C2"] = "=form!B2*2"
    form.add_table(Table(displayName="Counts", ref="A1:B2"))
    form.conditional_formatting.add(
        "A2:B9",
        Rule(
            "expression",
            formula=["$B2>0"],
            dxf=DifferentialStyle(fill=PatternFill(bgColor="FF00FF00")),
        ),
    )
    choice = DataValidation("list", formula1='"甲,乙"')
    choice.add("A2:A9")
    form.add_data_validation(choice)
    form.print_title_rows = "1:1"
    form.column_dimensions["A"].width = 33
    book.save(tmp_path / "form.xlsx")
    other = openpyxl.Workbook()
    other.worksheets[0].append(["own"])
    other.worksheets[0]["A1"].font = Font(italic=True)
    other.save(tmp_path / "other.xlsx")
    return tmp_path


def copied(folder: Path, title: str = "form") -> Path:
    """The other book with the sheet behind its own, saved."""
    target = folder / "target.xlsx"
    source, other = open_book(folder / "form.xlsx"), open_book(folder / "other.xlsx")
    made = source.sheets["form"].copy(after=other.sheets[0])
    assert made.name == title
    other.save(target)
    return target


def faults(path: Path) -> set[str]:
    """What Microsoft's own rules find in a file, but for the inline texts that openpyxl writes."""
    found = map(str, OpenXmlValidator().validate(path).errors)
    return {text for text in found if "inlineStr" not in text}


def test_cells_looks_rules_and_tables_come_along(path: Path) -> None:
    book = openpyxl.load_workbook(copied(path))
    assert book.sheetnames == ["Sheet", "form"]
    form = book["form"]
    assert [[cell.value for cell in row] for row in form["A1:C2"]] == [
        ["name", "count", None],
        ["甲", 1, "=form!B2*2"],
    ]
    assert (form["A1"].font.b, form["A1"].font.color.rgb) == (True, "FF112233")
    assert form["A1"].fill.fgColor.rgb == "FFEEDD00"
    assert form["B1"].border.bottom.style == "double"
    assert form["B2"].number_format == "0.000"
    assert form.column_dimensions["A"].width == 33
    assert [table.ref for table in form.tables.values()] == ["A1:B2"]
    (rules,) = form.conditional_formatting
    assert rules.rules[0].dxf.fill.bgColor.rgb == "FF00FF00"
    assert [str(each.sqref) for each in form.data_validations.dataValidation] == ["A2:A9"]
    assert form.print_title_rows == "$1:$1"
    assert book["Sheet"]["A1"].font.i


def test_a_table_whose_name_is_taken_gets_another(path: Path) -> None:
    copied(path).replace(path / "other.xlsx")
    book = openpyxl.load_workbook(copied(path, "form (2)"))
    names = [name for sheet in book.worksheets for name in sheet.tables]
    assert names == ["Counts_1", "Counts"]
    assert book["form (2)"]["C2"].value == "='form (2)'!B2*2"


def test_the_copy_is_sound(path: Path) -> None:
    assert faults(copied(path)) == faults(path / "other.xlsx")


def test_a_sheet_with_notes_stays_where_it_is(path: Path) -> None:
    book = openpyxl.load_workbook(path / "form.xlsx")
    book.worksheets[0]["A1"].comment = Comment("note", "me")
    book.save(path / "form.xlsx")
    source, other = open_book(path / "form.xlsx"), open_book(path / "other.xlsx")
    with engine_refuses(EngineProblem.COPY_ELSEWHERE, sheet="form"):
        source.sheets["form"].copy(after=other.sheets[0])
    assert [sheet.name for sheet in other.sheets] == ["Sheet"]


def test_cells_go_into_another_book_with_looks_and_lists(path: Path) -> None:
    source, other = open_book(path / "form.xlsx"), open_book(path / "other.xlsx")
    source.sheets["form"].range("A1:C2").copy(other.sheets[0].range("D4:F5"))
    other.save(path / "target.xlsx")
    book = openpyxl.load_workbook(path / "target.xlsx")
    sheet = book.worksheets[0]
    assert [[cell.value for cell in row] for row in sheet["D4:F5"]] == [
        ["name", "count", None],
        ["甲", 1, "=form!E5*2"],
    ]
    assert sheet["D4"].font.b
    assert sheet["E5"].number_format == "0.000"
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["D5"]
    assert sheet["A1"].value == "own"


def test_a_list_gives_way_where_cells_come_in(path: Path) -> None:
    """And a target of several times the size is filled."""
    source, other = open_book(path / "form.xlsx"), open_book(copied(path))
    source.sheets["form"].range("B1").copy(other.sheets["form"].range("A4:A6"))
    other.save(path / "again.xlsx")
    sheet = openpyxl.load_workbook(path / "again.xlsx")["form"]
    assert [sheet.cell(row, 1).value for row in (4, 5, 6, 7)] == ["count"] * 3 + [None]
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) in {"A2:A3 A7:A9", "A7:A9 A2:A3"}
