"""Exact arithmetic on scores: decimal values as fractions, rounded as Excel's ROUND does.

A cell's float stands for the decimal that Excel shows: 80.55 is 1611/20, whatever its bits. Sums
and means of those are exact; only named scores are rounded (R-8), half away from zero, to cents.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Key = TypeVar("Key", bound="Hashable")

_CENTS = 100
_MICROS = 10**9


def exact(value: float) -> Fraction:
    """The decimal that the float stands for.

    >>> exact(80.55)
    Fraction(1611, 20)
    """
    return Fraction(repr(float(value)))


def round_cents(value: Fraction) -> Fraction:
    """The value to two decimals, half away from zero, as Excel's ROUND.

    >>> float(round_cents(Fraction(3, 10) * exact(80.55) + 70))
    94.17
    >>> float(round_cents(Fraction(-1, 200)))
    -0.01
    """
    doubled = abs(value) * _CENTS * 2
    cents = (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
    return Fraction(cents if value >= 0 else -cents, _CENTS)


def mean(values: Iterable[Fraction]) -> Fraction | None:
    """The exact mean, or None of nothing."""
    held = list(values)
    return sum(held, Fraction()) / len(held) if held else None


def mean_by(scores: Iterable[tuple[Key, float]]) -> dict[Key, Fraction]:
    """Exact mean of the scores of each key.

    Scores are taken to nine decimals, beyond what anyone types, so that sums of whole numbers
    replace those of fractions.
    """
    sums: dict[Key, tuple[int, int]] = {}
    for key, score in scores:
        total, count = sums.get(key, (0, 0))
        sums[key] = total + round(score * _MICROS), count + 1
    return {key: Fraction(total, count * _MICROS) for key, (total, count) in sums.items()}
