"""A renovation is patrolled in its days, and its deposit goes back (R-5 duties)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.check import parse_settings
from estate_xl.compute.renovations import deposits_owed, patrols_owed
from estate_xl.typed_frames import build_tables

NOW = pd.Timestamp(2026, 10, 20, 9)


def days(finder: object, *, every: str = "7", **typed: object) -> list[str]:
    """The days that a finder gives for one renovation."""
    times = {
        key: pd.Timestamp(f"2026-{value}") if isinstance(value, str) else value
        for key, value in typed.items()
    }
    setting = {4: {"key": "renovation_inspection_days", "value": every}}
    tables = build_tables({"Renovations": {4: times}, "Settings": setting})
    settings, _ = parse_settings(tables["Settings"])
    assert callable(finder)
    found = finder(tables["Renovations"], settings, NOW).dropna()
    return [f"{day:%m-%d}" for day in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"starts": "10-01"}, ["10-08"]),
        ({"starts": "10-01", "inspected": "10-08"}, ["10-15"]),
        ({"starts": "10-10", "inspected": "10-02"}, ["10-17"]),
        ({"starts": "10-01", "accepted": "10-12"}, []),
        ({"starts": "10-01", "accepted": "10-22"}, ["10-08"]),
        ({"starts": "10-21"}, []),
        ({"inspected": "10-02"}, []),
    ],
)
def test_a_patrol_is_owed_every_week_from_the_start_to_the_acceptance(
    typed: dict[str, str], expected: list[str]
) -> None:
    assert days(patrols_owed, **typed) == expected


def test_the_setting_says_how_often() -> None:
    assert days(patrols_owed, every="3", starts="10-01") == ["10-04"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"accepted": "09-01", "deposit": 2000.0}, ["10-01"]),
        ({"accepted": "09-01", "deposit": 2000.0, "refunded": "09-20"}, []),
        ({"accepted": "09-01", "deposit": 0.0}, []),
        ({"accepted": "09-01"}, []),
        ({"deposit": 2000.0}, []),
    ],
)
def test_a_deposit_goes_back_within_thirty_days(typed: dict[str, Any], expected: list[str]) -> None:
    assert days(deposits_owed, **typed) == expected
