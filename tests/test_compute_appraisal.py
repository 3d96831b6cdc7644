"""R-8.1 to R-8.4 on small offices, with the numbers worked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal, reason_of
from estate_xl.compute.evidence import explain
from estate_xl.compute.rounding import exact, round_cents
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import AppraisalSettings, Label, Language
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.appraisal import Appraisal

Records = dict[str, list[dict[str, Any]]]

OFFICER = {"department": "客戶服務中心", "post": "片區客戶人員"}
CLEANER = {"department": "環境部", "post": "員工"}
HEAD = {"department": "環境部", "post": "環境主管"}
WEIGHTS = [
    {**OFFICER, "self": 0.5, "supervisor": 0.5},
    {**CLEANER, "zone": 0.3, "supervisor": 0.7},
    {**HEAD, "self": 0.5, "zone": 0.05, "head_composite": 0.05, "director": 0.4},
]


def at(text: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-{text}")


def inspected(zone: str, trade: str, score: float | None, **more: object) -> dict[str, Any]:
    kind = more.pop("kind", "主管周檢")
    return {"date": at("10-15"), "kind": kind, "zone": zone, "trade": trade, "score": score, **more}


def appraise(records: Records, settings: AppraisalSettings | None = None) -> Appraisal:
    tables = tables_of(records)
    return calculate_appraisal(tables, settings or AppraisalSettings(), Month.parse("2026-10"))


def tables_of(records: Records) -> dict[str, pd.DataFrame]:
    return build_tables(
        {
            key: dict(enumerate(rows, start=4))
            for key, rows in {"AppraisalWeights": WEIGHTS, **records}.items()
        }
    )


def test_zone_score_of_the_regulation() -> None:
    """R-8.1: 30 % × 80.55 + 70 % × (100 − 5×2 + 2×1)."""
    held = appraise(
        {
            "Zones": [{"zone": "A01", "name": "東", "officer": "E1"}],
            "Inspections": [inspected("A01", "保潔", 80.55)],
            "Complaints": [
                {"received": at("10-01"), "zone": "A01", "content": "x"},
                {"received": at("10-31 23:59"), "zone": "A01", "content": "x", "valid": "是"},
                {"received": at("10-05"), "zone": "A01", "content": "x", "valid": "否"},
                {"received": at("11-01"), "zone": "A01", "content": "x"},
            ],
            "Commendations": [
                {"date": at("10-31"), "zone": "A01", "content": "x", "verified": "是"},
                {"date": at("10-31"), "zone": "A01", "content": "x", "verified": "否"},
            ],
        }
    )
    zone = held.zones[0]
    assert (zone.complaints, zone.commendations) == (2, 1)
    assert (float(zone.owner), float(zone.score or 0)) == (92, 88.57)


def test_each_trade_weighs_the_same() -> None:
    """R-8.1: the mean of the trades' means, however often each was inspected."""
    held = appraise(
        {
            "Zones": [{"zone": "A01"}],
            "Inspections": [
                inspected("A01", "保潔", 80),
                inspected("A01", "保潔", 90),
                inspected("A01", "客服", 100),
                inspected("A01", "客服", 0, kind="片區日檢"),
            ],
        }
    )
    assert held.zones[0].inspection == 92.5


def test_score_from_findings_where_typed_empty() -> None:
    """Each listed code counts, never below 0."""
    standards = [
        {"code": "BJ01", "trade": "保潔", "deduction": 2.5},
        {"code": "BJ02", "trade": "保潔", "deduction": 60},
        {"code": "BJ03", "trade": "保潔", "deduction": 60},
    ]
    held = appraise(
        {
            "Zones": [{"zone": "A01"}, {"zone": "A02"}, {"zone": "A03"}],
            "InspectionStandards": standards,
            "Inspections": [
                inspected("A01", "保潔", None, findings="ｂｊ01"),
                inspected("A02", "保潔", None, findings="BJ02 BJ03，BJ01"),
                inspected("A03", "保潔", None),
            ],
        }
    )
    scores = {zone.zone: zone.inspection for zone in held.zones}
    assert scores == {"A01": 97.5, "A02": 0, "A03": 100}


