"""What counts nowhere, or not wholly, until it is mended, and why (R-8.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from estate_xl.compute import Month
from estate_xl.compute.countable_records import sift, sound_changes
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.findings.texts.kinds import Severity
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.countable_records import Uncounted

MONTH = Month.parse("2026-10")
DAY, OTHER = pd.Timestamp("2026-10-09"), pd.Timestamp("2026-09-09")
UNREAD, EMPTY = FindingCode.WRONG_TYPE, FindingCode.MISSING_VALUE
NOT_A_CHOICE = FindingCode.NOT_A_CHOICE
COMPLAINT = {"received": DAY, "zone": "A", "department": "環境部"}
DEED = {"date": DAY, "zone": "A", "verified": "是", "department": "環境部", "staff": "E1"}
ROUND = {"date": DAY, "kind": "主管周檢", "zone": "A", "trade": "保潔", "score": 90.0}
GIVEN = {"month": "2026-10", "staff": "E1", "self": 90.0, "zone": 80.0}
PERSON = {"staff": "E1", "department": "環境部", "post": "員工"}
VISIT = {"zone": "A", "worker": "E1", "visited": DAY, "visit_rating": "不滿意"}
SLIP = {"zone": "A", "worker": "E1", "returned": DAY, "slip_ok": "否"}

Cells = dict[str, Any]


def sifted(
    sheet: str, cells: Cells, *faults: tuple[str, FindingCode], **more: dict[int, Cells]
) -> tuple[pd.DataFrame, list[Uncounted]]:
    """The sheet's rows that are left of one row with these faults, and what does not count."""
    records = {"Zones": {4: {"zone": "A"}}, "Staff": {4: PERSON}, **more}
    tables = build_tables({**records, sheet: {**records.get(sheet, {}), 9: cells}})
    findings = [Finding(code, sheet, 9, column) for column, code in faults]
    counted, left = sift(tables, findings, MONTH)
    return counted[sheet], left


@pytest.mark.parametrize(
    ("sheet", "cells", "fault"),
    [
        ("Complaints", COMPLAINT | {"received": None}, ("received", UNREAD)),
        ("Complaints", COMPLAINT | {"received": None}, ("received", EMPTY)),
        ("Complaints", COMPLAINT | {"zone": None}, ("zone", FindingCode.UNKNOWN_REFERENCE)),
        ("Complaints", COMPLAINT | {"valid": None}, ("valid", NOT_A_CHOICE)),
        ("Commendations", DEED | {"date": None}, ("date", EMPTY)),
        ("Commendations", DEED | {"zone": None}, ("zone", EMPTY)),
        ("Commendations", DEED | {"verified": None}, ("verified", EMPTY)),
        ("Inspections", ROUND | {"score": None}, ("score", FindingCode.SCORE_OUT_OF_RANGE)),
        ("Inspections", ROUND | {"score": 0.95}, ("score", FindingCode.FRACTION_SCORE)),
        ("Inspections", ROUND | {"date": None}, ("date", UNREAD)),
        ("Inspections", ROUND | {"kind": None}, ("kind", NOT_A_CHOICE)),
        ("Inspections", ROUND | {"trade": None}, ("trade", EMPTY)),
        ("Inspections", ROUND | {"findings": None}, ("findings", FindingCode.ERROR_VALUE)),
        *(
            ("Inspections", ROUND | {"findings": "X"}, ("findings", code))
            for code in (
                FindingCode.UNKNOWN_CODE,
                FindingCode.CODE_OF_OTHER_TRADE,
                FindingCode.CODE_TWICE,
                FindingCode.CODE_WITHOUT_DEDUCTION,
            )
        ),
        ("MonthlyScores", GIVEN | {"month": None}, ("month", UNREAD)),
        ("MonthlyScores", GIVEN | {"staff": None}, ("staff", FindingCode.AMBIGUOUS_REFERENCE)),
        ("MonthlyScores", GIVEN, ("staff", FindingCode.SCORE_TWICE)),
        ("MonthlyScores", GIVEN, ("staff", FindingCode.NOT_EMPLOYED)),
        ("MonthlyScores", GIVEN, ("staff", FindingCode.DIRECTOR_SCORED)),
        ("Zones", {"name": "東"}, ("zone", EMPTY)),
        ("Zones", {"zone": "A"}, ("zone", FindingCode.DUPLICATE_ID)),
        ("Staff", {"staff": "E2", "department": "環境部"}, ("post", EMPTY)),
        ("Staff", PERSON, ("staff", FindingCode.DUPLICATE_ID)),
    ],
)
def test_what_counts_nowhere(sheet: str, cells: Cells, fault: tuple[str, FindingCode]) -> None:
    frame, left = sifted(sheet, cells, fault)
    assert (9 in frame.index) == (sheet in {"Zones", "Staff"})  # which scoring passes over
    assert [(each.sheet, each.row, each.part) for each in left] == [(sheet, 9, None)]
    assert [(reason.column, reason.code) for reason in left[0].reasons] == [fault]


