"""Seeded chance: each part of the sample draws from a stream of its own.

So the office, its inspections and its scores stay the same however many tickets are asked for.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_T = TypeVar("_T")


def stream(seed: int, part: str) -> Random:
    """The stream of chance of one part of the sample."""
    return Random(f"{seed}:{part}")  # noqa: S311 - a sample must be repeatable, not secret


def shuffled(rng: Random, items: Sequence[_T]) -> list[_T]:
    """The items in another order; the argument stays as it is."""
    return rng.sample(items, len(items))


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both inclusive; quicker than `Random.randint`."""
    return low + int(rng.random() * (high - low + 1))
