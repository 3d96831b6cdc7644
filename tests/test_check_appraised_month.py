"""A month that is not over, or of which there is no record, is said."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from estate_xl.check.appraised_month import check_appraised_month
from estate_xl.compute import Month
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.texts.kinds import Severity
from estate_xl.language import Language
from estate_xl.typed_frames import build_tables

MONTH = Month.parse("2026-10")
OVER, EMPTY = FindingCode.MONTH_NOT_OVER, FindingCode.MONTH_EMPTY


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-10-15", [OVER, EMPTY]), ("2026-10-31", [OVER, EMPTY]), ("2026-11-01", [EMPTY])],
)
def test_the_month_runs_until_its_last_day(day: str, found: list[FindingCode]) -> None:
    now = dt.datetime.fromisoformat(f"{day}T09:00")
    findings = check_appraised_month(build_tables({}), MONTH, now)
    assert [finding.code for finding in findings] == found
    assert {finding.severity for finding in findings} == {Severity.NOTE}


@pytest.mark.parametrize(
    ("sheet", "column", "day"),
    [
        ("Tickets", "registered", "2026-10-31 23:00"),
        ("Complaints", "received", "2026-10-01 00:10"),
        ("Commendations", "date", "2026-10-31"),
        ("Inspections", "date", "2026-10-01"),
        ("MonthlyScores", "month", "2026-10"),
    ],
)
def test_one_record_makes_a_month(sheet: str, column: str, day: str) -> None:
    value = day if column == "month" else pd.Timestamp(day)
    row: dict[str, object] = {column: value}
    now = dt.datetime.fromisoformat("2026-11-01T09:00")
    assert check_appraised_month(build_tables({sheet: {4: row}}), MONTH, now) == []


def test_the_words() -> None:
    now = dt.datetime.fromisoformat("2026-10-15T09:00")
    over, empty = check_appraised_month(build_tables({}), MONTH, now)
    assert over.message(Language.HANT) == "2026-10 到 2026-10-31 才結束，現在是 2026-10-15"
    assert "2026-10" in empty.message(Language.EN)
