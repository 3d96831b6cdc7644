"""month-end notes what it read and computed, and whoever asks later is told what changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.compute import Month
from estate_xl.compute.appraisal_numbers import take_numbers
from estate_xl.files.session import open_file
from estate_xl.schema import Language
from estate_xl.tasks.month_end import appraise
from estate_xl.write.month_records import changed_sheets, noted_months, read_record
from support.closed_month import close_month

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

    from estate_xl.write.month_records import MonthRecord

MONTH = Month.parse("2026-10")
TITLES = {Language.HANT: "考核 2026-10", Language.EN: "Appraisal 2026-10"}


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The sample office with its month closed."""
    return close_month(tmp_path / "book.xlsx")


def noted(path: Path) -> tuple[MonthRecord, list[str]]:
    """The record and the sheets that changed since."""
    with open_file(path) as opened:
        record = read_record(opened.book, MONTH, Language.HANT)
        assert record is not None
        now = dt.datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook's times have no zone
        done = appraise(opened.book, MONTH, now, lambda _: None)
        return record, changed_sheets(done.appraisal.counted, record)


@pytest.mark.slow_after_first
@pytest.mark.parametrize("language", list(TITLES))
def test_numbers_stand_where_the_record_says(tmp_path: Path, language: Language) -> None:
    path = close_month(tmp_path / "book.xlsx", language)
    record, changed = noted(path)
    with open_file(path) as opened:
        sheet = opened.book.sheets[record.title]
        numbers = take_numbers(str(MONTH), record.standing, lambda *at: sheet.range(at).value)
    assert record.title == TITLES[language]
    assert changed == []
    assert numbers.digest == record.numbers
    assert len(numbers.records("zones")) == 6
    assert len(numbers.records("staff")) == 44
    assert {"score", "rank", "inspection", "owner"} <= numbers.records("zones")[0].keys()
    assert numbers.heading()["zone_owner_weight"] == ("C4", 0.7)
    assert not [key for block in record.standing.blocks for key in block.columns if key == "text"]


def test_a_month_never_closed_has_no_record(closed: Path) -> None:
    with open_file(closed) as opened:
        assert read_record(opened.book, Month.parse("2026-09"), Language.HANT) is None


def record_column(book: xw.Book) -> tuple[xw.Sheet, int]:
    """名單 and the column of its notes of months."""
    sheet = book.sheets["名單"]
    headers = sheet.range((3, 1), (3, sheet.used_range.last_cell.column)).value
    return sheet, headers.index("考核記錄") + 1


def test_the_months_that_were_computed(closed: Path) -> None:
    with open_file(closed) as opened:
        assert noted_months(opened.book, Language.HANT) == [MONTH]
        sheet, column = record_column(opened.book)
        sheet.range((5, column - 1), (6, column)).value = [["上月", "{}"], ["'2026-09", "{}"]]
        assert noted_months(opened.book, Language.HANT) == [MONTH, Month.parse("2026-09")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        (("評分錄入", "員工自檢"), 12.5, ["MonthlyScores"]),
        (("業主", "電話"), "13900000000", []),
        (("員工", "電話"), "13900000000", []),
        (("考核構成", "員工自檢"), 0.4, ["AppraisalWeights"]),
        (("巡檢標準", "扣分"), 9, ["InspectionStandards"]),
    ],
)
def test_what_changed_since_is_named(
    closed: Path, tmp_path: Path, cell: tuple[str, str], value: object, expected: list[str]
) -> None:
    title, header = cell
    workbook = openpyxl.load_workbook(closed)
    sheet = workbook[title]
    headers = [cell.value for cell in sheet[3]]
    rows = range(4, sheet.max_row + 1)
    if title == "評分錄入":
        rows = [row for row in rows if str(sheet.cell(row, 1).value) == str(MONTH)]  # type: ignore[assignment]
    sheet.cell(rows[0], headers.index(header) + 1).value = value  # type: ignore[assignment]
    workbook.save(tmp_path / "later.xlsx")
    assert noted(tmp_path / "later.xlsx")[1] == expected


def test_a_broken_note_is_none(closed: Path, tmp_path: Path) -> None:
    with open_file(closed) as opened:
        sheet, column = record_column(opened.book)
        sheet.range((4, column)).value = '{"title":"x"}'
        opened.save(tmp_path / "broken.xlsx")
    with open_file(tmp_path / "broken.xlsx") as opened:
        assert read_record(opened.book, MONTH, Language.HANT) is None
