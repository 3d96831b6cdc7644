"""A book's bytes as the book stands, from the file engine and from an Excel that is a fake."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import openpyxl
import pytest

from estate_xl.errors import WorkbookError
from estate_xl.extraction import book_bytes, open_data
from estate_xl.session import open_file

if TYPE_CHECKING:
    import xlwings as xw


class FakeExcelBook:
    """A book in Excel: it saves copies, on a Mac only itself."""

    def __init__(self, path: Path, held: bytes | None) -> None:
        """Take its path and what it holds; None where Excel refuses to save."""
        self.name, self.fullname = path.name, str(path)
        self.impl, self.api = object(), self
        self._held = held
        self.saved: list[str] = []

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
        """Save a copy."""
        self._write(path)

    def save(self) -> None:
        """Save the book itself."""
        self._write(self.fullname)

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


def test_a_file_s_book_gives_what_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    openpyxl.Workbook().save(path)
    with open_file(path) as opened:
        assert book_bytes(opened.book) == path.read_bytes()
        opened.book.sheets[0].range("A1").value = 7
        with open_data(book_bytes(opened.book), "changed.xlsx") as again:
            assert again.sheets[0].range("A1").value == 7
    with pytest.raises(WorkbookError, match="「x」不是 Excel 工作簿"), open_data(b"x", "x"):
        pass
