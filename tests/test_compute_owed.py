"""What is owed at a moment: who owes it, how long, by which rule (R-5.3 to R-5.6, R-7)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from estate_xl.check import parse_settings
from estate_xl.compute.open_matters import COLUMNS, sort_matters
from estate_xl.compute.owed import find_owed
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.owed import Owed

NOW = pd.Timestamp(2026, 10, 14, 9)


def at(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


STAFF = {
    4: {"staff": "E1", "name": "甲", "department": "客戶服務中心", "post": "客戶主管"},
    5: {"staff": "E2", "name": "乙", "department": "客戶服務中心", "post": "片區客戶人員"},
    6: {"staff": "E3", "name": "丙", "department": "工程維修部", "post": "員工"},
}
ZONE = {4: {"zone": "A01", "name": "東區", "officer": "E2", "active": "是"}}
TICKET = {
    "ticket": "BS202610-0001",
    "registered": at("2026-10-01 09:00"),
    "zone": "A01",
    "room": "1-101",
    "kind": "工程類",
    "content": "漏水",
    "receptionist": "E2",
    "worker": "E3",
}
_DEPARTMENT = {"department": "工程維修部"}


def owed(now: pd.Timestamp = NOW, **sheets: dict[int, dict[str, Any]]) -> Owed:
    """What an office of those rows owes."""
    tables = build_tables({"Staff": STAFF, "Zones": ZONE, **sheets})
    settings, _ = parse_settings(tables["Settings"])
    return find_owed(tables, settings, now)


def of_tickets(found: Owed) -> pd.DataFrame:
    return found.matters[found.matters["sheet"].eq("Tickets")]


@pytest.mark.parametrize(
    ("filled", "rule", "due", "owes"),
    [
        ({}, "R-5.5", "2026-10-08 23:59", "E2"),
        ({"dispatched": at("2026-10-02 10:00")}, "R-5.5", "2026-10-09 23:59", "E2"),
        ({"receptionist": None}, "R-5.5", "2026-10-08 23:59", "E3"),
        (
            {"completed": at("2026-10-09 10:00"), "returned": at("2026-10-10 17:00")},
            "R-5.4",
            "2026-10-12 23:59",
            "E2",
        ),
        (
            {
                "completed": at("2026-10-02 10:00"),
                "returned": at("2026-10-03 17:00"),
                "slip_ok": "否",
            },
            "R-5.6",
            "2026-10-10 23:59",
            "E3",
        ),
        (
            {"completed": at("2026-10-02 10:00"), "rectification": "是"},
            "R-5.3",
            "2026-10-09 23:59",
            "E2",
        ),
    ],
)
def test_a_ticket_owes(filled: dict[str, Any], rule: str, due: str, owes: str) -> None:
    owners = {4: {"room": "1-101", "owner": "王", "zone": "A01", "moved_in": "否"}}
    found = owed(Tickets={7: {**TICKET, **filled}}, Owners=owners)
    matter = of_tickets(found)[of_tickets(found)["rule"].ne("R-5.1")].iloc[0]
    assert (matter["rule"], matter["due"], matter["owes"]) == (rule, at(due), owes)
    assert (matter["row"], matter["record"]) == (7, "BS202610-0001")
    over = [each.as_json() for each in found.overdue() if each.rule == rule]
    days = (at("2026-10-14") - at(due).normalize()).days
    assert over[0] == {
        "ticket": "BS202610-0001",
        "rule": rule,
        "due": due.replace(" ", "T"),
        "days_overdue": days,
    }


def test_a_ticket_without_a_number_is_owed_too() -> None:
    found = owed(Tickets={7: {**TICKET, "ticket": None}})
    assert [each.record for each in found.overdue() if each.rule == "R-5.5"] == [None]


def test_inspections_are_owed_by_the_officer_and_the_supervisor() -> None:
    """R-7.1 to R-7.3, from the zone's first record."""
    ticket = {**TICKET, "registered": at("2026-10-09 09:00")}
    found = owed(Tickets={7: ticket})
    gaps = found.matters[
        found.matters["sheet"].eq("Zones") & found.matters["due"].lt(at("2026-10-14"))
    ]
    assert sorted(set(zip(gaps["rule"], gaps["owes"], strict=True))) == [
        ("R-7.1", "E2"),
        ("R-7.2", "E2"),
        ("R-7.3", "E1"),
    ]
    assert set(gaps["row"]) == {4}
    assert gaps["rule"].eq("R-7.1").sum() == 5


