"""Merged cells of an area, found with few questions: Excel tells of a block whether it has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.identity import area_of, cells_at

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.read.sheet_places import Area


def merged_areas(tab: xw.Sheet, area: Area) -> list[Area]:
    """Merged areas that reach into an area, each once, from its top.

    Args:
        tab: The sheet.
        area: First row, first column, last row, last column.
    """
    found: list[Area] = []
    waiting = [area]
    while waiting:
        block = waiting.pop()
        if any(_is_within(block, known) for known in found):
            continue
        top, left, bottom, right = block
        cells = cells_at(tab, block)
        if cells.merge_cells is False:
            continue
        if top == bottom and left == right:
            found.append(area_of(cells.merge_area))
        elif bottom - top >= right - left:
            middle = (top + bottom) // 2
            waiting += [(middle + 1, left, bottom, right), (top, left, middle, right)]
        else:
            middle = (left + right) // 2
            waiting += [(top, middle + 1, bottom, right), (top, left, bottom, middle)]
    return found


def _is_within(block: Area, other: Area) -> bool:
    return (
        other[0] <= block[0]
        and other[1] <= block[1]
        and block[2] <= other[2]
        and block[3] <= other[3]
    )
