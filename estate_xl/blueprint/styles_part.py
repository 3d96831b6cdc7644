"""Mends of openpyxl's `xl/styles.xml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import SubElement

from estate_xl.engine.ooxml.namespaces import MAIN

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ORDER: Final = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip


def mend_styles(root: Element, font_name: str, font_size: float) -> None:
    """Order the children of fonts as the standard has it, and set the workbook's own font.

    Args:
        root: The part, changed in place.
        font_name: Font of cells without a style, which also measures column widths.
        font_size: Its size in points.
    """
    fonts = list(root.iter(f"{{{MAIN}}}font"))
    for font in fonts:
        font[:] = sorted(font, key=lambda child: _ORDER.index(child.tag.rpartition("}")[2]))
    plain = fonts[0]
    plain[:] = []
    SubElement(plain, f"{{{MAIN}}}sz", {"val": f"{font_size:g}"})
    SubElement(plain, f"{{{MAIN}}}name", {"val": font_name})
    SubElement(plain, f"{{{MAIN}}}family", {"val": "2"})
