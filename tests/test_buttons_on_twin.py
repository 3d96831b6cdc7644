"""Every button in Excel's twin, from the click to the message, and the workbook that it leaves."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwings as xw

from estate_xl import ribbon
from estate_xl.console import cli
from estate_xl.live.excel_window import Desk
from excel_twin import started_excel
from support.buttons import ANSWERS, SAID, TASKS, office_for, select
from support.clocks import stop_clock
from support.desks import NOW, filter_table, office_bytes, protect, state_of
from support.equal_books import differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estate_xl.live.message_boxes import Screen
    from excel_twin import Started

WORDS = {
    "validate": ("validate",),
    "work_orders": ("work-orders",),
    "overdue": ("overdue",),
    "reminders": ("reminders",),
    "change": (
        *("change", "--of", "員工", "--key", "周明", "--field", "崗位"),
        *("--to", "維修班長", "--from", "2026-11-01"),
    ),
    "follow_up": ("follow-up", "--ticket", "BS202610-0001", "--by", "林曉", "--note", "業主改期"),
    "prepare": ("prepare", "--month", "2026-10"),
    "return_slip": (
        *("return-slip", "--ticket", "BS202609-0001"),
        *("--reason", "缺客戶簽字", "--by", "林曉"),
    ),
    "month_end": ("month-end", "--month", "2026-10"),
    "approve": ("approve", "--month", "2026-10", "--by", "何主任"),
    "upgrade": ("upgrade",),
    "score_slips": ("score-slips", "--month", "2026-10"),
    "statistics": ("statistics", "--year", "2026"),
    "send": ("send", "--month", "2026-10"),
}
"""Each button's command."""
SHOWN = {"settings": "參數", "help": "片區管理的按鈕", "about": "estate_xl"}
"""What the buttons say that only show something."""


@pytest.fixture
def clicks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clicks and commands happen at a fixed moment; a click in the only Excel."""

    def desk(app: xw.App, screen: Screen, _: Path) -> Desk:
        return Desk(app, screen, NOW, tmp_path / "own")

    monkeypatch.setattr(ribbon, "make_desk", desk)
    monkeypatch.setattr(sys, "argv", ["python"])
    stop_clock(monkeypatch, NOW)


@pytest.fixture
def twin(clicks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """An Excel with the small office open; its window is the one that is clicked."""
    del clicks
    with started_excel() as started:
        started.open(office_at(tmp_path / "excel"))
        monkeypatch.setattr(sys, "argv", ["python", f"--hwnd={started.app.hwnd}"])
        yield started


def office_at(folder: Path, data: bytes | None = None) -> Path:
    """The small office's file in a folder; another file's bytes if given."""
    folder.mkdir(parents=True)
    path = folder / "濱江花園.xlsx"
    path.write_bytes(data or office_bytes())
    return path


def press(twin: Started, key: str, *answers: object) -> str:
    """Press a button of the twin and answer its boxes; what the last one said."""
    twin.excel.answers = ["yes" if each is True else each for each in answers]
    ribbon.press(key)
    assert twin.excel.answers == []
    return twin.excel.said[-1]


@pytest.mark.slow_after_first
@pytest.mark.parametrize("key", TASKS)
def test_a_button_leaves_what_its_command_leaves(
    clicks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    del clicks
    given = office_for(key)
    left, other = (office_at(tmp_path / name, given) for name in ("excel", "file"))
    with started_excel() as started:
        book = started.open(left)
        monkeypatch.setattr(sys, "argv", ["python", f"--hwnd={started.app.hwnd}"])
        select(book, key)
        before = state_of(started.app)
        assert SAID[key] in press(started, key, *ANSWERS[key])
        assert state_of(started.app) == before
        book.save()
    (copy,) = (tmp_path / "excel" / "備份").glob("*.xlsx")
    assert differences(copy.read_bytes(), given) == []
    assert cli.main([*WORDS[key], str(other), "--quiet"]) in {cli.OK, cli.FINDINGS}
    assert differences(left.read_bytes(), other.read_bytes()) == []


@pytest.mark.parametrize("key", SHOWN)
def test_a_button_that_only_shows(twin: Started, key: str) -> None:
    assert SHOWN[key] in press(twin, key, *([...] if key == "settings" else []))
    shown = twin.app.books[0].sheets.active.name
    assert shown == ("參數" if key == "settings" else "首頁")


def test_a_new_workbook_is_made_and_opened(twin: Started, tmp_path: Path) -> None:
    path = tmp_path / "新.xlsx"
    assert "已新建" in press(twin, "new_book", str(path))
    book = twin.app.books.active
    assert book is not None
    assert book.fullname == str(path)


@pytest.mark.slow
def test_what_is_not_saved_yet_goes_into_the_next_year(twin: Started, tmp_path: Path) -> None:
    old = twin.app.books[0]
    old.sheets["報事"]["J4"].value = "剛剛才填的"
    assert "是 2027 年的工作簿" in press(twin, "new_year", "2027")
    book = twin.app.books.active
    assert book is not None
    assert book.name == "濱江花園 2027.xlsx"
    assert book.sheets["報事"]["J4"].value == "剛剛才填的"
    assert (tmp_path / "excel" / "濱江花園.xlsx").read_bytes() == office_bytes()


@pytest.mark.slow_after_first
@pytest.mark.parametrize("language", ["zh", "de"])
@pytest.mark.parametrize("key", ["validate", "month_end"])
def test_a_button_in_an_excel_of_another_language(
    clicks: None, tmp_path: Path, language: str, key: str
) -> None:
    del clicks
    with started_excel(language) as started:
        started.open(office_at(tmp_path / "excel"))
        assert SAID[key] in press(started, key, *ANSWERS[key])


def with_money(data: bytes) -> bytes:
    """The workbook, its plain numbers shown as money, which COM hands over as Decimal."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if type(cell.value) in {int, float}:
                    cell.number_format = "[$¥-804]#,##0.00"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("key", ["month_end", "validate"])
