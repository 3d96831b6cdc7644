"""Drop-downs and conditional formats: they follow copied cells, and rows that go or come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from estate_xl.engine.opening import open_book

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST, CELL = 4, 12, 9
FORMULAS = ("AND($A4>1,rules!B4=$C$9)", "$A4<>other!$A$4")


@pytest.mark.parametrize(
    ("source", "target", "lists", "colours"),
    [
        ("B2", "B6:B9", "B2:B3 B6:B9", "A1:A4"),
        ("A2:B2", "A6:B9", "B2:B3 B6:B9", "A1:A4 A6:A9"),
        ("2:2", "6:7", "B2:B3 B6:B7", "A1:A4 A6:A7"),
        ("C1", "B3", "B2", "A1:A4"),
        ("B2", "B3", "B2:B3", "A1:A4"),
        ("B1:B2", "D1", "B2:B3 D2", "A1:A4"),
    ],
)
def test_rules_follow(tmp_path: Path, source: str, target: str, lists: str, colours: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = 1
    sheet.add_data_validation(DataValidation(type="list", formula1='"a,b"', sqref="B2:B3"))
    fill = PatternFill(bgColor="FFFF0000")
    rule = CellIsRule("equal", ["1"], fill=fill)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("A1:A4", rule)
    book.save(tmp_path / "a.xlsx")
    opened = open_book(tmp_path / "a.xlsx")
    opened.sheets[0].range(source).copy(opened.sheets[0].range(target))
    opened.save()
    found = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert isinstance(found, Worksheet)
    rules = [str(rule.sqref) for rule in found.data_validations.dataValidation]
    assert sorted(" ".join(rules).split()) == sorted(lists.split())
    formats = [str(rule.sqref) for rule in found.conditional_formatting]
    assert sorted(" ".join(formats).split()) == sorted(colours.split())


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet whose rows 4 to 12 have a format and a drop-down, each of its own row."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "rules"
    book.create_sheet("other")
    for row in range(1, 30):
        sheet.cell(row, 1, row)
    area = f"A{FIRST}:D{LAST}"
    sheet.conditional_formatting.add(area, FormulaRule(formula=[FORMULAS[0]]))  # type: ignore[no-untyped-call]
    sheet.add_data_validation(DataValidation(type="custom", formula1=FORMULAS[1], sqref=area))
    path = tmp_path_factory.mktemp("ruled") / "a.xlsx"
    book.save(path)
    return path


@settings(max_examples=30, deadline=None)
@example(gone={4})
@example(gone={4, 5, 9})
@given(gone=st.sets(st.integers(1, 20), min_size=1))
def test_a_rule_is_of_its_own_row_whatever_rows_go(ruled: Path, gone: set[int]) -> None:
    sheet = open_book(ruled).sheets["rules"]
    sheet.range(",".join(f"{row}:{row}" for row in sorted(gone))).delete("up")
    held = [row for row in range(FIRST, LAST + 1) if row not in gone]
    if not held:
        assert sheet.api.rules == []
        return
    first = held[0] - sum(row < held[0] for row in gone)
    fixed = "#REF!" if CELL in gone else f"$C${CELL - sum(row < CELL for row in gone)}"
    areas, formulas = zip(*sheet.api.rules, strict=True)
    assert set(areas) == {f"A{first}:D{first + len(held) - 1}"}
    assert f"$A{first}<>other!$A$4" in formulas
    assert any(f"rules!B{first}={fixed}" in text for text in formulas)


def test_a_rule_goes_with_its_cells_where_rows_come(ruled: Path) -> None:
    sheet = open_book(ruled).sheets["rules"]
    sheet.range("4:5").insert("down")
    assert "$A6<>other!$A$4" in dict(sheet.api.rules).values()
    sheet.range("8:8").insert("down")
    assert "$A6<>other!$A$4" in dict(sheet.api.rules).values()
