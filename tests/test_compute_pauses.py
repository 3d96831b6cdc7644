"""Pauses of tickets: R-5.5's clock stands still and starts anew (R-5.5, R-5.7).

A plain walk, day by day and without pandas, has to agree: of the deadline now, and of those that
statistics count.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.check.settings import parse_settings
from estate_xl.compute.pauses import FOREVER, paused_spells, pauses_on
from estate_xl.compute.periods import Period
from estate_xl.compute.statistics_events import due_calls, ticket_events
from estate_xl.compute.tickets import Clocks, ticket_deadlines
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.schema.statistics import FOLLOW_UP_MATTER, UNPAUSED_MATTER
from estate_xl.typed_frames import build_tables

Row = dict[str, Any]
Moment = pd.Timestamp

_NOW = Moment("2026-03-20 12:00")
_TICKET: Row = {"ticket": "BS1", "kind": "物管類", "registered": Moment("2026-03-02 09:00")}
_DAYS = {"物管類": 3, "工程類": 7}


def _at(text: str | None) -> Moment | None:
    return None if text is None else Moment(f"2026-{text}")


def _pause(at: str | None, until: str | None = None, expected: str | None = "03-30") -> Row:
    return {"ticket": "BS1", "at": _at(at), "until": _at(until), "expected": _at(expected)}


def _tables(**sheets: list[Row]) -> dict[str, pd.DataFrame]:
    return build_tables({key: dict(enumerate(rows, start=4)) for key, rows in sheets.items()})


def _deadline(tables: dict[str, pd.DataFrame], now: Moment = _NOW) -> Row:
    frame = ticket_deadlines(
        tables["Tickets"],
        tables["FollowUps"],
        WorkCalendar(tables["Calendar"]),
        Clocks(),
        now,
        returns=tables["SlipReturns"],
        pauses=tables["Pauses"],
    )
    plain = frame.astype("object").where(frame.notna(), None)
    return {str(key): value for key, value in plain.loc[4].items()}


@pytest.mark.parametrize(
    ("pauses", "matter", "due", "row"),
    [
        ([], "follow_up", "03-05", None),
        ([_pause("03-04 09:00")], "pause", "03-30", 4),
        ([_pause("03-04 09:00", expected="03-18")], "pause", "03-18", 4),
        # Without 預計恢復 nothing is hidden: the days of the ticket's kind, from 暫停時間.
        ([_pause("03-04 09:00", expected=None)], "pause", "03-07", 4),
        ([_pause("03-04 09:00", "03-18 09:00")], "follow_up", "03-21", None),
        ([_pause("03-04", "03-18")], "follow_up", "03-21", None),
        # What has not begun, or not ended yet.
        ([_pause("03-21")], "follow_up", "03-05", None),
        ([_pause("03-04", "03-21")], "pause", "03-30", 4),
        ([_pause("03-04", "03-08"), _pause("03-10", expected="03-19")], "pause", "03-19", 5),
        ([_pause("03-10", "03-12"), _pause("03-04", "03-08")], "follow_up", "03-15", None),
        ([_pause("03-10"), _pause("03-12", expected="03-29")], "pause", "03-29", 5),
        ([_pause(None), _pause("03-04") | {"ticket": "BS2"}], "follow_up", "03-05", None),
    ],
)
def test_the_clock_stands_still(pauses: list[Row], matter: str, due: str, row: int | None) -> None:
    found = _deadline(_tables(Tickets=[_TICKET], Pauses=pauses))
    assert (found["matter"], found["next_due"], found["pause"]) == (
        *(matter, Moment(f"2026-{due} 23:59")),
        row,
    )
    assert found["rule"] == {"pause": "R-5.7", "follow_up": "R-5.5"}[matter]
    assert found["overdue"] == ("是" if found["next_due"] < _NOW else "否")


@pytest.mark.parametrize(
    ("step", "matter"),
    [("completed", None), ("returned", "visit"), ("archived", None)],
)
def test_what_is_completed_waits_for_nothing(step: str, matter: str | None) -> None:
    ticket = _TICKET | {step: Moment("2026-03-06 09:00")}
    found = _deadline(_tables(Tickets=[ticket], Pauses=[_pause("03-04")]))
    assert (found["matter"], found["pause"]) == (matter, None)


def test_a_slip_that_is_out_waits_too() -> None:
    """R-5.6: its clock is R-5.5's, from 退回時間."""
    ticket = _TICKET | {"returned": Moment("2026-03-06 09:00")}
    out = {"ticket": "BS1", "at": Moment("2026-03-09 09:00")}
    tables = _tables(Tickets=[ticket], SlipReturns=[out], Pauses=[_pause("03-10")])
    found = _deadline(tables)
    assert (found["matter"], found["since"]) == ("pause", out["at"])
    tables = _tables(Tickets=[ticket], SlipReturns=[out], Pauses=[_pause("03-10", "03-17")])
    found = _deadline(tables)
    assert (found["matter"], found["next_due"]) == ("rework", Moment("2026-03-20 23:59"))


