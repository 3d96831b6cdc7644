"""What statistics look through: a ticket left out has no event in what is counted."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.check import parse_settings
from estate_xl.compute.months import Month
from estate_xl.compute.period_tickets import tickets_within
from estate_xl.compute.periods import Period
from estate_xl.compute.statistics_events import ticket_events
from estate_xl.compute.tickets import Clocks
from estate_xl.typed_frames import build_tables

MARCH = Month.parse("2026-03")
WIDE = [Period(pd.Timestamp(2020, 1, 1), pd.Timestamp(2032, 12, 31))]
DAYS = st.integers(-500, 500).map(lambda day: pd.Timestamp(2026, 3, 15, 9) + pd.Timedelta(days=day))
TIMES = ("registered", "dispatched", "completed", "returned", "visited")
TICKETS = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["工程類", "物管類"])},
        optional={**dict.fromkeys(TIMES, DAYS), "visit_rating": st.just("滿意")},
    ),
    max_size=4,
)
BESIDE = st.lists(st.tuples(st.integers(1, 5), DAYS, DAYS), max_size=3)


@pytest.mark.slow_after_first
@settings(deadline=None, max_examples=50)
@given(TICKETS, BESIDE, BESIDE, BESIDE)
def test_what_is_left_out_has_no_event_in_what_is_counted(
    tickets: list[dict[str, object]],
    calls: list[tuple[int, pd.Timestamp, pd.Timestamp]],
    returns: list[tuple[int, pd.Timestamp, pd.Timestamp]],
    pauses: list[tuple[int, pd.Timestamp, pd.Timestamp]],
) -> None:
    records: dict[str, list[dict[str, object]]] = {
        "Tickets": [{**each, "ticket": f"BS{number}"} for number, each in enumerate(tickets, 1)],
        "FollowUps": [{"ticket": f"BS{of}", "at": at} for of, at, _ in calls],
        "SlipReturns": [{"ticket": f"BS{of}", "at": at, "again": to} for of, at, to in returns],
        "Pauses": [{"ticket": f"BS{of}", "at": at, "until": to} for of, at, to in pauses],
    }
    tables = build_tables({key: dict(enumerate(rows, 4)) for key, rows in records.items()})
    office, _ = parse_settings(tables["Settings"])
    periods = [Period.of(MARCH, back) for back in (0, 1, 12)]
    few, every = (ticket_events(tables, office, each) for each in (periods, WIDE))
    for name, events in every.items():
        for period in periods:
            found, held = (
                frame[period.holds(frame["when"])].reset_index(drop=True)
                for frame in (few[name], events)
            )
            pd.testing.assert_frame_equal(found, held)


def test_an_old_ticket_is_not_looked_through_unless_its_number_is() -> None:
    """A number that two tickets bear means the first, whenever that was."""
    rows: dict[int, dict[str, object]] = {
        4: {"ticket": "BS1", "registered": pd.Timestamp(2020, 1, 1)},
        5: {"ticket": "BS2", "registered": pd.Timestamp(2020, 1, 1)},
        6: {"ticket": "BS2", "registered": pd.Timestamp(2026, 3, 1)},
        7: {"registered": pd.Timestamp(2026, 3, 1)},
        8: {"ticket": "BS3"},
        9: {"registered": pd.Timestamp(2026, 4, 1)},
    }
    tables = build_tables({"Tickets": rows})
    office, _ = parse_settings(tables["Settings"])
    found = tickets_within(tables, Clocks.of(office), [Period.of(MARCH, 0)])
    assert list(found.index) == [5, 6, 7]
    assert tickets_within(tables, Clocks.of(office), []).empty
