"""A column written into the texts of its rows: the same as taken apart, and nothing beside it."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.engine.errors import EngineProblem
from estate_xl.engine.model import cell_contents
from estate_xl.engine.model.cell_splicing import find_spot, put_in
from estate_xl.engine.opening import open_book
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PART = "xl/worksheets/sheet1.xml"
HEIGHT = 6
OTHERS = (
    "",
    '<c r="A{n}" t="inlineStr"><is><t>甲</t></is></c>',
    '<c r="A{n}" cm="1"><v>1.50</v></c>\n',
)
TARGETS = (
    "",
    '<c r="C{n}"/>',
    '<c r="C{n}" s="1"/>',
    '<c r="C{n}" s="2"><v>7</v></c>\n  ',
    '<c r="C{n}" t="str" s="1"><f>A{n}&amp;"x"</f><v>x</v></c>',
    "<c r=\"C{n}\" s='1'><v>7</v></c>",
    '<c s="1" r="C{n}"><v>7</v></c>',
)
TAGS = ('<row r="{n}">', '<row r="{n}" spans="1:4">', '<row r="{n}" s="2" customFormat="1">')
LAST = ("", '<c r="D{n}" vm="1"><v>1E+2</v></c>', '<c r="AA{n}" t="b"><v>1</v></c>')
VALUES = st.one_of(
    st.none(),
    st.sampled_from(["", "甲 & <乙>", "'12", "12", "=A1+1", "2026-10-31", " 甲", "TRUE", "#N/A"]),
    st.sampled_from([1, 1.0, True, 0, False, 1.5]),
    st.sampled_from([dt.datetime(2026, 10, 31, 23, 59), dt.datetime(2026, 10, 31)]),  # noqa: DTZ001
)


def book_of(path: Path, rows: str) -> xw.Book:
    """A book whose first sheet has these rows; format 1 is text, format 2 a date."""
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"].number_format = "@"
    made.worksheets[0]["A2"].number_format = "yyyy-mm-dd"
    made.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    parts[PART] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return open_book(path)


def sheet_text(book: xw.Book, path: Path) -> str:
    """The first sheet's part as a save writes it."""
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        return archive.read(PART).decode()


def cells_of(text: str) -> dict[str, str]:
    """The text of each cell by its address, the white space behind it left out."""
    cells = re.findall(r"<c\b[^>]*?(?:/>|>.*?</c>)", text, re.DOTALL)
    return {re.search(r'\br="([A-Z]+\d+)"', cell)[1]: cell for cell in cells}  # type: ignore[index]


def all_left(*_: object) -> set[int]:
    """Every row is left to be taken apart."""
    return set(range(1, HEIGHT + 1))


