"""Filters of tables and sheets: which hide rows, and how all rows are shown again."""
# ruff: noqa: D102 - xlwings documents its own calls

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from estate_xl.engine.addresses import parse_area
from estate_xl.engine.ooxml.xml_text import attributes, element, elements
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.tables import TablePart
    from estate_xl.engine.views.parents import ParentSheet

_CRITERIA = re.compile(r"<filterColumn\b(?:[^>]*/>|.*?</filterColumn>)", re.DOTALL)


@fill_in("AutoFilter")
class AutoFilter(base_classes.AutoFilter):
    """The filter of a table: its criteria are seen and cleared, never set."""

    def __init__(self, sheet: ParentSheet, table: TablePart) -> None:
        """Take the table's sheet and part."""
        self._sheet = sheet
        self._table = table

    @property
    def criteria(self) -> list[dict[str, Any]]:
        raw = table_filter(self._table)
        tags = [tag[: tag.index(">")] for tag in elements(raw, "filterColumn")]
        filtered = {int(attributes(tag)["colId"]) + 1 for tag in tags}
        return [
            base_classes.empty_autofilter_criteria(
                field, "unknown" if field in filtered else "none"
            )
            for field in range(1, len(self._table.columns) + 1)
        ]

    def clear(self, field: int | None) -> None:
        """Show all rows; a file engine that cannot filter cannot keep the other fields' criteria.

        Args:
            field: Must be None.
        """
        del field
        text = self._table.text
        new = _CRITERIA.sub("", text)
        if new != text:
            self._table.package.write(self._table.part, new.encode())
            show_rows(self._sheet.grid, self._table.area)


def is_filtered(grid: Grid) -> bool:
    """True if a filter of the sheet's own, no table's, has criteria."""
    return has_criteria(_own_filter(grid))


def has_criteria(raw: str) -> bool:
    """True if the element of a filter has criteria."""
    return bool(_CRITERIA.search(raw))


def table_filter(table: TablePart) -> str:
    """The element of a table's filter; empty where the header shows no arrows."""
    text = table.text
    found = element(text, "autoFilter")
    return text[slice(*found)] if found else ""


def clear_filter(grid: Grid) -> None:
    """Take the criteria of the sheet's own filter away and show its rows."""
    raw = _own_filter(grid)
    new = _CRITERIA.sub("", raw)
    if new != raw:
        place = parse_area(attributes(raw[: raw.index(">")])["ref"].replace("$", ""))
        grid.tail = grid.tail.replace(raw, new, 1)
        grid.is_changed = True
        show_rows(grid, place)


def show_rows(grid: Grid, area: Area) -> None:
    """Show the hidden rows of an area."""
    for number, row in list(grid.rows_between(area[0], area[2])):
        if row.attributes.get("hidden") in {"1", "true"}:
            grid.row_to_change(number).attributes.pop("hidden", None)
            grid.is_changed = True


def _own_filter(grid: Grid) -> str:
    found = element(grid.tail, "autoFilter")
    return grid.tail[slice(*found)] if found else ""
