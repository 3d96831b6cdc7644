"""Findings that bear on a month: of the columns that R-8 reads, of rows that may be of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.column_needs import needs_of
from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.appraisal_records import (
    _NUMBERS,
    _PLACING,
    COLUMNS,
    DATES,
    bearing_findings,
    may_be_of,
)
from estate_xl.compute.master_states import state_on
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import ESTATE_BOOK
from estate_xl.typed_frames import build_tables

MONTH = Month.parse("2026-10")
DAY, OTHER = pd.Timestamp("2026-10-09"), pd.Timestamp("2026-11-09")
BEFORE = pd.Timestamp("2026-09-30")


@pytest.mark.parametrize(
    ("sheet", "column", "cells", "bears"),
    [
        ("Complaints", "zone", {"received": DAY}, True),
        ("Complaints", "zone", {"received": OTHER}, False),
        ("Complaints", "zone", {}, True),  # nobody knows of which month it is
        ("Complaints", "received", {}, True),
        ("Complaints", "content", {"received": DAY}, False),
        ("Inspections", "score", {"date": DAY}, True),
        ("Inspections", "inspector", {"date": DAY}, False),
        ("Commendations", None, {"date": DAY}, True),
        ("Tickets", "worker", {"visited": DAY}, True),
        ("Tickets", "worker", {"returned": DAY, "visited": OTHER}, True),
        ("Tickets", "worker", {"returned": OTHER}, False),
        ("Tickets", "worker", {}, False),  # not returned yet
        ("Tickets", "visited", {"returned": OTHER}, True),  # what stands there cannot be read
        ("Tickets", "visited", {"returned": OTHER, "visited": OTHER}, False),
        ("Tickets", "visit_rating", {"returned": OTHER, "visit_rating": "滿意"}, True),
        ("Tickets", "slip_ok", {"slip_ok": "否"}, True),
        ("Tickets", "rework", {"rework": 1.0}, True),
        ("Tickets", "phone", {"visited": DAY}, False),
        ("MonthlyScores", "self", {"month": "2026-10"}, True),
        ("MonthlyScores", "self", {"month": "2026-09"}, False),
        ("MonthlyScores", "month", {}, True),
        ("Staff", "joined", {}, True),
        ("Staff", "post", {"left": pd.Timestamp("2026-09-30")}, True),
        ("Staff", "phone", {}, False),
        ("Zones", "officer", {}, True),
        ("Zones", "greening", {}, False),
        ("AppraisalWeights", "zone", {}, True),
        ("FollowUps", "at", {"at": DAY}, False),
        ("Changes", "before", {"date": DAY, "subject": "員工", "field": "post"}, True),
        ("Changes", "before", {"date": OTHER, "subject": "員工", "field": "post"}, True),
        ("Changes", "before", {"date": BEFORE, "subject": "員工", "field": "post"}, False),
        ("Changes", "date", {"subject": "片區", "field": "officer"}, True),
        ("Changes", "field", {"date": OTHER, "subject": "片區"}, True),
        ("Changes", "before", {"date": OTHER, "subject": "片區", "field": "greening"}, False),
        ("Changes", "before", {"date": OTHER, "subject": "業主", "field": "moved_in"}, False),
        ("Changes", "after", {"date": OTHER, "subject": "員工", "field": "post"}, False),
    ],
)
def test_which_findings_bear_on_a_month(
    sheet: str, column: str | None, cells: dict[str, Any], *, bears: bool
) -> None:
    tables = build_tables({sheet: {4: cells or {"note": "x"}}})
    finding = Finding(FindingCode.WRONG_TYPE, sheet, 4, column)
    assert bearing_findings(tables, MONTH, [finding]) == ([finding] if bears else [])


def test_a_header_or_a_whole_sheet_bears_on_every_month() -> None:
    tables = build_tables({"Complaints": {4: {"received": OTHER}}})
    findings = [
        Finding(FindingCode.MISSING_HEADER, "Complaints", 3, "zone"),
        Finding(FindingCode.MISSING_SHEET, "Complaints"),
    ]
    assert bearing_findings(tables, MONTH, findings) == findings


def test_the_columns_are_those_of_the_workbook() -> None:
    for sheet, columns in COLUMNS.items():
        assert set(columns) <= {column.key for column in ESTATE_BOOK[sheet].columns}


def test_rows_of_an_undated_sheet_may_be_of_any_month() -> None:
    standards = build_tables({"InspectionStandards": {4: {"code": "BJ01"}}})["InspectionStandards"]
    assert may_be_of(standards, "InspectionStandards", MONTH).to_dict() == {4: True}


def test_what_the_appraisal_reads_bears_on_it() -> None:
    """Besides what tells since when a zone was there, which no single record does."""
    beginnings = needs_of(state_on)
    for sheet, read in needs_of(calculate_appraisal).items():
        bears = {*COLUMNS.get(sheet, ()), *DATES.get(sheet, ()), *_PLACING.get(sheet, ())}
        bears |= {*_NUMBERS.get(sheet, ())}
        assert read - beginnings.get(sheet, frozenset()) <= bears, sheet
