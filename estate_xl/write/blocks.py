"""Blocks of cells written and formatted with few calls: in Excel each crosses a process border."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import suppress
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final, TypeVar

from estate_xl.engine.addresses import MAX_ADDRESSES_TEXT, address
from estate_xl.identity.cell_blocks import cells_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import xlwings as xw

    Lines = Sequence[Sequence[object]]

Value = TypeVar("Value")

_MOST_CELLS: Final = 100_000
"""Written at once, as xlwings does it."""
_PLAIN: Final = frozenset({str, int, bool})
_LINK_COLOR: Final = (0, 0, 255)
_THEME_LINK, _SINGLE_LINE = 11, 2


def write_block(tab: xw.Sheet, top: int, left: int, lines: Lines) -> None:
    """Write rows of equal length, whose first cell is at `top` and `left`."""
    write_blocks(tab, [(top, left, lines)])


def write_blocks(tab: xw.Sheet, blocks: Sequence[tuple[int, int, Lines]]) -> None:
    """Write blocks: row and column of the first cell, and rows of equal length.

    xlwings would measure each range twice and compare sheets, and ask for the engine each time.
    Cells of one value are written together where that takes no more calls.
    """
    blocks = [block for block in blocks if block[2] and block[2][0]]
    clean: Callable[[object], object] = _plain
    if not all(_is_plain(value) for _, _, lines in blocks for value in chain(*lines)):
        prepare = tab.book.app.engine.impl.prepare_xl_data_element
        clean = lambda value: prepare(value, {})  # noqa: E731 - named by what it replaces
    times = Counter(repr(lines) for _, _, lines in blocks if len(lines) <= len(blocks))
    alike: dict[tuple[type, object], list[str]] = {}
    for top, left, lines in blocks:
        width = len(lines[0])
        many = len(lines) * width
        if (
            many <= len(blocks)
            and many <= times[repr(lines)]
            and all(map(_is_same_anywhere, chain(*lines)))
        ):
            for row, line in enumerate(lines, start=top):
                for column, value in enumerate(line, start=left):
                    alike.setdefault((type(value), value), []).append(address(row, column))
            continue
        most = max(1, _MOST_CELLS // width)
        for start in range(0, len(lines), most):
            part = [[clean(value) for value in line] for line in lines[start : start + most]]
            last = top + start + len(part) - 1
            cells_at(tab, (top + start, left, last, left + width - 1)).raw_value = part
    for (_, value), places in alike.items():
        for cells in unions(tab, places):
            cells.raw_value = clean(value)


def _is_same_anywhere(value: object) -> bool:
    """True of a value that stays what it is in any cell, as a formula does not."""
    if isinstance(value, str):
        return not value.startswith("=")
    return _is_plain(value) or type(value) is dt.datetime


def _is_plain(value: object) -> bool:
    """True of what all engines take alike; dates and numbers that are none are their own affair."""
    kind = type(value)
    return value is None or kind in _PLAIN or (kind is float and value == value)  # noqa: PLR0124 - NaN


def _plain(value: object) -> object:
    """A plain value as every Excel takes it: a Mac's has no whole numbers."""
    if value is None:
        return ""
    return float(value) if type(value) is int else value


def unions(tab: xw.Sheet, addresses: Iterable[str]) -> Iterator[xw.Range]:
    """Ranges of many areas, each of as many as Excel takes at once."""
    text = ""
    for each in map(_short, addresses):
        longer = f"{text},{each}" if text else each
        if len(longer) > MAX_ADDRESSES_TEXT:
            yield tab.range(text)
            longer = each
        text = longer
    if text:
        yield tab.range(text)


def _short(address: str) -> str:
    """A cell without its second corner."""
    first, _, last = address.partition(":")
    return first if first == last and not first.isdigit() else address


def set_row_heights(tab: xw.Sheet, heights: Mapping[int, float]) -> None:
    """Give rows their heights in points: the most scattered one to all, then the others theirs.

    Args:
        tab: The sheet.
        heights: By row.
    """
    rows: dict[float, list[int]] = {}
    for row, height in sorted(heights.items()):
        rows.setdefault(height, []).append(row)
    usual = max(rows, key=lambda height: len(runs(rows[height])), default=0.0)
    for height in sorted(rows, key=lambda height: height != usual):
        held = sorted(heights) if height == usual else rows[height]
        for block in unions(tab, (f"{first}:{last}" for first, last in runs(held))):
            block.row_height = height


def rectangles(
    changes: Mapping[tuple[int, int], Value],
) -> Iterator[tuple[int, int, list[list[Value]]]]:
    """Single cells as few rectangles: top row, left column, rows of values.

    Args:
        changes: Values by row and column.
    """
    columns: dict[int, list[int]] = {}
    for row, column in sorted(changes):
        columns.setdefault(row, []).append(column)
    spans: dict[tuple[int, int], list[int]] = {}
    for row, held in columns.items():
        for span in runs(held):
            spans.setdefault(span, []).append(row)
    for (left, right), rows in spans.items():
        for first, last in runs(rows):
            block = [
                [changes[row, column] for column in range(left, right + 1)]
                for row in range(first, last + 1)
            ]
            yield first, left, block


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of numbers without a gap, which ascend.

    >>> runs([3, 4, 5, 9])
    [(3, 5), (9, 9)]
    """
    found = []
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        found.append((run[0], run[-1]))
    return found


def show_as_links(block: xw.Range) -> None:
    """Give cells the look that Excel gives a link."""
    font = block.font
    font.color = _LINK_COLOR
    # xlwings has no word for these, and an Excel on a Mac has others.
    with suppress(AttributeError):
        api = font.api
        api.ThemeColor = _THEME_LINK
        api.Underline = _SINGLE_LINE
