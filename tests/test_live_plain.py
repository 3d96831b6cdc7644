"""A new workbook is made only where Excel can open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.cells import MAX_PATH
from estate_xl.errors import WorkbookError
from estate_xl.live.plain import make_new_book
from estate_xl.live.refused import RefusedError
from support.desks import FakeScreen, desk_at, long_folder, opened

if TYPE_CHECKING:
    from pathlib import Path


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
