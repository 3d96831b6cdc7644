"""Result sheets as they are before the first run: lists, blocks and tables without content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.identity.cell_blocks import cells_at, used_area
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.results import COVERAGE_DAYS, COVERAGE_HEADERS, RECOGNITION_HEADERS
from estate_xl.schema.statistics_sheets import LAYOUTS
from estate_xl.write.blocks import write_block
from estate_xl.write.coverage import find_blocks
from estate_xl.write.result_lists import ResultList
from estate_xl.write.statistics import find_charts

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.schema import Language

LISTS: Final = ("Findings", "Overdue", "Evidence", "MailLog")
"""Result lists of which every line is of the year that ends."""


def empty_list(tab: xw.Sheet, key: str) -> None:
    """Take all lines out of a result list; on 逾期提醒 the blocks beside it, too.

    Raises:
        WorkbookError: the sheet lacks the list's headers.
    """
    ResultList(tab, key).write([], {})
    if key != "Overdue":
        return
    places = find_blocks(tab)
    last = used_area(tab)[2]
    width = len(COVERAGE_HEADERS) + COVERAGE_DAYS
    widths = (width, len(RECOGNITION_HEADERS))
    for place, columns in zip(places, widths, strict=True):
        if place is not None and last > place[0]:
            row, column = place
            cells_at(tab, (row + 1, column, last, column + columns - 1)).clear_contents()


def empty_statistics(tab: xw.Sheet, key: str, language: Language) -> None:
    """Take the tables out of a statistics sheet; its charts stay, and wait for the next ones."""
    layout, declared = LAYOUTS[key], ESTATE_BOOK[key]
    first = layout.first_row if find_charts(tab, layout) else layout.bare_row
    last = used_area(tab)[2]
    if last >= first:
        cells_at(tab, (first, 1, last, len(layout.widths))).clear()
    write_block(tab, 1, 1, [[declared.title.text(language)], [declared.about.text(language)]])