@pytest.mark.parametrize(
    ("sheet", "cells", "faults", "emptied", "part"),
    [
        ("Zones", {"zone": "B"}, {"officer"}, ("officer",), "片區管理員的得分"),
        ("Complaints", COMPLAINT | {"department": None}, {"department"}, (), "部門綜合"),
        (
            *("Commendations", DEED | {"department": None}, {"department"}),
            *(("staff",), "部門綜合"),  # nor is it guessed from whose deed it was
        ),
        ("Commendations", DEED | {"department": None, "staff": None}, {"staff"}, (), "部門綜合"),
        ("MonthlyScores", GIVEN | {"director": None}, {"director"}, (), "主任級評分"),
    ],
)
def test_what_counts_but_for_a_part(
    sheet: str, cells: Cells, faults: set[str], emptied: tuple[str, ...], part: str
) -> None:
    frame, left = sifted(sheet, cells, *((column, UNREAD) for column in faults))
    assert 9 in frame.index
    assert frame.loc[9, list(emptied)].isna().all()
    assert [(each.row, each.part and each.part.hant) for each in left] == [(9, part)]


@pytest.mark.parametrize(
    "code", [FindingCode.FRACTION_SCORE, FindingCode.SELF_CHECK_WITHOUT_REASON]
)
def test_a_typed_score_that_does_not_count(code: FindingCode) -> None:
    frame, left = sifted("MonthlyScores", GIVEN, ("zone", code))
    assert frame["self"].notna().all()
    assert frame["zone"].isna().all()
    assert [each.part and each.part.hant for each in left] == ["片區小組自檢"]


@pytest.mark.parametrize(
    ("sheet", "cells", "fault"),
    [
        ("Complaints", COMPLAINT | {"received": OTHER}, ("zone", UNREAD)),
        ("Inspections", ROUND | {"date": OTHER}, ("score", FindingCode.FRACTION_SCORE)),
        ("MonthlyScores", GIVEN | {"month": "2026-09"}, ("staff", FindingCode.SCORE_TWICE)),
        ("Staff", PERSON | {"staff": "E2", "post": None, "left": OTHER}, ("post", EMPTY)),
        ("Zones", {"zone": "B", "active": "否"}, ("officer", UNREAD)),
        # A department that is there needs nobody to name it.
        ("Commendations", DEED | {"staff": None}, ("staff", FindingCode.UNKNOWN_REFERENCE)),
        ("Commendations", DEED, ("staff", FindingCode.NOT_EMPLOYED)),
        ("Inspections", ROUND, ("score", FindingCode.FORMULA_VALUE)),
        ("Inspections", ROUND | {"score": None}, ("score", FindingCode.FORMULA_VALUE)),
        ("Complaints", COMPLAINT, ("received", FindingCode.IN_FUTURE)),
        ("Complaints", COMPLAINT | {"department": None}, ("content", EMPTY)),
        ("Tickets", VISIT | {"visited": OTHER, "worker": None}, ("worker", EMPTY)),
        ("Tickets", VISIT, ("visited", FindingCode.TIME_ORDER)),
        ("Tickets", VISIT | {"worker": None, "visit_rating": "滿意"}, ("worker", EMPTY)),
        ("Tickets", SLIP | {"worker": None, "slip_ok": "是"}, ("worker", EMPTY)),
        ("Tickets", SLIP | {"slip_ok": None, "rework": 1.0}, ("slip_ok", NOT_A_CHOICE)),
    ],
)
def test_what_is_of_another_month_or_counts(
    sheet: str, cells: Cells, fault: tuple[str, FindingCode]
) -> None:
    assert sifted(sheet, cells, fault)[1] == []


