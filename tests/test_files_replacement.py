"""A file is put in its place whole or not at all, whatever fails at whatever step."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files import folder_lock, replacement
from estate_xl.files.replacement import (
    BACKUPS,
    NOTHING,
    backup_names,
    digest,
    flush,
    named,
    placed_files,
    put_in_place,
)
from estate_xl.files.temporary_files import temporary_beside
from support.powercut import Disk

if TYPE_CHECKING:
    from collections.abc import Callable

OLD, NEW = b"old" * 1000, b"new" * 3000
EARLIER = [bytes([number]) * 50 for number in range(BACKUPS)]
STEPS = range(1, 60)
"""Numbers of all calls of a save, and a few more."""
CALLS = (
    (os, "open"),
    (os, "fsync"),
    (os, "utime"),
    (os, "close"),
    (shutil, "copy2"),
    (shutil, "copystat"),
    (Path, "open"),
    (Path, "replace"),
    (Path, "write_bytes"),
    (Path, "stat"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A file with all of its backups, in a folder of its own."""
    path = tmp_path / "office" / "濱江 花園.xlsx"
    path.parent.mkdir()
    path.write_bytes(OLD)
    for name, content in zip(backup_names(path), EARLIER, strict=True):
        name.write_bytes(content)
    return path


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try as often as ever, and do not wait between the tries."""
    monkeypatch.setattr(replacement, "WAITS", (0.0,) * len(replacement.WAITS))
    monkeypatch.setattr(folder_lock, "WAITS", (0.0,) * 3)


def write(path: Path, data: bytes = NEW, expected: str | None = None) -> None:
    """Put those bytes in place as a save does."""
    with named(path), temporary_beside(path) as temporary:
        temporary.write_bytes(data)
        flush(temporary)
        put_in_place(temporary, path, expected=expected)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def act_at(number: int, act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have something happen before one call to the system; the calls made so far."""
    made: list[str] = []

    def watched(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def work(*given: object, **more: object) -> object:
            made.append(name)
            if len(made) == number:
                act()
            return call(*given, **more)

        return work

    for owner, name in CALLS:
        monkeypatch.setattr(owner, name, watched(name, getattr(owner, name)))
    return made


def no_space() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_backups_move_on_by_one(book: Path) -> None:
    write(book)
    names = backup_names(book)
    assert [name.read_bytes() for name in names] == [OLD, *EARLIER[:-1]]
    assert len(contents(book.parent)) == 1 + BACKUPS


@pytest.mark.parametrize("backups", [0, 1, BACKUPS])
def test_power_cut_leaves_the_old_or_the_new_one(
    backups: int, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in backup_names(book)[backups:]:
        name.unlink()
    disk = Disk(book.parent, monkeypatch)
    write(book, expected=digest(book))
    assert len(disk.states) > 10
    for state in disk.states:
        assert state[book.name] in {OLD, NEW}
        assert OLD in state.values()
    assert disk.states[-1][book.name] == NEW


def test_power_cut_would_be_seen(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the flush of the new file the same test finds a torn workbook."""
    disk = Disk(book.parent, monkeypatch)
    with temporary_beside(book) as temporary:
        temporary.write_bytes(NEW)
        put_in_place(temporary, book)
    assert any(state[book.name] not in {OLD, NEW} for state in disk.states)


@pytest.mark.parametrize("number", STEPS)
def test_full_disk_at_each_step(number: int, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, was = "", digest(book)
    with monkeypatch.context() as patches, placed_files() as placed:
        made = act_at(number, no_space, patches)
        try:
            write(book, expected=was)
        except WorkbookError as error:
            said = str(error)
    assert len(made) < STEPS[-1]
    assert said == "" or (book.name in said and "磁碟滿了" in said and not placed)
    assert said or placed
    assert book.read_bytes() == (NEW if placed else OLD)
    assert OLD in contents(book.parent).values()
    assert [name for name in contents(book.parent) if "estate-xl" in name] == []


@pytest.mark.parametrize("number", STEPS)
def test_ctrl_c_at_each_step(number: int, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_interrupted, was = False, digest(book)
    with monkeypatch.context() as patches, placed_files() as placed:
        made = act_at(number, ctrl_c, patches)
        try:
            write(book, expected=was)
        except KeyboardInterrupt:
            is_interrupted = True
    assert is_interrupted == (len(made) >= number)
    assert book.read_bytes() == (NEW if placed else OLD)
    assert [name for name in contents(book.parent) if "estate-xl" in name] == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("times", [1, len(replacement.WAITS)])
def test_an_indexer_holds_the_file_for_a_while(
    times: int, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refusals = Path.replace, [PermissionError(13, "in use")] * times

    def refusing(source: Path, target: Path) -> Path:
        if target == book and refusals:
            raise refusals.pop()
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refusing)
    write(book)
    assert book.read_bytes() == NEW


def test_refused_for_good_says_so_and_loses_no_backup(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs that fail at their last step do not push out the earlier versions one by one."""
    replace = Path.replace

    def refusing(source: Path, target: Path) -> Path:
        if target == book:
            raise PermissionError(13, "in use")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refusing)
    for _ in range(5):
        with pytest.raises(WorkbookError, match="正被別的程序使用"):
            write(book)
    assert book.read_bytes() == OLD
    names = backup_names(book)
    assert [name.read_bytes() for name in names] == [OLD, *EARLIER[:-1]]
    assert len(contents(book.parent)) == 1 + BACKUPS


def test_another_command_saves_here(book: Path) -> None:
    with folder_lock.folder_held(book.parent) as is_ours:
        assert is_ours
        with pytest.raises(WorkbookError, match="另一個命令"):
            write(book)
    assert book.read_bytes() == OLD
    write(book)
    assert book.read_bytes() == NEW


def test_saved_by_someone_while_the_backup_was_made(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, theirs = shutil.copy2, b"theirs"

    def late(source: Path, target: Path) -> None:
        source.write_bytes(theirs)
        copy(source, target)

    monkeypatch.setattr(shutil, "copy2", late)
    with pytest.raises(WorkbookError, match="被別人改過"):
        write(book, expected=digest(book))
    assert book.read_bytes() == theirs
    assert [name.read_bytes() for name in backup_names(book)] == EARLIER


def test_moved_away_since_it_was_read(book: Path) -> None:
    was = digest(book)
    book.rename(book.with_name("moved.xlsx"))
    with pytest.raises(WorkbookError, match="移走或刪除"):
        write(book, expected=was)
    assert not book.exists()


def test_made_by_someone_meanwhile(book: Path) -> None:
    with pytest.raises(WorkbookError, match="已經存在"):
        write(book, expected=NOTHING)
    assert book.read_bytes() == OLD


def test_what_a_file_has_besides_content_stays(book: Path) -> None:
    book.chmod(0o640)
    write(book)
    assert stat.S_IMODE(book.stat().st_mode) == 0o640


def test_nobody_reads_a_private_book_while_it_is_saved(book: Path) -> None:
    with temporary_beside(book) as temporary:
        assert stat.S_IMODE(temporary.stat().st_mode) == 0o600


@pytest.mark.parametrize("stem", ["字" * 83, "a" * 250, "😀" * 62])
def test_the_longest_names(stem: str, tmp_path: Path) -> None:
    path = tmp_path / f"{stem}.xlsx"
    other = tmp_path / f"{stem[:-1]}b.xlsx"
    for each in (path, other):
        each.write_bytes(OLD)
        write(each)
        write(each, NEW + NEW)
    found = [name.read_bytes() for each in (path, other) for name in backup_names(each)[:2]]
    assert found == [NEW, OLD, NEW, OLD]
    assert len(contents(tmp_path)) == 6


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "x"), "找不到"),
        (PermissionError(13, "x"), "沒有權限"),
        (OSError(errno.EFBIG, "x"), "檔案大小"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error，請檢查"),
        (OSError("timed out"), "timed out"),
    ],
)
def test_refusals_of_the_system(error: OSError, words: str) -> None:
    with pytest.raises(WorkbookError, match=words), named(Path("book.xlsx")):
        raise error


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
@pytest.mark.parametrize("limit", [0, 1, len(NEW) - 1])
def test_a_file_that_may_not_grow(limit: int, book: Path) -> None:
    """The system itself breaks the write off, of the new file or of the backup."""
    import resource  # noqa: PLC0415 - Windows has none

    before = contents(book.parent)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, usual[1]))
    try:
        with pytest.raises(WorkbookError, match="檔案大小"):
            write(book)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert contents(book.parent) == before
