"""Cells are understood where one reading is possible, never guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from estate_xl.read.values import (
    is_blank,
    parse_column,
    plain_text,
    typed_before_date,
    typed_clock,
)
from estate_xl.schema import ESTATE_BOOK, Column, Kind, Label
from estate_xl.schema.terms import RATINGS, YES_NO


def column(kind: Kind, **more: object) -> Column:
    choices = more.get("choices", ())
    assert isinstance(choices, tuple)
    reference = "Staff" if kind in {Kind.REFERENCE, Kind.CODES} else None
    return Column("c", Label("欄", "c"), kind, choices=choices, reference=reference)


def parse(value: object, kind: Kind, choices: tuple[Label, ...] = ()) -> object:
    parsed = parse_column(
        pd.Series([value], index=[4], dtype=object), column(kind, choices=choices)
    )
    held = parsed.iloc[0]
    return None if pd.isna(held) else held


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-10-03", "2026-10-03"),
        ("2026/1/3", "2026-01-03"),
        ("2026.10.3", "2026-10-03"),
        ("２０２６年１０月３日", "2026-10-03"),
        ("20261003", "2026-10-03"),
        (20261003.0, "2026-10-03"),
        (46298.0, "2026-10-03"),
        ("31/10/2026", "2026-10-31"),
        ("10/31/2026", "2026-10-31"),
        ("10/10/2026", "2026-10-10"),
        ("3/10/2026", None),
        ("2026-02-30", None),
        ("十月三號", None),
        ("26-10-03", None),
        ("2026-10", None),
        (5.0, None),
        (45.5, None),
        (True, None),
        (dt.datetime(1899, 12, 31), None),  # noqa: DTZ001 - no zone in a workbook
        (dt.datetime(2026, 10, 3, 8, 30), "2026-10-03"),  # noqa: DTZ001
    ],
)
def test_dates(value: object, expected: str | None) -> None:
    assert parse(value, Kind.DATE) == (None if expected is None else pd.Timestamp(expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-10-03 14:30", "2026-10-03 14:30"),
        ("2026-10-03T14:30:15", "2026-10-03 14:30:15"),
        ("2026年10月3日 下午2:30", "2026-10-03 14:30"),
        ("2026/10/3 2:30 PM", "2026-10-03 14:30"),
        ("2026/10/3 上午12:05", "2026-10-03 00:05"),
        ("2026年10月3日14時30分", "2026-10-03 14:30"),
        ("2026 年 10 月 3 日 14:30", "2026-10-03 14:30"),
        ("2026-10-03 星期六 14:30", "2026-10-03 14:30"),
        ("2026年10月3日（週六）下午2:30", "2026-10-03 14:30"),
        ("\u200b2026-10-03 14:30\ufeff", "2026-10-03 14:30"),
        ("2026-10-03 25:00", None),
        ("2026-10-03 半夜", None),
        (dt.datetime(2026, 10, 3, 8, 29, 59, 999997), "2026-10-03 08:30"),  # noqa: DTZ001
    ],
)
def test_times_of_day(value: object, expected: str | None) -> None:
    held = parse(value, Kind.DATETIME)
    assert held == (None if expected is None else pd.Timestamp(expected))


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("９２.５", Kind.SCORE, 92.5),
        ("92.5分", Kind.SCORE, 92.5),
        ("1,234.5", Kind.NUMBER, 1234.5),
        ("12,34", Kind.NUMBER, None),
        ("30%", Kind.SHARE, 0.3),
        ("30%", Kind.SCORE, 30),
        ("９５．５％", Kind.SCORE, 95.5),
        ("30%", Kind.NUMBER, None),
        ("約90", Kind.SCORE, None),
        (3.0, Kind.INTEGER, 3),
        (3.5, Kind.INTEGER, None),
        ("３", Kind.INTEGER, 3),
        (True, Kind.NUMBER, None),
    ],
)
def test_numbers(value: object, kind: Kind, expected: float | None) -> None:
    assert parse(value, kind) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-10", "2026-10"),
        ("2026年1月", "2026-01"),
        ("2026-01-31", "2026-01"),
        ("202610", "2026-10"),
        (202610.0, "2026-10"),
        ("2026-13", None),
        ("10月", None),
    ],
)
def test_months(value: object, expected: str | None) -> None:
    assert parse(value, Kind.MONTH) == expected
    first = dt.datetime(2026, 10, 1)  # noqa: DTZ001 - no zone in a workbook
    assert parse(first, Kind.MONTH) == "2026-10"


@pytest.mark.parametrize(
    ("value", "choices", "expected"),
    [
        ("不滿意", RATINGS, "不滿意"),
        ("不满意", RATINGS, "不滿意"),
        (" dissatisfied ", RATINGS, "不滿意"),
        ("很滿意", RATINGS, None),
        ("y", YES_NO, "是"),
        (True, YES_NO, "是"),
        ("✗", YES_NO, "否"),
        (1.0, YES_NO, None),
    ],
)
def test_choices(value: object, choices: tuple[Label, ...], expected: str | None) -> None:
    assert parse(value, Kind.CHOICE, choices) == expected


@pytest.mark.parametrize("kind", [Kind.SCORE, Kind.INTEGER, Kind.TEXT, Kind.ID, Kind.DATE])
def test_currency_cells_of_live_excel_are_the_numbers_of_the_file(kind: Kind) -> None:
    from_excel = pd.Series([Decimal(46298), 7.0, None, "八"], dtype=object)
    from_file = pd.Series([46298.0, 7.0, None, "八"], dtype=object)
    column = Column("any", Label("任意", "Any"), kind)
    parsed = parse_column(from_excel, column)
    pd.testing.assert_series_equal(parsed, parse_column(from_file, column))
    assert parsed.notna().iloc[0]


def test_texts_keep_what_was_typed_and_ids_are_folded() -> None:
    assert parse("  ＡＢ c ", Kind.TEXT) == "ＡＢ c"
    assert parse(13800001111.0, Kind.TEXT) == "13800001111"
    assert parse("Ａ０１ ", Kind.ID) == "A01"
    assert parse(7.0, Kind.REFERENCE) == "7"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("BJ01、BJ02", "BJ01、BJ02"), ("無", None), ("无不合格项", None), ("None", None), ("-", None)],
)
def test_words_for_no_codes_are_an_empty_cell(typed: str, codes: str | None) -> None:
    assert parse(typed, Kind.CODES) == codes


def test_blank_cells_stay_missing_and_types_follow_the_schema() -> None:
    values = pd.Series(["", "  ", None, "x"], dtype=object)
    assert list(is_blank(values)) == [True, True, True, False]
    for declared in ESTATE_BOOK["Tickets"].columns:
        empty = parse_column(pd.Series([None, None], dtype=object), declared)
        assert empty.isna().all()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "TRUE"),
        (0.5, "0.5"),
        (dt.datetime(2026, 1, 2, 3, 4), "2026-01-02 03:04"),  # noqa: DTZ001
        (dt.datetime(2026, 1, 2), "2026-01-02"),  # noqa: DTZ001
        (dt.datetime(1899, 12, 30, 9, 30), "9:30"),  # noqa: DTZ001
        (dt.time(18, 5), "18:05"),
    ],
)
def test_plain_text(value: object, text: str) -> None:
    assert plain_text(value) == text


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (dt.datetime(1899, 12, 30, 9, 30), "9:30"),  # noqa: DTZ001 - no zone in a workbook
        (dt.datetime(1899, 12, 30), "0:00"),  # noqa: DTZ001
        (dt.datetime(1904, 1, 1, 9, 30), "9:30"),  # noqa: DTZ001 - a workbook that counts from 1904
        (dt.time(9, 30), "9:30"),
        (9.5 / 24, "9:30"),
        (" 9：30 ", "9：30"),
        ("上午9:30", "上午9:30"),
        ("9點30分", "9點30分"),
        ("9.30", None),
        ("2026-10-03 9:30", None),
        (dt.datetime(2026, 10, 3, 9, 30), None),  # noqa: DTZ001
        (0.0, None),
        (1.5, None),
        (True, None),
    ],
)
def test_a_time_typed_without_a_date(value: object, typed: str | None) -> None:
    assert typed_clock(value) == typed


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (dt.datetime(2026, 1, 2), "1-2"),  # noqa: DTZ001 - no zone in a workbook
        (dt.datetime(2026, 12, 31), "12-31"),  # noqa: DTZ001
        (dt.datetime(2026, 1, 1), "1-1"),  # noqa: DTZ001
        (dt.datetime(1932, 1, 1), "1-32"),  # noqa: DTZ001
        (dt.datetime(1930, 2, 1), "2-30"),  # noqa: DTZ001
        (dt.datetime(1930, 1, 1), "1-1"),  # noqa: DTZ001 - 1-30 is a day of January
        (dt.datetime(1899, 12, 30, 9, 30), None),  # noqa: DTZ001 - a time
        ("1-2", None),
        (46024.0, None),
    ],
)
def test_what_was_typed_before_excel_made_it_a_date(value: object, typed: str | None) -> None:
    assert typed_before_date(value) == typed
