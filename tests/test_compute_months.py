"""Months of the appraisal."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.compute import Month


@pytest.mark.parametrize("text", ["2026-13", "10月", "1999-01", "10/2026", "", "1999-10-01"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        Month.parse(text)


@pytest.mark.parametrize("text", ["2026-10", "2026年10月", "202610", "2026/10", "2026-10-31"])
def test_every_spelling_of_a_month(text: str) -> None:
    assert str(Month.parse(text)) == "2026-10"


def test_both_ends_belong_to_it() -> None:
    month = Month.parse("2026-02")
    times = pd.Series(
        pd.to_datetime(
            ["2026-01-31 23:59", "2026-02-01 00:00", "2026-02-28 23:59", "2026-03-01 00:00", "NaT"]
        )
    )
    assert list(month.holds(times)) == [False, True, True, False, False]
    assert str(month) == "2026-02"
    assert month.last_day == pd.Timestamp("2026-02-28")
