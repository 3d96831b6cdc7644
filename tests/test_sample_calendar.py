"""The sample's months, weeks, working days and hours."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from estate_xl.sample.calendar import days_of, into_hours, make_span, weeks_of
from estate_xl.sample.random_streams import stream

OCTOBER = make_span(["2026-09", "2026-10"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 18), date(2026, 9, 20)),  # Sunday, worked for the National Day
        (date(2026, 9, 24), date(2026, 9, 28)),  # Mid-Autumn
        (date(2026, 9, 30), date(2026, 10, 8)),  # National Day
        (date(2026, 10, 9), date(2026, 10, 10)),  # Saturday, worked
        (date(2026, 10, 10), date(2026, 10, 12)),
        (date(2026, 10, 22), date(2026, 10, 26)),  # the company's own day
    ],
)
def test_next_working_day(day: date, expected: date) -> None:
    assert OCTOBER.next_working_day(day) == expected


@pytest.mark.parametrize(
    "months", [[], ["2026-13"], ["十月"], ["2026-10", "2026-09"], ["2026-10", "2026-10"]]
)
def test_months_that_are_none(months: list[str]) -> None:
    with pytest.raises(ValueError, match=r"month|isoformat"):
        make_span(months)


def test_a_week_belongs_to_the_month_of_its_sunday() -> None:
    september = weeks_of(OCTOBER, "2026-09")
    october = weeks_of(OCTOBER, "2026-10")
    assert september[-1][-1] == date(2026, 9, 27)
    assert october[0] == [date(2026, 10, day) for day in (1, 2, 3, 4)]
    assert october[-1][-1] == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("moment", "earliest", "latest"),
    [
        ("2026-09-30T08:00", "2026-09-30T08:30", "2026-09-30T09:30"),
        ("2026-09-30T08:30", "2026-09-30T08:30", "2026-09-30T08:30"),
        ("2026-09-30T17:59", "2026-09-30T17:59", "2026-09-30T17:59"),
        ("2026-09-30T18:00", "2026-10-01T08:30", "2026-10-01T09:30"),
    ],
)
def test_into_hours(moment: str, earliest: str, latest: str) -> None:
    rng = stream(1, "test")
    for _ in range(50):
        opened = into_hours(datetime.fromisoformat(moment), rng)
        assert datetime.fromisoformat(earliest) <= opened <= datetime.fromisoformat(latest)


def test_days_of_february() -> None:
    assert len(days_of("2028-02")) == 29
