"""What a template's cells look like: many cells are asked at once, fewer where they differ."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from estate_xl.engine.addresses import MAX_ADDRESSES_TEXT, area
from estate_xl.identity.cell_blocks import area_of, cells_at
from estate_xl.write.blocks import runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import xlwings as xw

USUAL_FONT_SIZE: Final = 11
_USUAL_HEIGHT: Final = 15.0


class Room(NamedTuple):
    """The room of a cell for its text: width in characters, height, font size, and if it wraps."""

    width: float
    height: float
    size: float
    wraps: bool


class TemplateLooks:
    """Looks of those cells of a template into which long texts are filled."""

    def __init__(self, template: xw.Sheet, places: Iterable[tuple[int, int]]) -> None:
        """Take the sheet, and row and column of every cell that may be asked."""
        self._template = template
        self._places = sorted(places, key=lambda place: (place[1], place[0]))
        self._spans: dict[int, tuple[int, int]] = {}
        for row, column in self._places:
            left, right = self._spans.get(row, (column, column))
            self._spans[row] = min(left, column), max(right, column)
        self._sizes: dict[tuple[int, int], float | None] = {}
        self._wrapping: dict[tuple[int, int], bool | None] = {}
        self._merged: dict[int, object] = {}
        self._rooms: dict[tuple[int, int], Room] = {}
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}

    def wraps(self, row: int, column: int) -> bool:
        """True if the cell's text wraps."""
        if not self._wrapping:
            self._learn(self._wrapping, self._places, lambda block: block.wrap_text)
        return bool(self._wrapping[row, column])

    def size(self, row: int, column: int) -> float:
        """Its font's size."""
        if not self._sizes:
            self._learn(self._sizes, self._places, lambda block: block.font.size)
        return self._sizes[row, column] or USUAL_FONT_SIZE

    def room(self, row: int, column: int) -> Room:
        """The room of a cell, over all that is merged with it."""
        place = row, column
        if place not in self._rooms:
            top, left, bottom, right = row, column, row, column
            if self._may_be_merged(row):
                cell = cells_at(self._template, (row, column, row, column))
                top, left, bottom, right = area_of(cell.merge_area)
                if top == bottom and row not in self._heights:
                    self._heights[row] = cell.row_height or 0.0
            height = sum(map(self.height, range(top, bottom + 1)))
            width = sum(map(self.width, range(left, right + 1)))
            self._rooms[place] = Room(
                width, height, self.size(row, column), self.wraps(row, column)
            )
        return self._rooms[place]

    def height(self, row: int) -> float:
        """Points of a row."""
        if row not in self._heights:
            self._heights[row] = self._template.range(f"{row}:{row}").row_height or 0.0
        return self._heights[row]

    def width(self, column: int) -> float:
        """Characters of a column."""
        if column not in self._widths:
            cell = cells_at(self._template, (1, column, 1, column))
            self._widths[column] = cell.column_width or 0.0
        return self._widths[column]

    def _may_be_merged(self, row: int) -> bool:
        """False where the cells that may be asked of the row, if several, are merged with none."""
        left, right = self._spans[row]
        if left == right:
            return True
        if row not in self._merged:
            self._merged[row] = cells_at(self._template, (row, left, row, right)).merge_cells
        return self._merged[row] is not False

    def _learn(
        self,
        held: dict[tuple[int, int], Any],
        places: Sequence[tuple[int, int]],
        ask: Callable[[xw.Range], Any],
    ) -> None:
        """Ask for a look of these cells at once; where they differ of half the columns or rows."""
        by_column = groupby(places, key=itemgetter(1))
        text = ",".join(
            area(first, column, last, column)
            for column, cells in by_column
            for first, last in runs(row for row, _ in cells)
        )
        look = ask(self._template.range(text)) if len(text) <= MAX_ADDRESSES_TEXT else None
        if look is None and len(places) > 1:
            numbers = [column for _, column in places]
            columns = sorted(set(numbers))
            several = len(columns) > 1
            middle = numbers.index(columns[len(columns) // 2]) if several else len(places) // 2
            self._learn(held, places[:middle], ask)
            self._learn(held, places[middle:], ask)
        else:
            held.update(dict.fromkeys(places, look))
