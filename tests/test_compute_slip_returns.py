"""Slips that went back: states, deadlines and counts of tickets with up to four returns (R-5.6)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.compute import Month
from estate_xl.compute.slip_returns import (
    out_slips,
    rework_to_fill,
    sent_back_in,
    slips_at_hand,
    times_sent_back,
)
from estate_xl.compute.tickets import Clocks, ticket_deadlines
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.compute.worker_scores import count_for_workers
from estate_xl.typed_frames import build_tables

Row = dict[str, Any]

NOW = datetime.fromisoformat("2026-11-20 12:00")
TICKET: Row = {
    "ticket": "BS1",
    "registered": "2026-10-05 09:00",
    "kind": "工程類",
    "worker": "E1",
    "dispatched": "2026-10-05 10:00",
    "completed": "2026-10-06 10:00",
    "returned": "2026-10-07 10:00",
    "slip_ok": "是",
}
VISIT: Row = {"visited": "2026-10-08 09:00", "visit_rating": "滿意"}


def sent(at: str | None, again: str | None = None, ticket: str = "BS1") -> Row:
    return {"ticket": ticket, "at": at, "again": again}


def tables_of(
    tickets: list[Row], returns: list[Row], calls: list[Row] | None = None
) -> dict[str, pd.DataFrame]:
    sheets = {"Tickets": tickets, "SlipReturns": returns, "FollowUps": calls or []}
    return build_tables({key: dict(enumerate(rows, start=4)) for key, rows in sheets.items()})


def deadline(ticket: Row, returns: list[Row], calls: list[Row] | None = None) -> Row:
    tables = tables_of([ticket], returns, calls)
    found = ticket_deadlines(
        tables["Tickets"],
        tables["FollowUps"],
        WorkCalendar(tables["Calendar"]),
        Clocks(),
        pd.Timestamp(NOW),
        returns=tables["SlipReturns"],
        pauses=tables["Pauses"],
    )
    plain = found.astype(object).where(found.notna(), None)
    return {str(key): value for key, value in plain.loc[4].items()}


@pytest.mark.parametrize(
    ("cells", "returns", "state", "matter", "due"),
    [
        ({}, [], "已返單", "visit", "10-08"),
        ({}, [sent("2026-10-09 10:00")], "返工", "rework", "10-16"),
        ({"slip_ok": "否"}, [sent("2026-10-09 10:00")], "返工", "rework", "10-16"),
        ({"kind": "物管類"}, [sent("2026-10-09")], "返工", "rework", "10-12"),
        # It is back: the visit is owed from then, and 填單合格 says no more.
        ({"slip_ok": "否"}, [sent("2026-10-09", "2026-10-12 09:00")], "已返單", "visit", "10-13"),
        (
            {},
            [
                sent("2026-10-09", "2026-10-12 09:00"),
                sent("2026-10-13 10:00", "2026-10-14 10:00"),
            ],
            "已返單",
            "visit",
            "10-15",
        ),
        (
            {},
            [sent("2026-10-13 10:00"), sent("2026-10-09", "2026-10-12 09:00")],
            "返工",
            "rework",
            "10-20",
        ),
        # A visit or an archiving before it went back is of the round before.
        (VISIT, [sent("2026-10-09")], "返工", "rework", "10-16"),
        (VISIT, [sent("2026-10-09", "2026-10-12 09:00")], "已返單", "visit", "10-13"),
        (
            {**VISIT, "archived": "2026-10-08 10:00"},
            [sent("2026-10-09", "2026-10-12 09:00")],
            "已返單",
            "visit",
            "10-13",
        ),
        (
            {"visited": "2026-10-12 09:00", "visit_rating": "滿意"},
            [sent("2026-10-09", "2026-10-12 09:00")],
            "已回訪",
            None,
            None,
        ),
        # Of one day, and no time typed: nobody knows that it was before.
        (
            {"visited": "2026-10-12", "visit_rating": "滿意"},
            [sent("2026-10-09", "2026-10-12 09:00")],
            "已回訪",
            None,
            None,
        ),
        ({"cancelled": "重複"}, [sent("2026-10-09")], "已取消", None, None),
        ({"kind": None}, [sent("2026-10-09")], "返工", None, None),
        # A time that nobody can read: it is out all the same, from its first return.
        ({}, [sent(None)], "返工", "rework", "10-14"),
        ({}, [sent("2026-10-09", ticket="BS2")], "已返單", "visit", "10-08"),
    ],
)
def test_a_slip_that_went_back(
    cells: Row, returns: list[Row], state: str, matter: str | None, due: str | None
) -> None:
    """R-5.6: 返工 until the latest 再返單時間, from which R-5.4 runs."""
    found = deadline({**TICKET, **cells}, returns)
    assert (found["state"], found["matter"]) == (state, matter)
    end = None if due is None else pd.Timestamp(f"2026-{due} 23:59")
    assert found["next_due"] == end


@pytest.mark.parametrize(
    ("calls", "due"),
    [(["2026-10-08"], "10-16"), (["2026-10-10", "2026-10-12"], "10-19"), (["2026-12-01"], "10-16")],
)
def test_a_follow_up_moves_the_clock_of_a_slip_that_is_out(calls: list[str], due: str) -> None:
    """R-5.5 from 退回時間: the latest follow-up after it, as of the moment."""
    rows = [{"ticket": "BS1", "at": call} for call in calls]
    found = deadline(TICKET, [sent("2026-10-09 10:00")], rows)
    assert found["next_due"] == pd.Timestamp(f"2026-{due} 23:59")
    assert found["since"] == pd.Timestamp("2026-10-09 10:00")


def test_a_slip_sent_back_once_is_punished_in_one_month() -> None:
    """R-8.3: it went back in October and came back in November."""
    ticket = {**TICKET, "returned": "2026-10-30 10:00", "slip_ok": "否", "rework": 1}
    tables = tables_of([ticket], [sent("2026-10-31 09:00", "2026-11-03 16:00")])
    counts = [
        count_for_workers(tables, Month.parse(month)).sent_back_by_worker
        for month in ("2026-10", "2026-11")
    ]
    assert counts == [{"E1": 1}, {}]


def test_a_return_in_a_later_month_leaves_the_earlier_one_as_it_was() -> None:
    """R-8.3: rows at 返單時間 stand for the number that was typed."""
    ticket = {**TICKET, "rework": 2}
    made_up = [sent(TICKET["returned"], TICKET["returned"])] * 2
    for returns in ([], made_up, [*made_up, sent("2026-11-03")]):
        tables = tables_of([ticket], returns)
        counts = count_for_workers(tables, Month.parse("2026-10"))
        assert counts.sent_back_by_worker == {"E1": 2}
    assert count_for_workers(tables, Month.parse("2026-11")).sent_back_by_worker == {"E1": 1}


def test_which_tickets_were_sent_back_in_a_month() -> None:
    tables = tables_of(
        [TICKET, {**TICKET, "ticket": "BS2"}, {**TICKET, "ticket": None}],
        [sent("2026-10-09"), sent("2026-11-09", ticket="BS2"), {"at": "2026-10-09"}],
    )
    found = sent_back_in(tables["Tickets"], tables["SlipReturns"], Month.parse("2026-10"))
    assert list(found) == [True, False, False]


MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("2026-10-01"), max_value=datetime.fromisoformat("2026-11-25")
).map(lambda moment: moment.replace(second=0, microsecond=0))
TIMES = MOMENTS | MOMENTS.map(lambda moment: moment.replace(hour=0, minute=0))


@st.composite
def offices(draw: st.DrawFn) -> tuple[list[Row], list[Row], list[Row]]:
    """Tickets, their returns, at most four each, and their follow-ups."""
    tickets: list[Row] = []
    returns: list[Row] = []
    calls: list[Row] = []
    for number in range(1, draw(st.integers(2, 5))):
        code = f"BS{number}"
        tickets.append(
            {
                "ticket": code,
                "registered": datetime.fromisoformat("2026-10-01 08:00"),
                "kind": draw(st.sampled_from(("工程類", "物管類", None))),
                "worker": draw(st.sampled_from(("E1", "E2", None))),
                "returned": draw(st.none() | TIMES),
                "slip_ok": draw(st.sampled_from((None, "是", "否"))),
                "rework": draw(st.sampled_from((None, 0, 1, 3))),
                "visited": draw(st.none() | TIMES),
                "visit_rating": draw(st.sampled_from((None, "滿意", "不滿意"))),
                "archived": draw(st.none() | TIMES),
            }
        )
        returns += [
            {"ticket": code, "at": draw(TIMES), "again": draw(st.none() | TIMES)}
            for _ in range(draw(st.integers(0, 4)))
        ]
        calls += [{"ticket": code, "at": draw(TIMES)} for _ in range(draw(st.integers(0, 2)))]
    return tickets, draw(st.permutations(returns)), calls


def latest_of(moment: datetime) -> datetime:
    """The end of its day, where no time was typed."""
    is_day = (moment.hour, moment.minute) == (0, 0)
    return moment + timedelta(days=1, microseconds=-1) if is_day else moment


def plain_state(ticket: Row, rows: list[Row]) -> str:
    """The state told by walking through the ticket's cells."""
    if any(row["again"] is None for row in rows):
        return "返工"
    back = max((row["again"] for row in rows), default=None)

    def stands(moment: datetime | None) -> bool:
        return moment is not None and (back is None or latest_of(moment) >= back)

    if stands(ticket["archived"]):
        return "已存檔"
    if stands(ticket["visited"]) and ticket["visit_rating"]:
        return "已回訪"
    if ticket["returned"] is None:
        return "已登記"
    return "返工" if not rows and ticket["slip_ok"] == "否" else "已返單"