def zones_in_a_tie(criterion: str) -> Records:
    """Two zones of one score, parted by that criterion, B before A."""
    inspections = {"A": 90.0, "B": 90.0}
    complaints, deeds, visits = {"A": 0, "B": 0}, {"A": 0, "B": 0}, {"A": "不滿意", "B": "不滿意"}
    if criterion == "owner":  # 0.3×90 + 0.7×100 = 0.3×76.67 + 0.7×104... in cents: 97 = 97
        inspections["B"], deeds["B"] = 85.33, 1
    if criterion == "visits":
        visits["B"] = "滿意"
    return {
        "Zones": [{"zone": zone} for zone in "AB"],
        "Inspections": [inspected(zone, "保潔", score) for zone, score in inspections.items()],
        "Complaints": [
            {"received": at("10-02"), "zone": zone, "content": "x"}
            for zone, count in complaints.items()
            for _ in range(count)
        ],
        "Commendations": [
            {"date": at("10-02"), "zone": zone, "content": "x", "verified": "是"}
            for zone, count in deeds.items()
            for _ in range(count)
        ],
        "Tickets": [
            {"zone": zone, "visited": at("10-02"), "visit_rating": rating}
            for zone, rating in visits.items()
        ],
    }


@pytest.mark.parametrize(("criterion", "first"), [("owner", "B"), ("visits", "B"), ("zone", "A")])
def test_ties_of_two_zones(criterion: str, first: str) -> None:
    """R-8.1: owner part, …, visits, zone code; both zones of a pair name what parted them."""
    held = appraise(zones_in_a_tie(criterion))
    assert held.zones[0].score == held.zones[1].score
    assert [zone.tie_break for zone in held.zones] == [criterion, criterion]
    assert held.zones[0].zone == first
    assert [zone.rank for zone in held.zones] == [1, 2]


def test_fewer_complaints_and_inspection_part() -> None:
    """R-8.1: a floor makes owner parts equal; then complaints, then the inspection part decide."""
    settings = AppraisalSettings(
        owner_score_floor=100, zone_inspection_weight=0, zone_owner_weight=1
    )
    held = appraise(
        {
            "Zones": [{"zone": "A"}, {"zone": "B"}, {"zone": "C"}],
            "Inspections": [
                inspected("A", "保潔", 95),
                inspected("B", "保潔", 80),
                inspected("C", "保潔", 90),
            ],
            "Complaints": [{"received": at("10-02"), "zone": "A", "content": "x"}],
        },
        settings,
    )
    assert [zone.zone for zone in held.zones] == ["C", "B", "A"]
    assert [zone.tie_break for zone in held.zones] == ["inspection", "inspection", "complaints"]


def test_uninspected_and_unused_zones() -> None:
    """R-8.1: no supervisor inspection, no score, last; a zone not in use is not there."""
    held = appraise(
        {
            "Zones": [{"zone": "A01"}, {"zone": "A02"}, {"zone": "A03", "active": "否"}],
            "Inspections": [inspected("A02", "保潔", 90)],
        }
    )
    assert [(zone.zone, zone.rank) for zone in held.zones] == [("A02", 1), ("A01", None)]
    codes = [finding.code for finding in held.findings()]
    assert codes.count(FindingCode.ZONE_NOT_INSPECTED) == 1


