"""How the cells of a range look, and how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW
from excel_twin.dispatcher import Dispatcher, refusal
from excel_twin.formats import HORIZONTAL, VERTICAL, Font, Interior
from excel_twin.local_texts import local_number_format

if TYPE_CHECKING:
    from excel_twin.worksheets import Worksheet

FileRange = Any
"""A range of the file engine, which stands behind each area."""


class Looks(Dispatcher):
    """The part of MS Range that shows and sets formats and sizes."""

    sheet: Worksheet
    areas: list[FileRange]

    @property
    def first(self) -> FileRange:
        """The first area."""
        return self.areas[0]

    def _shared(self, name: str) -> Any:
        found = {getattr(area, name) for area in self.areas}
        return found.pop() if len(found) == 1 else None

    def _give_all(self, name: str, value: object) -> None:
        for area in self.areas:
            setattr(area, name, value)

    @property
    def Font(self) -> Font:
        """MS Range.Font."""
        return Font(self)

    @property
    def Interior(self) -> Interior:
        """MS Range.Interior."""
        return Interior(self)

    @property
    def NumberFormat(self) -> str | None:
        """In English; None where cells differ. MS Range.NumberFormat."""
        return self._shared("number_format")

    @NumberFormat.setter
    def NumberFormat(self, value: str) -> None:
        self._give_all("number_format", value)

    @property
    def NumberFormatLocal(self) -> str | None:
        """In the user's language. MS Range.NumberFormatLocal."""
        return local_number_format(self._shared("number_format"), self.sheet.excel.language)

    @property
    def WrapText(self) -> bool | None:
        """MS Range.WrapText."""
        return self._shared("wrap_text")

    @WrapText.setter
    def WrapText(self, value: bool) -> None:
        self._give_all("wrap_text", value)

    @property
    def HorizontalAlignment(self) -> int | None:
        """MS Range.HorizontalAlignment."""
        found = self._shared("horizontal_alignment")
        return next((code for code, word in HORIZONTAL.items() if word == found), None)

    @HorizontalAlignment.setter
    def HorizontalAlignment(self, value: int) -> None:
        self._give_all("horizontal_alignment", HORIZONTAL[value])

    @property
    def VerticalAlignment(self) -> int | None:
        """MS Range.VerticalAlignment."""
        found = self._shared("vertical_alignment")
        return next((code for code, word in VERTICAL.items() if word == found), None)

    @VerticalAlignment.setter
    def VerticalAlignment(self, value: int) -> None:
        self._give_all("vertical_alignment", VERTICAL[value])

    @property
    def RowHeight(self) -> float | None:
        """In points; None where rows differ. MS Range.RowHeight."""
        return self._shared("row_height")

    @RowHeight.setter
    def RowHeight(self, value: float) -> None:
        self._check_size(value, 409)
        self._give_all("row_height", value)

    @property
    def ColumnWidth(self) -> float | None:
        """In characters; None where columns differ. MS Range.ColumnWidth."""
        return self._shared("column_width")

    @ColumnWidth.setter
    def ColumnWidth(self, value: float) -> None:
        self._check_size(value, 255)
        self._give_all("column_width", value)

    def _check_size(self, value: float, most: int) -> None:
        """Refuse a size beyond Excel's limits (MS: specifications and limits) or a locked sheet."""
        if not 0 <= value <= most:
            raise refusal("Unable to set the RowHeight property of the Range class")
        self.sheet.check_layout()

    @property
    def Hidden(self) -> bool | None:
        """Of whole rows or columns only. MS Range.Hidden."""
        return self._shared(self._hidden())

    @Hidden.setter
    def Hidden(self, value: bool) -> None:
        self.sheet.check_layout()
        self._give_all(self._hidden(), value)

    def _hidden(self) -> str:
        top, left, bottom, right = self.first.area
        if (left, right) == (1, MAX_COLUMN):
            return "row_hidden"
        if (top, bottom) == (1, MAX_ROW):
            return "column_hidden"
        raise refusal("Unable to get the Hidden property of the Range class")

    @property
    def Left(self) -> float:
        """In points. MS Range.Left."""
        return self.first.left

    @property
    def Top(self) -> float:
        """In points. MS Range.Top."""
        return self.first.top

    @property
    def Width(self) -> float:
        """In points. MS Range.Width."""
        return self.first.width

    @property
    def Height(self) -> float:
        """In points. MS Range.Height."""
        return self.first.height
