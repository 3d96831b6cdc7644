"""How the statistics sheets are declared: words fit, charts stand apart, lines have names."""

from __future__ import annotations

from itertools import combinations

import pytest

from estate_xl.cells import text_width_chars
from estate_xl.schema import Language
from estate_xl.schema.statistics import HEADERS, ORDER, WORDS, Rows, Unit
from estate_xl.schema.statistics_blocks import BLOCK_BY_KEY, BLOCKS
from estate_xl.schema.statistics_sheets import LAYOUTS


@pytest.mark.parametrize("language", list(Language))
def test_a_note_is_no_wider_than_the_narrower_sheet(language: Language) -> None:
    width = min(sum(layout.widths) for layout in LAYOUTS.values())
    wide = [
        note.text(language)
        for block in BLOCKS
        for note in block.note
        if text_width_chars(note.text(language)) > width * 11 / 9  # notes are set smaller
    ]
    assert wide == []


@pytest.mark.parametrize("key", LAYOUTS)
def test_charts_stand_apart_above_the_tables(key: str) -> None:
    layout = LAYOUTS[key]
    cells = []
    for chart in layout.charts:
        top, left, bottom, right = chart.place
        assert layout.bare_row <= top <= bottom < layout.first_row
        assert 1 <= left <= right <= len(layout.widths)
        assert chart.block in BLOCK_BY_KEY
        cells.append({(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)})
    assert all(not one & other for one, other in combinations(cells, 2))


def test_a_year_chart_shows_lines_that_are_always_there() -> None:
    for chart in LAYOUTS["YearStatistics"].charts:
        block = BLOCK_BY_KEY[chart.block]
        assert chart.series <= len(ORDER[block.rows]) + block.has_total


def test_lines_have_words_and_units_have_minutes() -> None:
    assert set(HEADERS) == set(Rows)
    assert {label.hant for labels in ORDER.values() for label in labels} <= set(WORDS)
    assert [unit.minutes for unit in Unit] == [1, 1, 60, 1440]
    assert len(set(Unit)) == 4
    assert Unit.SHARE.number_format == "0.0%"
