"""Earlier versions of a workbook: its `.bak` files, and the copies in the folder 備份 beside it.

What stands in 備份 is written down there, with its digest: when a version was replaced, and before
which action that was. A line is `digest  name`, then a tab and the moment, a tab and the action's
key where they are known. Of a `.bak`, which moves on by one at each save, the line bears the
workbook's own name. A list that is lost or damaged costs these words and nothing else.

The first version of a day is copied to 備份 as soon as a command has replaced it; copies older than
參數 says go when a new one is made, the newest never. A file of the office's own, or one that
somebody changed since, is nobody's to delete, whatever it is called.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.replacement import (
    BACKUPS,
    NOTHING,
    backup_names,
    digest,
    digest_of,
    flush,
    flush_folder,
    named,
    no_wider_than,
    put_in_place,
    settle_mode,
)
from estate_xl.files.system import as_file_name
from estate_xl.files.temporary_files import temporary_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FOLDER: Final = "備份"
NOTES: Final = ".estate-xl-copies"
"""The list of what is kept there."""
RESTORE: Final = "restore"
"""Key of the action that brings a version back."""
_MOMENT: Final = "%Y-%m-%d %H%M%S"
_LONGEST_NAME: Final = 255
_LONGEST_ENDING: Final = len(" 2026-11-03 093000-99")


class Note(NamedTuple):
    """A line of the list; without a moment where an earlier program wrote it."""

    digest: str
    name: str
    at: dt.datetime | None = None
    action: str = ""


class Copies(NamedTuple):
    """A folder of copies, and what the names of one workbook's begin and end with there."""

    folder: Path
    stem: str
    suffix: str

    def daily(self, day: dt.date) -> Path:
        """The place of the copy of a day."""
        return self.folder / f"{self.stem} {day:%Y-%m-%d}{self.suffix}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Names of the workbook's copies; the first group is the day."""
        stem, suffix = re.escape(self.stem), re.escape(self.suffix)
        return re.compile(rf"{stem} (\d{{4}}-\d\d-\d\d)(?: \d{{6}}(?:-\d+)?)?{suffix}")


class Version(NamedTuple):
    """An earlier version of a workbook.

    Attributes:
        path: Where it is.
        digest: Of its bytes.
        at: When it was replaced, or where nobody noted that, when it was written.
        action: Key of the action that replaced it; empty if nobody noted it.
        is_noted: Whether `at` is when it was replaced.
    """

    path: Path
    digest: str
    at: dt.datetime
    action: str
    is_noted: bool


class Kept(NamedTuple):
    """What was kept of a replaced version: the day's copy if it is new, and older ones deleted."""

    copy: Path | None = None
    deleted: tuple[str, ...] = ()


def copies_beside(book: Path) -> Copies:
    """Where the copies of a workbook are; of a name too long for them the beginning stays."""
    stem, data = book.stem, os.fsencode(book.stem)
    most = _LONGEST_NAME - _LONGEST_ENDING - len(book.suffix)
    if len(data) > most:
        mark = f"~{hashlib.blake2b(data, digest_size=4).hexdigest()}"
        stem = data[: most - len(mark)].decode(errors="ignore") + mark
    return Copies(book.parent / as_file_name(FOLDER), stem, book.suffix)


def find_versions(
    book: Path, places: Iterable[Copies], *, is_changed: bool = False
) -> list[Version]:
    """The versions of a workbook that are not as it is now, the latest first, each once.

    Args:
        book: The workbook; it need not be there.
        places: Folders of its copies.
        is_changed: Whether it is open and changed since it was saved, so that its file is one too.

    Raises:
        WorkbookError: the workbook is there and cannot be read.
    """
    with named(book):
        present = digest(book) if book.is_file() and not is_changed else NOTHING
    places = list(places)
    notes = {note.digest: note for place in places for note in read_notes(place.folder)}
    order = {held: number for number, held in enumerate(notes)}
    found: dict[str, Version] = {}
    own = [book] if is_changed else []
    for path in [*backup_names(book), *own, *(path for place in places for path in _copies(place))]:
        with suppress(OSError):
            if path.is_symlink() or not path.is_file():
                continue
            held = digest(path)
            if held not in {*found, present}:
                found[held] = _version(path, held, notes.get(held))
    # Of one second, what was noted later is later.
    latest = sorted(found.values(), key=lambda each: (each.at, order.get(each.digest, -1)))
    return latest[::-1]


def _copies(place: Copies) -> list[Path]:
    """The workbook's copies in a folder, the latest day first."""
    with suppress(OSError):
        names = [path for path in place.folder.iterdir() if place.pattern.fullmatch(path.name)]
        return sorted(names, reverse=True)
    return []


def _version(path: Path, held: str, note: Note | None) -> Version:
    if note is not None and note.at is not None:
        return Version(path, held, note.at, note.action, is_noted=True)
    written = dt.datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - local, as all of ours
    return Version(path, held, written.replace(microsecond=0), "", is_noted=False)


def keep_replaced(
    book: Path, replaced: str, action: str, now: dt.datetime, days: Callable[[], int]
) -> Kept:
    """Note that an action has replaced a version, and copy it if it is the day's first.

    Args:
        book: The workbook, saved already; the version that it replaced is its newest `.bak`.
        replaced: Digest of that version.
        action: Key of the action.
        now: The moment.
        days: Tells how many days a copy is kept; asked where one is made.

    Raises:
        OSError: the system refuses; the `.bak` stays all the same.
    """
    place, source = copies_beside(book), backup_names(book)[0]
    if not source.is_file() or digest(source) != replaced:
        return Kept()
    place.folder.mkdir(exist_ok=True)
    note = Note(replaced, book.name, now, action)
    target = place.daily(now.date())
    if target.exists():
        write_notes(place.folder, [note])
        return Kept()
    with no_wider_than(book):
        _copy(source, target)
    first = now.date() - dt.timedelta(days=days())
    return Kept(target, tidy(place, [note, note._replace(name=target.name)], first))


