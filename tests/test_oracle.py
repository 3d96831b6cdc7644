"""The oracle against examples of R-8 worked by hand; the arithmetic stands beside each number."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import pytest

from support.offices import DIRECTOR, regulation_weights, standards
from support.oracle import appraise, rounded

if TYPE_CHECKING:
    from support.offices import Row

MONTH = "2026-10"
MIDDLE = date(2026, 10, 15)
NOON = datetime.combine(MIDDLE, time(12, 0))
SUPERVISOR = "主管周檢"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def zone(code: str, officer: object = "E00", active: str | None = None) -> Row:
    return {"zone": code, "name": f"{code}片區", "officer": officer, "active": active}


def inspection(  # noqa: PLR0913, PLR0917 - one row of a table
    code: str,
    trade: str,
    score: float | None,
    kind: str = SUPERVISOR,
    day: date = MIDDLE,
    findings: str | None = None,
) -> Row:
    return {
        "zone": code,
        "trade": trade,
        "score": score,
        "kind": kind,
        "date": day,
        "findings": findings,
        "inspector": "E00",
    }


def complaint(
    code: str, department: str | None = None, received: datetime = NOON, valid: str | None = None
) -> Row:
    return {"zone": code, "department": department, "received": received, "valid": valid}


def commendation(
    code: str,
    department: str | None = None,
    staff: str | None = None,
    day: date = MIDDLE,
    verified: str = "是",
) -> Row:
    return {
        "zone": code,
        "department": department,
        "staff": staff,
        "date": day,
        "verified": verified,
    }


def ticket(**cells: object) -> Row:
    return {
        "ticket": "BS202609-0001",
        "registered": at("2026-09-01T08:00"),
        "zone": "A1",
        "worker": "E01",
        **cells,
    }


def slip_return(number: str, moment: str) -> Row:
    return {"ticket": number, "at": at(moment)}


def change(day: date, subject: str, key: str, field: str, before: object, after: object) -> Row:  # noqa: PLR0913, PLR0917 - one row of a table
    return {
        "date": day,
        "subject": subject,
        "key": key,
        "field": field,
        "before": before,
        "after": after,
    }


def visit(code: str, rating: str | None, visited: datetime = NOON) -> Row:
    return ticket(zone=code, visited=visited, visit_rating=rating)


def person(staff: str, department: str, post: str, **cells: object) -> Row:
    return {"staff": staff, "department": department, "post": post, **cells}


def scores(staff: str, month: str = MONTH, /, **parts: float) -> Row:
    return {"staff": staff, "month": month, **parts}


def appraised(
    part: str, settings: dict[str, object] | None = None, /, **sheets: list[Row]
) -> list[dict[str, object]]:
    """One part of the appraisal of an office with zone A1, a director and what is given."""
    records = {
        "Zones": [zone("A1")],
        "InspectionStandards": standards(),
        "AppraisalWeights": regulation_weights(),
        **sheets,
    }
    records["Staff"] = [DIRECTOR, *records.get("Staff", [])]
    return cast("list[dict[str, object]]", appraise(records, settings or {}, MONTH)[part])


def column(rows: list[dict[str, object]], key: str) -> list[object]:
    return [row[key] for row in rows]


def numbers(row: dict[str, object], *keys: str) -> list[str | None]:
    return [None if row[key] is None else str(row[key]) for key in keys]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("94.165", "94.17"),
        ("94.1649", "94.16"),
        ("2.675", "2.68"),
        ("0", "0"),
        ("-0.005", "-0.01"),
        ("-0.0049", "0"),
    ],
)
def test_rounding_is_half_away_from_zero_on_the_decimal(number: str, expected: str) -> None:
    assert rounded(Fraction(number)) == Fraction(expected)


def test_result_has_the_parts_of_the_contract() -> None:
    result = appraise(
        {"Zones": [zone("A1")], "Staff": [person("E01", "協管隊", "員工")]}, {}, MONTH
    )
    first = {
        key: list(cast("list[Row]", value)[0]) for key, value in result.items() if key != "month"
    }

    assert result["month"] == MONTH
    assert first == {
        "zones": [
            *("zone", "inspection", "owner", "score", "rank", "complaints", "commendations"),
            *("tie_break", "reason"),
        ],
        "departments": ["department", "composite", "self_check"],
        "staff": [
            *("staff", "department", "post", "self", "zone", "supervisor", "head_composite"),
            *("director", "total", "rank", "missing"),
        ],
    }


# zones


def test_r81_score_of_the_regulation_example() -> None:
    (only,) = appraised("zones", Inspections=[inspection("A1", "維修", 80.55)])

    # 0.3 x 80.55 + 0.7 x 100 = 24.165 + 70 = 94.165; binary floats say 94.16
    assert numbers(only, "inspection", "owner", "score") == ["80.55", "100", "94.17"]
    lacking = "without 客服, 協管, 保潔, 綠化"
    assert (only["rank"], only["tie_break"], only["reason"]) == (1, None, lacking)


def test_r81_each_trade_weighs_the_same_however_often_inspected() -> None:
    (only,) = appraised(
        "zones",
        Inspections=[
            *[inspection("A1", "客服", score) for score in (90, 90, 60)],  # mean 80
            inspection("A1", "保潔", 100),
        ],
    )

    # (80 + 100) / 2 = 90, not (90 + 90 + 60 + 100) / 4 = 85; 0.3 x 90 + 70 = 97
    assert numbers(only, "inspection", "score") == ["90", "97"]


def test_r81_trade_mean_stays_unrounded_and_the_part_is_rounded() -> None:
    (only,) = appraised(
        "zones",
        Inspections=[
            *[inspection("A1", "維修", score) for score in (70, 70, 60)],  # 66.666...
            *[inspection("A1", "綠化", score) for score in (80, 80, 90)],  # 83.333...
            inspection("A1", "客服", 100),
        ],
    )

    # (66.666... + 83.333... + 100) / 3 = 250 / 3 = 83.333...; 0.3 x 83.33 + 70 = 94.999
    assert numbers(only, "inspection", "score") == ["83.33", "95"]


@pytest.mark.parametrize(
    ("score", "findings", "expected"),
    [
        (None, None, "100"),
        (None, "BJ01", "97.5"),  # 100 - 2.5
        (None, "BJ01、BJ01", None),  # a code twice: it counts nowhere
        (None, "BJ02、BJ01", "52.5"),  # 100 - 45 - 2.5
        (None, "BJ02、BJ03", "0"),  # 100 - 45 - 60 < 0
        (88, "BJ03", "88"),  # a typed score stands
        (0, None, "0"),
    ],
)
def test_r81_empty_inspection_score_comes_from_its_codes(
    score: float | None, findings: str | None, expected: str | None
) -> None:
    (only,) = appraised("zones", Inspections=[inspection("A1", "保潔", score, findings=findings)])

    assert numbers(only, "inspection") == [expected]


def test_r81_only_supervisor_inspections_dated_in_the_month_count() -> None:
    (only,) = appraised(
        "zones",
        Inspections=[
            inspection("A1", "協管", 10, day=date(2026, 9, 30)),
            inspection("A1", "協管", 80, day=date(2026, 10, 1)),
            inspection("A1", "協管", 90, day=date(2026, 10, 31)),
            inspection("A1", "協管", 10, day=date(2026, 11, 1)),
            inspection("A1", "協管", 10, kind="片區日檢"),
            inspection("A1", "協管", 10, kind="片區周檢"),
            inspection("B1", "協管", 10),
        ],
    )

    assert numbers(only, "inspection") == ["85"]


def test_r81_owner_part_counts_the_months_valid_complaints_and_verified_commendations() -> None:
    (only,) = appraised(
        "zones",
        Inspections=[inspection("A1", "協管", 90)],
        Complaints=[
            complaint("A1", received=at("2026-09-30T23:59")),
            complaint("A1", received=at("2026-10-01T00:00")),
            complaint("A1", received=at("2026-10-31T23:59"), valid="是"),
            complaint("A1", received=at("2026-11-01T00:00")),
            complaint("A1", valid="否"),
            complaint("B1"),
        ],
        Commendations=[
            commendation("A1", day=date(2026, 9, 30)),
            commendation("A1", day=date(2026, 10, 31)),
            commendation("A1", day=date(2026, 11, 1)),
            commendation("A1", verified="否"),
            commendation("B1"),
        ],
    )

    # 100 - 5 x 2 + 2 x 1 = 92; 0.3 x 90 + 0.7 x 92 = 27 + 64.4 = 91.4
    assert (only["complaints"], only["commendations"]) == (2, 1)
    assert numbers(only, "owner", "score") == ["92", "91.4"]


@pytest.mark.parametrize(
    ("complaints", "commendations", "settings", "expected"),
    [
        (21, 0, {}, "0"),  # 100 - 105 = -5, floor 0
        (21, 0, {"owner_score_floor": None}, "-5"),
        (17, 0, {"owner_score_floor": 20}, "20"),  # 15 is below 20
        (0, 3, {}, "106"),  # no ceiling
        (0, 3, {"owner_score_ceiling": 100}, "100"),
        (2, 1, {"complaint_deduction": 3, "commendation_bonus": 1.5}, "95.5"),  # 100 - 6 + 1.5
    ],
)
def test_r81_owner_part_follows_the_settings(
    complaints: int, commendations: int, settings: dict[str, object], expected: str
) -> None:
    (only,) = appraised(
        "zones",
        settings,
        Complaints=[complaint("A1") for _ in range(complaints)],
        Commendations=[commendation("A1") for _ in range(commendations)],
    )

    assert numbers(only, "owner") == [expected]


def test_r81_weights_follow_the_settings() -> None:
    (only,) = appraised(
        "zones",
        {"zone_inspection_weight": 0.4, "zone_owner_weight": 0.6},
        Inspections=[inspection("A1", "協管", 80.55)],
        Complaints=[complaint("A1")],
    )

    # 0.4 x 80.55 + 0.6 x 95 = 32.22 + 57
    assert numbers(only, "score") == ["89.22"]


def test_r81_zone_without_supervisor_inspection_is_last_unranked_by_code() -> None:
    rows = appraised(
        "zones",
        Zones=[
            zone("B2"),
            zone("B1"),
            zone("C1"),
            zone("A1", active="否"),
            zone("D1", active="是"),
        ],
        Inspections=[
            inspection("C1", "協管", 80),
            inspection("D1", "協管", 90),
            inspection("B1", "協管", 100, kind="片區日檢"),
            inspection("A1", "協管", 100),
        ],
        Complaints=[complaint("B2")],
    )

    assert column(rows, "zone") == ["D1", "C1", "B1", "B2"]
    assert column(rows, "rank") == [1, 2, None, None]
    lacking = ["without 客服, 維修, 保潔, 綠化"] * 2
    assert column(rows, "reason") == [*lacking, *["no supervisor inspection"] * 2]
    assert numbers(rows[3], "inspection", "owner", "score") == [None, "95", None]


def tied(code: str, score: float, complaints: int = 0, commendations: int = 0) -> list[list[Row]]:
    """Inspections, complaints and commendations of a zone."""
    return [
        [inspection(code, "協管", score)],
        [complaint(code) for _ in range(complaints)],
        [commendation(code) for _ in range(commendations)],
    ]


def rank(*zones: list[list[Row]], tickets: list[Row] | None = None) -> list[tuple[object, object]]:
    """Zones in their order, each with its tie-breaker; all of them score 97.00."""
    inspections, complaints, commendations = (
        [row for each in zones for row in each[sheet]] for sheet in range(3)
    )
    rows = appraised(
        "zones",
        Zones=[zone(str(row["zone"])) for row in inspections],
        Inspections=inspections,
        Complaints=complaints,
        Commendations=commendations,
        Tickets=tickets or [],
    )
    assert set(column(rows, "score")) == {Decimal(97)}
    assert column(rows, "rank") == list(range(1, len(zones) + 1))
    return [(row["zone"], row["tie_break"]) for row in rows]


def test_r81_tie_is_broken_by_owner_part_first() -> None:
    # A1: 0.3 x 90 + 0.7 x 100 = 97; B1: 0.3 x 85.33 + 0.7 x 102 = 25.599 + 71.4 = 96.999
    assert rank(tied("A1", 90), tied("B1", 85.33, 0, 1)) == [("B1", "owner"), ("A1", "owner")]


def test_r81_tie_is_broken_by_fewer_complaints_second() -> None:
    # both have an owner part of 100: 100 - 5 x 2 + 2 x 5; the higher inspection does not help A1
    assert rank(tied("A1", 90.01, 2, 5), tied("B1", 90)) == [
        ("B1", "complaints"),
        ("A1", "complaints"),
    ]


def test_r81_tie_is_broken_by_inspection_part_third() -> None:
    # 0.3 x 90.01 + 70 = 97.003; the visits do not help A1
    assert rank(tied("A1", 90), tied("B1", 90.01), tickets=[visit("A1", "滿意")]) == [
        ("B1", "inspection"),
        ("A1", "inspection"),
    ]


@pytest.mark.parametrize(
    "tickets",
    [
        [visit("B1", "基本滿意")],  # none rated counts as 0
        [visit("B1", "滿意"), visit("A1", "滿意"), visit("A1", "不滿意")],  # 1 against 1/2
        [visit("B1", "滿意"), visit("B1", "不滿意"), visit("A1", "不滿意")],  # 1/2 against 0
        [visit("B1", "滿意"), visit("A1", "滿意", at("2026-11-01T00:00"))],
        [visit("B1", "滿意", at("2026-10-31T23:59")), visit("A1", None)],
    ],
)
def test_r81_tie_is_broken_by_approved_visits_fourth(tickets: list[Row]) -> None:
    assert rank(tied("A1", 90), tied("B1", 90), tickets=tickets) == [
        ("B1", "visits"),
        ("A1", "visits"),
    ]


@pytest.mark.parametrize(
    "tickets",
    [
        [],
        [visit("A1", "不滿意")],  # 0 of 1 is the same as none rated
        [visit("A1", "滿意"), visit("B1", "基本滿意"), visit("B1", None)],
    ],
)
def test_r81_tie_is_broken_by_zone_code_last(tickets: list[Row]) -> None:
    assert rank(tied("B1", 90), tied("A1", 90), tickets=tickets) == [
        ("A1", "zone"),
        ("B1", "zone"),
    ]


def test_r81_each_zone_of_a_tie_names_what_parted_it_from_the_one_above() -> None:
    assert rank(
        tied("A1", 90, 2, 5),
        tied("B1", 90),
        tied("C1", 85.33, 0, 1),
        tied("D1", 90),
        tied("E1", 90.01),
    ) == [
        ("C1", "owner"),  # the first names what parted it from the one below
        ("E1", "owner"),
        ("B1", "inspection"),
        ("D1", "zone"),
        ("A1", "complaints"),
    ]


def test_r81_zones_beside_a_tie_name_nothing() -> None:
    rows = appraised(
        "zones",
        Zones=[zone(code) for code in ("A1", "B1", "C1", "D1")],
        Inspections=[
            inspection(code, "協管", score)
            for code, score in (("A1", 80), ("B1", 90), ("C1", 90), ("D1", 100))
        ],
    )

    assert [(row["zone"], row["tie_break"]) for row in rows] == [
        ("D1", None),
        ("B1", "zone"),
        ("C1", "zone"),
        ("A1", None),
    ]


# departments


def departments(**sheets: list[Row]) -> dict[object, list[str | None]]:
    """Composite and self-check by department."""
    rows = appraised("departments", None, **sheets)
    assert column(rows, "department") == ["客戶服務中心", "協管隊", "工程維修部", "環境部"]
    return {row["department"]: numbers(row, "composite", "self_check") for row in rows}


def test_r82_composite_is_the_mean_over_the_zones_inspected() -> None:
    found = departments(
        Staff=[person("E01", "環境部", "員工")],
        Zones=[zone("A1"), zone("B1"), zone("C1"), zone("D1", active="否")],
        Inspections=[
            inspection("A1", "保潔", 80),
            inspection("A1", "保潔", 90),  # 保潔 85
            inspection("A1", "綠化", 100),  # 環境部 (85 + 100) / 2 = 92.5
            inspection("A1", "協管", 90),
            inspection("B1", "綠化", 70),
            inspection("C1", "協管", 80.55),  # 環境部 is left out of C1
            inspection("D1", "保潔", 0),
        ],
        Complaints=[
            complaint("A1", "環境部"),
            complaint("A1", "工程維修部"),
            complaint("A1"),
            complaint("C1", "環境部"),
        ],
        Commendations=[
            commendation("A1", staff="E01"),  # counts for 環境部, her department
            commendation("A1", "協管隊", "E01"),  # counts for 協管隊
            commendation("A1", staff="E00"),  # the director's: no department's
            commendation("A1"),  # counts for the zone alone
        ],
    )

    # A1: 0.3 x 92.5 + 0.7 x (100 - 5 + 2) = 27.75 + 67.9 = 95.65; B1: 21 + 70 = 91
    assert found["環境部"] == ["93.33", None]  # (95.65 + 91) / 2 = 93.325
    # A1: 0.3 x 90 + 0.7 x 102 = 98.4; C1: 94.165 -> 94.17; mean 96.285
    assert found["協管隊"] == ["96.29", None]
    assert found["工程維修部"] == [None, None]
    assert found["客戶服務中心"] == [None, None]


def test_r82_owner_part_of_a_department_has_the_same_floor() -> None:
    found = departments(
        Inspections=[inspection("A1", "維修", 80)],
        Complaints=[complaint("A1", "工程維修部") for _ in range(30)],
    )

    assert found["工程維修部"] == ["24", None]  # 0.3 x 80 + 0.7 x 0


def test_r83_self_check_takes_daily_and_weekly_inspections_together() -> None:
    found = departments(
        Zones=[zone("A1"), zone("B1"), zone("C1"), zone("D1", active="否")],
        Inspections=[
            inspection("A1", "保潔", 80, "片區日檢"),
            inspection("A1", "保潔", 90, "片區周檢"),
            inspection("A1", "綠化", 100, "片區日檢"),  # A1: (85 + 100) / 2 = 92.5
            inspection("B1", "保潔", None, "片區周檢"),  # B1: 100
            inspection("B1", "保潔", 0, "片區日檢", date(2026, 9, 30)),
            inspection("D1", "保潔", 0, "片區日檢"),
        ],
    )

    assert found["環境部"] == [None, "96.25"]


def test_r83_self_check_of_each_zone_is_rounded_before_the_mean() -> None:
    found = departments(
        Zones=[zone("A1"), zone("B1")],
        Inspections=[
            *[inspection("A1", "協管", score, "片區日檢") for score in (60, 70, 70)],  # 66.666...
            inspection("B1", "協管", 100, "片區日檢"),
        ],
    )

    assert found["協管隊"] == [None, "83.34"]  # (66.67 + 100) / 2; unrounded it were 83.33


# workers


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], "100"),
        ([{"visited": at("2026-10-01T00:00"), "visit_rating": "不滿意"}], "99"),
        ([{"visited": at("2026-10-31T23:59"), "visit_rating": "不滿意"}], "99"),
        ([{"visited": at("2026-09-30T23:59"), "visit_rating": "不滿意"}], "100"),
        ([{"visited": at("2026-11-01T00:00"), "visit_rating": "不滿意"}], "100"),
        ([{"visited": NOON, "visit_rating": "基本滿意"}], "100"),
        ([{"returned": NOON, "rework": 3, "slip_ok": "否"}], "97"),
        ([{"returned": NOON, "rework": 3, "slip_ok": "是"}], "97"),
        ([{"returned": NOON, "rework": None, "slip_ok": "否"}], "99"),
        ([{"returned": NOON, "rework": 0, "slip_ok": "否"}], "100"),  # 0 is not empty
        ([{"returned": NOON, "rework": None, "slip_ok": "是"}], "100"),
        ([{"returned": NOON}], "100"),
        ([{"returned": at("2026-09-30T23:59"), "rework": 3}], "100"),
        ([{"returned": at("2026-11-01T00:00"), "slip_ok": "否"}], "100"),
        # back in September, visited in October: only the visit counts now
        (
            [
                {
                    "returned": at("2026-09-30T18:00"),
                    "rework": 2,
                    "visited": at("2026-10-01T09:00"),
                    "visit_rating": "不滿意",
                }
            ],
            "99",
        ),
        ([{"worker": "E02", "visited": NOON, "visit_rating": "不滿意"}], "100"),
        ([{"returned": NOON, "rework": 99}, {"returned": NOON, "rework": 2}], "0"),  # floor
    ],
)
def test_r83_worker_part(cells: list[dict[str, object]], expected: str) -> None:
    (worker,) = appraised(
        "staff",
        Staff=[person("E01", "工程維修部", "員工")],
        Tickets=[ticket(**each) for each in cells],
    )

    assert numbers(worker, "zone") == [expected]


def test_r83_worker_part_follows_the_settings() -> None:
    (worker,) = appraised(
        "staff",
        {"dissatisfied_visit_deduction": 2.5, "defective_slip_deduction": 0.5},
        Staff=[person("E01", "工程維修部", "員工")],
        Tickets=[visit("A1", "不滿意"), ticket(returned=NOON, rework=3)],
    )

    assert numbers(worker, "zone") == ["96"]  # 100 - 2.5 - 3 x 0.5


@pytest.mark.parametrize(
    ("returns", "expected"),
    [
        ([], "97"),  # as typed, in the month of the first return
        (["2026-09-30T23:59"], "100"),  # rows count, each in its own month
        (["2026-09-30T23:59", "2026-10-01T00:00"], "99"),
        (["2026-10-05T10:00", "2026-10-31T23:59", "2026-11-01T00:00"], "98"),
    ],
)
def test_r83_each_return_of_a_slip_counts_once_in_its_month(
    returns: list[str], expected: str
) -> None:
    (worker,) = appraised(
        "staff",
        Staff=[person("E01", "工程維修部", "員工")],
        Tickets=[ticket(returned=NOON, rework=3)],
        SlipReturns=[
            *[slip_return("BS202609-0001", moment) for moment in returns],
            slip_return("BS202609-0002", "2026-10-05T10:00"),
        ],
    )

    assert numbers(worker, "zone") == [expected]


@pytest.mark.parametrize(("note", "expected"), [("帶病值班", "88"), (None, "100")])
def test_r83_a_score_that_the_officer_gives_counts_with_its_reason(
    note: str | None, expected: str
) -> None:
    (worker,) = appraised(
        "staff",
        Staff=[person("E01", "工程維修部", "員工")],
        MonthlyScores=[scores("E01", zone=88) | {"note": note}],
    )

    assert numbers(worker, "zone") == [expected]


# the month's score


def test_r84_totals_of_every_kind_of_post() -> None:
    staff = appraised(
        "staff",
        Staff=[
            person("E01", "客戶服務中心", "客戶主管"),
            person("E02", "客戶服務中心", "前臺接待員"),
            person("E03", "協管隊", "協管隊長"),
            person("E04", "協管隊", "協管班長"),
            person("E05", "協管隊", "員工"),
        ],
        Inspections=[
            inspection("A1", "協管", 94.67),  # composite 0.3 x 94.67 + 70 = 98.401 -> 98.4
            inspection("A1", "協管", 90, "片區日檢"),
        ],
        Tickets=[ticket(worker="E05", returned=NOON, rework=3)],
        MonthlyScores=[
            scores("E01", self=80.55, supervisor=1, director=100),
            scores("E02", self=80, supervisor=90.05, director=1),
            scores("E03", self=80.55, supervisor=1, director=90),
            scores("E04", self=70, supervisor=90),
            scores("E05", self=1, supervisor=88.5, director=1),
        ],
    )

    keys = ("self", "zone", "supervisor", "head_composite", "director", "total")
    assert {str(row["staff"]): numbers(row, *keys) for row in staff} == {
        # 0.5 x 80.55 + 0.5 x 100 = 90.275
        "E01": ["80.55", None, None, None, "100", "90.28"],
        # 0.5 x 80 + 0.5 x 90.05 = 85.025
        "E02": ["80", None, "90.05", None, None, "85.03"],
        # 0.5 x 80.55 + 0.05 x 90 + 0.05 x 98.4 + 0.4 x 90 = 40.275 + 4.5 + 4.92 + 36 = 85.695
        "E03": ["80.55", "90", None, "98.4", "90", "85.7"],
        "E04": ["70", None, "90", None, None, "80"],
        # 0.3 x 97 + 0.7 x 88.5 = 29.1 + 61.95
        "E05": [None, "97", "88.5", None, None, "91.05"],
    }
    assert all(row["missing"] == [] for row in staff)
    assert column(staff, "rank") == [1, 2, 2, 3, 1]


def officer_row(
    *zones: Row, typed: float | None = None, changes: list[Row] | None = None
) -> dict[str, object]:
    """Zone officer E01, self score 80, where A1 scores 97.00, B1 94.17, and C1 has no score."""
    (row,) = appraised(
        "staff",
        Staff=[person("E01", "客戶服務中心", "片區客戶人員")],
        Zones=list(zones),
        Inspections=[inspection("A1", "協管", 90), inspection("B1", "協管", 80.55)],
        MonthlyScores=[scores("E01", self=80) | {"supervisor": typed}],
        Changes=changes or [],
    )
    return row


def test_r81_supervisor_score_of_an_officer_is_the_rounded_mean_of_her_scored_zones() -> None:
    row = officer_row(zone("A1", "E01"), zone("B1", "E01"), zone("C1", "E01"), typed=10)

    # (97 + 94.17) / 2 = 95.585, a score that is named, thus 95.59;
    # 0.5 x 80 + 0.5 x 95.59 = 87.795; of 95.585 it were 87.7925, thus 87.79
    assert numbers(row, "supervisor", "total") == ["95.59", "87.8"]


def test_r81_each_zone_weighs_by_the_days_led() -> None:
    swap = [
        change(date(2026, 10, 11), "片區", "A1", "片區管理員", "E01", "E00"),
        change(date(2026, 10, 22), "片區", "B1", "片區管理員", "E00", "E01"),
    ]
    row = officer_row(zone("A1", "E01"), zone("B1"), zone("C1"), typed=10, changes=swap)

    # A1 on 1 to 10 October, B1 on 22 to 31: (10 x 97 + 10 x 94.17) / 20 = 95.585
    assert numbers(row, "supervisor") == ["95.59"]
    row = officer_row(zone("A1", "E01"), zone("B1"), zone("C1"), changes=swap[:1])
    assert numbers(row, "supervisor") == ["97"]
    row = officer_row(zone("A1", "E01"), zone("B1", "E01"), zone("C1"), changes=swap[:1])
    # (10 x 97 + 31 x 94.17) / 41 = 3889.27 / 41 = 94.860...
    assert numbers(row, "supervisor", "total") == ["94.86", "87.43"]


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 11, 1)])
def test_r81_a_zone_that_changed_hands_outside_the_month_was_one_officers(day: date) -> None:
    swap = [change(day, "片區", "A1", "片區管理員", "E01", "E00")]
    row = officer_row(zone("A1", "E01"), zone("B1", "E01"), zone("C1"), changes=swap)

    assert numbers(row, "supervisor") == ["94.17" if day.month == 9 else "95.59"]


def test_r81_officer_whose_zones_have_no_score_lacks_the_part() -> None:
    row = officer_row(zone("A1"), zone("B1"), zone("C1", "E01"), typed=10)

    assert numbers(row, "supervisor", "total") == [None, None]
    assert row["missing"] == ["supervisor"]


@pytest.mark.parametrize("active", [None, "否"])
def test_r81_officer_without_an_active_zone_has_the_typed_score(active: str | None) -> None:
    led = [] if active is None else [zone("A1", "E01", active)]
    row = officer_row(*led, zone("B1"), typed=70)

    assert numbers(row, "supervisor", "total") == ["70", "75"]


def test_r84_missing_parts_are_named_in_order_and_there_is_no_total() -> None:
    head, worker = appraised(
        "staff",
        Staff=[person("E01", "環境部", "環境主管"), person("E02", "環境部", "員工")],
    )

    assert head["missing"] == ["self", "zone", "head_composite", "director"]
    assert worker["missing"] == ["supervisor"]
    assert (head["total"], head["rank"], worker["total"]) == (None, None, None)
    assert numbers(worker, "zone") == ["100"]


def test_r84_score_typed_twice_counts_not_at_all() -> None:
    (row,) = appraised(
        "staff",
        Staff=[person("E01", "協管隊", "協管班長")],
        MonthlyScores=[
            scores("E01", self=80, supervisor=90),
            scores("E01", self=80, supervisor=90),
            scores("E01", "2026-09", self=80, supervisor=90),
        ],
    )

    assert row["missing"] == ["self", "supervisor"]


def test_r84_another_months_scores_do_not_count() -> None:
    (row,) = appraised(
        "staff",
        Staff=[person("E01", "協管隊", "協管班長")],
        MonthlyScores=[
            scores("E01", "2026-09", self=10, supervisor=10),
            scores("E01", self=80, supervisor=90),
        ],
    )

    assert numbers(row, "total") == ["85"]


@pytest.mark.parametrize("supervisor", [0.45, 0.55, None])
def test_r84_weights_that_are_not_whole_give_no_total(supervisor: float | None) -> None:
    weights = regulation_weights()
    weights[4]["supervisor"] = supervisor  # 協管隊, 協管班長
    (row,) = appraised(
        "staff",
        Staff=[person("E01", "協管隊", "協管班長")],
        AppraisalWeights=weights,
        MonthlyScores=[scores("E01", self=80, supervisor=90)],
    )

    assert (row["missing"], row["total"], row["rank"]) == (["weights"], None, None)


@pytest.mark.parametrize(("department", "post"), [("管理處", "員工"), ("環境部", "協管班長")])
def test_r84_post_without_a_weights_row_has_no_total(department: str, post: str) -> None:
    (row,) = appraised(
        "staff",
        Staff=[person("E01", department, post)],
        MonthlyScores=[scores("E01", self=80, supervisor=90, director=90)],
    )

    assert row["missing"] == ["weights"]
    keys = ("self", "zone", "supervisor", "head_composite", "director", "total", "rank")
    assert numbers(row, *keys) == [None] * len(keys)


def test_r84_weights_of_decimal_shares_are_whole() -> None:
    weights = regulation_weights()
    weights[3] |= {"self": 0.1, "zone": 0.2, "head_composite": None, "director": 0.7}
    (row,) = appraised(
        "staff",
        Staff=[person("E01", "協管隊", "協管隊長")],
        AppraisalWeights=weights,
        Inspections=[inspection("A1", "協管", 90, "片區周檢")],
        MonthlyScores=[scores("E01", self=80, director=85)],
    )

    assert numbers(row, "total") == ["85.5"]  # 8 + 18 + 59.5


@pytest.mark.parametrize(
    ("joined", "left", "listed"),
    [
        (None, None, ["E01"]),
        (date(2020, 1, 1), date(2026, 9, 30), []),
        (date(2020, 1, 1), date(2026, 10, 1), ["E01"]),
        (None, at("2026-10-01T00:00"), ["E01"]),
        (date(2026, 10, 15), date(2026, 10, 15), ["E01"]),
        (date(2026, 10, 31), None, ["E01"]),
        (at("2026-10-31T08:30"), None, ["E01"]),
        (date(2026, 11, 1), None, []),
        (date(2026, 9, 30), date(2026, 11, 1), ["E01"]),
    ],
)
def test_r84_everybody_employed_on_a_day_of_the_month_is_listed(
    joined: date | None, left: date | None, listed: list[str]
) -> None:
    rows = appraised("staff", Staff=[person("E01", "協管隊", "員工", joined=joined, left=left)])

    assert column(rows, "staff") == listed


@pytest.mark.parametrize(
    ("day", "left", "post"),
    [
        (date(2026, 9, 30), None, "協管班長"),
        (date(2026, 10, 31), None, "協管班長"),
        (date(2026, 11, 1), None, "員工"),
        (date(2026, 10, 16), date(2026, 10, 15), "員工"),
        (date(2026, 10, 15), date(2026, 10, 15), "協管班長"),
    ],
)
def test_r84_post_is_that_of_the_last_employed_day_of_the_month(
    day: date, left: date | None, post: str
) -> None:
    (row,) = appraised(
        "staff",
        Staff=[person("E01", "協管隊", "員工", left=left)],
        Changes=[change(day, "員工", "E01", "崗位", "員工", "協管班長")],
    )

    assert row["post"] == post


def test_r84_director_is_not_listed() -> None:
    assert appraised("staff", Staff=[person("E09", "管理處", "管理處主任")]) == []


def test_r84_ranks_within_a_department_are_shared() -> None:
    given = {"E01": 80.0, "E02": 90.0, "E03": 90.0, "E04": 70.0, "E05": 60.0}
    rows = appraised(
        "staff",
        Staff=[
            *[person(staff, "協管隊", "協管班長") for staff in (*given, "E06")],
            person("E07", "工程維修部", "維修班長"),
        ],
        MonthlyScores=[
            *[scores(staff, self=score, supervisor=score) for staff, score in given.items()],
            scores("E07", self=50, supervisor=50),
        ],
    )

    assert column(rows, "rank") == [3, 1, 1, 4, 5, None, 1]
