"""Earlier versions: which are found, what is noted of them, and none is lost by a restore."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files import versions as module
from estate_xl.files.replacement import BACKUPS, backup_names, digest, digest_of
from estate_xl.files.session import replace_file
from estate_xl.files.versions import (
    FOLDER,
    NOTES,
    RESTORE,
    bring_back,
    copies_beside,
    find_versions,
    keep_replaced,
    read_notes,
)

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.files.versions import Version

NOW = dt.datetime(2026, 11, 3, 9, 30)  # noqa: DTZ001 - a workbook's times have no zone
DAYS = 30


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A file that was never saved by a command."""
    path = tmp_path / "濱江花園.xlsx"
    path.write_bytes(b"first")
    return path


def save(book: Path, data: bytes, action: str, now: dt.datetime) -> None:
    """Replace the file as a command does."""
    replaced = digest(book)
    replace_file(book, data)
    if replaced != digest_of(data):
        keep_replaced(book, replaced, action, now, lambda: DAYS)


def found(book: Path) -> list[Version]:
    return find_versions(book, [copies_beside(book)])


def contents(book: Path) -> list[bytes]:
    return [version.path.read_bytes() for version in found(book)]


def minutes(number: int) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def test_a_version_tells_when_and_before_which_action_it_was_replaced(book: Path) -> None:
    save(book, b"second", "overdue", NOW)
    save(book, b"third", "month_end", NOW + minutes(5))
    told = [(version.path.name, version.at, version.action) for version in found(book)]
    assert told == [
        (f"{book.name}.bak", NOW + minutes(5), "month_end"),
        (f"{book.name}.2.bak", NOW, "overdue"),
    ]


def test_the_first_version_of_a_day_stays_though_many_follow(book: Path) -> None:
    for number in range(BACKUPS + 3):
        save(book, f"version {number}".encode(), "work_orders", NOW + minutes(number))
    assert (book.parent / FOLDER / f"{book.stem} 2026-11-03.xlsx").read_bytes() == b"first"
    assert contents(book)[-1] == b"first"
    assert len(found(book)) == BACKUPS + 1


def test_copies_go_after_their_days(book: Path) -> None:
    for days in (40, 31, 30, 0):
        save(book, f"{days} days ago".encode(), "overdue", NOW - dt.timedelta(days=days))
    names = {path.name for path in (book.parent / FOLDER).iterdir()}
    assert names == {NOTES, *(f"{book.stem} {day}.xlsx" for day in ("2026-10-04", "2026-11-03"))}


def test_what_nobody_noted_is_told_by_when_it_was_written(book: Path) -> None:
    replace_file(book, b"second")
    written = NOW.replace(microsecond=0)
    os.utime(backup_names(book)[0], (written.timestamp(), written.timestamp()))
    (version,) = found(book)
    assert (version.at, version.action, version.is_noted) == (written, "", False)


def test_a_copy_of_what_the_file_is_now_is_no_version(book: Path) -> None:
    save(book, b"second", "overdue", NOW)
    save(book, b"first", "overdue", NOW + minutes(1))
    assert contents(book) == [b"second"]


def test_a_link_is_no_version(book: Path) -> None:
    (book.parent / "other.xlsx").write_bytes(b"other")
    backup_names(book)[0].symlink_to(book.parent / "other.xlsx")
    assert found(book) == []


def test_what_was_there_is_the_newest_version_after_a_restore(book: Path) -> None:
    save(book, b"second", "overdue", NOW)
    kept = bring_back(book, found(book)[0], NOW + minutes(1))
    assert kept is not None
    assert (book.read_bytes(), kept.read_bytes()) == (b"first", b"second")
    assert [(each.action, each.path) for each in found(book)] == [(RESTORE, kept)]


