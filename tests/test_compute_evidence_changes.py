"""What changed within a month, in words: people, zones, days led (R-8.1, R-8.4)."""

from __future__ import annotations

from typing import Any

import pytest

from estate_xl.compute import Month
from estate_xl.compute.evidence_changes import (
    change_lines,
    change_remarks,
    changes_within,
    days_led,
    use_words,
)
from estate_xl.compute.staff_scores import Led
from estate_xl.language import Language
from test_compute_appraisal import OFFICER, appraise, at, inspected, tables_of

MONTH = Month.parse("2026-10")
ZONES = [{"zone": "A01", "name": "東", "officer": "E2"}, {"zone": "A02", "active": "是"}]
STAFF = [{"staff": "E1", "name": "李", **OFFICER}, {"staff": "E2", **OFFICER}]


def change(field: str, before: str | None, after: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - cells
    place = {"date": at("10-13"), "subject": "員工", "key": "E1"}
    return {**place, "field": field, "before": before, "after": after, **more}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (change("post", "員工", "保潔班長"), "崗位：員工 → 保潔班長"),
        (change("left", None, "2026-10-12"), "離職日期：（空） → 2026-10-12"),
        (change("zone", "A02", "A01"), "片區：A02 → 東（A01）"),
        (
            change("officer", "E1", "E2", subject="片區", key="A01"),
            "片區管理員：李（E1） → E2",
        ),
        (change("active", "否", "是", subject="片區", key="A01"), "啟用：否 → 是"),
    ],
)
def test_a_change_is_told_in_the_words_of_its_column(row: dict[str, Any], expected: str) -> None:
    tables = tables_of({"Zones": ZONES, "Staff": STAFF, "Changes": [row]})
    (found,) = changes_within(tables, MONTH)
    assert found.what.hant == expected


@pytest.mark.parametrize(
    "row",
    [
        change("post", None, None, date=at("11-01")),
        change("post", None, None, date=None),
        change("post", None, None, key=None),
        change("officer", None, None),
        change("greening", "E1", "E2", subject="片區", key="A01"),
        change("moved_in", "否", "是", subject="業主", key="1-1"),
    ],
)
def test_other_rows_are_no_changes_of_the_month(row: dict[str, Any]) -> None:
    assert changes_within(tables_of({"Staff": STAFF, "Changes": [row]}), MONTH) == []


def test_remarks_and_evidence_name_changes_and_days() -> None:
    held = appraise(
        {
            "Zones": ZONES,
            "Staff": STAFF,
            "Inspections": [inspected("A01", "保潔", 90)],
            "Changes": [
                change("officer", "E1", "E2", subject="片區", key="A01"),
                change("active", None, "是", subject="片區", key="A02", date=at("10-21")),
            ],
        }
    )
    assert change_remarks(held, Language.EN) == [
        "From 2026-10-13 on, 東 (A01): Zone officer: 李 (E1) → E2",
        "From 2026-10-21 on, A02: Active: (blank) → Yes",
        "The supervisor score of 李 (E1) is weighted by days led: A01 12 days",
        "The supervisor score of E2 is weighted by days led: A01 19 days",
    ]
    assert [(line.subject, line.source_row) for line in change_lines(held)] == [
        ("A01 東", 4),
        ("A02", 5),
    ]
    used = {zone.zone: use_words(zone, MONTH) for zone in held.zones}
    assert used["A01"] is None
    assert used["A02"] is not None
    assert used["A02"].hant == "本月啟用 11 天（2026-10-21 至 2026-10-31）"


def test_a_zone_without_a_score_is_said_to_be_none_of_the_mean() -> None:
    led = [Led("A01", "東", 1, None), Led("A02", "", 30, None)]
    assert days_led(led).en == "A01 1 day (no score), A02 30 days (no score)"