def test_spells_that_touch_are_one() -> None:
    rows = [
        *(_pause("03-10", "03-12"), _pause("03-02 08:00", "03-04 09:00")),
        *(_pause("03-04 09:00", "03-05 09:00"), _pause("03-02 09:00", "03-03 09:00")),
        *(_pause("03-16") | {"ticket": "BS2"}, _pause("03-16") | {"ticket": "BS3"}),
    ]
    tickets = [_TICKET, _TICKET | {"ticket": "BS2"}, {"ticket": None}]
    tables = _tables(Tickets=tickets, Pauses=rows)
    found = paused_spells(tables["Tickets"], tables["Pauses"]).to_numpy().tolist()
    day_end = Moment("2026-03-12") + pd.Timedelta(days=1, microseconds=-1)
    assert found == [
        [4, _at("03-02 08:00"), _at("03-05 09:00")],
        [4, _at("03-10"), day_end],
        [5, _at("03-16"), FOREVER],
    ]
    none = paused_spells(tables["Tickets"], tables["Pauses"].iloc[:0])
    assert list(none.columns) == ["row", "begin", "end"]
    assert none.empty
    resumed = pauses_on(tables["Tickets"], tables["Pauses"], _NOW)["resumed"]
    assert resumed[4] == _at("03-12")


def test_statistics_count_with_and_without_pauses() -> None:
    """R-5.7: the clock of the rule, and beside it as if nothing had been paused."""
    pause = _pause("03-04 09:00", "03-18 09:00")
    tables = _tables(Tickets=[_TICKET], Pauses=[pause])
    office, _ = parse_settings(tables["Settings"])
    year = [Period.of_year(2026)]
    events = ticket_events(tables, office, year)["on_time"]
    found = [
        (matter, f"{when:%m-%d}", good)
        for matter, when, good in zip(events["matter"], events["when"], events["good"], strict=True)
    ]
    assert found == [
        (FOLLOW_UP_MATTER.hant, "03-21", False),
        (UNPAUSED_MATTER.hant, "03-05", False),
    ]
    tables = _tables(Tickets=[_TICKET])
    matters = ticket_events(tables, office, year)["on_time"]["matter"]
    assert set(matters) == {FOLLOW_UP_MATTER.hant}


_Spell = tuple[dt.datetime, dt.datetime | None, dt.date]


class _Office(NamedTuple):
    ticket: Row
    calls: list[dt.datetime]
    pauses: list[_Spell]


# Whole minutes of about fifty days, none of them at midnight, around the end of a February.
_MINUTES = st.integers(1, 50 * 24 * 60).filter(lambda number: number % 1440)
_BEGIN = dt.datetime(2028, 2, 10)  # noqa: DTZ001 - local, as the workbook's
_FOREVER = dt.datetime(9999, 12, 31)  # noqa: DTZ001 - likewise
_MINUTE = dt.timedelta(minutes=1)
_MOMENTS = _MINUTES.map(lambda number: _BEGIN + dt.timedelta(minutes=number))


@st.composite
def _offices(draw: st.DrawFn) -> _Office:
    registered, *rest = sorted(draw(st.lists(_MOMENTS, min_size=1, max_size=3, unique=True)))
    steps = dict(zip(draw(st.permutations(("dispatched", "completed"))), rest, strict=False))
    if len(rest) > 1:
        steps = {"dispatched": rest[0], "completed": rest[1]}
    kind = draw(st.sampled_from(sorted(_DAYS)))
    ticket = {"ticket": "BS1", "kind": kind, "registered": registered, **steps}
    pauses: list[_Spell] = []
    for _ in range(draw(st.integers(0, 3))):
        at = draw(_MOMENTS)
        until = draw(st.none() | _MOMENTS)
        if until is not None:
            at, until = min(at, until), max(at, until) + _MINUTE
        pauses.append((at, until, draw(_MOMENTS).date()))
    return _Office(ticket, draw(st.lists(_MOMENTS, max_size=5, unique=True)), pauses)


