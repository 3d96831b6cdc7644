"""XML parts written back: one way only, so that the same tree is always the same bytes.

`xml.etree` keeps its namespace prefixes in a table for the whole process, this writer its own. The
root's namespace becomes the default one, except where Excel too gives it a prefix; all prefixes are
those that Excel uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import XML
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_OFFICE: Final = "http://schemas.openxmlformats.org"
_DRAWN: Final = f"{_OFFICE}/drawingml/2006/spreadsheetDrawing"
_CHART: Final = f"{_OFFICE}/drawingml/2006/chart"
_PREFIXES: Final = {
    MAIN: "x",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_OFFICE}/officeDocument/2006/docPropsVTypes": "vt",
    f"{_OFFICE}/officeDocument/2006/extended-properties": "ep",
    f"{_OFFICE}/package/2006/metadata/core-properties": "cp",
    f"{_OFFICE}/package/2006/content-types": "ct",
    f"{_OFFICE}/package/2006/relationships": "rel",
    f"{_OFFICE}/drawingml/2006/main": "a",
    _CHART: "c",
    _DRAWN: "xdr",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/dc/dcmitype/": "dcmitype",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
_ALWAYS_PREFIXED: Final = frozenset({_DRAWN, _CHART})


def parse_part(data: bytes) -> Element:
    """The root element of a part that openpyxl wrote for us."""
    return XML(data)


def part_text(root: Element) -> str:
    """The part as text, declaration included.

    Raises:
        KeyError: the tree uses a namespace that no part of ours uses.
    """
    namespaces = dict.fromkeys(
        space for element in root.iter() for space in _namespaces(element) if space != _XML
    )
    own = _split(root.tag)[0]
    default = "" if own in _ALWAYS_PREFIXED else own
    prefixes = {space: f"{_PREFIXES[space]}:" for space in namespaces if space != default}
    declared = {f"xmlns:{prefix[:-1]}": space for space, prefix in prefixes.items()}
    names = {**prefixes, default: "", _XML: "xml:"}
    chunks = [_DECLARATION]
    _write(root, names, {**({"xmlns": default} if default else {}), **declared}, chunks)
    return "".join(chunks)


def _split(name: str) -> tuple[str, str]:
    if name[:1] != "{":
        return "", name
    space, _, local = name[1:].partition("}")
    return space, local


def _namespaces(element: Element) -> list[str]:
    names = [element.tag, *element.attrib]
    return [space for space in (_split(name)[0] for name in names) if space]


def _write(
    element: Element, names: dict[str, str], declared: dict[str, str], chunks: list[str]
) -> None:
    space, local = _split(element.tag)
    tag = f"{names[space]}{local}"
    chunks.append(f"<{tag}")
    chunks.extend(f" {name}={quoteattr(value)}" for name, value in declared.items())
    for name, value in element.attrib.items():
        space, local = _split(name)
        prefix = names[space] if space else ""
        chunks.append(f" {prefix}{local}={quoteattr(value)}")
    if not len(element) and not element.text:
        chunks.append("/>")
    else:
        chunks.append(">")
        if element.text:
            chunks.append(escape(element.text))
        for child in element:
            _write(child, names, {}, chunks)
        chunks.append(f"</{tag}>")
    if element.tail:
        chunks.append(escape(element.tail))
