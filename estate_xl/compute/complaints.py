"""R-C1: complaints climb from 主管級 over 主任級 to 公司總部, and every handling round is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.schema import terms
from estate_xl.typed_frames import normalise

LADDER: Final = tuple(level.hant for level in terms.LEVELS)
"""Levels from the lowest up."""

FIRST_ROUND: Final = 1

_ROUND_CELLS: Final = ("handler", "plan", "settled", "visited", "visit_rating")
_CHANGING: Final = ("plan", "handler", "settled", "level", "visit_rating", "visited", "rounds")
_KEPT: Final = ("complaint", "round", "level", *_ROUND_CELLS)
_PLACES: Final = {level: place for place, level in enumerate(LADDER, start=1)}
_LEVELS: Final = dict(enumerate(LADDER, start=1))


@dataclass(frozen=True)
class Advance:
    """Changes that a run makes to the complaints.

    Attributes:
        closed: Rows to append to 投訴輪次, in the order of the complaints; its columns.
        complaints: The columns of 投訴 that may change, as they are afterwards, by row. Written in
            this order, a run that breaks off anywhere is finished by the next one.
        changed: Which of those cells are not as before; same shape.
        climbed: `before` and `after`, the levels of those that went one up, by row.
        beyond: Rows of complaints that ended dissatisfied at 公司總部: nothing is above it.
        stuck: Rows that should climb and cannot: no number, one that occurs twice, or filed.
        rounds: 投訴輪次 with the closed rounds.
    """

    closed: pd.DataFrame
    complaints: pd.DataFrame
    changed: pd.DataFrame
    climbed: pd.DataFrame
    beyond: pd.Index
    stuck: pd.Index
    rounds: pd.DataFrame


@needs(
    Complaints=("complaint", *_CHANGING, "filed"),
    ComplaintRounds=("complaint", "round", "level", "visited", "visit_rating"),
)
def advance_complaints(complaints: pd.DataFrame, rounds: pd.DataFrame) -> Advance:
    """Closes each round that ended dissatisfied and opens the next, one level up (R-C1).

    A complaint without a level or round is at the one after those that 投訴輪次 keeps, the first
    being 主管級 and 1. A visit rated 不滿意 closes the round: it is kept whole, and the cells of
    plan, handler, settling and visit are emptied for the next. A visit rated 滿意 files the
    complaint at the time of the visit, where nothing is filed. At 公司總部, and where a row is
    stuck, all cells stay. A second run changes nothing.

    A round that is kept already, by complaint and time of visit and under a number that the row
    has not passed, comes from a run that broke off: it is not kept again, a level that was raised
    is not raised twice, and what that run left is emptied. Another round of a number that is taken
    moves on to the next free one.

    Args:
        complaints: Frame of 投訴.
        rounds: Frame of 投訴輪次.
    """
    number = normalise(complaints["complaint"])
    before = complaints[[*_CHANGING, "filed"]]
    after = before.assign(**_standing(complaints, number, rounds))

    rating = after["visit_rating"]
    ended = rating.eq(terms.DISSATISFIED.hant).fillna(value=False)
    unknown = number.isna() | number.duplicated(keep=False)
    waits = ~unknown & after["filed"].isna()
    typed = before["rounds"].where(before["rounds"].ge(FIRST_ROUND), FIRST_ROUND)
    seen = before.assign(number=number, rounds=typed, place=after["level"].map(_PLACES))
    broken = _broken_off(seen[waits & (ended | rating.isna())], rounds)
    place = after["level"].map(_PLACES).astype("float64")
    above = (broken["level"].reindex(after.index).fillna(place) + 1).clip(lower=place)
    risen = place.eq(above)
    top = after["level"].eq(LADDER[-1]) & ~risen
    beyond = ended & waits & top
    climbs = waits & ~top & (ended | after.index.isin(broken.index))

    ending = after.assign(complaint=complaints["complaint"], number=number)[climbs]
    ending["round"] = _places(ending, rounds, broken["round"])
    closed = ending.loc[~ending.index.isin(broken.index), list(_KEPT)].reset_index(drop=True)
    for cell in _ROUND_CELLS:
        after[cell] = after[cell].mask(climbs)
    stood = after["level"]
    after["level"] = stood.mask(climbs, above.map(_LEVELS))
    levels = pd.DataFrame({"before": stood, "after": after["level"]})
    after["rounds"] = _opened(after, number.where(waits), rounds, ending["round"])
    satisfied = rating.eq(terms.SATISFIED.hant).fillna(value=False)
    after["filed"] = after["filed"].fillna(after["visited"].where(satisfied))
    return Advance(
        closed=closed,
        complaints=after,
        changed=pd.DataFrame({key: _differs(before[key], after[key]) for key in after.columns}),
        climbed=levels[climbs & stood.ne(after["level"])],
        beyond=complaints.index[beyond],
        stuck=complaints.index[ended & ~waits],
        rounds=_with_closed(rounds, closed),
    )


def _with_closed(rounds: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    """The kept rounds and the closed ones, of both the columns that were read."""
    if closed.empty:
        return rounds
    return pd.concat([rounds, closed[list(rounds.columns)]], ignore_index=True)


def _standing(
    complaints: pd.DataFrame, number: pd.Series, rounds: pd.DataFrame
) -> dict[str, pd.Series]:
    """Level and round of each complaint; where the cells are empty, those after the kept ones."""
    step = rounds["level"].map(_PLACES)
    highest = step.groupby(normalise(rounds["complaint"])).max()
    reached = number.map(highest).astype("float64").fillna(0)
    level = reached.clip(upper=len(LADDER) - 1).map(dict(enumerate(LADDER))).astype("str")
    typed = complaints["rounds"]
    return {
        "level": complaints["level"].fillna(level),
        "rounds": typed.where(typed.ge(FIRST_ROUND), _last(number, rounds) + FIRST_ROUND),
    }


def _last(number: pd.Series, rounds: pd.DataFrame) -> pd.Series:
    """Number of the last round that is kept of each complaint; 0 where none is."""
    last = rounds["round"].groupby(normalise(rounds["complaint"])).max()
    return number.map(last).astype("float64").fillna(0)


def _broken_off(seen: pd.DataFrame, rounds: pd.DataFrame) -> pd.DataFrame:
    """Rows whose round is kept already: `round`, its number, and `level`, the place of its level.

    A row without a rating is one of them only with the time of the visit. A round kept without a
    level, at 公司總部, or at another level than the row's or the one below it, was written by hand:
    no run leaves one.
    """
    kept = rounds[["round", "visited"]].assign(
        number=normalise(rounds["complaint"]), level=rounds["level"].map(_PLACES)
    )
    kept = kept[rounds["visit_rating"].eq(terms.DISSATISFIED.hant).fillna(value=False)]
    kept = kept[kept["level"].lt(len(LADDER))]
    asked = seen[["number", "visited", "rounds", "place"]].assign(row=seen.index)
    asked = asked[seen["visit_rating"].notna() | seen["visited"].notna()]
    pairs = asked.merge(kept, on=["number", "visited"])
    pairs = pairs[(pairs["place"] - pairs["level"]).isin([0, 1])]
    found = pairs[pairs["round"].ge(pairs["rounds"])].groupby("row")
    return pd.DataFrame({"round": found["round"].max(), "level": found["level"].min()})


def _places(ending: pd.DataFrame, rounds: pd.DataFrame, broken: pd.Series) -> pd.Series:
    """Number of each ending round: the one it is kept under, else its own, else the next free."""
    there = rounds.assign(number=normalise(rounds["complaint"]), rounds=rounds["round"])
    keys = ["number", "rounds"]
    taken = pd.MultiIndex.from_frame(ending[keys]).isin(pd.MultiIndex.from_frame(there[keys]))
    free = ending["rounds"].mask(taken, _last(ending["number"], rounds) + 1)
    return broken.reindex(ending.index).fillna(free)


def _opened(
    after: pd.DataFrame, number: pd.Series, rounds: pd.DataFrame, ending: pd.Series
) -> pd.Series:
    """The round that each row holds now: no kept one, where nothing of it is filled in."""
    closed = ending.reindex(after.index).fillna(0)
    past = closed.where(closed.gt(_last(number, rounds)), _last(number, rounds))
    empty = after[list(_ROUND_CELLS)].isna().all(axis=1) & number.notna()
    following = past + FIRST_ROUND
    return after["rounds"].mask(empty & after["rounds"].lt(following), following)


def _differs(before: pd.Series, after: pd.Series) -> pd.Series:
    return before.ne(after).fillna(value=True) & ~(before.isna() & after.isna())
