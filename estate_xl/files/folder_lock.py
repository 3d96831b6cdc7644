"""One command at a time puts files in place in a folder, by a lock on a file of ours in it.

The system itself frees the lock when the process ends, however it ends. The file goes with its last
holder; one that a power cut, a sync client or an unpacked zip left there is locked by nobody, is
taken over and goes with that run. A lock that somebody else has on the folder stops nothing. A
share that knows no locks goes without: there, only the digest of what was read tells that somebody
else has saved.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from estate_xl.files.interrupts import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAITS: Final = (0.05,) * 20 + (0.25,) * 36
"""Seconds between the tries for a folder that another command has: ten in all."""
LOCK_NAME: Final = ".estate-xl-lock"


@contextmanager
def folder_held(folder: Path) -> Iterator[bool]:
    """The folder for us alone while the block lasts; False where another command keeps it."""
    path = folder / LOCK_NAME
    descriptor = None
    try:
        for wait in (*WAITS, None):
            try:
                with uninterrupted():
                    descriptor = _hold(path)
            except BlockingIOError:
                if wait is None:
                    yield False
                    return
                time.sleep(wait)
            except OSError:  # no locks here
                break
            else:
                break
        yield True
    finally:
        if descriptor is not None:
            with uninterrupted():
                _release(path, descriptor)


def _hold(path: Path) -> int:
    """The lock on the file, which is made where there is none.

    Raises:
        BlockingIOError: somebody has it, is deleting it now, or has put another thing there.
        OSError: this folder takes no file, or knows no locks.
    """
    descriptor = _open(path)
    try:
        _lock(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        raise
    except OSError:
        _release(path, descriptor)
        raise
    if not _stands_at(path, descriptor):
        os.close(descriptor)
        raise BlockingIOError
    return descriptor


def _open(path: Path) -> int:
    """The file, open; another user's is only read, which is enough for a lock."""
    plain = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | plain, 0o666)
    except OSError as error:
        if not isinstance(error, PermissionError) and not os.path.lexists(path):
            raise
    try:
        return os.open(path, os.O_RDONLY | plain)
    except OSError as error:
        raise BlockingIOError from error


def _stands_at(path: Path, descriptor: int) -> bool:
    """True if the file still has its name: the holder before us deletes it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        """A lock on its first byte; Windows says in the same words that it is taken or unknown."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

    def _release(path: Path, descriptor: int) -> None:
        """Windows deletes no file that somebody has open, so that the next holder keeps it."""
        with suppress(OSError):
            os.close(descriptor)
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """A lock on the whole file."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(path: Path, descriptor: int) -> None:
        """Deleted while it is ours: who waits for it sees that it has lost its name."""
        if _stands_at(path, descriptor):
            with suppress(OSError):
                path.unlink()
        with suppress(OSError):
            os.close(descriptor)
