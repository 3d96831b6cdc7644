"""Trouble in the zip: torn, overfull, contradicting itself, or only unusual."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from estate_xl.engine.soundness import MOST_SHEET, WORKBOOK
from support.packages import BOOK, STRINGS
from support.trouble.draft import Draft, office
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

_CUTS = 40
_MIB = 1 << 20
_CENTRAL, _LOCAL, _END = b"PK\1\2", b"PK\3\4", b"PK\5\6"
_SHEET = "xl/worksheets/sheet2.xml"
_NO_PART = "xl/media/own.bin"


@kind(Expect.SAME)
def sound_office(_: random.Random) -> bytes:
    return office()


@kinds(Expect.REFUSED, {f"{place:02}": place for place in range(1, _CUTS + 1)})
def cut_off(_: random.Random, place: int) -> bytes:
    data = office()
    return data[: len(data) * place // (_CUTS + 1)]


@kinds(Expect.EITHER, {"1": 1, "2": 2, "3": 3})
def last_bytes_missing(_: random.Random, count: int) -> bytes:
    return office()[:-count]


@kinds(Expect.EITHER, {f"{number}": number for number in range(1, 9)})
def flipped_bits(chance: random.Random, number: int) -> bytes:
    data = bytearray(office())
    for _ in range(number):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


@kind(Expect.REFUSED)
def zeros_in_the_middle(chance: random.Random) -> bytes:
    data = bytearray(office())
    at = chance.randrange(len(data) // 4, len(data) // 2)
    data[at : at + 4096] = bytes(4096)
    return bytes(data)


@kind(Expect.REFUSED)
def bomb_in_a_picture(_: random.Random) -> bytes:
    return _with_bomb("xl/media/image9.png")


@kind(Expect.REFUSED)
def bomb_in_a_sheet(_: random.Random) -> bytes:
    return _with_bomb(_SHEET)


@kind(Expect.REFUSED)
def bomb_in_the_texts(_: random.Random) -> bytes:
    return _with_bomb(STRINGS)


@kind(Expect.REFUSED)
def bomb_of_many_parts(_: random.Random) -> bytes:
    packed = _zeros(16)
    archive, target = _copied()
    data = target.getvalue()
    archive.close()
    count = WORKBOOK.unpacked // (16 * _MIB) + 1
    entries = [(f"xl/media/own{number}.bin", packed, 16) for number in range(count)]
    return _appended(data, entries)


@kind(Expect.REFUSED)
def bomb_that_lies_about_its_size(_: random.Random) -> bytes:
    data = bytearray(_with_bomb(_NO_PART))
    at = data.rindex(_NO_PART.encode()) - 46
    struct.pack_into("<L", data, at + 24, 100)
    local = data.index(_NO_PART.encode()) - 30
    struct.pack_into("<L", data, local + 22, 100)
    return bytes(data)


@kind(Expect.READ)
def zip_within(_: random.Random) -> bytes:
    draft = Draft()
    draft.parts["xl/embeddings/inner.zip"] = office()
    draft.declare("xl/embeddings/inner.zip", "application/zip")
    return draft.file()


@kind(Expect.REFUSED)
def overlapping_entries(_: random.Random) -> bytes:
    """Two names in the directory for one entry's bytes."""
    data = bytearray(office())
    first = _directory(data, "xl/worksheets/sheet3.xml")
    second = _directory(data, "xl/worksheets/sheet4.xml")
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


@kinds(
    Expect.READ,
    {
        "up": "../../own.txt",
        "root": "/tmp/estate-xl-own.txt",  # noqa: S108 - a name that must not be written to
        "drive": "C:\\own.txt",
        "backslash": "xl\\media\\own.txt",
        "long": "xl/" + "長" * 9_000,
        "dots": "xl/./media//own.txt",
        "newline": "xl/own\n.txt",
    },
)
def part_named(_: random.Random, name: str) -> bytes:
    draft = Draft()
    draft.parts[name] = b"own"
    return draft.file()


@kinds(Expect.REFUSED, {"more": 10, "less": -10})
def wrong_size(_: random.Random, more: int) -> bytes:
    data = bytearray(office())
    at = _directory(data, _SHEET) + 24
    struct.pack_into("<L", data, at, struct.unpack_from("<L", data, at)[0] + more)
    return bytes(data)


@kinds(Expect.REFUSED, {"more": 1000, "less": -10})
def wrong_packed_size(_: random.Random, more: int) -> bytes:
    data = bytearray(office())
    at = _directory(data, _SHEET) + 20
    struct.pack_into("<L", data, at, struct.unpack_from("<L", data, at)[0] + more)
    return bytes(data)


@kind(Expect.EITHER)
def local_header_differs(_: random.Random) -> bytes:
    data = bytearray(office())
    at = data.index(_SHEET.encode()) - 30
    struct.pack_into("<2L", data, at + 18, 7, 7)
    return bytes(data)


@kind(Expect.REFUSED)
def local_name_differs(_: random.Random) -> bytes:
    data = bytearray(office())
    at = data.index(_SHEET.encode())
    data[at : at + 8] = b"xx/works"
    return bytes(data)


@kind(Expect.REFUSED)
def wrong_checksum(_: random.Random) -> bytes:
    data = bytearray(office())
    data[_directory(data, _SHEET) + 16] ^= 1
    return bytes(data)


@kinds(Expect.REFUSED, {"sheet": _SHEET, "book": BOOK, "texts": STRINGS})
def two_parts_of_one_name(_: random.Random, name: str) -> bytes:
    entries = [*Draft().parts.items(), (name, Draft().parts["xl/worksheets/sheet3.xml"])]
    return _written(entries)


