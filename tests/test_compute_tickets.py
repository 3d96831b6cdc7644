"""A ticket's state, deadline and wrong turns (R-5.2 to R-5.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.check.settings import parse_settings
from estate_xl.compute.tickets import (
    RULES,
    Clocks,
    ticket_deadlines,
    ticket_states,
)
from estate_xl.schema.daily import FOLLOW_UPS, TICKETS
from estate_xl.schema.history import SLIP_RETURNS
from estate_xl.schema.terms import STATES
from estate_xl.schema.ticket_turns import PAUSES
from estate_xl.typed_frames import build_frame, build_tables

if TYPE_CHECKING:
    from estate_xl.typed_frames import Tables

Row = dict[str, object]

_START = pd.Timestamp("2026-03-02 09:00")
_TIMES = ("registered", "dispatched", "arrived", "completed", "returned", "visited", "archived")
_NOW = pd.Timestamp("2026-03-20 12:00")
_ORDER = {state.hant: place for place, state in enumerate(STATES)}


@dataclass(frozen=True)
class _Answer:
    due: pd.Series
    provisional: pd.Series


class _Weekdays:
    """Monday to Friday; a deadline from 2027 on is provisional."""

    def after(self, days: pd.Series, count: int) -> _Answer:
        ends = [
            (day.normalize() + pd.offsets.BDay(count)).replace(hour=23, minute=59) for day in days
        ]
        due = pd.Series(ends, index=days.index, dtype="datetime64[us]")
        return _Answer(due, due.ge(pd.Timestamp("2027-01-01")))


def _at(day: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-03-{day}")


def _tables(tickets: list[Row], follow_ups: list[Row] | None = None) -> Tables:
    return {
        "Tickets": build_frame(TICKETS, dict(enumerate(tickets, start=5))),
        "FollowUps": build_frame(FOLLOW_UPS, dict(enumerate(follow_ups or [], start=5))),
        "SlipReturns": build_frame(SLIP_RETURNS, {}),
        "Pauses": build_frame(PAUSES, {}),
    }


def _deadlines(
    tickets: list[Row],
    follow_ups: list[Row] | None = None,
    *,
    clocks: Clocks | None = None,
    now: pd.Timestamp = _NOW,
    empty_homes: bool | None = None,
) -> pd.DataFrame:
    tables = _tables(tickets, follow_ups)
    held = tables["Tickets"]
    homes = None if empty_homes is None else pd.Series(empty_homes, index=held.index, dtype="bool")
    return ticket_deadlines(
        held,
        tables["FollowUps"],
        _Weekdays(),
        clocks or Clocks(),
        now,
        returns=tables["SlipReturns"],
        pauses=tables["Pauses"],
        not_moved_in=homes,
    )


def _deadline(ticket: Row, follow_ups: list[Row] | None = None, **kwargs: object) -> Row:
    """The one ticket's deadline; missing values as None."""
    frame = _deadlines([{"ticket": "BS1", **ticket}], follow_ups, **kwargs)  # type: ignore[arg-type]
    assert list(frame.index) == [5]
    plain = frame.astype("object").where(frame.notna(), None)
    return {str(key): value for key, value in plain.loc[5].items()}


def _filled(*columns: str, **values: object) -> Row:
    """A ticket with those times, an hour apart in the order of its life, and those values."""
    times = {column: _START + pd.Timedelta(hours=_TIMES.index(column)) for column in columns}
    rated: Row = {"visit_rating": "滿意"} if "visited" in columns else {}
    return {"ticket": "BS1", "kind": "工程類", **times, **rated, **values}


