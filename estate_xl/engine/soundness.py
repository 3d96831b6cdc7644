"""The soundness of a file: a whole zip of sound parts, not endless ones.

The bounds lie far above what an office ever has and below what a computer cannot bear. Everything
is refused here, before a command reads a cell.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.ooxml import relationships, xml_spelling
from estate_xl.engine.ooxml.package import MOST_WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Bounds:
    """Bounds of a file's size; each but the number of parts in bytes.

    Attributes:
        name: What the errors call these bounds.
        size: The file itself.
        parts: How many it has.
        part: The largest one, unpacked.
        unpacked: All of them together.
        tags: How many tags of XML it has, in all; what is read of a tag takes a hundred times its
            bytes. None for any number.
        other_tags: How many a part has that holds neither cells nor texts.
        sheet: The largest sheet, unpacked; None for no more than another part.
    """

    name: str
    size: int
    parts: int
    part: int
    unpacked: int
    tags: int | None = None
    other_tags: int | None = None
    sheet: int | None = None


MOST_PARTS: Final = 20_000
"""Sheets, tables and pictures of an office are some hundreds; each costs time at each save."""

MOST_FILE: Final = 1_200 << 20
"""Bytes of the file: that of 1,048,000 tickets has under 200 MiB."""

MOST_UNPACKED: Final = 2_000 << 20
"""Bytes of all parts together: as many tickets unpack to under 1,500 MiB."""

MOST_SHEET: Final = 1_600 << 20
"""Bytes of a sheet, of which a piece is held at a time: as many tickets have under 1,400 MiB."""

WORKBOOK: Final = Bounds(
    "workbook", MOST_FILE, MOST_PARTS, MOST_WHOLE, MOST_UNPACKED, sheet=MOST_SHEET
)
MOST_PARSED: Final = 8 << 20
"""Parts up to this size are parsed whole, 0.1 s; of longer ones the beginning is."""

_HEAD: Final = 64 << 10
_CHUNK: Final = 1 << 20
_LOCAL_HEADER: Final = 30
_SHEETS: Final = "xl/worksheets/"
_LARGE: Final = (_SHEETS, "xl/sharedStrings.xml", "xl/media/")
_ROOT: Final = relationships.rels_name("")
_OWN_FOLDERS: Final = ("docProps/", "customXml/", "xl/embeddings/", "customUI/")
_OTHER_KINDS: Final = (
    ("xl/workbook.bin", EngineProblem.BINARY_WORKBOOK),
    ("word/", EngineProblem.WORD_DOCUMENT),
    ("ppt/", EngineProblem.PRESENTATION),
    ("content.xml", EngineProblem.OPEN_DOCUMENT),
    ("Index/", EngineProblem.NUMBERS_FILE),
)
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


def check_sound(data: bytes, name: str, bounds: Bounds = WORKBOOK) -> None:
    """Refuse what is no whole workbook, and what would take endless room or time.

    Args:
        data: The file's bytes, which begin as a zip does or are of no known kind.
        name: The file's, for the sentence.
        bounds: How large it may be; nothing is unpacked that says of itself that it is larger.

    Raises:
        EngineError: the reason in one sentence.
    """
    if len(data) > bounds.size:
        raise too_large(name, len(data), bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            _check_kind(infos, name)
            _check_bounds(infos, len(data), name, bounds)
            tags = 0
            for info in infos:
                found = _check_part(package, info, name)
                tags += found
                is_large = info.filename.startswith(_LARGE)
                _check_tags(found, None if is_large else bounds.other_tags, name, bounds)
                _check_tags(tags, bounds.tags, name, bounds)
    except _UNREADABLE as error:
        is_zip = data.startswith(b"PK")
        problem = EngineProblem.TORN if is_zip else EngineProblem.NOT_A_WORKBOOK
        raise EngineError(problem, name=name) from error


def too_large(name: str, size: int, bounds: Bounds) -> EngineError:
    """The error of a file of so many bytes."""
    return EngineError(
        EngineProblem.TOO_LARGE,
        name=name,
        megabytes=size >> 20,
        limit=bounds.size >> 20,
        bounds=bounds.name,
    )


def _check_kind(infos: Sequence[zipfile.ZipInfo], name: str) -> None:
    names = {info.filename for info in infos}
    for mark, problem in _OTHER_KINDS:
        if any(each == mark or (mark.endswith("/") and each.startswith(mark)) for each in names):
            raise EngineError(problem, name=name)
    if relationships.TYPES not in names and any(
        each.lower().endswith((".xlsx", ".xlsm")) for each in names
    ):
        raise EngineError(EngineProblem.ARCHIVE, name=name)
    if not names.issuperset({relationships.TYPES, _ROOT}):
        raise EngineError(EngineProblem.NOT_A_WORKBOOK, name=name)


def _check_bounds(infos: Sequence[zipfile.ZipInfo], size: int, name: str, bounds: Bounds) -> None:
    if len(infos) > bounds.parts:
        raise EngineError(EngineProblem.TOO_MANY_PARTS, name=name, parts=len(infos))
    sheets = [info.file_size for info in infos if info.filename.startswith(_SHEETS)]
    others = [info.file_size for info in infos if not info.filename.startswith(_SHEETS)]
    is_large = max(others) > bounds.part or max(sheets, default=0) > (bounds.sheet or bounds.part)
    if is_large or sum(sheets) + sum(others) > bounds.unpacked:
        raise EngineError(EngineProblem.TOO_LARGE_UNPACKED, name=name, bounds=bounds.name)
    seen: set[str] = set()
    for info in infos:
        folded = posixpath.normpath(info.filename).casefold()
        if folded in seen and not info.is_dir():
            raise EngineError(EngineProblem.PART_TWICE, name=name, part=_shown(info))
        seen.add(folded)
    _check_places(infos, size, name)


def _check_places(infos: Sequence[zipfile.ZipInfo], size: int, name: str) -> None:
    """Each entry has its own bytes: entries upon each other unpack to far more than is there."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise EngineError(EngineProblem.PARTS_OVERLAP, name=name, part=_shown(info))
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
    if end > size:
        raise zipfile.BadZipFile


