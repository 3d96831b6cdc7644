"""The blocks beside the list on 逾期提醒: coverage (R-7) and recognition (R-6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.results import (
    COMING_MARK,
    COVERAGE_DAYS,
    COVERAGE_HEADERS,
    DONE_MARK,
    MISSED_MARK,
    RECOGNITION_HEADERS,
)
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 3


def office(folder: Path, language: Language) -> Path:
    """A sample office of three months up to the end of October."""
    sample = make_sample(1, 90)
    path = folder / f"{language.value}.xlsx"
    path.write_bytes(make_book(language, sample.records, sample.settings))
    return path


def block(sheet: Worksheet, header: str, width: int) -> list[list[object]]:
    """The lines of a block below its header."""
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    left = headers.index(header) + 1
    rows = sheet.iter_rows(HEADER_ROW + 1, sheet.max_row, left, left + width - 1, values_only=True)
    return [list(row) for row in rows if row[0] is not None]


@pytest.mark.slow_after_first
@pytest.mark.parametrize("language", Language)
def test_each_zone_has_a_mark_for_each_day(tmp_path: Path, language: Language) -> None:
    """R-7.1 to R-7.3: four lines a zone; a week's inspections stand under its Sunday."""
    path = office(tmp_path, language)
    main(["overdue", str(path), "--as-of", "2026-10-31T18:00", "--quiet"])
    sheet = read_sheet(path, ESTATE_BOOK["Overdue"].title.text(language))
    width = len(COVERAGE_HEADERS) + COVERAGE_DAYS
    lines = block(sheet, COVERAGE_HEADERS[0].text(language), width)
    assert len(lines) == 6 * 4
    marks = {mark for number, line in enumerate(lines) for mark in line[2:] if number % 4 != 1}
    assert marks <= {DONE_MARK, MISSED_MARK, COMING_MARK, None}
    areas = str(sheet.print_area).split(",")
    assert len(areas) == 3
    assert any(str(HEADER_ROW + len(lines)) in area for area in areas), "as long as the block"
    daily, trades, weekly, supervisor = lines[:4]
    assert None not in daily[2:]
    for mark, count in zip(daily[2:], trades[2:], strict=True):
        assert count in ((1, 2, 3, 4, 5) if mark == DONE_MARK else (None,))
    # 1 October 2026 is a Thursday: Sundays are the 4th, 11th, 18th and 25th.
    sundays = [index for index, mark in enumerate(weekly[2:], start=1) if mark is not None]
    assert sundays == [4, 11, 18, 25]
    assert [n for n, mark in enumerate(supervisor[2:], start=1) if mark] == sundays


@pytest.mark.slow
def test_an_inspection_taken_away_leaves_a_hole(tmp_path: Path) -> None:
    """What is missing is red, what is still to come today is not."""
    path = office(tmp_path, Language.HANT)
    book = openpyxl.load_workbook(path)
    sheet = book["巡檢"]
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    kind, zone, date = (headers.index(h) for h in ("巡檢類型", "片區", "日期"))
    first = next(
        row
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1)
        if row[kind].value == "片區日檢" and f"{row[date].value:%m-%d}" == "10-15"
    )
    gone = first[zone].value
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        is_same = row[kind].value == "片區日檢" and row[zone].value == gone
        if is_same and f"{row[date].value:%m-%d}" in {"10-15", "10-31"}:
            row[kind].value = "主管周檢"
    book.save(path)
    main(["overdue", str(path), "--as-of", "2026-10-31T18:00", "--quiet"])
    lines = block(read_sheet(path, "逾期提醒"), "巡檢覆蓋", 2 + COVERAGE_DAYS)
    daily = [line[2:] for line in lines if line[1] == "片區日檢"]
    holes = [line for line in daily if line[14] == MISSED_MARK]
    assert len(holes) == 1
    assert holes[0][30] == COMING_MARK


@pytest.mark.slow
def test_recognition_stands_against_the_target(tmp_path: Path) -> None:
    """R-6: zones first, then people, known ÷ asked, reached from 90 % on."""
    path = office(tmp_path, Language.HANT)
    main(["overdue", str(path), "--as-of", "2026-10-31T18:00", "--quiet"])
    sheet = read_sheet(path, "逾期提醒")
    lines = block(sheet, RECOGNITION_HEADERS[0].hant, len(RECOGNITION_HEADERS))
    assert len(lines) > 6
    for _, asked, known, share, target, reached in lines:
        assert target == 0.9
        if not asked:
            assert (share, reached) == (None, None)
            continue
        assert share == pytest.approx(float(str(known)) / float(str(asked)))
        assert reached == ("是" if float(str(share)) >= 0.9 else "否")


@pytest.mark.slow
def test_an_office_without_the_blocks_is_left_alone(tmp_path: Path) -> None:
    """The office deleted the columns: the list is written, nothing beside it."""
    path = office(tmp_path, Language.HANT)
    book = openpyxl.load_workbook(path)
    book["逾期提醒"].delete_cols(9, 60)
    book.save(path)
    assert main(["overdue", str(path), "--as-of", "2026-10-31T18:00", "--quiet"]) == 1
    sheet = read_sheet(path, "逾期提醒")
    assert sheet.max_column == 8
