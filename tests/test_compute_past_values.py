"""What the masters said on the days of records (R-M3)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.compute.master_states import state_on
from estate_xl.compute.past_values import as_of, not_moved_in, values_on, zones_in_use
from estate_xl.typed_frames import build_tables

Rows = dict[int, dict[str, Any]]


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-{text}")


def change(subject: str, key: str, field: str, on: str | None, **sides: str) -> dict[str, Any]:
    row = {"subject": subject, "key": key, "field": field, **sides}
    return row | {"date": None if on is None else day(on)}


MOVES: Rows = dict(
    enumerate(
        [
            change("員工", "E1", "department", "10-11", before="協管隊", after="工程維修部"),
            change("員工", "E1", "department", "09-01", before="環境部", after="協管隊"),
            change("員工", "E1", "department", "10-11", before="工程維修部", after="協管隊"),
            change("員工", "E2", "left", "10-05", before="2026-08-31"),
            change("員工", "E2", "left", "09-01", after="2026-08-31"),
            change("員工", "E1", "department", None, before="環境部"),
            change("員工", "E1", "post", "12-01", before="員工"),
        ],
        start=4,
    )
)
STAFF: Rows = {
    4: {"staff": "E1", "department": "工程維修部"},
    5: {"staff": "E2", "department": "環境部"},
}
DAYS = ("08-31", "09-01 09:00", "10-04 23:59", "10-05", "10-10", "10-11", "12-31")


@pytest.mark.parametrize("column", ["department", "left"])
def test_a_record_finds_what_the_state_of_its_day_holds(column: str) -> None:
    tables = build_tables({"Staff": STAFF, "Changes": MOVES})
    staff = tables["Staff"].set_index("staff")[column]
    records = [(key, day(text)) for key in ("E1", "E2") for text in DAYS]
    keys = pd.Series([key for key, _ in records], dtype="str")
    days = pd.Series([when for _, when in records])
    today = pd.Series(staff.reindex(keys).array, index=keys.index)
    found = values_on(today, keys, days, tables["Changes"], f"Staff.{column}")
    states = [
        state_on(tables, when)["Staff"].set_index("staff")[column].loc[[key]]
        for key, when in records
    ]
    assert found.equals(pd.concat(states, ignore_index=True))


def test_a_record_without_a_day_is_of_today() -> None:
    tables = build_tables({"Changes": MOVES})
    keys = pd.Series(["E1", None], dtype="str")
    days = pd.Series([pd.NaT, day("08-01")])
    found = values_on(keys, keys, days, tables["Changes"], "Staff.department")
    assert found.equals(keys)


def test_nothing_changed_is_today_itself() -> None:
    keys = pd.Series(["E1"], dtype="str")
    changes = build_tables({"Changes": MOVES})["Changes"]
    assert values_on(keys, keys, pd.Series([day("08-01")]), changes, "Staff.trade") is keys


def test_a_day_knows_no_later_change() -> None:
    tables = build_tables({"Staff": STAFF, "Changes": MOVES})
    held = as_of(tables, day("10-05 09:00"))
    assert held["Staff"]["department"].tolist() == ["協管隊", "環境部"]
    assert held["Changes"].index.tolist() == [5, 7, 8, 9]
    assert as_of(tables, day("12-01")) is tables


def test_zones_of_a_period_are_those_of_any_of_its_days() -> None:
    zones: Rows = {
        row: {"zone": code} for row, code in enumerate(("A10", "A9", "A2", "A1"), start=4)
    }
    zones[6] |= {"active": "否"}
    changes = {
        4: change("片區", "A10", "active", "10-31"),
        5: change("片區", "A9", "active", "11-01"),
        6: change("片區", "A2", "active", "10-02", before="是", after="否"),
        7: change("片區", "A1", "active", "10-01", before="是", after="否"),
        8: change("片區", "A1", "active", "11-01", before="否", after="是"),
    }
    tables = build_tables({"Zones": zones, "Changes": changes})
    assert zones_in_use(tables, day("10-01"), day("10-31")) == ["A2", "A10"]


@pytest.mark.parametrize(
    ("done", "found"),
    [
        ({"completed": day("10-08 10:00")}, True),
        ({"completed": day("10-08 10:00"), "returned": day("10-10 10:00")}, False),
        ({"returned": day("10-09 23:59")}, True),
        ({}, True),
        ({"room": "1-102", "returned": day("10-10")}, True),
        ({"room": "1-102", "returned": day("10-21")}, False),
        ({"room": "9-999"}, False),
        ({"room": None}, False),
    ],
    ids=[
        "completed before",
        "back after",
        "back before",
        "open",
        "later by its day",
        "on its day",
        "not listed",
        "no room",
    ],
)
def test_who_had_not_moved_in_when_the_work_was_over(done: dict[str, Any], *, found: bool) -> None:
    """R-5.3: of 1-101 變更記錄 tells the day, of 1-102 入住日期 does."""
    owners: Rows = {
        4: {"room": "1-101", "moved_in": "是"},
        5: {"room": "1-102", "moved_in": "是", "moved_in_on": day("10-21")},
        6: {"moved_in": "否"},
        7: {"room": "1-101", "moved_in": "否"},
    }
    moved = change("業主", "1-101", "moved_in", "10-10", before="否", after="是")
    ticket = {"room": "1-101", "registered": day("10-05 09:00"), **done}
    tables = build_tables({"Owners": owners, "Tickets": {4: ticket}, "Changes": {4: moved}})
    assert not_moved_in(tables).tolist() == [found]
