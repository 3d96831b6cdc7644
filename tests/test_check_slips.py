"""SIGNED_BEFORE_JOINT_CHECK (R-5.3)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.slips import check_joint_checks
from estate_xl.findings.codes import FindingCode
from estate_xl.typed_frames import build_tables


def _day(day: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-03-{day}")


_SLIP: dict[str, object] = {
    "ticket": "BS1",
    "worker": "E1",
    "arrived": _day("02 09:00"),
    "completed": _day("02 10:00"),
    "cause": "老化",
    "result": "更換",
    "rating": "滿意",
    "signed": "是",
    "returned": _day("03 10:00"),
}


_RECTIFICATION: dict[str, object] = {
    **_SLIP,
    "room": "1-101",
    "kind": "工程類",
    "rectification": "是",
    "registered": _day("01"),
}
_PASSED: dict[str, object] = {"joint_check": "合格", "joint_checked": _day("03 09:00")}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        (_PASSED, False),
        ({**_PASSED, "joint_checked": _day("03 10:00")}, False),
        ({**_PASSED, "joint_checked": _day("03 10:01")}, True),
        # A date without a time is neither before nor after another time of its day.
        ({**_PASSED, "joint_checked": _day("03 10:01"), "returned": _day("03")}, False),
        ({**_PASSED, "joint_checked": _day("03")}, False),
        ({**_PASSED, "joint_checked": _day("04"), "returned": _day("03")}, True),
        ({**_PASSED, "joint_checked": _day("09"), "returned": None}, False),
        ({**_PASSED, "joint_checked": None}, True),
        ({**_PASSED, "joint_check": "不合格"}, True),
        ({**_PASSED, "joint_check": None}, True),
        ({"kind": "物管類"}, False),
        ({"kind": None}, False),
        ({"rectification": "否"}, False),
        ({"rectification": None}, False),
        ({"signed": "否"}, False),
        ({"signed": None}, False),
        ({"room": "9-999"}, False),
        ({"room": None}, False),
    ],
)
def test_nobody_signs_before_the_joint_check(change: dict[str, object], *, found: bool) -> None:
    tables = build_tables(
        {
            "Owners": {4: {"room": "1-101", "moved_in": "否"}, 5: {"moved_in": "否"}},
            "Tickets": {7: {**_RECTIFICATION, **change}},
        }
    )
    findings = check_joint_checks(tables)
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in findings] == [
        (FindingCode.SIGNED_BEFORE_JOINT_CHECK, "Tickets", 7, "signed", "是")
    ] * found


@pytest.mark.parametrize(
    ("moved_in", "moved_in_on", "change", "found"),
    [
        ("否", None, {}, True),
        ("否", "01", {}, True),  # the owners' sheet says no, whatever the day
        ("是", None, {}, False),
        (None, None, {}, False),
        ("是", "03", {}, False),
        ("是", "04", {}, True),  # moved in since, but not when the slip came back
        ("是", "03", {"returned": None}, True),  # completed on the 2nd
        ("是", "02", {"returned": None}, False),
        ("是", "02", {"returned": None, "completed": None}, True),  # registered on the 1st
        ("是", "01", {"returned": None, "completed": None}, False),
    ],
)
def test_who_had_not_moved_in_when_the_work_was_over(
    moved_in: str | None, moved_in_on: str | None, change: dict[str, object], *, found: bool
) -> None:
    owner = {
        "room": "1-101",
        "moved_in": moved_in,
        "moved_in_on": _day(moved_in_on) if moved_in_on else None,
    }
    tables = build_tables({"Owners": {4: owner}, "Tickets": {7: {**_RECTIFICATION, **change}}})
    assert len(check_joint_checks(tables)) == found
