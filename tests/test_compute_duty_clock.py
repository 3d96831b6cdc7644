"""Minutes of duty after a moment, against a clock that goes minute by minute (R-5.1)."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.compute.duty_clock import after_minutes
from estate_xl.schema import OfficeSettings
from estate_xl.schema.duty_hours import DutyHours

_DAY = 24 * 60


def _after(text: str | None, minutes: int, hours: DutyHours) -> str | None:
    times = pd.Series([pd.Timestamp(text) if text else pd.NaT], dtype="datetime64[us]")
    answer = after_minutes(times, minutes, hours)[0]
    return None if pd.isna(answer) else f"{answer:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("registered", "minutes", "due"),
    [
        ("2026-03-02 09:00", 30, "03-02 09:30"),
        ("2026-03-02 19:30", 30, "03-02 20:00"),
        ("2026-03-02 19:31", 30, "03-03 08:01"),
        ("2026-03-02 23:10", 30, "03-03 08:30"),
        ("2026-03-02 05:00", 30, "03-02 08:30"),
        ("2026-12-31 19:45", 30, "01-01 08:15"),
        ("2028-02-28 19:45", 30, "02-29 08:15"),
        ("2026-03-02 19:00", 1440, "03-04 19:00"),
        # A date alone is the day's end, when nobody is there any more.
        ("2026-03-02", 30, "03-03 08:30"),
        (None, 30, None),
    ],
)
def test_the_clock_stands_still_at_night(
    registered: str | None, minutes: int, due: str | None
) -> None:
    assert _after(registered, minutes, DutyHours(480, 1200)) == due


def test_a_desk_that_is_always_there() -> None:
    hours = OfficeSettings({"duty_hours": "00:00-24:00"}).duty_hours
    assert _after("2026-03-02 23:50", 30, hours) == "03-03 00:20"
    assert OfficeSettings({"duty_hours": None}).duty_hours == hours


def _minute_by_minute(start: pd.Timestamp, minutes: int, hours: DutyHours) -> pd.Timestamp:
    moment = start
    while minutes:
        if hours.start <= moment.hour * 60 + moment.minute < hours.end:
            minutes -= 1
        moment += pd.Timedelta(minutes=1)
    return moment


@settings(deadline=None)
@given(
    start=st.integers(1, 3 * 365 * _DAY),
    minutes=st.integers(1, 600),
    hours=st.tuples(st.integers(0, _DAY - 31), st.integers(1, _DAY)).map(
        lambda pair: DutyHours(pair[0], min(_DAY, pair[0] + 30 + pair[1]))
    ),
)
def test_it_agrees_with_a_clock_that_goes_minute_by_minute(
    start: int, minutes: int, hours: DutyHours
) -> None:
    passed = start + (start % _DAY == 0)  # midnight would be a date without a time
    moment = pd.Timestamp(2026, 1, 1) + pd.Timedelta(minutes=passed)
    found = after_minutes(pd.Series([moment]), minutes, hours)[0]
    assert found == _minute_by_minute(moment, minutes, hours)
