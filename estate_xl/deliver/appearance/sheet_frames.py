"""The surroundings of the cells: sizes, merges, conditions, headers and the view."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW, address, parse_address
from estate_xl.engine.ooxml.namespaces import MAIN
from estate_xl.engine.ooxml.xml_trees import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree import ElementTree as ET

    from estate_xl.deliver.appearance.cell_formats import Looks

_M: Final = f"{{{MAIN}}}"
_ON: Final = frozenset({"1", "true"})
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
_EMU_A_POINT: Final = 12_700
_MOST_SPANS: Final = 1_000
_MOST_COVERED: Final = 2_000
_ALL_COVERED: Final = 100_000
_EMU_A_CHARACTER: Final = 7 * 9_525
_CODES: Final = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f+-]{5,6}|&\d+|&[BIUESXY]')
_SIDES: Final = re.compile(r"&([LCR])")
_FIXED_VIEW: Final = {
    "showFormulas": "0",
    "showZeros": "1",
    "rightToLeft": "0",
    "windowProtection": "0",
}
_SAME: Final = {"true": "1", "false": "0"}


@dataclass
class Sizes:
    """Heights of rows in points and widths of columns in characters; 0 for what nobody sees."""

    height: float = _USUAL_HEIGHT
    width: float = _USUAL_WIDTH
    rows: dict[int, float] = field(default_factory=dict)
    spans: list[tuple[int, int, float]] = field(default_factory=list)
    _summed: tuple[list[int], list[float]] | None = None

    @classmethod
    def of(cls, root: ET.Element) -> Sizes:
        """The sizes that a sheet without its rows tells."""
        sizes = cls()
        form = root.find(f"{_M}sheetFormatPr")
        if form is not None:
            hidden = form.get("zeroHeight") in _ON
            sizes.height = 0 if hidden else float(form.get("defaultRowHeight", _USUAL_HEIGHT))
            sizes.width = float(form.get("defaultColWidth", _USUAL_WIDTH))
        for column in root.findall(f"{_M}cols/{_M}col"):
            hidden = column.get("hidden") in _ON
            width = 0 if hidden else float(column.get("width", _USUAL_WIDTH))
            sizes.spans.append((int(column.get("min", "1")), int(column.get("max", "1")), width))
        return sizes

    def add_row(self, number: int, values: Mapping[str, str]) -> None:
        """Note the height of a row that has one of its own."""
        if values.get("hidden") in _ON:
            self.rows[number] = 0
        elif "ht" in values:
            self.rows[number] = float(values["ht"])
        elif not self.height:
            self.rows[number] = _USUAL_HEIGHT

    def row(self, number: int) -> float:
        """Height of a row."""
        return self.rows.get(number, self.height)

    def column(self, number: int) -> float:
        """Width of a column."""
        for first, last, width in self.spans:
            if first <= number <= last:
                return width
        return self.width

    def from_left(self, column: int, offset: int) -> int:
        """Distance of a place from the left edge, in points; columns count from 0."""
        last = min(column, MAX_COLUMN)
        own = [
            (min(end, last) - first + 1, width)
            for first, end, width in self.spans[:_MOST_SPANS]
            if first <= last
        ]
        others = last - sum(count for count, _ in own)
        whole = sum(count * width for count, width in own) + others * self.width
        return round((whole * _EMU_A_CHARACTER + offset) / _EMU_A_POINT)

    def from_top(self, row: int, offset: int) -> int:
        """Distance of a place from the top edge, in points; rows count from 0."""
        last = min(row, MAX_ROW)
        if self._summed is None or len(self._summed[0]) != len(self.rows):
            numbers = sorted(self.rows)
            heights = itertools.accumulate((self.rows[each] for each in numbers), initial=0.0)
            self._summed = numbers, list(heights)
        numbers, sums = self._summed
        count = bisect_right(numbers, last)
        return round(sums[count] + (last - count) * self.height + offset / _EMU_A_POINT)


def merges(root: ET.Element) -> dict[str, Any]:
    """Merged areas."""
    return {
        f"merge {each.get('ref')}": True for each in root.findall(f"{_M}mergeCells/{_M}mergeCell")
    }


def covered(root: ET.Element) -> set[str]:
    """Cells of merged areas that lie under the first one; not of areas larger than any form's."""
    found: set[str] = set()
    for each in root.findall(f"{_M}mergeCells/{_M}mergeCell"):
        first, _, last = (each.get("ref") or "").partition(":")
        try:
            (top, left), (bottom, right) = parse_address(first), parse_address(last or first)
        except ValueError:
            continue
        if (bottom - top + 1) * (right - left + 1) > _MOST_COVERED or len(found) > _ALL_COVERED:
            continue
        found.update(
            address(row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        )
    return found


def conditions(root: ET.Element, looks: Looks) -> dict[str, Any]:
    """Conditional formats, by area; those of one area in the order in which they are asked."""
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for held in root.findall(f"{_M}conditionalFormatting"):
        area = " ".join(sorted((held.get("sqref") or "").split()))
        for rule in held.findall(f"{_M}cfRule"):
            values = {key: _SAME.get(value, value) for key, value in rule.attrib.items()}
            priority, index = int(values.pop("priority", "0")), values.pop("dxfId", None)
            values = {key: value for key, value in values.items() if value not in {"0", ""}}
            formulas = [(each.text or "").strip() for each in rule.findall(f"{_M}formula")]
            drawn = [
                [name_of(each), *sorted(each.attrib.items())]
                for part in rule
                if name_of(part) not in {"formula", "extLst"}
                for each in part.iter()
            ]
            meaning = {**values, "formulas": formulas, "look": looks.conditional(index)}
            found.setdefault(area, []).append(
                (priority, meaning | ({"drawn": drawn} if drawn else {}))
            )
    return {
        f"condition {area}": [rule for _, rule in sorted(rules, key=lambda each: each[0])]
        for area, rules in found.items()
    }


def headers(root: ET.Element) -> dict[str, Any]:
    """Headers and footers as they are read: left, middle and right, without fonts."""
    found: dict[str, Any] = {}
    for band in root.findall(f"{_M}headerFooter"):
        for each in band:
            text = _CODES.sub("", (each.text or "").replace("&&", "＆"))
            sides = _SIDES.split(text if _SIDES.match(text) else f"&C{text}")
            shown: dict[str, str] = {}
            for side, held in zip(sides[1::2], sides[2::2], strict=False):
                shown[side] = f"{shown.get(side, '')}{held.strip()}"
            shown = {side: held for side, held in shown.items() if held}
            if shown:
                found[f"header {name_of(each)}"] = shown
        for name in ("differentFirst", "differentOddEven"):
            if band.get(name) in _ON:
                found[f"header {name}"] = True
    return found


def scale(root: ET.Element) -> dict[str, Any]:
    """The print scale of a sheet, where its pages do not settle it."""
    fits = any(
        each.get("fitToPage") in _ON for each in root.findall(f"{_M}sheetPr/{_M}pageSetUpPr")
    )
    setup = root.find(f"{_M}pageSetup")
    if setup is None:
        return {}
    if fits:
        pages = [setup.get("fitToWidth", "1"), setup.get("fitToHeight", "1")]
        return {"scale pages": pages}
    return {} if setup.get("scale", "100") == "100" else {"scale": int(setup.get("scale", "100"))}


def view(root: ET.Element) -> dict[str, Any]:
    """View settings that hide or change what a sheet shows."""
    found: dict[str, Any] = {}
    for each in root.findall(f"{_M}sheetViews/{_M}sheetView"):
        for name, usual in _FIXED_VIEW.items():
            value = _SAME.get(each.get(name, usual), each.get(name, usual))
            if value != usual:
                found[f"view {name}"] = value
        pane = each.find(f"{_M}pane")
        if pane is not None:
            found["view pane"] = [pane.get("xSplit", "0"), pane.get("ySplit", "0")]
            # Where somebody scrolled to is no change, unless what is frozen begins further down.
            if each.get("topLeftCell", "A1") != "A1":
                found["view frozen"] = each.get("topLeftCell")
    return found
