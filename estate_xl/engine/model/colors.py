"""Colours of a file as red, green, blue: plain, of the theme, of the palette."""

from __future__ import annotations

import colorsys
import re

from xlwings.utils import hex_to_rgb, int_to_rgb

from estate_xl.engine.errors import CallError
from estate_xl.engine.ooxml.xml_text import attributes, element, elements

RGB = tuple[int, int, int]

_PALETTE = [
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
]
_FIRST_REPEATED = 8
_THEME_ORDER = [
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
]
_OFFICE_THEME = [
    "FFFFFF",
    "000000",
    "EEECE1",
    "1F497D",
    "4F81BD",
    "C0504D",
    "9BBB59",
    "8064A2",
    "4BACC6",
    "F79646",
    "0000FF",
    "800080",
]


def theme_colors(theme: str) -> list[str]:
    """The twelve colours of a theme part in the order in which cells count them."""
    found = element(theme, "a:clrScheme")
    if found is None:
        return list(_OFFICE_THEME)
    scheme = theme[slice(*found)]
    colors = []
    for name, usual in zip(_THEME_ORDER, _OFFICE_THEME, strict=True):
        entry = elements(scheme, f"a:{name}")
        match = re.search(
            r'(?:\slastClr|<a:srgbClr val)="([0-9A-Fa-f]{6})"', entry[0] if entry else ""
        )
        colors.append(match[1] if match else usual)
    return colors


def color_of(tag: str, theme: list[str]) -> RGB | None:
    """Colour of a `<color …/>`, `<fgColor …/>` or the like; None if it is the automatic one."""
    values = attributes(tag)
    if "rgb" in values:
        base = values["rgb"][-6:]
    elif "theme" in values and int(values["theme"]) < len(theme):
        base = theme[int(values["theme"])]
    elif "indexed" in values:
        index = int(values["indexed"])
        index -= _FIRST_REPEATED if index >= _FIRST_REPEATED else 0
        if index >= len(_PALETTE):
            return None
        base = _PALETTE[index]
    else:
        return None
    rgb = (int(base[0:2], 16), int(base[2:4], 16), int(base[4:6], 16))
    return _tinted(rgb, float(values.get("tint", "0")))


def as_rgb(color: RGB | str | int) -> RGB:
    """Colour given in any of the ways that xlwings takes.

    Raises:
        CallError: it is none.
    """
    try:
        if isinstance(color, str):
            red, green, blue = hex_to_rgb(color)  # type: ignore[no-untyped-call]
        elif isinstance(color, int):
            red, green, blue = int_to_rgb(color)  # type: ignore[no-untyped-call]
        else:
            red, green, blue = color
    except (TypeError, ValueError) as error:
        msg = f"no colour: {color!r}"
        raise CallError(msg) from error
    return red, green, blue


def rgb_text(color: RGB) -> str:
    """Colour as files write it, opaque."""
    red, green, blue = color
    return f"FF{red:02X}{green:02X}{blue:02X}"


def _tinted(rgb: RGB, tint: float) -> RGB:
    if not tint:
        return rgb
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)
