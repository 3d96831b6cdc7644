"""Levels, rounds and escalation of complaints (R-C1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from estate_xl.compute.complaints import LADDER, advance_complaints
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.complaints import Advance

Rows = list[dict[str, Any]]

LOWEST, MIDDLE, TOP = LADDER
SETTLED, VISITED = pd.Timestamp("2026-10-08 17:00"), pd.Timestamp("2026-10-09 10:30")
EMPTIED = ["plan", "handler", "settled", "visited", "visit_rating"]


def case(**cells: object) -> dict[str, Any]:
    """A complaint whose round ended dissatisfied."""
    return {
        "complaint": "TS202610-0001",
        "level": LOWEST,
        "rounds": 1,
        "plan": "加派人手",
        "handler": "E5",
        "settled": SETTLED,
        "visited": VISITED,
        "visit_rating": "不滿意",
        **cells,
    }


def kept_round(**cells: object) -> dict[str, Any]:
    return {
        "complaint": "TS202610-0001",
        "round": 1,
        "level": LOWEST,
        "handler": "E5",
        "plan": "加派人手",
        "settled": SETTLED,
        "visited": VISITED,
        "visit_rating": "不滿意",
        **cells,
    }


def tables_of(complaints: Rows, rounds: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    held = build_tables(
        {
            "Complaints": dict(enumerate(complaints, start=4)),
            "ComplaintRounds": dict(enumerate(rounds, start=4)),
        }
    )
    return held["Complaints"], held["ComplaintRounds"]


def advance(*complaints: dict[str, Any], rounds: Rows | None = None) -> Advance:
    return advance_complaints(*tables_of(list(complaints), rounds or []))


def changes(found: Advance, row: int = 4) -> list[str]:
    return [str(key) for key, flags in found.changed.items() if bool(flags.loc[row])]


def standing(found: Advance, row: int = 4) -> tuple[Any, Any]:
    """Level and round after the run."""
    return found.complaints.loc[row, "level"], found.complaints.loc[row, "rounds"]


def test_dissatisfied_round_is_kept_whole_and_the_next_opens() -> None:
    found = advance(case())
    _, expected = tables_of([], [kept_round()])
    assert_frame_equal(found.closed, expected.reset_index(drop=True))
    assert sorted(changes(found)) == sorted(["level", "rounds", *EMPTIED])
    assert standing(found) == (MIDDLE, 2)
    assert found.complaints[[*EMPTIED, "filed"]].isna().to_numpy().all()
    assert len(found.beyond) == len(found.stuck) == 0


def test_climbs_from_the_middle_to_the_top() -> None:
    found = advance(case(level=MIDDLE, rounds=2), rounds=[kept_round()])
    assert found.closed[["round", "level"]].to_numpy().tolist() == [[2, MIDDLE]]
    assert standing(found) == (TOP, 3)


def test_above_the_top_there_is_nothing() -> None:
    found = advance(case(), case(complaint="TS2", level=TOP, rounds=3))
    assert list(found.beyond) == [5]
    assert changes(found, 5) == []
    assert list(found.closed["complaint"]) == ["TS202610-0001"]


def test_new_complaint_begins_at_the_lowest_level() -> None:
    found = advance({"complaint": "TS1"}, {"content": "未編號"}, {"complaint": "TS2", "rounds": 0})
    assert found.complaints["level"].tolist() == [LOWEST] * 3
    assert found.complaints["rounds"].tolist() == [1, 1, 1]
    assert changes(found) == changes(found, 6) == ["level", "rounds"]
    assert len(found.closed) == 0


def test_emptied_standing_follows_the_kept_rounds() -> None:
    kept = [kept_round(), kept_round(round=2, level=MIDDLE), kept_round(complaint="TS9", round=9)]
    assert standing(advance({"complaint": "ts202610-0001"}, rounds=kept)) == (TOP, 3)
    kept.append(kept_round(round=3, level=TOP))
    assert standing(advance({"complaint": "TS202610-0001"}, rounds=kept)) == (TOP, 4)


def test_dissatisfied_without_level_climbs_at_once() -> None:
    found = advance(case(level=None, rounds=None))
    assert found.closed[["round", "level"]].to_numpy().tolist() == [[1, LOWEST]]
    assert standing(found) == (MIDDLE, 2)


@pytest.mark.parametrize(
    ("cells", "filed"),
    [
        ({}, VISITED),
        ({"filed": SETTLED}, SETTLED),
        ({"visited": None}, None),
        ({"visit_rating": None}, None),
    ],
)
def test_satisfied_visit_files_it(cells: dict[str, Any], filed: pd.Timestamp | None) -> None:
    found = advance(case(**{"visit_rating": "滿意", **cells}))
    expected = pd.Series([filed], index=[4], dtype="datetime64[us]", name="filed")
    assert found.complaints["filed"].equals(expected)
    assert changes(found) == (["filed"] if cells == {} else [])
    assert len(found.closed) == 0


@pytest.mark.parametrize("visited", [VISITED, None])
def test_round_kept_by_a_broken_run_is_not_kept_twice(visited: pd.Timestamp | None) -> None:
    found = advance(case(visited=visited), rounds=[kept_round(visited=visited)])
    assert len(found.closed) == 0
    assert standing(found) == (MIDDLE, 2)


@pytest.mark.parametrize("rounds", [None, 0])
@pytest.mark.parametrize("level", [None, LOWEST, MIDDLE])
def test_a_run_that_broke_off_at_its_first_cell_is_finished(
    rounds: int | None, level: str | None
) -> None:
    """The round was appended; level and round of the complaint were never typed."""
    found = advance(case(level=level, rounds=rounds), rounds=[kept_round()])
    assert len(found.closed) == 0
    assert standing(found) == (MIDDLE, 2)
    assert found.complaints[EMPTIED].isna().to_numpy().all()


def test_another_round_of_its_number_is_not_lost() -> None:
    kept = [kept_round(visited=SETTLED), kept_round(round=4, visited=SETTLED)]
    found = advance(case(), rounds=kept)
    assert found.closed["round"].tolist() == [5]
    assert found.closed["visited"].tolist() == [VISITED]
    assert found.complaints.loc[4, "rounds"] == 6


def test_what_cannot_be_told_apart_or_is_filed_stays() -> None:
    twice = [case(complaint="TS2"), case(complaint="ｔｓ２")]
    found = advance(case(complaint=None), *twice, case(filed=VISITED))
    assert list(found.stuck) == [4, 5, 6, 7]
    assert not found.changed.to_numpy().any()
    assert len(found.closed) == len(found.beyond) == 0


def test_nothing_comes_of_nothing() -> None:
    found = advance()
    assert len(found.closed) == len(found.complaints) == len(found.changed) == 0


def test_columns_keep_their_types() -> None:
    complaints, rounds = tables_of([case(), {"complaint": "TS2"}], [])
    found = advance_complaints(complaints, rounds)
    assert found.complaints.dtypes.equals(complaints[found.complaints.columns].dtypes)
    assert found.closed.dtypes.equals(rounds.dtypes)


_CASES = st.fixed_dictionaries(
    {
        "complaint": st.sampled_from(["TS1", "ts1", "TS2", "TS3", "TS4", None]),
        "level": st.sampled_from([*LADDER, None]),
        "rounds": st.sampled_from([None, 0, 1, 2, 3]),
        "plan": st.sampled_from(["甲", None]),
        "settled": st.sampled_from([SETTLED, None]),
        "visited": st.sampled_from([VISITED, SETTLED, None]),
        "visit_rating": st.sampled_from(["滿意", "不滿意", "不滿意", None]),
        "filed": st.sampled_from([VISITED, None, None]),
    }
)
_ROUNDS = st.fixed_dictionaries(
    {
        "complaint": st.sampled_from(["TS1", "TS2", "TS3", None]),
        "round": st.sampled_from([1, 2, 3, None]),
        "level": st.sampled_from([*LADDER, None]),
        "visited": st.sampled_from([VISITED, SETTLED, None]),
        "visit_rating": st.sampled_from(["不滿意", "不滿意", "滿意", None]),
    }
)


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(st.lists(_CASES, max_size=6), st.lists(_ROUNDS, max_size=5))
def test_a_run_that_breaks_off_is_finished_by_the_next(cases: Rows, kept: Rows) -> None:
    """R-C1: whichever column was the last one written, nothing is lost, doubled or raised twice."""
    complaints, rounds = tables_of(cases, kept)
    whole = advance_complaints(complaints, rounds)
    half = complaints.copy()
    for column in whole.complaints:
        again = advance_complaints(half, whole.rounds)
        assert len(again.closed) == 0, column
        assert_frame_equal(again.complaints, whole.complaints)
        assert list(again.beyond) == list(whole.beyond)
        assert list(again.stuck) == list(whole.stuck)
        half[column] = whole.complaints[column]


@pytest.mark.parametrize("level", [LOWEST, MIDDLE])
def test_a_level_raised_by_a_broken_run_is_not_raised_again(level: str) -> None:
    """Also at 公司總部, where a second run would else say that nothing is above it."""
    above = LADDER[LADDER.index(level) + 1]
    left = case(level=above, plan=None, handler=None, settled=None)
    found = advance(left, rounds=[kept_round(level=level)])
    assert standing(found) == (above, 2)
    assert len(found.closed) == len(found.beyond) == 0
    assert found.complaints[EMPTIED].isna().to_numpy().all()


def test_a_pending_visit_is_not_taken_for_one_that_ended() -> None:
    """A visit without a rating stays, unless that visit is kept as a dissatisfied one."""
    waiting = case(visit_rating=None)
    assert changes(advance(waiting, rounds=[kept_round(visit_rating=None)])) == []
    assert changes(advance(waiting, rounds=[kept_round(visited=SETTLED)])) == []
    assert standing(advance(waiting, rounds=[kept_round()])) == (MIDDLE, 2)


def test_a_round_kept_at_headquarters_by_hand_takes_no_level_away() -> None:
    """Above 公司總部 there is nothing: no run keeps such a round, so it is no leftover."""
    row = case(level=LADDER[-1], visit_rating=None)
    assert changes(advance(row, rounds=[kept_round(level=LADDER[-1])])) == []


def test_a_round_kept_by_hand_two_levels_away_is_no_leftover() -> None:
    """The row's own round ends all the same: kept under the next free number, up one level."""
    found = advance(case(), rounds=[kept_round(level=MIDDLE)])
    assert standing(found) == (MIDDLE, 3)
    assert list(found.closed["round"]) == [2]


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(_CASES, max_size=6), st.lists(_ROUNDS, max_size=5))
def test_second_run_is_idle_and_no_round_is_lost(cases: Rows, kept: Rows) -> None:
    """R-C1: every round is kept once, a complaint never comes down a level."""
    complaints, rounds = tables_of(cases, kept)
    first = advance_complaints(complaints, rounds)
    later = complaints.copy()
    later[first.complaints.columns] = first.complaints
    together = pd.concat([rounds, first.closed], ignore_index=True)
    second = advance_complaints(later, together)
    assert not second.changed.to_numpy().any()
    assert len(second.closed) == 0
    assert list(second.beyond) == list(first.beyond)
    assert list(second.stuck) == list(first.stuck)

    place = {level: step for step, level in enumerate(LADDER)}
    typed = complaints["level"].notna()
    risen = first.complaints["level"].map(place) - complaints["level"].map(place)
    assert risen[typed].isin([0, 1]).all()
    emptied = complaints["visited"].notna() & first.complaints["visited"].isna()
    held = together[["complaint", "visited"]].dropna()
    assert {str(each).casefold() for each in complaints.loc[emptied, "complaint"]} <= {
        str(each).casefold() for each in held["complaint"]
    }