def test_daily_inspections_on_working_days_only() -> None:
    """R-7.1, a Decision: a setting switches to working days; 2026-10-11 is a Sunday."""
    ticket = {**TICKET, "registered": at("2026-10-09 09:00")}
    setting = {4: {"key": "daily_inspection_on", "value": "working"}}
    found = owed(Tickets={7: ticket}, Settings=setting)
    daily = found.matters[found.matters["rule"].eq("R-7.1")]
    assert at("2026-10-11 23:59") not in set(daily["due"])
    assert at("2026-10-10 23:59") in set(daily["due"])


def test_nobody_is_service_supervisor() -> None:
    tables = build_tables({"Zones": ZONE, "Tickets": {7: TICKET}})
    settings, _ = parse_settings(tables["Settings"])
    found = find_owed(tables, settings, NOW)
    assert found.matters.loc[found.matters["rule"].eq("R-7.3"), "owes"].isna().all()


def test_who_has_left_owes_nothing() -> None:
    """R-7.3, R-C1: whoever holds the post now does, the first of several on the sheet."""
    gone = {**STAFF[4], "staff": "E0", "left": at("2026-08-31")}
    director = {"staff": "E8", "name": "丁", "department": "管理處", "post": "管理處主任"}
    staff: dict[int, dict[str, Any]] = {4: gone, 5: STAFF[4], 6: STAFF[5]}
    staff |= {7: {**director, "left": at("2026-01-01")}, 8: {**director, "staff": "E9"}}
    staff[9] = {**STAFF[4], "staff": "E10"}
    complaints = {4: COMPLAINT | {"level": "主管級"}, 5: COMPLAINT | {"level": "主任級"}}
    found = owed(Staff=staff, Tickets={7: TICKET}, Complaints=complaints).matters
    assert set(found.loc[found["rule"].eq("R-7.3"), "owes"]) == {"E1"}
    assert found.loc[found["rule"].eq("R-C1"), "owes"].tolist() == ["E1", "E9"]


def test_findings_of_inspections_until_closed() -> None:
    """R-7: put right, looked at again; the officer owes where nobody is named."""
    row = {
        "inspection": "XJ1",
        "date": at("2026-10-05"),
        "kind": "主管周檢",
        "zone": "A01",
        "trade": "保潔",
        "inspector": "E1",
        "findings": "BJ01",
        "fix_by": at("2026-10-07"),
    }
    closed = {"fixed": at("2026-10-06"), "recheck": "合格"}
    standards = {4: {"code": "ＢＪ01", "item": "樓道"}}
    found = owed(
        Inspections={4: row, 5: {**row, "inspection": "XJ2", **closed}},
        InspectionStandards=standards,
    )
    open_ones = found.matters[found.matters["rule"].eq("R-7")]
    assert open_ones["record"].tolist() == ["XJ1"]
    assert open_ones["owes"].tolist() == ["E2"]
    assert open_ones[["place", "item"]].to_numpy().tolist() == [["保潔", "BJ01 樓道"]]
    assert open_ones["due"].tolist() == [at("2026-10-07 23:59")]


def test_a_deadline_in_a_year_that_nobody_settled() -> None:
    """R-5.4: marked as provisional, and the year named once."""
    done = {"completed": at("2026-12-30 10:00"), "returned": at("2026-12-31 10:00")}
    late = pd.Timestamp(2027, 1, 3, 9)
    assert owed(late, Tickets={7: {**TICKET, **done}}).provisional_years == (2027,)
    calendar = {4: {"date": at("2027-01-01"), "kind": "休"}}
    found = owed(late, Tickets={7: {**TICKET, **done}}, Calendar=calendar)
    assert found.provisional_years == ()
    assert of_tickets(found)["due"].tolist() == [at("2027-01-04 23:59")]


