"""The lines of 計分依據 on each person's own slip (R-8.4)."""

from __future__ import annotations

from estate_xl.compute.evidence import explain
from estate_xl.compute.personal_evidence import personal_lines
from test_compute_appraisal import CLEANER, HEAD, OFFICER, appraise, at, inspected

STAFF = [
    {"staff": "E1", "name": "趙", **CLEANER},
    {"staff": "E2", "name": "錢", **OFFICER},
    {"staff": "E3", "name": "孫", **HEAD},
    {"staff": "E4", "name": "李", "department": "工程維修部", "post": "員工"},
]
OFFICE = {
    "Staff": STAFF,
    "Zones": [{"zone": "A01", "name": "東", "officer": "E2"}, {"zone": "A02"}],
    "Inspections": [
        inspected("A01", "保潔", 90),
        inspected("A01", "保潔", 80, kind="片區日檢"),
    ],
    "Complaints": [{"received": at("10-02"), "zone": "A01", "content": "髒"}],
    "Tickets": [
        {
            "ticket": "BS1",
            "worker": "E1",
            "visited": at("10-05"),
            "visit_rating": "不滿意",
            "content": "漏水",
        }
    ],
    "MonthlyScores": [
        {"month": "2026-10", "staff": "E1", "zone": 95, "supervisor": 90, "note": "救火"},
        {"month": "2026-10", "staff": "E2", "self": 91, "director": 88},
        {"month": "2026-10", "staff": "E3", "self": 92},
    ],
}


def lines_of(staff: str) -> list[tuple[str, str]]:
    """What each of the person's lines is about."""
    appraisal = appraise(OFFICE)
    lines = personal_lines(appraisal, explain(appraisal))[staff]
    shown = (line.subject if isinstance(line.subject, str) else line.subject.hant for line in lines)
    return list(zip(shown, (line.part.hant for line in lines), strict=True))


def test_a_worker_has_their_deductions_with_the_slip_and_what_replaces_them() -> None:
    assert lines_of("E1") == [
        ("E1 趙", "回訪不滿意"),
        ("E1 趙", "片區小組自檢"),
        ("E1 趙", "評分錄入"),
        ("E1 趙", "總分"),
    ]


def test_an_officer_has_the_zones_led_and_scores_that_do_not_count() -> None:
    assert lines_of("E2") == [
        ("E2", "評分錄入（主任級評分）"),
        ("A01 東", "投訴"),
        ("A01 東", "巡檢得分"),
        ("A01 東", "業主評價"),
        ("A01 東", "回訪認可率"),
        ("A01 東", "片區得分"),
        ("E2 錢", "負責片區"),
        ("E2 錢", "總分"),
    ]


def test_a_head_has_the_department_and_its_zones() -> None:
    assert lines_of("E3") == [
        ("環境部 A01", "巡檢得分"),
        ("環境部 A01", "部門綜合"),
        ("環境部 A01", "片區自檢"),
        ("環境部", "部門綜合"),
        ("環境部", "片區自檢"),
    ]


def test_somebody_without_weights_has_none() -> None:
    assert lines_of("E4") == []
