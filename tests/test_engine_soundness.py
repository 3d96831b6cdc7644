"""Files that are refused before a cell is read, and the reason they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import open_file
from support.refusals import refused
from support.trouble import KINDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cut-off-20", "不完整或已損壞"),
        ("last-bytes-missing-3", "不完整或已損壞"),
        ("wrong-packed-size-more", "重疊"),
        ("overlapping-entries", "重疊"),
        ("two-parts-of-one-name-sheet", "有兩份"),
        ("names-that-differ-in-case-only", "有兩份"),
        ("seventy-thousand-parts", "多得不像工作簿"),
        ("bomb-in-a-sheet", "大得不像工作簿"),
        ("bomb-of-many-parts", "大得不像工作簿"),
        ("bomb-that-lies-about-its-size", "讀不出來"),
        ("entity-bomb-texts", "不合 XML 規則"),
        ("external-entity-book", "不合 XML 規則"),
        ("cut-off-xml-sheet", "不合 XML 規則"),
        ("forbidden-character-null", "不合 XML 規則"),
        ("other-bytes-than-declared-texts", "不合 XML 規則"),
        ("missing-types", "不是 Excel 工作簿"),
        ("missing-sheet", "缺少 sheet2.xml"),
        ("missing-table", "缺少 table1.xml"),
        ("sheets-empty", "沒有工作表"),
        ("two-sheets-of-one-title", "名稱相同"),
        ("two-sheets-of-one-part", "內容相同"),
        ("sheet-of-unknown-relation", "不合規則"),
        ("really-csv", "其實是 CSV"),
        ("really-zip-xlsb", "xlsb"),
        ("really-zip-docx", "Word"),
        ("really-zip-pptx", "PowerPoint"),
        ("really-zip-ods", "OpenDocument"),
        ("really-zip-numbers", "Numbers"),
        ("zip-of-one-workbook", "先解壓縮"),
        ("really-ole-xls", "舊版 .xls"),
        ("really-ole-doc", "是 Word 文件"),
        ("really-ole-encrypted", "有打開密碼"),
    ],
)
def test_what_is_refused_is_told_why(name: str, words: str, tmp_path: Path) -> None:
    book = tmp_path / "x.xlsx"
    book.write_bytes(KINDS[name].make())
    with refused(words), open_file(book):
        pass


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("two-rows-of-one-number", "第 4 行有兩份"),
        ("row-at-far-beyond", "沒有第 999999999999 行"),
        ("row-at-zero", "沒有第 0 行"),
    ],
)
def test_damaged_rows_are_told_with_their_sheet(name: str, words: str, tmp_path: Path) -> None:
    book = tmp_path / "x.xlsx"
    book.write_bytes(KINDS[name].make())
    with open_file(book) as opened, refused(f"「報事」.*{words}"):
        assert opened.book.sheets["報事"].used_range is None


def test_a_damaged_cell_is_told_with_its_address(tmp_path: Path) -> None:
    book = tmp_path / "x.xlsx"
    book.write_bytes(KINDS["damaged-value-text-beyond"].make())
    with open_file(book) as opened, refused(r"「報事」儲存格 [A-Z]+\d+"):
        assert opened.book.sheets["報事"].range("A4:AH23").value is None


def test_a_signed_workbook_is_read_and_not_changed(tmp_path: Path) -> None:
    book = tmp_path / "x.xlsx"
    data = KINDS["signed"].make()
    book.write_bytes(data)
    with open_file(book) as opened:
        opened.book.sheets["片區"].range("A4").value = "A99"
        with pytest.raises(WorkbookError, match="數位簽章"):
            opened.save()
    assert book.read_bytes() == data
    assert [each.name for each in tmp_path.iterdir()] == ["x.xlsx"]


@pytest.mark.parametrize("name", ["part-named-up", "part-named-root", "name-in-an-old-code-page"])
def test_a_part_of_an_odd_name_is_carried_under_its_name(name: str, tmp_path: Path) -> None:
    book = tmp_path / "x.xlsx"
    data = KINDS[name].make()
    book.write_bytes(data)
    with open_file(book) as opened:
        opened.book.sheets["片區"].range("A4").value = "A99"
        opened.book.sheets["月度考核模板"].copy(name="抄本")
        opened.save()
    odd = "圖片".encode("gbk") if "code-page" in name else b"own.txt"
    assert odd in book.read_bytes()
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".bak"] == ["x.xlsx"]
