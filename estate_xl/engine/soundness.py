"""Whether a file can be taken up without harm: a whole zip of sound parts, not endless ones.

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

from estate_xl.engine import plain
from estate_xl.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Bounds:
    """How large a file may be; each but the number of parts in bytes.

    Attributes:
        size: The file itself.
        parts: How many it has.
        part: The largest one, unpacked.
        unpacked: All of them together.
        remedy: What to do about a larger one.
        tags: How many tags of XML it has, in all; what is read of a tag takes a hundred times its
            bytes. None for any number.
        other_tags: How many a part has that holds neither cells nor texts.
    """

    size: int
    parts: int
    part: int
    unpacked: int
    remedy: str
    tags: int | None = None
    other_tags: int | None = None


MOST_PARTS: Final = 20_000
"""Sheets, tables and pictures of an office are some hundreds; each costs time at each save."""

MOST_UNPACKED: Final = 1_200 << 20
"""Bytes of all parts together: 100,000 tickets with their follow-ups unpack to under 400 MiB."""

MOST_PART: Final = 512 << 20
"""Bytes of one part: the sheet of 100,000 tickets has under 300 MiB. wolfxl takes no more."""

WORKBOOK: Final = Bounds(
    MOST_UNPACKED, MOST_PARTS, MOST_PART, MOST_UNPACKED, "請用備份，或刪去不用的工作表"
)
PACKAGE: Final = Bounds(
    64 << 20,
    2_000,
    64 << 20,
    256 << 20,
    "管理處請減少模板裏的圖片，或不附計分依據（參數 hq_attach_evidence），收到的請向管理處查問",
    tags=600_000,
    other_tags=100_000,
)
"""Some sheets with their pictures, which go by mail; headquarters reads a thousand of others.

Of 計分依據 it may hold some ten thousand lines: all trades in fifty zones each day are half of it.
"""

MOST_PARSED: Final = 8 << 20
"""Parts up to this size are parsed whole, 0.1 s; of longer ones the beginning is."""

_HEAD: Final = 64 << 10
_CHUNK: Final = 1 << 20
_LOCAL_HEADER: Final = 30
_TYPES: Final = "[Content_Types].xml"
_LARGE: Final = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/media/")
_ROOT: Final = "_rels/.rels"
_OWN_FOLDERS: Final = ("docProps/", "customXml/", "xl/embeddings/", "customUI/")
_OTHER_KINDS: Final = (
    ("xl/workbook.bin", "是二進制的 .xlsb 檔案，請在 Excel 中另存為 .xlsx 後再試"),
    ("word/", "是 Word 文件，請選工作簿檔案"),
    ("ppt/", "是 PowerPoint 簡報，請選工作簿檔案"),
    ("content.xml", "是 OpenDocument 檔案（.ods），請另存為 .xlsx 後再試"),
    ("Index/", "是 Numbers 檔案，請匯出為 .xlsx 後再試"),
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
        WorkbookError: the reason in one sentence.
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
        if data.startswith(b"PK"):
            msg = f"「{name}」不完整或已損壞，可能沒有複製完，請重新複製一份，或用備份（.bak）。"
        else:
            msg = f"「{name}」不是 Excel 工作簿，請確認選對了檔案。"
        raise WorkbookError(msg) from error


def too_large(name: str, size: int, bounds: Bounds) -> WorkbookError:
    """What is said of a file of so many bytes."""
    words = f"有 {size >> 20} MB，超過 {bounds.size >> 20} MB，為免佔滿記憶體沒有打開"
    return WorkbookError(f"「{name}」{words}，{bounds.remedy}。")


def _check_kind(infos: Sequence[zipfile.ZipInfo], name: str) -> None:
    names = {info.filename for info in infos}
    for mark, words in _OTHER_KINDS:
        if any(each == mark or (mark.endswith("/") and each.startswith(mark)) for each in names):
            msg = f"「{name}」{words}。"
            raise WorkbookError(msg)
    if _TYPES not in names and any(each.lower().endswith((".xlsx", ".xlsm")) for each in names):
        msg = f"「{name}」是壓縮檔，請先解壓縮，再選裏面的工作簿。"
        raise WorkbookError(msg)
    if not names.issuperset({_TYPES, _ROOT}):
        msg = f"「{name}」不是 Excel 工作簿，請確認選對了檔案。"
        raise WorkbookError(msg)


def _check_bounds(infos: Sequence[zipfile.ZipInfo], size: int, name: str, bounds: Bounds) -> None:
    if len(infos) > bounds.parts:
        msg = (
            f"「{name}」含有 {len(infos)} 個部分，多得不像工作簿，為免電腦停住沒有打開，請用備份。"
        )
        raise WorkbookError(msg)
    largest = max(info.file_size for info in infos)
    if largest > bounds.part or sum(info.file_size for info in infos) > bounds.unpacked:
        words = f"為免佔滿記憶體沒有打開，{bounds.remedy}"
        msg = f"「{name}」解開後大得不像工作簿，{words}。"
        raise WorkbookError(msg)
    seen: set[str] = set()
    for info in infos:
        folded = posixpath.normpath(info.filename).casefold()
        if folded in seen and not info.is_dir():
            msg = f"「{name}」已損壞（{_shown(info)} 有兩份），請用備份，或在 Excel 中打開並修復。"
            raise WorkbookError(msg)
        seen.add(folded)
    _check_places(infos, size, name)


def _check_places(infos: Sequence[zipfile.ZipInfo], size: int, name: str) -> None:
    """Each entry has its own bytes: entries upon each other unpack to far more than is there."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            msg = f"「{name}」已損壞（{_shown(info)} 與別的部分重疊），請用備份。"
            raise WorkbookError(msg)
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
    if end > size:
        raise zipfile.BadZipFile


def _check_tags(found: int, most: int | None, name: str, bounds: Bounds) -> None:
    if most is not None and found > most:
        words = f"為免電腦停住沒有打開，{bounds.remedy}"
        msg = f"「{name}」的內容多得不像上報文件，{words}。"
        raise WorkbookError(msg)


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
        msg = f"「{name}」已損壞（{_shown(info)} 讀不出來），請用備份，或在 Excel 中打開並修復。"
        raise WorkbookError(msg) from error
    if not is_read:
        return tags
    try:
        if limit == _HEAD:
            plain.check_head(bytes(held[:_HEAD]))
        else:
            plain.check(bytes(held))
    except plain.UnsafeXmlError as error:
        msg = (
            f"「{name}」已損壞（{_shown(info)} 不合 XML 規則），請用備份，或在 Excel 中打開並修復。"
        )
        raise WorkbookError(msg) from error
    return tags


def _shown(info: zipfile.ZipInfo) -> str:
    """A part's name for a sentence: any bytes may stand in it."""
    name = "".join(each if each.isprintable() else "?" for each in info.filename)
    return name if len(name) <= 80 else f"{name[:80]}…"  # noqa: PLR2004 - of a line on the screen
