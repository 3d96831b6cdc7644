"""Tick boxes, buttons and embedded files on rows that are copied."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.engine.opening import open_book
from support.drawn import with_objects, with_tick_box
from support.packages import complaints, parts_of, relations, sheet_parts

if TYPE_CHECKING:
    import xlwings as xw

    from support.packages import Parts

EXCEL_MADE = (Path(__file__).parents[1] / "../shared/excel-made").resolve()
ROWS = 10


@pytest.fixture
def plain(tmp_path: Path) -> bytes:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "form"
    for row in range(1, ROWS + 1):
        sheet.cell(row, 1, row)
    made.save(tmp_path / "a.xlsx")
    return (tmp_path / "a.xlsx").read_bytes()


def repeat(file: bytes, path: Path, times: int) -> Parts:
    """Parts of the workbook after its rows were copied that often, below each other."""
    path.write_bytes(file)
    book = open_book(path)
    sheet: xw.Sheet = book.sheets["form"]
    room = f"{ROWS + 1}:{ROWS * (times + 1)}"
    sheet.range(room).insert("down")
    sheet.range(f"1:{ROWS}").copy(sheet.range(room))
    book.save()
    book.close()
    openpyxl.load_workbook(path).close()
    return parts_of(path)


def part_of(parts: Parts, kind: str) -> str:
    found = [each.target for each in relations(parts, sheet_parts(parts)["form"])]
    return parts[next(each for each in found if kind in each)].decode()


def test_a_copied_tick_box_is_told_in_all_of_its_parts(plain: bytes, tmp_path: Path) -> None:
    parts = repeat(with_tick_box(plain, "form", 3), tmp_path / "b.xlsx", 2)
    assert set(complaints(tmp_path / "b.xlsx")) <= set(complaints(tmp_path / "a.xlsx"))
    older, drawing = part_of(parts, ".vml"), part_of(parts, "drawing.xml")
    sheet = parts[sheet_parts(parts)["form"]].decode()
    numbers = ["1025", "1026", "1027"]
    assert re.findall(r'<v:shape id="_x0000_s(\d+)"', older) == numbers
    assert re.findall(r'spid="_x0000_s(\d+)"', drawing) == numbers
    assert re.findall(r'<xdr:cNvPr id="(\d+)"', drawing) == numbers
    assert re.findall(r'<control shapeId="(\d+)"', sheet) == numbers
    tops = ["2", "12", "22"]
    assert re.findall(r"<xdr:from>.*?<xdr:row>(\d+)<", drawing) == tops
    assert re.findall(r"<from>.*?<xdr:row>(\d+)<", sheet) == tops
    assert re.findall(r"<x:Anchor>\s*3, 0, (\d+),", older) == tops
    found = relations(parts, sheet_parts(parts)["form"])
    settings = [each.target for each in found if each.kind == "ctrlProp"]
    assert len(set(settings)) == len(set(re.findall(r'<control [^>]*r:id="(\w+)"', sheet))) == 3
    assert len({parts[each] for each in settings}) == 1


@pytest.mark.slow
def test_a_block_of_numbers_that_is_full_is_followed_by_another(
    plain: bytes, tmp_path: Path
) -> None:
    """A block has 1,023 numbers; two drawings must not have the same."""
    parts = repeat(with_tick_box(plain, "form", 3), tmp_path / "b.xlsx", 1030)
    older = part_of(parts, ".vml")
    numbers = [int(each) for each in re.findall(r'<v:shape id="_x0000_s(\d+)"', older)]
    assert len(set(numbers)) == 1031
    assert {number // 1024 for number in numbers} == {1, 2}
    assert 'data="1,2"' in older


def test_a_tick_box_moves_with_its_rows(plain: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(with_tick_box(plain, "form", 3))
    book = open_book(path)
    book.sheets["form"].range("2:4").insert("down")
    book.save()
    parts = parts_of(path)
    assert "<x:Anchor>3, 0, 5, 2, 4, 12, 5, 18</x:Anchor>" in part_of(parts, ".vml")
    assert re.findall(r"<xdr:row>(\d+)<", part_of(parts, "drawing.xml")) == ["5", "5"]
    sheet = parts[sheet_parts(parts)["form"]].decode()
    assert re.findall(r"<xdr:row>(\d+)<", sheet) == ["5", "5"]


def test_a_button_that_only_the_older_drawing_tells(plain: bytes, tmp_path: Path) -> None:
    file = EXCEL_MADE / "form-button.xlsx"
    if not file.exists():
        pytest.skip("no files saved by Excel here")
    given = with_objects(plain, "form", file.read_bytes(), 1)
    older = part_of(repeat(given, tmp_path / "b.xlsx", 1), ".vml")
    assert re.findall(r'<v:shape id="_x0000_s(\d+)"', older) == ["2049", "2050"]
    assert older.count("Button1_Click") == 2


def test_an_embedded_file_is_shown_and_not_doubled(plain: bytes, tmp_path: Path) -> None:
    file = EXCEL_MADE / "ole-embedded.xlsx"
    if not file.exists():
        pytest.skip("no files saved by Excel here")
    given = with_objects(plain, "form", file.read_bytes())
    parts = repeat(given, tmp_path / "b.xlsx", 2)
    assert set(complaints(tmp_path / "b.xlsx")) <= set(complaints(tmp_path / "a.xlsx"))
    assert sum("embeddings" in name for name in parts) == 2
    assert sum("media" in name for name in parts) == 1
    drawing = part_of(parts, "drawing1.xml")
    assert drawing.count("<xdr:pic>") == 4
    tops = re.findall(r"<xdr:twoCellAnchor [^>]*xmlns:r=.*?<xdr:row>(\d+)<", drawing)
    assert tops == ["11", "15", "21", "25"]
