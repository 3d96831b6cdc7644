"""Cell formats of `xl/styles.xml`: looked up by index, new ones added at the end.

A format that exists is never changed, so that no cell but the one asked for looks different.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.engine.model import colors, number_formats
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    content,
    element,
    elements,
    escape_attribute,
    start_tag,
    unescape,
)

if TYPE_CHECKING:
    from estate_xl.engine.model.colors import RGB

_FIRST_OWN_FORMAT = 164
_FONT_ORDER = [
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
]
_AFTER_FORMATS = re.compile(r"<(?:fonts|fills|borders|cellStyleXfs|cellXfs)[\s>]")
_AFTER_BORDERS = re.compile(r"<(?:cellStyleXfs|cellXfs)[\s>]")
_AFTER_RULES = re.compile(r"<(?:tableStyles|colors|extLst)[\s/>]|</styleSheet>")
_TAG = re.compile(r"<([\w:]+)([^>]*)>")
_ORDERED = ("<gradientFill", "<extLst")  # their elements nest
_OFF_BY_DEFAULT = {"quotePrefix", "pivotButton"}
_FLAGS = {"b", "i", "strike", "condense", "extend", "outline", "shadow"}
_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_PATTERN_KINDS_EMPTY = {"none", None}


class _Items(list[str]):
    """One list of the part; an item is found at once, however many there are."""

    def __init__(self, items: list[str]) -> None:
        """Take the items as the part has them."""
        super().__init__(items)
        self._places = {raw: place for place, raw in reversed(list(enumerate(items)))}
        self._meanings: dict[object, int] | None = None

    def index_of(self, raw: str) -> int:
        """Index of that item, or of one that means the same; added if there is none."""
        place = self._places.get(raw)
        if place is None:
            place = self._places[raw] = self._index_of_meaning(raw)
        return place

    def _index_of_meaning(self, raw: str) -> int:
        if self._meanings is None:
            self._meanings = {}
            for place, item in enumerate(self):
                self._meanings.setdefault(_meaning(item), place)
        place = self._meanings.setdefault(_meaning(raw), len(self))
        if place == len(self):
            self.append(raw)
        return place


class Look(NamedTuple):
    """A cell's format with what it refers to, raw but for the code of its numbers."""

    values: dict[str, str]
    inner: str
    font: str
    fill: str
    border: str
    number_format: str