def test_a_cause_is_said_once() -> None:
    """R-8.1, R-8.2: a zone without inspections is one finding, a department's zone another."""
    zones = [{"zone": zone} for zone in ("A01", "A02", "A03")]
    trades = ("客服", "協管", "維修", "保潔", "綠化")
    seen = [inspected("A01", trade, 90) for trade in trades]
    seen += [inspected("A02", trade, 80) for trade in trades[:1]]
    found = [
        (each.code, each.value)
        for each in appraise({"Zones": zones, "Inspections": seen}).findings()
        if each.code is not FindingCode.TRADE_NOT_INSPECTED
    ]
    lacking = [(FindingCode.DEPARTMENT_NOT_INSPECTED, "A02")] * 3
    assert found == [(FindingCode.ZONE_NOT_INSPECTED, "A03"), *lacking]


def test_what_a_zone_is_called_and_who_leads_it() -> None:
    """R-8.1: the last tie-breaker is the place of its code, from 1, among the zones in use."""
    held = appraise(
        {
            "Zones": [
                {"zone": "B"},
                {"zone": "A", "active": "否"},
                {"zone": "C", "name": "南", "officer": "E1"},
            ],
            "Inspections": [inspected("B", "保潔", 80), inspected("C", "保潔", 90)],
        }
    )
    assert [
        (zone.zone, zone.name, zone.leads, zone.row, zone.code_order) for zone in held.zones
    ] == [("C", "南", (("E1", 31),), 6, 2), ("B", "", (), 4, 1)]
    assert [zone.officer for zone in held.zones] == ["E1", None]


def test_a_score_of_nought_is_the_lowest() -> None:
    """R-8.1: it is a score, behind half a point and before none."""
    settings = AppraisalSettings(zone_inspection_weight=1, zone_owner_weight=0)
    held = appraise(
        {
            "Zones": [{"zone": "A"}, {"zone": "B"}, {"zone": "C"}],
            "Inspections": [inspected("B", "保潔", 0), inspected("C", "保潔", 0.5)],
        },
        settings,
    )
    ranks = [(zone.zone, zone.score, zone.rank, zone.tie_break) for zone in held.zones]
    assert ranks == [("C", 0.5, 1, None), ("B", 0, 2, None), ("A", None, None, None)]


def test_floor_and_ceiling() -> None:
    """R-8.1: both are settings; None is no bound."""
    many = [{"received": at("10-02"), "zone": "A01", "content": "x"}] * 21
    deeds = [{"date": at("10-02"), "zone": "A02", "content": "x", "verified": "是"}]
    records: Records = {
        "Zones": [{"zone": "A01"}, {"zone": "A02"}],
        "Inspections": [inspected("A01", "保潔", 90), inspected("A02", "保潔", 90)],
        "Complaints": many,
        "Commendations": deeds,
    }
    owners = {zone.zone: zone.owner for zone in appraise(records).zones}
    assert owners == {"A01": 0, "A02": 102}
    bounded = AppraisalSettings(owner_score_floor=None, owner_score_ceiling=100)
    owners = {zone.zone: zone.owner for zone in appraise(records, bounded).zones}
    assert owners == {"A01": -5, "A02": 100}
    arithmetic = {
        line.arithmetic
        for given in (None, bounded)
        for line in explain(appraise(records, given))
        if isinstance(line.arithmetic, str)
    }
    assert "max(0, 100 − 5×21 + 2×0) = 0" in arithmetic
    assert "min(100, 100 − 5×0 + 2×1) = 100" in arithmetic


