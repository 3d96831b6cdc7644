"""Charts given other cells to show: references and the stored copy, in files of several makers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series

from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.ooxml.xml_trees import parse, part_text
from estate_xl.engine.opening import open_book
from support.packages import complaints, file_of, parts_of

if TYPE_CHECKING:
    import xlwings as xw
    from openpyxl.worksheet.worksheet import Worksheet

EXCEL_MADE = (Path(__file__).parents[1] / "../shared/excel-made/chart.xlsx").resolve()
CHARTS = 3
ROWS = (
    ("片區", "本月", "上月"),
    ("A & B", 3, None),
    ("A02", 0.5, 4),
    (7, 1, 2),
)


@pytest.fixture
def book(tmp_path: Path) -> xw.Book:
    """A sheet with a table, and a chart of two series that shows none of it yet."""
    workbook = openpyxl.Workbook()
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = "it's"
    for row in ROWS:
        sheet.append(row)
    sheet["B2"].number_format = "0.0"
    for kind, place in ((BarChart, "H2"), (LineChart, "H20")):
        chart = kind()
        chart.add_data(Reference(sheet, min_col=12, max_col=13, min_row=1, max_row=2))
        sheet.add_chart(chart, place)
    scatter = ScatterChart()
    values = Reference(sheet, min_col=12, min_row=1, max_row=2)
    scatter.series.append(Series(values, values))
    sheet.add_chart(scatter, "H40")
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    drawing = "xl/drawings/drawing1.xml"  # openpyxl leaves out the prefixes that Excel writes
    parts = parts_of(path)
    parts[drawing] = part_text(parse(parts[drawing])).encode()
    path.write_bytes(file_of(parts))
    return open_book(tmp_path / "a.xlsx")


def chart_text(book: xw.Book, number: int = 1) -> str:
    book.save()
    return parts_of(Path(book.fullname))[f"xl/charts/chart{number}.xml"].decode()


def held(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each reference and the points stored with it."""
    found = re.findall(r"<(?:c:)?f>(.*?)</(?:c:)?f>(.*?)</(?:c:)?(?:str|num)Ref>", text, re.DOTALL)
    points = re.compile(r'<(?:c:)?pt idx="(\d+)"[^>]*>\s*<(?:c:)?v>(.*?)</(?:c:)?v>', re.DOTALL)
    return [(reference, points.findall(copy)) for reference, copy in found]


def test_a_chart_is_found_whatever_the_prefix_of_its_reference(book: xw.Book) -> None:
    path = Path(book.fullname)
    names = [chart.name for chart in book.sheets[0].charts]
    parts = parts_of(path)
    drawing = "xl/drawings/drawing1.xml"
    text = parts[drawing].decode()
    assert text.count(" r:id=") == CHARTS
    parts[drawing] = text.replace("xmlns:r=", "xmlns:rel=").replace(" r:id=", " rel:id=").encode()
    path.write_bytes(file_of(parts))
    assert [chart.name for chart in open_book(path).sheets[0].charts] == names
    parts[drawing] = text.replace(' r:id="', ' r:id="no').encode()
    path.write_bytes(file_of(parts))
    assert list(open_book(path).sheets[0].charts) == []


@pytest.mark.parametrize("number", [1, 2])
def test_series_are_columns(book: xw.Book, number: int) -> None:
    sheet, flaws = book.sheets[0], complaints(Path(book.fullname))
    sheet.charts[number - 1].set_source_data(sheet["A1:C4"], "columns")
    names = [("0", "A &amp; B"), ("1", "A02"), ("2", "7")]
    text = chart_text(book, number)
    assert held(text) == [
        ("'it''s'!$B$1", [("0", "本月")]),
        ("'it''s'!$A$2:$A$4", names),
        ("'it''s'!$B$2:$B$4", [("0", "3"), ("1", "0.5"), ("2", "1")]),
        ("'it''s'!$C$1", [("0", "上月")]),
        ("'it''s'!$A$2:$A$4", names),
        ("'it''s'!$C$2:$C$4", [("1", "4"), ("2", "2")]),
    ]
    assert "formatCode>0.0<" in text
    assert set(complaints(Path(book.fullname))) <= set(flaws)
    openpyxl.load_workbook(book.fullname).close()


def test_series_are_rows(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.charts[0].set_source_data(sheet["A1:C3"], "rows")
    assert held(chart_text(book))[:3] == [
        ("'it''s'!$A$2", [("0", "A &amp; B")]),
        ("'it''s'!$B$1:$C$1", [("0", "本月"), ("1", "上月")]),
        ("'it''s'!$B$2:$C$2", [("0", "3")]),
    ]


def test_without_a_word_the_longer_side_is_the_categories(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.charts[0].set_source_data(sheet["A1:C4"])
    by_columns = chart_text(book)
    sheet.charts[0].set_source_data(sheet["A1:C4"], "columns")
    assert chart_text(book) == by_columns
    sheet.charts[0].set_source_data(sheet["A1:C3"])
    assert held(chart_text(book))[0][0] == "'it''s'!$A$2"


def test_the_same_again_changes_nothing(book: xw.Book) -> None:
    sheet = book.sheets[0]
    for _ in range(2):
        sheet.charts[0].set_source_data(sheet["A1:C4"], "columns")
        book.save()
        data = Path(book.fullname).read_bytes()
    sheet.charts[0].set_source_data(sheet["A1:C4"], "columns")
    book.save()
    assert Path(book.fullname).read_bytes() == data


@pytest.mark.parametrize(("chart", "cells"), [(0, "A1:B4"), (2, "A1:B4")])
def test_what_a_chart_cannot_show_is_refused(book: xw.Book, chart: int, cells: str) -> None:
    sheet = book.sheets[0]
    with pytest.raises(NotOfferedError, match=r"Chart\.set_source_data"):
        sheet.charts[chart].set_source_data(sheet[cells], "columns")
    with pytest.raises(NotOfferedError, match=r"Chart\.title"):
        _ = sheet.charts[chart].title
    assert sheet.charts[chart].parent == sheet


def test_a_chart_that_excel_saved_keeps_its_looks(tmp_path: Path) -> None:
    if not EXCEL_MADE.exists():
        pytest.skip("no files saved by Excel here")
    path = tmp_path / "a.xlsx"
    path.write_bytes(EXCEL_MADE.read_bytes())
    book = open_book(path)
    sheet = book.sheets[0]
    before = next(n for n in parts_of(path) if re.fullmatch(r"xl/charts/chart\d+\.xml", n))
    old = parts_of(path)[before].decode()
    count = len(re.findall(r"<c:ser>", old))
    target = sheet.range((60, 1), (63, 1 + count))
    target.value = [["", *range(count)], *([f"r{n}", *range(count)] for n in range(3))]
    sheet.charts[0].set_source_data(target, "columns")
    book.save()
    new = parts_of(path)[before].decode()
    kept = re.compile(r"<c:(tx|cat|val)>(?:(?!<c:rich>).)*?</c:\1>", re.DOTALL)
    assert kept.sub("", new) == kept.sub("", old)
    assert len(complaints(path)) <= len(complaints(EXCEL_MADE))
