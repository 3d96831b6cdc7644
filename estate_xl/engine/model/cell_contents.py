"""Values, formulas and formats of a sheet's cells, read and written as Excel would.

A value that is read is a float, text, truth value, date, error code (an int, as COM hands it
over) or None.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import address
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model import formulas, layout, shared_formulas, value_conversion
from estate_xl.engine.model.area_limits import check_readable, is_held, size
from estate_xl.engine.model.block_reader import fast_columns
from estate_xl.engine.model.cell_values import Raw, cell_value
from estate_xl.engine.model.column_writer import splice_column
from estate_xl.engine.model.moved_cells import overlap
from estate_xl.engine.model.rows import Cell, Cells, Row, formula_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

Block = tuple[tuple[Raw, ...], ...]

_WORTH_A_FAST_READ = 2_000


class Contents:
    """The cells of one sheet; made anew for each call, as sheets change."""

    def __init__(self, model: Model, sheet: SheetPart) -> None:
        """Take the sheet to read from or write to."""
        self._model = model
        self._sheet = sheet
        self._shared: dict[str, list[shared_formulas.Shared]] | None = None
        self._arrays: list[Area] | None = None

    @property
    def grid(self) -> Grid:
        """The cells as the file holds them."""
        return self._model.grid(self._sheet)

    def block(self, area: Area) -> Block:
        """Values of an area, row by row."""
        check_readable(self.grid, area)
        found = self._fast_columns(area)
        if found is not None:
            return tuple(zip(*(column.tolist() for column in found), strict=True))
        return self._rows(area, self._value_of)

    def columns(self, area: Area) -> Sequence[Sequence[Raw] | NDArray[np.object_]]:
        """Values of an area, column by column; nobody may change them."""
        found = self._fast_columns(area) if is_held(self.grid, area) else None
        if found is not None:
            return found
        check_readable(self.grid, area)
        return list(zip(*self._rows(area, self._value_of), strict=True))

    def value(self, row: int, column: int) -> Raw:
        """Value of one cell."""
        cell = self.grid.cell(row, column)
        return None if cell is None else self._value_of(cell, row, column)

    def formulas(self, area: Area) -> tuple[tuple[str, ...], ...]:
        """Formulas of an area with their `=`; constants as text, empty cells as empty text."""
        if not self.grid.holds_formulas():
            text = self._constant_text
            return tuple(tuple(map(text, row)) for row in self.block(area))
        check_readable(self.grid, area)
        rows = self._rows(area, self._formula_of)
        return tuple(tuple("" if text is None else str(text) for text in row) for row in rows)

    def is_formula(self, row: int, column: int) -> bool:
        """True if the cell holds a formula."""
        cell = self.grid.cell(row, column)
        return cell is not None and cell.formula is not None

    def styles_in(self, area: Area) -> set[int]:
        """Every format found in the area."""
        top, left, bottom, right = area
        grid = self.grid
        bounds = grid.bounds() or (1, 1, 1, 1)
        defined = [int(entry["max"]) for entry in layout.columns(grid)]
        beyond = max([bounds[3], *(place for place in defined if place < right), left]) + 1
        span = range(left, min(right, beyond) + 1)
        known = layout.column_styles(grid, left, right)
        usual = {column: known.get(column, 0) for column in span}
        found: set[int] = set()
        held = grid.numbers_between(top, bottom)
        if len(held) < bottom - top + 1:
            found |= set(usual.values())
        for number in held:
            row = grid.row(number)
            if row is None:
                continue
            for column in span:
                cell = row.cells.get(column)
                found.add(_style(cell, row, usual[column]))
        return found

    def write(self, area: Area, rows: Sequence[Sequence[object]], *, fill: bool = False) -> None:
        """Write values or formulas as if they were typed; a fill adjusts one formula to each cell.

        Raises:
            EngineError: a cell refuses the value, or the sheet is protected.
        """
        top, left, bottom, right = area
        self.check_writable(area)
        self._release(area)
        covered = self._covered(area)
        usual = layout.column_styles(self.grid, left, right)
        numbers: Iterable[int] = range(top, bottom + 1)
        if left == right and not covered and not (fill and _is_unlike(rows[0][0])):
            count = bottom - top + 1
            given = [rows[0][0]] * count if fill else [row[0] for row in rows[:count]]
            numbers = sorted(self._splice(top, left, usual.get(left, 0), given))
            if not numbers:
                return
        self.grid.is_changed = True
        if fill and _is_nothing(rows[0][0]):
            self.clear(area, contents=True, formats=False)
            return
        for row_number in numbers:
            source = rows[0 if fill else row_number - top]
            if self.grid.row(row_number) is None and all(map(_is_nothing, source)):
                continue
            row = self.grid.row_to_change(row_number)
            for column in range(left, right + 1):
                value = source[0 if fill else column - left]
                if (row_number, column) in covered:
                    continue
                if fill and isinstance(value, str) and value.startswith("=") and len(value) > 1:
                    moved = formulas.translate(value[1:], row_number - top, column - left)
                    value = f"={moved}"
                self._write_cell(row, row_number, column, usual.get(column, 0), value)

    def change_styles(self, area: Area, change: Callable[[int], int]) -> None:
        """Give every cell of the area the format which `change` makes of its own."""
        top, left, bottom, right = area
        grid = self.grid
        self.check_writable(area)
        whole_columns = (top, bottom) == (1, value_conversion.LAST_ROW)
        whole_rows = (left, right) == (1, value_conversion.LAST_COLUMN)
        known = layout.column_styles(grid, left, right)
        usual = {column: known.get(column, 0) for column in range(left, right + 1)}
        if whole_columns:
            layout.change_columns(
                grid,
                left,
                right,
                lambda entry: entry.update(style=str(change(int(entry.get("style", "0"))))),
            )
        numbers = grid.numbers_between(top, bottom) if whole_columns else range(top, bottom + 1)
        for number in numbers:
            row = grid.row_to_change(number)
            if whole_rows:
                row.attributes["s"] = str(change(row.style or 0))
                row.attributes["customFormat"] = "1"
            span = [c for c in row.cells if left <= c <= right] if whole_rows else usual
            for column in span:
                cell = row.cells.get(column)
                if cell is None and whole_columns and row.style is None:
                    continue
                new = change(_style(cell, row, usual[column]))
                if cell is None:
                    cell = row.cells[column] = Cell()
                cell.style = new

    def clear(self, area: Area, *, contents: bool, formats: bool) -> None:
        """Empty the cells of the area, or make their format the normal one, or both."""
        top, left, bottom, right = area
        self.check_writable(area)
        if formats:
            self.change_styles_held(area, lambda _: 0)
        if not contents:
            return
        self._release(area)
        styled = {
            column
            for entry in layout.columns(self.grid)
            for column in range(int(entry["min"]), int(entry["max"]) + 1)
            if entry.get("style", "0") != "0" and int(entry["min"]) <= right
        }
        for number in self.grid.numbers_between(top, bottom):
            row = self.grid.row_to_change(number)
            for column, cell in row.cells.items():
                if left <= column <= right and not cell.is_empty:
                    cell.clear()
                    cell.style = self._model.styles.with_prefix(cell.style, on=False)
            for column in [each for each in row.cells if left <= each <= right]:
                plain = row.cells[column].is_empty and not row.cells[column].style
                if plain and not row.style and column not in styled:
                    del row.cells[column]

    def change_styles_held(self, area: Area, change: Callable[[int], int]) -> None:
        """Change the format of those cells of the area which the file holds."""
        top, left, bottom, right = area
        for number in self.grid.numbers_between(top, bottom):
            row = self.grid.row_to_change(number)
            if (left, right) == (1, value_conversion.LAST_COLUMN):
                row.attributes.pop("s", None)
                row.attributes.pop("customFormat", None)
            for column, cell in row.cells.items():
                if left <= column <= right:
                    cell.style = change(cell.style)
        if (top, bottom) != (1, value_conversion.LAST_ROW):
            return
        for held in layout.columns(self.grid):
            first, last = max(left, int(held["min"])), min(right, int(held["max"]))
            if first <= last and "style" in held:
                layout.change_columns(
                    self.grid,
                    first,
                    last,
                    lambda entry: entry.update(style=str(change(int(entry.get("style", "0"))))),
                )

    def check_writable(self, area: Area) -> None:
        """Refuse an area with locked cells on a protected sheet.

        Raises:
            EngineError: the sheet is protected and a cell is locked.
        """
        if not layout.is_protected(self.grid):
            return
        if any(self._model.styles.is_locked(style) for style in self.styles_in(area)):
            raise EngineError(EngineProblem.CELLS_LOCKED, sheet=self._sheet.title)

    def _fast_columns(self, area: Area) -> list[NDArray[np.object_]] | None:
        """Values column by column, None where the area is small or only the slow way is right."""
        if size(area) <= _WORTH_A_FAST_READ:
            return None
        return fast_columns(self._model, self._sheet, area, self.value)

    def _splice(self, top: int, column: int, usual: int, given: Sequence[object]) -> set[int]:
        """Write a column into those rows that are text still; gives the numbers of the others."""

        def made(number: int, style: int | None, value: object) -> str | None:
            row = Row({}, {} if style is None else {column: Cell(style)})
            self._write_cell(row, number, column, usual, value)
            cell = row.cells.get(column)
            return None if cell is None else cell.text("").removeprefix('<c r=""')

        return splice_column(self.grid, top, column, given, made)

    def _write_cell(self, row: Row, number: int, column: int, usual: int, value: object) -> None:
        cell = row.cells.get(column)
        style = _style(cell, row, usual)
        styles = self._model.styles
        code = styles.number_format(style)
        try:
            typed = value_conversion.typed_value(value, code, is_1904=self._model.is_1904)
        except value_conversion.UnfitValueError as error:
            raise EngineError(
                error.problem,
                sheet=self._sheet.title,
                cell=address(number, column),
                **error.facts,
            ) from error
        if cell is None:
            if typed is None:
                return
            cell = row.cells[column] = Cell(style)
        if typed is None:
            cell.clear()
            return
        prefixed = styles.has_prefix(cell.style)
        if prefixed != typed.prefixed:
            cell.style = styles.with_prefix(cell.style, on=typed.prefixed)
        if typed.number_format is not None and code == "General":
            cell.style = styles.with_number_format(cell.style, typed.number_format)
        if typed.kind == "text":
            cell.set_text(self._model.strings.index(typed.text))
        elif typed.kind == "formula":
            cell.set_formula(formulas.written(typed.text))
            cell.set_result(formulas.link_text(typed.text))
        else:
            cell.set_raw(typed.kind, typed.text)

    def _release(self, area: Area) -> None:
        """Make sure that no other cell depends on a formula kept in the area."""
        if not self.grid.may_share:
            return
        if self._shared is None:
            self._shared = shared_formulas.shared_formulas(self.grid)
        if self._shared:
            shared_formulas.expand_shared(self.grid)
            self._shared = {}
        if self._arrays is None:
            self._arrays = shared_formulas.array_areas(self.grid)
        for each in self._arrays:
            inside = _contains(area, each)
            if not inside and overlap(area, each):
                raise EngineError(EngineProblem.ARRAY_TORN, sheet=self._sheet.title)

    def _covered(self, area: Area) -> set[tuple[int, int]]:
        """Cells of the area hidden under a merged one: Excel drops what is written there."""
        found = set()
        first, left_edge, last, right_edge = area
        for top, left, bottom, right in layout.merges_over(self.grid, area):
            found |= {
                (row, column)
                for row in range(max(top, first), min(bottom, last) + 1)
                for column in range(max(left, left_edge), min(right, right_edge) + 1)
            }
            found.discard((top, left))
        return found

    def _rows(self, area: Area, read: Callable[[Cell, int, int], Raw]) -> Block:
        top, left, bottom, right = area
        empty: tuple[Raw, ...] = (None,) * (right - left + 1)
        result: list[tuple[Raw, ...]] = []
        grid = self.grid
        for number in range(top, bottom + 1):
            row = None if grid.holds_formats_alone(number) else grid.row(number)
            if row is None or not row.cells:
                result.append(empty)
                continue
            seen = row.cells.seen if isinstance(row.cells, Cells) else row.cells.get
            result.append(
                tuple(
                    None if (cell := seen(column)) is None else read(cell, number, column)
                    for column in range(left, right + 1)
                )
            )
        return tuple(result)

    def _value_of(self, cell: Cell, row: int, column: int) -> Raw:
        try:
            return cell_value(self._model, cell)
        except (ValueError, LookupError, OverflowError) as error:
            raise EngineError(
                EngineProblem.DAMAGED_CELL, sheet=self._sheet.title, cell=address(row, column)
            ) from error

    def _formula_of(self, cell: Cell, row: int, column: int) -> Raw:
        if cell.formula is not None:
            return f"={formulas.shown(self._written_formula(cell, row, column))}"
        return self._constant_text(self._value_of(cell, row, column))

    def _constant_text(self, value: Raw) -> str:
        """A constant as the formula bar shows it."""
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, dt.datetime):
            return value_conversion.number_text(
                value_conversion.to_serial(value, is_1904=self._model.is_1904)
            )
        return value_conversion.ERROR_TEXTS.get(int(value)) or value_conversion.number_text(value)

    def _written_formula(self, cell: Cell, row: int, column: int) -> str:
        given = shared_formulas.formula_attributes(cell)
        text = formula_text(cell.formula or "")
        if given.get("t") != "shared" or text:
            return text
        if self._shared is None:
            self._shared = shared_formulas.shared_formulas(self.grid)
        return shared_formulas.followed(self._shared, given.get("si", ""), row, column)


def _style(cell: Cell | None, row: Row, usual: int) -> int:
    if cell is not None:
        return cell.style
    return usual if row.style is None else row.style


def _is_unlike(value: object) -> bool:
    """True of what a fill does not write alike into each cell: nothing, or a formula."""
    return _is_nothing(value) or (isinstance(value, str) and value.startswith("="))


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value)


def _contains(outer: Area, inner: Area) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )
