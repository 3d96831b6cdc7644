"""Every button pressed, rightly and wrongly: what is said, and what stays."""
# ruff: noqa: D102 - `Desk` says what its methods are

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from estate_xl.live.excel_window import Desk
from estate_xl.ribbon import press_at
from support.buttons import (
    ANSWERS,
    SAID,
    TASKS,
    ready,
)
from support.desks import (
    NOW,
    FakeComError,
    FakeScreen,
    bytes_of,
    desk_at,
    office_bytes,
    state_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


@pytest.mark.parametrize("key", TASKS)
def test_a_button_does_its_task_and_says_so(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    before, screen = state_of(book.app), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    assert SAID[key] in said
    is_saved = key in {"approve", "send", "upgrade"}
    assert ("改動還沒有保存，請看過後保存（Ctrl+S）。" in said) is not is_saved
    assert key != "upgrade" or bytes_of(book) == office_bytes(), "it lacks nothing"
    assert "備份" in said
    assert state_of(book.app) == before
    copy = tmp_path / "辦公 室" / "備份" / f"濱江花園 {NOW:%Y-%m-%d}.xlsx"
    assert copy.exists()
    assert key == "approve" or copy.read_bytes() == office_bytes(), "approve has a month computed"


@pytest.mark.slow
@pytest.mark.parametrize("key", TASKS)
def test_a_button_pressed_twice(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    press_at(key, desk_at(book, FakeScreen(*ANSWERS[key]), tmp_path))
    first = bytes_of(book)
    ready(book, key)
    before, screen = state_of(book.app), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    expected = {
        "work_orders": "沒有新的報事要打印；補打請在「報事」選中那些行，再按「生成報事單」。",
        "follow_up": "這一分鐘內同樣的跟進已經登記過，沒有重複登記。",
        "return_slip": "報事 BS202609-0001 的單子已退回部門，還沒有再返單",
        "approve": "數字沒有變，不用再審定。",
        "change": "周明（Y03）的「崗位」在 2026-11-01 已經是「維修班長」，沒有改動。",
    }
    assert expected.get(key, SAID[key]) in said
    assert "備份" not in said, "one copy a day"
    assert state_of(book.app) == before
    if key in expected:
        assert bytes_of(book) == first


def test_an_older_workbook_gets_by_a_button_what_it_lacks(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["退單記錄"].delete()
    first, again = FakeScreen(), FakeScreen()
    press_at("upgrade", desk_at(book, first, tmp_path))
    assert "新增工作表：退單記錄。" in first.said[0]
    assert "改動還沒有保存" in first.said[0]
    assert "退單記錄" in book.sheet_names
    press_at("upgrade", desk_at(book, again, tmp_path))
    assert again.said == ["這本工作簿不缺什麼，沒有改動。"]


class Editing(Desk):
    """A desk where a cell is being edited: Excel rejects every call."""

    error: Exception = FakeComError(-2147418111)

    def book(self) -> xw.Book | None:
        raise self.error


class EditingInside(Desk):
    """A desk where editing begins just before the copy."""

    def save_copy(self, book: xw.Book, target: Path) -> None:
        del book, target
        raise FakeComError(-2147352567, -2146777998)


@pytest.mark.parametrize("kind", [Editing, EditingInside])
@pytest.mark.parametrize("key", TASKS)
def test_while_a_cell_is_being_edited(
    book: xw.Book, tmp_path: Path, key: str, kind: type[Desk]
) -> None:
    ready(book, key)
    before, data, screen = state_of(book.app), bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path, kind))
    assert screen.said == [
        "Excel 正忙，沒有改動：請先按 Enter 結束儲存格的編輯、關閉開着的對話框，再按一次。"
    ]
    assert bytes_of(book) == data
    assert state_of(book.app) == before
    assert list(tmp_path.rglob("備份/*")) == []


class EditingAfter(Desk):
    """A desk where editing begins once the sheet is written, before it is shown."""

    def show(self, sheet: xw.Sheet) -> None:
        del sheet
        raise FakeComError(-2147352567, -2146777998)


def test_an_excel_that_is_busy_once_the_task_has_begun(book: xw.Book, tmp_path: Path) -> None:
    before, data, screen = state_of(book.app), bytes_of(book), FakeScreen()
    press_at("validate", desk_at(book, screen, tmp_path, EditingAfter))
    (said,) = screen.said
    assert said == (
        "Excel 中途正忙，沒有做完，工作簿可能已改了一部分：請先按 Enter 結束儲存格的編輯、"
        "關閉開着的對話框，不要保存，關閉工作簿後重新打開再按一次。"
    )
    assert bytes_of(book) != data
    assert state_of(book.app) == before
    assert len(list(tmp_path.rglob("備份/*.xlsx"))) == 1


class NeverSaved(Desk):
    """A desk whose workbook has no place on a disk yet."""

    def location(self, book: xw.Book) -> str:
        del book
        return "工作簿1"


@pytest.mark.parametrize("key", TASKS)
def test_a_workbook_never_saved(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    data, screen = bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path, NeverSaved))
    assert screen.said == ["「濱江花園.xlsx」還沒有保存過，請先保存（Ctrl+S），再按一次。"]
    assert bytes_of(book) == data


class OnTheWeb(Desk):
    """A desk whose workbook OneDrive keeps."""

    def location(self, book: xw.Book) -> str:
        del book
        return "https://d.docs.live.net/1a2b/%E6%BF%B1%E6%B1%9F.xlsx"


@pytest.mark.slow
def test_a_workbook_on_the_web_has_its_copy_in_the_users_folder(
    book: xw.Book, tmp_path: Path
) -> None:
    screen = FakeScreen()
    press_at("validate", desk_at(book, screen, tmp_path / "data", OnTheWeb))
    (copy,) = (tmp_path / "data" / "備份").glob("*.xlsx")
    assert copy.name.startswith("濱江 ")
    assert copy.name.endswith(" 2026-11-03.xlsx")
    assert str(copy) in screen.said[0]


class FullDisk(Desk):
    """A desk whose disk is full."""

    def save_copy(self, book: xw.Book, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device", book.name)


def test_without_a_copy_nothing_changes(book: xw.Book, tmp_path: Path) -> None:
    data, screen = bytes_of(book), FakeScreen()
    press_at("validate", desk_at(book, screen, tmp_path / "data", FullDisk))
    assert screen.said[0].startswith("「濱江花園.xlsx」的備份存不了，所以沒有改動")
    assert bytes_of(book) == data
    assert [each for each in tmp_path.rglob("備份/*") if each.is_file()] == []


def test_a_broken_template_leaves_excel_as_it_was(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["月度考核模板"].range("A1").value = "{{ 沒有這個 }}"
    before, screen = state_of(book.app), FakeScreen(...)
    press_at("month_end", desk_at(book, screen, tmp_path / "data"))
    first, second = screen.said[0].splitlines()
    assert "沒有這個" in first
    assert second == f"（記錄在 {tmp_path / 'data' / 'ribbon.log'}，求助時請一併發來。）"
    assert state_of(book.app) == before
    log = (tmp_path / "data" / "ribbon.log").read_text(encoding="utf-8")
    assert log.startswith("2026-11-03 09:30:00 month_end\n  TemplateError\n")
    assert "沒有這個" not in log, "no cell's text in the log"


class Broken(Desk):
    """A desk with a mistake of ours."""

    def is_structure_locked(self, book: xw.Book) -> bool:
        raise ZeroDivisionError(book.name)


def test_a_mistake_of_ours_is_a_sentence_too(book: xw.Book, tmp_path: Path) -> None:
    before, screen = state_of(book.app), FakeScreen(...)
    press_at("month_end", desk_at(book, screen, tmp_path, Broken))
    assert screen.said[0].startswith("程序內部出錯（ZeroDivisionError），沒有做完")
    assert state_of(book.app) == before


class Small(Desk):
    """A desk of a computer with little memory."""

    def is_structure_locked(self, book: xw.Book) -> bool:
        raise MemoryError(book.name)


def test_too_little_memory_is_said(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen(...)
    press_at("month_end", desk_at(book, screen, tmp_path, Small))
    assert screen.said[0].startswith("記憶體不足，處理不了這個工作簿，沒有做完；")


@pytest.mark.slow
def test_a_copy_beside_a_folder_that_cannot_be_written(book: xw.Book, tmp_path: Path) -> None:
    (tmp_path / "辦公 室" / "備份").write_bytes(b"a file of that name")
    screen = FakeScreen()
    press_at("validate", desk_at(book, screen, tmp_path / "data"))
    (copy,) = (tmp_path / "data" / "備份").glob("*.xlsx")
    assert copy.read_bytes() == office_bytes()
    shutil.rmtree(tmp_path / "data")
