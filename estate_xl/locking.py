"""One command at a time puts files in place in a folder.

The system itself frees the lock when the process ends, however it ends, and no file of ours stays
in the folder. A share that knows no locks goes without: there, only the digest of what was read
tells that somebody else has saved.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAITS: Final = (0.05,) * 20 + (0.25,) * 36
"""Seconds between the tries for a folder that another command has: ten in all."""
_NAME: Final = ".estate-xl-lock"


@contextmanager
def folder_held(folder: Path) -> Iterator[bool]:
    """The folder for us alone while the block lasts; False where another command keeps it."""
    descriptor = None
    for wait in (*WAITS, None):
        try:
            descriptor = _hold(folder)
        except BlockingIOError:
            if wait is None:
                yield False
                return
            time.sleep(wait)
        except OSError:  # no locks here
            break
        else:
            break
    try:
        yield True
    finally:
        if descriptor is not None:
            with suppress(OSError):  # nothing was written to it
                os.close(descriptor)


if sys.platform == "win32":

    def _hold(folder: Path) -> int:
        """A file that Windows deletes with its last handle, and that only one can make."""
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY
        try:
            return os.open(folder / _NAME, flags)
        except (FileExistsError, PermissionError) as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _hold(folder: Path) -> int:
        """A lock on the folder itself."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor
