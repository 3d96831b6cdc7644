"""Rules that follow copied cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from estate_xl.engine.opening import open_book

if TYPE_CHECKING:
    from pathlib import Path


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
