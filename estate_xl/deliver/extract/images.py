"""Pictures without what cameras and drawing programs write beside the points.

A picture may tell who made it, where, with which program, and carry an older preview of itself.
"""

from __future__ import annotations

import struct
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"}
)
_JPEG: Final = b"\xff\xd8"
_JPEG_KEPT: Final = frozenset({0xE0, 0xE2, 0xEE})  # JFIF, colour profile, Adobe's transform
_JPEG_SCAN, _JPEG_COMMENT, _JPEG_APP = 0xDA, 0xFE, range(0xE0, 0xF0)
_GIF: Final = (b"GIF87a", b"GIF89a")
TYPES: Final = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}


def bare_picture(data: bytes) -> tuple[str, bytes] | None:
    """Ending and bytes of the picture alone; None where it is of no kind that is taken along."""
    try:
        if data.startswith(_PNG):
            return "png", _bare_png(data)
        if data.startswith(_JPEG):
            return "jpeg", _bare_jpeg(data)
        if data.startswith(_GIF):
            return "gif", _bare_gif(data)
    except (struct.error, IndexError):
        pass
    return None


def _bare_png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if kind in _PNG_CHUNKS:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            break
    return b"".join(kept)


def _bare_jpeg(data: bytes) -> bytes:
    """Segments up to the first scan; what follows is points, and ends where the picture ends."""
    kept, at = [_JPEG], len(_JPEG)
    while True:
        marker, length = struct.unpack_from(">xBH", data, at)
        end = at + 2 + length
        if marker == _JPEG_SCAN:
            finish = data.find(b"\xff\xd9", end)
            kept.append(data[at : finish + 2] if finish >= 0 else data[at:])
            return b"".join(kept)
        is_note = marker == _JPEG_COMMENT or (marker in _JPEG_APP and marker not in _JPEG_KEPT)
        if not is_note:
            kept.append(data[at:end])
        at = end


def _bare_gif(data: bytes) -> bytes:
    """The first picture, its frame and its palette, without comments."""
    at = 13 + _palette(data[10])
    head = data[:at]
    control = b""
    while True:
        mark = data[at]
        if mark == 0x21:  # noqa: PLR2004 - an extension
            end = _after_blocks(data, at + 2)
            if data[at + 1] == 0xF9:  # noqa: PLR2004 - transparency
                control = data[at:end]
            at = end
        elif mark == 0x2C:  # noqa: PLR2004 - a picture
            end = _after_blocks(data, at + 10 + _palette(data[at + 9]) + 1)
            return head + control + data[at:end] + b";"
        else:
            raise IndexError(mark)


def _palette(packed: int) -> int:
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
