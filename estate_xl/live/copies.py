"""A dated copy of the workbook before its first change of the day.

It lies beside the workbook in a folder 備份; a book that lies on the web, or beside which nothing
can be written, has it in the user's own folder. One a day and book: a later click of the same day
keeps the morning's.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from estate_xl.errors import WorkbookError
from estate_xl.live.busy import is_busy
from estate_xl.live.refused import RefusedError

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.live.desk import Desk

FOLDER: Final = "備份"
_DIGITS: Final = 8


class Copy(NamedTuple):
    """The day's copy, and whether it was made just now."""

    path: Path
    is_new: bool


def keep_copy(desk: Desk, book: xw.Book) -> Copy:
    """The day's copy, made if there is none yet.

    Raises:
        RefusedError: the book was never saved.
        WorkbookError: no copy can be made.
    """
    location = desk.location(book)
    if not _is_saved(location):
        msg = f"「{book.name}」還沒有保存過，請先保存（Ctrl+S），再按一次。"
        raise RefusedError(msg)
    for folder, name in _places(desk, location):
        target = folder / name
        if target.exists():
            return Copy(target, is_new=False)
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return Copy(_make(desk, book, target), is_new=True)
    msg = f"「{book.name}」的備份存不了，所以沒有改動；請看磁碟是否已滿、資料夾能否寫入。"
    raise WorkbookError(msg)


def _is_saved(location: str) -> bool:
    return is_url(location) or Path(location).is_absolute()


def is_url(location: str) -> bool:
    """Whether the book lies on the web, as one that OneDrive keeps says of itself."""
    return "://" in location


def _places(desk: Desk, location: str) -> list[tuple[Path, str]]:
    """Folder and file name of the copy, the best place first."""
    # Two books of one name from different places have copies of their own in the user's folder.
    mark = hashlib.sha256(location.encode()).hexdigest()[:_DIGITS]
    day = f"{desk.now:%Y-%m-%d}"
    if is_url(location):
        name = PurePosixPath(unquote(urlsplit(location).path))
        return [(desk.folder / FOLDER, f"{name.stem} {mark} {day}{name.suffix}")]
    path = Path(location)
    return [
        (path.parent / FOLDER, f"{path.stem} {day}{path.suffix}"),
        (desk.folder / FOLDER, f"{path.stem} {mark} {day}{path.suffix}"),
    ]


def _make(desk: Desk, book: xw.Book, target: Path) -> Path:
    """Make the copy under a passing name first, so that half a copy never counts as one."""
    passing = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        desk.save_copy(book, passing)
        passing.replace(target)
    except OSError:
        raise
    except Exception as error:
        if is_busy(error):
            raise
        msg = f"「{book.name}」的備份存不了，所以沒有改動；請看磁碟是否已滿、資料夾能否寫入。"
        raise WorkbookError(msg) from error
    finally:
        with suppress(OSError):
            passing.unlink()
    return target
