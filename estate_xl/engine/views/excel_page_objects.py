"""Scale, manual page breaks, protection and filter, under the names that Excel's objects have.

xlwings has no public calls for them; programs reach them through `sheet.api`, as Excel on Windows
answers. Only what is named here is there.
"""
# ruff: noqa: D105, N802, N803 - the names are Excel's

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.model import layout
from estate_xl.engine.model.rules import rule_formulas
from estate_xl.engine.ooxml.xml_text import attributes, element, elements, start_tag
from estate_xl.engine.views import filters

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.tables import TablePart
    from estate_xl.engine.views.parents import ParentRange, ParentSheet

_POINTS_PER_INCH = 72
_USUAL_MARGINS = {
    "left": 0.7, "right": 0.7, "top": 0.75, "bottom": 0.75, "header": 0.3, "footer": 0.3
}  # fmt: skip
_LETTER, _PORTRAIT, _LANDSCAPE = 1, 1, 2
_LAST_COLUMN = "16383"
_FULL = 100


class SheetApi:
    """The part of Excel's Worksheet object that we use."""

    def __init__(self, sheet: ParentSheet) -> None:
        """Take the sheet."""
        self._sheet = sheet

    @property
    def part(self) -> str:
        """Name of the sheet's part in the file."""
        return self._sheet.part.part

    @property
    def rules(self) -> list[tuple[str, str]]:
        """Cells and formulas of its drop-downs and conditional formats."""
        return rule_formulas(self._sheet.grid.tail)

    @property
    def Name(self) -> str:
        """The title."""
        return self._sheet.name

    @property
    def Next(self) -> SheetApi | None:
        """The sheet to its right, None of the last one."""
        right = self._sheet.right
        return None if right is None else SheetApi(right)

    @property
    def PageSetup(self) -> PageSetupApi:
        """The page."""
        return PageSetupApi(self._sheet.grid)

    @property
    def HPageBreaks(self) -> HPageBreaks:
        """Manual breaks between rows."""
        return HPageBreaks(self._sheet.grid)

    @property
    def ProtectContents(self) -> bool:
        """True if locked cells refuse changes."""
        return layout.is_protected(self._sheet.grid)

    @property
    def FilterMode(self) -> bool:
        """True if a filter of the sheet's own hides rows."""
        return filters.is_filtered(self._sheet.grid)

    def ShowAllData(self) -> None:
        """Clear that filter."""
        filters.clear_filter(self._sheet.grid)

    def Activate(self) -> None:
        """Make it the sheet that is shown."""
        self._sheet.activate()

    def ResetAllPageBreaks(self) -> None:
        """Take all manual breaks away."""
        for name in ("rowBreaks", "colBreaks"):
            layout.set_after_cells(self._sheet.grid, name, "")

    def __getattr__(self, member: str) -> object:
        raise NotOfferedError(f"Sheet.api.{member}")  # noqa: EM102 - builds its own text


class TableApi:
    """The part of Excel's ListObject that we use."""

    def __init__(self, table: TablePart) -> None:
        """Take the table."""
        self._table = table

    @property
    def AutoFilter(self) -> AutoFilterApi | None:
        """Its filter, None where the header shows no arrows."""
        raw = filters.table_filter(self._table)
        return AutoFilterApi(raw) if raw else None

    def __getattr__(self, member: str) -> object:
        raise NotOfferedError(f"Table.api.{member}")  # noqa: EM102 - builds its own text


class AutoFilterApi:
    """The filter of a table."""

    def __init__(self, raw: str) -> None:
        """Take the filter's element."""
        self._raw = raw

    @property
    def FilterMode(self) -> bool:
        """True if it hides rows."""
        return filters.has_criteria(self._raw)


class HPageBreaks:
    """Manual breaks between rows."""

    def __init__(self, grid: Grid) -> None:
        """Take the sheet's cells."""
        self._grid = grid

    @property
    def Count(self) -> int:
        """Their number."""
        return len(self._rows())

    def Add(self, Before: ParentRange) -> None:
        """Break above the first row of a range; a break that is there stays one."""
        rows = sorted({*self._rows(), Before.row - 1} - {0})
        number = str(len(rows))
        values = {"count": number, "manualBreakCount": number}
        breaks = "".join(
            start_tag("brk", {"id": str(row), "max": _LAST_COLUMN, "man": "1"}, closed=True)
            for row in rows
        )
        raw = f"{start_tag('rowBreaks', values)}{breaks}</rowBreaks>" if rows else ""
        layout.set_after_cells(self._grid, "rowBreaks", raw)

    def _rows(self) -> list[int]:
        found = element(self._grid.tail, "rowBreaks")
        raw = self._grid.tail[slice(*found)] if found else ""
        return [int(attributes(tag)["id"]) for tag in elements(raw, "brk")]


class PageSetupApi:
    """Paper, margins in points, and scale."""

    def __init__(self, grid: Grid) -> None:
        """Take the sheet's cells."""
        self._grid = grid

    @property
    def PaperSize(self) -> int:
        """Excel's number of the paper: 9 is A4."""
        return int(self._values("pageSetup").get("paperSize", _LETTER))

    @property
    def Orientation(self) -> int:
        """1 portrait, 2 landscape."""
        is_wide = self._values("pageSetup").get("orientation") == "landscape"
        return _LANDSCAPE if is_wide else _PORTRAIT

    @property
    def LeftMargin(self) -> float:
        """In points."""
        return self._margin("left")

    @property
    def RightMargin(self) -> float:
        """In points."""
        return self._margin("right")

    @property
    def TopMargin(self) -> float:
        """In points."""
        return self._margin("top")

    @property
    def BottomMargin(self) -> float:
        """In points."""
        return self._margin("bottom")

    @property
    def Zoom(self) -> int | bool:
        """Percent, or False where the sheet fits itself to pages."""
        fits = element(self._grid.head, "pageSetUpPr")
        tag = self._grid.head[slice(*fits)] if fits else ""
        if attributes(tag).get("fitToPage") in {"1", "true"}:
            return False
        return int(self._values("pageSetup").get("scale", _FULL))

    @Zoom.setter
    def Zoom(self, percent: int) -> None:
        values = {k: v for k, v in self._values("pageSetup").items() if not k.startswith("fitTo")}
        tag = start_tag("pageSetup", values | {"scale": str(int(percent))}, closed=True)
        layout.set_after_cells(self._grid, "pageSetup", tag)
        fits = element(self._grid.head, "pageSetUpPr")
        if fits is not None:
            raw = self._grid.head[slice(*fits)]
            kept = {k: v for k, v in attributes(raw).items() if k != "fitToPage"}
            new = start_tag("pageSetUpPr", kept, closed=True) if kept else ""
            self._grid.head = self._grid.head[: fits[0]] + new + self._grid.head[fits[1] :]
            self._grid.is_changed = True

    def _margin(self, side: str) -> float:
        inches = self._values("pageMargins").get(side, _USUAL_MARGINS[side])
        return float(inches) * _POINTS_PER_INCH

    def _values(self, name: str) -> dict[str, str]:
        found = element(self._grid.tail, name)
        return attributes(self._grid.tail[slice(*found)]) if found else {}