class Styles:
    """The formats of a book; `style` is an index among its cell formats."""

    def __init__(self, text: str, theme: str) -> None:
        """Take the text of the styles part and of the theme part."""
        self._text = text
        self._theme = colors.theme_colors(theme)
        self._xfs = _Items(self._list("cellXfs", "xf"))
        self._fonts = _Items(self._list("fonts", "font"))
        self._fills = _Items(self._list("fills", "fill"))
        self._borders = _Items(self._list("borders", "border"))
        self._rules = _Items(self._list("dxfs", "dxf"))
        self._formats = {
            int(values["numFmtId"]): unescape(values["formatCode"])
            for values in map(attributes, self._list("numFmts", "numFmt"))
        }
        self._numbers = {code: number for number, code in self._formats.items()}
        self._counts = self._lengths()
        self._made: dict[tuple[object, ...], int] = {}
        self._codes: dict[int, str] = {}
        self._parsed: dict[int, tuple[dict[str, str], str]] = {}
        self._kinds: dict[int, str] = {}

    def text(self) -> str:
        """The part as it is now; the very text it came from if nothing was added."""
        if self._lengths() == self._counts:
            return self._text
        text = self._text
        for name, items in self._lists().items():
            added = items[self._counts[name] :]
            if added and element(text, name) is None:
                text = _with_list(text, name)
            text = _with_added(text, name, added, len(items))
        if len(self._formats) > self._counts["numFmts"]:
            text = self._with_formats(text)
        return text

    def adopt(self, other: Styles, style: int) -> int:
        """Index of the format that looks as that of another book, added if need be."""
        key = (other, style)
        if key not in self._made:
            look = other.look(style)
            values = {
                **look.values,
                "numFmtId": str(self._number_of(look.number_format)),
                "fontId": str(self._fonts.index_of(look.font)),
                "fillId": str(self._fills.index_of(look.fill)),
                "borderId": str(self._borders.index_of(look.border)),
                "xfId": "0",
            }
            self._made[key] = self._index_of(values, look.inner)
        return self._made[key]

    def adopt_rule(self, other: Styles, rule: int) -> int:
        """Index of the format of conditional formats that looks as that of another book."""
        return self._rules.index_of(other.rule(rule))

    def look(self, style: int) -> Look:
        """A format with all that it refers to."""
        values, inner = self._xf(style)
        font, fill, border = (
            items[int(values.get(name, "0"))] if items else empty
            for name, items, empty in (
                ("fontId", self._fonts, "<font/>"),
                ("fillId", self._fills, _NO_FILL),
                ("borderId", self._borders, "<border/>"),
            )
        )
        return Look(values, inner, font, fill, border, self.number_format(style))

    def rule(self, rule: int) -> str:
        """The format of conditional formats of that index, raw."""
        return self._rules[rule]

    def number_format(self, style: int) -> str:
        """The format code as Excel shows it, `General` for none."""
        code = self._codes.get(style)
        if code is None:
            number = int(self._xf(style)[0].get("numFmtId", "0"))
            code = self._formats.get(number) or number_formats.BUILT_IN.get(number, "General")
            self._codes[style] = code
        return code

    def kind(self, style: int) -> str:
        """`date` when numbers of that format are dates, `time` for a mere time, else `number`."""
        kind = self._kinds.get(style)
        if kind is None:
            kind = self._kinds[style] = number_formats.kind_of(self.number_format(style))
        return kind

    def is_locked(self, style: int) -> bool:
        """True if the cell is locked on a protected sheet."""
        tag = self._child(style, "protection")
        return attributes(tag).get("locked", "1") not in {"0", "false"}

    def has_prefix(self, style: int) -> bool:
        """True if the cell was typed with a leading apostrophe."""
        return self._xf(style)[0].get("quotePrefix") in {"1", "true"}

    def alignment(self, style: int) -> dict[str, str]:
        """Attributes of the alignment."""
        return attributes(self._child(style, "alignment"))

    def font(self, style: int) -> dict[str, str]:
        """Elements of the font by name, raw."""
        index = int(self._xf(style)[0].get("fontId", "0"))
        return _children(self._fonts[index])

    def font_color(self, style: int) -> RGB:
        """Colour of the text; the automatic one is black."""
        found = colors.color_of(self.font(style).get("color", ""), self._theme)
        return found or (0, 0, 0)

    def fill_color(self, style: int) -> RGB | None:
        """Colour of the cell, None without a fill."""
        raw = self._fills[int(self._xf(style)[0].get("fillId", "0"))]
        found = element(raw, "patternFill")
        if found is None:
            return None
        pattern = raw[slice(*found)]
        kind = attributes(pattern[: pattern.index(">")]).get("patternType")
        if kind in _PATTERN_KINDS_EMPTY:
            return None
        name = "fgColor" if kind == "solid" else "bgColor"
        tags = elements(pattern, name)
        return (colors.color_of(tags[0], self._theme) if tags else None) or (255, 255, 255)

    def with_number_format(self, style: int, code: str) -> int:
        """Index of the same format with that number format."""
        number = str(self._number_of(code))
        return self._derived(style, {"numFmtId": number, "applyNumberFormat": "1"})

    def with_prefix(self, style: int, *, on: bool) -> int:
        """Index of the same format with or without the mark of the leading apostrophe."""
        if on == self.has_prefix(style):
            return style
        return self._derived(style, {"quotePrefix": "1" if on else None})

    def with_alignment(self, style: int, changes: dict[str, str | None]) -> int:
        """Index of the same format with these attributes of the alignment set or removed."""
        values = {**self.alignment(style), **changes}
        kept = {key: value for key, value in values.items() if value is not None}
        tag = start_tag("alignment", kept, closed=True) if kept else ""
        return self._derived(style, {"applyAlignment": "1" if kept else None}, alignment=tag)

    def with_font(self, style: int, changes: dict[str, str | None]) -> int:
        """Index of the same format with these raw elements of the font set or removed."""
        values = {**self.font(style), **changes}
        order = {name: place for place, name in enumerate(_FONT_ORDER)}
        kept = sorted(
            ((key, value) for key, value in values.items() if value is not None),
            key=lambda item: order.get(item[0], len(order)),
        )
        raw = f"<font>{''.join(value for _, value in kept)}</font>"
        return self._derived(style, {"fontId": str(self._fonts.index_of(raw)), "applyFont": "1"})

    def with_fill(self, style: int, color: RGB | None) -> int:
        """Index of the same format with a solid fill, or none."""
        raw = _NO_FILL
        if color is not None:
            raw = (
                f'<fill><patternFill patternType="solid"><fgColor rgb="{colors.rgb_text(color)}"/>'
                '<bgColor indexed="64"/></patternFill></fill>'
            )
        return self._derived(style, {"fillId": str(self._fills.index_of(raw)), "applyFill": "1"})

    def _derived(
        self, style: int, changes: dict[str, str | None], *, alignment: str | None = None
    ) -> int:
        key = (style, *changes.items(), alignment)
        if key in self._made:
            return self._made[key]
        values, inner = self._xf(style)
        new: dict[str, str] = {
            name: value for name, value in {**values, **changes}.items() if value is not None
        }
        if alignment is not None:
            found = element(inner, "alignment")
            inner = alignment + (inner if found is None else inner[: found[0]] + inner[found[1] :])
        self._made[key] = self._index_of(new, inner)
        return self._made[key]

    def _index_of(self, values: dict[str, str], inner: str) -> int:
        tag = start_tag("xf", values, closed=not inner)
        return self._xfs.index_of(f"{tag}{inner}</xf>" if inner else tag)

    def _number_of(self, code: str) -> int:
        """Number of a number format, added if need be."""
        number = number_formats.NUMBER_OF.get(code, self._numbers.get(code))
        if number is None:
            number = max([_FIRST_OWN_FORMAT - 1, *self._formats]) + 1
            self._formats[number] = code
            self._numbers[code] = number
        return number

    def _lists(self) -> dict[str, _Items]:
        return {
            "cellXfs": self._xfs,
            "fonts": self._fonts,
            "fills": self._fills,
            "borders": self._borders,
            "dxfs": self._rules,
        }

    def _lengths(self) -> dict[str, int]:
        lengths = {name: len(items) for name, items in self._lists().items()}
        return {**lengths, "numFmts": len(self._formats)}

    def _xf(self, style: int) -> tuple[dict[str, str], str]:
        found = self._parsed.get(style)
        if found is None:
            raw = self._xfs[style if 0 <= style < len(self._xfs) else 0]
            found = self._parsed[style] = attributes(raw[: raw.index(">")]), content(raw)
        return found

    def _child(self, style: int, name: str) -> str:
        inner = self._xf(style)[1]
        found = element(inner, name)
        return "" if found is None else inner[slice(*found)]

    def _list(self, name: str, item: str) -> list[str]:
        found = element(self._text, name)
        return [] if found is None else elements(content(self._text[slice(*found)]), item)

    def _with_formats(self, text: str) -> str:
        own = list(self._formats.items())[self._counts["numFmts"] :]
        added = [
            f'<numFmt numFmtId="{number}" formatCode="{escape_attribute(code)}"/>'
            for number, code in own
        ]
        if element(text, "numFmts") is None:
            match = _AFTER_FORMATS.search(text)
            at = len(text) if match is None else match.start()
            text = f"{text[:at]}<numFmts></numFmts>{text[at:]}"
        return _with_added(text, "numFmts", added, len(self._formats))


