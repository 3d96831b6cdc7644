"""Draws the tab 片區管理 from the ribbon's own XML, as Excel would lay it out.

    python docs/draw_ribbon.py macros/ribbon.zh-Hant.xml docs/images/ribbon.svg

It is a drawing, no screenshot: groups, order, labels and sizes are the XML's; Office's icons are
not ours to copy, so each button shows the first letter of its label in a square.
"""

from __future__ import annotations

import sys
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE: Final = "{http://schemas.microsoft.com/office/2009/07/customui}"
_TABS: Final = {
    "TabFile": "檔案",
    "TabHome": "常用",
    "TabInsert": "插入",
    "TabPageLayoutExcel": "版面配置",
    "TabFormulas": "公式",
    "TabData": "資料",
    "TabReview": "校閱",
    "TabView": "檢視",
}
"""Excel's own, by the names that a tab's place is written with."""
_FONT: Final = (
    "'Microsoft JhengHei', 'PingFang TC', 'Noto Sans CJK TC', 'WenQuanYi Zen Hei', sans-serif"
)
_COLORS: Final = ("#217346", "#2b6cb0", "#b7791f", "#6b46c1", "#c05621", "#4a5568")
_SIZE: Final = 14
_LETTER: Final = 14.5
"""Width of a Chinese letter; others take a little more than half."""
_PAD: Final = 10
_TOP: Final = 34
_BODY: Final = 112
_ICON: Final = 38
_SMALL_ICON: Final = 18
_ROWS: Final = 3
_MIDDLE: Final = ' text-anchor="middle"'
_FIRST_WIDE: Final = 0x2000
"""From here on letters are as wide as Chinese ones."""


class _Drawing:
    """Shapes in the order of drawing."""

    def __init__(self) -> None:
        self.shapes: list[str] = []

    def box(self, place: tuple[float, float, float, float], fill: str, rest: str = "") -> None:
        """A box of left, top, width and height."""
        x, y, width, height = place
        self.shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{rest}/>'
        )

    def text(self, x: float, y: float, words: str, fill: str, rest: str = _MIDDLE) -> None:
        """Words on a line at y; x is their middle unless `rest` says otherwise."""
        self.shapes.append(f'<text x="{x:g}" y="{y:g}" fill="{fill}"{rest}>{escape(words)}</text>')

    def icon(self, x: float, y: float, side: float, label: str, color: str) -> None:
        """The first letter of the label in a square."""
        self.box((x, y, side, side), color, f' rx="{side / 6:g}" fill-opacity="0.14"')
        rest = f'{_MIDDLE} font-size="{side * 0.55:g}" font-weight="bold"'
        self.text(x + side / 2, y + side * 0.7, label[:1], color, rest)


def draw(xml: str) -> str:
    """The SVG of the first tab of the XML.

    Args:
        xml: Of a customUI part.
    """
    root = ET.fromstring(xml)  # noqa: S314 - our own file
    tab = next(root.iter(f"{_NAMESPACE}tab"))
    drawing, x = _Drawing(), float(_PAD)
    for number, group in enumerate(tab.iter(f"{_NAMESPACE}group")):
        x = _draw_group(drawing, group, x, _COLORS[number % len(_COLORS)])
    tabs = _Drawing()
    right = _draw_tabs(tabs, tab.get("label", ""), tab.get("insertAfterMso", "TabView"))
    width, height = max(x + _PAD, right + _PAD), _TOP + _BODY
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="{_FONT}" font-size="{_SIZE}">'
    )
    frame = _Drawing()
    frame.box((0, 0, width, height), "#ffffff")
    frame.box((0, 0, width, _TOP), "#f3f2f1")
    edge = ' fill-opacity="0" stroke="#c8c6c4"'
    frame.box((0.5, 0.5, width - 1, height - 1), "#ffffff", edge)
    return "\n".join([head, *frame.shapes, *tabs.shapes, *drawing.shapes, "</svg>", ""])


def _draw_tabs(drawing: _Drawing, label: str, after: str) -> float:
    """The row of tabs, ours in its place and open; gives its right edge."""
    x = float(_PAD)
    names = [(name, label) if key == after else (name,) for key, name in _TABS.items()]
    for name in chain.from_iterable(names):
        width = _width(name) + 1.6 * _PAD
        if name == label:
            drawing.box((x, 5, width, _TOP - 5), "#ffffff")
            drawing.box((x + 8, _TOP - 4, width - 16, 3), _COLORS[0])
        color = _COLORS[0] if name == label else "#605e5c"
        rest = f'{_MIDDLE} font-weight="bold"' if name == label else _MIDDLE
        drawing.text(x + width / 2, 23, name, color, rest)
        x += width
    return x


def _draw_group(drawing: _Drawing, group: Element, left: float, color: str) -> float:
    """One group with its label below and a line to the right; gives where the next begins."""
    x, row = left, 0
    column = 0.0
    for button in group:
        is_menu = button.tag == f"{_NAMESPACE}menu"
        label = f"{button.get('label', '')} ▾" if is_menu else button.get("label", "")
        if button.get("size") == "large":
            x, row, column = x + column, 0, 0.0
            width = max(_width(label), _ICON) + _PAD
            middle = x + width / 2
            drawing.icon(middle - _ICON / 2, _TOP + 9, _ICON, label, color)
            drawing.text(middle, _TOP + 68, label, "#323130")
            x += width + 4
            continue
        if row == _ROWS:
            x, row, column = x + column, 0, 0.0
        y = _TOP + 8 + row * 25
        drawing.icon(x + 4, y, _SMALL_ICON, label, color)
        drawing.text(x + 9 + _SMALL_ICON, y + 14, label, "#323130", rest="")
        column = max(column, _SMALL_ICON + _width(label) + 2 * _PAD)
        row += 1
    label = group.get("label", "")
    right = max(x + column, left + _width(label) + 2 * _PAD)
    rest = f'{_MIDDLE} font-size="12.5"'
    drawing.text((left + right) / 2, _TOP + _BODY - 9, label, "#605e5c", rest)
    drawing.box((right + 3, _TOP + 8, 1, _BODY - 16), "#d2d0ce")
    return right + 10


def _width(words: str) -> float:
    return sum(_LETTER if ord(letter) > _FIRST_WIDE else _LETTER * 0.58 for letter in words)


def main() -> None:
    """Draw the file named first into the file named second."""
    source, target = map(Path, sys.argv[1:])
    target.write_text(draw(source.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
