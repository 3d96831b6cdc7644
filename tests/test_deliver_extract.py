"""Formulas, pictures and charts on their way into a workbook of their own."""

from __future__ import annotations

import datetime as dt
import re
import struct
import zlib
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from estate_xl.deliver.extract import Document, extract_sheets, read_properties, with_properties
from estate_xl.deliver.extract.cells import Held
from estate_xl.deliver.extract.charts import build_chart
from estate_xl.deliver.extract.formula_reach import Hidden, Truth
from estate_xl.deliver.extract.images import bare_picture
from estate_xl.engine.ooxml.namespaces import ART, CHART
from estate_xl.errors.exceptions import WorkbookError
from support.packages import complaints, file_of, parts_of, sheet_parts

EXCEL_MADE = sorted((Path(__file__).parents[1] / "../shared/excel-made").resolve().glob("*.xls?"))
ABOUT = Document("標題", "管理處", "管理處", dt.date(2026, 10, 31))
JFIF = b"\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
SCAN = b"\xff\xda\x00\x08\1\1\0\0\x3f\0\x12\x34\xff\xd9"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(A1:A3)*2", True),
        ('IF(L7="","",ROUND(\'b c\'!$A$4*F7,2))', True),
        ("1+SUMPRODUCT(ISNUMBER($L$6:$L$8)*(($L$6:$L$8>L7)+1.5e3))", True),
        ("_xlfn.IFS(A1>0,1)", True),
        ("_xlfn.AGGREGATE(15,6,A1:A2,1)", True),
        ('"INDIRECT(x)"&A1', True),
        ("-A1%", True),
        ("TRUE", True),
        ('{1,2;3,"a"}', True),
        ("業主!B4", False),
        ("'[1]x'!A1", False),
        ("[1]!name", False),
        ("a:b!A1", False),
        ("我的範圍", False),
        ("Owners[電話]", False),
        ("Owners[[#This Row],[電話]]", False),
        ("INDIRECT(A1)", False),
        ("OFFSET(A1,1,1)", False),
        ("TODAY()", False),
        ("HYPERLINK(A1)", False),
        ("estate_score(A1)", False),
        ("#REF!+1", False),
        ("A1#", False),
        ("'b c'!name", False),
        ("A5+1", False),  # row 5 is hidden
        ("SUM(A1:A9)", False),
        ("SUM(C:C)", False),  # so is column C
        ("'b c'!A5", True),
    ],
)
def test_formulas_that_stay_true(formula: str, expected: bool) -> None:  # noqa: FBT001 - a table
    truth = Truth({"a": Hidden(rows={5}, columns={3}), "b c": Hidden()})
    assert truth.stays_true(formula, "a") is expected


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_pictures_lose_their_notes() -> None:
    head, body, end = chunk(b"IHDR", bytes(13)), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")
    noted = b"\x89PNG\r\n\x1a\n" + head + chunk(b"tEXt", b"Author\0Wang") + body
    noted += chunk(b"eXIf", b"GPS") + end + b"and a thumbnail"
    assert bare_picture(noted) == ("png", b"\x89PNG\r\n\x1a\n" + head + body + end)

    exif = b"\xff\xe1\x00\x0aExif\0\0GP"
    note = b"\xff\xfe\x00\x06Wang"
    photo = b"\xff\xd8" + JFIF + exif + note + SCAN + b"trailing"
    assert bare_picture(photo) == ("jpeg", b"\xff\xd8" + JFIF + SCAN)

    frame = b"\x2c" + bytes(8) + b"\0\2\2\x4c\1\0"
    moving = b"GIF89a\1\0\1\0\0\0\0" + b"\x21\xfe\4Wang\0" + frame + b";"
    assert bare_picture(moving) == ("gif", b"GIF89a\1\0\1\0\0\0\0" + frame + b";")


@pytest.mark.parametrize("data", [b"", b"\1\0\0\0EMF", b"<svg/>", b"\xff\xd8\xff", b"GIF89a\1"])
def test_other_pictures_are_left_behind(data: bytes) -> None:
    assert bare_picture(data) is None


SERIES = """<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>{name}</c:f><c:strCache>
<c:ptCount val="1"/><c:pt idx="0"><c:v>old name</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:f>{labels}</c:f><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>old</c:v>
</c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{values}</c:f><c:numCache>
<c:formatCode>0.0</c:formatCode><c:ptCount val="2"/><c:pt idx="1"><c:v>7</c:v></c:pt></c:numCache>
</c:numRef></c:val><c:extLst><c:ext uri="x"><who>Wang</who></c:ext></c:extLst></c:ser>"""


def chart_text(title: str, series: str) -> bytes:
    """A chart's part."""
    return (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{ART}"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<c:chart><c:title><c:tx>{title}</c:tx></c:title><c:plotArea><c:barChart>"
        f"{series}</c:barChart></c:plotArea></c:chart>"
        '<c:externalData r:id="rId1"/><c:userShapes r:id="rId2"/></c:chartSpace>'
    ).encode()


