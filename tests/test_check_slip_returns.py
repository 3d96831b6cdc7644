"""Rows of 退單記錄 that disagree with their tickets or with each other (R-5.6, R-8.3)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.check.slip_returns import check_slip_returns
from estate_xl.check.times import check_time_order
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables

Row = dict[str, Any]

TICKET: Row = {"ticket": "BS1", "worker": "E1", "returned": "03-03 10:00"}


def sent(at: str | None, again: str | None = None, ticket: str | None = "BS1") -> Row:
    return {"ticket": ticket, "at": at, "again": again}


def tables_of(ticket: Row, returns: list[Row]) -> dict[str, pd.DataFrame]:
    def timed(row: Row) -> Row:
        times = {"returned", "visited", "at", "again"}
        return {
            key: pd.Timestamp(f"2026-{value}") if key in times and value else value
            for key, value in row.items()
        }

    return build_tables(
        {
            "Tickets": {4: timed(TICKET | ticket), 5: {"returned": pd.Timestamp("2026-03-01")}},
            "SlipReturns": {row: timed(each) for row, each in enumerate(returns, start=8)},
        }
    )


@pytest.mark.parametrize(
    ("ticket", "returns", "found"),
    [
        ({}, [], []),
        ({"rework": 3}, [], []),
        ({"rework": 1}, [sent("03-04 09:00")], []),
        ({"rework": 2}, [sent("03-04 09:00", "03-05 09:00"), sent("03-05 09:00")], []),
        ({"rework": 2}, [sent("03-05"), sent("03-04 09:00", "03-05 09:00")], []),
        ({"returned": None}, [sent("03-04")], [("SLIP_NEVER_RETURNED", 8, "ticket")]),
        ({"worker": None}, [sent("03-04")], [("SLIP_OF_NOBODY", 8, "ticket")]),
        ({}, [sent("03-04"), sent("03-05")], [("SLIP_OVERLAPS", 9, "at")]),
        ({}, [sent("03-04"), sent("03-04")], [("SLIP_OVERLAPS", 9, "at")]),
        (
            {},
            [sent("03-04 09:00", "03-06 09:00"), sent("03-05 09:00", "03-07 09:00")],
            [("SLIP_OVERLAPS", 9, "at")],
        ),
        ({}, [sent("03-04", "03-04"), sent("03-04", "03-04")], []),
        ({}, [sent(None), sent("03-04", "03-05"), sent(None, ticket=None)], []),
        ({"rework": 2}, [sent("03-04")], [("REWORK_DIFFERS", 4, "rework")]),
        ({"rework": 0}, [sent("03-04")], [("REWORK_DIFFERS", 4, "rework")]),
        ({"slip_ok": "否"}, [sent("03-04")], []),
        ({"slip_ok": "否"}, [sent("04-02")], [("SLIP_MOVED", 4, "slip_ok")]),
        ({"slip_ok": "是"}, [sent("04-02")], []),
        ({"slip_ok": "否", "rework": 1}, [sent("04-02")], []),
        ({"slip_ok": "否"}, [sent("03-03", "03-03"), sent("04-02")], []),
        ({"slip_ok": "否"}, [sent(None)], []),
        (
            {"slip_ok": "否"},
            [sent("04-02", ticket="BS2")],
            [("SLIP_NEVER_RETURNED", 8, "ticket"), ("SLIP_OF_NOBODY", 8, "ticket")],
        ),
        ({"visited": "03-05"}, [sent("03-04")], [("VISITED_WHILE_OUT", 4, "visited")]),
        (
            {"visited": "03-05"},
            [sent("03-04", "03-06 09:00")],
            [("VISITED_WHILE_OUT", 4, "visited")],
        ),
        ({"visited": "03-05"}, [sent("03-05 09:00", "03-06")], []),
        ({"visited": "03-06"}, [sent("03-04", "03-06 09:00")], []),
        ({"visited": "03-03 12:00"}, [sent("03-04")], []),
    ],
)
def test_what_is_found(ticket: Row, returns: list[Row], found: list[tuple[str, int, str]]) -> None:
    findings = check_slip_returns(tables_of(ticket, returns))
    assert [(each.code.name, each.row, each.column) for each in findings] == found


def test_a_finding_names_both_cells() -> None:
    tables = tables_of({"rework": 3}, [sent("03-04", "03-04"), sent("03-05", "03-05")])
    (finding,) = check_slip_returns(tables)
    assert finding.message(Language.HANT) == (
        "「返工次數」填 3，「退單記錄」有 2 行（第 8、9 行），按退單記錄計"
    )
    (overlap,) = check_slip_returns(tables_of({}, [sent("03-04"), sent("03-05 09:30")]))
    assert overlap.message(Language.EN) == (
        "At 2026-03-05 09:30 this slip was still out from the time before (row 8)"
    )


@pytest.mark.parametrize(
    ("returned", "line", "column"),
    [
        ("03-03 10:00", sent("03-03 09:59"), "at"),
        ("03-03 10:00", sent("03-04", "03-03 11:00"), "again"),
        ("03-03 10:00", sent("03-03", "03-03"), None),
    ],
)
def test_the_order_of_times(returned: str, line: Row, column: str | None) -> None:
    findings = check_time_order(tables_of({"returned": returned}, [line]))
    expected = [] if column is None else [("SlipReturns", 8, column)]
    assert [(each.sheet, each.row, each.column) for each in findings] == expected