@kind(Expect.REFUSED)
def names_that_differ_in_case_only(_: random.Random) -> bytes:
    draft = Draft()
    draft.parts[_SHEET.upper()] = draft.parts["xl/worksheets/sheet3.xml"]
    return draft.file()


@kinds(Expect.REFUSED, {"1": 1, "98": 98, "97": 97})
def unknown_method(_: random.Random, method: int) -> bytes:
    data = bytearray(office())
    struct.pack_into("<H", data, _directory(data, _SHEET) + 10, method)
    struct.pack_into("<H", data, data.index(_SHEET.encode()) - 30 + 8, method)
    return bytes(data)


@kinds(Expect.EITHER, {"bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA})
def packed_by(_: random.Random, method: int) -> bytes:
    return _written(list(Draft().parts.items()), method)


@kind(Expect.SAME)
def not_packed(_: random.Random) -> bytes:
    return _written(list(Draft().parts.items()), zipfile.ZIP_STORED)


@kind(Expect.REFUSED)
def locked_entry(_: random.Random) -> bytes:
    data = bytearray(office())
    data[_directory(data, _SHEET) + 8] |= 1
    data[data.index(_SHEET.encode()) - 30 + 6] |= 1
    return bytes(data)


@kind(Expect.SAME)
def sizes_behind_the_data(_: random.Random) -> bytes:
    """As a program writes that streams: no size before the data."""

    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.held = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.held += data
            return len(data)

    target = Stream()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in Draft().parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, archive.compression)
    return bytes(target.held)


@kind(Expect.SAME)
def zip64(_: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in Draft().parts.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(data)
    return target.getvalue()


@kind(Expect.SAME)
def zip_comment(_: random.Random) -> bytes:
    target = io.BytesIO(office())
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = "管理處".encode() * 9
    return target.getvalue()


@kind(Expect.SAME)
def bytes_before_the_zip(_: random.Random) -> bytes:
    return b"#!/bin/sh\nexit 0\n" + office()


@kind(Expect.SAME)
def bytes_behind_the_zip(_: random.Random) -> bytes:
    return office() + b"\0" * 300


@kind(Expect.SAME)
def folders_among_the_parts(_: random.Random) -> bytes:
    return _written([("xl/", b""), ("docProps/", b""), *Draft().parts.items()])


@kind(Expect.SAME)
def parts_in_another_order(chance: random.Random) -> bytes:
    entries = list(Draft().parts.items())
    chance.shuffle(entries)
    return _written(entries)


@kind(Expect.SAME)
def stamps_of_no_day(_: random.Random) -> bytes:
    data = bytearray(office())
    at = data.find(_CENTRAL)
    while at >= 0:
        struct.pack_into("<2H", data, at + 12, 0xFFFF, 0)
        at = data.find(_CENTRAL, at + 4)
    return bytes(data)


@kind(Expect.READ)
def name_in_an_old_code_page(_: random.Random) -> bytes:
    """A part named by a Chinese Windows program, its bytes GBK and not marked."""
    data = bytearray(_written([*Draft().parts.items(), ("xl/media/AAAA.png", b"own")]))
    return bytes(data.replace(b"AAAA.png", "圖片".encode("gbk") + b".png"))


@kind(Expect.REFUSED)
def seventy_thousand_parts(_: random.Random) -> bytes:
    entries = [(f"xl/media/own{number}.txt", b"") for number in range(70_000)]
    return _written([*Draft().parts.items(), *entries], zipfile.ZIP_STORED)


@kind(Expect.EITHER)
def several_disks(_: random.Random) -> bytes:
    data = bytearray(office())
    struct.pack_into("<2H", data, data.rindex(_END) + 4, 2, 2)
    return bytes(data)


def _written(entries: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these entries, even of two with one name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        written: set[str] = set()
        for name, data in entries:
            if name in written:
                archive.NameToInfo.pop(name)
            written.add(name)
            archive.writestr(zipfile.ZipInfo(name), data, archive.compression)
    return target.getvalue()


def _directory(data: bytes | bytearray, name: str) -> int:
    """Where the directory's record of an entry begins."""
    return data.rindex(name.encode()) - 46


def _copied() -> tuple[zipfile.ZipFile, io.BytesIO]:
    target = io.BytesIO(office())
    return zipfile.ZipFile(target), target


def _zeros(mib: int) -> bytes:
    """That many MiB of zeros, packed by repeating one packed block."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(_MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * mib + packer.flush()


def _with_bomb(name: str) -> bytes:
    parts = Draft().parts
    entries = [(each, data) for each, data in parts.items() if each != name]
    mib = (MOST_SHEET if name == _SHEET else WORKBOOK.part) // _MIB + 1
    return _appended(_written(entries), [(name, _zeros(mib), mib)])


def _appended(data: bytes, entries: list[tuple[str, bytes, int]]) -> bytes:
    """A zip with more entries, already packed, of so many MiB of zeros."""
    end = data.rindex(_END)
    count, size, start = struct.unpack_from("<H2L", data, end + 10)
    body, directory = bytearray(data[:start]), bytearray(data[start : start + size])
    for name, packed, mib in entries:
        raw = name.encode()
        sizes = (_zero_checksum(mib), len(packed), mib * _MIB)
        head = struct.pack("<5H3L2H", 20, 0, 8, 0, 33, *sizes, len(raw), 0)
        directory += _CENTRAL + struct.pack("<H", 20) + head
        directory += struct.pack("<3H2L", 0, 0, 0, 0, len(body)) + raw
        body += _LOCAL + head + raw + packed
    count += len(entries)
    tail = struct.pack("<4H2LH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + _END + tail)


def _zero_checksum(mib: int) -> int:
    checksum, block = 0, bytes(_MIB)
    for _ in range(mib):
        checksum = zlib.crc32(block, checksum)
    return checksum
