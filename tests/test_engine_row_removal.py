"""Rows of several areas deleted together leave what they leave one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from estate_xl.engine.errors import EngineProblem
from estate_xl.engine.opening import file_bytes, open_book
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 20


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table with formulas, notes and merged cells; another sheet and a name refer to it."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "list"
    sheet.append(["name", "count", "twice"])
    for number in range(2, ROWS + 1):
        sheet.append([f"n{number}", number, f"=B{number}*2"])
    sheet.add_table(Table(displayName="List", ref=f"A1:C{ROWS}"))
    sheet["A9"].comment = Comment("nine", "me")
    sheet["E24"] = "=SUM(B2:B20)"
    sheet.merge_cells("E26:F27")
    sheet.row_dimensions[12].height = 44
    other = book.create_sheet("other")
    for number in range(1, ROWS + 1):
        other.cell(number, 1, f"=list!B{number}")
    other["B1"] = "=SUM(list!B5:B9)"
    book.save(tmp_path_factory.mktemp("removal") / "a.xlsx")
    return tmp_path_factory.getbasetemp() / "removal0" / "a.xlsx"


@settings(max_examples=25, deadline=None)
@given(gone=st.sets(st.integers(3, ROWS), min_size=2))
def test_all_at_once_is_one_after_the_other(path: Path, gone: set[int]) -> None:
    together, apart = open_book(path), open_book(path)
    rows = sorted(gone)
    together.sheets["list"].range(",".join(f"{row}:{row}" for row in rows)).delete("up")
    for row in reversed(rows):
        apart.sheets["list"].range(f"{row}:{row}").delete("up")
    assert file_bytes(together) == file_bytes(apart)


def test_what_refers_to_the_rows_follows(path: Path) -> None:
    book = open_book(path)
    book.sheets["list"].range("3:4,6:8").delete("up")
    assert [cell.formula for cell in book.sheets["other"].range("A2:A9")] == [
        "=list!B2",
        "=#REF!",
        "=#REF!",
        "=list!B3",
        "=#REF!",
        "=#REF!",
        "=#REF!",
        "=list!B4",
    ]
    assert book.sheets["other"]["B1"].formula == "=SUM(list!B3:B4)"
    assert book.sheets["list"].tables["List"].range.address == "$A$1:$C$15"


@pytest.mark.parametrize("rows", ["1:1,5:5", f"2:4,5:{ROWS}"])
def test_a_table_keeps_its_headers_and_a_row(path: Path, rows: str) -> None:
    with engine_refuses(EngineProblem.TABLE_COLUMNS, sheet="list"):
        open_book(path).sheets["list"].range(rows).delete("up")
