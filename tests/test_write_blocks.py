"""Blocks written, formats and heights given to many areas, with few calls."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_bytes
from estate_xl.identity import find_sheet
from estate_xl.schema import Language
from estate_xl.write import blocks
from estate_xl.write.blocks import runs, set_row_heights, unions, write_block
from estate_xl.write.template_looks import Room, TemplateLooks
from support.engine_calls import counted_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

MOMENT = dt.datetime(2026, 10, 5, 6, 30)  # noqa: DTZ001 - cells know no time zones


@pytest.fixture(scope="module")
def book() -> Iterator[xw.Book]:
    """The empty workbook."""
    opened = open_bytes(make_book(Language.HANT), "office.xlsx")
    yield opened
    opened.close()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    """A new sheet of it."""
    return book.sheets.add()


def test_a_block_of_plain_values_is_two_calls(sheet: xw.Sheet) -> None:
    with counted_calls() as calls:
        write_block(sheet, 2, 3, [["a", 1, None, 2.5, True]] * 500)
    assert calls == {"Sheet.range": 1, "Range.raw_value =": 1}
    assert sheet.range("C2:G2").value == ["a", 1, None, 2.5, True]
    assert sheet.range("C501:G501").value == ["a", 1, None, 2.5, True]


def test_dates_and_numbers_that_are_none_are_cleaned(sheet: xw.Sheet) -> None:
    given = [MOMENT, pd.Timestamp(MOMENT), float("nan"), pd.NaT, np.int64(3), np.float64(0.5)]
    write_block(sheet, 1, 1, [given])
    assert sheet.range("A1:F1").value == [MOMENT, MOMENT, None, None, 3, 0.5]


def test_nothing_is_written_of_no_rows(sheet: xw.Sheet) -> None:
    with counted_calls() as calls:
        write_block(sheet, 1, 1, [])
        write_block(sheet, 1, 1, [[]])
    assert not calls


def test_a_large_block_goes_in_parts(sheet: xw.Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_MOST_CELLS", 10)
    lines = [[row, f"r{row}", MOMENT] for row in range(8)]
    with counted_calls() as calls:
        write_block(sheet, 1, 1, lines)
    assert calls["Range.raw_value ="] == 3
    assert sheet.range("A1:C8").value == lines


@pytest.mark.slow
def test_unions_are_no_longer_than_excel_takes(sheet: xw.Sheet) -> None:
    rows = range(1, 2000, 2)
    with counted_calls() as calls:
        for block in unions(sheet, (f"A{row}:C{row}" for row in rows)):
            block.font.bold = True
    assert calls["Sheet.range"] < 60
    held = [sheet.range(f"A{row}:C{row}").font.bold for row in range(1, 2001)]
    assert held == [row % 2 == 1 for row in range(1, 2001)]
    assert list(unions(sheet, ())) == []


def test_heights_by_row(sheet: xw.Sheet) -> None:
    heights = {row: 16.5 * (1 + (row % 7 == 0) + (row > 90)) for row in range(4, 100)}
    with counted_calls() as calls:
        set_row_heights(sheet, heights)
        set_row_heights(sheet, {})
    assert calls.total() <= 8
    assert {row: sheet.range((row, 1)).row_height for row in heights} == heights
    assert {sheet.range((row, 1)).row_height for row in (1, 2, 3, 100)} == {15.0}


def test_runs() -> None:
    assert runs([]) == []
    assert runs([7]) == [(7, 7)]
    assert runs([1, 2, 4, 5, 6, 9]) == [(1, 2), (4, 6), (9, 9)]


@pytest.mark.parametrize("key", ["AppraisalTemplate", "SlipTemplate"])
def test_looks_of_a_template_are_those_of_each_cell(book: xw.Book, key: str) -> None:
    template = find_sheet(book, key, Language.HANT)
    assert template is not None
    last = template.used_range.last_cell
    places = [(r, c) for r in range(1, last.row + 1) for c in range(1, last.column + 1)]
    looks = TemplateLooks(template, places)
    found = {place: looks.room(*place) for place in places}
    for place in places:
        cell = template.range(place)
        merged = cell.merge_area
        width = sum(part.column_width or 0.0 for part in merged.rows[0])
        expected = Room(width, merged.height, cell.font.size or 11.0, bool(cell.wrap_text))
        assert found[place] == pytest.approx(expected)
        assert looks.wraps(*place) == expected.wraps


def test_cells_of_one_value_are_written_at_once(sheet: xw.Sheet) -> None:
    """A block goes cell by cell where it stands as often as it has cells, formulas never do."""
    pair: list[list[object]] = [["片區", MOMENT]]
    held: list[tuple[int, int, list[list[object]]]] = [(row, 1, pair) for row in (1, 3)]
    held += [
        (5, 1, [[1]]),
        (5, 3, [[True]]),
        (7, 1, [["片區"]]),
    ]
    formula: list[list[object]] = [["=A5"]]
    held += [(row, 5, formula) for row in (1, 2)] + [(9, 1, [["a"], ["b"], ["c"]])]
    with counted_calls() as calls:
        blocks.write_blocks(sheet, held)
    assert calls["Range.raw_value ="] == len(["片區", MOMENT, 1, True, "=A5", "=A5", "abc"])
    assert [sheet.range((row, 1)).value for row in (1, 3, 5, 7)] == ["片區", "片區", 1, "片區"]
    assert [sheet.range((row, 2)).value for row in (1, 3)] == [MOMENT, MOMENT]
    assert sheet["C5"].value is True
    assert [sheet.range((row, 5)).formula for row in (1, 2)] == ["=A5", "=A5"]
    assert sheet["A9:A11"].value == ["a", "b", "c"]
