"""Scores in percent cells, asked for as seldom as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pandas as pd
import pytest

from estate_xl.engine.addresses import parse_area
from estate_xl.read.percents import read_percents

if TYPE_CHECKING:
    import xlwings as xw


class FakeTab:
    """A sheet of which only the formats are known: of cells that disagree Excel says nothing."""

    def __init__(self, formats: dict[int, str]) -> None:
        """Take the formats by row; the others are General."""
        self._formats = formats
        self.asked = 0

    def range(self, area: str) -> FakeRange:
        """Cells of the area."""
        self.asked += 1
        top, _, bottom, _ = parse_area(area)
        held = {self._formats.get(row, "General") for row in range(top, bottom + 1)}
        return FakeRange(held.pop() if len(held) == 1 else None)


class FakeRange:
    """Cells of that format."""

    def __init__(self, number_format: str | None) -> None:
        """Take what all cells agree on."""
        self.number_format = number_format


def read(values: list[object], formats: dict[int, str]) -> tuple[list[object], int]:
    tab = FakeTab(formats)
    raw = pd.Series(values, index=range(4, 4 + len(values)), dtype=object)
    found = read_percents(cast("xw.Sheet", tab), 3, raw)
    return found.tolist(), tab.asked


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0.95, "0%", 95),
        (0.955, "0.00%", 95.5),
        (0.29, "0%", 29),  # 0.29 × 100 is 28.999999999999996 in binary floats
        (1.0, "0%", 100),
        (0.0, "0%", 0),
        (95.0, "0%", 95),
        (0.95, "0.00", 0.95),
        (0.95, '0.00"%"', 0.95),
        (0.95, "0.00\\%", 0.95),
        (None, "0%", None),
        ("0.95", "0%", "0.95"),
    ],
)
def test_a_percent_cell_holds_what_people_see(
    value: object, number_format: str, expected: object
) -> None:
    assert read([value], {4: number_format})[0] == [expected]


def test_formats_are_asked_for_small_numbers_only() -> None:
    assert read([95.0, None, "優", 0.0], {}) == ([95.0, None, "優", 0.0], 0)


def test_a_column_of_one_format_is_asked_once() -> None:
    values: list[object] = [0.5] * 1000
    assert read(values, dict.fromkeys(range(4, 1004), "0%")) == ([50.0] * 1000, 1)
    assert read(values, {}) == (values, 1)


def test_cells_that_disagree_are_halved() -> None:
    found, asked = read([0.5, 95.0, 0.5, 0.5, 0.5], {8: "0%"})
    assert found == [0.5, 95.0, 0.5, 0.5, 50.0]
    assert asked == 5
