"""A zip written one way only: the same entries are the same bytes, whatever the system and the day.

New entries have the earliest stamp that a zip knows and no system's attributes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The stamp of new entries."""
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_UTF8_NAME: Final = 0x800
_VERSION: Final = 20


class ZipWriter:
    """A zip that entries are added to, one after another."""

    def __init__(self) -> None:
        """Begin with none."""
        self._body = io.BytesIO()
        self._records: list[bytes] = []

    def add(
        self,
        name: str,
        pieces: Iterable[bytes],
        *,
        level: int = 6,
        like: zipfile.ZipInfo | None = None,
    ) -> None:
        """Add an entry.

        Args:
            name: Its name.
            pieces: Its content, piece by piece.
            level: Of zlib; 0 stores the content as it is.
            like: The entry whose place it takes, and whose stamp and attributes it has.
        """
        packer = zlib.compressobj(level, zlib.DEFLATED, -15) if level else None
        method = zipfile.ZIP_STORED if packer is None else zipfile.ZIP_DEFLATED

        def fill() -> tuple[int, int]:
            size = crc = 0
            for piece in pieces:
                size += len(piece)
                crc = zlib.crc32(piece, crc)
                self._body.write(piece if packer is None else packer.compress(piece))
            if packer is not None:
                self._body.write(packer.flush())
            return crc, size

        self._put(name, like, method, fill)

    def add_packed(self, info: zipfile.ZipInfo, packed: bytes | memoryview) -> None:
        """Add an entry of another zip, packed as it is there."""

        def fill() -> tuple[int, int]:
            self._body.write(packed)
            return info.CRC, info.file_size

        self._put(info.filename, info, info.compress_type, fill)

    def to_bytes(self) -> bytes:
        """The whole zip, which then has no more entries added."""
        records, count = b"".join(self._records), len(self._records)
        start = self._body.tell()
        self._body.write(records)
        self._body.write(_END.pack(b"PK\5\6", 0, 0, count, count, len(records), start, 0))
        return self._body.getvalue()

    def _put(
        self,
        name: str,
        like: zipfile.ZipInfo | None,
        method: int,
        fill: Callable[[], tuple[int, int]],
    ) -> None:
        """Put an entry; `fill` writes what is in it and tells its checksum and its size."""
        raw_name, flags = _raw_name(name, like)
        day, time = _stamp(EARLIEST if like is None else like.date_time)
        offset = self._body.tell()
        self._body.write(bytes(_LOCAL.size) + raw_name)
        begin = self._body.tell()
        crc, size = fill()
        end = self._body.tell()
        common = (flags, method, time, day, crc, end - begin, size, len(raw_name))
        attributes = 0 if like is None else like.external_attr
        self._body.seek(offset)
        self._body.write(_LOCAL.pack(b"PK\3\4", _VERSION, *common, 0))
        self._body.seek(end)
        record = _CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, attributes, offset
        )
        self._records.append(record + raw_name)


def zipped(parts: Mapping[str, bytes], *, level: int = 6) -> bytes:
    """A zip of parts in their order, each packed at that level of zlib; 0 stores them."""
    writer = ZipWriter()
    for name, data in parts.items():
        writer.add(name, [data], level=level)
    return writer.to_bytes()


def _raw_name(name: str, like: zipfile.ZipInfo | None) -> tuple[bytes, int]:
    """The name's bytes and their mark; a name of an old code page keeps its bytes."""
    if like is not None and not like.flag_bits & _UTF8_NAME:
        return name.encode("cp437"), 0
    raw = name.encode()
    return raw, 0 if raw.isascii() else _UTF8_NAME


def _stamp(moment: tuple[int, int, int, int, int, int]) -> tuple[int, int]:
    """The day and the time as a zip tells them."""
    year, month, day, hour, minute, second = moment
    return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
