"""Font and Interior of a range; what its cells do not share is None (COM's Null)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import utils

from excel_twin.dispatcher import Dispatcher, UnknownMember

if TYPE_CHECKING:
    from excel_twin.range_looks import Looks

int_to_rgb: Any = utils.int_to_rgb
rgb_to_int: Any = utils.rgb_to_int
NO_COLOR = -4142
"""xlColorIndexNone."""
_SOME_COLOR = 1
HORIZONTAL = {
    1: "general",
    -4131: "left",
    -4108: "center",
    -4152: "right",
    5: "fill",
    -4130: "justify",
    7: "center_across_selection",
    -4117: "distributed",
}
"""xlHAlign, as xlwings maps it."""
VERTICAL = {
    -4160: "top",
    -4108: "center",
    -4107: "bottom",
    -4130: "justify",
    -4117: "distributed",
}
"""xlVAlign, as xlwings maps it."""


class Font(Dispatcher):
    """MS Font."""

    def __init__(self, cells: Looks) -> None:
        """Take the cells."""
        self.border = cells.border
        self._cells = cells

    def _get(self, name: str) -> Any:
        found = {getattr(area.font, name) for area in self._cells.areas}
        return found.pop() if len(found) == 1 else None

    def _set(self, name: str, value: object) -> None:
        for area in self._cells.areas:
            setattr(area.font, name, value)

    @property
    def Bold(self) -> bool | None:
        """MS Font.Bold."""
        return self._get("bold")

    @Bold.setter
    def Bold(self, value: bool) -> None:
        self._set("bold", value)

    @property
    def Italic(self) -> bool | None:
        """MS Font.Italic."""
        return self._get("italic")

    @Italic.setter
    def Italic(self, value: bool) -> None:
        self._set("italic", value)

    @property
    def Size(self) -> float | None:
        """In points. MS Font.Size."""
        return self._get("size")

    @Size.setter
    def Size(self, value: float) -> None:
        self._set("size", value)

    @property
    def Name(self) -> str | None:
        """MS Font.Name."""
        return self._get("name")

    @Name.setter
    def Name(self, value: str) -> None:
        self._set("name", value)

    @property
    def Color(self) -> int | None:
        """Red, green and blue in one number; black where it is automatic. MS Font.Color."""
        found = self._get("color")
        return None if found is None else rgb_to_int(found)

    @Color.setter
    def Color(self, value: int) -> None:
        self._set("color", int_to_rgb(value))

    @property
    def ThemeColor(self) -> int | None:
        """11 of links (MS XlThemeColor, xlThemeColorHyperlink). MS Font.ThemeColor."""
        raise UnknownMember("Font.ThemeColor")

    @ThemeColor.setter
    def ThemeColor(self, value: int) -> None:
        if value != 11:
            raise UnknownMember(f"Font.ThemeColor = {value}")
        for area in self._cells.areas:
            area.font.api.ThemeColor = value

    @property
    def Underline(self) -> int | None:
        """2 (xlUnderlineStyleSingle), -4142 without. MS Font.Underline."""
        found = set()
        for area in self._cells.areas:
            styles = area.sheet.model.styles
            found |= {styles.font(each).get("u") for each in area.contents.styles_in(area.area)}
        if not found <= {None, "<u/>"}:
            raise UnknownMember(f"Font.Underline of {found}")
        kinds = {NO_COLOR if each is None else 2 for each in found}
        return kinds.pop() if len(kinds) == 1 else None

    @Underline.setter
    def Underline(self, value: int) -> None:
        if value not in {2, NO_COLOR}:
            raise UnknownMember(f"Font.Underline = {value}")
        for area in self._cells.areas:
            styles = area.sheet.model.styles
            raw = "<u/>" if value == 2 else None
            area.change_format(
                lambda style, raw=raw, styles=styles: styles.with_font(style, {"u": raw})
            )


class Interior(Dispatcher):
    """MS Interior."""

    def __init__(self, cells: Looks) -> None:
        """Take the cells."""
        self.border = cells.border
        self._cells = cells

    def _colors(self) -> set[tuple[int, int, int] | None]:
        found = set()
        for area in self._cells.areas:
            read = area.sheet.model.styles.fill_color
            found |= {read(style) for style in area.contents.styles_in(area.area)}
        return found

    @property
    def ColorIndex(self) -> int | None:
        """XlColorIndexNone without a fill, else an index of the palette. MS Interior.ColorIndex.

        xlwings compares it with xlColorIndexNone alone: which index it is, is not known here.
        """
        found = self._colors()
        if found == {None}:
            return NO_COLOR
        return _SOME_COLOR if len(found) == 1 else None

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        if value != NO_COLOR:
            raise UnknownMember(f"Interior.ColorIndex = {value}")
        for area in self._cells.areas:
            area.color = None

    @property
    def Color(self) -> int | None:
        """Red, green and blue in one number. MS Interior.Color."""
        found = self._colors()
        if len(found) != 1 or None in found:
            raise UnknownMember("Interior.Color of cells that differ or have none")
        return rgb_to_int(found.pop())

    @Color.setter
    def Color(self, value: int) -> None:
        for area in self._cells.areas:
            area.color = int_to_rgb(value)
