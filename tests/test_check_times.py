"""TIME_ORDER and IN_FUTURE: what happened, happened in order and before now (R-5, R-7, R-C1)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.times import check_future, check_time_order
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.typed_frames import build_tables

_NOW = pd.Timestamp("2026-03-10 12:00")
_STEPS = ("registered", "dispatched", "arrived", "completed", "returned", "visited", "archived")


def _times(**days: str) -> dict[str, object]:
    return {column: pd.Timestamp(f"2026-03-{day}") for column, day in days.items()}


@pytest.mark.parametrize(
    ("sheet", "record", "expected"),
    [
        # R-5: registered ≤ dispatched ≤ arrived ≤ completed ≤ returned ≤ visited ≤ archived
        ("Tickets", {step: f"0{day} 09:00" for day, step in enumerate(_STEPS, 1)}, []),
        ("Tickets", dict.fromkeys(_STEPS, "06 09:00"), []),
        ("Tickets", {}, []),
        ("Tickets", {"archived": "01"}, []),
        (
            "Tickets",
            {"registered": "06 09:01", "dispatched": "06 09:00"},
            [("dispatched", "registered")],
        ),
        ("Tickets", {"registered": "06", "archived": "05"}, [("archived", "registered")]),
        (
            "Tickets",
            {"registered": "06", "arrived": "07", "completed": "06", "returned": "08"},
            [("completed", "arrived")],
        ),
        # R-5.7: work is expected to go on after it was paused
        ("Pauses", {"at": "10 09:00", "expected": "09"}, [("expected", "at")]),
        ("Pauses", {"at": "10 09:00", "expected": "10", "until": "11"}, []),
        (  # one time too late is one finding, not one for each later step
            "Tickets",
            {"registered": "01", "arrived": "28", "completed": "02", "returned": "03"},
            [("completed", "arrived")],
        ),
        (
            "Tickets",
            {"registered": "06", "arrived": "05", "returned": "04"},
            [("arrived", "registered"), ("returned", "arrived")],
        ),
        # A date without a time is neither before nor after another time of that day.
        ("Tickets", {"registered": "06 09:05", "dispatched": "06", "arrived": "06 10:00"}, []),
        ("Tickets", {"registered": "06", "dispatched": "06 09:05", "arrived": "06"}, []),
        ("Tickets", {"registered": "06", "dispatched": "05 23:59"}, [("dispatched", "registered")]),
        (  # nor does it hide a time of that day that a step before it has
            "Tickets",
            {"registered": "06 09:05", "dispatched": "06", "arrived": "06 09:00"},
            [("arrived", "registered")],
        ),
        # R-5.3: the joint check comes after registration, and may come before completion
        (
            "Tickets",
            {"registered": "05", "joint_checked": "04"},
            [("joint_checked", "registered")],
        ),
        ("Tickets", {"registered": "05", "completed": "07", "joint_checked": "06"}, []),
        # R-C1
        ("Complaints", {"received": "01", "settled": "02", "visited": "03", "filed": "04"}, []),
        ("Complaints", {"received": "02", "settled": "01"}, [("settled", "received")]),
        ("Complaints", {"received": "02", "visited": "01"}, [("visited", "received")]),
        (
            "Complaints",
            {"settled": "03", "visited": "04", "filed": "03"},
            [("filed", "visited")],
        ),
        ("ComplaintRounds", {"settled": "03", "visited": "03"}, []),
        ("ComplaintRounds", {"settled": "03", "visited": "02"}, [("visited", "settled")]),
        # R-7
        ("Inspections", {"date": "03", "fixed": "03"}, []),
        ("Inspections", {"date": "03", "fixed": "02"}, [("fixed", "date")]),
        ("Inspections", {"date": "03", "fix_by": "02"}, []),
        # R-4
        ("Staff", {"joined": "03", "left": "03"}, []),
        ("Staff", {"joined": "03", "left": "02"}, [("left", "joined")]),
    ],
)
def test_time_order(sheet: str, record: dict[str, str], expected: list[tuple[str, str]]) -> None:
    findings = check_time_order(build_tables({sheet: {8: _times(**record)}}))
    columns = ESTATE_BOOK[sheet]
    assert [(f.code, f.sheet, f.row, f.column, f.facts["earlier"]) for f in findings] == [
        (FindingCode.TIME_ORDER, sheet, 8, later, columns.column(earlier).header)
        for later, earlier in expected
    ]


@pytest.mark.parametrize(
    ("registered", "at", "found"),
    [
        ("06 09:00", "06 08:59", True),
        ("06 09:00", "06", False),
        ("06 09:00", "06 09:00", False),
        ("06 09:00", "20 09:00", False),
    ],
)
def test_a_follow_up_comes_after_its_tickets_registration(
    registered: str, at: str, *, found: bool
) -> None:
    tables = build_tables(
        {
            "Tickets": {4: {"ticket": "BS1", **_times(registered=registered)}, 5: {}},
            "FollowUps": {
                7: {"ticket": "BS1", **_times(at=at)},
                8: {"ticket": "BS2", **_times(at="01")},
                9: _times(at="01"),
            },
        }
    )
    findings = check_time_order(tables)
    assert [(f.sheet, f.row, f.column) for f in findings] == [("FollowUps", 7, "at")] * found
    if found:
        assert findings[0].message(Language.HANT) == (
            "「跟進時間」2026-03-06 08:59 早於「登記時間」2026-03-06 09:00"
        )


def test_days_are_written_without_a_time() -> None:
    finding = check_time_order(build_tables({"Staff": {4: _times(joined="03", left="02")}}))[0]
    assert finding.message(Language.EN) == "“Left” 2026-03-02 is before “Joined” 2026-03-03"


_ACTUAL = {
    "Tickets": [*_STEPS, "collected", "joint_checked"],
    "FollowUps": ["at"],
    "Complaints": ["received", "settled", "visited", "filed"],
    "ComplaintRounds": ["settled", "visited"],
    "Commendations": ["date"],
    "Inspections": ["date", "fixed"],
    "RecognitionChecks": ["date"],
    "Owners": ["moved_in_on"],
    "Changes": ["date"],
    "SlipReturns": ["at", "again"],
    "Relations": ["done"],
    "Survey": ["date", "done"],
    "Fees": ["received_on"],
    "FeeReminders": ["at"],
    "Renovations": ["applied", "permitted", "inspected", "accepted", "refunded"],
    "Errands": ["received", "done"],
    "WorkRecords": ["done"],
    "Escalations": ["at", "settled"],
    "Pauses": ["at", "until"],
}


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        (sheet.key, column.key)
        for sheet in ESTATE_BOOK.data_sheets()
        for column in sheet.columns
        if column.kind.is_time
    ],
)
def test_an_actual_time_is_not_in_the_future(sheet: str, column: str) -> None:
    moments = {
        4: _NOW - pd.Timedelta(minutes=1),
        5: _NOW,
        6: _NOW + pd.Timedelta(minutes=1),
        7: pd.NaT,
    }
    tables = build_tables({sheet: {row: {column: at} for row, at in moments.items()}})
    findings = check_future(tables, _NOW)
    assert [(f.code, f.sheet, f.row, f.column) for f in findings] == (
        [(FindingCode.IN_FUTURE, sheet, 6, column)] if column in _ACTUAL.get(sheet, ()) else []
    )


def test_today_is_not_in_the_future_and_tomorrow_is() -> None:
    tables = build_tables({"Commendations": {4: _times(date="10"), 5: _times(date="11")}})
    findings = check_future(tables, _NOW)
    assert [(f.row, f.value) for f in findings] == [(5, "2026-03-11")]


def test_no_time_is_written_that_nobody_typed() -> None:
    finding = check_time_order(
        build_tables({"Tickets": {4: _times(registered="06 09:05", returned="05")}})
    )[0]
    assert finding.message(Language.HANT) == (
        "「返單時間」2026-03-05 早於「登記時間」2026-03-06 09:05"
    )


def test_a_time_is_written_to_the_minute() -> None:
    tables = build_tables({"FollowUps": {4: _times(at="11 08:30")}})
    assert check_future(tables, _NOW)[0].message(Language.HANT) == (
        "「跟進時間」2026-03-11 08:30 是將來的時間"
    )


@pytest.mark.parametrize(("moved_in", "count"), [("是", 1), ("否", 0), (None, 1)])
def test_who_has_not_moved_in_may_plan_the_day(moved_in: str | None, count: int) -> None:
    owner = {"room": "1-101", "moved_in": moved_in, **_times(moved_in_on="20")}
    assert len(check_future(build_tables({"Owners": {4: owner}}), _NOW)) == count
