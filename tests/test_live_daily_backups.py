"""Copies in 備份: where Excel writes them, and which go after their days."""
# ruff: noqa: D102, D107, N802 - stand-ins of Excel's objects under Excel's names

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from estate_xl.blueprint import make_book
from estate_xl.cells import MAX_PATH
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.versions import NOTES
from estate_xl.live.daily_backups import Copy, keep_copy
from estate_xl.live.excel_window import Desk, MacDesk
from estate_xl.ribbon import press_at
from estate_xl.schema import Language
from support.desks import (
    LOCKED,
    NOW,
    FakeComError,
    FakeScreen,
    desk_at,
    long_folder,
    office_bytes,
    opened,
    records,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

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


@pytest.mark.slow
def test_copies_go_after_their_days_and_are_named(tmp_path: Path) -> None:
    made(tmp_path, DAYS + 25, DAYS + 1, DAYS)
    said = press(tmp_path, NOW)
    gone = [name(DAYS + 25), name(DAYS + 1)]
    assert copies(tmp_path) == {name(DAYS), TODAY}
    assert f"備份保留 30 天（「參數」的 backup_days），已刪去較早的：{'、'.join(gone)}" in said
    assert "已刪去" not in press(tmp_path, NOW)
    left = {path.name for path in (tmp_path / "備份").glob(".estate-xl-*")}
    assert left == {NOTES}


@pytest.mark.slow
def test_the_days_are_those_of_the_workbook(tmp_path: Path) -> None:
    data = make_book(Language.HANT, records(), {"backup_days": 3})
    for days in (6, 4, 3, 2):
        press(tmp_path, NOW - dt.timedelta(days=days), office_bytes())
    assert "備份保留 3 天" in press(tmp_path, NOW, data)
    assert copies(tmp_path) == {name(3), name(2), TODAY}


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["永遠", 0, -5, None])
def test_days_that_are_none_count_as_thirty(tmp_path: Path, typed: object) -> None:
    made(tmp_path, 31, 29)
    data = make_book(Language.HANT, records(), {"backup_days": typed})
    assert name(31) in press(tmp_path, NOW, data)
    assert copies(tmp_path) == {name(29), TODAY}


@pytest.mark.slow
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


@pytest.mark.slow
def test_copies_of_an_earlier_version_of_ours_stay(tmp_path: Path) -> None:
    """Nothing tells that we made them."""
    made(tmp_path, 90)
    (tmp_path / "備份" / NOTES).unlink()
    press(tmp_path, NOW)
    assert copies(tmp_path) == {name(90), TODAY}


@pytest.mark.slow
def test_the_newest_stays_whatever_the_clock_says(tmp_path: Path) -> None:
    """A clock that was years ahead made a copy of that day; put right, it keeps both."""
    ahead = NOW + dt.timedelta(days=4000)
    press(tmp_path, ahead)
    press(tmp_path, NOW)
    newest = f"濱江花園 {ahead:%Y-%m-%d}.xlsx"
    assert copies(tmp_path) == {newest, TODAY}
    press(tmp_path, NOW + dt.timedelta(days=9000))
    assert len(copies(tmp_path)) == 1


@pytest.mark.slow
def test_notes_that_cannot_be_read_delete_nothing(tmp_path: Path) -> None:
    made(tmp_path, 90)
    notes = tmp_path / "備份" / NOTES
    notes.unlink()
    notes.mkdir()
    assert "今天改動前的備份" in press(tmp_path, NOW)
    assert copies(tmp_path) == {name(90), TODAY}
    shutil.rmtree(notes)