# Each line fills one thing more: R-5's row of states.
_LIFE = (
    (_filled(*_TIMES[:1]), "已登記", "follow_up"),
    (_filled(*_TIMES[:2]), "已派工", "follow_up"),
    (_filled(*_TIMES[:3]), "處理中", "follow_up"),
    (_filled(*_TIMES[:4]), "已完工", None),
    (_filled(*_TIMES[:5]), "已返單", "visit"),
    (_filled(*_TIMES[:5], slip_ok="否"), "返工", "rework"),
    (_filled(*_TIMES[:5], slip_ok="是", rework=1.0), "已返單", "visit"),
    (_filled(*_TIMES[:6], slip_ok="是", rework=1.0), "已回訪", None),
    (_filled(*_TIMES, slip_ok="是", rework=1.0), "已存檔", None),
)
_WRONG_TURNS = (
    # Without registration there is no state.
    (_filled(), None),
    (_filled("completed"), None),
    (_filled(cancelled="誤報"), None),
    # Steps left out: the latest that is filled counts; some are the business of other checks.
    (_filled("registered", "arrived"), "處理中"),
    (_filled("registered", "completed"), "已完工"),
    (_filled("registered", "returned"), "已返單"),
    (_filled("registered", slip_ok="否"), "已登記"),
    (_filled(*_TIMES[:4], slip_ok="否"), "已完工"),
    # A slip not in order that was visited all the same.
    (_filled(*_TIMES[:6], slip_ok="否"), "已回訪"),
    (_filled(*_TIMES, slip_ok="否"), "已存檔"),
    # A visit that nobody rated has not been made: its clock runs on.
    (_filled(*_TIMES[:6], visit_rating=None), "已返單"),
    (_filled(*_TIMES[:6], visit_rating=None, slip_ok="否"), "返工"),
    (_filled(*_TIMES, visit_rating=None), "已存檔"),
    # What cannot be.
    (_filled(*_TIMES[:4], "visited"), "已回訪"),
    (_filled(*_TIMES[:5], "archived"), "已存檔"),
    (_filled(*_TIMES[:5], "archived", slip_ok="否"), "已存檔"),
    (_filled("registered", "archived"), "已存檔"),
    (_filled(*_TIMES[:4], *_TIMES[5:]), "已存檔"),
    # Cancelling wins over all, and does not go with the archive.
    *((_filled(*_TIMES[:last], cancelled="誤報"), "已取消") for last in range(1, 7)),
    (_filled(*_TIMES[:5], slip_ok="否", cancelled="誤報"), "已取消"),
    (_filled("registered", "visited", cancelled="誤報"), "已取消"),
    (_filled(*_TIMES, cancelled="誤報"), "已取消"),
    (_filled("registered", "archived", cancelled="誤報"), "已取消"),
)


@pytest.mark.parametrize(("ticket", "state", "matter"), _LIFE)
def test_one_ticket_walks_through_its_life(ticket: Row, state: str, matter: str | None) -> None:
    deadline = _deadline(ticket)
    assert (deadline["state"], deadline["matter"]) == (state, matter)
    assert deadline["rule"] == (None if matter is None else RULES[matter])
    assert (deadline["next_due"] is None) == (matter is None)


@pytest.mark.parametrize(("ticket", "state"), _WRONG_TURNS)
def test_wrong_turns(ticket: Row, state: str | None) -> None:
    assert _deadline(ticket)["state"] == state


def test_the_clock_of_a_visit_that_nobody_rated_runs_on() -> None:
    """R-5.4: due by the end of the first working day after the slip's return."""
    owed = [_deadline(_filled(*_TIMES[:last], visit_rating=None)) for last in (5, 6)]
    assert owed[0] == owed[1]
    assert (owed[1]["matter"], owed[1]["overdue"]) == ("visit", "是")


def test_every_state_is_reached() -> None:
    reached = {turn[1] for turn in (*_LIFE, *_WRONG_TURNS) if turn[1]}
    assert reached == {state.hant for state in STATES}


def test_states_keep_the_rows() -> None:
    tables = _tables([ticket for ticket, _, _ in _LIFE])
    tickets = tables["Tickets"]
    states = ticket_states(tickets, tables["SlipReturns"])
    assert list(states) == [state for _, state, _ in _LIFE]
    assert states.index.equals(tickets.index)


def _follow_up(at: str | None, ticket: str | None = "BS1") -> Row:
    return {"ticket": ticket, "at": None if at is None else _at(at)}


_OPEN: Row = {"kind": "工程類", "registered": _at("02 09:00")}
_DISPATCHED: Row = {**_OPEN, "dispatched": _at("04 18:30")}


