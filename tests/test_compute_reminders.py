"""Open matters by who owes them: nobody is left out, what nobody owes included (R-5.3 to R-5.6)."""

from __future__ import annotations

from typing import Final

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.compute.open_matters import COLUMNS
from estate_xl.compute.reminders import listed_matters, reminders
from estate_xl.schema import ESTATE_BOOK
from estate_xl.typed_frames import build_frame

NOW: Final = pd.Timestamp(2026, 10, 14, 9)
STAFF: Final = build_frame(
    ESTATE_BOOK["Staff"], {4: {"staff": "E2"}, 5: {"staff": "E1"}, 6: {"staff": "E2"}}
)


def matters(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    """Matters with a deadline, who owes them, and since when a slip is out."""
    frame = pd.DataFrame(
        [
            {"due": pd.Timestamp(due), "owes": owes, "since": since, "record": place}
            for place, (due, owes, since) in enumerate(rows)
        ],
        columns=pd.Index(COLUMNS),
    )
    return frame.astype({"due": "datetime64[us]", "owes": "str"})


def test_the_list_has_what_is_over_what_comes_and_what_is_out() -> None:
    found = listed_matters(
        matters(
            ("2026-10-14 08:59", "E1", None),
            ("2026-10-14 09:00", "E1", None),
            ("2026-10-15 23:59", "E1", None),
            ("2026-10-16 00:00", "E1", None),
            ("2026-10-20 23:59", "E1", "2026-10-13 10:00"),
        ),
        NOW,
    )
    assert [list(part["record"]) for part in found] == [[0], [1, 2], [4]]


def test_people_stand_in_the_order_of_their_sheet_then_others_then_nobody() -> None:
    held = matters(
        ("2026-10-10", None, None),
        ("2026-10-11", "E1", None),
        ("2026-10-12", "外包", None),
        ("2026-10-13", "E2、E1", None),
        ("2026-10-14 10:00", "E2、E2", None),
    )
    found = reminders(listed_matters(held, NOW), STAFF)
    shown = [(each.owes, [list(part["record"]) for part in each.matters]) for each in found]
    assert shown == [
        ("E2", [[3], [4], []]),
        ("E1", [[1, 3], [], []]),
        ("外包", [[2], [], []]),
        (None, [[0], [], []]),
    ]


def test_nothing_owed_reminds_nobody() -> None:
    assert reminders(listed_matters(matters(), NOW), STAFF) == []


_NAMES: Final = st.lists(st.sampled_from(["E1", "E2", "E9"]), max_size=2)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 4), _NAMES)))
def test_nobody_is_left_out(drawn: list[tuple[int, list[str]]]) -> None:
    """Each matter that 逾期提醒 shows stands once with each who owes it, the oldest first."""
    rows = [
        (NOW + pd.Timedelta(days=days), "、".join(who) or None)
        for days, who in sorted(drawn, key=lambda each: each[0])
    ]
    listed = listed_matters(matters(*((str(due), owes, None) for due, owes in rows)), NOW)
    told = [
        (place, each.owes)
        for each in reminders(listed, STAFF)
        for part in each.matters
        for place in part["record"]
    ]
    shown = {place for part in listed for place in part["record"]}
    meant = {
        (place, who)
        for place, (_, owes) in enumerate(rows)
        if place in shown
        for who in (owes.split("、") if owes else [None])
    }
    assert set(told) == meant
    assert len(told) == len(meant)
    for each in reminders(listed, STAFF):
        assert all(part["due"].is_monotonic_increasing for part in each.matters)
