"""XML of any spelling as the one spelling that the engine's searches know.

Files may hold comments, CDATA, processing instructions, `>` in attributes, other encodings, and
prefixes of their own choice. They mean the same as a plain spelling, and the engine, which reads
text and not trees, gets that one. A document type, by which a short file asks for endless text or
for files of this computer, is refused: no spreadsheet program writes one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from estate_xl.engine.ooxml.namespace_prefixes import Prefixes, odd_ones
from estate_xl.engine.ooxml.namespaces import DECLARATION, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_ODD_BLANKS = (' = "', ' ="', '= "')
_BLANK_ENDS = (" >", "\t>", "\n>", "\r>")
_BARE_TAG = re.compile(r"<[^<>\s]*+\s++>")
_BROKEN_TAG = re.compile(r"<[^<>\s]*+[\t\n\r]")
_KNOWN = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ROOT = re.compile(r"<([\w-]+):\w[^>]*>")
_BARE = re.compile(r"</?[\w.-]+[\s/>]")
_DEEPEST = 256
_SHORT = 1 << 16  # bytes
_HEAD = 4000  # characters; a root tag ends within them


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


def check_whole(pieces: Iterable[bytes]) -> None:
    """Refuse what is no XML, a name among it whose prefix is declared nowhere.

    Args:
        pieces: The part, piece by piece.

    Raises:
        UnsafeXmlError: why.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    for piece in pieces:
        _parse(parser, piece, is_whole=False)
    _parse(parser, b"")


def text_of(data: bytes) -> str:
    """A part's text in the plain spelling; the very text where it is plain already.

    Raises:
        UnsafeXmlError: it is no XML, or has a document type.
    """
    return _short_text(data) if len(data) <= _SHORT else _text(data)


@lru_cache(maxsize=256)
def _short_text(data: bytes) -> str:
    """The same of a short part, which is asked for again and again."""
    return _text(data)


def _text(data: bytes) -> str:
    declared = _DECLARED.match(data[:200])
    is_known = declared is None or declared[1].lower() in _KNOWN
    if data.startswith(_MARKS) or not is_known:
        return _respelled(data)
    text = data.decode("utf-8-sig")
    if _is_unusual(text):
        return _respelled(data)
    odd = odd_ones(text)
    return (_without_prefix(text, odd) or _respelled(data)) if odd else text


def respelled(data: bytes) -> str:
    """A part in the plain spelling, its quotes double throughout, however it is spelled.

    Raises:
        UnsafeXmlError: it is no XML, or has a document type.
    """
    return _respelled(data)


def _without_prefix(text: str, odd: dict[str, str]) -> str | None:
    """The text without the prefix of its root, where that is all that is odd: it may be long."""
    ((prefix, space), *more) = odd.items()
    root = _ROOT.search(text[:_HEAD])
    if more or root is None or root[1] != prefix or PREFIXES.get(space) != "":
        return None
    if text.count("xmlns=") or text.count(f"xmlns:{prefix}") != 1 or "Requires" in text:
        return None
    if f"xmlns:{prefix}" not in root[0] or "Ignorable" in root[0]:
        return None
    if _BARE.search(text) or re.search(rf"\s{prefix}:", text):
        return None
    text = re.sub(rf"\bxmlns:{prefix}(?=\s*=)", "xmlns", text, count=1)
    return text.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</")


def _is_unusual(text: str) -> bool:
    """True if anything but tags and texts is there, a `>` that ends no tag, or odd blanks."""
    if "<!" in text or text.find("<?", 1) > 0 or text.count("<") != text.count(">"):
        return True
    if any(mark in text for mark in _ODD_BLANKS):
        return True
    if any(mark in text for mark in _BLANK_ENDS) and _BARE_TAG.search(text) is not None:
        return True
    has_breaks = any(mark in text for mark in "\t\n\r")
    return has_breaks and _BROKEN_TAG.search(text) is not None


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
    parts: list[str] = [DECLARATION]
    prefixes = Prefixes()
    is_open, depth = False, 0

    def close() -> None:
        nonlocal is_open
        if is_open:
            parts.append(">")
            is_open = False

    def start(name: str, values: list[str]) -> None:
        nonlocal is_open, depth
        depth += 1
        if depth > _DEEPEST:
            msg = f"elements {depth} deep"
            raise UnsafeXmlError(msg)
        close()
        pairs = zip(values[::2], values[1::2], strict=True)
        name, settled = prefixes.start(name, pairs)
        parts.append(f"<{name}")
        parts.extend(f' {key}="{_attribute(value)}"' for key, value in settled.items())
        is_open = True

    def end(_: str) -> None:
        nonlocal is_open, depth
        depth -= 1
        name = prefixes.end()
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
