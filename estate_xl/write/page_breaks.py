"""One page after another: manual breaks and one scale, so that each slip is a page of its own.

Excel forgets manual breaks when it fits to pages by itself, so the scale is worked out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from estate_xl.engine.addresses import address, area

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

_A4: Final = (595.3, 841.9)
_PAPERS: Final = {
    1: (612.0, 792.0),
    5: (612.0, 1008.0),
    8: (841.9, 1190.6),
    9: _A4,
    11: (419.5, 595.3),
    13: (515.9, 728.5),
}
"""Width and height in points by Excel's number of the paper: Letter, Legal, A3, A4, A5, B5."""
_LANDSCAPE: Final = 2
_CARE_DOWN: Final = 0.96
"""Printers' drivers measure heights a little differently."""
_CARE_ACROSS: Final = 0.74
"""A column's width depends on the digits of the workbook's font, 7 pixels in Calibri, 8 in the
Chinese fonts, 9.3 in LibreOffice's substitute for a missing one; a file does not say which."""
_ROOMS: Final = (0.88, 1.15)
"""What a page may hold of what was reckoned: it repeats its titles, and fonts differ."""
_STEPS: Final = 16
_HEADING_POINTS: Final = 100
"""A heading, the headers below it and a first row, with room to spare."""
_SMALLEST_ZOOM, _LARGEST_ZOOM = 10, 100
_LEGIBLE_ZOOM: Final = 60


def break_pages(sheet: xw.Sheet, page: tuple[int, int, int, int], times: int) -> None:
    """Print each block of rows on a page of its own.

    Args:
        sheet: Holds the same block `times` times, one below the other.
        page: First row, first column, last row and last column of the first block.
        times: How many.
    """
    top, left, bottom, right = page
    rows = bottom - top + 1
    tops = [top + rows * index for index in range(times)]
    _break_before(sheet, [[(first, first + rows - 1) for first in tops]], left, right, 0)


def break_forms(
    sheet: xw.Sheet, groups: Sequence[Sequence[tuple[int, int]]], left: int, right: int
) -> None:
    """Print each form on a page of its own; one too long to be read on one goes on on the next.

    Args:
        sheet: Holds the forms.
        groups: First and last row of each form, those one below the other in a group.
        left: First column that is printed.
        right: Last one.
    """
    _break_before(sheet, groups, left, right, _LEGIBLE_ZOOM)


def _break_before(
    sheet: xw.Sheet,
    groups: Sequence[Sequence[tuple[int, int]]],
    left: int,
    right: int,
    smallest: int,
) -> None:
    """Break the page before each block; a block that fits only below that zoom is left out."""
    areas = [area(group[0][0], left, group[-1][1], right) for group in groups]
    sheet.page_setup.print_area = ",".join(areas)
    blocks = [
        [sheet.range(area(first, left, last, right)) for first, last in group] for group in groups
    ]
    width = blocks[0][0].width
    paper = _paper(sheet.api.PageSetup)
    zooms = [_fitting(paper, width, block.height) for group in blocks for block in group]
    zoom = min((zoom for zoom in zooms if zoom >= smallest), default=_fitting(paper, width, 1))
    setting = sheet.api
    setting.ResetAllPageBreaks()
    setting.PageSetup.Zoom = zoom
    if any(len(group) > 1 for group in blocks):
        breaks = setting.HPageBreaks
        for group in blocks:
            for block in group[1:]:
                breaks.Add(Before=block.api)


def keep_together(
    sheet: xw.Sheet,
    blocks: Sequence[tuple[int, int]],
    last_column: int,
    heights: Mapping[int, float],
) -> None:
    """Print no block of rows over a page's end, where a page can hold it.

    A Mac's Excel has no words for page breaks; there the pages stay as they fall.

    Args:
        sheet: The sheet, from whose first row pages are counted.
        blocks: First and last row of each block, from above; what lies between two goes with the
            later one.
        last_column: Last column that is printed.
        heights: Of those rows whose height is known, in points.
    """
    page = sheet.api
    breaks = getattr(page, "HPageBreaks", None)
    if breaks is None:
        return

    def height(first: int, last: int) -> float:
        rows = range(first, last + 1)
        if all(row in heights for row in rows):
            return sum(heights[row] for row in rows)
        points: float = sheet.range(f"{first}:{last}").height
        return points

    paper = _paper(page.PageSetup)
    zoom = _fitting(paper, sheet.range((1, 1), (1, last_column)).width, 1)
    room = paper[1] * _CARE_DOWN * 100 / zoom
    page.ResetAllPageBreaks()
    page.PageSetup.Zoom = zoom
    above, used = 1, 0.0
    for first, last in blocks:
        points = height(above, last)
        if used and used + points > room:
            breaks.Add(Before=sheet.range((first, 1)).api)
            used = 0.0
            points = height(first, last)
        used = (used + points) % room
        above = last + 1


def keep_headings(sheet: xw.Sheet, headings: Sequence[int], last_column: int) -> None:
    """Begin a page at each heading that could else stand alone at a page's end.

    Only of a sheet that fits itself to the page's width: whoever gave it a scale breaks its pages,
    too. A Mac's Excel has no words for page breaks; there the pages stay as they fall.

    Args:
        sheet: The sheet, from whose first row pages are counted.
        headings: First row of each, from above.
        last_column: Last column that is printed.
    """
    page = sheet.api
    if not hasattr(page, "HPageBreaks") or page.PageSetup.Zoom:
        return
    across, down = _paper(page.PageSetup)
    room = down * max(1.0, sheet.range(area(1, 1, 1, last_column)).width / across)
    least, most = _ROOMS
    rooms = [room * (least + (most - least) * step / _STEPS) for step in range(_STEPS + 1)]
    begun = 0.0
    for row in headings:
        cell = sheet.range(address(row, 1))
        top = cell.top - begun
        if any(top // each != (top + _HEADING_POINTS) // each for each in rooms):
            page.HPageBreaks.Add(Before=cell.api)
            begun += top


def _paper(setup: Any) -> tuple[float, float]:  # noqa: ANN401 - Excel's own PageSetup
    """Width and height of the page within its margins, in points."""
    paper = _PAPERS.get(setup.PaperSize, _A4)
    across, down = paper[::-1] if setup.Orientation == _LANDSCAPE else paper
    across -= setup.LeftMargin + setup.RightMargin
    return across, down - setup.TopMargin - setup.BottomMargin


def _fitting(paper: tuple[float, float], width: float, height: float) -> int:
    """Percent at which a block of that size, in points, fits a paper of that width and height."""
    across, down = paper
    zoom = int(100 * min(_CARE_ACROSS * across / width, _CARE_DOWN * down / height))
    return max(_SMALLEST_ZOOM, min(_LARGEST_ZOOM, zoom))
