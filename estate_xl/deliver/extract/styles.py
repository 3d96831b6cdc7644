"""Formats of the new workbook: those that its cells use, numbered anew."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from estate_xl.deliver.extract.whitelists import STYLES, THEME, cut
from estate_xl.engine.ooxml.namespaces import ART, DECLARATION, MAIN
from estate_xl.engine.ooxml.xml_trees import name_of, parse, serialised

_FIRST_OWN_FORMAT: Final = 164
_FONT: Final = '<font><sz val="11"/><name val="Calibri"/></font>'
_FONT_ORDER: Final = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
_BORDER: Final = "<border><left/><right/><top/><bottom/><diagonal/></border>"
_FILLS: Final = (
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
)
_APPLIED: Final = ("applyNumberFormat", "applyFont", "applyFill", "applyBorder")
_LINE: Final = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_SCHEME: Final = (
    f'<a:fmtScheme name="Office"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


class Formats:
    """The formats that are used, by their old index."""

    def __init__(self, text: str) -> None:
        """Take the old styles part; its first format, that of bare cells, stays the first."""
        root = parse(text)
        self._xfs = _listed(root, "cellXfs")
        self._old = {name: _listed(root, name) for name in ("fonts", "fills", "borders", "dxfs")}
        self._codes = {each.get("numFmtId"): each for each in _listed(root, "numFmts")}
        palette = root.find(f"{{{MAIN}}}colors/{{{MAIN}}}indexedColors")
        kept = None if palette is None else cut(palette, STYLES)
        self._palette = "" if kept is None else f"<colors>{serialised(kept)}</colors>"
        normal = _listed(root, "cellStyleXfs")
        self._fonts: list[str] = []
        self._fills: list[str] = list(_FILLS)
        self._borders: list[str] = [_BORDER]
        self._formats: dict[str, int] = {}
        self._made: list[str] = []
        self._dxfs: list[str] = []
        self._known: dict[int, int] = {}
        self._known_dxfs: dict[int, int] = {}
        self._item("fonts", normal[0].get("fontId") if normal else "0", self._fonts)
        self.index(0)

    def index(self, old: int) -> int:
        """The new index of an old format."""
        found = self._known.get(old)
        if found is None:
            raw = self._rebuilt(self._xfs[old if 0 <= old < len(self._xfs) else 0])
            if raw not in self._made:
                self._made.append(raw)
            found = self._known[old] = self._made.index(raw)
        return found

    def conditional(self, old: int) -> int | None:
        """The new index of an old format of conditions, None if there is none."""
        if not 0 <= old < len(self._old["dxfs"]):
            return None
        if old not in self._known_dxfs:
            kept = cut(self._old["dxfs"][old], STYLES)
            raw = "<dxf/>" if kept is None else serialised(kept)
            self._known_dxfs[old] = len(self._dxfs)
            self._dxfs.append(raw)
        return self._known_dxfs[old]

    def part(self) -> str:
        """The styles part."""
        codes = [
            serialised(
                ET.Element(f"{{{MAIN}}}numFmt", {"numFmtId": str(number), "formatCode": code})
            )
            for code, number in self._formats.items()
        ]
        lists = [_list("numFmts", codes)]
        lists += [
            _list(name, items)
            for name, items in (
                ("fonts", self._fonts),
                ("fills", self._fills),
                ("borders", self._borders),
                ("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
                ("cellXfs", self._made),
            )
        ]
        normal = (
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        )
        dxfs = _list("dxfs", self._dxfs)
        inner = f"{''.join(lists)}{normal}{dxfs}{self._palette}"
        return f'{DECLARATION}<styleSheet xmlns="{MAIN}">{inner}</styleSheet>'

    def _rebuilt(self, xf: ET.Element) -> str:
        values = {
            "numFmtId": str(self._number(xf.get("numFmtId", "0"))),
            "fontId": str(self._item("fonts", xf.get("fontId"), self._fonts)),
            "fillId": str(self._item("fills", xf.get("fillId"), self._fills)),
            "borderId": str(self._item("borders", xf.get("borderId"), self._borders)),
            "xfId": "0",
        }
        if xf.get("quotePrefix") in {"1", "true"}:
            values["quotePrefix"] = "1"
        # Said outright: some readers ask the named style, which is left behind, where it is not.
        values |= dict.fromkeys(_APPLIED, "1")
        new = ET.Element(f"{{{MAIN}}}xf", values)
        for child in xf:
            kept = cut(child, STYLES)
            if kept is not None:
                new.append(kept)
                new.set(f"apply{name_of(kept).capitalize()}", "1")
        return serialised(new)

    def _item(self, name: str, index: str | None, items: list[str]) -> int:
        old = self._old[name]
        place = int(index or "0")
        kept = cut(old[place], STYLES) if 0 <= place < len(old) else None
        usual = {"fonts": _FONT, "fills": _FILLS[0], "borders": _BORDER}[name]
        if kept is not None and name == "fonts":
            kept[:] = sorted(kept, key=lambda each: _FONT_ORDER.index(name_of(each)))
        raw = usual if kept is None else serialised(kept)
        if raw not in items:
            items.append(raw)
        return items.index(raw)

    def _number(self, old: str) -> int:
        own = self._codes.get(old)
        if own is None:
            number = int(old)
            return number if number < _FIRST_OWN_FORMAT else 0
        code = own.get("formatCode", "General")
        return self._formats.setdefault(code, _FIRST_OWN_FORMAT + len(self._formats))


def build_theme(text: str | None) -> str | None:
    """The theme's colours and fonts under plain names, None without a theme."""
    if text is None:
        return None
    parts = []
    for name in ("clrScheme", "fontScheme"):
        found = next(parse(text).iter(f"{{{ART}}}{name}"), None)
        kept = None if found is None else cut(found, THEME)
        if kept is None:
            return None
        kept.set("name", "Office")
        parts.append(serialised(kept, main=None))
    elements = f"<a:themeElements>{''.join(parts)}{_SCHEME}</a:themeElements>"
    return f'{DECLARATION}<a:theme xmlns:a="{ART}" name="Office">{elements}</a:theme>'


def _listed(root: ET.Element, name: str) -> list[ET.Element]:
    found = root.find(f"{{{MAIN}}}{name}")
    return [] if found is None else list(found)


def _list(name: str, items: list[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>' if items else ""