def plain_due(ticket: Row, rows: list[Row], calls: list[datetime]) -> datetime | None:
    """The day of its deadline, told likewise."""
    state = plain_state(ticket, rows)
    days = {"工程類": 7, "物管類": 3}.get(ticket["kind"])
    if state == "已返單":
        start = max((row["again"] for row in rows), default=ticket["returned"])
        day: datetime = start.replace(hour=23, minute=59) + timedelta(days=1)
        while not is_workday(day):
            day += timedelta(days=1)
        return day
    if state == "返工" and rows:
        start = max(row["at"] for row in rows if row["again"] is None)
        start = max(start, *[call for call in calls if call <= NOW], start)
    elif state == "返工":
        start = ticket["returned"]
    elif state == "已登記":
        start = max([ticket["registered"], *[call for call in calls if call <= NOW]])
    else:
        return None
    end: datetime = start.replace(hour=23, minute=59)
    return None if days is None else end + timedelta(days=days)


def is_workday(day: datetime) -> bool:
    """In October and November of 2026: 1 to 7 October off, 10 October on."""
    if day.month == 10 and day.day <= 7:
        return False
    return day.weekday() < 5 or (day.month, day.day) == (10, 10)


@pytest.mark.slow
@settings(deadline=None)
@given(offices())
def test_states_deadlines_and_counts_agree_with_a_plain_walk(
    office: tuple[list[Row], list[Row], list[Row]],
) -> None:
    tickets, returns, calls = office
    tables = tables_of(tickets, returns, calls)
    found = ticket_deadlines(
        tables["Tickets"],
        tables["FollowUps"],
        WorkCalendar(tables["Calendar"]),
        Clocks(),
        pd.Timestamp(NOW),
        returns=tables["SlipReturns"],
        pauses=tables["Pauses"],
    )
    counts: dict[tuple[str, int], int] = Counter()
    for place, ticket in enumerate(tickets):
        rows = [row for row in returns if row["ticket"] == ticket["ticket"]]
        own = [call["at"] for call in calls if call["ticket"] == ticket["ticket"]]
        due = found["next_due"].iloc[place]
        assert found["state"].iloc[place] == plain_state(ticket, rows)
        assert (None if pd.isna(due) else due.to_pydatetime()) == plain_due(ticket, rows, own)
        typed = int(ticket["slip_ok"] == "否") if ticket["rework"] is None else ticket["rework"]
        when = [row["at"] for row in rows] or [ticket["returned"]] * typed
        for moment in when:
            if moment is not None and ticket["worker"] is not None:
                counts[ticket["worker"], moment.month] += 1
    for number in (10, 11):
        month = Month.parse(f"2026-{number}")
        expected = {who: count for (who, at), count in counts.items() if at == number}
        assert count_for_workers(tables, month).sent_back_by_worker == expected


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(offices(), MOMENTS)
def test_the_past_is_what_was_known_by_then(
    office: tuple[list[Row], list[Row], list[Row]], before: datetime
) -> None:
    """Rows that come later leave the state as of a moment as it was, but for 填單合格."""
    tickets, returns, _ = office
    known = [
        row | {"again": row["again"] if row["again"] and row["again"] < before else None}
        for row in returns
        if row["at"] < before
    ]
    columns = ["is_out", "since", "back"]
    then, now = tables_of(tickets, known), tables_of(tickets, returns)
    found = out_slips(now["Tickets"], now["SlipReturns"], pd.Timestamp(before))
    expected = out_slips(then["Tickets"], then["SlipReturns"])
    pd.testing.assert_frame_equal(found[columns], expected[columns])


