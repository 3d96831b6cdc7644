"""Cell addresses."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl.engine import addresses

_ROWS = st.integers(1, addresses.MAX_ROW)
_COLUMNS = st.integers(1, addresses.MAX_COLUMN)


def test_the_examples_hold() -> None:
    results = doctest.testmod(addresses)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_letters_of_a_column(column: int, letters: str) -> None:
    assert addresses.column_letters(column) == letters
    assert addresses.column_number(letters) == column


@pytest.mark.parametrize("column", [-1, 0, 16_385])
def test_no_letters_outside_the_sheet(column: int) -> None:
    with pytest.raises(ValueError, match=r"is outside 1\.\.16384"):
        addresses.column_letters(column)


@given(_ROWS, _COLUMNS)
def test_an_address_reads_back(row: int, column: int) -> None:
    assert addresses.parse_address(addresses.address(row, column)) == (row, column)
    assert addresses.parse_address(addresses.address(row, column, absolute=True)) == (row, column)


@given(_ROWS, _COLUMNS, _ROWS, _COLUMNS)
def test_an_area_reads_back(top: int, left: int, bottom: int, right: int) -> None:
    text = addresses.area(top, left, bottom, right, absolute=True)
    assert addresses.parse_area(text) == (top, left, bottom, right)


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "1A", "A1B", "A1:B2", "甲1", "A１"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="not what must stand there"):
        addresses.parse_address(text)


@pytest.mark.parametrize("text", ["A1048577", "XFE1", "ZZZ9999999"])
def test_an_address_outside_the_sheet(text: str) -> None:
    with pytest.raises(ValueError, match="not what must stand there"):
        addresses.parse_address(text)