def shown_in(path: Path) -> dict[str, tuple[object, ...]]:
    """What another reader finds in each cell: the type, the value and the format."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {
        cell.coordinate: (cell.data_type, cell.value, cell.number_format, cell.quotePrefix)
        for row in sheet.iter_rows()
        for cell in row
    }


@st.composite
def rows_of_a_sheet(draw: st.DrawFn) -> str:
    rows = []
    for number in range(1, HEIGHT + 1):
        inner = "".join(draw(st.sampled_from(kind)) for kind in (OTHERS, TARGETS, LAST))
        tag = draw(st.sampled_from(TAGS))
        if inner:
            rows.append(f"{tag}{inner}</row>".replace("{n}", str(number)))
        elif draw(st.booleans()):
            rows.append(f'<row r="{number}" ht="20" customHeight="1"/>')
    return "".join(rows)


@pytest.mark.slow
@given(
    rows=rows_of_a_sheet(),
    values=st.lists(VALUES, min_size=HEIGHT, max_size=HEIGHT),
    looked=st.booleans(),
)
@settings(deadline=None, max_examples=60)
def test_a_column_is_written_as_if_its_rows_were_taken_apart(
    tmp_path_factory: pytest.TempPathFactory, *, rows: str, values: list[object], looked: bool
) -> None:
    folder = tmp_path_factory.mktemp("spliced")
    block = [[value] for value in values]
    texts = []
    for name, is_spliced in (("fast.xlsx", True), ("slow.xlsx", False)):
        book = book_of(folder / name, rows)
        sheet = book.sheets[0]
        if looked:
            assert len(sheet["A1:D2"].value) == 2
        with pytest.MonkeyPatch.context() as patch:
            if not is_spliced:
                patch.setattr(cell_contents, "splice_column", all_left)
            sheet[f"C1:C{HEIGHT}"].value = block
        texts.append(cells_of(sheet_text(book, folder / name)))
    assert shown_in(folder / "fast.xlsx") == shown_in(folder / "slow.xlsx")
    fast, slow = texts
    assert fast.keys() == slow.keys()
    before = cells_of(rows)
    beside = {place: cell for place, cell in before.items() if not place.startswith("C")}
    if not looked:
        assert {place: fast[place] for place in beside} == beside


def test_cells_beside_the_column_keep_every_byte(tmp_path: Path) -> None:
    odd = '<c r="A1"   cm="1" ><v>1.50</v></c>'
    rows = f'<row r="1" spans="1:3">{odd}<c r="B1" s="2"/><c r="C1"><v>0.10</v></c></row>'
    rows += '<row r="2"  spans="1:1" ><c r="A2"><v>2</v></c></row>'
    book = book_of(tmp_path / "a.xlsx", rows)
    book.sheets[0]["B1:B2"].value = [["x"], ["y"]]
    found = sheet_text(book, tmp_path / "a.xlsx")
    assert f'<row r="1" spans="1:3">{odd}<c r="B1" s="2" t="s">' in found
    assert '<c r="C1"><v>0.10</v></c></row>' in found
    assert "spans" not in found[found.index('<row r="2"') :], "a wider row has another span"


def test_what_stands_there_already_changes_nothing(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" s="2"><v>2</v></c></row>'
    book = book_of(tmp_path / "a.xlsx", rows)
    before = (tmp_path / "a.xlsx").read_bytes()
    book.sheets[0]["A1:A2"].value = [[1], [2]]
    book.save()
    assert (tmp_path / "a.xlsx").read_bytes() == before


def test_columns_written_read_back_and_the_others_as_before(tmp_path: Path) -> None:
    height = 2_500  # enough for the fast way to read
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{-n}</v></c><c r="C{n}"/></row>'
        for n in range(1, height + 1)
    )
    sheet = book_of(tmp_path / "a.xlsx", rows).sheets[0]
    block = sheet[f"A1:C{height}"]
    assert block.value[9] == [10.0, -10.0, None]
    assert sheet.used_range.address == f"$A$1:$C${height}"
    sheet[f"C1:C{height}"].value = [[f"={n}"] for n in range(height)]
    sheet[f"B1:B{height}"].value = [[n / 2] for n in range(height)]
    assert block.columns[0].value[:2] == [1.0, 2.0]
    assert block.columns[1].value[:3] == [0.0, 0.5, 1.0]
    assert [line[0] for line in block.columns[2].formula[:2]] == ["=0", "=1"]
    assert [line[0] for line in block.columns[0].formula[:2]] == ["1", "2"]
    assert block.columns[2][:2, 0].value == [None, None]
    sheet["E3:E5"].value = [["甲"], ["乙"], ["丙"]]
    assert sheet.used_range.address == f"$A$1:$E${height}"
    assert block.columns[0].value[-1] == height


def test_rows_that_the_file_does_not_hold_are_made_for_values_only(tmp_path: Path) -> None:
    book = book_of(tmp_path / "a.xlsx", '<row r="2"><c r="A2"><v>2</v></c></row>')
    book.sheets[0]["A1:A4"].value = [[None], [9], [None], [4]]
    found = sheet_text(book, tmp_path / "a.xlsx")
    assert re.findall(r'<row r="(\d)"', found) == ["2", "4"]
    assert cells_of(found) == {"A2": '<c r="A2"><v>9</v></c>', "A4": '<c r="A4"><v>4</v></c>'}


def test_a_column_that_one_cell_refuses_stays_whole(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (1, 2, 3))
    sheet = book_of(tmp_path / "a.xlsx", rows).sheets[0]
    with engine_refuses(EngineProblem.CONTROL_CHARACTER, cell="A2"):
        sheet["A1:A3"].value = [["甲"], ["\x01"], ["乙"]]
    assert sheet["A1:A3"].value == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"/><c><v>1</v></c></row>',
        '<row r="1" customFormat="1" s="1"><c r="A1"/></row>',
        '<row r="1"><c r="B2"/></row>',
        '<row r="1"><c r="B1" s=\'1\'/></row>',
        '<row r="1"/>',
    ],
)
def test_an_unusual_row_has_to_be_taken_apart(row: str) -> None:
    assert find_spot(row, "B1") is None


def test_a_new_cell_stands_in_its_order() -> None:
    row = '<row r="1"><c r="A1"/><c r="AA1"/></row>'
    spot = find_spot(row, "Z1")
    assert spot is not None
    assert put_in(row, spot[0], "<here/>") == '<row r="1"><c r="A1"/><here/><c r="AA1"/></row>'


def test_values_that_are_equal_but_not_the_same_make_their_own_cells(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(1, 5))
    sheet = book_of(tmp_path / "a.xlsx", rows).sheets[0]
    sheet["A1:A4"].value = [[1], [True], [0.0], [False]]
    found = sheet["A1:A4"].value
    assert [(type(value), value) for value in found] == [
        (float, 1.0),
        (bool, True),
        (float, 0.0),
        (bool, False),
    ]


def test_one_value_in_scattered_cells_takes_no_row_apart(tmp_path: Path) -> None:
    """As 返工次數 is filled: what is read of other columns comes from the file as before."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 7))
    book = book_of(tmp_path / "a.xlsx", rows)
    sheet = book.sheets[0]
    sheet["B2,B4:B5"].value = 7
    grid = book.impl.model.grid(sheet.impl.part)
    assert grid.is_as_opened(1, 1)
    assert sheet["B1:B6"].value == [None, 7, None, 7, 7, None]
    sheet["B5:B6"].value = "=A1"
    sheet["B2"].value = None
    assert [str(row[0]) for row in sheet["B1:B6"].formula] == ["", "", "", "7", "=A1", "=A2"]