def test_numbers_shown_as_money_count_as_numbers(clicks: None, tmp_path: Path, key: str) -> None:
    del clicks
    path = office_at(tmp_path / "excel")
    path.write_bytes(with_money(office_bytes()))
    other = office_at(tmp_path / "file")
    other.write_bytes(path.read_bytes())
    with started_excel() as started:
        book = started.open(path)
        held = book.sheets["參數"].range("B4:B60").value
        assert any(isinstance(value, Decimal) for value in held)
        assert SAID[key] in press(started, key, *ANSWERS[key])
        book.save()
    assert cli.main([*WORDS[key], str(other), "--quiet"]) in {cli.OK, cli.FINDINGS}
    assert differences(path.read_bytes(), other.read_bytes()) == []


def test_a_filter_is_cleared_before_anything_is_written(twin: Started) -> None:
    sheet = twin.app.books[0].sheets["報事"]
    filter_table(xw.Book(impl=twin.excel.books[0].file), "報事", range(5, 7))
    numbers = sheet["A4:A7"].value
    assert press(twin, "work_orders", "no") == "已取消，沒有改動。"
    assert sheet["A4:A7"].value == numbers
    assert SAID["work_orders"] in press(twin, "work_orders", "yes")
    assert sheet["A4:A7"].value == [f"BS202610-000{number}" for number in range(1, 5)]


def test_a_protected_sheet_is_named(twin: Started) -> None:
    protect(xw.Book(impl=twin.excel.books[0].file), "逾期提醒")
    assert "逾期提醒" in press(twin, "overdue")
    assert twin.app.books[0].sheets["逾期提醒"]["A4"].value is None


def test_without_a_workbook_that_is_said(twin: Started, capsys: pytest.CaptureFixture[str]) -> None:
    twin.app.books[0].close()
    ribbon.press("validate")
    assert capsys.readouterr().err.strip()
    assert twin.excel.said == []


def test_the_excel_that_was_clicked_is_the_one(twin: Started, tmp_path: Path) -> None:
    with started_excel() as other:
        other.open(office_at(tmp_path / "other"))
        press(twin, "validate")
        assert other.excel.said == []