def _built(office: _Office) -> dict[str, pd.DataFrame]:
    def moment(value: object) -> object:
        return Moment(value) if isinstance(value, dt.datetime) else value

    return _tables(
        Tickets=[{key: moment(value) for key, value in office.ticket.items()}],
        FollowUps=[{"ticket": "BS1", "at": Moment(at)} for at in office.calls],
        Pauses=[
            {
                "ticket": "BS1",
                "at": Moment(at),
                "until": None if until is None else Moment(until),
                "expected": Moment(expected),
            }
            for at, until, expected in office.pauses
        ],
    )


def _end(moment: dt.datetime | dt.date, days: int = 0) -> dt.datetime:
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    return dt.datetime.combine(day + dt.timedelta(days=days), dt.time(23, 59))


def _plain_deadline(office: _Office, now: dt.datetime) -> tuple[str | None, dt.datetime | None]:
    """What is owed now, by reading the records one after the other."""
    ticket = office.ticket
    if "completed" in ticket:
        return None, None
    running = [each for each in office.pauses if each[0] <= now and not _is_over(each, now)]
    if running:
        return "pause", _end(max(reversed(running), key=lambda each: each[0])[2])
    starts: list[dt.datetime] = [ticket.get("dispatched") or ticket["registered"]]
    starts += [at for at in office.calls if at <= now]
    starts += [until for at, until, _ in office.pauses if until and at <= now and until <= now]
    return "follow_up", _end(max(starts), _DAYS[ticket["kind"]])


def _is_over(pause: _Spell, now: dt.datetime) -> bool:
    return pause[1] is not None and pause[1] <= now


def _spells(office: _Office) -> list[tuple[dt.datetime, dt.datetime]]:
    """The times in which the work waited, one after the other."""
    spells: list[tuple[dt.datetime, dt.datetime]] = []
    for at, until, _ in sorted(office.pauses, key=lambda each: each[0]):
        end = until or _FOREVER
        if spells and at <= spells[-1][1]:
            spells[-1] = (spells[-1][0], max(spells[-1][1], end))
        else:
            spells.append((at, end))
    return spells


def _plain_calls(office: _Office) -> list[tuple[dt.datetime, bool]]:
    """Deadlines and whether they were kept: what ends each running of the clock, one by one."""
    begun: dt.datetime = office.ticket.get("dispatched") or office.ticket["registered"]
    over: dt.datetime = office.ticket.get("completed") or _FOREVER
    spells = [spell for spell in _spells(office) if spell[1] > begun]
    calls = [at for at in office.calls if begun < at <= over]
    calls = [at for at in calls if not any(first < at <= last for first, last in spells)]
    found: list[tuple[dt.datetime, bool]] = []
    for start in (begun, *calls, *(last for _, last in spells if last < _FOREVER)):
        if any(first <= start < last and start not in calls for first, last in spells):
            continue
        due = _end(start, _DAYS[office.ticket["kind"]])
        answer = min((at for at in calls if at > start), default=_FOREVER)
        hold = min((first for first, _ in spells if first >= start), default=_FOREVER)
        if answer <= hold and answer < _FOREVER:
            found.append((due, answer < due + _MINUTE))
        elif min(hold, over) >= due + _MINUTE:
            found.append((due, False))
    return sorted(found)


@settings(deadline=None)
@given(_offices(), _MOMENTS)
def test_the_deadline_agrees_with_a_plain_walk(office: _Office, now: dt.datetime) -> None:
    found = _deadline(_built(office), Moment(now))
    assert (found["matter"], found["next_due"]) == _plain_deadline(office, now)


@settings(deadline=None)
@given(_offices())
def test_the_deadlines_counted_agree_with_a_plain_walk(office: _Office) -> None:
    tables = _built(office)
    events = due_calls(tables["Tickets"], tables["FollowUps"], Clocks(), tables["Pauses"])
    found = sorted(zip(events["when"], events["good"], strict=True))
    assert found == _plain_calls(office)
