"""A workbook is carried into a year that follows its records, and everything says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.schema import Language
from estate_xl.tasks.new_year import new_year
from support.desks import NOW, records
from support.refusals import refused

if TYPE_CHECKING:
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
