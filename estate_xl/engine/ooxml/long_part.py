"""A long sheet part, unpacked piece by piece; each piece ends behind a row and can be had alone."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_END: Final = b"</row>"
_PIECE: Final = 4 << 20
_WINDOW: Final = 1 << 20
_LONGEST: Final = 64 << 20  # of a piece; no row, and nothing around the rows, is as long


class OddPartError(ValueError):
    """A part that cannot be read by pieces: it may be torn, or only unusual."""


class _Start(NamedTuple):
    """Where a piece begins: the unpacker before it, the packed bytes used, and the row begun."""

    state: zlib._Decompress
    used: int
    begun: bytes


class LongPart:
    """The bytes of a part, never all of them at once."""

    def __init__(self, packed: bytes | memoryview, checksum: int) -> None:
        """Take the deflated bytes, and the checksum of what they unpack to."""
        self._packed = memoryview(packed)
        self._checksum = checksum
        self._starts: list[_Start] = []

    def pieces(self) -> Iterator[bytes]:
        """All pieces from the first; to be gone through once before a single one is asked for.

        Raises:
            OddPartError: the part is torn, or holds an endless row.
        """
        self._starts = []
        start: _Start | None = _Start(zlib.decompressobj(-zlib.MAX_WBITS), 0, b"")
        checksum = 0
        while start is not None:
            self._starts.append(start)
            begun = len(start.begun)
            data, start = self._unpacked(start)
            after = b"" if start is None else start.begun
            checksum = zlib.crc32(after, zlib.crc32(memoryview(data)[begun:], checksum))
            yield data
        if checksum != self._checksum:
            raise OddPartError

    def piece(self, index: int) -> bytes:
        """The piece of that 0-based index."""
        return self._unpacked(self._starts[index])[0]

    def _unpacked(self, start: _Start) -> tuple[bytes, _Start | None]:
        """A piece, and where the next one begins."""
        state, used, data = start.state.copy(), start.used, start.begun
        while True:
            given = self._packed[used : used + _WINDOW]
            try:
                data += state.decompress(given, _PIECE)
            except zlib.error as error:
                raise OddPartError from error
            used += len(given) - len(state.unconsumed_tail)
            if state.eof:
                return data, None
            if not given or len(data) > _LONGEST:
                raise OddPartError
            cut = data.rfind(_END, len(start.begun)) + len(_END)
            if cut >= len(_END):
                return data[:cut], _Start(state, used, data[cut:])
