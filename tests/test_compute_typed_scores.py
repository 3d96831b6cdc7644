"""Who is owed which score that people give, by whom, and how far they are (R-8.3, R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.compute import Month
from estate_xl.compute.typed_scores import (
    meant_post,
    names_by_post,
    needless_parts,
    owed_parts,
    owed_scores,
    progress_of,
    rated_visits,
    rows_of_month,
    workers_by_zone,
)
from support.offices import regulation_weights
from test_compute_appraisal import appraise, at, inspected, tables_of

if TYPE_CHECKING:
    from test_compute_appraisal import Records

MONTH = Month.parse("2026-10")
BY_POST = [
    ("客戶服務中心", "客戶主管", ["self", "director"], ["zone", "supervisor"]),
    ("客戶服務中心", "前臺接待員", ["self", "supervisor"], ["zone", "director"]),
    ("客戶服務中心", "片區客戶人員", ["self"], ["zone", "supervisor", "director"]),
    ("協管隊", "協管隊長", ["self", "director"], ["zone", "supervisor"]),
    ("協管隊", "協管班長", ["self", "supervisor"], ["zone", "director"]),
    ("協管隊", "員工", ["supervisor"], ["self", "director"]),
    ("工程維修部", "工程主管", ["self", "director"], ["zone", "supervisor"]),
    ("工程維修部", "維修班長", ["self", "supervisor"], ["zone", "director"]),
    ("工程維修部", "員工", ["supervisor"], ["self", "director"]),
    ("環境部", "環境主管", ["self", "director"], ["zone", "supervisor"]),
    ("環境部", "保潔班長", ["self", "supervisor"], ["zone", "director"]),
    ("環境部", "綠化班長", ["self", "supervisor"], ["zone", "director"]),
    ("環境部", "員工", ["supervisor"], ["self", "director"]),
]
"""R-8.4: what people give, and the columns that are grey; a worker's 片區小組自檢 stays open."""
SCORERS = {
    "協管隊長": [("E1", "supervisor")],
    "管理處主任": [("E2", "director")],
    "": [("E2", "self")],
}
STAFF: list[dict[str, Any]] = [
    {"staff": "E0", "name": "何", "department": "管理處", "post": "管理處主任"},
    {"staff": "E1", "name": "趙", "department": "協管隊", "post": "員工", "zone": "A02"},
    {"staff": "E2", "name": "錢", "department": "協管隊", "post": "協管隊長"},
    {"staff": "E3", "name": "孫", "department": "環境部", "post": "員工"},
    {"staff": "E4", "name": "李", "department": "環境部", "post": "員工"},
    {"staff": "E5", "name": "周", "department": "環境部", "post": "員工", "left": at("09-30")},
    {"department": "環境部", "post": "員工"},
]
OFFICE: Records = {
    "AppraisalWeights": regulation_weights(),
    "Staff": STAFF,
    "Zones": [
        {"zone": "A01", "cleaning": "E3", "order": "E1"},
        {"zone": "A02"},
        {"cleaning": "E4"},
    ],
}


@pytest.mark.parametrize(("department", "post", "owed", "needless"), BY_POST)
def test_what_each_post_is_owed(
    department: str, post: str, owed: list[str], needless: list[str]
) -> None:
    person = {"staff": "E1", "name": "趙", "department": department, "post": post}
    office: Records = {
        "AppraisalWeights": regulation_weights(),
        "Staff": [person],
        "Zones": [{"zone": "A01", "officer": "E1"}],
    }
    (held,) = appraise(office).staff
    assert owed_parts(held) == owed
    assert needless_parts(held) == needless


def test_an_officer_without_a_zone_is_scored_by_the_supervisor() -> None:
    person = {"staff": "E1", "department": "客戶服務中心", "post": "片區客戶人員"}
    (held,) = appraise({"AppraisalWeights": regulation_weights(), "Staff": [person]}).staff
    assert owed_parts(held) == ["self", "supervisor"]


def test_a_post_without_weights_is_owed_nothing() -> None:
    (held,) = appraise({"AppraisalWeights": [], "Staff": [STAFF[1]]}).staff
    assert owed_parts(held) == []
    assert needless_parts(held) == ["self", "zone", "supervisor", "director"]


def test_scores_are_owed_by_whom_the_weights_name() -> None:
    owed = owed_scores(appraise({**OFFICE, "Staff": STAFF[:3]}))
    found: dict[str, list[tuple[str, str]]] = {}
    for score in owed:
        found.setdefault(score.scorer, []).append((score.person.staff, score.part))
    assert found == SCORERS


def test_progress_counts_people_who_have_all_of_theirs() -> None:
    scores = [
        {"month": "2026-10", "staff": "E1", "supervisor": 90},
        {"month": "2026-10", "staff": "E2", "self": 90},
        {"month": "2026-09", "staff": "E3", "supervisor": 90},
    ]
    progress = progress_of(owed_scores(appraise({**OFFICE, "MonthlyScores": scores})))
    assert (progress.people, progress.done) == (4, 1)
    missing = [(score.person.staff, score.part) for score in progress.missing]
    assert missing == [("E2", "director"), ("E3", "supervisor"), ("E4", "supervisor")]
    assert progress_of([]).people == 0


def test_rows_of_the_month_are_those_that_name_somebody() -> None:
    rows = [
        {"month": "2026-10", "staff": "E1"},
        {"month": "2026-10"},
        {"month": "2026-11", "staff": "E1"},
        {"staff": "E1"},
        {"month": "2026-10", "staff": "E9"},
    ]
    assert rows_of_month(tables_of({"MonthlyScores": rows}), MONTH) == {4: "E1", 8: "E9"}


def test_workers_belong_to_their_zone_else_to_the_one_that_names_them() -> None:
    found = workers_by_zone(appraise(OFFICE))
    staff = {zone: [person.staff for person in people] for zone, people in found.items()}
    assert staff == {"A02": ["E1"], "A01": ["E3"], None: ["E4"]}


def test_rated_visits_are_those_of_the_month() -> None:
    rated = {"worker": "E1", "visited": at("10-05"), "visit_rating": "滿意"}
    tickets = [
        rated,
        {**rated, "visit_rating": "不滿意"},
        {**rated, "visited": at("11-01")},
        {**rated, "visit_rating": None},
    ]
    office = {**OFFICE, "Tickets": tickets, "Inspections": [inspected("A01", "保潔", 90)]}
    assert rated_visits(appraise(office)) == {"E1": 2}


def test_names_by_post_are_those_employed_at_the_end_of_the_month() -> None:
    late = {"name": "吳", "post": "員工", "joined": at("11-01")}
    staff = [*STAFF, late, {"staff": "E6", "post": "員工"}]
    assert names_by_post(tables_of({"Staff": staff}), MONTH) == {
        "管理處主任": ["何"],
        "員工": ["趙", "孫", "李"],
        "協管隊長": ["錢"],
    }


@pytest.mark.parametrize(
    ("scorer", "post"),
    [
        ("客服主管", "客戶主管"),
        ("協管队长", "協管隊長"),
        ("Office Director", "管理處主任"),
        ("老張", None),
        ("", None),
    ],
)
def test_a_scorer_is_a_post(scorer: str, post: str | None) -> None:
    assert meant_post(scorer) == post
