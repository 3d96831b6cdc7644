"""Rows that a filter hides, of the sheet's own or of a table; rows hidden by hand are no such rows.

xlwings issue 679: "Everything works correctly when rows are hidden rather than filtered out".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from estate_xl.engine.addresses import parse_area
from estate_xl.engine.model.tables import tables_of
from estate_xl.engine.ooxml.xml_text import attributes
from estate_xl.engine.views import filters
from estate_xl.engine.views.filters import AutoFilter

if TYPE_CHECKING:
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.views.parents import ParentSheet
    from estate_xl.engine.views.table import Table


def filtered_rows(sheet: ParentSheet, area: Area | None = None) -> set[int]:
    """Rows of the sheet, or of an area of it, that a filter hides."""
    found: set[int] = set()
    for held in _filtered_areas(sheet):
        top, _, bottom, _ = held
        if area is not None:
            top, bottom = max(top, area[0]), min(bottom, area[2])
        found |= {
            number
            for number, row in sheet.grid.rows_between(top, bottom)
            if row.attributes.get("hidden") in {"1", "true"}
        }
    return found


def clear_field(table: Table, field: int) -> None:
    """Take the criteria of one column of a table away, counted from 1."""
    on = {each["field"] for each in table.autofilter.criteria if each["type"] != "none"}
    if on == {field}:
        table.autofilter.clear(None)
    elif field in on:
        one = re.compile(
            rf'<filterColumn colId="{field - 1}"[^>]*(?:/>|>.*?</filterColumn>)', re.DOTALL
        )
        text = one.sub("", table.part.text)
        table.part.package.write(table.part.part, text.encode())


def _filtered_areas(sheet: ParentSheet) -> list[Area]:
    found = []
    if filters.is_filtered(sheet.grid):
        raw = filters._own_filter(sheet.grid)
        found.append(parse_area(attributes(raw[: raw.index(">")])["ref"].replace("$", "")))
    tables = tables_of(sheet.model.package, sheet.part)
    filtered = [
        part for part in tables if any(_is_on(each) for each in AutoFilter(sheet, part).criteria)
    ]
    return found + [part.area for part in filtered]


def _is_on(criterion: dict[str, Any]) -> bool:
    return bool(criterion["type"] != "none")