def test_every_matter_with_its_record_its_place_and_who_owes_it() -> None:
    """R-5.1, R-5.4 to R-5.6, R-7, R-C1: one line each, the oldest first, then by sheet and row."""
    done = {"completed": at("2026-10-09 10:00"), "returned": at("2026-10-10 17:00")}
    inspection = {"inspection": "XJ1", "date": at("2026-10-11"), "zone": "A01", "trade": "保潔"}
    inspection |= {"kind": "主管周檢", "inspector": "E1", "findings": "BJ01"}
    found = owed(
        Tickets={
            7: {**TICKET, **done, "registered": at("2026-10-09 09:00")},
            8: {
                **TICKET,
                **done,
                "ticket": "BS202610-0002",
                "zone": None,
                "slip_ok": "否",
                **_DEPARTMENT,
            },
            9: {**TICKET, "ticket": "BS202610-0003", "registered": at("2026-10-11 09:00")},
        },
        Complaints={5: {"complaint": "TS-1", "received": at("2026-10-11"), "zone": "A01"}},
        Inspections={6: inspection, 7: {**inspection, "kind": "片區周檢", "findings": None}},
    )
    shown = found.matters[found.matters["due"].lt(at("2026-10-19"))]
    out = shown[["record", "department", "since"]].dropna(subset="since")
    assert out.to_numpy().tolist() == [["BS202610-0002", "工程維修部", at("2026-10-10 17:00")]]
    shown = shown.drop(columns=["department", "since", "reason", "repeated"])
    lines = [
        tuple(None if pd.isna(value) else value for value in line)
        for line in shown.drop(columns="before").itertuples(index=False)
    ]
    zone = ("A01", "A01", "東區", None)
    daily = [
        (at(f"2026-10-{day:02} 23:59"), "片區日檢", "Zones", 4, *zone, "E2", "R-7.1", False)
        for day in range(9, 19)
    ]
    weekly = ("Zones", 4, *zone)
    others = [
        (
            *(at("2026-10-11 23:59"), "rectification", "Inspections", 6, "XJ1"),
            *("A01", "保潔", "BJ01", "E2", "R-7", False),
        ),
        (
            *(at("2026-10-11 09:30"), "dispatch", "Tickets", 9, "BS202610-0003"),
            *("A01", "1-101", "漏水", "E2", "R-5.1", False),
        ),
        (
            *(at("2026-10-12 23:59"), "visit", "Tickets", 7, "BS202610-0001"),
            *("A01", "1-101", "漏水", "E2", "R-5.4", False),
        ),
        (
            *(at("2026-10-14 23:59"), "complaint", "Complaints", 5, "TS-1"),
            *("A01", None, None, None, "R-C1", False),
        ),
        (
            *(at("2026-10-17 23:59"), "rework", "Tickets", 8, "BS202610-0002"),
            *(None, "1-101", "漏水", "E3", "R-5.6", False),
        ),
        (
            *(at("2026-10-18 23:59"), "follow_up", "Tickets", 9, "BS202610-0003"),
            *("A01", "1-101", "漏水", "E2", "R-5.5", False),
        ),
        (at("2026-10-18 23:59"), "片區周檢", *weekly, "E2", "R-7.2", False),
        (at("2026-10-18 23:59"), "主管周檢", *weekly, "E1", "R-7.3", False),
    ]
    assert lines == sorted([*daily, *others], key=lambda line: (line[0], line[2], line[3]))
    assert list(found.matters.columns) == list(COLUMNS)
    assert list(found.matters.index) == list(range(len(found.matters)))
    assert found.matters["provisional"].dtype == "bool"


def test_only_what_waits_for_a_working_day_is_provisional() -> None:
    """R-C1, R-5.4: the days of a complaint that is not settled need no calendar."""
    late = pd.Timestamp(2026, 12, 31, 12)
    received = {"received": at("2026-12-31 09:00"), "zone": "A01"}
    found = owed(
        late,
        Complaints={
            4: {**received, "complaint": "TS-1"},
            5: {**received, "complaint": "TS-2", "settled": at("2026-12-31 10:00")},
        },
        Tickets={
            4: {**TICKET, "registered": at("2026-12-30 09:00"), "returned": at("2026-12-31 09:00")}
        },
    ).matters.set_index("record")["provisional"]
    assert found[["TS-1", "TS-2", "BS202610-0001"]].tolist() == [False, True, True]


def test_the_picture_shows_31_days_and_the_matters_the_month() -> None:
    """R-7: a zone that has been there all along; the setting of R-7.1 counts in both."""
    ticket = {**TICKET, "registered": at("2026-08-01 09:00")}
    setting = {4: {"key": "daily_inspection_on", "value": "working"}}
    # 23 weekdays − 6 days of two festivals + 2 make-up days; in October 22 − 5 + 1.
    for settings, days, owing in (({}, 31, 31), (setting, 19, 18)):
        found = owed(Tickets={7: ticket}, Settings=settings)
        shown = found.coverage[found.coverage["rule"].eq("R-7.1")]["due"]
        assert (shown.min().date(), shown.max().date()) == (dt.date(2026, 9, 14), NOW.date())
        assert len(shown) == days
        gaps = found.matters[found.matters["rule"].eq("R-7.1")]["due"]
        assert gaps.max() <= at("2026-10-31 23:59")
        assert len(gaps) == owing


