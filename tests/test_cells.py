"""Cell addresses, Excel's limits and widths of text."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl import cells

_ROWS = st.integers(1, cells.MAX_ROW)
_COLUMNS = st.integers(1, cells.MAX_COLUMN)


def test_the_examples_hold() -> None:
    results = doctest.testmod(cells)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_letters_of_a_column(column: int, letters: str) -> None:
    assert cells.column_letters(column) == letters
    assert cells.column_number(letters) == column


@pytest.mark.parametrize("column", [-1, 0, 16_385])
def test_no_letters_outside_the_sheet(column: int) -> None:
    with pytest.raises(ValueError, match=r"is outside 1\.\.16384"):
        cells.column_letters(column)


@given(_ROWS, _COLUMNS)
def test_an_address_reads_back(row: int, column: int) -> None:
    assert cells.parse_address(cells.address(row, column)) == (row, column)
    assert cells.parse_address(cells.address(row, column, absolute=True)) == (row, column)


@given(_ROWS, _COLUMNS, _ROWS, _COLUMNS)
def test_an_area_reads_back(top: int, left: int, bottom: int, right: int) -> None:
    text = cells.area(top, left, bottom, right, absolute=True)
    assert cells.parse_area(text) == (top, left, bottom, right)


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "1A", "A1B", "A1:B2", "甲1", "A１"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="not what must stand there"):
        cells.parse_address(text)


@pytest.mark.parametrize("text", ["A1048577", "XFE1", "ZZZ9999999"])
def test_an_address_outside_the_sheet(text: str) -> None:
    with pytest.raises(ValueError, match="not what must stand there"):
        cells.parse_address(text)


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
