"""The zip of a workbook: every entry that nobody changed keeps its compressed bytes.

Entries keep their order and their time stamps, and one that was taken out and put in again its
place; new ones get the earliest stamp a zip knows, so that the same operations on the same file
give the same bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from itertools import count
from typing import TYPE_CHECKING

from estate_xl.engine.ooxml.long_part import LongPart
from estate_xl.engine.ooxml.zip_writer import ZipWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEFLATED = zipfile.ZIP_DEFLATED
MOST_WHOLE = 512 << 20
"""Bytes of the longest part that is held whole."""

_LONG_PART = 1 << 16  # bytes
_QUICKLY_PACKED = 8 << 20  # bytes
_QUICK_LEVEL = 2
_SMALL_PART = 1 << 20  # bytes; parts up to this size are decompressed once


class Package:
    """Parts of a workbook by name, such as `xl/workbook.xml`."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of a whole file."""
        self._data = data
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._infos = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        self._changed: dict[str, bytes] = {}
        self._kept: dict[str, bytes] = {}
        self._order = list(self._infos)
        self._places = {name: place for place, name in enumerate(self._order)}
        self._removed: set[str] = set()
        self._folded: dict[str, str] | None = None
        self._later: dict[str, Callable[[], bytes]] = {}
        self._pieces: dict[str, Callable[[], Iterator[bytes]]] = {}

    @property
    def is_changed(self) -> bool:
        """True if any part differs from the file as it was opened."""
        self._make_all()
        return bool(self._changed or self._pieces) or len(self._order) != len(self._infos)

    def names(self) -> list[str]:
        """Names of all parts in the order of the zip."""
        return list(self._order)

    def named(self, name: str) -> str:
        """The part's name as the file spells it: upper and lower case do not matter."""
        if name in self._places or name in self._changed:
            return name
        if self._folded is None:
            self._folded = {each.casefold(): each for each in self._infos}
        return self._folded.get(name.casefold(), name)

    def has(self, name: str) -> bool:
        """True if there is such a part."""
        return name in self._changed or (name in self._infos and name in self._order)

    def read(self, name: str) -> bytes:
        """Bytes of a part as they are now."""
        if name in self._later:
            self.write(name, self._later.pop(name)())
        if name in self._changed:
            return self._changed[name]
        if name in self._pieces:
            return b"".join(self._pieces[name]())
        if name in self._kept:
            return self._kept[name]
        data = self._zip.read(self._infos[name])
        if len(data) <= _SMALL_PART:
            self._kept[name] = data
        return data

    def size(self, name: str) -> int:
        """Bytes of a part in the file as it was opened, 0 of one that came in since."""
        info = self._infos.get(name)
        return 0 if info is None or name in self._changed else info.file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """Bytes of a part as they are now, piece by piece where it is long and changed."""
        return self._pieces[name]() if name in self._pieces else iter([self.read(name)])

    def long_part(self, name: str) -> LongPart | None:
        """A long part that nobody changed, to be unpacked by pieces."""
        is_changed = name in self._later or name in self._changed or name in self._pieces
        info = None if is_changed else self._infos.get(name)
        if info is None or info.file_size < _LONG_PART or info.compress_type != _DEFLATED:
            return None
        return LongPart(self._packed(info), info.CRC)

    def opened(self, name: str) -> bytes | None:
        """Bytes of a part in the file as it was opened, None if it was not in it."""
        info = self._infos.get(name)
        return None if info is None else self._zip.read(info)

    def is_made(self, name: str) -> bool:
        """True if a part came in since the file was opened, be it under an old part's name."""
        return self.has(name) and (name not in self._infos or name in self._removed)

    def changed(self) -> list[str]:
        """Names of the parts that differ from the file as it was opened, or were not in it."""
        self._make_all()
        return [name for name in self._order if name in self._changed or name in self._pieces]

    def opened_names(self) -> list[str]:
        """Names of the parts of the file as it was opened."""
        return list(self._infos)

    def has_lost(self) -> bool:
        """True if a part of the file as it was opened is gone."""
        return not self._infos.keys() <= set(self._order)

    def write(self, name: str, data: bytes) -> None:
        """Set the bytes of a part; the same bytes as before change nothing."""
        self._later.pop(name, None)
        self._pieces.pop(name, None)
        if name in self._changed and self._changed[name] == data:
            return
        if name not in self._order:
            self._order.append(name)
            if name in self._places:
                last = len(self._places)
                self._order.sort(key=lambda each: self._places.get(each, last))
        if self._is_as_opened(name, data):
            self._changed.pop(name, None)
        else:
            self._changed[name] = data

    def write_later(self, name: str, make: Callable[[], bytes]) -> None:
        """Set the bytes of a part that is there, made when somebody asks for them."""
        self._later[name] = make

    def write_pieces(self, name: str, make: Callable[[], Iterator[bytes]]) -> None:
        """Set the bytes of a part that is there, made by pieces whenever they are asked for.

        The same bytes as in the file as it was opened change nothing.
        """
        self._later.pop(name, None)
        self._changed.pop(name, None)
        self._pieces.pop(name, None)
        if not self._holds(name, make()):
            self._pieces[name] = make

    def _holds(self, name: str, pieces: Iterator[bytes]) -> bool:
        """True if the part in the file as it was opened is made of these pieces."""
        info = self._infos.get(name)
        if info is None or name in self._removed:
            return False
        with self._zip.open(info) as part:
            return all(part.read(len(piece)) == piece for piece in pieces) and not part.read(1)

    def waits(self, name: str, make: Callable[[], bytes]) -> bool:
        """True if nobody has asked for those bytes, nor written others, since they were set."""
        return self._later.get(name) == make

    def remove(self, name: str) -> None:
        """Take a part out; one that is not there is no error."""
        self._later.pop(name, None)
        self._changed.pop(name, None)
        self._pieces.pop(name, None)
        if name in self._order:
            self._order.remove(name)
            self._removed.add(name)

    def to_bytes(self, *, level: int = 6) -> bytes:
        """The whole file; changed parts are packed at that level of zlib, long ones at 2."""
        if not self.is_changed:
            return self._data
        writer = ZipWriter()
        for name in self._order:
            info = self._infos.get(name)
            if name in self._pieces:
                writer.add(name, self._pieces[name](), level=min(level, _QUICK_LEVEL), like=info)
            elif info is None or name in self._changed:
                data = self._changed[name]
                packed_at = min(level, _QUICK_LEVEL) if len(data) > _QUICKLY_PACKED else level
                writer.add(name, [data], level=packed_at, like=info)
            else:
                writer.add_packed(info, self._packed(info))
        return writer.to_bytes()

    def packed(self, name: str) -> tuple[zipfile.ZipInfo, bytes]:
        """A part of the file as it was opened, packed as it is there."""
        info = self._infos[name]
        return info, bytes(self._packed(info))

    def _make_all(self) -> None:
        for name in list(self._later):
            self.read(name)

    def _is_as_opened(self, name: str, data: bytes) -> bool:
        info = self._infos.get(name)
        if info is None or (info.file_size, info.CRC) != (len(data), zlib.crc32(data)):
            return False
        return self.opened(name) == data

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        at = info.header_offset
        name_length, extra_length = struct.unpack_from("<2H", self._data, at + 26)
        start = at + 30 + name_length + extra_length
        return memoryview(self._data)[start : start + info.compress_size]


def lowest_free(before: str, after: str, taken: set[str]) -> str:
    """The name with the lowest number that is not taken, and is then; `taken` is casefolded."""
    name = next(
        name for number in count(1) if (name := f"{before}{number}{after}").casefold() not in taken
    )
    taken.add(name.casefold())
    return name
