"""A file put in the place of another: after a crash at any moment the old or the new one is whole.

The new one is flushed under a name of ours, the old one copied to its `.bak` and the folder
flushed; then one rename is all that happens. Ctrl-C waits until that is over. What was put in
place is noted, so that whoever speaks of a failure says truly whether anything was changed.

What is made of a workbook is open to nobody to whom the workbook is not: until it is in its place
a file is ours alone, and there it has the workbook's mode.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import time
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.texts.refusals import REFUSALS, refusal_of
from estate_xl.files.folder_lock import LOCK_NAME, folder_held
from estate_xl.files.interrupts import uninterrupted
from estate_xl.files.temporary_files import temporary_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

BACKUPS: Final = 3
NOTHING: Final = ""
"""Digest of a file that is not there."""
WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 2.4)
"""Seconds between the tries of what an indexer or a virus scanner refuses for a while."""
_LONGEST_NAME: Final = 255
_MODELS: ContextVar[tuple[os.stat_result, ...]] = ContextVar("models", default=())
_PLACED: ContextVar[list[Path] | None] = ContextVar("placed", default=None)
_UNFIT_PATHS: Final = {
    errno.ENAMETOOLONG: ErrorCode.NAME_TOO_LONG,
    errno.ELOOP: ErrorCode.LINKS_IN_CIRCLE,
    errno.EISDIR: ErrorCode.FOLDER_FOR_FILE,
    errno.ENOTDIR: ErrorCode.FILE_FOR_FOLDER,
}


@contextmanager
def placed_files() -> Iterator[list[Path]]:
    """The files put in place while the block lasts."""
    placed: list[Path] = []
    token = _PLACED.set(placed)
    try:
        yield placed
    finally:
        _PLACED.reset(token)


@contextmanager
def no_wider_than(book: Path) -> Iterator[None]:
    """Whatever is put in place while the block lasts has that file's mode, and no wider one."""
    token = _MODELS.set(_MODELS.get())
    with suppress(OSError, ValueError):
        _MODELS.set((*_MODELS.get(), book.stat()))
    try:
        yield
    finally:
        _MODELS.reset(token)


def put_in_place(
    temporary: Path, target: Path, *, expected: str | None = None, has_backup: bool = True
) -> None:
    """Rename a file that is written and flushed to its place; the same bytes change nothing.

    Args:
        temporary: The new file, beside the target.
        target: Its place.
        expected: Digest of what must be there, `NOTHING` for no file, None for anything.
        has_backup: Whether what is there is kept as `.bak`.

    Raises:
        WorkbookError: something else is there, or another command is saving here.
        OSError: the system refuses.
    """
    with folder_held(target.parent) as is_ours:
        if not is_ours:
            raise WorkbookError(ErrorCode.FOLDER_BUSY, name=target.name, lock=LOCK_NAME)
        with uninterrupted():
            _put_in_place(temporary, target, expected, has_backup=has_backup)


def _put_in_place(temporary: Path, target: Path, expected: str | None, *, has_backup: bool) -> None:
    found = digest(target) if target.exists() else NOTHING
    if expected is not None and found != expected:
        if expected == NOTHING:
            raise WorkbookError(ErrorCode.EXISTS, name=target.name)
        if found != digest(temporary):
            raise _changed(target, found)
    if found == digest(temporary):
        return
    settle_mode(temporary, target)
    if found != NOTHING and has_backup:
        _keep_backup(target, found)
    _rename(temporary, target)
    placed = _PLACED.get()
    if placed is not None:
        placed.append(target)
    with suppress(OSError):  # it is in its place, whatever the folder says
        flush_folder(target.parent)


def _changed(target: Path, found: str) -> WorkbookError:
    is_gone = found == NOTHING
    code = ErrorCode.MOVED_MEANWHILE if is_gone else ErrorCode.CHANGED_MEANWHILE
    return WorkbookError(code, name=target.name)


def backup_names(path: Path) -> list[Path]:
    """The paths of the earlier versions of a file, the latest first."""
    endings = [".bak", *(f".{number}.bak" for number in range(2, BACKUPS + 1))]
    return [path.with_name(_fitting(path.name, ending)) for ending in endings]


