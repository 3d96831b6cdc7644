"""Charts of the new workbook: they follow its cells, or hold their values where they cannot.

What a chart keeps beside its references, the values it last drew, is made anew from the cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from estate_xl.deliver.extract.whitelists import CHARTS, cut
from estate_xl.engine.addresses import address
from estate_xl.engine.ooxml.namespaces import ART, CHART
from estate_xl.engine.ooxml.xml_trees import parse, part_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate_xl.deliver.extract.cells import Held
    from estate_xl.deliver.extract.formula_reach import Truth
    from estate_xl.engine.model.moved_cells import Area

    Values = Mapping[str, Mapping[str, Held]]

_C: Final = f"{{{CHART}}}"
_A: Final = f"{{{ART}}}"
_REFERENCES: Final = {f"{_C}strRef": "str", f"{_C}numRef": "num"}
_LABELS: Final = frozenset({f"{_C}cat", f"{_C}xVal"})
_LEVELS: Final = f"{_C}multiLvlStrRef"
_MOST_POINTS: Final = 32_000  # what a series of Excel may have


def build_chart(data: bytes, home: str, truth: Truth, values: Values) -> str | None:
    """The chart's part, None if it is no chart that can be taken along.

    Args:
        data: The old part.
        home: Title of the sheet that shows it.
        truth: What the new workbook knows.
        values: Values by address, by the sheet's title in lower case.

    Raises:
        ValueError: the part is not well formed.
    """
    root = parse(data)
    _Settling(home, truth, values).settle(root)
    kept = cut(root, CHARTS)
    return None if kept is None else part_text(kept)


class _Settling:
    """A chart's references, each settled where it is."""

    def __init__(self, home: str, truth: Truth, values: Values) -> None:
        self._home = home
        self._truth = truth
        self._values = values

    def settle(self, owner: ET.Element) -> None:
        for holder in list(owner):
            for place, child in enumerate(list(holder)):
                if child.tag in _REFERENCES:
                    holder[place] = self._settled(child, holder, owner)
                elif child.tag == _LEVELS:
                    # Excel and LibreOffice both make the labels of several levels anew.
                    _drop_cache(child)
                    if self._truth.area(_formula(child), self._home) is None:
                        owner.remove(holder)
            self.settle(holder)

    def _settled(self, reference: ET.Element, holder: ET.Element, owner: ET.Element) -> ET.Element:
        """The reference with the values of its cells, or what it last drew, as it is."""
        kind = _REFERENCES[reference.tag]
        found = self._truth.area(_formula(reference), self._home)
        if found is not None:
            code = reference.findtext(f"{_C}{kind}Cache/{_C}formatCode")
            _drop_cache(reference)
            cells = list(_cells(found[1], self._values.get(found[0], {})))
            if holder.tag in _LABELS and any(text and not _is_number(text) for text in cells):
                # Labels that are texts; some writers cite all labels as numbers.
                kind, reference.tag = "str", f"{_C}strRef"
            if cells:
                reference.append(_points(f"{kind}Cache", code, cells))
            return reference
        code = reference.findtext(f"{_C}{kind}Cache/{_C}formatCode")
        count = reference.find(f"{_C}{kind}Cache/{_C}ptCount")
        drawn: list[str | None] = [None] * min(
            int("0" if count is None else count.get("val", "0")), _MOST_POINTS
        )
        for point in reference.iter(f"{_C}pt"):
            index = int(point.get("idx", "0"))
            if 0 <= index < len(drawn):
                drawn[index] = point.findtext(f"{_C}v")
        if holder.tag != f"{_C}tx":
            return _points(f"{kind}Lit", code, drawn)
        text = "".join(each or "" for each in drawn)
        return _element("v", text) if owner.tag == f"{_C}ser" else _rich(text)


def _formula(reference: ET.Element) -> str:
    return reference.findtext(f"{_C}f") or ""


def _drop_cache(reference: ET.Element) -> None:
    for child in list(reference):
        if child.tag != f"{_C}f":
            reference.remove(child)


def _cells(area: Area, values: Mapping[str, Held]) -> Iterator[str | None]:
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) > _MOST_POINTS:
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            held = values.get(address(row, column))
            yield None if held is None or not held.text else held.text


def _points(name: str, code: str | None, drawn: list[str | None]) -> ET.Element:
    new = ET.Element(f"{_C}{name}")
    if name.startswith("num"):
        new.append(_element("formatCode", code or "General"))
    new.append(ET.Element(f"{_C}ptCount", {"val": str(len(drawn))}))
    for index, text in enumerate(drawn):
        if text is not None and (name.startswith("str") or _is_number(text)):
            point = ET.SubElement(new, f"{_C}pt", {"idx": str(index)})
            point.append(_element("v", text))
    return new


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _element(name: str, text: str) -> ET.Element:
    new = ET.Element(f"{_C}{name}")
    new.text = text
    return new


def _rich(text: str) -> ET.Element:
    """A title's text, typed instead of taken from a cell."""
    rich = ET.Element(f"{_C}rich")
    ET.SubElement(rich, f"{_A}bodyPr")
    run = ET.SubElement(ET.SubElement(rich, f"{_A}p"), f"{_A}r")
    ET.SubElement(run, f"{_A}t").text = text
    return rich
