"""Values that a cell makes of what is typed, and the two readers side by side."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from estate_xl.engine.errors import EngineProblem
from estate_xl.engine.model.number_formats import kind_of
from estate_xl.engine.model.value_conversion import (
    UnfitValueError,
    number_text,
    to_datetime,
    to_serial,
    typed_value,
)
from estate_xl.engine.opening import open_book
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "kind", "stored", "number_format"),
    [
        ("5", "n", "5", None),
        (" 5 ", "n", "5", None),
        ("1,234", "n", "1234", "#,##0"),
        ("1,234.50", "n", "1234.5", "#,##0.00"),
        ("12,34", "text", "12,34", None),
        ("1e3", "n", "1000", "0.00E+00"),
        ("5%", "n", "0.05", "0%"),
        ("5.5%", "n", "0.055", "0.00%"),
        ("TRUE", "b", "1", None),
        ("#n/a", "e", "#N/A", None),
        ("2026-10-01", "n", "46296", "m/d/yyyy"),
        ("2026/10/1 6:00", "n", "46296.25", "m/d/yyyy h:mm"),
        ("2026-13-01", "text", "2026-13-01", None),
        ("1899-12-31", "text", "1899-12-31", None),
        ("6:30", "n", "0.2708333333333333", "h:mm"),
        ("25:00", "text", "25:00", None),
        ("1/2", "text", "1/2", None),
        ("5月1日", "text", "5月1日", None),
        ("=A1", "formula", "A1", None),
        ("=", "text", "=", None),
        ("'=A1", "text", "=A1", None),
        ("''a", "text", "'a", None),
        ("-a", "text", "-a", None),
        ("５", "text", "５", None),
        ("1e999", "text", "1e999", None),
    ],
)
def test_typed_text(text: str, kind: str, stored: str, number_format: str | None) -> None:
    typed = typed_value(text, "General", is_1904=False)
    assert typed is not None
    assert (typed.kind, typed.text, typed.number_format) == (kind, stored, number_format)


def test_a_text_cell_takes_everything_as_text() -> None:
    for text in ("12", "=1+1", "2026-10-01"):
        typed = typed_value(text, "@", is_1904=False)
        assert typed is not None
        assert (typed.kind, typed.text) == ("text", text)


@pytest.mark.parametrize("value", [float("inf"), "x" * 32_768, "a\x07b", "\ud800"])
def test_what_no_cell_holds(value: object) -> None:
    with pytest.raises(UnfitValueError):
        typed_value(value, "General", is_1904=False)


@pytest.mark.parametrize("value", [object(), dt.time(1), b"a"])
def test_kinds_that_excel_does_not_take(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        typed_value(value, "General", is_1904=False)


def test_a_control_character_names_sheet_and_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "a.xlsx")
    sheet = open_book(tmp_path / "a.xlsx").sheets[0]
    with engine_refuses(EngineProblem.CONTROL_CHARACTER, sheet="Sheet", cell="B3"):
        sheet["B3"].value = "a\x00"


@pytest.mark.parametrize("is_1904", [False, True])
@pytest.mark.parametrize("moment", ["1904-01-02T00:00:00", "2026-02-28T23:59:59.999"])
def test_dates_come_back(moment: str, *, is_1904: bool) -> None:
    expected = dt.datetime.fromisoformat(moment)
    assert to_datetime(to_serial(expected, is_1904=is_1904), is_1904=is_1904) == expected


def test_serials_outside_the_calendar_are_no_dates() -> None:
    assert to_datetime(-1, is_1904=False) is None
    assert to_datetime(2_958_466, is_1904=False) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "number"),
        ("0.00", "number"),
        ("yyyy-mm-dd", "date"),
        ("m/d/yyyy h:mm", "date"),
        ("[$-404]e/m/d", "date"),
        ("h:mm", "time"),
        ("mm:ss", "time"),
        ("[h]:mm", "time"),
        ('0"天"', "number"),
        ("[Red]0", "number"),
        ("0.00E+00", "number"),
        ("@", "number"),
        ("mmm", "date"),
        ("#,##0_d", "number"),
    ],
)
def test_which_formats_are_dates(code: str, kind: str) -> None:
    assert kind_of(code) == kind


def test_numbers_are_written_short() -> None:
    assert [number_text(each) for each in (1.0, -0.5, 1e15, 123456789012345.0)] == [
        "1",
        "-0.5",
        "1000000000000000",
        "123456789012345",
    ]


@pytest.mark.parametrize("is_1904", [False, True])
def test_both_readers_give_the_same_values(tmp_path: Path, *, is_1904: bool) -> None:
    book = openpyxl.Workbook()
    if is_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    moment = dt.datetime(2026, 3, 4, 5, 6, 7)  # noqa: DTZ001 - cells know no time zones
    values: list[tuple[Any, str]] = [
        (1, "General"),
        (1.5, "General"),
        (10**15, "General"),
        (0.1 + 0.2, "General"),
        (True, "General"),
        ("", "General"),
        (" a ", "General"),
        ("a\nb\tc", "General"),
        ("_x0041_", "General"),
        ("#N/A", "General"),
        ("#DIV/0!", "General"),
        (moment, "yyyy-mm-dd hh:mm:ss"),
        (moment.date(), "yyyy-mm-dd"),
        (moment.time(), "hh:mm:ss"),
        (dt.timedelta(hours=30), "[h]:mm"),
        (0.123456789, "h:mm"),
        (45000.123456789, "yyyy-mm-dd"),
        (3, "yyyy-mm-dd"),
        (-3, "yyyy-mm-dd"),
        ("=1+1", "General"),
        (CellRichText("a", TextBlock(InlineFont(b=True), "b ")), "General"),
    ]
    for number, (value, code) in enumerate(values, 3):
        sheet.cell(number, 2, value)
        sheet.cell(number, 2).number_format = code
    for number in range(3, 1203):
        sheet.cell(number, 4, number)
    sheet.merge_cells("B40:C41")
    sheet["B40"] = "併"
    book.save(tmp_path / "a.xlsx")
    fast = open_book(tmp_path / "a.xlsx").sheets[0]
    slow = open_book(tmp_path / "a.xlsx").sheets[0]
    slow["Z9999"].value = "x"
    area = "A1:E1202"
    assert fast[area].raw_value == slow[area].raw_value
    assert fast[area].formula == slow[area].formula
    assert list(map(type, fast["B3:B30"].options(ndim=1).value)) == list(
        map(type, slow["B3:B30"].options(ndim=1).value)
    )