def full_office() -> Records:
    return {
        "Zones": [
            {"zone": "A01", "name": "東", "officer": "E1"},
            {"zone": "A02", "name": "西", "officer": "E1"},
            {"zone": "A03", "name": "南", "officer": "E4"},
        ],
        "Staff": [
            {"staff": "E0", "name": "主", "department": "管理處", "post": "管理處主任"},
            {"staff": "E1", "name": "李", **OFFICER},
            {"staff": "E2", "name": "王", **CLEANER},
            {"staff": "E3", "name": "張", **HEAD},
            {"staff": "E4", "name": "孫", **OFFICER},
            {"staff": "E5", "name": "錢", **OFFICER},
            {"staff": "E6", "name": "周", **CLEANER, "left": at("09-30")},
            {"staff": "E7", "name": "吳", **CLEANER, "joined": at("11-01")},
            {"staff": "E8", "name": "鄭", **CLEANER, "joined": at("10-31")},
            {"staff": "E9", "department": "協管隊", "post": "員工"},
        ],
        "Inspections": [
            inspected("A01", "保潔", 80),
            inspected("A01", "綠化", 90),
            inspected("A02", "保潔", 90.01),
            inspected("A01", "保潔", 70, kind="片區日檢"),
            inspected("A01", "綠化", 81, kind="片區周檢", findings="LH01"),
        ],
        "Complaints": [
            {"received": at("10-02"), "zone": "A01", "department": "環境部", "content": "髒"}
        ],
        "Commendations": [
            {"date": at("10-02"), "zone": "A01", "content": "好", "verified": "是", "staff": "E2"},
            {"date": at("10-02"), "zone": "A02", "content": "好", "verified": "是"},
        ],
        "Tickets": [
            {
                "ticket": "BS1",
                "content": "漏水",
                "zone": "A01",
                "worker": "E2",
                "visited": at("10-03"),
                "visit_rating": "不滿意",
                "returned": at("09-30"),
                "rework": 9,
            },
            {"zone": "A01", "worker": "E2", "returned": at("10-03"), "slip_ok": "否"},
            {"zone": "A01", "worker": "E2", "returned": at("10-03"), "slip_ok": "否", "rework": 2},
            {"zone": "A01", "worker": "E2", "visited": at("11-01"), "visit_rating": "不滿意"},
        ],
        "MonthlyScores": [
            {"month": "2026-10", "staff": "E1", "self": 95.5},
            {"month": "2026-10", "staff": "E2", "supervisor": 90},
            {"month": "2026-10", "staff": "E3", "self": 90, "director": 91},
            {"month": "2026-10", "staff": "E4", "self": 90, "supervisor": 99},
            {"month": "2026-10", "staff": "E5", "self": 90, "supervisor": 80},
            {"month": "2026-10", "staff": "E8", "supervisor": 70},
            {"month": "2026-10", "staff": "E8", "supervisor": 71},
            {"month": "2026-09", "staff": "E8", "supervisor": 72},
        ],
    }


def test_department_composite_and_self_check() -> None:
    """R-8.2, R-8.3: A01 30%×85 + 70%×(100−5+2) = 93.4, A02 30%×90.01 + 70 = 97 → 95.2."""
    held = appraise(full_office())
    own = next(one for one in held.departments if one.department == "環境部")
    assert [zone.composite for zone in own.zones[:2]] == [exact(93.4), 97]
    assert own.zones[2].composite is None
    assert own.composite == exact(95.2)
    assert [(zone.name, zone.row, zone.inspection) for zone in own.zones] == [
        ("東", 4, 85),
        ("西", 5, exact(90.01)),
        ("南", 6, None),
    ]
    assert own.self_check == 75.5
    assert [one.composite for one in held.departments[:3]] == [None, None, None]


def test_people_of_the_month() -> None:
    """R-8.4: who is listed, what is computed, what is missing."""
    people = {person.staff: person for person in appraise(full_office()).staff}
    assert set(people) == {"E1", "E2", "E3", "E4", "E5", "E8", "E9"}
    # E2: 100 − 1 dissatisfied visit − (1 + 2) slips sent back = 96; 30%×96 + 70%×90 = 91.8
    assert people["E2"].parts["zone"] == 96
    assert people["E2"].total == exact(91.8)
    # E3: 50%×90 + 5%×75.5 + 5%×95.2 + 40%×91 = 89.935 → 89.94
    assert float(people["E3"].total or 0) == 89.94
    assert people["E4"].missing == ["supervisor"]
    assert float(people["E5"].total or 0) == 85
    assert people["E8"].missing == ["supervisor"]
    assert people["E9"].missing == ["weights"]
    assert people["E9"].total is None


