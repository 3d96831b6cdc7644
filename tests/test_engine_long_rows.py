"""Long sheets, unpacked by pieces and read by columns: the same as when they are read whole."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.engine.addresses import column_number
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model import area_limits, block_reader, cell_contents
from estate_xl.engine.ooxml import long_part, package
from estate_xl.engine.ooxml.long_part import LongPart, OddPartError
from estate_xl.engine.ooxml.xml_text import text_element
from estate_xl.engine.opening import file_bytes, open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PART = "xl/worksheets/sheet1.xml"
HEAD = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>'
TAIL = '</sheetData><mergeCells count="1"><mergeCell ref="F1:G1"/></mergeCells></worksheet>'
TEXTS = ("甲 & <乙>", "", " 丙", "12", "_x000D_")
USUAL = (
    "",
    '<c r="{a}"/>',
    '<c r="{a}" s="1"></c>',
    '<c r="{a}" s="2"><v>46235.39722222222</v></c>',
    '<c r="{a}" s="2"><v>46235</v></c>',
    '<c r="{a}" s="2"><v>-1</v></c>',
    '<c r="{a}" s="2"><v>0.5</v></c>',
    '<c r="{a}" s="3"><v>0.25</v></c>',
    '<c r="{a}"><v>7</v></c>',
    '<c r="{a}" t="n"><v>1E+2</v></c>',
    '<c r="{a}" s="1" t="n"><v>0.1</v></c>',
    '<c r="{a}" t="s"><v>0</v></c>',
    '<c r="{a}" s="1" t="s"><v>1</v></c>',
    '<c r="{a}" s="1" t="s"><v>2</v></c>',
    '<c r="{a}" t="s"><v>4</v></c>',
    '<c r="{a}" t="b"><v>1</v></c>',
    '<c r="{a}" t="e"><v>#N/A</v></c>',
    '<c r="{a}" t="str"><f>A1&amp;"x = 1"</f><v>甲</v></c>',
    '<c r="{a}" t="str"><f>A1</f><v></v></c>',
    '<c r="{a}"><f t="shared" ref="{a}" si="0">A1</f><v>3</v></c>',
    '<c r="{a}"><v xml:space="preserve"> 4 </v></c>',
    '<c r="{a}" t="inlineStr"><is><r><rPr><color rgb="FF000000"/></rPr><t>甲</t></r></is></c>',
    '<c r="{a}" cm="1"><v>8</v></c>',
    '<c r="{a}" t="d"><v>2026-10-31T18:00:00</v></c>',
    '<c r="{a}" t="s"><v> 1</v></c>',
    '<c r="{a}"><v></v></c>',
)
ODD = (
    '<c s="1" r="{a}"><v>7</v></c>',
    '<c  r="{a}"><v>7</v></c>',
    '<c r="{a}" ><v>7</v></c>',
    '<c r = "{a}"><v>7</v></c>',
    "<c r='{a}'><v>7</v></c>",
    "<c><v>7</v></c>",
    '<c r="{a}" t="s"><v>99</v></c>',
    '<c r="{a}"><v>x</v></c>',
    '<c r="{a}"><v>NaN</v></c>',
    '<c r="B77"><v>1</v></c>',
    '<c r="A1"><v>1</v></c>',
    '<c r="{a}"><v><!-- 1 -->7</v></c>',
    '<c r="{a}" xmlns:q="q"><v>7</v></c>',
    '<c r="{a}" x:q="q"\n><v>7</v></c>',
    '<c r="{a}" s=""><v>7</v></c>',
    '<c r="{a}" s=""/>',
    '<c r="{a}" s="x"></c>',
    '<c r="{a}" t="n" s="x"/>',
    '<c r="C0{n}"><v>7</v></c>',
    '<c r="AAAA{n}"><v>7</v></c>',
    '<c r="XFE{n}"/>',
    '<c r="A{n}"><v>7</v></c>',
)
TAGS = (
    '<row r="{n}">',
    '<row r="{n}" spans="1:4" ht="20">',
    '<row r="{n}" s="2" customFormat="1">',
)
ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(TAGS),
        st.lists(st.sampled_from(USUAL), min_size=5, max_size=5),
        st.sampled_from(["", "\n  "]),
    ),
    max_size=12,
)


@cache
def parts_around() -> dict[str, bytes]:
    """The parts of a book with some formats and texts; format 1 is text, 2 a date, 3 a time."""
    made = openpyxl.Workbook()
    for cell, code in zip(("A1", "A2", "A3"), ("@", "yyyy-mm-dd", "h:mm"), strict=True):
        made.worksheets[0][cell].number_format = code
    made.create_sheet("二")
    data = io.BytesIO()
    made.save(data)
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    related = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    tag = f'<Relationship Id="rIdT" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    texts = "".join(f"<si>{text_element('t', text)}</si>" for text in TEXTS)
    parts[related] = parts[related].replace(b"</Relationships>", tag.encode())
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()
    return parts


def book_of(rows: str) -> bytes:
    """A book whose first sheet has these rows."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**parts_around(), PART: f"{HEAD}{rows}{TAIL}".encode()}.items():
            archive.writestr(name, part)
    return data.getvalue()


