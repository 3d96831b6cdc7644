"""Deadlines, charges and statistics of a day stay as they were, whatever changes later (R-M3)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from os import environ
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.compute.coverage import InspectionDuties
from estate_xl.compute.month_facts import month_facts
from estate_xl.compute.open_matters import inspection_matters
from estate_xl.compute.owed import find_owed
from estate_xl.compute.past_values import as_of
from estate_xl.compute.statistics import month_statistics, year_statistics
from estate_xl.typed_frames import build_tables
from support.histories import Change, History, histories
from support.offices_statistics import counted_offices
from support.oracle_coverage import Owed, owed

if TYPE_CHECKING:
    from estate_xl.typed_frames import Tables

Records = dict[str, list[dict[str, Any]]]

EXAMPLES = int(environ.get("HISTORY_EXAMPLES", "40"))
"""How many histories each property is tried on."""
CHECK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
DAYS = (date(2026, 1, 31), date(2026, 2, 12), date(2026, 2, 28))
ROOM = {"room": "1-101", "moved_in": "否"}


@st.composite
def lives(draw: st.DrawFn) -> tuple[Records, History]:
    """Records of an office and the history of its masters, rectifications of a room among them."""
    records, _ = draw(counted_offices())
    for ticket in records["Tickets"]:
        ticket |= {"room": draw(st.sampled_from((None, "1-101"))), "rectification": "是"}
    for row in records["Inspections"]:
        row |= {"findings": draw(st.sampled_from((None, "BJ01"))), "inspection": "XJ1"}
    history = draw(histories(records.pop("Zones"), records.pop("Staff"), [ROOM]))
    return records, history


def tables_of(records: Records, history: History) -> Tables:
    """Frames of an office as it is after that history."""
    rows = {**records, **history.records()}
    return build_tables({key: dict(enumerate(held, start=4)) for key, held in rows.items()})


def assert_same(one: object, other: object) -> None:
    """Two results are alike, frame by frame."""
    for key, value in vars(one).items():
        held = vars(other)[key]
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, held, obj=key)
        elif isinstance(value, dict):
            for name, frame in value.items():
                pd.testing.assert_frame_equal(frame, held[name], obj=name)
        else:
            assert value == held, key


def charges(tables: Tables, first: date, last: date, now: datetime) -> list[Owed]:
    """What the product says of the inspections owed, in the oracle's words."""
    gaps = InspectionDuties(tables).gaps(pd.Timestamp(first), pd.Timestamp(last), pd.Timestamp(now))
    everything = gaps.assign(done=False)
    matters = inspection_matters(everything, as_of(tables, pd.Timestamp(now)), pd.Timestamp(now))
    columns = matters[["due", "zone", "matter", "owes", "before"]].astype(object)
    return [
        Owed(due.date(), zone, kind, bool(done), owes, before)
        for (due, zone, kind, owes, before), done in zip(
            columns.where(columns.notna(), None).to_numpy(), gaps["done"], strict=True
        )
    ]


def test_a_swap_in_november_leaves_october() -> None:
    """The officers swapped on 1 November: every matter of October is whose it was."""
    people = [
        {"staff": staff, "post": "片區客戶人員", "zone": zone, "department": "客戶服務中心"}
        for staff, zone in (("E1", "A1"), ("E2", "A2"))
    ]
    zones = [{"zone": "A1", "officer": "E1"}, {"zone": "A2", "officer": "E2"}]
    inspections = [
        {"date": date(2026, 10, day), "kind": "片區日檢", "zone": zone, "inspector": by}
        for day in range(1, 29)
        for zone, by in (("A1", "E1"), ("A2", "E2"))
    ]
    first = {
        "Zones": {row["zone"]: row for row in zones},
        "Staff": {row["staff"]: row for row in people},
        "Owners": {},
    }
    day = date(2026, 11, 1)
    swaps = [
        Change(day, "Zones", "A1", "officer", "E2"),
        Change(day, "Zones", "A2", "officer", "E1"),
        Change(day, "Staff", "E1", "zone", "A2"),
        Change(day, "Staff", "E2", "zone", "A1"),
    ]
    records: Records = {"Inspections": inspections, "Tickets": []}
    now = datetime(2026, 10, 31, 23, 59)  # noqa: DTZ001 - a workbook's times have no zone
    before, after = (
        find_owed(tables, parse_settings(tables["Settings"])[0], now)
        for changes in ((), tuple(swaps))
        for tables in [tables_of(records, History(first, changes))]
    )
    assert_same(before, after)
    daily = [each for each in after.overdue() if each.rule == "R-7.1"]
    assert [each.due.day for each in daily] == [29, 29, 30, 30]


@pytest.mark.slow
@CHECK
@given(lives(), st.sampled_from(DAYS))
def test_inspections_are_owed_made_and_charged_as_day_by_day(
    life: tuple[Records, History], today: date
) -> None:
    records, history = life
    tables = tables_of(records, history)
    first, last = today.replace(day=1), today + timedelta(days=9)
    now = datetime.combine(today, time(18))
    assert charges(tables, first, last, now) == owed(records, history, first, last, today)


@pytest.mark.slow
@CHECK
@given(lives(), st.sampled_from(DAYS))
def test_what_is_owed_on_a_day_stays_when_later_changes_are_entered(
    life: tuple[Records, History], today: date
) -> None:
    records, history = life
    now = datetime.combine(today, time(18))
    found = [
        find_owed(tables, parse_settings(tables["Settings"])[0], now)
        for held in (history.until(today), history)
        for tables in [tables_of(records, held)]
    ]
    assert_same(*found)


@pytest.mark.slow
@settings(CHECK, max_examples=EXAMPLES // 2)
@given(lives())
def test_the_statistics_of_a_month_stay(life: tuple[Records, History]) -> None:
    records, history = life
    found = []
    for held in (history.until(date(2026, 1, 31)), history):
        tables = tables_of(records, held)
        values = parse_settings(tables["Settings"])[0]
        found.append(month_statistics(tables, values, Month.parse("2026-01")))
    assert_same(*found)


@pytest.mark.slow
@settings(CHECK, max_examples=EXAMPLES // 8)
@given(lives())
def test_the_statistics_of_a_year_stay(life: tuple[Records, History]) -> None:
    records, history = life
    found = []
    for held in (history.until(date(2025, 12, 31)), history):
        tables = tables_of(records, held)
        found.append(year_statistics(tables, parse_settings(tables["Settings"])[0], 2025))
    assert_same(*found)


def test_households_are_of_the_zones_in_use_on_the_months_last_day() -> None:
    """R-M3: B1 was closed in November, C1 opened; households themselves have no days."""
    day = date(2026, 11, 1)
    zones = {zone: {"zone": zone, "households": 100, "active": "是"} for zone in ("A1", "B1")}
    first = {"Zones": zones, "Staff": {}, "Owners": {}}
    changes = (
        Change(day, "Zones", "B1", "active", "否"),
        Change(day, "Zones", "C1", "active", "是"),
    )
    tables = tables_of({"Inspections": [], "Tickets": []}, History(first, changes))
    tables["Zones"].loc[6, "households"] = 40
    values = parse_settings(tables["Settings"])[0]
    months = [Month.parse(text) for text in ("2026-10", "2026-11")]
    assert [month_facts(tables, values, month)["households"] for month in months] == [200, 140]
