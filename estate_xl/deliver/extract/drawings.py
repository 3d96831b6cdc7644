"""Drawings on a sheet of the new workbook: pictures, charts, lines and boxes of text.

Names, descriptions (often a file's path), links, macros and whatever refers to another part are
left behind, and so are hidden shapes, groups, controls and embedded files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from estate_xl.deliver.extract.images import bare_picture
from estate_xl.deliver.extract.whitelists import SHAPES, cut
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import ART, CHART, DRAWING, RELATION
from estate_xl.engine.ooxml.xml_trees import name_of, parse, part_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.deliver.extract.parts import Parts
    from estate_xl.engine.ooxml.package import Package

    ChartOf = Callable[[bytes], str | None]

_X: Final = f"{{{DRAWING}}}"
_A: Final = f"{{{ART}}}"
_ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_SHAPES: Final = frozenset({"pic", "sp", "cxnSp", "graphicFrame"})
_NO_ROOM: Final = {"off": {"x": "0", "y": "0"}, "ext": {"cx": "0", "cy": "0"}}
_CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"


class Drawings:
    """Drawings of the new workbook, made one after another."""

    def __init__(self, package: Package, parts: Parts) -> None:
        """Take the old workbook's parts and the new one's."""
        self._package = package
        self._parts = parts
        self.left_out = 0

    def build(self, part: str, chart_of: ChartOf) -> str | None:
        """Name of the new drawing of an old one, None if nothing of it is taken along.

        Args:
            part: The old drawing.
            chart_of: The new part of a chart, from the bytes of the old one.
        """
        targets = {
            each.identity: each.target
            for each in relationships.relations(self._package, part)
            if not each.is_external
        }
        name = self._parts.next_name("xl/drawings/drawing", ".xml")
        root = ET.Element(f"{_X}wsDr")
        for anchor in parse(self._package.read(part)):
            new = self._anchor(anchor, name, targets, chart_of, len(root) + 2)
            if new is not None:
                root.append(new)
            else:
                self.left_out += 1
        if not len(root):
            return None
        text = part_text(root)
        self._parts.put(name, text.encode(), _DRAWING_TYPE)
        return name

    def _anchor(
        self,
        anchor: ET.Element,
        drawing: str,
        targets: dict[str, str],
        chart_of: ChartOf,
        number: int,
    ) -> ET.Element | None:
        shape = next((each for each in anchor if name_of(each) in _SHAPES), None)
        if name_of(anchor) not in _ANCHORS or shape is None or _is_hidden(shape):
            return None
        kind = name_of(shape)
        bare = ET.Element(anchor.tag, anchor.attrib)
        bare.extend(each for each in anchor if name_of(each) != "graphicFrame")
        new = cut(bare, SHAPES)
        if new is None:
            return None
        if kind == "graphicFrame":
            frame = self._frame(shape, drawing, targets, chart_of, number)
            if frame is None:
                return None
            new.insert(len(new) - 1, frame)
            return new
        kept = next(each for each in new if name_of(each) == kind)
        properties = next(each for each in kept if name_of(each).startswith("nv"))
        properties.insert(0, _named(number))
        return new if kind != "pic" or self._put_picture(shape, kept, drawing, targets) else None

    def _put_picture(
        self, old: ET.Element, new: ET.Element, drawing: str, targets: dict[str, str]
    ) -> bool:
        blip = old.find(f"{_X}blipFill/{_A}blip")
        fill = new.find(f"{_X}blipFill")
        target = targets.get("" if blip is None else blip.get(f"{{{RELATION}}}embed", ""))
        if fill is None or target is None or not self._package.has(target):
            return False
        found = bare_picture(self._package.read(target))
        if found is None:
            return False
        name = self._parts.put_picture(*found)
        identity = self._parts.refer(drawing, "image", name)
        fill.insert(0, ET.Element(f"{_A}blip", {f"{{{RELATION}}}embed": identity}))
        return True

    def _frame(
        self,
        frame: ET.Element,
        drawing: str,
        targets: dict[str, str],
        chart_of: ChartOf,
        number: int,
    ) -> ET.Element | None:
        chart = next(frame.iter(f"{{{CHART}}}chart"), None)
        target = None if chart is None else targets.get(chart.get(f"{{{RELATION}}}id", ""))
        if target is None or not self._package.has(target):
            return None
        text = chart_of(self._package.read(target))
        if text is None:
            return None
        name = self._parts.next_name("xl/charts/chart", ".xml")
        self._parts.put(name, text.encode(), _CHART_TYPE)
        new = ET.Element(f"{_X}graphicFrame", {"macro": ""})
        properties = ET.SubElement(new, f"{_X}nvGraphicFramePr")
        properties.append(_named(number))
        ET.SubElement(properties, f"{_X}cNvGraphicFramePr")
        room = ET.SubElement(new, f"{_X}xfrm")
        for each, values in _NO_ROOM.items():
            ET.SubElement(room, f"{_A}{each}", values)
        data = ET.SubElement(ET.SubElement(new, f"{_A}graphic"), f"{_A}graphicData", {"uri": CHART})
        identity = self._parts.refer(drawing, "chart", name)
        ET.SubElement(data, f"{{{CHART}}}chart", {f"{{{RELATION}}}id": identity})
        return new


def _named(number: int) -> ET.Element:
    return ET.Element(f"{_X}cNvPr", {"id": str(number), "name": f"{number}"})


def _is_hidden(shape: ET.Element) -> bool:
    named = next(shape.iter(f"{_X}cNvPr"), None)
    return named is None or named.get("hidden") in {"1", "true"}
