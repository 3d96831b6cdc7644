"""新建工作簿, 幫助 and 關於; a new workbook is made only where Excel can open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.actions import BUTTONS
from estate_xl.cells import MAX_PATH
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.live.excel_window import Desk
from estate_xl.live.other_buttons import make_new_book
from estate_xl.live.refusal import RefusedError
from estate_xl.ribbon import press_at
from support.desks import NOW, FakeScreen, desk_at, long_folder, office_bytes, opened

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


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


def test_help_names_every_button(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen()
    press_at("help", desk_at(book, screen, tmp_path))
    assert all(button.label.hant in screen.said[0] for button in BUTTONS.values())


def test_about_tells_where_the_log_is(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen()
    press_at("about", desk_at(book, screen, tmp_path))
    assert str(tmp_path / "ribbon.log") in screen.said[0]


def test_help_and_about_need_no_workbook(book: xw.Book, tmp_path: Path) -> None:
    app = book.app
    book.close()
    for key in ("help", "about"):
        screen = FakeScreen()
        press_at(key, Desk(app, screen, NOW, tmp_path))
        assert "estate_xl" in screen.said[0] or "片區管理的按鈕" in screen.said[0]


def test_a_new_workbook_never_replaces_one(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen(book.impl.model.path)
    press_at("new_book", desk_at(book, screen, tmp_path))
    assert screen.said[0].startswith("「濱江花園.xlsx」已經存在")
    assert book.impl.model.path.read_bytes() == office_bytes()


def test_a_new_workbook_gets_its_ending(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen(tmp_path / "甲.乙")
    press_at("new_book", desk_at(book, screen, tmp_path))
    assert screen.said == ["已新建「甲.乙.xlsx」並打開，請從「首頁」的步驟開始。"]
    assert (tmp_path / "甲.乙.xlsx").exists()
