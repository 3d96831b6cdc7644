"""Cells that move because others were inserted or deleted."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

Axis = Literal["row", "column"]
Area = tuple[int, int, int, int]


class Shift(NamedTuple):
    """Rows or columns inserted at `first`, or deleted from there on for a negative `amount`.

    Only what lies between `low` and `high` on the other axis moves; by default, all.
    """

    axis: Axis
    first: int
    amount: int
    low: int = 1
    high: int = MAX_ROW

    @property
    def limit(self) -> int:
        """The last row or column of a sheet."""
        return MAX_ROW if self.axis == "row" else MAX_COLUMN

    def span(self, low: int, high: int) -> tuple[int, int] | None:
        """First and last place of a span afterwards, None if all of it went.

        >>> grown, cut = Shift("row", 3, 2), Shift("row", 3, -5)
        >>> grown.span(2, 4), cut.span(2, 4), cut.span(3, 4)
        ((2, 6), (2, 2), None)
        """
        first, count = self.first, self.amount
        if count >= 0:
            low = low + count if low >= first else low
            high = min(high + count, self.limit) if high >= first else high
            return None if low > self.limit else (low, high)
        last = first - count - 1
        new_low = low + count if low > last else min(low, first)
        new_high = high + count if high > last else min(high, first - 1)
        return (new_low, new_high) if new_low <= new_high else None

    def area(self, place: Area) -> Area | None:
        """The area afterwards, None if all of it went; one that sticks out at a side stays."""
        top, left, bottom, right = place
        if self.axis == "row":
            if left < self.low or right > self.high:
                return place
            span = self.span(top, bottom)
            return None if span is None else (span[0], left, span[1], right)
        if top < self.low or bottom > self.high:
            return place
        span = self.span(left, right)
        return None if span is None else (top, span[0], bottom, span[1])

    def follow(self, place: int) -> int:
        """Where what stands at a row or column goes; where that was, if it went."""
        if place < self.first:
            return place
        if self.amount < 0 and place < self.first - self.amount:
            return self.first
        return place + self.amount

    def splits(self, place: Area) -> bool:
        """True if the area would be torn apart: it sticks out at a side of what moves."""
        top, left, bottom, right = place
        if self.axis == "row":
            inner = (left < self.low <= right) or (left <= self.high < right)
            return inner and bottom >= self.first
        inner = (top < self.low <= bottom) or (top <= self.high < bottom)
        return inner and right >= self.first


class Removal:
    """Runs of whole rows deleted together, as deleted one after the other, the last one first.

    It answers what a `Shift` of each would, at once.
    """

    axis: Axis = "row"
    low, high, limit = 1, MAX_COLUMN, MAX_ROW

    def __init__(self, runs: Sequence[tuple[int, int]]) -> None:
        """Take first and last row of each run, ascending; no two have a row in common."""
        self._firsts = [first for first, _ in runs]
        self._lasts = [last for _, last in runs]
        self._gone = [0, *accumulate(last - first + 1 for first, last in runs)]

    def span(self, low: int, high: int) -> tuple[int, int] | None:
        """First and last row of a span afterwards, None if all of it went.

        >>> removal = Removal([(2, 3), (6, 6)])
        >>> removal.span(1, 7), removal.span(2, 6), removal.span(2, 3)
        ((1, 4), (2, 3), None)
        """
        new_low = self.follow(low)
        new_high = self.follow(high + 1) - 1
        return (new_low, new_high) if new_low <= new_high else None

    def area(self, place: Area) -> Area | None:
        """The area afterwards, None if all of it went."""
        span = self.span(place[0], place[2])
        return None if span is None else (span[0], place[1], span[1], place[3])

    def follow(self, place: int) -> int:
        """Where what stands at a row goes; where that was, if it went."""
        index = bisect_left(self._lasts, place)
        if index < len(self._firsts) and self._firsts[index] <= place:
            place = self._firsts[index]
        return place - self._gone[index]


Move = Shift | Removal


def overlap(one: Area, other: Area) -> bool:
    """True if two areas have a cell in common.

    >>> overlap((1, 1, 2, 2), (2, 2, 3, 3)), overlap((1, 1, 2, 2), (3, 1, 3, 2))
    (True, False)
    """
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