def _fitting(name: str, ending: str) -> str:
    """The name with that ending; one too long for a file system is cut and marked."""
    data = os.fsencode(name)
    if len(data) + len(ending) <= _LONGEST_NAME:
        return name + ending
    ending = f"~{hashlib.blake2b(data, digest_size=4).hexdigest()}{ending}"
    return data[: _LONGEST_NAME - len(ending)].decode(errors="ignore") + ending


def _keep_backup(path: Path, found: str) -> None:
    """The file as it is becomes `NAME.bak`, the older ones `NAME.2.bak` and so on, a few in all.

    A save that was refused at its last step has left this very version there: it stays, once. A
    version that was brought back is among them already: it moves to the front.

    Raises:
        WorkbookError: the file has changed since that digest was taken.
    """
    names = backup_names(path)
    same = (number for number, name in enumerate(names) if _holds(name, path, found))
    place = next(same, len(names) - 1)
    if place == 0:
        return
    names = names[: place + 1]
    models = (*_MODELS.get(), path.stat())
    with temporary_beside(names[0]) as copy:
        shutil.copy2(path, copy)
        _narrow(copy, models)
        flush(copy)
        if digest(copy) != found:
            raise _changed(path, found)
        for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
            if newer.exists():
                with suppress(OSError):
                    _narrow(newer, models)
                _rename(newer, older)
        _rename(copy, names[0])
        flush_folder(path.parent)


def _holds(name: Path, path: Path, found: str) -> bool:
    """True if that backup is the file as it is; sizes are compared first, as that costs nothing."""
    with suppress(FileNotFoundError):
        return name.stat().st_size == path.stat().st_size and digest(name) == found
    return False


def settle_mode(new: Path, target: Path) -> None:
    """Give a file that is ours alone the mode that it shall have in its place.

    It is that of what is there or else of the workbook that it is made of, never wider than the
    workbook's; its owner may write it, so that it can be made again. Without a workbook it is what
    the system gives to a new file.
    """
    models = _MODELS.get()
    if target.exists():
        _take_over(target, new)
    elif models:
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(new, -1, models[0].st_gid)
        new.chmod(_writable(models[0].st_mode))
    else:
        new.chmod(0o666 & ~_umask())
    _narrow(new, models)


def _narrow(path: Path, models: Iterable[os.stat_result]) -> None:
    """Take off the mode what one of those files does not give; to another group it is others."""
    state = path.stat()
    mode = state.st_mode
    for model in models:
        allowed = model.st_mode
        if state.st_gid != model.st_gid:
            allowed = (allowed & ~stat.S_IRWXG) | (allowed & stat.S_IRWXO) << 3
        mode = _writable(mode & allowed)
    if stat.S_IMODE(mode) != stat.S_IMODE(state.st_mode):
        path.chmod(stat.S_IMODE(mode))


def _writable(mode: int) -> int:
    return stat.S_IMODE(mode) | stat.S_IRUSR | stat.S_IWUSR


def _umask() -> int:
    """The umask; the system tells it only to who sets another."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _take_over(old: Path, new: Path) -> None:
    """Give the new file what the old one has besides content: mode, attributes, owner."""
    state = old.stat()
    shutil.copystat(old, new)
    os.utime(new)
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(new, state.st_uid, state.st_gid)
            new.chmod(state.st_mode)


def _rename(source: Path, target: Path) -> None:
    _patiently(lambda: source.replace(target))


def _patiently(work: Callable[[], object]) -> None:
    for wait in WAITS:
        try:
            work()
        except PermissionError:
            time.sleep(wait)
        else:
            return
    work()


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(data: bytes) -> str:
    """SHA-256 of bytes, as `digest` has it of a file's."""
    return hashlib.sha256(data).hexdigest()


def flush(path: Path) -> None:
    """Have the file's bytes on the disk before going on."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make renames last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Say in one sentence what the system refused.

    Raises:
        WorkbookError: in place of an OSError, naming the path and not a file of ours.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise WorkbookError(ErrorCode.NOT_FOUND, path=str(path)) from error
    except PermissionError as error:
        raise WorkbookError(ErrorCode.IN_USE, name=path.name) from error
    except OSError as error:
        if code := _UNFIT_PATHS.get(error.errno or 0):
            raise WorkbookError(code, name=path.name) from error
        code = ErrorCode.DISK_REFUSES if error.errno in REFUSALS else ErrorCode.NOT_ACCESSIBLE
        raise WorkbookError(code, name=path.name, reason=refusal_of(error)) from error
