"""The twin of Excel answers as Excel is documented to, and says so where it does not know."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import xlwings as xw

from excel_twin import UnknownMember, death, rejection, started_excel
from excel_twin.dispatcher import APPLICATION_ERROR, REFUSED, Dispatcher
from excel_twin.pywin32 import ComError, Time
from support.desks import filter_table, office_bytes
from support.equal_books import differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from excel_twin import Started

DAY = dt.datetime(2026, 6, 1, 8, 30)  # noqa: DTZ001 - cells know no time zones


@pytest.fixture
def twin() -> Iterator[Started]:
    """An Excel with an empty workbook."""
    with started_excel() as started:
        started.app.books.add()
        started.excel.border.forget_trips()
        yield started


def raw(twin: Started, address: str) -> Any:  # noqa: ANN401 - an object of another process
    """Excel's own object of some cells."""
    return twin.excel.books[0].Worksheets(1).Range(address)


def sheet_of(twin: Started) -> xw.Sheet:
    """Its only sheet."""
    return twin.app.books[0].sheets[0]


def kinds() -> list[type[Dispatcher]]:
    """All classes of objects."""
    found, waiting = [], [Dispatcher]
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].__subclasses__()
    return found


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_each_member_names_its_source(kind: type[Dispatcher]) -> None:
    without = [
        name
        for name, member in vars(kind).items()
        if name[0].isupper() and not re.search(r"MS \w|xlwings|#\d", inspect.getdoc(member) or "")
    ]
    assert without == []


def test_round_trips_are_counted_by_object_and_member(twin: Started) -> None:
    sheet = sheet_of(twin)
    twin.excel.border.forget_trips()
    cell = sheet.range((2, 3))
    assert twin.excel.border.trips == {("Worksheet", "Cells"): 1, ("Range", "Item"): 1}
    cell.value = 5
    _ = [each.name for each in twin.app.books[0].names]
    trips = twin.excel.border.trips
    assert trips["Range", "Value ="] == 1
    assert trips["Names", "Count"] >= 1
    assert twin.round_trips == trips.total()


def test_values_arrive_as_com_hands_them_over(twin: Started) -> None:
    sheet = sheet_of(twin)
    sheet["A1:E1"].value = [1, DAY, "#N/A", None, True]
    sheet["A2"].value = 12.5
    sheet["A2"].number_format = '"Umsatz" #,##0.00 [$€-407]'
    held = raw(twin, "A1:E2").Value
    assert held == ((1.0, Time(2026, 6, 1, 8, 30, tzinfo=dt.UTC), -2146826246, None, True),
                    (Decimal("12.5000"), None, None, None, None))  # fmt: skip
    assert [type(value) for value in held[0]] == [float, Time, int, type(None), bool]
    assert raw(twin, "A1").Value == 1.0
    assert raw(twin, "A2").Value2 == 12.5
    assert raw(twin, "B1").Value2 == pytest.approx(46174 + 8.5 / 24)


@pytest.mark.parametrize("text", ["1/2", "5月1日", "$5", "-x", "@a", "3:05 PM"])
def test_a_text_that_excel_reads_by_its_language_is_not_guessed(twin: Started, text: str) -> None:
    with pytest.raises(UnknownMember, match="by its language"):
        sheet_of(twin)["A1"].value = text
    sheet_of(twin)["A1"].value = f"'{text}"
    assert sheet_of(twin)["A1"].value == text


def test_what_is_not_declared_is_named(twin: Started) -> None:
    with pytest.raises(UnknownMember, match=r"Worksheet\.Scenarios"):
        _ = sheet_of(twin).api.Scenarios
    with pytest.raises(UnknownMember, match=r"Range\.Orientation"):
        sheet_of(twin)["A1"].api.Orientation = 45
    with pytest.raises(UnknownMember):
        sheet_of(twin)["A1"].api.Address = "$B$1"