def test_a_row_of_staff_without_number_department_or_post_is_nobody() -> None:
    """R-8.4: reading reports the empty cell; the month goes on without the row."""
    whole = {"staff": "E1", **CLEANER}
    people = [{**whole, key: None} for key in ("staff", "department", "post")]
    held = appraise({"Staff": [*people, {**whole, "staff": "E2"}]})
    assert [person.staff for person in held.staff] == ["E2"]


def test_officer_of_several_zones_has_the_unrounded_mean() -> None:
    """R-8.1: the mean of the scored zones, which is no named score."""
    held = appraise(full_office())
    scores = {zone.zone: zone.score for zone in held.zones}
    officer = next(person for person in held.staff if person.staff == "E1")
    assert scores["A01"] is not None
    assert scores["A02"] is not None
    assert officer.parts["supervisor"] == (scores["A01"] + scores["A02"]) / 2


def test_ranks_share_ties_within_the_department() -> None:
    """R-8.4: ranks by total, ties shared, the next one passed over."""
    people = [{"staff": f"E{n}", "name": str(n), **CLEANER} for n in range(1, 5)]
    scores = [
        {"month": "2026-10", "staff": f"E{n}", "supervisor": score}
        for n, score in enumerate([80, 90, 90, 70], start=1)
    ]
    held = appraise({"Staff": people, "MonthlyScores": scores})
    assert [person.rank for person in held.staff] == [3, 1, 1, 4]


@pytest.mark.parametrize("self_weight", [0.4, 0.6])
def test_weights_that_do_not_make_a_whole(self_weight: float) -> None:
    """R-8.4: no total, and the weights are what is missing; the check reports the row."""
    held = appraise(
        {
            "AppraisalWeights": [{**OFFICER, "self": self_weight, "supervisor": 0.5}],
            "Staff": [{"staff": "E1", "name": "李", **OFFICER}],
        }
    )
    assert held.staff[0].missing == ["weights"]
    assert held.findings() == []


def test_findings_say_what_is_missing_and_why() -> None:
    held = appraise(full_office())
    texts = {finding.message(Language.HANT) for finding in held.findings()}
    assert "孫（E4）缺少「主管級評分」，沒有總分" in texts
    assert "「考核構成」沒有協管隊員工的比重，E9算不出總分" in texts
    assert "協管隊 2026-10 在全管理處沒有主管周檢，沒有部門綜合" in texts
    assert "片區 A03 2026-10 沒有主管周檢，不能計分排名，也不計入各部門綜合" in texts
    remedies = {
        finding.value: finding.mend(Language.HANT)
        for finding in held.findings()
        if finding.code == FindingCode.PART_MISSING
    }
    assert remedies == {"E4": "請補錄其片區的主管周檢", "E8": "請在「評分錄入」補填"}


def test_a_head_without_a_scored_department_lacks_what_it_gives() -> None:
    """R-8.4: 管理處 is no department of R-8.2; its composite and self-check are missing."""
    clerk = {"department": "管理處", "post": "員工"}
    head = {"department": "管理處", "post": "環境主管"}
    parts = {"self": 0.5, "zone": 0.1, "head_composite": 0.4}
    held = appraise(
        {
            "AppraisalWeights": [{**head, **parts}, {**clerk, "zone": 0.3, "supervisor": 0.7}],
            "Staff": [{"staff": "E1", **head}, {"staff": "E2", **clerk}],
            "MonthlyScores": [
                {"month": "2026-10", "staff": "E1", "self": 90},
                {"month": "2026-10", "staff": "E2", "supervisor": 90},
            ],
        }
    )
    people = {person.staff: person for person in held.staff}
    assert people["E1"].missing == ["zone", "head_composite"]
    assert people["E1"].computed == {"zone", "head_composite"}
    # Without a ticket a worker has 100: 30%×100 + 70%×90.
    assert people["E2"].total == 93
    assert people["E2"].missing == []


