"""The font of a range's cells."""
# ruff: noqa: D102 - xlwings documents its own calls

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.model.colors import as_rgb, rgb_text
from estate_xl.engine.ooxml.xml_text import attributes, escape_attribute, unescape
from estate_xl.engine.views.excel_objects import FontApi
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from estate_xl.engine.model.colors import RGB
    from estate_xl.engine.model.styles import Styles
    from estate_xl.engine.views.parents import ParentFormats

_OFF = {"0", "false"}


@fill_in("Font")
class Font(base_classes.Font):
    """Font of all cells of a range; None where they disagree."""

    def __init__(self, parent: ParentFormats) -> None:
        """Take the range."""
        self.parent = parent

    @property
    def api(self) -> FontApi:
        return FontApi(self.parent)

    @property
    def bold(self) -> bool | None:
        return self._flag("b")

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("b", "<b/>" if value else None)

    @property
    def italic(self) -> bool | None:
        return self._flag("i")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("i", "<i/>" if value else None)

    @property
    def size(self) -> float | None:
        return self.parent.shared_format(lambda s: float(self._value(s, "sz") or 11))

    @size.setter
    def size(self, value: float) -> None:
        self._set("sz", f'<sz val="{value:g}"/>')

    @property
    def color(self) -> RGB | None:
        return self.parent.shared_format(self._styles.font_color)

    @color.setter
    def color(self, color_or_rgb: RGB | str | int) -> None:
        self._set("color", f'<color rgb="{rgb_text(as_rgb(color_or_rgb))}"/>')

    @property
    def name(self) -> str | None:
        return self.parent.shared_format(lambda s: unescape(self._value(s, "name") or ""))

    @name.setter
    def name(self, value: str) -> None:
        def change(style: int) -> int:
            changes = {"name": f'<name val="{escape_attribute(value)}"/>', "scheme": None}
            return self._styles.with_font(style, changes)

        self.parent.change_format(change)

    @property
    def _styles(self) -> Styles:
        return self.parent.sheet.model.styles

    def _value(self, style: int, name: str) -> str | None:
        return attributes(self._styles.font(style).get(name, "")).get("val")

    def _flag(self, name: str) -> bool | None:
        def read(style: int) -> bool:
            return name in self._styles.font(style) and self._value(style, name) not in _OFF

        return self.parent.shared_format(read)

    def _set(self, name: str, raw: str | None) -> None:
        self.parent.change_format(lambda style: self._styles.with_font(style, {name: raw}))