def test_a_filtered_sheet_takes_the_first_element_only(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(office_bytes())
    with started_excel() as twin:
        sheet = twin.open(path).sheets["報事"]
        filter_table(xw.Book(impl=twin.excel.books[0].file), "報事", range(5, 7))
        before = sheet["C4:C7"].value
        sheet["C4:C7"].value = [["甲"], ["乙"], ["丙"], ["丁"]]
        assert sheet["C4:C7"].value == ["甲", *before[1:3], "甲"]
        with pytest.raises(UnknownMember, match="a filter hides"):
            sheet["C4:C7"].clear_contents()
        sheet.tables[0].autofilter.clear()
        sheet["C4:C7"].value = [["甲"], ["乙"], ["丙"], ["丁"]]
        assert sheet["C4:C7"].value == ["甲", "乙", "丙", "丁"]


def test_a_union_of_areas_is_one_range(twin: Started) -> None:
    sheet = sheet_of(twin)
    twin.excel.border.forget_trips()
    union = sheet.range("A1:B2,A4:B4")
    union.color = (1, 2, 3)
    union.row_height = 30
    assert twin.round_trips <= 5
    assert sheet["A4"].color == (1, 2, 3)
    assert sheet["A3"].color is None
    assert sheet["A1:A4"].row_height is None
    assert union.api.Address == "$A$1:$B$2,$A$4:$B$4"
    assert union.api.Areas.Count == 2
    with pytest.raises(ComError):
        sheet.range(",".join(["A1:B2"] * 50))


def test_languages_differ_where_excel_does() -> None:
    said = {}
    for language in ("en", "zh", "de"):
        with started_excel(language) as twin:
            twin.app.books.add()
            cell = raw(twin, "A1")
            cell.Formula = "=1.5+2"
            cell.NumberFormat = "#,##0.00"
            with pytest.raises(ComError) as none:
                raw(twin, "B5:C6").SpecialCells(4 - 2)
            said[language] = (
                cell.FormulaLocal,
                cell.NumberFormatLocal,
                raw(twin, "B1").NumberFormatLocal,
                none.value.excepinfo[2],  # type: ignore[index] # Excel's errors have it
            )
    assert said == {
        "en": ("=1.5+2", "#,##0.00", "General", "No cells were found."),
        "zh": ("=1.5+2", "#,##0.00", "G/通用格式", "未找到单元格。"),
        "de": ("=1,5+2", "#.##0,00", "Standard", "Es wurden keine Zellen gefunden."),
    }


def test_a_refusal_has_excels_numbers(twin: Started) -> None:
    with pytest.raises(ComError) as refused:
        sheet_of(twin)["A1"].formula = "=SUM("
    assert refused.value.hresult == REFUSED
    assert refused.value.excepinfo is not None
    assert refused.value.excepinfo[-1] == APPLICATION_ERROR


def test_a_rejected_call_is_made_again_by_xlwings(twin: Started) -> None:
    cell = sheet_of(twin)["A1"]
    border = twin.excel.border
    border.forget_trips()
    border.fail_at(2, rejection(), times=3)
    cell.value = 7
    assert cell.value == 7.0
    border.forget_trips()
    border.fail_at(1, rejection())
    assert twin.app.api.UserName == "Windows User"
    assert twin.round_trips == 2


def test_an_excel_that_is_gone_answers_nothing(twin: Started) -> None:
    twin.excel.border.forget_trips()
    twin.excel.border.fail_at(2, death(), times=None)
    assert twin.app.screen_updating is True
    for _ in range(2):
        with pytest.raises(ComError) as gone:
            _ = twin.app.screen_updating
        assert gone.value.hresult == -2147023174


def test_excels_are_told_apart_by_their_windows() -> None:
    with started_excel() as one, started_excel() as other:
        one.app.books.add()
        other.app.books.add()
        assert [app.hwnd for app in xw.apps] == [other.app.hwnd, one.app.hwnd]
        one.app.quit()
        assert [app.hwnd for app in xw.apps] == [other.app.hwnd]
    assert xw.engines.active is None or xw.engines.active.name != "excel"


@pytest.mark.slow
def test_workbooks_that_differ_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(office_bytes())
    with started_excel() as twin:
        book = twin.open(path)
        sheet = book.sheets["報事"]
        sheet["C4"].value = "改過"
        sheet["C5"].color = (1, 2, 3)
        sheet["A9"].row_height = 77
        book.save()
    found = differences(path.read_bytes(), office_bytes())
    assert [each.split(":")[0] for each in found] == ["報事 C4", "報事 C5", "報事 row 9"]
    assert differences(office_bytes(), office_bytes()) == []
