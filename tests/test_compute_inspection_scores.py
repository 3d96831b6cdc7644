"""Scores of a month's inspections: what is of no kind or has no code bears on none."""

from __future__ import annotations

import pandas as pd

from estate_xl.compute import Month
from estate_xl.compute.inspection_scores import score_inspections
from estate_xl.typed_frames import build_tables

_DAY = pd.Timestamp("2026-10-15")
_PLACE = {"date": _DAY, "zone": "A01", "trade": "保潔"}


def test_standards_without_a_code_deduct_nothing_and_the_first_of_two_counts() -> None:
    standards: list[dict[str, object]] = [
        {"code": None, "deduction": 50},
        {"code": "BJ01", "deduction": 2},
        {"code": "bj01", "deduction": 30},
        {"code": "BJ02", "deduction": None},
    ]
    inspections: list[dict[str, object]] = [{**_PLACE, "kind": "主管周檢", "findings": "BJ01 BJ02"}]
    assert _scores(inspections, standards) == ([98], [])


def test_an_inspection_without_a_kind_counts_nowhere() -> None:
    inspections: list[dict[str, object]] = [
        {**_PLACE, "kind": None, "score": 10},
        {**_PLACE, "kind": "主管周檢", "score": 90},
        {**_PLACE, "kind": "片區周檢", "score": 80},
        {**_PLACE, "kind": "片區日檢", "score": 70},
    ]
    assert _scores(inspections, []) == ([90], [80, 70])


def _scores(
    inspections: list[dict[str, object]], standards: list[dict[str, object]]
) -> tuple[list[float], list[float]]:
    """Scores of the supervisor's inspections, and of the zones' own in the order of rows."""
    tables = build_tables(
        {
            "Inspections": dict(enumerate(inspections, start=4)),
            "InspectionStandards": dict(enumerate(standards, start=4)),
        }
    )
    scored = score_inspections(tables, Month.parse("2026-10"))
    return (
        [each.score for each in scored.supervised.of("A01", ["保潔"])],
        [each.score for each in scored.own.of("A01", ["保潔"])],
    )