def test_a_weight_of_nought_asks_for_nothing() -> None:
    """R-8.4: typed or left empty, such a part is not missing."""
    weights = [{**HEAD, "self": 1, "zone": 0, "supervisor": 0, "director": 0}]
    held = appraise(
        {
            "AppraisalWeights": weights,
            "Staff": [{"staff": "E1", **HEAD}],
            "MonthlyScores": [{"month": "2026-10", "staff": "E1", "self": 90}],
        }
    )
    assert held.staff[0].missing == []
    assert held.staff[0].total == 90
    assert list(held.staff[0].weights) == ["self"]


def test_findings_lead_to_the_cell_to_mend() -> None:
    """R-8.1, R-8.2, R-8.4: a zone's and a department's lie on 片區, a person's on 人員."""
    found = [
        (finding.code, finding.sheet, finding.row, finding.column, finding.value)
        for finding in appraise(full_office()).findings()
    ]
    unscored = [row for row in found if row[0] == FindingCode.ZONE_NOT_INSPECTED]
    assert unscored == [(FindingCode.ZONE_NOT_INSPECTED, "Zones", 6, "zone", "A03")]
    left_out = [row[1:] for row in found if row[0] == FindingCode.OFFICE_NOT_INSPECTED]
    assert left_out == [("Inspections", None, None, "")] * 3
    assert FindingCode.DEPARTMENT_NOT_INSPECTED not in {row[0] for row in found}
    assert [row for row in found if row[1] == "Staff"] == [
        (FindingCode.PART_MISSING, "Staff", 8, None, "E4"),
        (FindingCode.POST_WITHOUT_WEIGHTS, "Staff", 13, "post", "員工"),
        (FindingCode.PART_MISSING, "Staff", 12, None, "E8"),
    ]


def test_evidence_has_a_line_for_each_event_and_its_arithmetic() -> None:
    """R-8.4: every inspection, deduction and bonus, and the arithmetic in words."""
    records = full_office()
    lines = explain(appraise(records))
    sources = {(line.source_sheet, line.source_row) for line in lines}
    assert {("Inspections", row) for row in range(4, 9)} <= sources
    assert {("Tickets", 4), ("Tickets", 5), ("Tickets", 6), ("Complaints", 4)} <= sources
    assert {("Commendations", 4), ("Commendations", 5)} <= sources
    words = [
        line.arithmetic.hant if isinstance(line.arithmetic, Label) else line.arithmetic
        for line in lines
    ]
    assert "30%×85 + 70%×(100 − 5×1 + 2×1) = 93.4" in words
    assert "(保潔 80 + 綠化 90) ÷ 2" in words
    assert "100 − 1×1 − 1×3 = 96" in words
    assert "50%×90 + 5%×75.5 + 5%×95.2 + 40%×91 = 89.94" in words
    details = {line.detail.en for line in lines if isinstance(line.detail, Label)}
    assert "missing: Supervisor" in details