def _check_tags(found: int, most: int | None, name: str, bounds: Bounds) -> None:
    if most is not None and found > most:
        raise EngineError(EngineProblem.TOO_MANY_TAGS, name=name, bounds=bounds.name)


def _check_part(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> int:
    """Read a part to its end, as a torn one fails there only, and parse it if we may read it.

    Returns:
        How many tags it has; of a picture, how many bytes look like the beginning of one.
    """
    is_read = info.filename.endswith((".xml", ".rels")) and not info.filename.startswith(
        _OWN_FOLDERS
    )
    held, size, tags = bytearray(), 0, 0
    limit = MOST_PARSED if info.file_size <= MOST_PARSED else _HEAD
    try:
        with package.open(info) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                tags += chunk.count(b"<")
                if is_read and len(held) < limit:
                    held += chunk
        if size != info.file_size:
            raise zipfile.BadZipFile
    except _UNREADABLE as error:
        raise EngineError(EngineProblem.PART_UNREADABLE, name=name, part=_shown(info)) from error
    if not is_read:
        return tags
    try:
        if limit == _HEAD:
            xml_spelling.check_head(bytes(held[:_HEAD]))
        else:
            xml_spelling.check(bytes(held))
    except xml_spelling.UnsafeXmlError as error:
        raise EngineError(EngineProblem.PART_MALFORMED, name=name, part=_shown(info)) from error
    return tags


def _shown(info: zipfile.ZipInfo) -> str:
    """A part's name for a sentence: any bytes may be in it."""
    name = "".join(each if each.isprintable() else "?" for each in info.filename)
    return name if len(name) <= 80 else f"{name[:80]}…"  # noqa: PLR2004 - of a line on the screen
