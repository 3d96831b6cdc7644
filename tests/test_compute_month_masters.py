"""The masters of a month: people, zones and days led as the month counts them (R-8.1, R-8.4)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from estate_xl.compute import Month
from estate_xl.compute.month_masters import month_masters
from estate_xl.typed_frames import build_tables

MONTH = Month.parse("2026-10")


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-{text}")


def change(when: str, key: str, field: str, before: str | None) -> dict[str, Any]:
    subject = "片區" if key == "A01" else "員工"
    return {"date": day(when), "subject": subject, "key": key, "field": field, "before": before}


def office(*changes: dict[str, Any], **zone: str) -> dict[str, pd.DataFrame]:
    return build_tables(
        {
            "Zones": {4: {"zone": "A01", "officer": "E2", **zone}},
            "Staff": {4: {"staff": "E1", "department": "環境部", "post": "員工"}},
            "Changes": dict(enumerate(changes, start=4)),
        }
    )


def test_without_changes_the_frames_are_the_same_objects() -> None:
    tables = office()
    held = month_masters(tables, MONTH)
    assert all(held.tables[sheet] is tables[sheet] for sheet in tables)
    assert held.leads == {"A01": (("E2", 31),)}


def test_changes_of_rooms_alone_change_no_master() -> None:
    tables = office({"date": day("10-09"), "subject": "業主", "key": "1-1", "field": "moved_in"})
    held = month_masters(tables, MONTH)
    assert held.tables["Staff"] is tables["Staff"]
    assert len(held.spans) == 1


def test_who_led_a_zone_twice_led_it_on_all_of_those_days() -> None:
    """E2, from the 11th E1, from the 21st E2 again."""
    rows = change("10-11", "A01", "officer", "E2"), change("10-21", "A01", "officer", "E1")
    assert month_masters(office(*rows), MONTH).leads == {"A01": (("E1", 10), ("E2", 21))}


def test_changes_on_the_first_and_on_the_last_day_count_from_that_day() -> None:
    rows = change("10-01", "A01", "officer", "E3"), change("10-31", "A01", "officer", "E1")
    assert month_masters(office(*rows), MONTH).leads == {"A01": (("E1", 30), ("E2", 1))}


def test_of_several_changes_on_a_day_the_last_holds() -> None:
    rows = change("10-11", "A01", "officer", "E3"), change("10-11", "A01", "officer", "E1")
    assert month_masters(office(*rows), MONTH).leads == {"A01": (("E3", 10), ("E2", 21))}


def test_days_on_which_nobody_led_are_nobodys() -> None:
    held = month_masters(office(change("10-11", "A01", "officer", None)), MONTH)
    assert held.leads == {"A01": (("E2", 21),)}
    assert held.use["A01"].days == 31


def test_a_zone_is_led_while_it_is_in_use() -> None:
    rows = change("10-04", "A01", "active", "否"), change("10-11", "A01", "active", "是")
    held = month_masters(office(*rows, active="否"), MONTH)
    assert held.leads == {"A01": (("E2", 7),)}
    assert held.use == {"A01": (day("10-04"), day("10-10"), 7)}
    assert held.tables["Zones"]["active"][4] == "是"


def test_a_zone_in_use_on_no_day_is_absent() -> None:
    held = month_masters(office(change("11-01", "A01", "active", "否")), MONTH)
    assert (held.leads, held.use) == ({}, {})
    assert held.tables["Zones"]["active"][4] == "否"


def test_people_are_as_on_their_last_employed_day() -> None:
    rows = (
        change("10-05", "E1", "post", "保潔班長"),
        change("10-10", "E1", "left", None),
        change("10-20", "E1", "post", "環境主管"),
    )
    tables = office(*rows)
    tables["Staff"].loc[4, "left"] = day("10-09")
    people = month_masters(tables, MONTH).tables["Staff"]
    assert people["post"][4] == "環境主管"


def test_who_was_employed_on_no_day_is_absent() -> None:
    """The one who left in September came back in November; another row splits the month."""
    rows = change("11-01", "E1", "left", "2026-09-30"), change("10-10", "A01", "officer", "E1")
    assert month_masters(office(*rows), MONTH).tables["Staff"].empty


def test_the_department_of_a_day() -> None:
    rows = (change("10-10", "E1", "department", "協管隊"),)
    held = month_masters(office(*rows), MONTH)
    staff = pd.Series(["E1", "E1", "E9", None], index=[7, 8, 9, 10])
    days = pd.Series([day("10-09"), day("10-10 08:00"), day("10-10"), day("10-10")], staff.index)
    assert held.departments_of(staff, days).dropna().to_dict() == {7: "協管隊", 8: "環境部"}
