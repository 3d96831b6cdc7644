"""R-8: scores are rounded as Excel's ROUND does, on the decimal value."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl.compute.rounding import exact, mean, mean_by, round_cents


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("94.165", "94.17"),
        ("94.1649999", "94.16"),
        ("-0.005", "-0.01"),
        ("-0.0049", "0"),
        ("100", "100"),
        ("0.125", "0.13"),
    ],
)
def test_half_goes_away_from_zero(value: str, expected: str) -> None:
    assert round_cents(Fraction(value)) == Fraction(expected)


def test_regulation_own_example() -> None:
    """0.3 × 80.55 + 0.7 × 100 is 94.17, where binary floats say 94.16."""
    assert round_cents(exact(0.3) * exact(80.55) + exact(0.7) * 100) == exact(94.17)
    assert round(0.3 * 80.55 + 0.7 * 100, 2) == 94.16


@given(st.decimals(-1000, 1000, allow_nan=False, places=4))
def test_agrees_with_decimal(value: Decimal) -> None:
    expected = abs(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert abs(round_cents(Fraction(value))) == Fraction(expected)


def test_mean_of_nothing_is_nothing() -> None:
    assert mean([]) is None
    assert mean([Fraction(1), Fraction(2)]) == Fraction(3, 2)


def test_mean_by_is_exact() -> None:
    scores = [("A", 80.1), ("A", 80.2), ("B", 90.0), ("A", 80.2)]
    assert mean_by(scores) == {"A": Fraction("240.5") / 3, "B": Fraction(90)}