def _with_list(text: str, name: str) -> str:
    """The part with an empty list of that name, which it does not have yet."""
    match = (_AFTER_RULES if name == "dxfs" else _AFTER_BORDERS).search(text)
    at = len(text) if match is None else match.start()
    return f"{text[:at]}<{name}></{name}>{text[at:]}"


def _with_added(text: str, name: str, added: list[str], count: int) -> str:
    found = element(text, name)
    if found is None or not added:
        return text
    raw = text[slice(*found)]
    tag = start_tag(name, {**attributes(raw[: raw.index(">")]), "count": str(count)})
    return f"{text[: found[0]]}{tag}{content(raw)}{''.join(added)}</{name}>{text[found[1] :]}"


def _meaning(raw: str) -> object:
    """The meaning of an item, however its writer ordered attributes and spelled defaults."""
    if any(name in raw for name in _ORDERED):
        return raw
    said = [
        (name, *sorted(value for value in attributes(tag).items() if not _is_default(name, *value)))
        for name, tag in _TAG.findall(raw)
    ]
    return tuple(sorted(said))


def _is_default(element_name: str, name: str, value: str) -> bool:
    if name in _OFF_BY_DEFAULT:
        return value in {"0", "false"}
    return element_name in _FLAGS and name == "val" and value in {"1", "true"}


def _children(raw: str) -> dict[str, str]:
    found = re.findall(r"<(\w+)(?=[\s/>])[^>]*?(?:/>|>.*?</\1>)", content(raw))
    return {name: elements(raw, name)[0] for name in found}