def rows_of(drawn: list[tuple[int, str, list[str], str]]) -> str:
    """The text of rows."""
    number, parts = 0, []
    for step, tag, cells, blank in drawn:
        number += step
        held = "".join(
            cell.replace("{a}", f"{letters}{number}")
            for letters, cell in zip(("A", "B", "E", "Z", "AAB"), cells, strict=True)
        )
        start = tag.replace("{n}", str(number))
        parts.append(f"{start}{held}</row>{blank}" if held else f"{start[:-1]}/>{blank}")
    return "".join(parts)


@contextmanager
def opened(data: bytes, *, by_pieces: bool) -> Iterator[xw.Sheet]:
    """The first sheet, read whole or by pieces of few bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "_LONG_PART", 0 if by_pieces else 1 << 30)
        patch.setattr(long_part, "_PIECE", 700)
        patch.setattr(long_part, "_WINDOW", 64)
        patch.setattr(cell_contents, "_WORTH_A_FAST_READ", 0 if by_pieces else 1 << 30)
        patch.setattr(block_reader, "_MOST_KNOWN", 2)
        sheet = open_bytes(data, "a.xlsx").sheets[0]
        is_long = sheet.impl.grid.long_rows is not None
        assert by_pieces or not is_long
        yield sheet


def read(sheet: xw.Sheet) -> list[object]:
    """What there is to ask of a sheet; an error is its text."""

    def asked(area: str) -> object:
        try:
            held = sheet[area].raw_value
            columns = [list(each) for each in sheet[area].impl.column_values()]
            assert columns == [list(each) for each in zip(*held, strict=True)]
            return held, [list(map(type, row)) for row in held]
        except EngineError as error:
            return str(error)

    grid = sheet.impl.grid
    assert len(sheet.book.impl.model.strings.texts) == len(TEXTS)
    return [
        [grid.raw_row(number) for number in range(1, 40)],
        sheet.used_range.address,
        *(asked(area) for area in ("A1:AAB40", "B2:E9", "C3:D4", "Y2:AA30")),
        grid.row_numbers(),
        [grid.holds_formats_alone(number) for number in range(1, 40)],
        grid.numbers_between(3, 5),
        grid.numbers_between(3, 500),
        grid.holds_formulas(),
        sheet["F1"].merge_cells,
    ]


@settings(deadline=None, max_examples=60)
@given(ROWS)
def test_read_by_pieces(drawn: list[tuple[int, str, list[str], str]]) -> None:
    data = book_of(rows_of(drawn))
    with opened(data, by_pieces=False) as sheet:
        expected = read(sheet)
    with opened(data, by_pieces=True) as sheet:
        assert sheet.impl.grid.long_rows is not None
        assert read(sheet) == expected


@pytest.mark.parametrize("cell", ODD)
def test_another_spelling(cell: str) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c>{cell}</row>'.replace("{a}", f"C{n}").replace(
            "{n}", f"{n}"
        )
        for n in range(1, 30)
    )
    data = book_of(rows)
    results = []
    for by_pieces in (False, True):
        with opened(data, by_pieces=by_pieces) as sheet:
            try:
                results.append([sheet.used_range.address, sheet["A1:D29"].raw_value])
            except EngineError as error:
                results.append([str(error)])
    assert results[0] == results[1]


def test_a_cell_beyond_the_last_column() -> None:
    for cell in ('<c r="XFE1"/>', '<c r="XFE1"/><c r="B1"/>', "<c r=\"AAAA1\"/><c r='B1'/>"):
        data = book_of(f'<row r="1"><c r="A1"/>{cell}</row>')
        for by_pieces in (False, True):
            with opened(data, by_pieces=by_pieces) as sheet, pytest.raises(EngineError) as caught:
                _ = sheet.used_range
            is_read = cell.count("'") == 0
            problem = EngineProblem.OUT_OF_ROOM if is_read else EngineProblem.DAMAGED_ROW
            assert caught.value.problem is problem


ORDERS = (("AF", "A", "C", "AE"), ("AF", "AE", "C", "A"), ("C", "AF", "A", "AE"))


@pytest.mark.parametrize("order", ORDERS)
def test_cells_without_order(order: tuple[str, ...]) -> None:
    def rows(letters: tuple[str, ...]) -> str:
        return "".join(
            f'<row r="{n}">'
            + "".join(f'<c r="{each}{n}"><v>{n}{ord(each[-1])}</v></c>' for each in letters)
            + "</row>"
            for n in range(2, 30)
        )

    results = []
    for letters, by_pieces in ((sorted(order, key=len), False), (order, False), (order, True)):
        with opened(book_of(rows(tuple(letters))), by_pieces=by_pieces) as sheet:
            assert sheet.used_range.address == "$A$2:$AF$29"
            found = [sheet["A1:AG30"].raw_value, sheet["B3:AE9"].raw_value]
            sheet["B3:B20"].value = [[number + 0.5] for number in range(18)]
            sheet["AG3:AG20"].value = [[number] for number in range(18)]
            sheet["C5:C8"].value = 7
            assert sheet.used_range.address == "$A$2:$AG$29"
            found.append(sheet["A1:AG30"].raw_value)
            saved = file_bytes(sheet.book)
        assert saved is not None
        again = openpyxl.load_workbook(io.BytesIO(saved)).worksheets[0]
        found.append([[cell.value for cell in row] for row in again["A1:AG30"]])
        assert again["B3"].value == 0.5
        with zipfile.ZipFile(io.BytesIO(saved)) as archive:
            row = re.search(r'<row r="3".*?</row>', archive.read(PART).decode())
        assert row is not None
        columns = [column_number(each) for each in re.findall('r="([A-Z]+)3"', row[0])]
        assert columns == sorted(columns)
        results.append(found)
    assert results[0] == results[1] == results[2]


def test_a_long_row_number_is_read_whole() -> None:
    data = book_of('<row r="2"><c r="A2"/></row><row r="0000100407"><c r="B100407"/></row>')
    for by_pieces in (False, True):
        with opened(data, by_pieces=by_pieces) as sheet:
            assert sheet.used_range.address == "$A$2:$B$100407"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"/></row><row r="2"/>',
        '<row r="1048577"><c r="A1048577"/></row>',
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="3"><c r="A3"/></row><row r="1"><c r="A1"/></row>',
    ],
)
def test_rows_without_order(rows: str) -> None:
    results = []
    for by_pieces in (False, True):
        try:
            with opened(book_of(rows), by_pieces=by_pieces) as sheet:
                results.append(sheet.used_range.address)
        except EngineError as error:
            results.append(str(error))
    assert results[0] == results[1]


@settings(deadline=None, max_examples=40)
@given(ROWS, st.integers(1, 20), st.integers(0, 6))
def test_changed_and_saved(
    drawn: list[tuple[int, str, list[str], str]], row: int, change: int
) -> None:
    data = book_of(rows_of(drawn))
    results = []
    for by_pieces in (False, True):
        with opened(data, by_pieces=by_pieces) as sheet:
            _change(sheet, row, change)
            used = sheet.used_range.address
            saved = file_bytes(sheet.book)
        assert saved is not None
        with zipfile.ZipFile(io.BytesIO(saved)) as archive:
            results.append((used, {name: archive.read(name) for name in archive.namelist()}))
    assert results[0] == results[1]


def _change(sheet: xw.Sheet, row: int, change: int) -> None:
    if change == 0:
        sheet.cells[row - 1, 1].value = "新"
    elif change == 1:
        sheet.range((row, 3), (row + 9, 3)).value = [[number] for number in range(10)]
    elif change == 2:
        sheet[f"{row}:{row}"].insert("down")
    elif change == 3:
        sheet.range((row, 1), (row + 3, 703)).clear()
    elif change == 4:
        for column, values in ((2, "甲乙"), (9, (7, None)), (2, "丙甲")):
            sheet.range((1, column), (40, column)).value = [[each] for each in values * 20]
        assert sheet.range((row, 2)).value == "丙甲"[(row - 1) % 2]
    elif change == 5:
        sheet.range((1, 2), (40, 2)).value = [["=1+1"]] * 40
        sheet.cells[row - 1, 1].value = "新"
        sheet[f"{row}:{row}"].insert("down")
    else:
        sheet.book.sheets[1]["A1"].formula = f"='Sheet'!A{row}"
        sheet.book.sheets[0]["30:30"].delete()


def test_a_changed_long_part_is_never_held_whole() -> None:
    read: list[str] = []
    whole = package.Package.read

    def noted(parts: package.Package, name: str) -> bytes:
        read.append(name)
        return whole(parts, name)

    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 41))
    with opened(book_of(rows), by_pieces=True) as sheet, pytest.MonkeyPatch.context() as patch:
        patch.setattr(package.Package, "read", noted)
        sheet.range("B1:B40").value = [["已派工"]] * 40
        saved = file_bytes(sheet.book)
    assert saved is not None
    assert PART not in read
    with opened(saved, by_pieces=False) as sheet:
        assert sheet.range("A1:B40").value == [[number, "已派工"] for number in range(1, 41)]


def test_a_sheet_too_long_to_be_held_whole_is_refused() -> None:
    rows = "".join(f"<row r='{n}'><c r='A{n}'><v>{n}</v></c></row>" for n in range(1, 2_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("estate_xl.engine.model.workbook.MOST_WHOLE", 1 << 15)
        with pytest.raises(EngineError) as refused, opened(book_of(rows), by_pieces=True):
            pass
    assert refused.value.problem is EngineProblem.SHEET_TOO_LONG


def test_a_torn_part() -> None:
    data = b"<sheetData>" + b'<row r="1"/>' * 50
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    assert b"".join(LongPart(packed, zlib.crc32(data)).pieces()) == data
    for broken, checksum in ((packed, 1), (packed[:-4], zlib.crc32(data)), (b"\7" + packed, 0)):
        with pytest.raises(OddPartError):
            list(LongPart(broken, checksum).pieces())


def test_an_endless_row() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_part, "_PIECE", 100)
        patch.setattr(long_part, "_WINDOW", 10)
        patch.setattr(long_part, "_LONGEST", 1_000)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(b"x" * 10_000) + packer.flush()
        with pytest.raises(OddPartError):
            list(LongPart(packed, zlib.crc32(b"x" * 10_000)).pieces())


def test_a_vast_area_is_read_by_columns_where_the_file_fills_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(area_limits, "MOST_CELLS", 50)
    monkeypatch.setattr(area_limits, "_farthest", lambda _: [])
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 30))
    with opened(book_of(rows), by_pieces=True) as sheet:
        first, second = sheet["A1:B29"].impl.column_values()
        assert (list(first), set(second)) == ([float(n) for n in range(1, 30)], {None})
        with pytest.raises(EngineError):
            _ = sheet["A1:B29"].raw_value
        with pytest.raises(EngineError):
            sheet["A1:C29"].impl.column_values()
        monkeypatch.setattr(area_limits, "_MOST_HELD", 57)
        with pytest.raises(EngineError):
            sheet["A1:B29"].impl.column_values()
        sheet["B3"].value = 1
        monkeypatch.undo()
        assert list(sheet["A1:B29"].impl.column_values()[1]).count(1.0) == 1
    with opened(book_of(rows), by_pieces=False) as sheet, monkeypatch.context() as patch:
        patch.setattr(area_limits, "MOST_CELLS", 50)
        with pytest.raises(EngineError):
            sheet["A1:B29"].impl.column_values()
