"""Rows of 報事升級 and 報事暫停 that disagree with their tickets or with each other (R-5.7)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.check.ticket_turns import check_ticket_turns
from estate_xl.check.times import check_time_order
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables

Row = dict[str, Any]

_TIMES = {"registered", "completed", "returned", "at", "until", "again", "settled"}


def _timed(row: Row) -> Row:
    return {
        key: pd.Timestamp(f"2026-{value}") if key in _TIMES and value else value
        for key, value in row.items()
    }


def _tables(
    ticket: Row,
    *,
    steps: list[Row] | None = None,
    pauses: list[Row] | None = None,
    returns: list[Row] | None = None,
) -> dict[str, pd.DataFrame]:
    rows = {"Escalations": steps or [], "Pauses": pauses or [], "SlipReturns": returns or []}
    begun: Row = {"ticket": "BS1", "registered": "03-01 09:00"}
    sheets = {
        sheet: {row: _timed({"ticket": "BS1"} | each) for row, each in enumerate(held, start=8)}
        for sheet, held in rows.items()
    }
    return build_tables({"Tickets": {4: _timed(begun | ticket)}, **sheets})


def _found(tables: dict[str, pd.DataFrame]) -> list[tuple[str, int | None, str | None]]:
    found = check_ticket_turns(tables)
    assert all(
        each.message(language) and each.mend(language) for each in found for language in Language
    )
    return [(each.code.name, each.row, each.column) for each in found]


def _step(at: str | None, level: str | None) -> Row:
    return {"at": at, "level": level}


def _pause(at: str | None, until: str | None = None) -> Row:
    return {"at": at, "until": until}


@pytest.mark.parametrize(
    ("steps", "bad"),
    [
        ([], []),
        ([_step("03-02", "主管級")], []),
        ([_step("03-04", "主任級"), _step("03-02", "主管級")], []),
        ([_step("03-02", "主任級"), _step("03-04", "主管級")], [9]),
        ([_step("03-02", "主管級"), _step("03-04", "主管級")], [9]),
        ([_step("03-02", "主任級"), _step("03-03", "主管級"), _step("03-04", "主任級")], [9, 10]),
        ([_step(None, "主任級"), _step("03-03", None), _step("03-04", "主管級")], []),
        ([_step("03-02", "主管級"), _step("03-02", "主管級") | {"ticket": "BS2"}], []),
        ([_step("03-02", "主管級"), _step("03-02", "主管級") | {"ticket": None}], []),
    ],
)
def test_a_ticket_only_climbs(steps: list[Row], bad: list[int]) -> None:
    assert _found(_tables({}, steps=steps)) == [("STEP_NOT_UP", row, "level") for row in bad]


@pytest.mark.parametrize(
    ("pauses", "bad"),
    [
        ([_pause("03-02")], []),
        ([_pause("03-02", "03-04"), _pause("03-04")], []),
        ([_pause("03-04 09:00"), _pause("03-02 09:00", "03-04 09:00")], []),
        ([_pause("03-02 09:00"), _pause("03-04 09:00")], [9]),
        ([_pause("03-02 09:00", "03-05 09:00"), _pause("03-04 09:00", "03-06 09:00")], [9]),
        ([_pause(None), _pause("03-02"), _pause("03-03") | {"ticket": "BS2"}], []),
        ([_pause("03-02"), _pause("03-03") | {"ticket": None}], []),
    ],
)
def test_one_pause_at_a_time(pauses: list[Row], bad: list[int]) -> None:
    assert _found(_tables({}, pauses=pauses)) == [("PAUSE_OVERLAPS", row, "at") for row in bad]


@pytest.mark.parametrize(
    ("ticket", "pause", "returns", "found"),
    [
        ({"completed": "03-05 09:00"}, _pause("03-02", "03-03"), [], None),
        ({"completed": "03-05 09:00"}, _pause("03-05", "03-06"), [], None),
        ({"completed": "03-05 09:00"}, _pause("03-06", "03-07"), [], "PAUSE_AFTER_END"),
        ({"completed": "03-05 09:00"}, _pause("03-06"), [], "PAUSE_AFTER_END"),
        ({"returned": "03-05 09:00"}, _pause("03-06"), [], "PAUSE_AFTER_END"),
        ({"completed": "03-05 09:00"}, _pause("03-02"), [], "PAUSE_RUNS_ON"),
        ({"cancelled": "誤報"}, _pause("03-02"), [], "PAUSE_RUNS_ON"),
        ({"cancelled": "誤報"}, _pause("03-02", "03-03"), [], None),
        # While the slip is at its department again there is work to wait for.
        ({"returned": "03-05"}, _pause("03-07"), [{"at": "03-06"}], None),
        ({"returned": "03-05"}, _pause("03-07"), [{"at": "03-06", "again": "03-08"}], "RUNS"),
        ({"returned": "03-05"}, _pause("03-09"), [{"at": "03-06", "again": "03-08"}], "END"),
        ({"returned": "03-05"}, _pause("03-07", "03-08"), [{"at": "03-08"}], "END"),
    ],
)
def test_a_pause_is_of_open_work(
    ticket: Row, pause: Row, returns: list[Row], found: str | None
) -> None:
    names = {"END": "PAUSE_AFTER_END", "RUNS": "PAUSE_RUNS_ON"}
    columns = {"PAUSE_AFTER_END": "at", "PAUSE_RUNS_ON": "until"}
    code = None if found is None else names.get(found, found)
    expected = [] if code is None else [(code, 8, columns[code])]
    assert _found(_tables(ticket, pauses=[pause], returns=returns)) == expected


def test_their_times_are_in_order() -> None:
    tables = _tables(
        {},
        steps=[_step("03-03", "主管級") | {"settled": "03-02"}, _step("02-27", "主任級")],
        pauses=[_pause("03-03", "03-02"), _pause("02-27", "03-01")],
    )
    found = [(each.sheet, each.row, each.column) for each in check_time_order(tables)]
    assert found == [
        ("Escalations", 8, "settled"),
        ("Pauses", 8, "until"),
        ("Escalations", 9, "at"),
        ("Pauses", 9, "at"),
    ]
