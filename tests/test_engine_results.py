"""Results put beside formulas, in the file for readers that do not calculate."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.engine.errors import EngineProblem
from estate_xl.engine.opening import open_book, store_results
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with formulas on two sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 6):
        sheet.cell(row, 1, row)
        sheet.cell(row, 2, f"=A{row}*2")
    book.create_sheet("它")["A1"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_results_are_read_by_others(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        before = archive.read("xl/worksheets/sheet2.xml")
    book = open_book(path)
    store_results(book, {"Sheet": {"B1": 2.5, "B2": " 文<", "B3": True, "B4": None}})
    assert book.sheets[0]["B1:B4"].value == [2.5, " 文<", True, None]
    book.save()
    sheet = openpyxl.load_workbook(path, data_only=True)["Sheet"]
    assert [sheet.cell(row, 2).value for row in range(1, 6)] == [2.5, " 文<", True, None, None]
    formulas = openpyxl.load_workbook(path)["Sheet"]
    assert formulas["B2"].value == "=A2*2"
    with zipfile.ZipFile(path) as archive:
        assert archive.read("xl/worksheets/sheet2.xml") == before


def test_a_result_leaves_with_its_formula(path: Path) -> None:
    book = open_book(path)
    store_results(book, {"Sheet": {"B1": 2.0}})
    book.sheets[0]["B1"].formula = "=A1*3"
    assert book.sheets[0]["B1"].value is None


def test_only_formulas_have_results(path: Path) -> None:
    book = open_book(path)
    with engine_refuses(EngineProblem.NO_FORMULA, cell="A1"):
        store_results(book, {"Sheet": {"A1": 1.0}})
    with engine_refuses(EngineProblem.NO_FORMULA, cell="Z9"):
        store_results(book, {"Sheet": {"Z9": 1.0}})
    with engine_refuses(EngineProblem.NO_SUCH_SHEET, sheet="無"):
        store_results(book, {"無": {"A1": 1.0}})
