"""Looks of cells: their number format, font, fill and alignment, by the number of their format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from estate_xl.engine.model.colors import color_of, theme_colors
from estate_xl.engine.model.number_formats import BUILT_IN
from estate_xl.engine.ooxml.namespaces import ART, MAIN
from estate_xl.engine.ooxml.xml_text import escape_attribute, start_tag
from estate_xl.engine.ooxml.xml_trees import name_of, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree import ElementTree as ET

_M: Final = f"{{{MAIN}}}"
_OFF: Final = frozenset({"0", "false", "none"})
_DROPPED: Final = re.compile(r"\[\$-(?!F[48]00)[0-9A-Fa-f]{1,4}\]|\\(?=[ $+()!^&'~{}<>=-])")
"""Plain places, and strokes before signs that stand for themselves: a point does not."""
_QUOTED: Final = re.compile(r'"([ -]*+)"')
_SYMBOLS: Final = re.compile(
    r"ding|symbol|marlett|mt extra|barcode|code ?(?:39|128)", re.IGNORECASE
)
_SYMBOL_CHARSET: Final = 2
_SYSTEM: Final = {"64": "000000", "65": "FFFFFF"}
_USUAL_SIZE: Final = 11.0
_INK, _NO_FILL, _PAPER = "000000", "", "FFFFFF"
_HEAVY: Final = frozenset({"thick", "double"})

Look = dict[str, Any]
"""Unusual properties of a format: `code`, `font`, `size`, `colour`, `fill`, `bold` and so on."""


class Looks:
    """The formats of a workbook."""

    def __init__(self, styles: str, theme: str) -> None:
        """Take the styles part and the theme part."""
        root = parse(styles)
        self._theme = theme_colors(theme)
        self._theme_fonts = _theme_fonts(theme)
        self._palette = [
            each.get("rgb", "")
            for each in root.findall(f"{_M}colors/{_M}indexedColors/{_M}rgbColor")
        ]
        self._fonts = [self.font(each) for each in _listed(root, "fonts")]
        self._fills = [self._fill(each) for each in _listed(root, "fills")]
        self._crossed = [_is_crossed(each) for each in _listed(root, "borders")]
        self._heavy = [self._heavy_sides(each) for each in _listed(root, "borders")]
        self._codes = BUILT_IN | {
            int(each.get("numFmtId", "0")): each.get("formatCode", "General")
            for each in _listed(root, "numFmts")
        }
        self._formats = _listed(root, "cellXfs")
        self._conditional = _listed(root, "dxfs")
        self._known: dict[int, Look] = {}

    def of(self, index: int) -> Look:
        """The look of a cell of that format."""
        if index not in self._known:
            xf = self._formats[index] if 0 <= index < len(self._formats) else None
            self._known[index] = {} if xf is None else self._look(xf)
        return self._known[index]

    def conditional(self, index: str | None) -> Look:
        """The look of a cell to which a condition gives that format."""
        place = int(index) if index is not None else -1
        if not 0 <= place < len(self._conditional):
            return {}
        look: Look = {}
        for each in self._conditional[place]:
            kind = name_of(each)
            if kind == "font":
                look |= self.font(each, {})
            elif kind == "fill":
                look["fill"] = self._fill(each, is_condition=True)
            elif kind == "numFmt":
                look["code"] = code_meaning(each.get("formatCode", "General"))
        return {key: value for key, value in look.items() if value not in {None, ""}}

    def font(self, font: ET.Element, usual: Look | None = None) -> Look:
        """The unusual properties of a font or of a run of text."""
        look: Look = {"size": _USUAL_SIZE, "colour": _INK} if usual is None else dict(usual)
        for each in font:
            kind, value = name_of(each), each.get("val", "1")
            if kind == "scheme":
                value = self._theme_fonts.get(value, "")
            if kind in {"name", "rFont", "scheme"} and _SYMBOLS.search(value):
                look["symbols"] = True
            elif kind == "sz":
                look["size"] = float(value)
            elif kind == "color":
                look["colour"] = self.colour(each) or _INK
            elif kind in {"b", "i", "strike", "u", "outline", "shadow"} and value not in _OFF:
                look[kind] = True
            elif kind == "vertAlign" and value != "baseline":
                look["raised"] = value
            elif kind == "charset" and int(value) == _SYMBOL_CHARSET:
                look["symbols"] = True
        return look

    def colour(self, tag: ET.Element) -> str | None:
        """A colour as six hexadecimal digits, None for the automatic one."""
        index = tag.get("indexed")
        if len({"rgb", "theme", "indexed", "auto"} & tag.attrib.keys()) > 1:
            return f"? {sorted(tag.attrib.items())}"  # programs choose one or another
        if index in _SYSTEM:
            return _SYSTEM[index]
        if index is not None and int(index) < len(self._palette):
            return self._palette[int(index)][-6:].upper()
        values = {key: escape_attribute(value) for key, value in tag.attrib.items()}
        found = color_of(start_tag("color", values, closed=True), self._theme)
        return None if found is None else "{:02X}{:02X}{:02X}".format(*found)

    def _fill(self, fill: ET.Element, *, is_condition: bool = False) -> str:
        """A fill as text: a plain colour, or a pattern with both of its colours."""
        pattern = fill.find(f"{_M}patternFill")
        if len(fill) > 1:
            return f"{len(fill)} fills"
        if pattern is None:
            stops = [self.colour(each) for each in fill.iter(f"{_M}color")]
            return f"gradient {stops}" if stops else _NO_FILL
        kind = pattern.get("patternType", "solid" if is_condition else "none")
        front, back = (
            None if (found := pattern.find(f"{_M}{name}")) is None else self.colour(found)
            for name in ("fgColor", "bgColor")
        )
        if kind == "none":
            return _NO_FILL
        if kind == "solid":
            # A condition's plain fill has its colour at the back, most programs say.
            return (back or front if is_condition else front) or "auto"
        return f"{kind} {front} {back}"

    def paint(self, index: int) -> Look:
        """The look of an empty cell of that format: its fill and heavy lines."""
        look = self.of(index)
        found = {key: look[key] for key in ("fill", "lines", "crossed") if key in look}
        return {key: value for key, value in found.items() if value != _PAPER}

    def _heavy_sides(self, border: ET.Element) -> str:
        """Lines so thick that something can be drawn with them."""
        return " ".join(
            f"{name_of(each)} {each.get('style')} "
            f"{next((self.colour(colour) for colour in each), None) or _INK}"
            for each in border
            if each.get("style") in _HEAVY and name_of(each) != "diagonal"
        )

    def _look(self, xf: ET.Element) -> Look:
        font, fill = int(xf.get("fontId", "0")), int(xf.get("fillId", "0"))
        look: Look = dict(self._fonts[font]) if font < len(self._fonts) else {}
        look["fill"] = self._fills[fill] if fill < len(self._fills) else _NO_FILL
        border = int(xf.get("borderId", "0"))
        look["crossed"] = border < len(self._crossed) and self._crossed[border]
        look["lines"] = self._heavy[border] if border < len(self._heavy) else ""
        look["code"] = code_meaning(self._codes.get(int(xf.get("numFmtId", "0")), "General"))
        alignment = xf.find(f"{_M}alignment")
        if alignment is not None:
            for name, read in _ALIGNMENT.items():
                look[name] = read(alignment.get(name, ""))
        return {key: value for key, value in look.items() if value not in {None, "", False}}


def _theme_fonts(theme: str) -> dict[str, str]:
    """Names of a theme's fonts by how formats call them: `major` and `minor`."""
    if not theme:
        return {}
    root = parse(theme)
    return {
        name: " ".join(
            each.get("typeface", "") for held in root.iter(f"{{{ART}}}{name}Font") for each in held
        )
        for name in ("major", "minor")
    }


