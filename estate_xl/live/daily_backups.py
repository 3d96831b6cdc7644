"""A dated copy of the workbook before its first change of the day.

It lies beside the workbook in a folder 備份; a book that lies on the web, or beside which nothing
can be written, has it in the user's own folder. One a day and book: a later click of the same day
keeps the morning's. Excel itself makes the copy: where it is kept from it, by a sandbox, a folder
or a path that is too long, the next place is tried, and in the end each one's reason is told.

What is noted of them, and which go after their days: `estate_xl.files.versions`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from estate_xl.cells import MAX_PATH
from estate_xl.errors import sentences
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.texts.refusals import refusal_of
from estate_xl.files.excel_copies import is_url
from estate_xl.files.replacement import digest, settle_mode
from estate_xl.files.temporary_files import temporary_beside
from estate_xl.files.versions import (
    FOLDER,
    RESTORE,
    Copies,
    Note,
    copies_beside,
    free_name,
    tidy,
    write_notes,
)
from estate_xl.language import Clause, Label, Phrase
from estate_xl.live.busy_excel import is_busy, words_of
from estate_xl.live.refusal import RefusedError

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.language import Fact
    from estate_xl.live.excel_window import Desk

_DIGITS: Final = 8
_IN_FOLDER: Final = Label("「{folder}」{reason}", "“{folder}”: {reason}")
_BOTH: Final = Label("{first}；{second}", "{first}; {second}")
_NOTHING_WRITTEN: Final = Label(
    "Excel 沒有寫出副本（多半是沒有權限）",
    "Excel wrote no copy (most likely it may not write there)",
)
_EXCEL_SAYS: Final = Label("Excel 說：{words}", "Excel says: {words}")
_LONG_PATH: Final = Label(
    "路徑太長（備份要 {length} 個字符，Excel 最多 {most} 個）",
    "the path is too long (a copy needs {length} characters, Excel takes {most})",
)


class Copy(NamedTuple):
    """The day's copy, whether it was made just now, and the names of older ones deleted then."""

    path: Path
    is_new: bool
    deleted: tuple[str, ...] = ()


def keep_copy(desk: Desk, book: xw.Book, days: int, action: str = "") -> Copy:
    """The day's copy, made if there is none yet.

    Args:
        desk: Where the button was pressed.
        book: The workbook.
        days: How many a copy is kept.
        action: Key of the action that is about to change it.

    Raises:
        RefusedError: the book was never saved.
        WorkbookError: no copy can be made.
    """
    location = desk.location(book)
    if not _is_saved(location):
        raise RefusedError(ErrorCode.NEVER_SAVED, book=book.name)
    reasons: list[Fact] = []
    last: _NotCopiedError | None = None
    for place in copy_places(location, desk.folder):
        target = place.daily(desk.now.date())
        if target.exists():
            return Copy(target, is_new=False)
        try:
            _make(desk, book, target)
        except _NotCopiedError as error:
            reasons.append(_reason_at(place, error))
            last = error
        else:
            first = desk.now.date() - dt.timedelta(days=days)
            note = Note(digest(target), target.name, desk.now, action)
            return Copy(target, True, tidy(place, [note], first))  # noqa: FBT003
    code = ErrorCode.NO_COPY_FROM_WEB if is_url(location) else ErrorCode.NO_COPY
    raise WorkbookError(code, book=book.name, reasons=_told(reasons)) from last


def keep_unsaved(desk: Desk, book: xw.Book) -> Path:
    """A copy of a book on this disk as it is now, beside it; changes not yet saved come along.

    On a Mac nothing can copy those, so that they are saved first.

    Raises:
        WorkbookError: no copy can be made.
    """
    if sys.platform == "darwin":
        book.save()
    reasons: list[Fact] = []
    for place in copy_places(desk.location(book), desk.folder):
        target = free_name(place, desk.now)
        try:
            _make(desk, book, target)
        except _NotCopiedError as error:
            reasons.append(_reason_at(place, error))
            last = error
        else:
            with suppress(OSError):
                note = Note(digest(target), target.name, desk.now, RESTORE)
                write_notes(place.folder, [note])
            return target
    raise WorkbookError(ErrorCode.NO_COPY, book=book.name, reasons=_told(reasons)) from last


def _reason_at(place: Copies, error: _NotCopiedError) -> Phrase:
    return Phrase(_IN_FOLDER, {"folder": str(place.folder), "reason": error.reason})


class _NotCopiedError(Exception):
    """The refusal of a copy; `reason` says it in a few words."""

    def __init__(self, reason: Fact) -> None:
        """Take what keeps it."""
        super().__init__(reason)
        self.reason = reason


def _told(reasons: list[Fact]) -> Fact:
    """The reason of each place where a copy was tried; there are two at most."""
    *first, last = reasons
    return Phrase(_BOTH, {"first": first[0], "second": last}) if first else last


def _is_saved(location: str) -> bool:
    return is_url(location) or Path(location).is_absolute()


def copy_places(location: str, own_folder: Path) -> list[Copies]:
    """Where copies of a workbook are put, the best place first.

    Args:
        location: Its path or its address.
        own_folder: The user's own folder for our files.
    """
    # Two books of one name from different places have copies of their own in the user's folder.
    mark = hashlib.sha256(os.fsencode(location)).hexdigest()[:_DIGITS]
    if is_url(location):
        name = PurePosixPath(unquote(urlsplit(location).path))
        return [Copies(own_folder / FOLDER, f"{name.stem} {mark}", name.suffix)]
    path = Path(location)
    apart = Copies(own_folder / FOLDER, f"{path.stem} {mark}", path.suffix)
    return [copies_beside(path), apart]


def _make(desk: Desk, book: xw.Book, target: Path) -> None:
    """Make the copy, under a passing name first, so that half a copy never counts as one.

    Raises:
        _NotCopiedError: what keeps it from being made.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary_beside(target) as passing:
            _check_length(passing)
            if sys.platform == "win32":
                passing.unlink()  # nobody has shown what Excel does to a file that is there
            desk.save_copy(book, passing)
            if not is_url(desk.location(book)):  # there is no file whose mode it could have
                settle_mode(passing, target)
            passing.replace(target)
    except FileNotFoundError as error:
        raise _NotCopiedError(_NOTHING_WRITTEN) from error
    except OSError as error:
        raise _NotCopiedError(refusal_of(error)) from error
    except _NotCopiedError:
        raise
    except Exception as error:
        if is_busy(error):
            raise
        told = sentences.words_of(error)
        words = words_of(error) if told is None else Clause(told)
        raise _NotCopiedError(Phrase(_EXCEL_SAYS, {"words": words})) from error


def _check_length(path: Path) -> None:
    """Excel refuses longer paths, and without saying why.

    Raises:
        _NotCopiedError: it is longer.
    """
    length = len(str(path))
    if length > MAX_PATH:
        raise _NotCopiedError(Phrase(_LONG_PATH, {"length": length, "most": MAX_PATH}))
