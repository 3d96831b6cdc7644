"""A sheet that a command makes again: what refers to it from elsewhere goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.schema import Language
from support.desks import records

if TYPE_CHECKING:
    from pathlib import Path

MONTH_END = ("month-end", "--month", "2026-10")
WORK_ORDERS = ("work-orders", "--ticket", "BS202610-0001")
APPRAISAL, SLIP, ARRAY = "='考核 2026-10'!B7&\"！\"", "=報事單!A1", "='考核 2026-10'!B7:B8"


def run(words: tuple[str, ...], book: Path) -> None:
    assert main([words[0], str(book), *words[1:]]) < 2


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The small office, its month computed and a slip printed."""
    book = tmp_path / "book.xlsx"
    book.write_bytes(make_book(Language.HANT, records()))
    run(MONTH_END, book)
    run(WORK_ORDERS, book)
    return book


def refer(book: Path) -> None:
    """Add a sheet of the clerk's own, and a name, that refer to the made sheets."""
    held = openpyxl.load_workbook(book)
    own = held.create_sheet("我的總表")
    own["A1"], own["A2"] = APPRAISAL, SLIP
    own["A3"] = ARRAY
    own["C1"] = "='考核 2026-10 舊'!B7"
    own["B1"] = ArrayFormula("B1:B2", ARRAY)
    held.defined_names["第一名"] = DefinedName("第一名", attr_text="'考核 2026-10'!$B$7")
    held.save(book)


@pytest.mark.slow
def test_formulas_and_names_elsewhere_go_on(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refer(made)
    capsys.readouterr()
    run(MONTH_END, made)
    told = capsys.readouterr().out
    run(WORK_ORDERS, made)
    held = openpyxl.load_workbook(made)
    own = held["我的總表"]
    assert [own[f"A{row}"].value for row in (1, 2, 3)] == [APPRAISAL, SLIP, ARRAY]
    assert held.defined_names["第一名"].attr_text == "'考核 2026-10'!$B$7"
    assert "「我的總表」B1" in told
    assert "「我的總表」A" not in told
    assert not [name for name in held.sheetnames if name.startswith("~")]


def test_no_word_where_nothing_was_lost(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(MONTH_END, made)
    assert "#REF!" not in capsys.readouterr().out
