"""Changes to the cells of a range: cleared, inserted, deleted, copied, merged, linked."""
# ruff: noqa: D102 - xlwings documents its own calls

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW
from estate_xl.engine.errors import CallError, EngineError, EngineProblem, NotOfferedError
from estate_xl.engine.model import cell_copies, cell_imports, layout, structure
from estate_xl.engine.model.links import Link
from estate_xl.engine.model.moved_cells import Shift, overlap
from estate_xl.engine.model.row_removal import remove_rows
from estate_xl.engine.model.tables import tables_of
from estate_xl.engine.ooxml import relationships

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.engine.model.cell_contents import Contents
    from estate_xl.engine.model.moved_cells import Area, Axis
    from estate_xl.engine.model.tables import TablePart
    from estate_xl.engine.views.parents import ParentSheet

_ABOVE = "format_from_left_or_above"


class Editing:
    """Changes of a range beyond single values and formats."""

    sheet: ParentSheet
    area: Area
    areas: tuple[Area, ...]
    contents: Contents

    def clear_contents(self) -> None:
        self.contents.clear(self.area, contents=True, formats=False)

    def clear_formats(self) -> None:
        self.contents.clear(self.area, contents=False, formats=True)

    def clear(self) -> None:
        self.contents.clear(self.area, contents=True, formats=True)
        self.unmerge()
        self._drop_links()

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        top, left, bottom, right = self.area
        rows, columns = bottom - top + 1, right - left + 1
        self._check_structure()
        if self._is_whole_rows or (shift == "down" and not self._is_whole_columns):
            self._check_room("row", rows)
            whole = self._is_whole_rows
            move = Shift("row", top, rows) if whole else Shift("row", top, rows, left, right)
        else:
            self._check_room("column", columns)
            whole = self._is_whole_columns
            move = Shift("column", left, columns)
            move = move if whole else move._replace(low=top, high=bottom)
        self._shift(move, whole=whole)
        origin = move.first - 1 if copy_origin in {None, _ABOVE} else move.first + move.amount
        cell_copies.copy_formats(self.sheet.model, self.sheet.part, move, origin)

    def delete(self, shift: str | None = None) -> None:
        top, left, bottom, right = self.area
        rows, columns = bottom - top + 1, right - left + 1
        self._check_structure()
        if len(self.areas) > 1:
            self._delete_rows()
            return
        upward = shift == "up" if shift is not None else columns >= rows
        if self._is_whole_rows or (upward and not self._is_whole_columns):
            whole = self._is_whole_rows
            move = Shift("row", top, -rows) if whole else Shift("row", top, -rows, left, right)
        else:
            whole = self._is_whole_columns
            move = Shift("column", left, -columns)
            move = move if whole else move._replace(low=top, high=bottom)
        self._shift(move, whole=whole)

    def _delete_rows(self) -> None:
        """Delete whole rows of several areas.

        Raises:
            NotOfferedError: an area is none.
            EngineError: a table would lose its headers or all its rows.
        """
        if any((area[1], area[3]) != (1, MAX_COLUMN) for area in self.areas):
            call = "Range.delete() of several areas that are no whole rows"
            raise NotOfferedError(call)
        gone = {row for top, _, bottom, _ in self.areas for row in range(top, bottom + 1)}
        for table in self._tables():
            top, _, bottom, _ = table.area
            body = range(top + table.header_rows, bottom - table.totals_rows + 1)
            if top in gone or gone.issuperset(body):
                raise EngineError(EngineProblem.TABLE_COLUMNS, sheet=self.sheet.name)
        rows = [(area[0], area[2]) for area in self.areas]
        remove_rows(self.sheet.model, self.sheet.part, rows)

    def copy(self, destination: xw.Range | None = None) -> None:
        if destination is None:
            call = "Range.copy()"
            raise NotOfferedError(call)
        target = getattr(destination, "impl", None)
        if target is None:
            msg = f"no range: {destination!r}"
            raise CallError(msg)
        model, other = self.sheet.model, target.sheet.model
        source, place = (self.sheet.part, self.area), (target.sheet.part, target.area)
        if other is model:
            cell_copies.copy_cells(model, source, place)
        else:
            cell_imports.import_cells((model, *source), (other, *place))

    def merge(self, across: bool) -> None:  # noqa: FBT001 - xlwings' own signature
        top, left, bottom, right = self.area
        if any(overlap(self.area, t.area) for t in self._tables()):
            raise EngineError(EngineProblem.MERGE_IN_TABLE, sheet=self.sheet.name)
        self.contents.check_writable(self.area)
        bands = [(row, left, row, right) for row in range(top, bottom + 1)] if across else []
        areas = bands or [self.area]
        kept = [m for m in layout.merges(self.sheet.grid) if not overlap(m, self.area)]
        for band in areas:
            self._keep_first(band)
        many = [band for band in areas if band[:2] != band[2:]]
        layout.set_merges(self.sheet.grid, kept + many)

    def unmerge(self) -> None:
        merged = layout.merges(self.sheet.grid)
        kept = [each for each in merged if not overlap(each, self.area)]
        if len(kept) < len(merged):
            self.contents.check_writable(self.area)
            layout.set_merges(self.sheet.grid, kept)

    @property
    def hyperlink(self) -> str:
        for link in layout.links(self.sheet.grid):
            if not overlap(link.area, self.area):
                continue
            known = relationships.relations(self.sheet.model.package, self.sheet.part.part)
            return next((each.target for each in known if each.identity == link.relation), "")
        raise EngineError(EngineProblem.NO_HYPERLINK, sheet=self.sheet.name)

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        self.contents.check_writable(self.area)
        identity, place = None, None
        if address.startswith("#"):
            place = address.removeprefix("#")
            tag = layout.link_tag(self.area, place, screen_tip)
        else:
            model, part = self.sheet.model, self.sheet.part.part
            identity = relationships.add_external(model.package, part, "hyperlink", address)
            tag = layout.link_tag(self.area, None, screen_tip, identity)
            layout.name_relations(self.sheet.grid)
        new = Link(self.area, identity, place, tag)
        self._drop_links()
        layout.add_link(self.sheet.grid, new)
        top, left = self.area[:2]
        if self.contents.value(top, left) != text_to_display:
            text = text_to_display if text_to_display.startswith("=") else f"'{text_to_display}"
            self.contents.write((top, left, top, left), [[text]])
        styles = self.sheet.model.styles
        looks: dict[str, str | None] = {"u": "<u/>", "color": '<color theme="10"/>'}
        self.contents.change_styles(self.area, lambda style: styles.with_font(style, looks))

    @property
    def _is_whole_rows(self) -> bool:
        return (self.area[1], self.area[3]) == (1, MAX_COLUMN)

    @property
    def _is_whole_columns(self) -> bool:
        return (self.area[0], self.area[2]) == (1, MAX_ROW)

    def _tables(self) -> list[TablePart]:
        return tables_of(self.sheet.model.package, self.sheet.part)

    def _check_structure(self) -> None:
        if layout.is_protected(self.sheet.grid):
            raise EngineError(EngineProblem.SHIFT_PROTECTED, sheet=self.sheet.name)

    def _check_room(self, axis: Axis, count: int) -> None:
        """Refuse an insertion that would push filled cells off the sheet."""
        bounds = self.sheet.grid.bounds()
        last, limit = (bounds[2], MAX_ROW) if axis == "row" and bounds else (0, MAX_ROW)
        if axis == "column" and bounds:
            last, limit = bounds[3], MAX_COLUMN
        if last + count > limit:
            raise EngineError(EngineProblem.PUSHED_OUT, sheet=self.sheet.name)

    def _shift(self, move: Shift, *, whole: bool) -> None:
        torn = [*layout.merges(self.sheet.grid), *(table.area for table in self._tables())]
        if not whole and any(move.splits(area) for area in torn):
            raise EngineError(EngineProblem.AREA_TORN, sheet=self.sheet.name)
        if any(_breaks(move, table) for table in self._tables()):
            raise EngineError(EngineProblem.TABLE_COLUMNS, sheet=self.sheet.name)
        structure.shift(self.sheet.model, self.sheet.part, move, whole=whole)

    def _keep_first(self, area: Area) -> None:
        """Empty all cells but the first; the first filled one gives its content."""
        top, left, bottom, right = area
        grid = self.sheet.grid
        filled = [
            (number, column)
            for number, row in grid.rows_between(top, bottom)
            for column in sorted(row.cells)
            if left <= column <= right and not row.cells[column].is_empty
        ]
        if filled and filled[0] != (top, left):
            source = grid.row_to_change(filled[0][0]).cells[filled[0][1]].copy()
            grid.row_to_change(top).cells[left] = source
        for number, column in filled:
            if (number, column) != (top, left):
                grid.row_to_change(number).cells[column].clear()

    def _drop_links(self) -> None:
        held = layout.links(self.sheet.grid)
        if self.area[0] > self.sheet.grid.last_linked_row:
            return
        kept = self._other_links()
        if len(kept) < len(held):
            layout.set_links(self.sheet.grid, kept)

    def _other_links(self) -> list[Link]:
        """Links of the sheet that do not touch this range."""
        top, left, bottom, right = self.area
        return [
            link
            for link in layout.links(self.sheet.grid)
            if link.area[2] < top
            or link.area[0] > bottom
            or link.area[3] < left
            or link.area[1] > right
        ]


def _breaks(move: Shift, table: TablePart) -> bool:
    """True if a table would lose or gain a column, or lose its header or its whole body."""
    top, left, bottom, right = table.area
    if move.area(table.area) == table.area:
        return False
    last = move.first - move.amount - 1
    if move.axis == "column":
        if move.amount > 0:
            return left < move.first <= right
        return move.first <= right and left <= last
    if move.amount > 0 or not (move.first <= bottom and top <= last):
        return False
    body = table.body
    return move.first <= top or (body is not None and move.first <= body[0] and body[2] <= last)
