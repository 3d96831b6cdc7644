"""A heading never stands alone at a page's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.tasks.month_end import month_end
from estate_xl.write.page_breaks import keep_headings
from support.desks import NOW

if TYPE_CHECKING:
    import xlwings as xw

DOWN = 595.3 - (0.45 + 0.6) * 72
"""Points of a landscape A4 page within the template's margins."""


@pytest.fixture
def page(book: xw.Book) -> xw.Sheet:
    """A sheet with the template's page, its first rows of a height of 50 points."""
    sheet = book.sheets["月度考核模板"]
    sheet.range("1:60").row_height = 50
    sheet.range("A:Z").column_width = 1
    assert sheet.api.PageSetup.Zoom is False
    return sheet


@pytest.mark.parametrize(
    ("heading", "breaks"),
    [(2, 0), (7, 0), (10, 1), (13, 0), (1, 0)],
    ids=["at the top", "just fits", "at the end", "on the next page", "the first row"],
)
def test_a_heading_at_a_pages_end_begins_the_next_one(
    page: xw.Sheet, heading: int, breaks: int
) -> None:
    """A page holds ten rows: from 9 to 12, as fonts and titles are."""
    assert 10 < DOWN / 50 < 11
    keep_headings(page, [heading], 17)
    assert page.api.HPageBreaks.Count == breaks


def test_a_break_begins_a_page(page: xw.Sheet) -> None:
    """After a break at row 10 the page ends ten rows later."""
    keep_headings(page, [10, 13, 20], 17)
    assert page.api.HPageBreaks.Count == 2


def test_a_sheet_with_a_scale_of_its_own_stays(page: xw.Sheet) -> None:
    page.api.PageSetup.Zoom = 100
    keep_headings(page, [10], 17)
    assert page.api.HPageBreaks.Count == 0


def test_the_appraisal_of_a_small_office_is_one_page(book: xw.Book) -> None:
    filled = month_end(book, Month.parse("2026-10"), NOW, print).written[0]
    assert book.sheets[filled].api.HPageBreaks.Count <= 1
