"""XML parts read into trees, and trees written back, one way only: the same tree, the same bytes.

`xml.etree` keeps the prefixes of its namespaces in a table for the whole process; here they are
those that Excel uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from estate_xl.engine.ooxml import xml_spelling
from estate_xl.engine.ooxml.namespaces import (
    CORE_PROPERTIES,
    DECLARATION,
    DUBLIN_CORE,
    EXTENDED_PROPERTIES,
    MAIN,
    PREFIXES,
    SCHEMA_INSTANCE,
    STRICT,
    TERMS,
    VARIANT_TYPES,
)
from estate_xl.engine.ooxml.xml_text import escape, escape_attribute

if TYPE_CHECKING:
    from collections.abc import Mapping

_USUAL: Final = {strict: usual for usual, strict in STRICT.items()}
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PREFIXES: Final = PREFIXES | {
    CORE_PROPERTIES: "cp",
    EXTENDED_PROPERTIES: "ep",
    VARIANT_TYPES: "vt",
    DUBLIN_CORE: "dc",
    TERMS: "dcterms",
    "http://purl.org/dc/dcmitype/": "dcmitype",
    SCHEMA_INSTANCE: "xsi",
}


def parse(text: str | bytes) -> ET.Element:
    """The tree of a part, in the usual namespaces where it is strict OOXML.

    Raises:
        ValueError: it is not well formed, or has a document type.
    """
    if isinstance(text, bytes) and (b"<!DOCTYPE" in text or text.startswith((b"\xff", b"\xfe"))):
        xml_spelling.check(text)
    elif isinstance(text, str) and "<!DOCTYPE" in text:
        xml_spelling.check(text.encode())
    try:
        root = ET.fromstring(text)  # noqa: S314 - the office's own file, or one whose zip was checked
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    for element in root.iter():
        element.tag = _usual(element.tag)
        for name in [each for each in element.attrib if _usual(each) != each]:
            element.set(_usual(name), element.attrib.pop(name))
    return root


def name_of(element: ET.Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def part_text(root: ET.Element) -> str:
    """A whole part, declaration included.

    The root's namespace is the one without prefix, unless Excel too gives it one.

    Raises:
        KeyError: the tree has a namespace that no part of ours has.
    """
    space = root.tag.removeprefix("{").partition("}")[0]
    return DECLARATION + serialised(root, main=None if PREFIXES.get(space) else space, root=True)


def serialised(element: ET.Element, *, main: str | None = MAIN, root: bool = False) -> str:
    """XML of a tree, without white space between elements.

    Args:
        element: The tree.
        main: The namespace written without prefix.
        root: Whether to declare the namespaces here.

    Raises:
        KeyError: the tree has a namespace that no part of ours has.
    """
    pieces: list[str] = []
    _write(element, main, _declarations(element, main) if root else {}, pieces)
    return "".join(pieces)


def _usual(name: str) -> str:
    space, _, local = name.removeprefix("{").partition("}")
    return f"{{{_USUAL[space]}}}{local}" if local and space in _USUAL else name


def _declarations(element: ET.Element, main: str | None) -> dict[str, str]:
    used = {
        name[1:].partition("}")[0]
        for each in element.iter()
        for name in (each.tag, *each.attrib)
        if name.startswith("{")
    }
    declared = {"xmlns": main} if main in used and main else {}
    return declared | {
        f"xmlns:{prefix}": space
        for space, prefix in _PREFIXES.items()
        if prefix and space in used and space != main
    }


def _write(
    element: ET.Element, main: str | None, extra: Mapping[str, str], pieces: list[str]
) -> None:
    name = _qualified(element.tag, main)
    pieces.append(f"<{name}")
    pieces.extend(f' {key}="{escape_attribute(value)}"' for key, value in extra.items())
    for key, value in element.attrib.items():
        pieces.append(f' {_qualified(key, None)}="{escape_attribute(value)}"')
    if not element.text and not len(element):
        pieces.append("/>")
        return
    pieces.append(f">{escape(element.text or '')}")
    for child in element:
        _write(child, main, {}, pieces)
    pieces.append(f"</{name}>")


def _qualified(tag: str, main: str | None) -> str:
    if not tag.startswith("{"):
        return tag
    space, name = tag[1:].split("}")
    if space == main:
        return name
    if tag == _XML_SPACE:
        return "xml:space"
    return f"{_PREFIXES[space]}:{name}"
