"""Ranges: where they are, what they hold, which other ranges they lead to."""
# ruff: noqa: D102, D105 - xlwings documents its own calls

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW, quoted_title
from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.model import layout, navigation, references, shared_formulas
from estate_xl.engine.model.cell_contents import Contents
from estate_xl.engine.model.moved_cells import overlap
from estate_xl.engine.model.spilled_formulas import may_spill
from estate_xl.engine.model.tables import tables_of
from estate_xl.engine.views.names import Name, Names
from estate_xl.engine.views.notes import Note, find_note
from estate_xl.engine.views.range_edit import Editing
from estate_xl.engine.views.range_format import Formatting
from estate_xl.engine.views.table import Table
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from estate_xl.engine.model.cell_values import Raw
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.views.parents import ParentSheet


@fill_in("Range", "expand")
class Range(Editing, Formatting, base_classes.Range):  # type: ignore[misc]
    """One area of one sheet; an area without rows or columns holds nothing.

    Of several areas, `A1:B2,A7`, all take formats, heights and a single value; any other call is
    about the first.
    """

    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: ParentSheet, area: Area, *others: Area) -> None:
        """Take the sheet and first row, first column, last row, last column of each area."""
        self.sheet = sheet
        self.area = area
        self.areas = (area, *others)

    @property
    def api(self) -> Range:
        return self

    @property
    def contents(self) -> Contents:  # type: ignore[override]
        """The cells of the sheet."""
        return Contents(self.sheet.model, self.sheet.part)

    @property
    def coords(self) -> tuple[ParentSheet, int, int, int, int]:
        return (self.sheet, self.row, self.column, *self.shape)

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def row(self) -> int:
        return self.area[0]

    @property
    def column(self) -> int:
        return self.area[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def raw_value(self) -> Raw | tuple[tuple[Raw, ...], ...]:
        if not len(self):
            return None
        if len(self) == 1:
            return self.contents.value(self.row, self.column)
        return self.contents.block(self.area)

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        self._write(data)

    def column_values(self) -> Sequence[Sequence[Raw] | NDArray[np.object_]]:
        """The raw values column by column, without a row made of them; xlwings has no such call."""
        return self.contents.columns(self.area)

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...] | None:
        if not len(self):
            return None
        found = self.contents.formulas(self.area)
        return found[0][0] if len(self) == 1 else found

    @formula.setter
    def formula(self, value: object) -> None:
        self._write(value)

    @property
    def formula2(self) -> str | tuple[tuple[str, ...], ...] | None:
        return self.formula

    @formula2.setter
    def formula2(self, value: object) -> None:
        if may_spill(value):
            call = "Range.formula2"
            raise NotOfferedError(call)
        self._write(value)

    @property
    def has_array(self) -> bool:
        areas = shared_formulas.array_areas(self.sheet.grid)
        return any(overlap(self.area, each) for each in areas)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:  # noqa: FBT001 - xlwings' own signature
        text = references.area_text(
            self.area, row_absolute=row_absolute, column_absolute=col_absolute
        )
        if not external:
            return text
        title = quoted_title(f"[{self.sheet.book.name}]{self.sheet.name}")
        plain = title[1:-1]
        needs_quotes = not plain.replace("[", "").replace("]", "").replace(".", "").isalnum()
        return f"{title if needs_quotes else plain}!{text}"

    @property
    def address(self) -> str:
        if not len(self):
            first = references.area_text((self.row, self.column, self.row, self.column))
            return f"{first}{{{self.shape[0]}x{self.shape[1]}}}"
        return references.area_text(self.area)

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            rows, columns = divmod(row - 1, self.shape[1])
            row, column = rows + 1, columns + 1
        top, left = self.row + row - 1, self.column + column - 1
        if not (1 <= top <= MAX_ROW and 1 <= left <= MAX_COLUMN):
            raise navigation.outside(self.sheet.name)
        return Range(self.sheet, (top, left, top, left))

    @property
    def rows(self) -> Range:
        return self

    @property
    def columns(self) -> Range:
        return self

    def select(self) -> None:
        """Remember it as the selection; no window shows it."""
        self.sheet.book.app.selected = self

    def end(self, direction: str) -> Range:
        row, column = navigation.end(self.contents, self.row, self.column, direction)
        return Range(self.sheet, (row, column, row, column))

    @property
    def current_region(self) -> Range:
        area = navigation.current_region(self.contents, self.area)
        return Range(self.sheet, area)

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Range]:
        if cell_type == "visible":
            areas = navigation.visible_areas(self.sheet.grid, self.area)
            return [Range(self.sheet, area) for area in areas]
        if cell_type == "formulas" and not self.sheet.grid.holds_formulas():
            return []
        areas = navigation.special_cells(self.contents, self.area, cell_type, value_type)
        return [Range(self.sheet, area) for area in areas]

    @property
    def merge_area(self) -> Range:
        for merged in layout.merges_over(self.sheet.grid, self.area):
            return Range(self.sheet, merged)
        return self

    @property
    def merge_cells(self) -> bool | None:
        merged = layout.merges_over(self.sheet.grid, self.area)
        if not merged:
            return False
        covered = sum(navigation.common_cells(self.area, each) for each in merged)
        return True if covered == len(self) else None

    @property
    def table(self) -> Table | None:
        for part in tables_of(self.sheet.model.package, self.sheet.part):
            if overlap((*self.area[:2], *self.area[:2]), part.area):
                return Table(self.sheet, part)
        return None

    @property
    def name(self) -> Name | None:
        place = (self.sheet.part, self.area)
        for name in self.sheet.model.names:
            if references.find_place(self.sheet.model, name.text) == place:
                return Name(self.sheet.book, name)
        return None

    @name.setter
    def name(self, value: str) -> None:
        target = f"={quoted_title(self.sheet.name)}!{references.area_text(self.area)}"
        Names(self.sheet.book, None).add(value, target)

    @property
    def note(self) -> Note | None:
        part = find_note(self.sheet.model, self.sheet.part, self.row, self.column)
        return None if part is None else Note(part, self)

    def _write(self, data: object) -> None:
        if not len(self):
            return
        rows, columns = self.shape
        block: Sequence[Sequence[object]]
        if not isinstance(data, (list, tuple)):
            for area in self.areas:
                self.contents.write(area, [[data]], fill=True)
            return
        block = data if data and isinstance(data[0], (list, tuple)) else [data]
        if len(block) == 1 and rows > 1:
            block = list(block) * rows
        if len(block[0]) == 1 and columns > 1:
            block = [list(row) * columns for row in block]
        missing: list[object] = ["#N/A"]
        padded = [[*row, *missing * (columns - len(row))] for row in block]
        padded += [missing * columns] * (rows - len(padded))
        self.contents.write(self.area, padded)