def test_json_has_the_contract_names() -> None:
    records = full_office()
    records["Inspections"] += [inspected("A03", "保潔", None, kind="片區日檢")]
    held = appraise(records).as_json()
    assert list(held) == ["month", "zones", "departments", "staff"]
    assert held["month"] == "2026-10"
    zones, departments, staff = held["zones"], held["departments"], held["staff"]
    assert isinstance(zones, list)
    assert isinstance(departments, list)
    assert isinstance(staff, list)
    # A01: 30%×((80 + 90) ÷ 2) + 70%×(100 − 5 + 2); A02: 30%×90.01 + 70%×(100 + 2)
    assert zones == [
        {
            "zone": "A02",
            "inspection": 90.01,
            "owner": 102.0,
            "score": 98.4,
            "rank": 1,
            "complaints": 0,
            "commendations": 1,
            "tie_break": None,
            "reason": "缺客服、協管、維修、綠化的主管周檢，未計入平均",
        },
        {
            "zone": "A01",
            "inspection": 85.0,
            "owner": 97.0,
            "score": 93.4,
            "rank": 2,
            "complaints": 1,
            "commendations": 1,
            "tie_break": None,
            "reason": "缺客服、協管、維修的主管周檢，未計入平均",
        },
        {
            "zone": "A03",
            "inspection": None,
            "owner": 100.0,
            "score": None,
            "rank": None,
            "complaints": 0,
            "commendations": 0,
            "tie_break": None,
            "reason": "本月沒有主管周檢，不計分、不排名",
        },
    ]
    assert departments[-1] == {"department": "環境部", "composite": 95.2, "self_check": 87.75}
    assert departments[0] == {"department": "客戶服務中心", "composite": None, "self_check": None}
    people = {person["staff"]: person for person in staff}
    assert people["E3"] == {
        "staff": "E3",
        "department": "環境部",
        "post": "環境主管",
        "self": 90.0,
        "zone": 87.75,
        "supervisor": None,
        "head_composite": 95.2,
        "director": 91.0,
        "total": 90.55,
        "rank": 2,
        "missing": [],
    }
    assert people["E1"] == {
        "staff": "E1",
        "department": "客戶服務中心",
        "post": "片區客戶人員",
        "self": 95.5,
        "zone": None,
        "supervisor": 95.9,
        "head_composite": None,
        "director": None,
        "total": 95.7,
        "rank": 1,
        "missing": [],
    }
    assert people["E4"]["total"] is None
    assert people["E4"]["rank"] is None
    assert people["E4"]["missing"] == ["supervisor"]


def test_composite_over_the_office_as_one() -> None:
    """R-8.2: (80 + 90.01) ÷ 2 = 85.005 of 保潔 and 90 of 綠化 are 87.5025 → 87.5.

    The office has one complaint and one commendation: 30%×87.5 + 70%×(100 − 5 + 2) = 94.15.
    Over the zones it is 95.2. Self-checks stay means over the zones (R-8.3).
    """
    held = appraise(full_office(), AppraisalSettings(composite_over="office"))
    own = next(one for one in held.departments if one.department == "環境部")
    assert own.office is not None
    assert own.office.inspection == 87.5
    assert (own.office.complaints, own.office.commendations) == (1, 1)
    assert own.composite == own.office.composite == exact(94.15)
    assert own.self_check == 75.5
    assert [zone.composite for zone in own.zones] == [None] * 3
    assert [zone.owner for zone in own.zones] == [None] * 3
    assert own.lines == (own.office, *own.zones)
    codes = [finding.code for finding in held.findings()]
    assert codes.count(FindingCode.OFFICE_NOT_INSPECTED) == 3
    assert FindingCode.DEPARTMENT_NOT_INSPECTED not in codes


def test_a_trade_that_was_not_inspected_is_reported() -> None:
    """R-8.1: without its greening inspection a zone's part is another one, and it says so."""
    trades = ("客服", "協管", "維修", "保潔", "綠化")
    inspections = [inspected("A01", trade, 90) for trade in trades]
    inspections += [inspected("A02", trade, 90) for trade in trades[:-1]]
    held = appraise({"Zones": [{"zone": "A01"}, {"zone": "A02"}], "Inspections": inspections})
    assert [zone.left_out for zone in held.zones] == [(), ("綠化",)]
    found = [f for f in held.findings() if f.code is FindingCode.TRADE_NOT_INSPECTED]
    assert [(f.sheet, f.row, f.column) for f in found] == [("Zones", 5, "zone")]
    assert found[0].message(Language.HANT) == (
        "片區 A02 2026-10 沒有綠化的主管周檢，巡檢得分只按其餘專業平均"
    )
    reasons = [reason_of(zone.score, zone.left_out, Language.EN) for zone in held.zones]
    assert reasons == [None, "No supervisor inspection of Greening"]