@pytest.mark.parametrize(
    ("cells", "fault", "part"),
    [
        (VISIT | {"visited": None}, ("visited", UNREAD), "回訪"),
        (VISIT | {"visited": None}, ("visited", FindingCode.LACKING), "回訪"),
        (VISIT | {"visit_rating": None}, ("visit_rating", NOT_A_CHOICE), "回訪"),
        (VISIT | {"worker": None}, ("worker", FindingCode.UNKNOWN_REFERENCE), "回訪"),
        (VISIT | {"zone": None}, ("zone", EMPTY), "回訪"),
        (SLIP | {"returned": None}, ("returned", UNREAD), "退單"),
        (SLIP | {"rework": None}, ("rework", UNREAD), "退單"),
        (SLIP | {"slip_ok": None}, ("slip_ok", NOT_A_CHOICE), "退單"),
        (SLIP | {"worker": None}, ("worker", FindingCode.LACKING), "退單"),
        (SLIP | {"worker": None, "rework": 2.0}, ("worker", EMPTY), "退單"),
    ],
)
def test_visits_and_slips_that_count_for_nobody(
    cells: Cells, fault: tuple[str, FindingCode], part: str
) -> None:
    frame, left = sifted("Tickets", cells, fault)
    assert 9 in frame.index
    assert [(each.row, each.part and each.part.hant) for each in left] == [(9, part)]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"ticket": None, "at": DAY}, ("ticket", FindingCode.UNKNOWN_REFERENCE)),
        ({"ticket": "BS1", "at": None}, ("at", UNREAD)),
        ({"ticket": "BS1", "at": DAY}, ("ticket", FindingCode.SLIP_OF_NOBODY)),
    ],
)
def test_a_return_that_cannot_be_read_counts_nowhere_and_is_named(
    cells: Cells, fault: tuple[str, FindingCode]
) -> None:
    """R-8.3: it stays, so that the number typed in its ticket does not count in its place."""
    frame, left = sifted("SlipReturns", cells, fault)
    assert 9 in frame.index
    assert [(each.sheet, each.row, each.part) for each in left] == [("SlipReturns", 9, None)]


def test_a_count_that_cannot_be_read_is_not_taken_from_the_slips_judgement() -> None:
    frame, _ = sifted("Tickets", SLIP, ("rework", UNREAD))
    assert frame.loc[9, "slip_ok"] != "否"


def test_records_of_a_zone_that_is_not_in_use() -> None:
    """R-8.1: they are named, for whoever typed them expects them in a score."""
    tables = build_tables(
        {
            "Zones": {4: {"zone": "A"}, 5: {"zone": "B", "active": "否"}},
            "Complaints": {
                4: COMPLAINT | {"zone": "B"},
                5: COMPLAINT | {"zone": "B", "valid": "否"},
            },
            "Commendations": {4: DEED | {"zone": "B"}, 5: DEED},
            "Inspections": {4: ROUND | {"zone": "B"}, 5: ROUND | {"zone": "B", "date": OTHER}},
        }
    )
    counted, left = sift(tables, [], MONTH)
    assert [(each.sheet, each.row) for each in left] == [
        ("Complaints", 4),
        ("Commendations", 4),
        ("Inspections", 4),
    ]
    reasons = {each.reasons for each in left}
    assert [(r.code, r.row, r.facts["count"]) for (r,) in reasons] == [
        (FindingCode.ZONE_NOT_IN_USE, 5, "3")
    ]
    assert list(counted["Commendations"].index) == [5]


def test_whoever_has_left_does_not_take_a_number_from_who_is_there() -> None:
    tables = build_tables({"Staff": {4: PERSON | {"left": OTHER}, 5: PERSON, 6: PERSON}})
    counted, left = sift(tables, [], MONTH)
    assert [(each.sheet, each.row) for each in left] == [("Staff", 6)]
    assert list(counted["Staff"].index) == [4, 5, 6]


def test_a_note_is_no_fault() -> None:
    tables = build_tables({"Complaints": {9: COMPLAINT | {"department": None}}})
    note = Finding(EMPTY, "Complaints", 9, "department", grade=Severity.NOTE)
    assert sift(tables, [note], MONTH)[1] == []


def test_findings_without_a_cell_leave_everything_as_it_is() -> None:
    tables = build_tables({"Complaints": {9: COMPLAINT}})
    findings = [
        Finding(FindingCode.MISSING_SHEET, "Complaints"),
        Finding(FindingCode.PART_MISSING, "Complaints", 9),
        Finding(EMPTY, "Complaints", 99, "zone"),
    ]
    counted, left = sift(tables, findings, MONTH)
    assert left == []
    assert all(counted[key].equals(frame) for key, frame in tables.items())


def test_a_change_that_cannot_be_read_is_left_out_and_others_stay() -> None:
    """R-M3: to take a cell back to nothing would put the person off the sheet."""
    row = {"date": DAY, "subject": "員工", "key": "E1", "field": "post"}
    tables = build_tables({"Changes": {4: {**row, "before": "員工"}, 9: row}})
    assert sound_changes(tables, []) is tables
    found = [Finding(FindingCode.NOT_OF_FIELD, "Changes", 9, "before")]
    assert sound_changes(tables, found)["Changes"].index.tolist() == [4]
    assert [each.row for each in sift(tables, found, MONTH)[1]] == [9]