@pytest.mark.parametrize(
    ("ticket", "follow_ups", "due"),
    [
        (_OPEN, [], "09"),
        ({**_OPEN, "kind": "物管類"}, [], "05"),
        (_DISPATCHED, [], "11"),
        ({**_DISPATCHED, "kind": "物管類"}, [], "07"),
        ({**_DISPATCHED, "arrived": _at("06")}, [], "11"),
        # Arrived though never dispatched: registration still starts the clock.
        ({**_OPEN, "arrived": _at("06")}, [], "09"),
        # A follow-up moves it, the latest of several; one before the dispatch does not.
        (_OPEN, ["03 00:00"], "10"),
        (_OPEN, ["08 23:59", "05 10:00"], "15"),
        (_DISPATCHED, ["03 10:00"], "11"),
        (_DISPATCHED, ["04 18:31"], "11"),
        # The moment itself counts, a later one does not (as of 20 March, noon).
        (_OPEN, ["20 12:00"], "27"),
        (_OPEN, ["20 12:01"], "09"),
        (_OPEN, ["08 10:00", "25 10:00"], "15"),
        (_OPEN, [None], "09"),
    ],
)
def test_follow_up_clock(ticket: Row, follow_ups: list[str | None], due: str) -> None:
    """R-5.5: 7 and 3 calendar days, from the latest of dispatch and last follow-up."""
    deadline = _deadline(ticket, [_follow_up(at) for at in follow_ups])
    assert (deadline["matter"], deadline["rule"]) == ("follow_up", "R-5.5")
    assert deadline["next_due"] == _at(f"{due} 23:59")
    assert deadline["provisional"] is False


@pytest.mark.parametrize("number", ["BS2", None])
def test_follow_ups_of_others_do_not_count(number: str | None) -> None:
    deadlines = _deadlines(
        [{**_OPEN, "ticket": "BS1"}, {**_OPEN, "ticket": None}], [_follow_up("08", number)]
    )
    assert list(deadlines["next_due"]) == [_at("09 23:59")] * 2


def test_a_ticket_of_unknown_kind_has_no_clock() -> None:
    deadline = _deadline({**_OPEN, "kind": None})
    assert deadline["state"] == "已登記"
    assert (deadline["next_due"], deadline["matter"], deadline["rule"]) == (None, None, None)
    assert (deadline["overdue"], deadline["days_overdue"]) == ("否", 0)


@pytest.mark.parametrize("change", [{"completed": _at("05")}, {"cancelled": "誤報"}])
def test_the_clock_stops(change: Row) -> None:
    """R-5.5: at completion or cancellation."""
    deadline = _deadline({**_DISPATCHED, **change}, [_follow_up("06")])
    assert (deadline["next_due"], deadline["overdue"]) == (None, "否")


@pytest.mark.parametrize(
    ("returned", "count", "due"),
    [
        ("2026-03-03 10:00", 1, "2026-03-04"),
        ("2026-03-06 23:59", 1, "2026-03-09"),
        ("2026-03-07 00:00", 1, "2026-03-09"),
        ("2026-03-06 10:00", 2, "2026-03-10"),
        ("2026-12-31 10:00", 1, "2027-01-01"),
    ],
)
def test_return_visit(returned: str, count: int, due: str) -> None:
    """R-5.4: the end of the first working day after the return date."""
    deadline = _deadline(
        _filled(*_TIMES[:4], returned=pd.Timestamp(returned), kind=None),
        [_follow_up("19")],
        clocks=Clocks(return_visit_working_days=count),
    )
    assert (deadline["matter"], deadline["rule"]) == ("visit", "R-5.4")
    assert deadline["next_due"] == pd.Timestamp(f"{due} 23:59")
    assert deadline["provisional"] is due.startswith("2027")


@pytest.mark.parametrize(("kind", "due"), [("工程類", "10"), ("物管類", "06")])
def test_a_slip_sent_back(kind: str, due: str) -> None:
    """R-5.6: by the follow-up clock from its return, which no follow-up moves."""
    ticket = _filled(*_TIMES[:4], returned=_at("03 10:00"), slip_ok="否", kind=kind)
    deadline = _deadline(ticket, [_follow_up("09")])
    assert (deadline["matter"], deadline["rule"]) == ("rework", "R-5.6")
    assert deadline["next_due"] == _at(f"{due} 23:59")


