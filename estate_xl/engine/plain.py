"""XML of any spelling as the one spelling that the engine's searches know.

Files may hold comments, CDATA, processing instructions, `>` in attributes, other encodings. They
mean the same as a plain spelling, and the engine, which reads text and not trees, gets that one. A
document type, by which a short file asks for endless text or for files of this computer, is
refused: no spreadsheet program writes one.
"""

from __future__ import annotations

import re
from xml.parsers import expat

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_ODD_BLANKS = (' = "', ' ="', '= "', "<c\n", "<c\t", "<c\r")
_KNOWN = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class UnsafeXmlError(ValueError):
    """A part that is no XML, or has a document type."""


def check(data: bytes) -> None:
    """Refuse what is no XML, or has a document type.

    Raises:
        UnsafeXmlError: why.
    """
    _parse(_parser(), data)


def check_head(data: bytes) -> None:
    """The same for the beginning of a long part.

    Raises:
        UnsafeXmlError: why.
    """
    _parse(_parser(), data, is_whole=False)


def text_of(data: bytes) -> str:
    """A part's text in the plain spelling; the very text where it is plain already.

    Raises:
        UnsafeXmlError: it is no XML, or has a document type.
    """
    declared = _DECLARED.match(data[:200])
    is_known = declared is None or declared[1].lower() in _KNOWN
    if data.startswith(_MARKS) or not is_known:
        return _respelled(data)
    text = data.decode("utf-8-sig")
    return _respelled(data) if _is_unusual(text) else text


def _is_unusual(text: str) -> bool:
    """Whether anything but tags and texts is there, a `>` that ends no tag, or odd blanks."""
    if "<!" in text or text.find("<?", 1) > 0 or text.count("<") != text.count(">"):
        return True
    return any(mark in text for mark in _ODD_BLANKS)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_type
    return parser


def _parse(parser: expat.XMLParserType, data: bytes, *, is_whole: bool = True) -> None:
    try:
        parser.Parse(data, is_whole)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnsafeXmlError(str(error)) from error


def _refuse_type(*_: object) -> None:
    msg = "a document type"
    raise UnsafeXmlError(msg)


def _respelled(data: bytes) -> str:
    """The same elements, attributes and texts, plainly."""
    parts: list[str] = [_DECLARATION]
    is_open = False

    def close() -> None:
        nonlocal is_open
        if is_open:
            parts.append(">")
            is_open = False

    def start(name: str, values: list[str]) -> None:
        nonlocal is_open
        close()
        parts.append(f"<{name}")
        pairs = zip(values[::2], values[1::2], strict=True)
        parts.extend(f' {key}="{_attribute(value)}"' for key, value in pairs)
        is_open = True

    def end(name: str) -> None:
        nonlocal is_open
        if is_open:
            parts.append("/>")
            is_open = False
        else:
            parts.append(f"</{name}>")

    def text(data: str) -> None:
        close()
        parts.append(_content(data))

    parser = _parser()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    _parse(parser, data)
    return "".join(parts)


def _content(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def _attribute(text: str) -> str:
    escaped = _content(text).replace('"', "&quot;").replace("\n", "&#10;")
    return escaped.replace("\t", "&#9;")
