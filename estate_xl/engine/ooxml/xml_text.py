"""Text of XML parts: escapes, attributes of a tag, children of an element.

Parts are changed as text, so that what a change does not touch stays as it was, to the byte.
"""

from __future__ import annotations

import html
import re

from estate_xl.engine.addresses import UNWRITABLE, FileTextError
from estate_xl.engine.ooxml import xml_spelling

_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(r"<(/?)([\w:.-]+)(?:\"[^\"]*\"|'[^']*'|[^\"'>])*?(/?)>")
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = re.compile("[\ud800-\udfff]")
ILLEGAL_CHARACTER = UNWRITABLE


def decoded(data: bytes) -> str:
    """Text of an XML part in the plain spelling, with the prefixes that Excel uses.

    Raises:
        UnsafeXmlError: it is no XML, or has a document type.
    """
    return xml_spelling.text_of(data)


def attributes(tag: str) -> dict[str, str]:
    """Attributes of a start tag in their order, still escaped."""
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def whole_number(raw: str) -> int:
    """A whole number of an attribute.

    Raises:
        FileTextError: it is none.
    """
    try:
        return int(raw)
    except ValueError as error:
        raise FileTextError(raw) from error


def start_tag(name: str, values: dict[str, str], *, closed: bool = False) -> str:
    """A start tag of escaped attribute values."""
    inner = "".join(f' {key}="{value}"' for key, value in values.items())
    return f"<{name}{inner}{'/' if closed else ''}>"


def escape(text: str) -> str:
    """Text as element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """Text as an attribute's value."""
    escaped = escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;")
    return escaped.replace("\t", "&#9;")


def unescape(text: str) -> str:
    """Content of an element or attribute as text."""
    return html.unescape(text) if "&" in text else text


def cell_text(raw: str) -> str:
    """Text of a `<t>` or `<v>`, Excel's `_x000D_` escapes undone."""
    text = unescape(raw.replace("\r\n", "\n") if "\r" in raw else raw)
    if "_x" not in text:
        return text
    return _whole_characters(_EXCEL_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))


def _whole_characters(text: str) -> str:
    """Halves of a character joined; a half alone, which no file can hold, is shown as unknown."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def text_element(name: str, text: str) -> str:
    """`<t>` or `<v>` of a text, in the way Excel escapes it."""
    raw = escape(_LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text)
    raw = raw.replace("\r", "_x000D_")
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<{name}{keep}>{raw}</{name}>"


def element(text: str, name: str) -> tuple[int, int] | None:
    """Start and end of the first element of that name, which holds no other of its name."""
    match = re.search(rf"<{name}(?=[\s/>])[^>]*>", text)
    if match is None:
        return None
    if match[0].endswith("/>"):
        return match.span()
    return match.start(), text.index(f"</{name}>", match.end()) + len(name) + 3


def elements(text: str, name: str) -> list[str]:
    """All elements of that name, none within another of its name."""
    return [match[0] for match in _elements_pattern(name).finditer(text)]


def children(content: str) -> list[str]:
    """The elements that are in the content of another, one by one."""
    found, depth, start = [], 0, 0
    for tag in _TAG.finditer(content):
        closing, closed = bool(tag[1]), bool(tag[3])
        if not depth:
            start = tag.start()
        depth += -1 if closing else not closed
        if not depth:
            found.append(content[start : tag.end()])
    return found


def local_name(raw: str) -> str:
    """Name of an element without its prefix."""
    found = _TAG.match(raw)
    return found[2].rpartition(":")[2] if found else ""


def content(raw: str) -> str:
    """The text between an element's start tag and its end tag."""
    first = raw.index(">") + 1
    return "" if raw[first - 2] == "/" else raw[first : raw.rindex("</")]


def _elements_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}(?=[\s/>])(?:[^>]*/>|[^>]*>.*?</{name}>)", re.DOTALL)
