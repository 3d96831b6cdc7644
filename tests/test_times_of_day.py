"""A date typed without a time is some time on that day."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.times_of_day import is_before, lacks_clock, latest, minute_text


def _times(*texts: str | None) -> pd.Series:
    return pd.Series([pd.Timestamp(text) if text else pd.NaT for text in texts])


@pytest.mark.parametrize(
    ("time", "other", "expected"),
    [
        ("2026-10-02 09:00", "2026-10-02 09:01", True),
        ("2026-10-02 09:00", "2026-10-02 09:00", False),
        ("2026-10-02 09:00", "2026-10-02 08:59", False),
        ("2026-10-02", "2026-10-02 09:00", False),
        ("2026-10-02 09:00", "2026-10-02", False),
        ("2026-10-02", "2026-10-02", False),
        ("2026-10-01", "2026-10-02 00:01", True),
        ("2026-10-01 23:59", "2026-10-02", True),
        ("2026-10-01", "2026-10-02", True),
        ("2026-10-02", "2026-10-01 23:59", False),
        (None, "2026-10-02", False),
        ("2026-10-02", None, False),
    ],
)
def test_is_before(time: str | None, other: str | None, *, expected: bool) -> None:
    assert list(is_before(_times(time), _times(other))) == [expected]


def test_the_latest_that_a_moment_can_be() -> None:
    times = _times("2026-10-02", "2026-10-02 00:01", None)
    assert list(lacks_clock(times)) == [True, False, False]
    ends = latest(times)
    assert ends.iloc[0] == pd.Timestamp("2026-10-02 23:59:59.999999")
    assert ends.iloc[1] == times.iloc[1]
    assert pd.isna(ends.iloc[2])


def test_words_never_say_midnight() -> None:
    assert minute_text(pd.Timestamp("2026-10-02")) == "2026-10-02"
    assert minute_text(pd.Timestamp("2026-10-02 00:01")) == "2026-10-02 00:01"
