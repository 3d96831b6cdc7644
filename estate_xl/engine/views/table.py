"""Tables and the collection of a sheet's tables."""
# ruff: noqa: D102, D105 - xlwings documents its own calls

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.errors import EngineError, EngineProblem, NotOfferedError
from estate_xl.engine.model.moved_cells import overlap
from estate_xl.engine.model.tables import tables_of
from estate_xl.engine.ooxml.xml_text import attributes, element, unescape
from estate_xl.engine.views.excel_page_objects import TableApi
from estate_xl.engine.views.filters import AutoFilter
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.tables import TablePart
    from estate_xl.engine.views.parents import ParentRange, ParentSheet


@fill_in("Table")
class Table(base_classes.Table):
    """One table."""

    def __init__(self, sheet: ParentSheet, part: TablePart) -> None:
        """Take the table's sheet and part."""
        self._sheet = sheet
        self.part = part

    @property
    def parent(self) -> ParentSheet:
        return self._sheet

    @property
    def api(self) -> TableApi:
        return TableApi(self.part)

    @property
    def name(self) -> str:
        return self.display_name

    @name.setter
    def name(self, value: str) -> None:  # noqa: ARG002 - refused
        call = "Table.name"
        raise NotOfferedError(call)

    @property
    def display_name(self) -> str:
        return unescape(self.part.values["displayName"])

    @display_name.setter
    def display_name(self, value: str) -> None:  # noqa: ARG002 - refused
        call = "Table.display_name"
        raise NotOfferedError(call)

    @property
    def range(self) -> ParentRange:
        return self._range(self.part.area)

    @property
    def header_row_range(self) -> ParentRange | None:
        area = self.part.part_named("#headers")
        return None if area is None else self._range(area)

    @property
    def data_body_range(self) -> ParentRange | None:
        area = self.part.body
        return None if area is None else self._range(area)

    @property
    def totals_row_range(self) -> ParentRange | None:
        area = self.part.part_named("#totals")
        return None if area is None else self._range(area)

    @property
    def insert_row_range(self) -> None:
        return None

    @property
    def show_headers(self) -> bool:
        return self.part.header_rows > 0

    @show_headers.setter
    def show_headers(self, value: bool) -> None:  # noqa: ARG002 - refused
        call = "Table.show_headers"
        raise NotOfferedError(call)

    @property
    def show_totals(self) -> bool:
        return self.part.totals_rows > 0

    @show_totals.setter
    def show_totals(self, value: bool) -> None:  # noqa: ARG002 - refused
        call = "Table.show_totals"
        raise NotOfferedError(call)

    @property
    def show_autofilter(self) -> bool:
        return element(self.part.text, "autoFilter") is not None

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:  # noqa: ARG002 - refused
        call = "Table.show_autofilter"
        raise NotOfferedError(call)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self.parent, self.part)

    @property
    def table_style(self) -> str | None:
        found = element(self.part.text, "tableStyleInfo")
        tag = self.part.text[slice(*found)] if found else ""
        name = attributes(tag).get("name")
        return None if name is None else unescape(name)

    @table_style.setter
    def table_style(self, value: str) -> None:  # noqa: ARG002 - refused
        call = "Table.table_style"
        raise NotOfferedError(call)

    def resize(self, range: xw.Range) -> None:  # noqa: A002 - xlwings' own signature
        new: Area = range.impl.area
        old = self.part.area
        needed = self.part.header_rows + 1
        wrong_place = range.impl.sheet.part is not self.parent.part or new[0] != old[0]
        if wrong_place or new[2] - new[0] + 1 < needed or new[1] > old[3] or new[3] < old[1]:
            raise EngineError(EngineProblem.TABLE_PLACE, table=self.name)
        if new[1] != old[1] or self.part.totals_rows:
            raise EngineError(EngineProblem.TABLE_EDGES, table=self.name)
        for other in tables_of(self.parent.model.package, self.parent.part):
            if other.part != self.part.part and overlap(other.area, new):
                raise EngineError(EngineProblem.TABLES_OVERLAP, table=self.name)
        header = self.parent.contents.formulas((new[0], new[1], new[0], new[3]))[0]
        self.part.set_area(new, list(header))
        self._fill_header(header)

    def _fill_header(self, header: tuple[str, ...]) -> None:
        """Write the names of new columns into header cells that are empty."""
        top, left = self.part.area[:2]
        for index, (name, shown) in enumerate(zip(self.part.columns, header, strict=True)):
            if name != shown and self.part.header_rows:
                place = (top, left + index, top, left + index)
                self.parent.contents.write(place, [[f"'{name}"]])

    def _range(self, area: Area) -> ParentRange:
        return self.parent.range_of(area)


@fill_in("Tables")
class Tables(base_classes.Collection, base_classes.Tables):
    """The tables of a sheet."""

    def __init__(self, sheet: ParentSheet) -> None:
        """Take the sheet."""
        self._sheet = sheet

    @property
    def parent(self) -> ParentSheet:
        return self._sheet

    @property
    def api(self) -> Tables:
        return self

    def __call__(self, key: int | str) -> Table:
        for index, table in enumerate(self, 1):
            if key == index or str(key).casefold() == table.name.casefold():
                return table
        raise KeyError(key)

    def __len__(self) -> int:
        return len(tables_of(self.parent.model.package, self.parent.part))

    def __iter__(self) -> Iterator[Table]:
        for part in tables_of(self.parent.model.package, self.parent.part):
            yield Table(self.parent, part)

    def __contains__(self, key: object) -> bool:
        return any(str(key).casefold() == table.name.casefold() for table in self)
