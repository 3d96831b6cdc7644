"""Tickets that nobody dispatched, that climbed, that wait: what is owed (R-5.1, R-5.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from estate_xl.check.settings import parse_settings
from estate_xl.compute.owed import find_owed
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.owed import Owed

Row = dict[str, Any]

_NOW = pd.Timestamp(2026, 3, 20, 12)
_STAFF: dict[int, Row] = {
    4: {"staff": "E1", "name": "何主任", "post": "管理處主任"},
    5: {"staff": "E2", "name": "舊主管", "post": "客戶主管", "left": pd.Timestamp(2026, 3, 10)},
    6: {"staff": "E3", "name": "新主管", "post": "客戶主管", "joined": pd.Timestamp(2026, 3, 11)},
    7: {"staff": "E4", "name": "前臺", "post": "前臺接待員"},
}
_TICKET: Row = {
    "ticket": "BS1",
    "registered": pd.Timestamp(2026, 3, 20, 9),
    "zone": "A01",
    "room": "1-101",
    "kind": "物管類",
    "content": "漏水",
    "receptionist": "E4",
}


def _owed(tickets: list[Row], now: pd.Timestamp = _NOW, **sheets: list[Row]) -> Owed:
    rows = {"Tickets": tickets, **sheets}
    held = {key: dict(enumerate(each, start=5)) for key, each in rows.items()}
    tables = build_tables({"Staff": _STAFF, **held})
    settings, _ = parse_settings(tables["Settings"])
    return find_owed(tables, settings, now)


def _of(found: Owed, matter: str) -> list[tuple[object, ...]]:
    held = found.matters[found.matters["matter"].eq(matter)]
    columns = ["due", "sheet", "row", "record", "owes", "rule"]
    plain = held[columns].astype(object).where(held[columns].notna(), None)
    return [tuple(line) for line in plain.itertuples(index=False)]


@pytest.mark.parametrize(
    ("step", "is_listed"),
    [
        (None, True),
        ("dispatched", False),
        ("arrived", False),
        ("completed", False),
        ("cancelled", False),
    ],
)
def test_a_ticket_that_nobody_dispatched(step: str | None, *, is_listed: bool) -> None:
    """R-5.1: half an hour of duty after registration, while it is open."""
    done = {step: "誤報" if step == "cancelled" else pd.Timestamp(2026, 3, 20, 10)} if step else {}
    found = _owed([_TICKET | done])
    due = pd.Timestamp(2026, 3, 20, 9, 30)
    expected = [(due, "Tickets", 5, "BS1", "E4", "R-5.1")]
    assert _of(found, "dispatch") == (expected if is_listed else [])
    late = [each.rule for each in found.overdue() if each.record == "BS1"]
    assert late == (["R-5.1"] if is_listed else [])


def test_what_came_at_night_waits_for_the_morning_and_the_setting() -> None:
    ticket = _TICKET | {"registered": pd.Timestamp(2026, 3, 19, 22)}
    settings = [
        {"key": "dispatch_minutes", "value": "90"},
        {"key": "duty_hours", "value": "09:00-18:00"},
    ]
    ((due, *_),) = _of(_owed([ticket], Settings=settings), "dispatch")
    assert due == pd.Timestamp(2026, 3, 20, 10, 30)


def _step(at: str, level: str | None = "主管級", **more: object) -> Row:
    return {"ticket": "BS1", "at": pd.Timestamp(f"2026-03-{at}"), "level": level, **more}


@pytest.mark.parametrize(
    ("now", "step", "owes"),
    [
        ("2026-03-20", {}, "E3"),
        ("2026-03-10", {}, "E2"),
        ("2026-03-20", {"level": "主任級"}, "E1"),
        ("2026-03-20", {"handler": "E4"}, "E4"),
        ("2026-03-20", {"level": None}, None),
    ],
)
def test_a_step_up_is_owed_by_the_level_of_that_day(now: str, step: Row, owes: str | None) -> None:
    """R-5.7: the supervisor, then the director, or who is named."""
    found = _owed([_TICKET], pd.Timestamp(now), Escalations=[_step("04 10:00") | step])
    due = pd.Timestamp(2026, 3, 7, 23, 59)
    assert _of(found, "escalation") == [(due, "Escalations", 5, "BS1", owes, "R-5.7")]


@pytest.mark.parametrize(
    ("ticket", "step", "is_listed"),
    [
        # What was done to somebody's dissatisfaction stays visible until the step is settled.
        ({"visited": pd.Timestamp(2026, 3, 12), "visit_rating": "不滿意"}, {}, True),
        ({"archived": pd.Timestamp(2026, 3, 12)}, {}, True),
        ({}, {"settled": pd.Timestamp(2026, 3, 12)}, False),
        ({"cancelled": "誤報"}, {}, False),
        ({"kind": None}, {}, False),
        ({}, {"ticket": "BS9"}, False),
    ],
)
def test_a_step_up_is_listed_until_it_is_settled(
    ticket: Row, step: Row, *, is_listed: bool
) -> None:
    found = _owed([_TICKET | ticket], Escalations=[_step("04 10:00") | step])
    assert len(_of(found, "escalation")) == is_listed


def test_a_ticket_shows_the_highest_level() -> None:
    steps = [
        _step("04", settled=pd.Timestamp(2026, 3, 5)),
        _step("05", "主任級"),
        _step("06", None),
        _step("06") | {"ticket": "BS3"},
    ]
    tickets = [_TICKET, _TICKET | {"ticket": "BS2"}, _TICKET | {"ticket": "BS3"}]
    levels = _owed(tickets, Escalations=steps).deadlines["level"]
    assert levels.astype(object).where(levels.notna(), None).to_list() == ["主任級", None, "主管級"]


def test_a_pause_leads_to_its_own_row() -> None:
    """R-5.7: past 預計恢復 it is overdue itself, with its reason."""
    pause = {
        "ticket": "BS1",
        "at": pd.Timestamp(2026, 3, 3),
        "reason": "待配件",
        "expected": pd.Timestamp(2026, 3, 18),
    }
    ticket = _TICKET | {"registered": pd.Timestamp(2026, 3, 2, 9)}
    found = _owed([ticket | {"dispatched": pd.Timestamp(2026, 3, 2, 10)}], Pauses=[pause])
    due = pd.Timestamp(2026, 3, 18, 23, 59)
    assert _of(found, "pause") == [(due, "Pauses", 5, "BS1", "E4", "R-5.7")]
    (line,) = found.matters[found.matters["sheet"].eq("Pauses")]["reason"]
    assert line == "待配件"
    assert [(each.rule, each.days) for each in found.overdue()] == [("R-5.7", 2)]
    assert found.deadlines["overdue"].to_list() == ["是"]
