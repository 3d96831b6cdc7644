"""Who is employed on a day of a period (R-8.4)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.compute.employment import is_employed
from estate_xl.typed_frames import build_tables


@pytest.mark.parametrize(
    ("joined", "left", "expected"),
    [
        (None, None, True),
        ("10-31", None, True),
        ("11-01", None, False),
        (None, "10-01", True),
        (None, "09-30", False),
        ("10-15", "10-15", True),
        # On no day: the one had gone before the other began.
        ("10-31", "10-15", False),
    ],
)
def test_employed_on_at_least_one_day(
    joined: str | None, left: str | None, *, expected: bool
) -> None:
    row = {
        key: pd.Timestamp(f"2026-{day}")
        for key, day in (("joined", joined), ("left", left))
        if day is not None
    }
    staff = build_tables({"Staff": {4: {"staff": "E1", **row}}})["Staff"]
    held = is_employed(staff, pd.Timestamp("2026-10-01"), pd.Timestamp("2026-10-31"))
    assert list(held) == [expected]
