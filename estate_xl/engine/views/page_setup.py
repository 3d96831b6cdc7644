"""Page set-up and frozen panes of a sheet."""
# ruff: noqa: D102 - xlwings documents its own calls

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.addresses import address, quoted_title
from estate_xl.engine.model import references
from estate_xl.engine.model.workbook_entries import DefinedName
from estate_xl.engine.ooxml.xml_text import attributes, element, start_tag
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from estate_xl.engine.views.parents import ParentSheet

_PRINT_AREA = "_xlnm.Print_Area"


@fill_in("PageSetup")
class PageSetup(base_classes.PageSetup):
    """The print set-up of the sheet."""

    def __init__(self, sheet: ParentSheet) -> None:
        """Take the sheet."""
        self.sheet = sheet

    @property
    def api(self) -> PageSetup:
        return self

    @property
    def print_area(self) -> str | None:
        name = self._name()
        if name is None:
            return None
        return ",".join(part.rpartition("!")[2] for part in name.text.split(","))

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        model, part, name = self.sheet.model, self.sheet.part, self._name()
        if name is not None:
            model.names.remove(name)
        if value:
            title = quoted_title(part.title)
            areas = [references.find_area(model, part, place) for place in value.split(",")]
            text = ",".join(f"{title}!{references.area_text(place)}" for place in areas)
            model.names.append(DefinedName({"name": _PRINT_AREA}, text, part))
            model.names.sort(key=lambda each: references.shown_name(each).casefold())

    def _name(self) -> DefinedName | None:
        part = self.sheet.part
        names = (n for n in self.sheet.model.names if n.scope is part and n.name == _PRINT_AREA)
        return next(names, None)


@fill_in("FreezePanes")
class FreezePanes(base_classes.FreezePanes):
    """Rows and columns that stay in sight."""

    def __init__(self, sheet: ParentSheet) -> None:
        """Take the sheet."""
        self.sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        top, left, bottom, right = references.find_area(
            self.sheet.model, self.sheet.part, frozen_range.replace("$", "")
        )
        whole_rows, whole_columns = (left, right) == (1, 16384), (top, bottom) == (1, 1_048_576)
        rows = 0 if whole_columns else bottom
        columns = 0 if whole_rows else right
        values = {}
        if columns:
            values["xSplit"] = str(columns)
        if rows:
            values["ySplit"] = str(rows)
        pane = {(True, True): "bottomRight", (True, False): "bottomLeft"}.get(
            (bool(rows), bool(columns)), "topRight"
        )
        values |= {
            "topLeftCell": address(rows + 1, columns + 1),
            "activePane": pane,
            "state": "frozen",
        }
        selection = start_tag("selection", {"pane": pane}, closed=True)
        self._set(start_tag("pane", values, closed=True) + selection)

    def unfreeze(self) -> None:
        self._set("")

    def _set(self, inner: str) -> None:
        grid = self.sheet.grid
        found = element(grid.head, "sheetView")
        if found is None:
            return
        raw = grid.head[slice(*found)]
        tag = start_tag("sheetView", attributes(raw[: raw.index(">")]))
        grid.head = f"{grid.head[: found[0]]}{tag}{inner}</sheetView>{grid.head[found[1] :]}"
        grid.is_changed = True
