"""Looks of a range's cells: formats, heights, widths."""
# ruff: noqa: D102 - xlwings documents its own calls

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW
from estate_xl.engine.model import layout, positions
from estate_xl.engine.model.colors import as_rgb
from estate_xl.engine.views.error_guard import size
from estate_xl.engine.views.font import Font

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import TypeVar

    from estate_xl.engine.model.cell_contents import Contents
    from estate_xl.engine.model.colors import RGB
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.rows import Row
    from estate_xl.engine.views.parents import ParentSheet

    Shown = TypeVar("Shown", bound=Hashable)

_HORIZONTAL = {
    "general": None,
    "left": "left",
    "center": "center",
    "right": "right",
    "fill": "fill",
    "justify": "justify",
    "center_across_selection": "centerContinuous",
    "distributed": "distributed",
}
_VERTICAL = {
    "top": "top",
    "center": "center",
    "bottom": None,
    "justify": "justify",
    "distributed": "distributed",
}
_TRUE = {"1", "true"}


class Formatting:
    """Formats of a range; a question whose cells disagree is answered None."""

    sheet: ParentSheet
    area: Area
    areas: tuple[Area, ...]
    contents: Contents

    def shared_format(self, read: Callable[[int], Shown]) -> Shown | None:
        """The value that all cells share; None where they differ."""
        contents = self.contents
        found = {read(style) for area in self.areas for style in contents.styles_in(area)}
        return found.pop() if len(found) == 1 else None

    def change_format(self, change: Callable[[int], int]) -> None:
        """Give each cell the format made of its own."""
        for area in self.areas:
            self.contents.change_styles(area, change)

    @property
    def number_format(self) -> str | None:
        return self.shared_format(self.sheet.model.styles.number_format)

    @number_format.setter
    def number_format(self, value: str) -> None:
        styles = self.sheet.model.styles
        self.change_format(lambda style: styles.with_number_format(style, value))

    @property
    def color(self) -> RGB | None:
        return self.shared_format(self.sheet.model.styles.fill_color)

    @color.setter
    def color(self, color_or_rgb: RGB | str | int | None) -> None:
        color = None if color_or_rgb is None else as_rgb(color_or_rgb)
        styles = self.sheet.model.styles
        self.change_format(lambda style: styles.with_fill(style, color))

    @property
    def font(self) -> Font:
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        styles = self.sheet.model.styles
        return self.shared_format(lambda style: styles.alignment(style).get("wrapText") in _TRUE)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._align({"wrapText": "1" if value else None})

    @property
    def horizontal_alignment(self) -> str | None:
        return self._alignment("horizontal", "general", _HORIZONTAL)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self._align({"horizontal": _HORIZONTAL[value]})

    @property
    def vertical_alignment(self) -> str | None:
        return self._alignment("vertical", "bottom", _VERTICAL)

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._align({"vertical": _VERTICAL[value]})

    @property
    def row_height(self) -> float | None:
        default = layout.default_height(self.sheet.grid)
        found = {
            0.0
            if row.attributes.get("hidden") in _TRUE
            else float(row.attributes.get("ht", default))
            for row in self._rows_held()
        }
        if self._some_row_missing():
            found.add(default)
        return found.pop() if len(found) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        value = size(value)
        for row in self._rows_to_change():
            row.attributes.update(ht=f"{value:g}", customHeight="1")
            row.attributes.pop("hidden", None)
            if not value:
                row.attributes["hidden"] = "1"

    @property
    def left(self) -> float:
        return positions.left_of(self.sheet.grid, self.area[1])

    @property
    def top(self) -> float:
        return positions.top_of(self.sheet.grid, self.area[0])

    @property
    def width(self) -> float:
        grid = self.sheet.grid
        return positions.left_of(grid, self.area[3] + 1) - positions.left_of(grid, self.area[1])

    @property
    def height(self) -> float:
        grid = self.sheet.grid
        return positions.top_of(grid, self.area[2] + 1) - positions.top_of(grid, self.area[0])

    @property
    def column_width(self) -> float | None:
        found = {layout.width_chars(self.sheet.grid, column) for column in self._columns()}
        return found.pop() if len(found) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        def change(entry: dict[str, str]) -> None:
            entry["width"] = f"{layout.stored_width(size(value)):g}"
            entry["customWidth"] = "1"
            entry.pop("hidden", None)
            if not value:
                entry["hidden"] = "1"

        layout.change_columns(self.sheet.grid, self.area[1], self.area[3], change)

    @property
    def row_hidden(self) -> bool | None:
        found = {row.attributes.get("hidden") in _TRUE for row in self._rows_held()}
        if self._some_row_missing():
            found |= {False}
        return found.pop() if len(found) == 1 else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        for row in self._rows_to_change():
            row.attributes.pop("hidden", None)
            if value:
                row.attributes["hidden"] = "1"

    @property
    def column_hidden(self) -> bool | None:
        grid = self.sheet.grid
        found = {layout.column(grid, each).get("hidden") in _TRUE for each in self._columns()}
        return found.pop() if len(found) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        def change(entry: dict[str, str]) -> None:
            entry.pop("hidden", None)
            if value:
                entry["hidden"] = "1"

        layout.change_columns(self.sheet.grid, self.area[1], self.area[3], change)

    def _align(self, changes: dict[str, str | None]) -> None:
        styles = self.sheet.model.styles
        self.change_format(lambda style: styles.with_alignment(style, changes))

    def _alignment(self, name: str, usual: str, words: dict[str, str | None]) -> str | None:
        styles = self.sheet.model.styles
        shown = {stored: word for word, stored in words.items()}
        return self.shared_format(lambda s: shown.get(styles.alignment(s).get(name), usual))

    def _columns(self) -> range:
        left, right = self.area[1], self.area[3]
        if right < MAX_COLUMN:
            return range(left, right + 1)
        last = max((int(entry["max"]) for entry in layout.columns(self.sheet.grid)), default=0)
        return range(left, max(left, min(last, MAX_COLUMN - 1)) + 2)

    def _rows_held(self) -> list[Row]:
        return [row for _, row in self.sheet.grid.rows_between(self.area[0], self.area[2])]

    def _some_row_missing(self) -> bool:
        top, bottom = self.area[0], self.area[2]
        return len(self.sheet.grid.numbers_between(top, bottom)) < bottom - top + 1

    def _rows_to_change(self) -> list[Row]:
        grid, rows = self.sheet.grid, []
        for top, _, bottom, _ in self.areas:
            last = bottom
            if bottom == MAX_ROW:
                bounds = grid.bounds()
                last = max(top, bounds[2] if bounds else top)
            rows += [grid.row_to_change(number) for number in range(top, last + 1)]
        return rows
