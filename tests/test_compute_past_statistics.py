"""The figures of a year outlive their rows, number by number."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from estate_xl.compute.months import Month
from estate_xl.compute.past_statistics import PastYear
from estate_xl.compute.periods import Period
from estate_xl.compute.statistics import month_statistics, year_statistics
from estate_xl.schema.office_settings import OfficeSettings
from estate_xl.schema.settings import SETTINGS
from estate_xl.typed_frames import build_tables

NAN = math.nan
KNOWN = (True, *[False] * 10, True, True)
YEAR = PastYear(2026, KNOWN, {"tickets_zone": {"A 01": (9.5, *[NAN] * 10, 4.0, 5.5)}, "visits": {}})


def test_lines_keep_it_and_give_it_back() -> None:
    back = PastYear.from_lines(YEAR.as_lines())
    assert back is not None
    assert (back.year, back.known) == (YEAR.year, YEAR.known)
    assert back.numbers("tickets_zone", 12) == {"A 01": 5.5}
    assert back.numbers("tickets_zone", 3) == {}
    assert back.numbers("no block", 0) == {}


def test_damaged_lines_are_left_out() -> None:
    lines = [
        *YEAR.as_lines(),
        ("2026 tickets_zone A02", "1 2 3"),
        ("2026 tickets_zone A03", " ".join(["x"] * 13)),
        ("note", " ".join(["1"] * 13)),
    ]
    back = PastYear.from_lines(lines)
    assert back is not None
    assert set(back.tables["tickets_zone"]) == {"A 01"}
    assert PastYear.from_lines([]) is None


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [
        ("2026-01-01", "2026-12-31", 0),
        ("2026-12-01", "2026-12-31", 12),
        ("2026-10-01", "2026-10-31", None),
        ("2025-12-01", "2025-12-31", None),
        ("2026-11-01", "2026-12-31", None),
    ],
)
def test_a_period_has_its_place(first: str, last: str, place: int | None) -> None:
    period = Period(pd.Timestamp(first), pd.Timestamp(last))
    assert YEAR.place(period) == place
    assert YEAR.covers(period)


def test_figures_stand_beside_this_years_without_their_rows() -> None:
    settings = OfficeSettings({each.key: each.default for each in SETTINGS})
    row: dict[str, object] = {
        "zone": "A1",
        "kind": "工程類",
        "department": "工程維修部",
        "channel": "電話",
    }
    zones: dict[int, dict[str, object]] = {4: {"zone": "A1", "active": "是"}}
    old: dict[int, dict[str, object]] = {
        4: row | {"registered": pd.Timestamp("2026-12-31 10:00")},
        5: row | {"registered": pd.Timestamp("2026-01-30 10:00"), "cancelled": "x"},
    }
    new: dict[int, dict[str, object]] = {6: row | {"registered": pd.Timestamp("2027-01-05 10:00")}}
    before = build_tables({"Tickets": old, "Zones": zones})
    found = year_statistics(before, settings, 2026)
    past = PastYear.of(2026, found.known, found.tables)
    after = build_tables({"Tickets": {4: old[4], **new}, "Zones": zones})
    month = month_statistics(after, settings, Month.parse("2027-01"), past)
    whole = build_tables({"Tickets": {**old, **new}, "Zones": zones})
    expected = month_statistics(whole, settings, Month.parse("2027-01"))
    assert month.known == expected.known
    for block, frame in expected.tables.items():
        pd.testing.assert_frame_equal(month.tables[block][[1, 2]], frame[[1, 2]], obj=block)
    year = year_statistics(after, settings, 2027, past)
    assert year.tables["tickets_zone"].loc["A1", 13] == 2
    assert month_statistics(after, settings, Month.parse("2026-06"), past).known == (
        True,
        True,
        False,
    )
