"""NOT_EMPLOYED (R-4) and OTHER_DEPARTMENT (R-5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.check.people import check_departments, check_employment
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding

_NOW = pd.Timestamp("2026-03-20 12:00")


def _day(day: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-03-{day}")


_STAFF: dict[int, dict[str, object]] = {
    4: {"staff": "E1", "name": "陳大文", "joined": _day("05"), "left": _day("15")},
    5: {"staff": "E2", "name": "李四", "left": _day("15")},
    6: {"staff": "E3", "name": "王五", "joined": _day("05")},
    7: {"staff": "E4", "name": "趙六"},
    8: {"staff": "E4", "name": "趙七", "left": _day("01")},  # a duplicate: the first row counts
    9: {"name": "無工號", "left": _day("01")},
}


def _check(sheet: str, record: dict[str, object]) -> list[Finding]:
    return check_employment(build_tables({"Staff": _STAFF, sheet: {6: record}}), _NOW)


def _seen(findings: list[Finding]) -> list[tuple[str, str | None, object]]:
    assert {finding.code for finding in findings} <= {FindingCode.NOT_EMPLOYED}
    assert {finding.row for finding in findings} <= {6}
    return [(finding.sheet, finding.column, finding.facts["day"]) for finding in findings]


@pytest.mark.parametrize(
    ("person", "day", "employed"),
    [
        ("E1", "04 23:59", False),
        ("E1", "05 00:00", True),
        ("E1", "15 23:59", True),
        ("E1", "16 00:00", False),
        ("E2", "01", True),
        ("E2", "16", False),
        ("E3", "04", False),
        ("E3", "28", True),
        ("E4", "28", True),
        ("E9", "28", True),  # unknown: reading reports it
        (None, "28", True),
    ],
)
def test_both_ends_count_and_a_missing_one_is_open(
    person: str | None, day: str, *, employed: bool
) -> None:
    findings = _check("FollowUps", {"by": person, "at": _day(day)})
    expected = [] if employed else [("FollowUps", "by", f"2026-03-{day[:2]}")]
    assert _seen(findings) == expected


@pytest.mark.parametrize(
    ("sheet", "person", "times", "expected"),
    [
        ("Tickets", "receptionist", {"registered": "20"}, "20"),
        ("Tickets", "receptionist", {"registered": "10", "dispatched": "20"}, None),
        ("Tickets", "receptionist", {}, None),
        ("Tickets", "worker", {"registered": "20"}, "20"),
        ("Tickets", "worker", {"registered": "04", "dispatched": "10"}, None),
        ("Tickets", "worker", {"registered": "10", "dispatched": "20"}, "20"),
        ("Tickets", "worker", {"dispatched": "10", "arrived": "20"}, "20"),
        ("Tickets", "worker", {"arrived": "04", "completed": "05"}, None),
        ("Tickets", "worker", {"arrived": "15", "completed": "16"}, "16"),
        ("Tickets", "visitor", {"visited": "16"}, "16"),
        ("Tickets", "visitor", {"registered": "16"}, None),
        ("Complaints", "handler", {"received": "04"}, "04"),
        ("Complaints", "handler", {"received": "04", "settled": "05"}, None),
        ("Complaints", "handler", {"received": "15", "settled": "16"}, "16"),
        ("Commendations", "staff", {"date": "16"}, "16"),
        ("Inspections", "inspector", {"date": "04"}, "04"),
        ("Inspections", "inspector", {"date": "05", "fixed": "16"}, None),
        # who answers for a failed item: employed between the inspection and its mending
        ("Inspections", "responsible", {"date": "16"}, "16"),
        ("Inspections", "responsible", {"date": "15", "fixed": "16"}, None),
        ("Inspections", "responsible", {"date": "03", "fixed": "05"}, None),
        ("Inspections", "responsible", {"date": "03", "fixed": "04"}, "04"),
        ("Inspections", "responsible", {"date": "03"}, None),
        ("RecognitionChecks", "staff", {"date": "16"}, "16"),
    ],
)
def test_the_day_of_the_deed(
    sheet: str, person: str, times: dict[str, str], expected: str | None
) -> None:
    record = {person: "E1", **{column: _day(day) for column, day in times.items()}}
    assert _seen(_check(sheet, record)) == (
        [(sheet, person, f"2026-03-{expected}")] if expected else []
    )


@pytest.mark.parametrize(
    ("person", "month", "expected"),
    [
        ("E1", "2026-03", None),
        ("E1", "2026-02", "2026-02-28"),
        ("E1", "2026-04", "2026-04-01"),
        ("E3", "2026-02", "2026-02-28"),
        ("E4", "2026-02", None),
        ("E1", None, None),
    ],
)
def test_a_scored_person_is_employed_on_a_day_of_the_month(
    person: str, month: str | None, expected: str | None
) -> None:
    findings = _check("MonthlyScores", {"staff": person, "month": month})
    assert _seen(findings) == ([("MonthlyScores", "staff", expected)] if expected else [])


@pytest.mark.parametrize("person", ["officer", "order", "repair", "cleaning", "greening"])
@pytest.mark.parametrize(
    ("staff", "active", "found"),
    [
        ("E1", "是", True),
        ("E1", None, True),
        ("E1", "否", False),
        ("E3", "是", False),
        ("E4", "是", False),
    ],
)
def test_a_zone_in_use_has_nobody_who_has_left(
    person: str, staff: str, active: str | None, *, found: bool
) -> None:
    findings = _check("Zones", {"zone": "Z1", person: staff, "active": active})
    assert _seen(findings) == [("Zones", person, "2026-03-20")] * found


def test_who_joins_the_group_later_is_no_finding() -> None:
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "joined": pd.Timestamp("2026-04-01")}},
            "Zones": {6: {"zone": "Z1", "officer": "E1"}},
        }
    )
    assert check_employment(tables, _NOW) == []


def test_the_words() -> None:
    finding = _check("FollowUps", {"by": "E1", "at": _day("16 09:30")})[0]
    assert finding.value == "E1"
    assert finding.message(Language.HANT) == "「跟進人」陳大文（E1） 在 2026-03-16 不在職"


@pytest.mark.parametrize(
    ("own", "asked", "found"),
    [
        ("工程維修部", "工程維修部", False),
        ("環境部", "工程維修部", True),
        ("管理處", "工程維修部", True),
        (None, "工程維修部", False),
        ("環境部", None, False),
    ],
)
def test_a_worker_is_of_the_tickets_department(
    own: str | None, asked: str | None, *, found: bool
) -> None:
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "name": "陳大文", "department": own}},
            "Tickets": {
                6: {"worker": "E1", "department": asked},
                7: {"department": asked},
                8: {"worker": "E9", "department": asked},
            },
        }
    )
    findings = check_departments(tables)
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in findings] == [
        (FindingCode.OTHER_DEPARTMENT, "Tickets", 6, "worker", "E1")
    ] * found


def test_the_words_name_both_departments() -> None:
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "name": "陳大文", "department": "環境部"}},
            "Tickets": {6: {"worker": "E1", "department": "工程維修部"}},
        }
    )
    finding = check_departments(tables)[0]
    assert finding.message(Language.HANT) == (
        "「服務人員」陳大文（E1） 屬於環境部，不是本單的處理部門工程維修部"
    )
    assert finding.message(Language.EN) == (
        "陳大文 (E1) in “Worker” belongs to Environment, not to the slip's Engineering"
    )


def _changed(day: str, field: str, before: object, after: object) -> dict[str, object]:
    sides = {"before": before, "after": after, "subject": "員工", "key": "E1"}
    return {"date": _day(day), "field": field, **sides}


_REJOINED = [_changed("11", "left", None, "2026-03-10"), _changed("20", "left", "2026-03-10", None)]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({"date": "05"}, None),
        ({"date": "10"}, None),
        ({"date": "11"}, "11"),
        ({"date": "19"}, "19"),
        ({"date": "20"}, None),
        ({"date": "28"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("joined", ["04", "20"], ids=["joined once", "joined again"])
def test_who_rejoined_was_away_in_between(
    times: dict[str, str], expected: str | None, joined: str
) -> None:
    """R-M3: left after the 10th, came back on the 20th."""
    changes = [*_REJOINED]
    if joined == "20":
        changes.append(_changed("20", "joined", "2026-03-04", "2026-03-20"))
    record = {"staff": "E1", **{column: _day(day) for column, day in times.items()}}
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "name": "陳大文", "joined": _day(joined)}},
            "RecognitionChecks": {6: record},
            "Changes": dict(enumerate(changes, start=4)),
        }
    )
    assert _seen(check_employment(tables, _NOW)) == (
        [("RecognitionChecks", "staff", f"2026-03-{expected}")] if expected else []
    )


@pytest.mark.parametrize(
    ("date", "fixed", "expected"),
    [
        ("10", "15", None),
        ("11", "15", "15"),
        ("15", "20", None),
        ("15", None, None),
        ("01", "03", "03"),
        (None, "15", None),
    ],
)
def test_who_rejoined_answers_between_two_days(
    date: str | None, fixed: str | None, expected: str | None
) -> None:
    days = {"date": date and _day(date), "fixed": fixed and _day(fixed)}
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "name": "陳大文", "joined": _day("04")}},
            "Inspections": {6: {"responsible": "E1", **days}},
            "Changes": dict(enumerate(_REJOINED, start=4)),
        }
    )
    assert _seen(check_employment(tables, _NOW)) == (
        [("Inspections", "responsible", f"2026-03-{expected}")] if expected else []
    )


def test_who_was_never_there_is_named() -> None:
    """A day of leaving that was mended to one before the day of joining."""
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "joined": _day("04"), "left": _day("02")}},
            "FollowUps": {6: {"by": "E1", "at": _day("05 09:00")}},
            "Changes": {4: _changed("03", "left", "2026-03-01", "2026-03-02")},
        }
    )
    assert _seen(check_employment(tables, _NOW)) == [("FollowUps", "by", "2026-03-05")]


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ({"completed": "10 23:59"}, False),
        ({"completed": "11"}, True),
        ({"arrived": "10 09:00", "registered": "09"}, False),
        ({"dispatched": "11 09:00", "registered": "09"}, True),
        ({"registered": "10"}, False),
        ({}, True),
    ],
)
def test_a_worker_was_of_the_tickets_department_on_the_day_of_the_work(
    times: dict[str, str], *, found: bool
) -> None:
    """R-5.2, R-M3: E1 went from Engineering to Environment on the 11th."""
    ticket = {column: _day(day) for column, day in times.items()}
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "department": "環境部"}},
            "Tickets": {6: {"worker": "E1", "department": "工程維修部", **ticket}},
            "Changes": {4: _changed("11", "department", "工程維修部", "環境部")},
        }
    )
    assert len(check_departments(tables)) == found
