"""Texts that fit their cells: never cut, whatever their length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl.write.template_looks import Room
from estate_xl.write.text_fitting import MAX_ROW_HEIGHT, fit, needed_height

ROOM = Room(86, 40, 10, wraps=True)
GROWTH = 52.0


def test_what_fits_stays_as_it_is() -> None:
    assert fit("漏水", ROOM, GROWTH) == (10, 40)


def test_one_line_in_a_low_row_is_the_offices_own_choice() -> None:
    """A title of 24 points in a row of 26 is not shrunk."""
    assert fit("報事單", Room(60, 26, 24, wraps=False), GROWTH) == (24, 26)


def test_a_long_text_takes_a_smaller_font_first() -> None:
    found = fit("漏" * 150, ROOM, GROWTH)
    assert 6 <= found.size < 10
    assert found.height == 40


def test_a_longer_one_makes_the_row_higher() -> None:
    found = fit("漏" * 500, ROOM, GROWTH)
    assert found.size == 6
    assert 40 < found.height <= 40 + GROWTH


def test_an_endless_one_shrinks_on() -> None:
    found = fit("漏" * 5000, ROOM, GROWTH)
    assert found.size < 6
    assert found.height <= 40 + GROWTH


@given(
    st.integers(1, 8000),
    st.floats(10, 120),
    st.floats(12, 300),
    st.sampled_from([8.0, 10.0, 11.0, 14.0]),
)
def test_the_text_fits_in_what_comes_out(
    length: int, width: float, height: float, size: float
) -> None:
    """Down to a point, the smallest font that Excel has."""
    room = Room(width, height, size, wraps=True)
    text = "字" * length
    found = fit(text, room, GROWTH)
    assert 1 <= found.size <= size
    assert height <= found.height <= max(height, min(MAX_ROW_HEIGHT, height + GROWTH))
    is_one_line = found == (size, height)
    assert is_one_line or found.size == 1 or needed_height(text, width, found.size) <= found.height


@pytest.mark.parametrize("text", ["一\n二\n三\n四", "a b c"])
def test_line_breaks_count(text: str) -> None:
    room = Room(40, 30, 10, wraps=True)
    found = fit(text, room, GROWTH)
    assert needed_height(text, room.width, found.size) <= found.height or "\n" not in text
