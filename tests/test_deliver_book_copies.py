"""A book's bytes as the book stands, from the file engine and from an Excel that is a fake."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import openpyxl
import pytest

from estate_xl.deliver.book_copies import book_bytes, open_data
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.excel_copies import COPY_MACRO
from estate_xl.files.session import open_file
from support.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw


class FakeExcelBook:
    """A book in Excel: it saves copies, on a Mac only itself."""

    def __init__(self, path: Path, held: bytes | None) -> None:
        """Take its path and what it holds; None where Excel refuses to save."""
        self.name, self.location = path.name, str(path)
        self.impl, self.api, self.full_name, self.app = object(), self, self, self
        self._held = held
        self.saved: list[str] = []

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
        """Save a copy."""
        self._write(path)

    def save(self) -> None:
        """Save the book itself."""
        self._write(self.location)

    def get(self) -> str:
        """Where it lies, in a Mac's words."""
        return self.location

    def macro(self, name: str) -> Callable[[str], None]:
        """The add-in's macro on a Mac."""
        assert name == COPY_MACRO
        return self._write

    def _write(self, path: str) -> None:
        if self._held is None:
            raise OSError(path)
        self.saved.append(path)
        Path(path).write_bytes(self._held)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_excel_saves_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"older")
    book = FakeExcelBook(path, b"newer")
    assert book_bytes(cast("xw.Book", book)) == b"newer"
    assert path.read_bytes() == (b"older" if platform == "win32" else b"newer")
    assert [Path(name).exists() for name in book.saved] == [platform == "darwin"]
    with pytest.raises(WorkbookError, match=r"Excel 沒有存好「book\.xlsx」"):
        book_bytes(cast("xw.Book", FakeExcelBook(path, None)))


def test_a_book_on_the_web_is_neither_saved_nor_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a Mac: xlwings would ask the workbook where the address lies on the disk."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    book = FakeExcelBook(Path("濱江.xlsx"), b"held")
    book.location = "https://d.docs.live.net/1a2b/%E6%BF%B1%E6%B1%9F.xlsx"
    assert book_bytes(cast("xw.Book", book)) == b"held"
    assert [Path(name).exists() for name in book.saved] == [False]
    assert "://" not in book.saved[0]


def test_a_file_s_book_gives_what_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    openpyxl.Workbook().save(path)
    with open_file(path) as opened:
        assert book_bytes(opened.book) == path.read_bytes()
        opened.book.sheets[0].range("A1").value = 7
        with open_data(book_bytes(opened.book), "changed.xlsx") as again:
            assert again.sheets[0].range("A1").value == 7
    with refused("「x」不是 Excel 工作簿"), open_data(b"x", "x"):
        pass
