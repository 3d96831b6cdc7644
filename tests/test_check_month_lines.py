"""Lines of 月度記錄 that are lost, or say otherwise than what was noted of the month (R-M1)."""

from __future__ import annotations

import datetime as dt

import pytest

from estate_xl.check.month_lines import check_month_lines
from estate_xl.compute.month_states import MonthVersion, Noted
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.texts.kinds import Severity
from estate_xl.language import Language
from estate_xl.schema.months import APPROVED, DRAFT, REPORTED

MONTH = "2026-10"
AT = dt.datetime(2026, 11, 1, 9, 30)  # noqa: DTZ001 - a workbook's times are local
LOST, DIFFERS, BEYOND = (
    FindingCode.MONTH_LINE_LOST,
    FindingCode.MONTH_LINE_DIFFERS,
    FindingCode.MONTH_LINE_BEYOND,
)
DRAFTED = MonthVersion(MONTH, 1, DRAFT)
VOUCHED = MonthVersion(MONTH, 1, APPROVED, approved=AT)
SENT = MonthVersion(MONTH, 1, REPORTED, sent=AT)
VOUCHED_AND_SENT = MonthVersion(MONTH, 1, REPORTED, approved=AT, sent=AT)
SECOND = MonthVersion(MONTH, 2, DRAFT)


@pytest.mark.parametrize(
    ("lines", "note", "found"),
    [
        ((DRAFTED,), (1, False), []),
        ((VOUCHED,), (1, True), []),
        ((SENT,), (1, False), []),
        ((SENT,), (1, True), []),
        ((VOUCHED_AND_SENT,), (1, True), []),
        ((VOUCHED, SECOND), (2, False), []),
        ((), (1, True), [(LOST, None, "1")]),
        ((SECOND,), (2, False), [(LOST, None, "1")]),
        ((VOUCHED,), (2, False), [(LOST, None, "2")]),
        ((DRAFTED,), (1, True), [(DIFFERS, 4, "1")]),
        ((VOUCHED,), (1, False), [(DIFFERS, 4, "1")]),
        ((VOUCHED_AND_SENT,), (1, False), [(DIFFERS, 4, "1")]),
        ((VOUCHED, SECOND), (1, True), [(BEYOND, 5, "1")]),
    ],
)
def test_lines_against_the_note(
    lines: tuple[MonthVersion, ...],
    note: tuple[int, bool],
    found: list[tuple[FindingCode, int | None, str]],
) -> None:
    others = MonthVersion("2026-09", 3, REPORTED)
    rows = {(each.month, each.version): row for row, each in enumerate((*lines, others), start=4)}
    findings = check_month_lines((*lines, others), rows, [Noted(MONTH, *note)])
    assert [(each.code, each.row, each.facts["version"]) for each in findings] == found
    assert all(each.severity is Severity.ERROR for each in findings)


def test_a_month_without_a_note_contradicts_nothing() -> None:
    assert check_month_lines((VOUCHED,), {(MONTH, 1): 4}, []) == []


def test_the_words() -> None:
    notes = [Noted(MONTH, 1, is_approved=True)]
    (lost,) = check_month_lines((), {}, notes)
    assert "2026-10 第 1 版的一行不見了；考核表寫的是「已審定」" in lost.message(Language.HANT)
    (differs,) = check_month_lines((DRAFTED,), {(MONTH, 1): 4}, notes)
    assert "這一行是「草稿」，考核表寫的卻是「已審定」" in differs.message(Language.HANT)
