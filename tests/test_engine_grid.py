"""Sheet parts as other programs write them: shared formulas, bare cells, prefixes, drawings."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from estate_xl.engine.errors import EngineProblem, NotOfferedError
from estate_xl.engine.model.grid import Grid
from estate_xl.engine.ooxml.xml_text import decoded
from estate_xl.engine.opening import open_book
from support.refusals import engine_refuses

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED = """<row r="1"><c r="A1"><v>1</v></c>
<c r="B1"><f t="shared" ref="B1:B4" si="0">A1*$A$1</f><v>1</v></c></row>
<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>
<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>
<row r="4"><c r="B4"><f t="shared" si="0"/><v>0</v></c></row>
<row r="6"><c r="D6"><f t="array" ref="D6:D7">A1:A2</f><v>1</v></c></row>
<row r="7"><c r="D7"><v>2</v></c></row>"""


TWICE = """<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>1</v></c>
<c r="D1"><f t="shared" ref="D1:D2" si="0">C1+1</f><v>2</v></c></row>
<row r="2"><c r="B2"><f t="shared" si="0"/><v>3</v></c>
<c r="D2"><f t="shared" si="0"/><v>4</v></c></row>"""
"""One number given out for two formulas, as some programs do."""


def with_rows(path: Path, rows: str, *, prefix: str = "", encoding: str = "utf-8") -> Path:
    """A book whose one sheet has these rows."""
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    mark = f"{prefix}:" if prefix else ""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    body = rows if not prefix else rows.replace("</", f"</{mark}").replace("<", f"<{mark}")
    body = body.replace(f"<{mark}/{mark}", f"</{mark}")
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><{mark}worksheet {name}="{MAIN}">'
        f"<{mark}sheetData>{body}</{mark}sheetData></{mark}worksheet>"
    )
    parts["xl/worksheets/sheet1.xml"] = text.encode(encoding)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def test_shared_formulas_read_in_their_own_words(tmp_path: Path) -> None:
    sheet = open_book(with_rows(tmp_path / "a.xlsx", SHARED)).sheets[0]
    assert [row[0] for row in sheet["B1:B4"].formula] == [f"=A{n}*$A$1" for n in (1, 2, 3, 4)]
    assert sheet["B1:B3"].value == [1.0, 2.0, 3.0]


@pytest.mark.parametrize("is_written_out", [False, True])
def test_a_number_given_out_twice_means_the_formula_of_its_cells(
    tmp_path: Path, *, is_written_out: bool
) -> None:
    sheet = open_book(with_rows(tmp_path / "a.xlsx", TWICE)).sheets[0]
    if is_written_out:
        sheet["F1"].value = 1
        sheet["B1"].value = 9
    formulas = [row[3] for row in sheet["A1:D2"].formula]
    assert formulas == ["=C1+1", "=C2+1"]
    assert sheet["B2"].formula == "=A2"


def test_the_first_of_a_shared_formula_may_go(tmp_path: Path) -> None:
    book = open_book(with_rows(tmp_path / "a.xlsx", SHARED))
    sheet = book.sheets[0]
    sheet["B1"].value = 9
    sheet["3:3"].insert("down")
    book.save()
    found = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert isinstance(found, Worksheet)
    assert [found.cell(row, 2).value for row in (1, 2, 4, 5)] == [
        9,
        "=A2*$A$1",
        "=A4*$A$1",
        "=A5*$A$1",
    ]


def test_a_part_of_an_array_formula_may_not_change(tmp_path: Path) -> None:
    book = open_book(with_rows(tmp_path / "a.xlsx", SHARED))
    sheet = book.sheets[0]
    assert sheet["D6"].impl.has_array is True
    assert sheet["A1"].impl.has_array is False
    with engine_refuses(EngineProblem.ARRAY_TORN):
        sheet["D6"].value = 1
    sheet["5:5"].insert("down")
    book.save()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b'ref="D7:D8"' in archive.read("xl/worksheets/sheet1.xml")
    sheet["D7:D8"].value = [[1], [2]]
    assert sheet["D7:D8"].formula == (("1",), ("2",))  # type: ignore[comparison-overlap]


@pytest.mark.parametrize(("prefix", "encoding"), [("", "utf-8"), ("x", "utf-8"), ("", "utf-16")])
def test_prefixes_and_encodings(tmp_path: Path, prefix: str, encoding: str) -> None:
    rows = '<row r="2"><c r="B2"><v>5</v></c><c r="C2" t="str"><f>B2</f><v>文</v></c></row>'
    book = open_book(with_rows(tmp_path / "a.xlsx", rows, prefix=prefix, encoding=encoding))
    sheet = book.sheets[0]
    assert sheet["B2:C2"].value == [5.0, "文"]
    assert sheet.used_range.address == "$B$2:$C$2"
    sheet["A1"].value = "新"
    book.save()
    found = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert isinstance(found, Worksheet)
    assert [found["A1"].value, found["B2"].value, found["C2"].value] == ["新", 5, "=B2"]


def test_cells_without_references_stand_side_by_side(tmp_path: Path) -> None:
    rows = '<row><c t="b"><v>1</v></c><c r="C1"><v>3</v></c><c s="0"/></row><row r="3"/>'
    book = open_book(with_rows(tmp_path / "a.xlsx", rows))
    assert book.sheets[0]["A1:D1"].value == [True, None, 3.0, None]
    book.sheets[0]["B1"].value = 2
    assert book.sheets[0]["A1:D1"].value == [True, 2.0, 3.0, None]


def test_rows_nobody_looked_into_stay_as_they_were() -> None:
    row = "<row r='7' spans='1:2'  ht = '15'><c   r='A7'><v>1.50</v></c ></row>"
    text = f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'
    grid = Grid(text)
    grid.row_to_change(9)
    assert row in grid.text()
    assert decoded(b"\xef\xbb\xbf<a/>") == "<a/>"


def test_notes_are_read_and_move(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for place in ("B2", "B5"):
        sheet[place].comment = Comment(f"記 {place}", "某人")
    book.save(tmp_path / "a.xlsx")
    opened = open_book(tmp_path / "a.xlsx")
    live = opened.sheets[0]
    note = live["B5"].note
    assert note is not None
    assert (note.text, note.author, note.location.address) == ("記 B5", "某人", "$B$5")
    assert live["A1"].note is None
    with pytest.raises(NotOfferedError, match="Note"):
        note.text = "x"
    live["3:4"].insert("down")
    live["2:2"].delete("up")
    live["A:A"].insert("right")
    opened.save()
    assert [each.location.address for each in open_book(tmp_path / "a.xlsx").sheets[0].notes] == [
        "$C$6"
    ]
    found = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert isinstance(found, Worksheet)
    assert found["C6"].comment is not None


def test_what_is_drawn_is_counted_and_moves() -> None:
    folder = (Path(__file__).parents[1] / "../shared/excel-made").resolve()
    if not folder.is_dir():
        pytest.skip("no files saved by Excel here")
    sheet = open_book(folder / "chart.xlsx").sheets[0]
    assert (len(sheet.charts), len(sheet.pictures), len(sheet.shapes)) == (1, 0, 1)
    assert sheet.charts[0].name == sheet.shapes[0].name
    with pytest.raises(NotOfferedError, match=r"Chart\.delete"):
        sheet.charts[0].delete()
    before = sheet.book.impl.model.package
    drawing = next(name for name in before.names() if "drawings/drawing" in name)
    old = before.read(drawing)
    sheet["1:3"].insert("down")
    assert before.read(drawing) != old
