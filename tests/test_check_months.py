"""Months whose numbers are being computed."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.months import ComputedMonths
from estate_xl.typed_frames import build_tables

_NOW = pd.Timestamp("2026-11-28 09:00")


def _days(*texts: str) -> list[pd.Timestamp]:
    return [pd.Timestamp(text) for text in texts]


@pytest.mark.parametrize(
    ("noted", "records", "first", "start"),
    [
        # From the month computed last on; the first one is the earliest.
        (["2026-09-01", "2026-10-01", "2026-08-01"], {}, "2026-08-01", "2026-10-01"),
        (["2026-10-01"], {"visited": "2026-11-02"}, "2026-10-01", "2026-10-01"),
        # A month to come that somebody computed by mistake says nothing.
        (["2099-01-01", "2026-10-01"], {}, "2026-10-01", "2026-10-01"),
        (["2099-01-01"], {}, "2026-10-01", "2026-10-01"),
        # None computed yet: the month before the one of the latest record.
        ([], {"registered": "2026-03-31"}, "2026-02-01", "2026-02-01"),
        ([], {"registered": "2026-03-31", "visited": "2026-04-01"}, "2026-03-01", "2026-03-01"),
        ([], {"registered": "2026-03-31", "visited": "2062-04-01"}, "2026-02-01", "2026-02-01"),
        ([], {}, "2026-10-01", "2026-10-01"),
    ],
)
def test_of_a_workbook(noted: list[str], records: dict[str, str], first: str, start: str) -> None:
    row: dict[str, object] = {key: pd.Timestamp(text) for key, text in records.items()}
    tables = build_tables({"Tickets": {4: row}} if row else {})
    months = ComputedMonths.of_workbook(tables, _NOW, _days(*noted))
    assert (months.first, months.start, months.end) == (*_days(first, start), None)
    assert months.today == pd.Timestamp("2026-11-28")


def test_what_they_hold() -> None:
    times = pd.Series([*_days("2026-09-30 23:59", "2026-10-01", "2026-11-01"), pd.NaT])
    one = ComputedMonths.of_month(pd.Timestamp("2026-10-01"))
    going_on = ComputedMonths.of_workbook({}, _NOW, [pd.Timestamp("2026-10-01")])
    assert list(one.holds(times)) == [False, True, False, False]
    assert list(going_on.holds(times)) == [False, True, True, False]
    nothing = pd.Series([pd.NaT] * 4, dtype="datetime64[us]")
    assert list(one.may_hold(times, nothing)) == [True, True, False, True]
    assert list(going_on.may_hold(times, nothing)) == [True] * 4
    assert list(one.may_hold(nothing, times)) == [False, True, True, True]