_RECTIFICATION: Row = {
    **_DISPATCHED,
    "rectification": "是",
    "arrived": _at("05"),
    "completed": _at("06 10:00"),
}
_BACK: Row = {**_RECTIFICATION, "returned": _at("10 10:00")}


@pytest.mark.parametrize(
    ("ticket", "empty_home", "matter", "due"),
    [
        (_RECTIFICATION, True, "joint_check", "13"),
        (_BACK, True, "joint_check", "13"),
        ({**_BACK, "completed": None}, True, "joint_check", "17"),
        ({**_BACK, "joint_check": "不合格"}, True, "joint_check", "13"),
        ({**_BACK, "joint_check": "合格"}, True, "visit", "11"),
        (_BACK, False, "visit", "11"),
        (_BACK, None, "visit", "11"),
        ({**_BACK, "rectification": None}, True, "visit", "11"),
        ({**_BACK, "rectification": "否"}, True, "visit", "11"),
        ({**_BACK, "kind": "物管類"}, True, "visit", "11"),
        ({**_RECTIFICATION, "joint_check": "合格"}, True, None, None),
        # Work not over, slip at the department, owner called, ticket over: no joint check is due.
        ({**_RECTIFICATION, "completed": None}, True, "follow_up", "11"),
        ({**_BACK, "slip_ok": "否"}, True, "rework", "17"),
        ({**_BACK, "visited": _at("11"), "visit_rating": "滿意"}, True, None, None),
        ({**_BACK, "visited": _at("11")}, True, "joint_check", "13"),
        ({**_BACK, "cancelled": "誤報"}, True, None, None),
    ],
)
def test_joint_check(
    ticket: Row, *, empty_home: bool | None, matter: str | None, due: str | None
) -> None:
    """R-5.3: before the owner is called, staff check the work on the owner's behalf."""
    deadline = _deadline(ticket, empty_homes=empty_home)
    assert deadline["matter"] == matter
    assert deadline["rule"] == (None if matter is None else RULES[matter])
    assert deadline["next_due"] == (None if due is None else _at(f"{due} 23:59"))


@pytest.mark.parametrize(
    ("now", "overdue", "days"),
    [
        ("09 23:59", "否", 0),
        ("09 23:59:59", "否", 0),
        ("10 00:00", "是", 1),
        ("20 12:00", "是", 11),
        ("02 09:00", "否", 0),
    ],
)
def test_overdue_when_the_day_is_over(now: str, overdue: str, days: int) -> None:
    deadline = _deadline(_OPEN, now=_at(now))
    assert deadline["next_due"] == _at("09 23:59")
    assert (deadline["overdue"], deadline["days_overdue"]) == (overdue, days)


def test_an_unregistered_ticket_is_neither_late_nor_in_time() -> None:
    deadline = _deadline(_filled("completed"))
    assert (deadline["state"], deadline["overdue"], deadline["days_overdue"]) == (None, None, 0)


def test_the_clocks_are_settings() -> None:
    deadlines = _deadlines(
        [{**_OPEN, "ticket": "BS1"}, {**_OPEN, "ticket": "BS2", "kind": "物管類"}],
        clocks=Clocks(follow_up_engineering_days=10, follow_up_property_days=1),
    )
    assert list(deadlines["next_due"]) == [_at("12 23:59"), _at("03 23:59")]


def test_the_clocks_of_an_office() -> None:
    values: list[Row] = [
        {"key": "follow_up_days_engineering", "value": "10"},
        {"key": "follow_up_days_property", "value": "4"},
        {"key": "return_visit_working_days", "value": "2"},
    ]
    frame = build_tables({"Settings": dict(enumerate(values, start=5))})["Settings"]
    assert Clocks.of(parse_settings(frame)[0]) == Clocks(10, 4, 2)
    assert Clocks.of(parse_settings(frame.iloc[:0])[0]) == Clocks()