def test_the_days_copy_is_made_once(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        desk = desk_at(book, FakeScreen(), tmp_path / "data")
        first = keep_copy(desk, book, 30)
        first.path.write_bytes(b"of the morning")
        second = keep_copy(desk, book, 30)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.path.read_bytes() == b"of the morning"
    assert {each.name for each in first.path.parent.iterdir()} == {first.path.name, NOTES}


ADDRESS = "https://d.docs.live.net/1a2b/%E6%BF%B1%E6%B1%9F.xlsx"


class FakeApp:
    """An Excel on a Mac: the add-in's macros run in it, and its sandbox lets it write somewhere."""

    def __init__(self, may_write: Path, held: bytes = b"held") -> None:
        self.may_write = may_write
        self.held = held
        self.ran: list[tuple[str, str]] = []

    def macro(self, name: str) -> Callable[[str], None]:
        def run(path: str) -> None:
            self.ran.append((name, path))
            if self.may_write in Path(path).parents:
                Path(path).write_bytes(self.held)

        return run


class FakeMacBook:
    """A book of it, at a path or an address."""

    def __init__(self, location: str, app: FakeApp) -> None:
        self.name = "濱江.xlsx"
        self.app = app
        self.api = SimpleNamespace(full_name=SimpleNamespace(get=lambda: location))


class FakeWindowsBook:
    """A book of an Excel on Windows that writes copies below one folder only."""

    def __init__(self, location: str, may_write: Path | None, *, error: Exception = LOCKED) -> None:
        self.name = "濱江.xlsx"
        self.api = self
        self.FullName = location
        self.may_write, self.error = may_write, error
        self.asked: list[str] = []

    def SaveCopyAs(self, path: str) -> None:
        self.asked.append(path)
        if self.may_write is None or self.may_write not in Path(path).parents:
            raise self.error
        Path(path).write_bytes(b"held")


def desk_of(folder: Path, kind: type[Desk] = Desk) -> Desk:
    return kind(cast("xw.App", None), FakeScreen(), NOW, folder)


def as_book(fake: object) -> xw.Book:
    return cast("xw.Book", fake)


@pytest.fixture
def mac_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Mac's home with Excel's container."""
    container = tmp_path / "home" / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
    container.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return tmp_path / "home"


def test_on_a_mac_a_book_on_the_web_is_copied_by_excel(tmp_path: Path, mac_home: Path) -> None:
    """Excel writes into its own container, where alone it may, and nothing stays there."""
    container = mac_home / "Library" / "Containers"
    app = FakeApp(container)
    copy = keep_copy(desk_of(tmp_path / "data", MacDesk), as_book(FakeMacBook(ADDRESS, app)), 30)
    assert copy.path.read_bytes() == b"held"
    assert copy.path.parent == tmp_path / "data" / "備份"
    assert copy.path.name.startswith("濱江 ")
    ((macro, _),) = app.ran
    assert macro == "'estate_xl.xlam'!EstateSaveCopy"
    assert [each for each in container.rglob("*") if each.is_file()] == []


def test_on_a_mac_a_book_on_the_disk_needs_no_macro(tmp_path: Path) -> None:
    path, app = tmp_path / "濱江.xlsx", FakeApp(tmp_path)
    path.write_bytes(b"saved")
    copy = keep_copy(desk_of(tmp_path / "data", MacDesk), as_book(FakeMacBook(str(path), app)), 30)
    assert copy.path == tmp_path / "備份" / "濱江 2026-11-03.xlsx"
    assert copy.path.read_bytes() == b"saved"
    assert app.ran == []


def test_a_sandbox_that_writes_nothing_is_told(tmp_path: Path, mac_home: Path) -> None:
    """Without an error of Excel's own: the sentence says where the book lies and what it wants."""
    app = FakeApp(mac_home / "elsewhere")
    with pytest.raises(WorkbookError) as caught:
        keep_copy(desk_of(tmp_path / "data", MacDesk), as_book(FakeMacBook(ADDRESS, app)), 30)
    said = str(caught.value)
    assert said.startswith("「濱江.xlsx」在 OneDrive 或 SharePoint 上")
    assert f"「{tmp_path / 'data' / '備份'}」Excel 沒有寫出副本（多半是沒有權限）" in said
    assert list((tmp_path / "data" / "備份").iterdir()) == []


def test_on_windows_a_book_on_the_web_is_copied_by_excel(tmp_path: Path) -> None:
    book = FakeWindowsBook(ADDRESS, tmp_path)
    copy = keep_copy(desk_of(tmp_path / "data"), as_book(book), 30)
    assert copy.path.parent == tmp_path / "data" / "備份"
    assert copy.path.read_bytes() == b"held"
    assert len(book.asked) == 1


def test_where_excel_may_not_write_the_users_folder_is_tried(tmp_path: Path) -> None:
    book = FakeWindowsBook(str(tmp_path / "shared" / "濱江.xlsx"), tmp_path / "data")
    copy = keep_copy(desk_of(tmp_path / "data"), as_book(book), 30)
    assert copy.path.parent == tmp_path / "data" / "備份"
    assert len(book.asked) == 2
    assert list((tmp_path / "shared" / "備份").iterdir()) == []
    assert keep_copy(desk_of(tmp_path / "data"), as_book(book), 30) == Copy(copy.path, is_new=False)


@pytest.mark.parametrize("location", [ADDRESS, "{tmp}/濱江.xlsx"])
def test_what_excel_said_is_told_of_each_place(tmp_path: Path, location: str) -> None:
    book = FakeWindowsBook(location.format(tmp=tmp_path), None)
    with pytest.raises(WorkbookError) as caught:
        keep_copy(desk_of(tmp_path / "data"), as_book(book), 30)
    said = str(caught.value)
    places = (
        [tmp_path / "data" / "備份"]
        if "://" in location
        else [tmp_path / "備份", tmp_path / "data" / "備份"]
    )
    for place in places:
        assert f"「{place}」Excel 說：Microsoft Excel 不能存取檔案。 可能有幾個原因：" in said
    assert ("OneDrive" in said) is ("://" in location)
    assert caught.value.__cause__ is not None


def test_a_busy_excel_is_no_reason_to_try_elsewhere(tmp_path: Path) -> None:
    busy = FakeComError(-2147418111)
    book = FakeWindowsBook(str(tmp_path / "濱江.xlsx"), None, error=busy)
    with pytest.raises(FakeComError):
        keep_copy(desk_of(tmp_path / "data"), as_book(book), 30)
    assert len(book.asked) == 1


def test_a_path_too_long_for_excel_goes_to_the_users_folder(tmp_path: Path) -> None:
    folder = long_folder(tmp_path, MAX_PATH - 20)
    book = FakeWindowsBook(str(folder / "濱江.xlsx"), tmp_path)
    copy = keep_copy(desk_of(tmp_path / "data"), as_book(book), 30)
    assert copy.path.parent == tmp_path / "data" / "備份"
    assert len(book.asked) == 1


def test_a_path_too_long_everywhere_has_its_sentence(tmp_path: Path) -> None:
    folder = long_folder(tmp_path, MAX_PATH - 20)
    book = FakeWindowsBook(str(folder / "濱江.xlsx"), tmp_path)
    with pytest.raises(WorkbookError, match=r"路徑太長（備份要 2\d\d 個字符，Excel 最多 218 個）"):
        keep_copy(desk_of(folder), as_book(book), 30)
    assert book.asked == []
