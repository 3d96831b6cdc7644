"""UNCHARGED: complaints that no department is charged with (R-8.2)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.complaints import check_charged
from estate_xl.check.months import ComputedMonths
from estate_xl.typed_frames import build_tables

_OCTOBER = ComputedMonths.of_month(pd.Timestamp("2026-10-01"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"handler": "E1", "level": "主任級"}, True),
        ({"department": "環境部"}, False),
        ({"plan": "約談"}, False),  # the state demands it then
        ({"valid": "否"}, False),
        ({"valid": "是"}, True),
        ({"received": pd.Timestamp("2026-09-30 10:00")}, False),
        ({"received": None}, False),
    ],
)
def test_uncharged(change: dict[str, object], *, found: bool) -> None:
    record = {"received": pd.Timestamp("2026-10-03 10:00"), **change}
    tables = build_tables({"Complaints": {6: record}})
    findings = check_charged(tables, _OCTOBER)
    assert [(f.sheet, f.row, f.column, f.severity.name) for f in findings] == (
        [("Complaints", 6, "department", "WARNING")] if found else []
    )
    assert check_charged(tables, _OCTOBER, pd.Timestamp("2026-10-01")) == []