def test_a_chart_follows_what_is_there_and_holds_the_rest() -> None:
    truth = Truth({"a": Hidden()})
    values = {"a": {"A1": Held("甲", is_number=False), "B1": Held("3", is_number=True)}}
    inside = SERIES.format(name="a!$A$1", labels="a!$A$1:$A$2", values="a!$B$1:$B$2")
    outside = SERIES.format(name="業主!A1", labels="業主!A1:A2", values="動態範圍")
    title = (
        "<c:strRef><c:f>業主!B1</c:f><c:strCache><c:ptCount val='1'/>"
        "<c:pt idx='0'><c:v>題</c:v></c:pt></c:strCache></c:strRef>"
    )
    text = build_chart(chart_text(title, inside + outside), "a", truth, values)
    assert text is not None
    assert re.findall(r"<c:f>(.*?)</c:f>", text) == ["a!$A$1", "a!$A$1:$A$2", "a!$B$1:$B$2"]
    first, second = re.findall(r"<c:ser>.*?</c:ser>", text)
    assert re.findall(r"<c:v>(.*?)</c:v>", first) == ["甲", "甲", "3"]
    assert "old" not in first
    assert "<c:tx><c:v>old name</c:v></c:tx>" in second
    assert "<c:cat><c:strLit>" in second
    assert "<c:val><c:numLit><c:formatCode>0.0</c:formatCode>" in second
    assert "<a:t>題</a:t>" in text
    assert not re.search(r"Wang|externalData|userShapes|r:id", text)


def test_conditions_come_along_where_they_stay_true(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    other = workbook.create_sheet("other")
    sheet.title = "one"
    sheet["A1"], sheet["A2"], other["A1"] = 1, 2, 3
    sheet["A1"].font = Font(bold=True, color="FFFF0000", name="Kaiti")
    red = DifferentialStyle(fill=PatternFill(bgColor="FFFF0000"))
    ends = [FormatObject("min"), FormatObject("max")]
    for rule in (
        Rule("cellIs", operator="greaterThan", formula=["1"], dxf=red),
        Rule("expression", formula=["A1>other!$A$1"], dxf=red),
        Rule("dataBar", dataBar=DataBar(cfvo=ends, color="FF00FF00")),
    ):
        sheet.conditional_formatting.add("A1:A2", rule)
    source, target = tmp_path / "source.xlsx", tmp_path / "target.xlsx"
    workbook.save(source)
    target.write_bytes(extract_sheets(source.read_bytes(), ["ONE"], ABOUT).data)
    assert complaints(target) == []
    made = openpyxl.load_workbook(target)
    assert made.sheetnames == ["one"]
    kept = [rule for held in made["one"].conditional_formatting for rule in held.rules]
    assert [rule.type for rule in kept] == ["cellIs", "dataBar"]
    assert kept[0].dxf is not None
    assert made["one"]["A1"].font.name == "Kaiti"
    assert made["one"]["A1"].font.color is not None
    assert len(made._fonts) == 2  # type: ignore[attr-defined]


def test_properties_are_read_back(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    bare = extract_sheets(path.read_bytes(), ["Sheet"], ABOUT).data
    texts = {"manifest": '{"office":"<管理處> & co"}', "manifest-1": "x" * 250}
    made = with_properties(bare, texts)
    assert read_properties(made) == texts
    assert read_properties(bare) == {}
    path.write_bytes(made)
    assert complaints(path) == []
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the cause's
        read_properties(b"no zip")
    parts = parts_of(made)
    parts["docProps/custom.xml"] = b"<broken"
    with pytest.raises(ValueError):  # noqa: PT011 - likewise
        read_properties(file_of(parts))


@pytest.mark.parametrize("path", EXCEL_MADE, ids=[path.name for path in EXCEL_MADE])
def test_what_excel_made_is_taken_out_whole(path: Path, tmp_path: Path) -> None:
    data, target = path.read_bytes(), tmp_path / "target.xlsx"
    titles = list(sheet_parts(parts_of(data)))
    target.write_bytes(extract_sheets(data, titles, ABOUT).data)
    assert complaints(target) == []
    old, new = (openpyxl.load_workbook(each, data_only=True) for each in (path, target))
    for title in titles:
        hidden = {r for r, held in old[title].row_dimensions.items() if held.hidden}
        for row in old[title].iter_rows():
            for cell in row:
                if cell.row not in hidden and not isinstance(cell.value, float):
                    assert new[title][cell.coordinate].value == cell.value
    names = set(parts_of(target))
    assert not [
        name for name in names if re.search("pivot|vba|comment|conn|print|embed|ctrl", name)
    ]


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(WorkbookError, match="沒有工作表「考核 2026-10」"):
        extract_sheets(path.read_bytes(), ["考核 2026-10"], ABOUT)