def test_going_to_and_fro_keeps_each_version_once(book: Path) -> None:
    save(book, b"second", "overdue", NOW)
    for number in range(5):
        bring_back(book, found(book)[0], NOW + minutes(number))
    assert book.read_bytes() == b"first"
    names = sorted(path.name for path in (book.parent / FOLDER).glob("*.xlsx"))
    assert names == [f"{book.stem} 2026-11-03 093000.xlsx", f"{book.stem} 2026-11-03.xlsx"]


def test_a_version_that_was_brought_back_moves_to_the_front_at_the_next_save(book: Path) -> None:
    for number in range(1, BACKUPS + 1):
        replace_file(book, f"version {number}".encode())
    before = {name.read_bytes() for name in backup_names(book)}
    bring_back(book, next(each for each in found(book) if each.path == backup_names(book)[1]), NOW)
    replace_file(book, b"new")
    assert {name.read_bytes() for name in backup_names(book)} == before
    assert backup_names(book)[0].read_bytes() == b"version 1"


def test_a_workbook_that_is_gone_comes_back(book: Path) -> None:
    save(book, b"second", "overdue", NOW)
    version = next(each for each in found(book) if each.path.suffix == ".bak")
    book.unlink()
    assert bring_back(book, version, NOW) is None
    assert book.read_bytes() == b"first"


def test_a_version_that_changed_since_it_was_found_is_refused(book: Path) -> None:
    save(book, b"second", "overdue", NOW)
    (version,) = found(book)
    version.path.write_bytes(b"something else")
    with pytest.raises(WorkbookError) as caught:
        bring_back(book, version, NOW)
    assert caught.value.code is ErrorCode.CHANGED_MEANWHILE
    assert book.read_bytes() == b"second"


def test_a_list_that_is_damaged_costs_its_words_alone(book: Path) -> None:
    save(book, b"second", "overdue", NOW)
    notes = book.parent / FOLDER / NOTES
    notes.write_bytes(b"\xff\xfe damaged")
    assert [version.is_noted for version in found(book)] == [False]
    save(book, b"third", "month_end", NOW + minutes(1))
    assert [note.action for note in read_notes(notes.parent)] == ["month_end"]


def test_lines_of_an_earlier_program_are_read(book: Path) -> None:
    place = copies_beside(book)
    place.folder.mkdir()
    copy = place.daily(NOW.date())
    copy.write_bytes(b"older")
    (place.folder / NOTES).write_text(f"{digest(copy)}  {copy.name}\n", encoding="utf-8")
    assert [(each.path, each.is_noted) for each in found(book)] == [(copy, False)]


@pytest.mark.parametrize("step", ["_copy", "write_notes", "put_in_place"])
def test_a_restore_that_breaks_off_leaves_both_versions(
    book: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    save(book, b"second", "overdue", NOW)
    (version,) = found(book)

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, step, broken)
    with pytest.raises(KeyboardInterrupt):
        bring_back(book, version, NOW)
    assert book.read_bytes() == b"second"
    assert version.path.read_bytes() == b"first"


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.sampled_from(["save", "again", "back 1", "back 2"]), max_size=12))
def test_no_restore_ever_loses_a_version(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """Against a plain list: whatever was there before a restore is there after it."""
    book = tmp_path_factory.mktemp("versions") / "b.xlsx"
    book.write_bytes(b"0")
    for number, step in enumerate(steps, start=1):
        now = NOW + minutes(number)
        if not step.startswith("back"):
            save(book, b"same" if step == "again" else str(number).encode(), "overdue", now)
            continue
        held = found(book)
        wanted = int(step[-1])
        if wanted > len(held):
            continue
        known = {book.read_bytes(), *(each.path.read_bytes() for each in held)}
        chosen, was = held[wanted - 1].path.read_bytes(), book.read_bytes()
        bring_back(book, held[wanted - 1], now)
        after = contents(book)
        assert book.read_bytes() == chosen
        assert after[0] == was
        assert len(set(after)) == len(after)
        assert {chosen, *after} == known
