"""Reports that came again (R-5.6)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.compute.repeats import reported_before
from estate_xl.typed_frames import build_tables

Row = dict[str, Any]


def _before(tickets: list[Row]) -> list[str | None]:
    frame = build_tables({"Tickets": dict(enumerate(tickets, start=4))})["Tickets"]
    found = reported_before(frame)
    assert list(found.index) == list(frame.index)
    return found.astype(object).where(found.notna(), None).to_list()


def _ticket(number: str | None, at: str | None, **more: object) -> Row:
    registered = None if at is None else pd.Timestamp(f"2026-{at}")
    return {
        "ticket": number,
        "registered": registered,
        "room": "1-101",
        "kind": "工程類",
        **more,
    }


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({}, {}, "BS1"),
        ({}, {"ticket": None}, "BS1"),
        ({"ticket": None}, {}, None),
        ({"cancelled": "誤報"}, {}, None),
        ({}, {"cancelled": "誤報"}, "BS1"),
        ({}, {"room": "1-102"}, None),
        ({"room": None}, {"room": None}, None),
        ({}, {"kind": "物管類"}, None),
        ({}, {"registered": pd.Timestamp("2026-03-16 23:00")}, "BS1"),
        ({}, {"registered": pd.Timestamp("2026-03-17 00:10")}, None),
        ({}, {"registered": None}, None),
    ],
)
def test_the_same_room_and_kind_within_two_weeks(
    first: Row, second: Row, found: str | None
) -> None:
    tickets = [_ticket("BS1", "03-02 09:00") | first, _ticket("BS2", "03-09 09:00") | second]
    assert _before(tickets) == [None, found]
    assert _before(tickets[::-1]) == [found, None]


def test_the_last_report_before_counts() -> None:
    tickets = [_ticket(f"BS{day}", f"03-{day:02} 09:00") for day in (1, 5, 9)]
    tickets.insert(2, _ticket(None, "03-07 09:00"))
    assert _before(tickets) == [None, "BS1", "BS5", "BS5"]
    assert _before([]) == []


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 60 * 24 * 60), st.sampled_from("ab"), st.booleans()),
        max_size=8,
        unique_by=lambda each: each[0],
    )
)
def test_it_agrees_with_a_plain_search(drawn: list[tuple[int, str, bool]]) -> None:
    begin = pd.Timestamp(2028, 2, 10)
    tickets: list[Row] = [
        {
            "ticket": f"BS{place}",
            "registered": begin + pd.Timedelta(minutes=minute),
            "room": room,
            "kind": "工程類",
            "cancelled": "誤報" if cancelled else None,
        }
        for place, (minute, room, cancelled) in enumerate(drawn)
    ]
    plain = []
    for ticket in tickets:
        earlier = [
            each
            for each in tickets
            if each["room"] == ticket["room"]
            and each["cancelled"] is None
            and each["registered"] < ticket["registered"]
        ]
        last = max(earlier, key=lambda each: each["registered"], default=None)
        since = ticket["registered"].normalize() - pd.Timedelta(days=14)
        plain.append(last["ticket"] if last and last["registered"] >= since else None)
    assert _before(tickets) == plain
