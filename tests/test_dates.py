"""Days and months as people write them."""

from __future__ import annotations

import pytest

from estate_xl.dates import day_of, month_of


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-10", "2026-10"),
        ("2026-1", "2026-01"),
        ("2026年10月", "2026-10"),
        (" 2026 年 10 月 ", "2026-10"),
        ("202610", "2026-10"),
        ("2026/10", "2026-10"),
        ("2026.10", "2026-10"),
        ("２０２６／１０", "2026-10"),
        ("\u200b2026-10", "2026-10"),
        ("2026-10-31", "2026-10"),
        ("20261031", "2026-10"),
        ("31/10/2026", "2026-10"),
        ("2026-10-31 09:00", None),
        ("2026-02-30", None),
        ("2026-13", None),
        ("1999-10-01", None),
        ("3/10/2026", None),
        ("10月", None),
        ("", None),
    ],
)
def test_a_month(text: str, month: str | None) -> None:
    assert month_of(text) == month


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("2026-10-05 09:00", "2026-10-05", "09:00"),
        ("5/5/2026", "2026-05-05", ""),
        ("13.10.2026", "2026-10-13", ""),
        ("10-13-2026", "2026-10-13", ""),
    ],
)
def test_a_day_and_what_follows(text: str, day: str, rest: str) -> None:
    found, left = day_of(text)
    assert f"{found:%Y-%m-%d}" == day
    assert left == rest