def _is_crossed(border: ET.Element) -> bool:
    """True if a line crosses the cell out."""
    line = border.find(f"{_M}diagonal")
    is_drawn = line is not None and line.get("style", "none") != "none"
    return is_drawn and any(_flag(border.get(name, "0")) for name in ("diagonalUp", "diagonalDown"))


def code_meaning(code: str) -> str:
    r"""A number format as one program writes it that another writes with other quotes.

    >>> code_meaning('0.00\\ "分"'), code_meaning('0.00" ""分"'), code_meaning("GENERAL")
    ('0.00 "分"', '0.00 "分"', '')
    """
    plain = _QUOTED.sub(lambda match: match[1], _DROPPED.sub("", code))
    return "" if plain.casefold() == "general" else plain


def _flag(value: str) -> bool:
    return value in {"1", "true"}


_ALIGNMENT: Final[dict[str, Callable[[str], object]]] = {
    "horizontal": lambda value: "" if value == "general" else value,
    "vertical": lambda value: "" if value == "bottom" else value,
    "textRotation": lambda value: int(value or "0"),
    "indent": lambda value: int(value or "0"),
    "shrinkToFit": _flag,
    "readingOrder": lambda value: int(value or "0"),
}


def _listed(root: ET.Element, name: str) -> list[ET.Element]:
    found = root.find(f"{_M}{name}")
    return [] if found is None else list(found)