def bring_back(
    book: Path, version: Version, now: dt.datetime, changed: bytes | None = None
) -> Path | None:
    """Put a version in the place of the workbook, which is kept in 備份 first.

    Killed at any moment, either of them is whole in its place and the other one is kept.

    Args:
        book: The workbook; it need not be there.
        version: One that was found, and can be read.
        now: The moment.
        changed: What is put there instead of its own bytes; None for those.

    Returns:
        Where the workbook as it was is now; None if it was not there.

    Raises:
        WorkbookError: the version is no longer what was found, the workbook changes meanwhile, or
            the system refuses.
    """
    with named(book), no_wider_than(book if book.exists() else version.path):
        present = digest(book) if book.exists() else NOTHING
        kept = None if present == NOTHING else keep_present(book, present, now)
        with temporary_beside(book) as temporary:
            data = version.path.read_bytes()
            if digest_of(data) != version.digest:
                raise WorkbookError(ErrorCode.CHANGED_MEANWHILE, name=version.path.name)
            temporary.write_bytes(data if changed is None else changed)
            flush(temporary)
            put_in_place(temporary, book, expected=present, has_backup=False)
        return kept


def keep_present(book: Path, present: str, now: dt.datetime) -> Path:
    """A copy of the workbook in 備份 and its note; one that is there already is not made again.

    Args:
        book: The workbook.
        present: Digest of its bytes.
        now: The moment.

    Raises:
        WorkbookError: the workbook changes meanwhile.
        OSError: the system refuses.
    """
    place = copies_beside(book)
    place.folder.mkdir(exist_ok=True)
    same = (path for path in _copies(place) if not path.is_symlink() and digest(path) == present)
    target = next(same, None)
    if target is None:
        target = free_name(place, now)
        _copy(book, target)
        if digest(target) != present:
            target.unlink()
            raise WorkbookError(ErrorCode.CHANGED_MEANWHILE, name=book.name)
    with suppress(OSError):
        write_notes(place.folder, [Note(present, target.name, now, RESTORE)])
    return target


def free_name(place: Copies, now: dt.datetime) -> Path:
    """A name for a copy of this moment that no file has."""
    stem, number = f"{place.stem} {now:{_MOMENT}}", 1
    target = place.folder / f"{stem}{place.suffix}"
    while target.exists():
        number += 1
        target = place.folder / f"{stem}-{number}{place.suffix}"
    return target


def _copy(source: Path, target: Path) -> None:
    """Copy a file under a passing name first, so that half a copy never counts as one."""
    with temporary_beside(target) as passing:
        shutil.copyfile(source, passing)
        settle_mode(passing, target)
        flush(passing)
        passing.replace(target)
    with suppress(OSError):
        flush_folder(target.parent)


def tidy(place: Copies, made: Iterable[Note], first: dt.date) -> tuple[str, ...]:
    """Note what was made, and delete the workbook's copies from before a day; their names.

    Whatever fails here stops nobody: a copy too many does no harm.
    """
    deleted: list[str] = []
    with suppress(OSError, ValueError):
        made = list(made)
        notes = {note.name: note for note in [*read_notes(place.folder), *made]}
        days = {name: found[1] for name in notes if (found := place.pattern.fullmatch(name))}
        newest = max(days.values())
        for name, day in sorted(days.items(), key=lambda each: each[1]):
            if day >= min(first.isoformat(), newest):
                continue
            path = place.folder / name
            if not path.is_symlink() and path.is_file() and digest(path) == notes[name].digest:
                path.unlink()
                deleted.append(name)
        write_notes(place.folder, made)
    return tuple(deleted)


def read_notes(folder: Path) -> list[Note]:
    """What the list of that folder says; a line that cannot be read says nothing."""
    try:
        lines = os.fsdecode((folder / NOTES).read_bytes()).split("\n")
    except OSError:
        return []
    notes = []
    for line in lines:
        held, _, rest = line.partition("  ")
        name, _, told = rest.partition("\t")
        moment, _, action = told.partition("\t")
        at = None
        with suppress(ValueError):
            at = dt.datetime.fromisoformat(moment).replace(tzinfo=None)
        if name:
            notes.append(Note(held, name, at, action if at is not None else ""))
    return notes


def write_notes(folder: Path, added: Iterable[Note]) -> None:
    """Add to the list of that folder; what it says of files that are gone goes out of it.

    Of a workbook's own name as many lines stay as it has `.bak` files.

    Raises:
        OSError: the system refuses.
    """
    added = list(added)
    again = {(note.digest, note.name) for note in added}
    notes = [note for note in read_notes(folder) if (note.digest, note.name) not in again]
    notes += added
    kept: list[Note] = []
    for note in reversed(notes):
        is_backup = (folder.parent / note.name).exists() and not (folder / note.name).exists()
        of_name = sum(other.name == note.name for other in kept)
        if of_name < (BACKUPS if is_backup else 1) and (is_backup or (folder / note.name).exists()):
            kept.append(note)
    lines = "".join(_line(note) for note in reversed(kept))
    with temporary_beside(folder / NOTES) as passing:
        passing.write_text(lines, encoding="utf-8", errors="surrogateescape")
        settle_mode(passing, folder / NOTES)
        passing.replace(folder / NOTES)


def _line(note: Note) -> str:
    told = "" if note.at is None else f"\t{note.at:%Y-%m-%dT%H:%M:%S}\t{note.action}"
    return f"{note.digest}  {note.name}{told}\n"
