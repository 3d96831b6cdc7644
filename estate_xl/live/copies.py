"""A dated copy of the workbook before its first change of the day.

It lies beside the workbook in a folder 備份; a book that lies on the web, or beside which nothing
can be written, has it in the user's own folder. One a day and book: a later click of the same day
keeps the morning's. Excel itself makes the copy: where it is kept from it, by a sandbox, a folder
or a path that is too long, the next place is tried, and in the end each one's reason is told.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from estate_xl.cells import MAX_PATH
from estate_xl.errors import EstateError, WorkbookError
from estate_xl.excel_copies import is_url
from estate_xl.live.busy import is_busy, words_of
from estate_xl.live.refused import RefusedError
from estate_xl.temporaries import reason_of

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
    reasons: list[str] = []
    last: _NotCopiedError | None = None
    for folder, name in _places(desk, location):
        target = folder / name
        if target.exists():
            return Copy(target, is_new=False)
        try:
            _make(desk, book, target)
        except _NotCopiedError as error:
            reasons.append(f"「{folder}」{error}")
            last = error
        else:
            return Copy(target, is_new=True)
    raise WorkbookError(_refusal(book.name, location, reasons)) from last


class _NotCopiedError(Exception):
    """What keeps a copy from being made, in a few words."""


def _refusal(name: str, location: str, reasons: list[str]) -> str:
    """What is said where no place took the copy, with the reason of each."""
    told = "；".join(reasons)
    if is_url(location):
        return (
            f"「{name}」在 OneDrive 或 SharePoint 上，改動前的備份要由 Excel 存到這臺電腦，"
            f"卻存不了，所以沒有改動：{told}。請在 Excel 另存到這臺電腦的資料夾，對那一份再按一次。"
        )
    return (
        f"「{name}」的備份存不了，所以沒有改動：{told}。"
        "請照原因處理（清出空間、允許寫入、改短路徑），或另存到別的資料夾，對那一份再按一次。"
    )


def _is_saved(location: str) -> bool:
    return is_url(location) or Path(location).is_absolute()


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


def _make(desk: Desk, book: xw.Book, target: Path) -> None:
    """Make the copy, under a passing name first, so that half a copy never counts as one.

    Raises:
        _NotCopiedError: what keeps it from being made.
    """
    passing = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    _check_length(passing)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        desk.save_copy(book, passing)
        passing.replace(target)
    except FileNotFoundError as error:
        msg = "Excel 沒有寫出副本（多半是沒有權限）"
        raise _NotCopiedError(msg) from error
    except OSError as error:
        raise _NotCopiedError(reason_of(error)) from error
    except Exception as error:
        if is_busy(error):
            raise
        said = str(error).rstrip("。") if isinstance(error, EstateError) else words_of(error)
        msg = f"Excel 說：{said}"
        raise _NotCopiedError(msg) from error
    finally:
        with suppress(OSError):
            passing.unlink()


def _check_length(path: Path) -> None:
    """Excel refuses longer paths, and without saying why.

    Raises:
        _NotCopiedError: it is longer.
    """
    length = len(str(path))
    if length > MAX_PATH:
        msg = f"路徑太長（備份要 {length} 個字符，Excel 最多 {MAX_PATH} 個）"
        raise _NotCopiedError(msg)
