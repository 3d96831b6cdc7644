"""A dated copy of the workbook before its first change of the day.

It lies beside the workbook in a folder 備份; a book that lies on the web, or beside which nothing
can be written, has it in the user's own folder. One a day and book: a later click of the same day
keeps the morning's. Excel itself makes the copy: where it is kept from it, by a sandbox, a folder
or a path that is too long, the next place is tried, and in the end each one's reason is told.

Copies older than 參數 says are deleted when a new one is made, the newest never. What we made is
written down beside the copies, with its digest: a file of the office's own, or one that somebody
changed since, is nobody's to delete, whatever it is called.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
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
from estate_xl.language import Clause, Label, Phrase
from estate_xl.live.busy_excel import is_busy, words_of
from estate_xl.live.refusal import RefusedError

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.language import Fact
    from estate_xl.live.excel_window import Desk

FOLDER: Final = "備份"
NOTES: Final = ".estate-xl-copies"
"""The list of the copies that we made there, a digest and a name a line."""
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


def keep_copy(desk: Desk, book: xw.Book, days: int) -> Copy:
    """The day's copy, made if there is none yet.

    Args:
        desk: Where the button was pressed.
        book: The workbook.
        days: How many a copy is kept.

    Raises:
        RefusedError: the book was never saved.
        WorkbookError: no copy can be made.
    """
    location = desk.location(book)
    if not _is_saved(location):
        raise RefusedError(ErrorCode.NEVER_SAVED, book=book.name)
    reasons: list[Fact] = []
    last: _NotCopiedError | None = None
    for folder, whose, suffix in _places(desk, location):
        target = folder / f"{whose} {desk.now:%Y-%m-%d}{suffix}"
        if target.exists():
            return Copy(target, is_new=False)
        try:
            _make(desk, book, target)
        except _NotCopiedError as error:
            reasons.append(Phrase(_IN_FOLDER, {"folder": str(folder), "reason": error.reason}))
            last = error
        else:
            first = desk.now.date() - dt.timedelta(days=days)
            return Copy(target, True, _tidy(target, whose, suffix, first))  # noqa: FBT003
    code = ErrorCode.NO_COPY_FROM_WEB if is_url(location) else ErrorCode.NO_COPY
    raise WorkbookError(code, book=book.name, reasons=_told(reasons)) from last


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


def _places(desk: Desk, location: str) -> list[tuple[Path, str, str]]:
    """Folder of the copy, what its name begins with and its suffix, the best place first."""
    # Two books of one name from different places have copies of their own in the user's folder.
    mark = hashlib.sha256(location.encode()).hexdigest()[:_DIGITS]
    if is_url(location):
        name = PurePosixPath(unquote(urlsplit(location).path))
        return [(desk.folder / FOLDER, f"{name.stem} {mark}", name.suffix)]
    path = Path(location)
    return [
        (path.parent / FOLDER, path.stem, path.suffix),
        (desk.folder / FOLDER, f"{path.stem} {mark}", path.suffix),
    ]


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


def _tidy(made: Path, whose: str, suffix: str, first: dt.date) -> tuple[str, ...]:
    """Note the copy that was made, and delete those of that book from before a day; their names.

    Whatever fails here stops nobody: a copy too many does no harm.
    """
    folder = made.parent
    of_book = re.compile(rf"{re.escape(whose)} (\d{{4}}-\d\d-\d\d){re.escape(suffix)}")
    deleted: list[str] = []
    with suppress(OSError, ValueError):
        noted = {**_noted(folder), made.name: digest(made)}
        days = {name: found[1] for name in noted if (found := of_book.fullmatch(name))}
        newest = max(days.values())
        for name, day in sorted(days.items(), key=lambda each: each[1]):
            if day >= min(first.isoformat(), newest):
                continue
            path = folder / name
            if not path.is_symlink() and path.is_file() and digest(path) == noted[name]:
                path.unlink()
                deleted.append(name)
            del noted[name]
        lines = "".join(f"{held}  {name}\n" for name, held in noted.items())
        with temporary_beside(folder / NOTES) as passing:
            passing.write_text(lines, encoding="utf-8")
            settle_mode(passing, folder / NOTES)
            passing.replace(folder / NOTES)
    return tuple(deleted)


def _noted(folder: Path) -> dict[str, str]:
    """Digests of the copies that were made there, by name."""
    try:
        lines = (folder / NOTES).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeError):
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {name: held for held, _, name in pairs if name}
