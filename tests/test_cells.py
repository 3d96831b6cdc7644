"""Excel's limits and widths of text."""

from __future__ import annotations

import doctest

import pytest

from estate_xl import cells


def test_the_examples_hold() -> None:
    results = doctest.testmod(cells)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("abc", 3), ("片區", 4), ("e\u0301", 1), ("a\n片區b\nc", 5), ("，", 2)],
)
def test_width_of_text(text: str, expected: int) -> None:
    assert cells.text_width_chars(text) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, 1),
        ("片區片區片區", 6, 2),
        ("片區\n片區片區", 4, 3),
        ("片區", 0.5, 2),
        ("a\n", 9, 2),
    ],
)
def test_wrapped_lines(text: str, width: float, expected: int) -> None:
    assert cells.wrapped_lines(text, width) == expected
