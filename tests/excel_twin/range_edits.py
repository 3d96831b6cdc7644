"""What is done to the cells of a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from excel_twin.dispatcher import UnknownMember, refusal
from excel_twin.hidden_rows import clear_field, filtered_rows
from excel_twin.range_looks import Looks

if TYPE_CHECKING:
    from collections.abc import Callable

    from excel_twin.range_looks import FileRange

_INSERTIONS = {-4121: "down", -4161: "right", None: None}
_DELETIONS = {-4162: "up", -4159: "left", None: None}
_ORIGINS = {0: "format_from_left_or_above", 1: "format_from_right_or_below", None: None}


class Edits(Looks):
    """The part of MS Range that changes cells other than by their values."""

    def _each(self, act: Callable[[FileRange], object], call: str) -> None:
        """Do it in all areas, from the last to the first as rows may move."""
        for area in reversed(self.areas):
            if filtered_rows(area.sheet, area.area):
                raise UnknownMember(f"Range.{call} over rows that a filter hides")
            act(area)

    def Clear(self) -> None:
        """MS Range.Clear."""
        self._each(lambda area: area.clear(), "Clear")

    def ClearContents(self) -> None:
        """MS Range.ClearContents."""
        self._each(lambda area: area.clear_contents(), "ClearContents")

    def ClearFormats(self) -> None:
        """MS Range.ClearFormats."""
        self._each(lambda area: area.clear_formats(), "ClearFormats")

    def Insert(self, Shift: int | None = None, CopyOrigin: int | None = None) -> bool:
        """MS Range.Insert."""
        shift, origin = _INSERTIONS[Shift], _ORIGINS[CopyOrigin]
        self._each(lambda area: area.insert(shift, origin), "Insert")
        return True

    def Delete(self, Shift: int | None = None) -> bool:
        """MS Range.Delete."""
        shift = _DELETIONS[Shift]
        self._each(lambda area: area.delete(shift), "Delete")
        return True

    def Copy(self, Destination: Edits | None = None) -> bool:
        """To other cells, of any open workbook; the clipboard is not known. MS Range.Copy."""
        if Destination is None or len(self.areas) > 1 or len(Destination.areas) > 1:
            raise UnknownMember("Range.Copy to the clipboard, or of several areas")
        if filtered_rows(self.first.sheet, self.first.area):
            raise UnknownMember("Range.Copy of rows that a filter hides")
        self.first.copy(Held(Destination.first))
        return True

    def Merge(self, Across: bool = False) -> None:
        """All but the first content is lost; Excel asks before, unless its alerts are off.

        MS Range.Merge; MS Application.DisplayAlerts.
        """
        held = [value for area in self.areas for row in _rows(area.raw_value) for value in row]
        many = len([value for value in held if value is not None]) > 1
        if many and self.sheet.excel.settings["DisplayAlerts"]:
            raise UnknownMember("Range.Merge with a box that asks")
        for area in self.areas:
            area.merge(Across)

    def UnMerge(self) -> None:
        """MS Range.UnMerge."""
        for area in self.areas:
            area.unmerge()

    @property
    def MergeCells(self) -> bool | None:
        """None where some are merged. MS Range.MergeCells."""
        return self._shared("merge_cells")

    def AutoFilter(self, Field: int) -> None:
        """Without criteria: that column filters no more. MS Range.AutoFilter.

        Rows come back with the last criterion: which ones the others hide is not known here.
        """
        table = self.first.table
        if table is None or table.range.area != self.first.area:
            raise UnknownMember("Range.AutoFilter of no table")
        clear_field(table, Field)

    def Select(self) -> bool:
        """On the active sheet only. MS Range.Select: 1004 elsewhere."""
        if self.sheet.part is not self.sheet.book.file.model.active:
            raise refusal("Select method of Range class failed")
        self.first.select()
        return True

    def Activate(self) -> bool:
        """MS Range.Activate."""
        return self.Select()


class Held:
    """What the file engine takes an xlwings range for."""

    def __init__(self, impl: FileRange) -> None:
        """Take the cells."""
        self.impl = impl


def _rows(raw: Any) -> Any:
    return raw if isinstance(raw, tuple) else ((raw,),)
