"""A workbook is carried into a year that follows its records, and everything says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from estate_xl.engine.opening import open_book
from estate_xl.schema import Language
from estate_xl.tasks.new_year import new_year
from support.desks import NOW, records
from support.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


@pytest.mark.parametrize(
    ("year", "words"), [(2025, "最新的記錄在 2026 年"), (2028, "只能結轉到 2026 或 2027 年")]
)
def test_another_year_is_refused(book: xw.Book, year: int, words: str) -> None:
    before = [sheet.name for sheet in book.sheets]
    with refused(words):
        new_year(book, NOW, lambda _: None, year=year)
    assert [sheet.name for sheet in book.sheets] == before


def test_closed_records_leave_and_open_ones_move_up(book: xw.Book) -> None:
    tickets = book.sheets["報事"]
    headers = tickets["A3"].expand("right").value
    archived = headers.index("存檔時間") + 1
    for row in (4, 6):
        tickets.range((row, archived)).value = dt.datetime(2026, 10, 20, 9, 0)  # noqa: DTZ001 - local
    gone = len(records()["Tickets"]) - 2
    result = new_year(book, NOW, lambda _: None, year=2027)
    content = headers.index("報事內容") + 1
    assert [tickets.range((row, content)).value for row in (4, 5, 6)] == ["漏水6", "漏水8", None]
    assert (tickets.tables[0].range.last_cell.row, result.shares[0][1:]) == (5, (2, gone))
    assert book.sheets["跟進"]["A4"].value is None
    assert book.sheets["跟進"].tables[0].range.last_cell.row == 4
    assert f"報事 2 行（留下 {gone} 行）" in "\n".join(result.lines(Language.HANT, "n.xlsx"))
    assert result.as_json()["year"] == 2027


def add_own_things(book: xw.Book, tmp_path: Path) -> xw.Book:
    """The workbook with a sheet of the office's own: charts, a drop-down, a conditional format."""
    book.save(tmp_path / "before.xlsx")
    opened = openpyxl.load_workbook(tmp_path / "before.xlsx")
    own = opened.create_sheet("我的分析")
    for title, sheet, anchor in (("工單走勢", "報事", "D4"), ("片區", "片區", "D24")):
        chart = BarChart()
        chart.title = title
        chart.add_data(Reference(opened[sheet], min_col=2, min_row=5, max_row=8))
        own.add_chart(chart, anchor)
    rule = DataValidation("list", formula1="=報事!$B$5:$B$8", sqref="B2:B9")
    own.add_data_validation(rule)
    kept = DataValidation("list", formula1="=片區!$B$4:$B$5", sqref="C2:C9")
    own.add_data_validation(kept)
    shown = FormulaRule(formula=["A1>報事!$B$5"])  # type: ignore[no-untyped-call]
    own.conditional_formatting.add("A1:A5", shown)
    opened.save(tmp_path / "own.xlsx")
    return open_book(tmp_path / "own.xlsx")


def test_charts_lists_and_formats_that_broke_are_named(book: xw.Book, tmp_path: Path) -> None:
    tickets = book.sheets["報事"]
    headers = tickets["A3"].expand("right").value
    for row in range(4, 9):
        tickets.range((row, headers.index("存檔時間") + 1)).value = dt.datetime(2026, 10, 20, 9)  # noqa: DTZ001 - local
    result = new_year(add_own_things(book, tmp_path), NOW, lambda _: None, year=2027)
    assert list(result.lost) == [
        "「我的分析」Chart 1「工單走勢」",
        "「我的分析」A1:A5",
        "「我的分析」B2:B9",
    ]


def test_rules_of_ours_stay_where_their_first_row_went(book: xw.Book) -> None:
    before = {sheet.name: [text for _, text in sheet.api.rules] for sheet in book.sheets}
    new_year(book, NOW, lambda _: None, year=2027)
    after = {sheet.name: [text for _, text in sheet.api.rules] for sheet in book.sheets}
    assert {title: before[title] for title in after} == after


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            NOW,
            ["還沒有過完", "2026-11、2026-12", "還沒有計算考核", "2026-10", "請重新結轉"],
        ),
        (NOW.replace(year=2027, month=1), ["還沒有計算考核", "2026-10、2026-11、2026-12"]),
    ],
)
def test_each_month_that_is_not_closed_is_named(
    book: xw.Book, now: dt.datetime, said: list[str]
) -> None:
    result = new_year(book, now, lambda _: None, year=2027)
    words = "\n".join(result.lines(Language.HANT, "n.xlsx"))
    assert [text for text in said if text not in words] == []
    assert ("還沒有過完" in words) == (now is NOW)


def test_a_year_of_which_there_is_no_record_is_not_left(book: xw.Book) -> None:
    new_year(book, NOW, lambda _: None, year=2027)
    with refused("還沒有 2027 年的記錄"):
        new_year(book, NOW, lambda _: None, year=2028)
