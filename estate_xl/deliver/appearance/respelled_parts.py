"""A file whose parts are spelled in one way: what a parser of XML reads is what is looked at.

XML may be written so that a quick look overlooks what a parser sees, and whoever wants that finds
a way which `plain.text_of` does not know. Read and written again, every part is spelled alike.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Final

from estate_xl.engine.ooxml import xml_spelling
from estate_xl.engine.ooxml.package import Package
from estate_xl.language import Label, Phrase

_XML: Final = (".xml", ".rels", ".vml")
_HEADER, _NAME_AT, _END = 30, 26, 22
_KEPT_BYTES: Final = 1 << 18
_DESCRIPTORS: Final = frozenset({0, 12, 16, 20, 24})
"""Lengths of what may follow an entry's bytes."""
_BEFORE_PART: Final = Label(
    "{part} 之前多出 {count} 個字節", "{count:stray byte|stray bytes} before {part}"
)
_AT_END: Final = Label("末尾多出內容", "stray bytes at the end")


class StrayBytesError(ValueError):
    """The file holds bytes that belong to none of its entries; `reason` says where."""

    def __init__(self, reason: Label | Phrase) -> None:
        """Take where they are."""
        super().__init__(reason)
        self.reason = reason


def respelled(data: bytes) -> bytes:
    """The file with every part of XML written anew.

    Raises:
        ValueError: a part is not well formed, has a document type, or occurs twice.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name.casefold() for name in archive.namelist()]
        _check_gaps(data, archive)
    if len(names) != len(set(names)):
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"{twice} ×2"
        raise ValueError(msg)
    package = Package(data)
    for name in package.names():
        if name.casefold().endswith(_XML):
            part = package.read(name)
            spell = _again if len(part) <= _KEPT_BYTES else _anew
            package.write(name, spell(part))
    return package.to_bytes()


def _anew(part: bytes) -> bytes:
    return xml_spelling.respelled(part).encode()


@lru_cache(maxsize=64)
def _again(part: bytes) -> bytes:
    """The same of a part that is looked at twice, or is alike in many packages."""
    return _anew(part)


def _check_gaps(data: bytes, archive: zipfile.ZipFile) -> None:
    """Refuse bytes between the entries: a second archive may lie there, which others find.

    Raises:
        StrayBytesError: there are some.
    """
    at = 0
    for info in sorted(archive.infolist(), key=lambda each: each.header_offset):
        if info.header_offset - at not in _DESCRIPTORS or (not at and info.header_offset):
            stray = info.header_offset - at
            raise StrayBytesError(Phrase(_BEFORE_PART, {"part": info.filename, "count": stray}))
        start = info.header_offset + _NAME_AT
        lengths = (
            int.from_bytes(data[start + each : start + each + 2], "little") for each in (0, 2)
        )
        at = info.header_offset + _HEADER + sum(lengths) + info.compress_size
    if archive.start_dir - at not in _DESCRIPTORS or data[-_END : -_END + 4] != b"PK\5\6":
        raise StrayBytesError(_AT_END)
