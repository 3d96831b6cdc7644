"""The day by which a matter is due (R-5.3 to R-5.6)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.compute.deadlines import TICKET_MATTERS, due_days
from estate_xl.compute.tickets import PAUSE, RULES, Clocks
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.schema import ESTATE_BOOK
from estate_xl.typed_frames import build_frame

ROWS = [
    ("visit", "工程類", "2026-10-16", "2026-10-19"),  # back on a Friday
    ("visit", None, "2026-10-17", "2026-10-19"),  # back on a Saturday
    ("follow_up", "工程類", "2026-10-14", "2026-10-21"),  # calendar days
    ("follow_up", "物管類", "2026-10-14", "2026-10-17"),
    ("follow_up", None, "2026-10-14", None),
    ("rework", "物管類", "2026-10-14", "2026-10-17"),
    ("joint_check", "工程類", "2026-10-14", "2026-10-21"),
    ("visit", "工程類", None, None),
]


def test_a_rule_stands_behind_every_matter() -> None:
    """A pause has its own end: its due day is typed, and no rule counts it."""
    assert set(RULES) == {*TICKET_MATTERS, PAUSE}


@pytest.mark.parametrize("wanted", [ROWS, ROWS[:1], ROWS[2:4]])
def test_days(wanted: list[tuple[str, str | None, str | None, str | None]]) -> None:
    matters, kinds, starts, expected = (list(each) for each in zip(*wanted, strict=True))
    found = due_days(
        pd.Series(matters, dtype="str"),
        pd.Series(kinds, dtype="str"),
        pd.Series(pd.to_datetime(starts)).astype("datetime64[us]"),
        WorkCalendar(build_frame(ESTATE_BOOK["Calendar"], {})),
        Clocks(),
    )
    shown = [None if day is pd.NaT else f"{day:%Y-%m-%d}" for day in found.day]
    assert shown == expected
    assert not found.provisional.any()


def test_a_year_that_nobody_settled_is_provisional() -> None:
    found = due_days(
        pd.Series(["visit", "follow_up"], dtype="str"),
        pd.Series(["工程類"] * 2, dtype="str"),
        pd.Series(pd.to_datetime(["2040-05-04"] * 2)).astype("datetime64[us]"),
        WorkCalendar(build_frame(ESTATE_BOOK["Calendar"], {})),
        Clocks(),
    )
    assert found.provisional.tolist() == [True, False]
