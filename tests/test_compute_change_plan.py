"""What a change of a master writes, so that the rows about one cell go together (R-M3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.check.master_changes import check_changes
from estate_xl.compute import Month
from estate_xl.compute.change_plan import ChangePlan, Edit, Wanted, plan_change
from estate_xl.compute.master_notes import take_note
from estate_xl.compute.master_states import state_on
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.master_notes import MasterNote

NOW = pd.Timestamp(2026, 12, 31, 9)
Tables = dict[str, pd.DataFrame]
Row = dict[str, Any]


def office(*rows: Row, post: str = "員工", active: str | None = "是") -> Tables:
    """A person, a zone with a record and one without, and these rows about the person's post."""
    cell = {"subject": "員工", "key": "Y001", "field": "post"}
    return build_tables(
        {
            "Staff": {4: {"staff": "Y001", "post": post, "joined": pd.Timestamp(2020, 1, 1)}},
            "Zones": {4: {"zone": "A01", "active": active}, 5: {"zone": "A02", "active": active}},
            "Inspections": {4: {"zone": "A01", "date": pd.Timestamp(2026, 9, 3)}},
            "Changes": {row: {**cell, **each} for row, each in enumerate(rows, 4)},
        }
    )


def row(day: str, before: str | None, after: str | None, **others: object) -> Row:
    return {"date": pd.Timestamp(day), "before": before, "after": after, **others}


def plan(
    tables: Tables, value: str | None, day: str | None, note: MasterNote | None = None
) -> ChangePlan:
    since = None if day is None else pd.Timestamp(day)
    return plan_change(tables, Wanted("Staff", "Y001", "post", value, since), note)


NEW = ChangePlan(4, "員工", ("員工", "維修班長"), cell=True)
LATER = row("2026-11-20", "員工", "工程主管")


@pytest.mark.parametrize(
    ("rows", "post", "value", "day", "expected"),
    [
        (
            (),
            "員工",
            "維修班長",
            "2026-11-05",
            ChangePlan(4, "員工", ("員工", "維修班長"), cell=True),
        ),
        ((), "員工", "員工", "2026-11-05", ChangePlan(4, "員工")),
        (
            (row("2026-11-01", "員工", "維修班長"),),
            "維修班長",
            "工程主管",
            "2026-11-05",
            ChangePlan(4, "維修班長", ("維修班長", "工程主管"), cell=True),
        ),
        (
            (LATER,),
            "工程主管",
            "維修班長",
            "2026-11-05",
            ChangePlan(
                4,
                "員工",
                ("員工", "維修班長"),
                (Edit(4, "before", "員工", "維修班長"),),
                stays=pd.Timestamp(2026, 11, 20),
            ),
        ),
        (
            (LATER,),
            "工程主管",
            "維修班長",
            "2026-11-20",
            ChangePlan(4, "員工", None, (Edit(4, "after", "工程主管", "維修班長"),), cell=True),
        ),
        ((LATER,), "工程主管", "工程主管", "2026-11-20", ChangePlan(4, "員工")),
        (
            (LATER,),
            "維修班長",
            "工程主管",
            "2026-11-21",
            ChangePlan(4, "工程主管", cell=True),
        ),
        ((), "員工", "維修班長", None, NEW),
        (
            (LATER,),
            "工程主管",
            "維修班長",
            None,
            ChangePlan(
                4,
                "工程主管",
                ("工程主管", "維修班長"),
                (Edit(4, "after", "工程主管", "維修班長"),),
                cell=True,
            ),
        ),
    ],
    ids=[
        "the first",
        "held already",
        "after a row",
        "before a row",
        "on the day of a row",
        "as the row of that day says",
        "the master went astray",
        "a correction",
        "a correction of the last row",
    ],
)
def test_a_change_keeps_the_rows_together(
    rows: tuple[Row, ...], post: str, value: str, day: str | None, expected: ChangePlan
) -> None:
    found = plan(office(*rows, post=post), value, day)
    assert found == expected
    assert found.is_empty == (expected == ChangePlan(4, expected.held))


def test_of_several_rows_of_a_day_the_last_one_holds() -> None:
    """R-M3: it says so, whether anything is written or not."""
    tables = office(LATER, row("2026-11-20", "工程主管", "員工"), post="員工")
    held, changed = (plan(tables, post, "2026-11-20") for post in ("員工", "工程主管"))
    assert held == ChangePlan(4, "員工", same_day=(4, 5))
    assert changed.edits == (Edit(5, "after", "員工", "工程主管"),)
    assert changed.same_day == (4, 5)


NOTE = take_note(office(), Month.parse("2026-10"))


@pytest.mark.parametrize("day", ["2026-11-05", "2026-10-05", None])
def test_what_was_changed_by_hand_begins_with_what_was_noted(day: str | None) -> None:
    by_hand = office(post="維修班長")
    expected = ChangePlan(4, "員工", ("員工", "維修班長"))
    assert plan(by_hand, "維修班長", day, NOTE) == expected
    assert plan(by_hand, "維修班長", day).is_empty
    assert plan(by_hand, "員工", day, NOTE) == ChangePlan(4, "員工", cell=True)


@pytest.mark.parametrize(
    ("key", "active", "held"),
    [("A02", "是", "否"), ("A02", None, "否"), ("A01", "是", "是"), ("A02", "否", "否")],
    ids=["new", "new and empty", "always there", "not in use"],
)
def test_a_new_zone_is_in_use_from_its_day(key: str, active: str | None, held: str) -> None:
    wanted = Wanted("Zones", key, "active", None, pd.Timestamp(2026, 11, 5))
    found = plan_change(office(active=active), wanted)
    assert found.held == held
    assert found.record == (None if held == "是" else ("否", "是"))


def test_empty_values_of_use_are_what_they_mean() -> None:
    tables = office(
        {"subject": "片區", "key": "A02", "field": "active", **row("2026-11-05", None, None)}
    )
    wanted = Wanted("Zones", "A02", "active", "否", pd.Timestamp(2026, 11, 1))
    assert plan_change(tables, wanted).is_empty


POSTS = ("員工", "維修班長", "工程主管", "保潔班長")
CHANGES = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(POSTS)), max_size=8)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(CHANGES)
def test_any_changes_in_any_order_hold_from_their_days(changes: list[tuple[int, str]]) -> None:
    """An oracle: of the changes of a day the last one counts, and each holds until the next."""
    tables = office()
    told: dict[int, str] = {}
    for number, post in changes:
        found = plan(tables, post, f"2026-11-{number:02d}")
        tables = written(tables, found, post, number)
        if not found.is_empty:  # what held already is not told a second time
            told[number] = post
        assert check_changes(tables, NOW) == []
    for number in range(1, 14):
        expected = next((told[day] for day in range(number, 0, -1) if day in told), "員工")
        state = state_on(tables, pd.Timestamp(2026, 11, number))
        assert state["Staff"]["post"][4] == expected


def written(tables: Tables, found: ChangePlan, post: str, number: int) -> Tables:
    """The tables with what the plan says."""
    changes = tables["Changes"].copy()
    for edit in found.edits:
        changes.loc[edit.row, edit.column] = edit.after
    if found.record is not None:
        added = office(row(f"2026-11-{number:02d}", *found.record))["Changes"]
        changes = pd.concat([changes, added.set_axis([4 + len(changes)])])
    staff = tables["Staff"].assign(post=post) if found.cell else tables["Staff"]
    return {**tables, "Staff": staff, "Changes": changes}
