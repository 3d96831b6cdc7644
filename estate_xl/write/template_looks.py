"""What a template's cells look like: a row is asked as a whole, a cell where its row is mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from estate_xl.identity.cell_blocks import area_of, cells_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
        self._spans: dict[int, tuple[int, int]] = {}
        for row, column in places:
            left, right = self._spans.get(row, (column, column))
            self._spans[row] = min(left, column), max(right, column)
        self._held: dict[tuple[str, int, int], object] = {}
        self._ranges: dict[tuple[int, int, int, int], xw.Range] = {}
        self._rooms: dict[tuple[int, int], Room] = {}
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}

    def wraps(self, row: int, column: int) -> bool:
        """True if the cell's text wraps."""
        return bool(self._ask("wraps", row, column, lambda block: block.wrap_text))

    def size(self, row: int, column: int) -> float:
        """Its font's size."""
        return self._ask("size", row, column, lambda block: block.font.size) or USUAL_FONT_SIZE

    def room(self, row: int, column: int) -> Room:
        """The room of a cell, over all that is merged with it."""
        place = row, column
        if place not in self._rooms:
            top, left, bottom, right = row, column, row, column
            if self._ask("merged", row, column, lambda block: block.merge_cells) is not False:
                cell = self._cells(row, column, column)
                top, left, bottom, right = area_of(cell.merge_area)
            height = sum(map(self.height, range(top, bottom + 1)))
            width = sum(map(self._width, range(left, right + 1)))
            self._rooms[place] = Room(
                width, height, self.size(row, column), self.wraps(row, column)
            )
        return self._rooms[place]

    def _cells(self, row: int, first: int, last: int) -> xw.Range:
        """Cells of a row, asked for once."""
        place = row, first, row, last
        if place not in self._ranges:
            self._ranges[place] = cells_at(self._template, place)
        return self._ranges[place]

    def height(self, row: int) -> float:
        """Points of a row."""
        if row not in self._heights:
            self._heights[row] = self._template.range(f"{row}:{row}").row_height or 0.0
        return self._heights[row]

    def _width(self, column: int) -> float:
        """Characters of a column."""
        if column not in self._widths:
            self._widths[column] = self._template.range((1, column)).column_width or 0.0
        return self._widths[column]

    def _ask(self, what: str, row: int, column: int, ask: Callable[[xw.Range], Any]) -> Any:  # noqa: ANN401 - a look of any kind
        """The look that all asked cells of the row share, else the cell's own."""
        left, right = self._spans[row]
        for key in ((what, row, 0), (what, row, column)):
            if key not in self._held:
                first, last = (column, column) if key[2] else (left, right)
                self._held[key] = ask(self._cells(row, first, last))
            if self._held[key] is not None:
                return self._held[key]
        return None