def test_a_commendation_counts_for_whom_it_names() -> None:
    """R-8.2: for its department, else for its staff member's, else for the zone alone."""
    deeds = [{"department": "協管隊", "staff": "E2"}, {"staff": "E2"}, {}]
    held = appraise(
        {
            "Zones": [{"zone": "A01"}],
            "Staff": [{"staff": "E2", **CLEANER}],
            "Commendations": [
                {"date": at("10-02"), "zone": "A01", "content": "好", "verified": "是", **deed}
                for deed in deeds
            ],
        }
    )
    assert held.zones[0].commendations == 3
    assert [one.zones[0].commendations for one in held.departments] == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("given", "part", "replaced", "unused"),
    [
        ({}, 96, None, {}),
        ({"zone": 88.5, "note": "支援外圍"}, 88.5, 96, {}),
        ({"zone": 0, "note": "曠工"}, 0, 96, {}),
        ({"self": 70}, 96, None, {"self": 70}),
    ],
)
def test_a_typed_self_check_replaces_the_computed_one(
    given: dict[str, object], part: float, replaced: float | None, unused: dict[str, float]
) -> None:
    """R-8.3: the officer gives a worker's score."""
    records = full_office()
    records["MonthlyScores"][1] |= given
    person = next(one for one in appraise(records).staff if one.staff == "E2")
    assert person.parts["zone"] == exact(part)
    assert person.replaced == (None if replaced is None else exact(replaced))
    assert person.reason == (given.get("note", "") if replaced else "")
    assert person.unused == {key: exact(score) for key, score in unused.items()}
    assert float(person.total or 0) == float(round_cents(exact(0.3) * exact(part) + 63))


def test_a_head_and_a_post_without_the_part_are_given_no_self_check() -> None:
    """R-8.3, R-8.4: what does not count is said, as a note."""
    records = full_office()
    for row in (0, 2):
        records["MonthlyScores"][row] |= {"zone": 60, "note": "理由"}
    held = appraise(records)
    people = {person.staff: person for person in held.staff}
    assert people["E3"].parts["zone"] == 75.5
    notes = [f for f in held.findings() if f.code is FindingCode.SCORE_UNUSED]
    assert [(f.row, f.column, f.severity.name) for f in notes] == [
        (4, "zone", "NOTE"),
        (7, "supervisor", "NOTE"),
        (6, "zone", "NOTE"),
    ]
    assert notes[0].message(Language.HANT) == (
        "李（E1）的「片區小組自檢」填了 60，但該崗位的考核構成沒有這一項，沒有計入"
    )
    assert notes[2].message(Language.HANT) == (
        "張（E3）的「片區小組自檢」填了 60，但這一項由程序算出，沒有計入"
    )


def test_what_is_at_fault_enters_no_score() -> None:
    """R-8.1: with its finding the row is as if it were not there; without it, it counts."""
    records = full_office()
    tables = tables_of(records)
    fault = Finding(FindingCode.NOT_A_CHOICE, "Complaints", 4, "valid", "不")
    held = calculate_appraisal(tables, AppraisalSettings(), Month.parse("2026-10"), [fault])
    assert [zone.complaints for zone in held.zones if zone.zone == "A01"] == [0]
    assert [each.row for each in held.uncounted] == [4]


def test_records_of_a_closed_zone_are_reported_once_a_zone() -> None:
    records = full_office()
    records["Zones"][1]["active"] = "否"
    found = [f for f in appraise(records).findings() if f.code is FindingCode.ZONE_NOT_IN_USE]
    assert [(f.sheet, f.row, f.facts["count"]) for f in found] == [("Zones", 5, "2")]


def test_people_stand_in_the_order_of_their_numbers() -> None:
    people = [{"staff": staff, **CLEANER} for staff in ("E10", "E9")]
    assert [person.staff for person in appraise({"Staff": people}).staff] == ["E9", "E10"]
