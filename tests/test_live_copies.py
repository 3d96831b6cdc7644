"""Copies in 備份 go after their days; only ours, never the newest, and each is named."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from estate_xl.live.copies import NOTES
from estate_xl.ribbon import press_at
from estate_xl.schema import Language
from estate_xl.write.blueprint import make_book
from support.desks import NOW, FakeScreen, desk_at, office_bytes, opened, records

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.live.desk import Desk

DAYS = 30
TODAY = f"濱江花園 {NOW:%Y-%m-%d}.xlsx"


def press(folder: Path, day: dt.datetime, data: bytes | None = None) -> str:
    """Press 校驗 on that day; what was said."""
    screen = FakeScreen()
    for book in opened(folder / "濱江花園.xlsx", data):
        desk: Desk = replace(desk_at(book, screen, folder / "own"), now=day)
        press_at("validate", desk)
    return screen.said[0]


def copies(folder: Path) -> set[str]:
    return {path.name for path in (folder / "備份").iterdir() if path.name != NOTES}


def name(days_ago: int) -> str:
    return f"濱江花園 {NOW - dt.timedelta(days=days_ago):%Y-%m-%d}.xlsx"


def made(folder: Path, *days_ago: int) -> None:
    """Have made copies as many days ago; each on its day."""
    for days in sorted(days_ago, reverse=True):
        press(folder, NOW - dt.timedelta(days=days))


def test_copies_go_after_their_days_and_are_named(tmp_path: Path) -> None:
    made(tmp_path, DAYS + 25, DAYS + 1, DAYS)
    said = press(tmp_path, NOW)
    gone = [name(DAYS + 25), name(DAYS + 1)]
    assert copies(tmp_path) == {name(DAYS), TODAY}
    assert f"備份保留 30 天（「參數」的 backup_days），已刪去較早的：{'、'.join(gone)}" in said
    assert "已刪去" not in press(tmp_path, NOW)
    left = {path.name for path in (tmp_path / "備份").glob(".estate-xl-*")}
    assert left == {NOTES}


def test_the_days_are_those_of_the_workbook(tmp_path: Path) -> None:
    data = make_book(Language.HANT, records(), {"backup_days": 3})
    for days in (6, 4, 3, 2):
        press(tmp_path, NOW - dt.timedelta(days=days), office_bytes())
    assert "備份保留 3 天" in press(tmp_path, NOW, data)
    assert copies(tmp_path) == {name(3), name(2), TODAY}


@pytest.mark.parametrize("typed", ["永遠", 0, -5, None])
def test_days_that_are_none_count_as_thirty(tmp_path: Path, typed: object) -> None:
    made(tmp_path, 31, 29)
    data = make_book(Language.HANT, records(), {"backup_days": typed})
    assert name(31) in press(tmp_path, NOW, data)
    assert copies(tmp_path) == {name(29), TODAY}


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    """Made by hand under such a name, of another book, changed since, a link, out of the folder."""
    folder = tmp_path / "備份"
    made(tmp_path, 90, 80)
    by_hand, other, changed = name(70), "聽濤苑 2020-01-01.xlsx", name(90)
    for each in (by_hand, other, "濱江花園 2020-01-01 終稿.xlsx", "濱江花園.xlsx", "說明.txt"):
        (folder / each).write_bytes(b"the office's own")
    (folder / changed).write_bytes(b"changed by somebody")
    (tmp_path / "outside.xlsx").write_bytes(b"outside")
    notes = (folder / NOTES).read_text(encoding="utf-8")
    for each in (by_hand, "../outside.xlsx", "濱江花園 2020-01-01 終稿.xlsx"):
        notes += f"{'0' * 64}  {each}\n"
    (folder / NOTES).write_text(notes, encoding="utf-8")
    (folder / name(60)).symlink_to(folder / name(80))
    press(tmp_path, NOW)
    assert copies(tmp_path) == {
        *(by_hand, other, "濱江花園 2020-01-01 終稿.xlsx", "濱江花園.xlsx", "說明.txt"),
        *(changed, name(60), TODAY),
    }
    assert (tmp_path / "outside.xlsx").exists()


def test_copies_of_an_earlier_version_of_ours_stay(tmp_path: Path) -> None:
    """Nothing tells that we made them."""
    made(tmp_path, 90)
    (tmp_path / "備份" / NOTES).unlink()
    press(tmp_path, NOW)
    assert copies(tmp_path) == {name(90), TODAY}


def test_the_newest_stays_whatever_the_clock_says(tmp_path: Path) -> None:
    """A clock that was years ahead made a copy of that day; put right, it keeps both."""
    ahead = NOW + dt.timedelta(days=4000)
    press(tmp_path, ahead)
    press(tmp_path, NOW)
    newest = f"濱江花園 {ahead:%Y-%m-%d}.xlsx"
    assert copies(tmp_path) == {newest, TODAY}
    press(tmp_path, NOW + dt.timedelta(days=9000))
    assert len(copies(tmp_path)) == 1


def test_notes_that_cannot_be_read_delete_nothing(tmp_path: Path) -> None:
    made(tmp_path, 90)
    notes = tmp_path / "備份" / NOTES
    notes.unlink()
    notes.mkdir()
    assert "今天改動前的備份" in press(tmp_path, NOW)
    assert copies(tmp_path) == {name(90), TODAY}
    shutil.rmtree(notes)
