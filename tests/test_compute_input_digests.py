"""What bears on a month, and what does not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.compute import Month
from estate_xl.compute.input_digests import changed_inputs, digest_inputs
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    import pandas as pd

MONTH = Month.parse("2026-10")
INSIDE, LATER = dt.datetime(2026, 10, 9), dt.datetime(2026, 11, 1)  # noqa: DTZ001 - cells know no zone
WORKER = {"staff": "Y1", "name": "王", "department": "環境部", "post": "員工", "phone": "1"}
Records = dict[str, dict[int, dict[str, Any]]]


def tables(**more: dict[int, dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """Frames of a tiny office, some sheets other than usual."""
    records: Records = {
        "Zones": {4: {"zone": "A01", "name": "觀瀾苑", "officer": "Y1"}},
        "Staff": {4: WORKER},
        "Tickets": {4: {"ticket": "B1", "worker": "Y1", "visited": INSIDE}},
        "Complaints": {4: {"received": INSIDE, "zone": "A01"}},
        "Settings": {4: {"key": "complaint_deduction", "value": "5"}},
        "MonthlyScores": {4: {"month": "2026-10", "staff": "Y1", "self": 90.0}},
    }
    return build_tables({**records, **more})


@pytest.mark.parametrize(
    ("sheet", "rows", "expected"),
    [
        ("Zones", {9: {"zone": "A01", "name": "觀瀾苑", "officer": "Y1"}}, []),
        ("Zones", {4: {"zone": "A01", "name": "觀瀾苑", "officer": "Y2"}}, ["Zones"]),
        (
            "Staff",
            {
                4: {
                    "staff": "Y1",
                    "name": "王",
                    "department": "環境部",
                    "post": "員工",
                    "phone": "2",
                }
            },
            [],
        ),
        ("Staff", {4: WORKER, 5: {**WORKER, "staff": "Y2", "joined": LATER}}, []),
        ("Staff", {4: WORKER, 5: {**WORKER, "staff": "Y2", "joined": INSIDE}}, ["Staff"]),
        ("Staff", {4: {**WORKER, "post": "保潔班長"}}, ["Staff"]),
        ("Tickets", {4: {"worker": "Y1", "visited": INSIDE}, 5: {"visited": LATER}}, []),
        ("Tickets", {4: {"worker": "Y1", "visited": INSIDE, "rework": 1.0}}, ["Tickets"]),
        ("Tickets", {4: {"worker": "Y1", "visited": LATER}}, ["Tickets"]),
        ("Complaints", {4: {"received": INSIDE, "zone": "A01", "valid": "否"}}, ["Complaints"]),
        ("Settings", {4: {"key": "complaint_deduction", "value": "6"}}, ["Settings"]),
        (
            "Settings",
            {4: {"key": "complaint_deduction", "value": "5"}, 5: {"key": "hq_cc", "value": "a@b"}},
            [],
        ),
        (
            "MonthlyScores",
            {
                4: {"month": "2026-10", "staff": "Y1", "self": 90.0},
                5: {"month": "2026-11", "staff": "Y1", "self": 80.0},
            },
            [],
        ),
        ("MonthlyScores", {}, ["MonthlyScores"]),
    ],
)
def test_only_what_bears_on_the_month_counts(
    sheet: str, rows: dict[int, dict[str, Any]], expected: list[str]
) -> None:
    before = digest_inputs(tables(), MONTH)
    assert changed_inputs(tables(**{sheet: rows}), MONTH, before) == expected


def test_the_order_of_rows_does_not_count() -> None:
    rows = {4: {"received": INSIDE, "zone": "A01"}, 5: {"received": INSIDE, "zone": "A02"}}
    turned = {4: rows[5], 5: rows[4]}
    before = digest_inputs(tables(Complaints=rows), MONTH)
    assert changed_inputs(tables(Complaints=turned), MONTH, before) == []


def test_what_changed_within_the_month_counts_and_what_changed_later_does_not() -> None:
    """R-M3: 變更記錄 of people and zones; who moved in where is none of the appraisal."""
    swap = {"subject": "片區", "key": "A01", "field": "officer", "before": "Y2"}
    room = {"subject": "業主", "key": "1-1", "field": "moved_in", "before": "否"}
    before = digest_inputs(tables(), MONTH)
    for rows, expected in (
        ({4: {**swap, "date": INSIDE}}, ["Changes"]),
        ({4: {**swap, "date": LATER}}, []),
        ({4: {**swap, "field": "greening", "date": INSIDE}}, []),
        ({4: {**room, "date": INSIDE}}, []),
    ):
        assert changed_inputs(tables(Changes=rows), MONTH, before) == expected


def test_a_note_of_an_earlier_version_knows_no_changes() -> None:
    before = digest_inputs(tables(), MONTH)
    del before["Changes"]
    assert changed_inputs(tables(), MONTH, before) == []
