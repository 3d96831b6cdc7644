"""Files of ours beside the file that they will replace, and what killed runs left of them.

Their short names tell computer, process and run, so that a later run knows which ones nobody needs
any more; the length of the file's own name does not matter. A computer is told by its name and by
the number that its system was given when it was installed: on a shared folder two of one name are
common, and neither may take the other's process for a dead one of its own.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.texts.refusals import refusal_of
from estate_xl.files.interrupts import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Iterator


_RUN: Final = secrets.token_hex(3)
_NUMBERS: Final = count(1)
_MACHINE_FILES: Final = ("/etc/machine-id", "/var/lib/dbus/machine-id")
_OURS: Final = re.compile(r"\.estate-xl-([0-9a-f]{6})-(\d+)-([0-9a-f]{6})\.\d+(\.\w+)?")
_LONG_AGO: Final = 86_400.0
"""Seconds after which a file is taken for left behind whose process is not known to be dead."""
_ROOM: Final = 1 << 20


@contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """An empty file beside the target, with its suffix; gone at the end if it still has its name.

    It is readable by us alone until it is put in place.
    """
    sweep(target.parent)
    name = f".estate-xl-{_HERE}-{os.getpid()}-{_RUN}.{next(_NUMBERS)}{target.suffix}"
    path = target.with_name(name)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield path
    finally:
        with uninterrupted(), suppress(OSError):
            path.unlink()


@contextmanager
def scratch_folder(room: int = _ROOM) -> Iterator[Path]:
    """A folder of the system's, gone at the end with all that libraries wrote on their way.

    A library that finds no room says so in words of its own, or on the screen, or not at all;
    so the room is tried before the work, and again where the work failed.

    Args:
        room: Bytes that the work needs at least.

    Raises:
        WorkbookError: the system has none to write in, or there is no room.
    """
    try:
        holder = tempfile.TemporaryDirectory(prefix="estate-xl-", ignore_cleanup_errors=True)
    except FileNotFoundError as error:  # each place was tried, and why none will do is not told
        raise WorkbookError(ErrorCode.NO_SCRATCH) from error
    except OSError as error:
        raise _no_room(error) from error
    before = tempfile.tempdir
    with holder as path:
        folder = Path(path)
        _check_room(folder, room)
        tempfile.tempdir = path
        try:
            yield folder
        except Exception:
            _check_room(folder, _ROOM)
            raise
        finally:
            tempfile.tempdir = before


def _check_room(folder: Path, size: int) -> None:
    probe = folder / ".room"
    try:
        probe.write_bytes(bytes(size))
    except OSError as error:
        raise _no_room(error) from error
    finally:
        with suppress(OSError):
            probe.unlink()


def _no_room(error: OSError) -> WorkbookError:
    return WorkbookError(ErrorCode.SCRATCH_REFUSED, reason=refusal_of(error))


def sweep(folder: Path) -> None:
    """Delete what runs left that were killed; never what a living one is writing."""
    left: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        left += [entry.path for entry in entries if _is_left(entry)]
    for path in left:
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108 - the folder's listing gives paths as text


def _is_left(entry: os.DirEntry[str]) -> bool:
    ours = _OURS.fullmatch(entry.name)
    if ours is None:
        return False
    here, process, run = ours[1] == _HERE, int(ours[2]), ours[3]
    if here and process == os.getpid():
        return run != _RUN
    if here and not _lives(process):
        return True
    try:
        return time.time() - entry.stat().st_mtime > _LONG_AGO
    except OSError:
        return False


if sys.platform == "win32":

    def _machine() -> str:
        """The number that Windows was given."""
        import winreg  # noqa: PLC0415 - only Windows has it

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with (
            suppress(OSError),
            winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0, access
            ) as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""

    def _lives(process: int) -> bool:
        """True if there is such a process; one of somebody else's counts."""
        import ctypes  # noqa: PLC0415 - only Windows needs it

        synchronize, denied = 0x0010_0000, 5
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(synchronize, False, process)  # noqa: FBT003 - Windows' own order
        if not handle:
            return ctypes.get_last_error() == denied
        waiting = kernel.WaitForSingleObject(handle, 0) != 0
        kernel.CloseHandle(handle)
        return waiting

else:

    def _machine() -> str:
        """The number that the system was given: a file of Linux, an answer of a Mac."""
        for name in _MACHINE_FILES:
            with suppress(OSError):
                return Path(name).read_text(encoding="ascii", errors="replace").strip()
        if sys.platform != "darwin":
            return ""
        import ctypes  # noqa: PLC0415 - only a Mac needs it

        number, no_wait = ctypes.create_string_buffer(16), (ctypes.c_long * 2)()
        with suppress(OSError, AttributeError):
            if ctypes.CDLL(None).gethostuuid(number, no_wait) == 0:
                return number.raw.hex()
        return ""

    def _lives(process: int) -> bool:
        """True if there is such a process; one of somebody else's counts."""
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except OSError:
            return True
        return True


def _computer() -> str:
    """Six digits that tell this computer from others."""
    words = f"{platform.node()} {_machine()}"
    return hashlib.blake2b(words.encode(), digest_size=3).hexdigest()


_HERE: Final = _computer()
