"""What surrounds a task in a live Excel, piece by piece: state, log, boxes, windows, copies."""
# ruff: noqa: D102, D105, D107, N802 - stand-ins of Excel's objects under Excel's names

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from estate_xl.cells import MAX_PATH
from estate_xl.errors import WorkbookError
from estate_xl.live import folders
from estate_xl.live.busy import Patience, is_busy, words_of
from estate_xl.live.copies import NOTES, Copy, keep_copy
from estate_xl.live.desk import Desk, MacDesk, find_app, window_number
from estate_xl.live.log import LOG_NAME, write_log
from estate_xl.live.plain import make_new_book
from estate_xl.live.refused import RefusedError
from estate_xl.live.screen import MacScreen, SystemScreen, WindowsScreen
from estate_xl.live.state import quiet
from estate_xl.schema import Label, Language
from support.desks import NOW, FakeComError, FakeScreen, desk_at, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

CANCELLED = False
WORDS = Label("讀取", "Reading")


class FakeExcel:
    """An Excel whose settings can be read and set, one of them stubborn if asked."""

    def __init__(self, stubborn: str = "", shown: object = "進行中") -> None:
        self.__dict__.update(
            screen_updating=True,
            enable_events=False,
            calculation="semiautomatic",
            status_bar=shown,
        )
        self.__dict__["stubborn"] = stubborn
        self.__dict__["set"] = []

    def __setattr__(self, name: str, value: object) -> None:
        self.__dict__["set"].append((name, value))
        if name == self.__dict__["stubborn"] and len(self.__dict__["set"]) > 3:
            raise FakeComError(-2147352567)
        self.__dict__[name] = value


def as_app(fake: object) -> xw.App:
    return cast("xw.App", fake)


def test_the_state_is_what_it_was_even_after_an_error() -> None:
    excel = FakeExcel()

    def fail() -> None:
        with quiet(as_app(excel), Language.HANT) as report:
            report(WORDS)
            assert (excel.screen_updating, excel.calculation) == (False, "manual")  # type: ignore[attr-defined]
            assert excel.status_bar == "讀取 …"  # type: ignore[attr-defined]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    state = {k: v for k, v in excel.__dict__.items() if k not in {"set", "stubborn"}}
    assert state == {
        "screen_updating": True,
        "enable_events": False,
        "calculation": "semiautomatic",
        "status_bar": "進行中",
    }
    assert [name for name, _ in excel.__dict__["set"]][-1] == "screen_updating"


def test_excels_own_status_bar_is_given_back() -> None:
    excel = FakeExcel(shown="FALSE")
    with quiet(as_app(excel), Language.HANT) as report:
        report(WORDS)
    assert excel.status_bar is False  # type: ignore[attr-defined]


def test_a_stubborn_setting_keeps_no_other_from_its_place() -> None:
    excel = FakeExcel("calculation")
    with pytest.raises(WorkbookError, match="calculation"), quiet(as_app(excel), Language.HANT):
        pass
    assert excel.screen_updating is True  # type: ignore[attr-defined]
    assert excel.enable_events is False  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("error", "busy"),
    [
        (FakeComError(-2147418111), True),
        (FakeComError(-2147417846), True),
        (FakeComError(-2147352567, -2146777998), True),
        (FakeComError(-2147352567, -2146827284), False),
        (ValueError("x"), False),
        (OSError(13, "x"), False),
    ],
)
def test_busy_is_told_from_wrong(error: Exception, *, busy: bool) -> None:
    assert is_busy(error) is busy


def test_patience_speaks_once_the_time_is_over_and_not_before() -> None:
    said = threading.Event()
    with Patience(said.set, 0):
        assert said.wait(60)
    other = threading.Event()
    with Patience(other.set, 3600):
        pass
    assert not other.is_set()


def test_the_log_keeps_kinds_codes_and_places_only(tmp_path: Path) -> None:
    def fail() -> None:
        raise FakeComError(-2147352567, -2146827284)

    try:
        fail()
    except FakeComError as first:
        error = WorkbookError("業主陳大文 13800001111")
        error.__cause__ = first
    path = write_log(tmp_path / "新", "overdue", error, NOW)
    text = path.read_text(encoding="utf-8")
    assert "WorkbookError" in text
    assert "FakeComError [-2147352567, -2146827284]" in text
    assert "test_live.py:" in text
    assert "陳大文" not in text
    assert str(tmp_path) not in text


def test_a_long_log_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_text("x" * 300_000, encoding="utf-8")
    path = write_log(tmp_path, "overdue", ValueError("x"), NOW)
    assert path.stat().st_size < 1000
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ribbon.1.log", "ribbon.log"]


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert write_log(tmp_path / "file", "overdue", ValueError("x"), NOW).name == LOG_NAME


@pytest.mark.parametrize(
    ("system", "names", "expected"),
    [
        ("win32", {"LOCALAPPDATA": "{tmp}/本 地"}, "本 地/estate_xl"),
        ("win32", {"LOCALAPPDATA": "", "HOME": "{tmp}"}, "AppData/Local/estate_xl"),
        ("darwin", {"HOME": "{tmp}"}, "Library/Application Support/estate_xl"),
        ("linux", {"XDG_DATA_HOME": "{tmp}/data"}, "data/estate_xl"),
        ("linux", {"XDG_DATA_HOME": "", "HOME": "{tmp}"}, ".local/share/estate_xl"),
    ],
)
def test_the_users_folder_of_each_system(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    system: str,
    names: dict[str, str],
    expected: str,
) -> None:
    monkeypatch.setattr(folders.sys, "platform", system)  # type: ignore[attr-defined]
    for name, value in names.items():
        monkeypatch.setenv(name, value.format(tmp=tmp_path))
    assert folders.data_folder() == tmp_path / expected
    assert (tmp_path / expected).is_dir()