def test_recognition_is_of_the_whole_month_and_against_the_offices_target() -> None:
    """R-6: from the first day of the month with the latest check."""
    check = {"zone": "A01", "staff": "E2", "asked": 10}
    checks = {
        4: {**check, "date": at("2026-09-01"), "correct": 9},
        5: {**check, "date": at("2026-09-30 23:59"), "correct": 10},
        6: {**check, "date": at("2026-08-31"), "correct": 0},
    }
    found = owed(RecognitionChecks=checks)
    assert str(found.known_in) == "2026-09"
    assert found.known["share"].tolist() == [0.95, 0.95]
    assert found.known["reached"].all()
    setting = {4: {"key": "recognition_target", "value": "0.96"}}
    assert not owed(RecognitionChecks=checks, Settings=setting).known["reached"].any()


def test_an_empty_workbook_owes_nothing() -> None:
    tables = build_tables({})
    settings, _ = parse_settings(tables["Settings"])
    found = find_owed(tables, settings, NOW)
    assert found.overdue() == []
    assert len(sort_matters([])) == 0


COMPLAINT = {"complaint": "TS-1", "received": at("2026-10-05 09:00"), "zone": "A01"}


@pytest.mark.parametrize(
    ("filled", "matter", "due", "owes"),
    [
        ({"level": "主管級"}, "complaint", "2026-10-08 23:59", "E1"),
        ({"level": "主管級", "handler": "E3"}, "complaint", "2026-10-08 23:59", "E3"),
        ({"level": "主任級"}, "complaint", "2026-10-08 23:59", None),
        # Settled on the Friday before a make-up Saturday.
        ({"settled": at("2026-10-09 15:00")}, "complaint_visit", "2026-10-10 23:59", None),
    ],
)
def test_a_complaint_waits_at_its_level(
    filled: dict[str, object], matter: str, due: str, owes: str | None
) -> None:
    """R-C1: to be settled as a property ticket is followed up, then visited as a ticket is."""
    (line,) = owed(Complaints={4: COMPLAINT | filled}).matters.query("rule == 'R-C1'").itertuples()
    assert (line.matter, line.due, line.record) == (matter, at(due), "TS-1")
    assert (line.owes == owes) if owes else str(line.owes) == "nan"


def test_a_new_round_is_counted_from_the_visit_that_ended_the_last() -> None:
    kept = {"complaint": "ｔｓ-1", "round": 1, "level": "主管級", "visited": at("2026-10-10 10:00")}
    found = owed(Complaints={4: COMPLAINT}, ComplaintRounds={4: kept}).matters
    assert list(found.loc[found["rule"].eq("R-C1"), "due"]) == [at("2026-10-13 23:59")]


@pytest.mark.parametrize(
    "closed",
    [
        {"filed": at("2026-10-09 10:00")},
        {"valid": "否"},
        {
            "visited": at("2026-10-09 10:00"),
            "settled": at("2026-10-09 09:00"),
            "visit_rating": "不滿意",
        },
        {"received": None},
    ],
)
def test_a_complaint_that_waits_for_nothing_is_not_owed(closed: dict[str, object]) -> None:
    """Filed, unfounded, visited already; or nobody knows since when."""
    assert not owed(Complaints={4: COMPLAINT | closed}).matters["rule"].eq("R-C1").any()


def test_a_visit_of_a_complaint_that_says_nothing_is_still_owed() -> None:
    """R-C1: what it found is not there, so its clock runs on."""
    record = COMPLAINT | {"settled": at("2026-10-08 09:00")}
    waiting = owed(Complaints={4: record}).matters
    visited = owed(Complaints={4: record | {"visited": at("2026-10-09 10:00")}}).matters
    pd.testing.assert_frame_equal(waiting, visited)
    assert list(visited.loc[visited["rule"].eq("R-C1"), "matter"]) == ["complaint_visit"]


def test_coverage_and_recognition_come_along() -> None:
    """R-6, R-7: the last 31 days, and the latest month with checks."""
    check = {"date": at("2026-09-20"), "zone": "A01", "staff": "E2", "asked": 10, "correct": 9}
    later = check | {"date": at("2026-11-20"), "correct": 1}
    found = owed(RecognitionChecks={4: check, 5: later}, Tickets={4: TICKET})
    assert str(found.known_in) == "2026-09"
    assert list(found.known["share"]) == [0.9, 0.9]
    days = found.coverage["due"].dt.normalize()
    assert (days.min(), days.max()) == (at("2026-10-01"), at("2026-10-14"))
