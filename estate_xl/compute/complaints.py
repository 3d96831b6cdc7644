"""R-C1: complaints climb from 主管級 over 主任級 to 公司總部, and every handling round is kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

from estate_xl.frames import normalise
from estate_xl.schema import terms

LADDER: Final = tuple(level.hant for level in terms.LEVELS)
"""Levels from the lowest up."""

FIRST_ROUND: Final = 1

_ROUND_CELLS: Final = ("handler", "plan", "settled", "visited", "visit_rating")
_CHANGING: Final = ("level", "rounds", "plan", "handler", "settled", "visited", "visit_rating")
_KEPT: Final = ("complaint", "round", "level", *_ROUND_CELLS)


@dataclass(frozen=True)
class Advance:
    """What a run does to the complaints.

    Attributes:
        closed: Rows to append to 投訴輪次, in the order of the complaints; its columns.
        complaints: The columns of 投訴 that may change, as they are afterwards, by row.
        changed: Which of those cells are not as before; same shape.
        beyond: Rows of complaints that ended dissatisfied at 公司總部: nothing is above it.
        stuck: Rows that should climb and cannot: no number, one that stands twice, or filed.
        rounds: 投訴輪次 with the closed rounds.
    """

    closed: pd.DataFrame
    complaints: pd.DataFrame
    changed: pd.DataFrame
    beyond: pd.Index
    stuck: pd.Index
    rounds: pd.DataFrame


def advance_complaints(complaints: pd.DataFrame, rounds: pd.DataFrame) -> Advance:
    """Closes each round that ended dissatisfied and opens the next, one level up (R-C1).

    A complaint without a level or round is at the one after those that 投訴輪次 keeps, the first
    being 主管級 and 1. A visit rated 不滿意 closes the round: it is kept whole, and the cells of
    plan, handler, settling and visit are emptied for the next. A round that is kept already, by
    complaint, round and time of visit, is not kept again; another with its number moves on to the
    next free one. A visit rated 滿意 files the complaint at the time of the visit, where nothing is
    filed. At 公司總部, and where a row is stuck, all cells stay. A second run changes nothing.

    Args:
        complaints: Frame of 投訴.
        rounds: Frame of 投訴輪次.
    """
    number = normalise(complaints["complaint"])
    before = complaints[[*_CHANGING, "filed"]]
    after = before.assign(**_standing(complaints, number, rounds))

    ended = after["visit_rating"].eq(terms.DISSATISFIED.hant).fillna(value=False)
    unknown = number.isna() | number.duplicated(keep=False)
    stuck = ended & (unknown | after["filed"].notna())
    beyond = ended & ~stuck & after["level"].eq(LADDER[-1])
    climbs = ended & ~stuck & ~beyond

    ending = after.assign(complaint=complaints["complaint"], number=number)[climbs]
    ending["round"], kept = _place(ending, rounds)
    for cell in _ROUND_CELLS:
        after[cell] = after[cell].mask(climbs)
    above = dict(pairwise(LADDER))
    after["level"] = after["level"].mask(climbs, after["level"].map(above))
    after["rounds"] = (ending["round"] + 1).reindex(after.index).fillna(after["rounds"])
    satisfied = after["visit_rating"].eq(terms.SATISFIED.hant).fillna(value=False)
    after["filed"] = after["filed"].fillna(after["visited"].where(satisfied))
    closed = ending.loc[~kept, list(_KEPT)].reset_index(drop=True)
    return Advance(
        closed=closed,
        complaints=after,
        changed=pd.DataFrame({key: _differs(before[key], after[key]) for key in after.columns}),
        beyond=complaints.index[beyond],
        stuck=complaints.index[stuck],
        rounds=pd.concat([rounds, closed], ignore_index=True) if len(closed) else rounds,
    )


def _standing(
    complaints: pd.DataFrame, number: pd.Series, rounds: pd.DataFrame
) -> dict[str, pd.Series]:
    """Level and round of each complaint; where the cells are empty, those after the kept ones."""
    known = normalise(rounds["complaint"])
    last = rounds["round"].groupby(known).max()
    step = rounds["level"].map({level: place for place, level in enumerate(LADDER, start=1)})
    reached = number.map(step.groupby(known).max()).astype("float64").fillna(0)
    level = reached.clip(upper=len(LADDER) - 1).map(dict(enumerate(LADDER))).astype("str")
    following = number.map(last).astype("float64").fillna(0) + FIRST_ROUND
    typed = complaints["rounds"]
    return {
        "level": complaints["level"].fillna(level),
        "rounds": typed.where(typed.ge(FIRST_ROUND), following),
    }


def _place(ending: pd.DataFrame, rounds: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Number of each ending round, and whether 投訴輪次 keeps it already."""
    known = normalise(rounds["complaint"])
    there = rounds.assign(number=known, rounds=rounds["round"])
    keys = ["number", "rounds", "visited"]
    kept = pd.Series(_index(ending[keys]).isin(_index(there[keys])), index=ending.index)
    taken = _index(ending[keys[:2]]).isin(_index(there[keys[:2]])) & ~kept
    last = ending["number"].map(rounds["round"].groupby(known).max()).astype("float64")
    return ending["rounds"].mask(taken, last + 1), kept


def _index(frame: pd.DataFrame) -> pd.MultiIndex:
    """Rows as keys; two missing times are the same."""
    plain = {key: frame[key] for key in frame if key != "visited"}
    if "visited" in frame:
        plain["visited"] = frame["visited"].fillna(pd.Timestamp(0))
    return pd.MultiIndex.from_frame(pd.DataFrame(plain))


def _differs(before: pd.Series, after: pd.Series) -> pd.Series:
    return before.ne(after).fillna(value=True) & ~(before.isna() & after.isna())