def excel_with(hwnd: int, other: int | None = None) -> xw.App:
    """An Excel of two windows: the topmost, which xlwings names, and the active one."""
    api = SimpleNamespace(Hwnd=hwnd if other is None else other)
    return as_app(SimpleNamespace(hwnd=hwnd, api=api))


def test_the_excel_is_found_by_either_window() -> None:
    one, two = excel_with(11), excel_with(22, 23)
    assert find_app([one, two], 11) is one
    assert find_app([one, two], 22) is two
    assert find_app([one, two], 23) is two
    assert find_app([one, two], 99) is None, "another Excel is not to be touched"
    assert find_app([one], 99) is one
    assert find_app([one, two], None) is one
    assert find_app([], 11) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["-c", "--hwnd=66122"], 66122), (["-c"], None), (["--hwnd=x"], None), (["--hwnd="], None)],
)
def test_the_windows_number(words: list[str], expected: int | None) -> None:
    assert window_number(words) == expected


class FakeBoxes:
    """An Excel whose boxes answer from a list."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[Any, ...]] = []

    @property
    def api(self) -> FakeBoxes:
        return self

    def alert(self, *words: object) -> object:
        self.asked.append(words)
        return self.answers.pop(0)

    def InputBox(self, *words: object, Type: int) -> object:  # noqa: N803 - Excel's own
        self.asked.append((*words, Type))
        return self.answers.pop(0)

    def GetSaveAsFilename(self, *words: object) -> object:
        self.asked.append(words)
        return self.answers.pop(0)


def test_boxes_on_windows() -> None:
    boxes = FakeBoxes("ok", "yes", "no", "2026-10", CANCELLED, r"C:\甲\乙.xlsx", CANCELLED)
    screen = WindowsScreen(as_app(boxes))
    screen.tell("好")
    assert screen.confirm("嗎？") is True
    assert screen.confirm("嗎？") is False
    assert screen.ask("哪個月？", "2026-09", Language.HANT) == "2026-10"
    assert screen.ask("哪個月？", "2026-09", Language.HANT) is None
    assert str(screen.ask_place(Path("甲.xlsx"))) == r"C:\甲\乙.xlsx"
    assert screen.ask_place(Path("甲.xlsx")) is None
    assert boxes.asked[3] == ("哪個月？", "片區管理", "2026-09", 2)


def test_boxes_on_a_mac_take_or_leave_what_is_proposed() -> None:
    boxes = FakeBoxes("ok", "yes", "no", "yes")
    screen = MacScreen(as_app(boxes))
    screen.tell("壞", is_error=True)
    assert screen.ask("哪個月？", "2026-09", Language.HANT) == "2026-09"
    assert screen.ask("哪個月？", "2026-09", Language.HANT) is None
    assert screen.ask("內容：", "", Language.HANT) is None
    assert screen.ask_place(Path("甲.xlsx")) == Path("甲.xlsx")
    assert boxes.asked[0][3] == "critical"


def test_without_excel_nobody_answers(capsys: pytest.CaptureFixture[str]) -> None:
    screen = SystemScreen()
    screen.tell("沒有 Excel", is_error=True)
    assert capsys.readouterr().err == "沒有 Excel\n"
    assert not screen.confirm("嗎？")
    assert screen.ask("哪個月？", "2026-09", Language.HANT) is None
    assert screen.ask_place(Path("甲.xlsx")) is None


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
LOCKED = FakeComError(-2147352567, -2146827284)
LOCKED.args = (
    *LOCKED.args[:2],
    (0, "Microsoft Excel", "Microsoft Excel 不能存取檔案。\n可能有幾個原因：", "", 0, -2146827284),
    None,
)


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
    return kind(as_app(None), FakeScreen(), NOW, folder)


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


def long_folder(folder: Path, length: int) -> Path:
    """A folder below whose own path has that many letters."""
    while len(str(folder)) < length:
        folder = folder / ("長" * min(60, max(1, length - len(str(folder)) - 1)))
    return folder


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


def test_a_new_workbook_that_excel_could_not_open_is_not_made(tmp_path: Path) -> None:
    path = long_folder(tmp_path, MAX_PATH - 8) / "濱江花園.xlsx"
    path.parent.mkdir(parents=True)
    for book in opened(tmp_path / "office.xlsx"):
        with pytest.raises(WorkbookError, match="Excel 最多打開 218 個的，所以沒有新建"):
            make_new_book(desk_at(book, FakeScreen(path), tmp_path))
    assert list(path.parent.iterdir()) == []


def test_a_new_workbook_of_an_open_ones_name_is_not_made(tmp_path: Path) -> None:
    """Excel opens no two of one name, and xlwings would ask the open one where it lies."""
    path = tmp_path / "elsewhere" / "OFFICE.xlsx"
    path.parent.mkdir()
    for book in opened(tmp_path / "office.xlsx"):
        with pytest.raises(RefusedError, match=r"已經打開了一本「OFFICE\.xlsx」"):
            make_new_book(desk_at(book, FakeScreen(path), tmp_path))
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LOCKED, "Microsoft Excel 不能存取檔案。 可能有幾個原因："),
        (FakeComError(-1), "(-1, 'Call was rejected by callee.', None, None)"),
        (ValueError(), "ValueError"),
        (ValueError("x" * 500), "x" * 120 + "……"),
    ],
)
def test_what_an_error_says_is_one_short_line(error: Exception, said: str) -> None:
    assert words_of(error) == said