def test_the_frame_keeps_rows_and_types() -> None:
    expected = {
        "state": "str",
        "next_due": "datetime64[us]",
        "rule": "str",
        "matter": "str",
        "provisional": "bool",
        "overdue": "str",
        "days_overdue": "int64",
        "since": "datetime64[us]",
        "pause": "float64",
        "paused": "datetime64[us]",
    }
    for tickets in ([], [ticket for ticket, _, _ in _LIFE], [_filled(*_TIMES)]):
        frame = _deadlines(tickets, empty_homes=True)
        assert {str(key): str(dtype) for key, dtype in frame.dtypes.items()} == expected
        assert list(frame.index) == list(range(5, 5 + len(tickets)))


# Near the moment, so that deadlines fall on both sides of it.
_MOMENTS = st.datetimes(
    min_value=pd.Timestamp("2026-02-20").to_pydatetime(),
    max_value=pd.Timestamp("2026-04-10").to_pydatetime(),
).map(lambda moment: pd.Timestamp(moment).floor("min"))
_YES_NO = st.sampled_from([None, "是", "否"])


@st.composite
def _tickets(draw: st.DrawFn) -> Row:
    """A registered ticket, any of its times filled, in any order of time."""
    times = {column: draw(st.none() | _MOMENTS) for column in _TIMES[1:]}
    return {
        "ticket": "BS1",
        "registered": draw(_MOMENTS),
        **times,
        "kind": draw(st.sampled_from([None, "工程類", "物管類"])),
        "slip_ok": draw(_YES_NO),
        "rectification": draw(_YES_NO),
        "joint_check": draw(st.sampled_from([None, "合格", "不合格"])),
        "cancelled": draw(st.sampled_from([None, None, None, "誤報"])),
    }


@pytest.mark.slow
@settings(deadline=None)
@given(_tickets(), st.sampled_from(_TIMES[1:]), _MOMENTS)
def test_a_time_filled_in_never_moves_the_state_back(
    ticket: Row, column: str, moment: pd.Timestamp
) -> None:
    later = {**ticket, column: ticket[column] or moment}
    tables = _tables([ticket, later])
    before, after = ticket_states(tables["Tickets"], tables["SlipReturns"])
    assert _ORDER[after] >= _ORDER[before]


@pytest.mark.slow
@settings(deadline=None)
@given(_tickets(), st.lists(_MOMENTS, max_size=3), st.booleans(), _MOMENTS)
def test_no_deadline_lies_before_its_start(
    ticket: Row,
    moments: list[pd.Timestamp],
    empty_home: bool,  # noqa: FBT001 - hypothesis gives it
    now: pd.Timestamp,
) -> None:
    follow_ups: list[Row] = [{"ticket": "BS1", "at": moment} for moment in moments]
    deadline = _deadline(ticket, follow_ups, now=now, empty_homes=empty_home)
    known = [moment for moment in moments if moment <= now]
    starts = {
        "follow_up": [ticket["dispatched"] or ticket["registered"], *known],
        "joint_check": [ticket["completed"] or ticket["returned"]],
        "visit": [ticket["returned"]],
        "rework": [ticket["returned"]],
        None: [],
    }[deadline["matter"]]  # type: ignore[index]
    due = deadline["next_due"]
    assert (due is None) == (deadline["matter"] is None)
    assert all(due >= start for start in starts)  # type: ignore[operator]
    assert deadline["overdue"] == ("是" if due is not None and due < now else "否")  # type: ignore[operator]


@pytest.mark.slow
@settings(deadline=None)
@given(_tickets(), st.lists(_MOMENTS, max_size=3), _MOMENTS, _MOMENTS, st.booleans())
def test_a_follow_up_never_makes_anything_more_overdue(
    ticket: Row,
    moments: list[pd.Timestamp],
    added: pd.Timestamp,
    now: pd.Timestamp,
    empty_home: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    follow_ups: list[Row] = [{"ticket": "BS1", "at": moment} for moment in moments]
    more = [*follow_ups, {"ticket": "BS1", "at": added}]
    before = _deadline(ticket, follow_ups, now=now, empty_homes=empty_home)
    after = _deadline(ticket, more, now=now, empty_homes=empty_home)
    assert after["days_overdue"] <= before["days_overdue"]  # type: ignore[operator]
    assert before["overdue"] == "是" or after["overdue"] == "否"
    assert (after["state"], after["matter"]) == (before["state"], before["matter"])
