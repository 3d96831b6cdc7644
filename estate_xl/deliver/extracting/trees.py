"""XML parts read into trees, cut down to what a whitelist names, and written again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

from estate_xl.engine import plain
from estate_xl.engine.markup import escape, escape_attribute
from estate_xl.engine.namespaces import MAIN, PREFIXES, STRICT

if TYPE_CHECKING:
    from collections.abc import Mapping

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_USUAL: Final = {strict: usual for usual, strict in STRICT.items()}
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Rule(NamedTuple):
    """What may be kept of an element: attributes by name, and its text or not."""

    attributes: frozenset[str]
    has_text: bool = False


Whitelist = dict[str, Rule]
"""Rules by `{namespace}name`."""


def whitelist(namespace: str, lines: str, texts: str = "") -> Whitelist:
    """A whitelist of lines such as `pane: xSplit ySplit`; elements of `texts` keep their text.

    An element of several lines has the attributes of all of them.
    """
    kept = set(texts.split())
    rules: Whitelist = {}
    for line in lines.strip().splitlines():
        names, _, attributes = line.partition(":")
        for name in names.split():
            tag = f"{{{namespace}}}{name}"
            before = rules[tag].attributes if tag in rules else frozenset()
            rules[tag] = Rule(before | set(attributes.split()), name in kept)
    return rules


def parse(text: str | bytes) -> ET.Element:
    """The tree of a part, in the usual namespaces where it is strict OOXML.

    Raises:
        ValueError: it is not well formed, or has a document type.
    """
    if isinstance(text, bytes) and (b"<!DOCTYPE" in text or text.startswith((b"\xff", b"\xfe"))):
        plain.check(text)
    elif isinstance(text, str) and "<!DOCTYPE" in text:
        plain.check(text.encode())
    try:
        root = ET.fromstring(text)  # noqa: S314 - the office's own file, or one whose zip was checked
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    for element in root.iter():
        element.tag = _usual(element.tag)
        for name in [each for each in element.attrib if _usual(each) != each]:
            element.set(_usual(name), element.attrib.pop(name))
    return root


def _usual(name: str) -> str:
    space, _, local = name.removeprefix("{").partition("}")
    return f"{{{_USUAL[space]}}}{local}" if local and space in _USUAL else name


def name_of(element: ET.Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def cut(element: ET.Element, rules: Whitelist) -> ET.Element | None:
    """A copy with what the whitelist names, None if it does not name the element itself."""
    rule = rules.get(element.tag)
    if rule is None:
        return None
    values = {
        name: value
        for name, value in element.attrib.items()
        if name in rule.attributes or (rule.has_text and name == _XML_SPACE)
    }
    new = ET.Element(element.tag, values)
    if rule.has_text:
        new.text = element.text
    for child in element:
        kept = cut(child, rules)
        if kept is not None:
            new.append(kept)
    return new


def serialised(element: ET.Element, *, main: str | None = MAIN, root: bool = False) -> str:
    """XML of a tree, without white space between elements.

    Args:
        element: The tree.
        main: The namespace written without prefix.
        root: Whether to declare the namespaces here.
    """
    return "".join(_pieces(element, main, _declarations(element, main) if root else {}))


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
        for space, prefix in PREFIXES.items()
        if prefix and space in used and space != main
    }


def _pieces(element: ET.Element, main: str | None, extra: Mapping[str, str]) -> list[str]:
    name = _qualified(element.tag, main)
    values = {**extra, **{_qualified(key, None): value for key, value in element.attrib.items()}}
    inner = "".join(f' {key}="{escape_attribute(value)}"' for key, value in values.items())
    content = [escape(element.text)] if element.text else []
    for child in element:
        content += _pieces(child, main, {})
    if not content:
        return [f"<{name}{inner}/>"]
    return [f"<{name}{inner}>", *content, f"</{name}>"]


def _qualified(tag: str, main: str | None) -> str:
    if not tag.startswith("{"):
        return tag
    space, name = tag[1:].split("}")
    if space == main:
        return name
    if tag == _XML_SPACE:
        return "xml:space"
    return f"{PREFIXES[space]}:{name}"
