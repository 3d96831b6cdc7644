"""Files damaged as disks, mail programs and hands damage them."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.encryption import unprotect_package
from support.packages import changed, file_of, parts_of

if TYPE_CHECKING:
    import random

UNSEEN: Final = {"[Content_Types].xml"}
"""Kinds of parts that no part has may stand there, or lack."""


def damaged(data: bytes, chance: random.Random, password: str | None = None) -> bytes:
    """The file with some bytes changed, cut off, doubled or zeroed, or a part spoilt within.

    A change that nobody can see, such as that of a date within the zip, is no damage; nor is one
    of an encrypted file's bytes that nobody reads, after which the password opens the same.
    """
    ways = [_flipped, _cut, _zeroed, _doubled, _spoilt]
    new = data
    while not (_is_seen(data, new) if password is None else _is_other(data, new, password)):
        new = chance.choice(ways)(data, chance)
    return new


def _is_seen(before: bytes, after: bytes) -> bool:
    try:
        return bool(changed(parts_of(before), parts_of(after)) - UNSEEN)
    except (zipfile.BadZipFile, AssertionError, NotImplementedError, RuntimeError, OSError):
        return before != after
    except (zlib.error, ValueError, EOFError):
        return True


def _is_other(before: bytes, after: bytes, password: str) -> bool:
    try:
        return unprotect_package(before, password) != unprotect_package(after, password)
    except Exception:  # noqa: BLE001 - a damaged container raises anything
        return True


def _flipped(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.choice((1, 4, 40, 400))):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return bytes(held)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    size = min(chance.choice((16, 512, 4096)), len(data) - at)
    return data[:at] + bytes(size) + data[at + size :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[max(0, at - 512) : at] + data[at:]


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """One part within a zip: bytes changed, taken out, or another part in its place."""
    with suppress(zipfile.BadZipFile):
        parts = parts_of(data)
        name = chance.choice(list(parts))
        way = chance.randrange(3)
        if way == 0:
            parts[name] = _flipped(parts[name] or b"x", chance)
        elif way == 1:
            del parts[name]
        else:
            parts[name] = parts[chance.choice(list(parts))]
        return file_of(parts)
    return _flipped(data, chance)
