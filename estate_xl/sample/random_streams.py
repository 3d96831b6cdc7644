"""Seeded chance: each part of the sample draws from a stream of its own.

So the office, its inspections and its scores stay the same however many tickets are asked for.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_T = TypeVar("_T")
HALF: Final = 0.5
"""A share that says: as often as not."""


def stream(seed: int, part: str) -> Random:
    """The stream of chance of one part of the sample."""
    return Random(f"{seed}:{part}")  # noqa: S311 - a sample must be repeatable, not secret


def shuffled(rng: Random, items: Sequence[_T]) -> list[_T]:
    """The items in another order; the argument stays as it is."""
    return rng.sample(items, len(items))


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both inclusive; quicker than `Random.randint`."""
    return low + int(rng.random() * (high - low + 1))


class Weighted:
    """Words of which some come oftener; quicker than `Random.choices`."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        """Take the words with their shares, which add up to 1."""
        self._words = tuple(shares)
        self._bounds = tuple(accumulate(shares.values()))[:-1]

    def pick(self, rng: Random) -> str:
        """One of the words."""
        return self._words[bisect(self._bounds, rng.random())]