def test_the_number_is_filled_where_it_is_less_than_the_rows() -> None:
    typed = {"BS1": None, "BS2": 1, "BS3": 2, "BS4": 3, "BS5": 1}
    tickets = [{**TICKET, "ticket": number, "rework": count} for number, count in typed.items()]
    returns = [sent("2026-10-09", ticket=f"BS{number}") for number in (1, 1, 2, 2, 3, 3, 4, 4)]
    tables = tables_of([*tickets, {"rework": 1}], returns)
    assert rework_to_fill(tables["Tickets"], tables["SlipReturns"]) == {4: 2, 5: 2}


def test_what_a_slip_at_hand_tells() -> None:
    ticket = {**TICKET, "rework": 2}
    tables = tables_of(
        [ticket, {**ticket, "ticket": "BS2", "rework": None, "slip_ok": "否"}],
        [sent("2026-10-09 10:00", "2026-10-12 09:00:30")],
    )
    first, second = slips_at_hand(tables["Tickets"], tables["SlipReturns"])
    assert (first.typed, first.is_judged, first.is_out) == (0, False, False)
    assert (second.typed, second.is_judged, second.is_returned) == (0, True, True)
    moments = ("2026-10-12 08:59", "2026-10-12 09:00", "2026-10-12", "2026-10-11")
    away = [first.is_away(datetime.fromisoformat(moment)) for moment in moments]
    assert away == [True, False, False, True]


def test_every_return_names_its_row() -> None:
    tables = tables_of(
        [{**TICKET, "rework": 9}, {**TICKET, "ticket": "BS2", "slip_ok": "否"}],
        [sent("2026-10-09"), sent(None), sent("2026-10-12", ticket="BS9")],
    )
    found = times_sent_back(tables["Tickets"], tables["SlipReturns"])
    assert found[["sheet", "row", "of", "times"]].to_numpy().tolist() == [
        ["Tickets", 5, 5, 1.0],
        ["SlipReturns", 4, 4, 1.0],
        ["SlipReturns", 5, 4, 1.0],
    ]
    assert found["when"].isna().tolist() == [False, False, True]
