"""What the tasks ask of a book, asked of the file engine, of Excel's twin and of Excel alike."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
import segno
import xlwings as xw
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.opening import open_book
from excel_twin import started_excel
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

JUNE = dt.datetime(2026, 6, 1)  # noqa: DTZ001 - cells know no time zones


def made(path: Path) -> Path:
    """A book with a little of everything."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "工單"
    rows: list[list[object]] = [
        ["單號", "日期", "金額", "完成", "備註"],
        ["W-1", JUNE.date(), 12.5, True, " 前後空格 "],
        ["W-2", JUNE, 3, False, None],
        ["W-3", None, "=C2+C3", "#N/A", "a\nb"],
    ]
    for row in rows:
        sheet.append(row)
    sheet["B2"].number_format = "yyyy-mm-dd"
    sheet["B3"].number_format = "yyyy-mm-dd hh:mm"
    sheet["A1"].font = Font(bold=True, name="Arial", size=14, color="FFFF0000")
    sheet["A1"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.column_dimensions["G"].number_format = "@"
    sheet.column_dimensions["H"].number_format = "0.00"
    sheet.column_dimensions["C"].width = 20
    sheet.row_dimensions[2].height = 30
    form = book.create_sheet("模板")
    for number in range(1, 11):
        form.cell(number, 1, f"第{number}列").font = Font(bold=number == 5)
    form["B2"] = "=SUM(C3:C8)"
    form["B9"] = "=A5"
    form.merge_cells("A10:B10")
    form.merge_cells("D1:E2")
    form.row_dimensions[5].height = 40
    form.print_area = "A1:E10"
    form.print_title_rows = "1:2"
    rule = DataValidation(type="list", formula1='"甲,乙"', sqref="C4:C8")
    form.add_data_validation(rule)
    other = book.create_sheet("它表")
    other["A1"] = "=模板!A5"
    other["A2"] = "='模板'!B2&\"模板!A5\""
    other["C4"] = "x"
    hidden = book.create_sheet("隱藏")
    hidden.sheet_state = "veryHidden"
    listed = book.create_sheet("清單")
    listed.append(["鍵", "值"])
    listed.append(["a", 1])
    listed.append(["b", 2])
    table = Table(displayName="清單表", ref="A1:B3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    listed.add_table(table)
    listed["D1"] = "旁"
    locked = book.create_sheet("鎖")
    locked["A1"] = 1
    locked["A2"] = 2
    locked["A2"].protection = Protection(locked=False)
    locked.protection.sheet = True
    book.defined_names["片區"] = DefinedName("片區", attr_text="'清單'!$A$2:$A$3")
    form.defined_names["局部"] = DefinedName("局部", attr_text="'模板'!$A$5")
    book.save(path)
    return path


def excel_missing() -> str | None:
    """Why Excel cannot be asked, None if it can."""
    if sys.platform not in {"win32", "darwin"}:
        return "Excel runs on Windows and macOS only"
    return None if "excel" in [engine.name for engine in xw.engines] else "Excel is not installed"


@pytest.fixture(params=["file", "twin", pytest.param("excel", marks=pytest.mark.excel)])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[xw.Book]:
    """The made book, opened by each engine in turn."""
    path = made(tmp_path / "book.xlsx")
    if request.param == "file":
        opened = open_book(path)
        yield opened
        opened.close()
        return
    if request.param == "twin":
        with started_excel() as started:
            yield started.open(path)
        return
    reason = excel_missing()
    if reason:
        pytest.skip(reason)
    with xw.App(visible=False, add_book=False) as app:
        yield app.books.open(str(path))


def reopened(book: xw.Book) -> xw.Book:
    """The book saved, closed and opened again."""
    path, app = book.fullname, book.app
    book.save()
    book.close()
    if app.engine.name == "file":
        from pathlib import Path  # noqa: PLC0415 - for this engine only

        return open_book(Path(path))
    return app.books.open(path)


def formulas(area: xw.Range) -> object:
    """Formulas as they come, whatever xlwings promises."""
    return area.formula


def test_a_book_knows_its_sheets_by_name_index_and_order(book: xw.Book) -> None:
    assert book.name == "book.xlsx"
    assert book.fullname.endswith("book.xlsx")
    assert book.sheet_names == ["工單", "模板", "它表", "隱藏", "清單", "鎖"]
    assert len(book.sheets) == 6
    assert book.sheets[0].name == "工單"
    assert book.sheets[-1].name == "鎖"
    assert "模板" in book.sheet_names
    assert [sheet.index for sheet in book.sheets] == [1, 2, 3, 4, 5, 6]
    assert book.sheets["模板"].book == book


def test_values_read_as_excel_hands_them_over(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    assert sheet["A2:D3"].value == [["W-1", JUNE, 12.5, True], ["W-2", JUNE, 3.0, False]]
    assert isinstance(sheet["C3"].value, float)
    assert sheet["E2"].value == " 前後空格 "
    assert sheet["E4"].value == "a\nb"
    assert sheet["E3"].value is None
    assert sheet["A2"].value == "W-1"
    assert sheet["A1:A2"].value == ["單號", "W-1"]
    assert sheet["A1:A2"].options(ndim=2).value == [["單號"], ["W-1"]]
    assert sheet["E3"].options(empty="").value == ""
    assert sheet["B2"].options(dates=dt.date).value == JUNE.date()
    assert sheet["C3"].options(numbers=int).value == 3
    assert sheet["D4"].value is None
    assert sheet["D4"].options(err_to_str=True).value == "#N/A"


def test_a_frame_comes_and_goes(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    frame = sheet["A1:C3"].options(pd.DataFrame, index=False).value
    assert list(frame.columns) == ["單號", "日期", "金額"]
    assert frame["金額"].tolist() == [12.5, 3.0]
    sheet["K1"].options(index=False).value = frame
    assert sheet["K1:M3"].value == sheet["A1:C3"].value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("文字", "文字"),
        (7, 7.0),
        (True, True),
        (JUNE, JUNE),
        (JUNE.date(), JUNE),
        (None, None),
        ("", None),
        ("12", 12.0),
        ("1,234.5", 1234.5),
        ("12%", 0.12),
        ("2026-06-01", JUNE),
        ("true", True),
        ("'12", "12"),
        ("'=1+1", "=1+1"),
        ("'+8613", "+8613"),
        ("'", None),
        ("+1", 1.0),
        ("-x", "-x"),
        ("@a", "@a"),
        ('a<b>&"c"', 'a<b>&"c"'),
        (" x ", " x "),
        ("_x000D_", "_x000D_"),
        ("甲\n乙", "甲\n乙"),
    ],
)
def test_what_is_written_reads_back_after_saving(
    book: xw.Book, written: object, read: object
) -> None:
    if book.app.engine.name == "excel" and written in {"-x", "@a"}:
        pytest.skip("Excel takes these for formulas; the file engine keeps the text")
    book.sheets["它表"]["E5"].value = written
    assert book.sheets["它表"]["E5"].value == read
    assert reopened(book).sheets["它表"]["E5"].value == read


def test_a_written_value_keeps_the_format(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    sheet["A1"].value = "新"
    assert sheet["A1"].font.bold is True
    assert sheet["A1"].color == (0, 255, 0)
    sheet["B2"].value = dt.datetime(2026, 7, 2)  # noqa: DTZ001 - as above
    assert sheet["B2"].number_format == "yyyy-mm-dd"


def test_a_date_in_a_plain_cell_is_shown_as_a_date(book: xw.Book) -> None:
    cell = book.sheets["它表"]["E5"]
    cell.value = JUNE
    assert cell.number_format != "General"


def test_a_new_cell_takes_the_format_of_its_column(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    sheet["G7"].value = "007"
    assert sheet["G7"].value == "007"
    sheet["H7"].value = 1
    assert sheet["H7"].number_format == "0.00"
    assert reopened(book).sheets["工單"]["H7"].number_format == "0.00"


def test_formulas_read_and_fill(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    assert sheet["C4"].formula == "=C2+C3"
    assert formulas(sheet["C2:C4"]) == (("12.5",), ("3",), ("=C2+C3",))
    sheet["F2:F3"].formula = "=C2*$C$3"
    assert sheet["F3"].formula == "=C3*$C$3"
    sheet["F2"].value = [["=A1&B1"], ["文"]]
    assert formulas(sheet["F2:F3"]) == (("=A1&B1",), ("文",))
    sheet["F4"].formula2 = '=IFS(C2>1,"<&>")'
    assert reopened(book).sheets["工單"]["F4"].formula == '=IFS(C2>1,"<&>")'


def test_formats_are_read_and_set(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    head = sheet["A1"]
    assert head.font.name == "Arial"
    assert head.font.size == 14
    assert head.font.color == (255, 0, 0)
    assert sheet["A2"].color is None
    assert sheet["A1:A2"].font.bold is None
    target = sheet["A2:B4"]
    target.font.bold = True
    target.font.italic = True
    target.font.size = 9
    target.font.color = (1, 2, 3)
    target.font.name = "Calibri"
    target.color = "#0A0B0C"
    target.wrap_text = True
    target.horizontal_alignment = "center"
    target.vertical_alignment = "top"
    target.number_format = "0.000"
    sheet = reopened(book).sheets["工單"]
    target = sheet["A2:B4"]
    assert (target.font.bold, target.font.italic, target.font.size) == (True, True, 9)
    assert (target.font.color, target.font.name) == ((1, 2, 3), "Calibri")
    assert target.color == (10, 11, 12)
    assert target.wrap_text is True
    assert target.horizontal_alignment == "center"
    assert target.vertical_alignment == "top"
    assert target.number_format == "0.000"
    assert sheet["A1:A2"].number_format is None
    target.color = None
    assert target.color is None
    assert sheet["C2"].horizontal_alignment == "general"
    assert sheet["C2"].vertical_alignment == "bottom"


def test_heights_and_widths(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    assert sheet["A2"].row_height == 30
    assert sheet["A1:A2"].row_height is None
    sheet["A3:A4"].row_height = 21.5
    sheet["D:E"].column_width = 12
    sheet = reopened(book).sheets["工單"]
    assert sheet["3:4"].row_height == 21.5
    assert sheet["D1:E1"].column_width == 12
    assert sheet["B1:D1"].column_width is None
    sheet["A3"].rows.hidden = True
    sheet["D1"].columns.hidden = True
    assert sheet["A3"].rows.hidden is True
    assert sheet["A1:E1"].columns.hidden is None


def test_several_areas_take_formats_and_heights(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    areas = sheet.range("B1:C1,B4, D6:E6")
    areas.color, areas.wrap_text, areas.number_format = (1, 2, 3), True, "0.00"
    areas.horizontal_alignment = "center"
    areas.font.italic, areas.font.size = True, 7
    areas.row_height = 33
    for place in ("B1", "C1", "B4", "D6", "E6"):
        cell = sheet[place]
        assert (cell.color, cell.wrap_text, cell.number_format) == ((1, 2, 3), True, "0.00")
        assert (cell.font.italic, cell.font.size) == (True, 7)
        assert cell.horizontal_alignment == "center"
    assert [sheet[place].color for place in ("A1", "B2", "D4", "C6")] == [None] * 4
    assert [sheet.range((row, 1)).row_height for row in (1, 4, 6)] == [33] * 3
    assert sheet.range((2, 1)).row_height != 33
    sheet["B4"].font.size = 8
    assert (areas.font.size, areas.font.italic) == (None, True)
    assert (areas.row, areas.column) == (1, 2)


def test_several_areas_take_one_value(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    sheet["B1:D6"].value = [["old"] * 3] * 6
    sheet.range("B1:C1,B4").raw_value = "new"
    assert [sheet[place].value for place in ("B1", "C1", "B4")] == ["new"] * 3
    assert [sheet[place].value for place in ("D1", "B2", "C4")] == ["old"] * 3


def test_more_addresses_than_excel_takes_are_refused(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    with pytest.raises(Exception):  # noqa: B017, PT011 - Excel's own error, or the engine's
        sheet.range(",".join(f"A{row}" for row in range(1, 100)))


@pytest.mark.parametrize("text", ["B4", "=1+1", 'a "b"', "12", "2026-10"])
def test_a_link_to_a_fixed_place_shows_its_text_at_once(book: xw.Book, text: str) -> None:
    cell = book.sheets["工單"]["F1"]
    quoted = text.replace('"', '""')
    cell.value = f'=HYPERLINK("#\'模板\'!A5","{quoted}")'
    assert cell.value == text
    assert cell.formula == f'=HYPERLINK("#\'模板\'!A5","{quoted}")'
    cell.value = 3
    assert cell.value == 3


def test_cells_take_the_look_of_links(book: xw.Book, tmp_path: Path) -> None:
    sheet = book.sheets["工單"]
    font = sheet["A2:A3"].font
    font.api.ThemeColor = 11
    font.api.Underline = 2
    book.save(tmp_path / "linked.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "linked.xlsx")["工單"]
    assert [saved[place].font.underline for place in ("A1", "A2", "A3")] == [
        None,
        "single",
        "single",
    ]
    assert saved["A3"].font.color.theme == 10


def test_ranges_are_named_in_every_way(book: xw.Book) -> None:
    sheet = book.sheets["清單"]
    assert sheet.range("A1").address == "$A$1"
    assert sheet.range("a1:b2").address == "$A$1:$B$2"
    assert sheet.range("B2:A1").address == "$A$1:$B$2"
    assert sheet.range("A:C").address == "$A:$C"
    assert sheet.range("1:3").address == "$1:$3"
    assert sheet.range((2, 3)).address == "$C$2"
    assert sheet.range((1, 1), (2, 2)).address == "$A$1:$B$2"
    assert sheet.range(sheet.range("A1"), sheet.range("B3")).address == "$A$1:$B$3"
    assert sheet.range("片區").address == "$A$2:$A$3"
    assert sheet.range("清單表").address == "$A$2:$B$3"
    assert sheet.range("清單表[值]").address == "$B$2:$B$3"
    assert sheet["A1"] == sheet[0, 0]
    assert sheet.cells[0:2, 1].address == "$B$1:$B$2"
    assert sheet.cells[0, 1].address == "$B$1"
    assert sheet.range("B2").get_address(row_absolute=False, column_absolute=False) == "B2"
    assert sheet.range("B2").get_address(include_sheetname=True).endswith("$B$2")


def test_ranges_lead_to_others(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    area = sheet["A1:E4"]
    assert area.shape == (4, 5)
    assert area.count == 20
    assert (area.row, area.column) == (1, 1)
    assert area.last_cell.address == "$E$4"
    assert area.offset(1, 2).address == "$C$2:$G$5"
    assert area.resize(2, 1).address == "$A$1:$A$2"
    assert [row.address for row in area.rows][:2] == ["$A$1:$E$1", "$A$2:$E$2"]
    assert area.columns[1].address == "$B$1:$B$4"
    assert area(2, 2).address == "$B$2"
    assert sheet["A1"].end("down").address == "$A$4"
    assert sheet["A1"].end("right").address == "$E$1"
    assert sheet["A20"].end("up").address == "$A$4"
    assert sheet["A1"].expand().address == "$A$1:$E$4"
    assert sheet["A1"].expand("down").address == "$A$1:$A$4"
    assert sheet["C2"].current_region.address == "$A$1:$E$4"
    assert sheet.used_range.address == "$A$1:$E$4"
    assert book.sheets["它表"].used_range.address == "$A$1:$C$4"
    found = sheet.used_range.get_special_cells("formulas")
    assert isinstance(found, list)
    assert [each.address for each in found] == ["$C$4"]


def test_rows_inserted_move_all_that_follows(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    sheet["5:6"].insert("down")
    book = reopened(book)
    sheet = book.sheets["模板"]
    assert sheet["A4:A8"].value == ["第4列", None, None, "第5列", "第6列"]
    assert sheet["B2"].formula == "=SUM(C3:C10)"
    assert sheet["B11"].formula == "=A7"
    assert sheet["A12"].merge_area.address == "$A$12:$B$12"
    assert sheet["D1"].merge_area.address == "$D$1:$E$2"
    assert sheet["A7"].row_height == 40
    assert sheet["A7"].font.bold is True
    assert sheet.page_setup.print_area == "$A$1:$E$12"
    assert book.sheets["它表"]["A1"].formula == "=模板!A7"
    assert book.sheets["它表"]["A2"].formula == '=模板!B2&"模板!A5"'
    assert sheet.names["局部"].refers_to_range.address == "$A$7"


def test_rows_deleted_move_all_that_follows(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    sheet["4:5"].delete("up")
    sheet = reopened(book).sheets["模板"]
    assert sheet["A3:A4"].value == ["第3列", "第6列"]
    assert sheet["B2"].formula == "=SUM(C3:C6)"
    assert sheet["B7"].formula == "=#REF!"
    assert sheet["A8"].merge_cells is True


def test_columns_and_single_cells_move(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    sheet["A:A"].insert("right")
    assert sheet["C2"].formula == "=SUM(D3:D8)"
    assert sheet["E1"].merge_area.address == "$E$1:$F$2"
    sheet["A:A"].delete("left")
    assert sheet["B2"].formula == "=SUM(C3:C8)"
    plain = book.sheets["工單"]
    plain["A2:A2"].insert("down")
    assert plain["A1:A5"].value == ["單號", None, "W-1", "W-2", "W-3"]
    assert plain["C4"].formula == "=C2+C3"
    plain["A2"].delete("up")
    assert plain["A1:A4"].value == ["單號", "W-1", "W-2", "W-3"]


def test_a_copied_sheet_carries_all_and_can_be_worked_on_at_once(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    sheet["A3"].value = "改過"
    copied = sheet.copy(after=book.sheets["它表"], name="考核 2026-10")
    assert book.sheet_names == ["工單", "模板", "它表", "考核 2026-10", "隱藏", "清單", "鎖"]
    assert copied["A3"].value == "改過"
    copied["4:6"].insert("down")
    copied["A4:B6"].value = [[1, 2], [3, 4], [5, 6]]
    copied.name = "考核 十月"
    book = reopened(book)
    copied = book.sheets["考核 十月"]
    assert copied["A4:A8"].value == [1.0, 3.0, 5.0, "第4列", "第5列"]
    assert copied["B2"].formula == "=SUM(C3:C11)"
    assert copied["A13"].merge_area.address == "$A$13:$B$13"
    assert copied.page_setup.print_area == "$A$1:$E$13"
    assert copied.names["局部"].refers_to_range.address == "$A$8"
    assert copied["A8"].row_height == 40
    assert book.sheets["模板"].page_setup.print_area == "$A$1:$E$10"
    assert book.sheets["模板"]["B2"].formula == "=SUM(C3:C8)"
    assert book.sheets["它表"]["A1"].formula == "=模板!A5"


def test_a_copy_without_a_name_gets_one(book: xw.Book) -> None:
    assert book.sheets["模板"].copy().name == "模板 (2)"
    assert book.sheets["模板"].copy(before=book.sheets[0]).index == 1


def test_a_copy_of_a_hidden_sheet_is_hidden(book: xw.Book) -> None:
    book.sheets["清單"].visible = False
    copied = book.sheets["清單"].copy(name="複")
    assert not copied.visible
    copied.visible = True
    assert reopened(book).sheets["複"].visible


def test_sheets_are_renamed_moved_deleted_hidden(book: xw.Book) -> None:
    book.sheets["模板"].name = "表 甲"
    assert book.sheets["它表"]["A1"].formula == "='表 甲'!A5"
    assert book.sheets["它表"]["A2"].formula == "='表 甲'!B2&\"模板!A5\""
    book.sheets["表 甲"].move(after=book.sheets[-1])
    assert book.sheet_names[-1] == "表 甲"
    assert book.sheets["隱藏"].visible in {False, 2}
    book.sheets["隱藏"].visible = True
    book.sheets["清單"].visible = False
    book.sheets["工單"].delete()
    book = reopened(book)
    assert book.sheet_names == ["它表", "隱藏", "清單", "鎖", "表 甲"]
    assert book.sheets["隱藏"].visible in {True, -1}
    assert not book.sheets["清單"].visible
    assert book.sheets["表 甲"].page_setup.print_area == "$A$1:$E$10"
    book.sheets["表 甲"].delete()
    assert str(book.sheets["它表"]["A1"].formula).startswith("=#REF!")


def test_names_are_looked_up_added_changed_deleted(book: xw.Book) -> None:
    assert "片區" in book.names
    assert "無" not in book.names
    assert book.names["片區"].refers_to_range.value == ["a", "b"]
    assert book.names["片區"].refers_to_range.sheet.name == "清單"
    assert "局部" in book.sheets["模板"].names
    book.names["片區"].refers_to = "=清單!$A$3"
    book.names.add("新名", "=清單!$B$2:$B$3")
    book.sheets["工單"]["A1"].name = "首格"
    book = reopened(book)
    assert book.names["片區"].refers_to_range.address == "$A$3"
    assert book.names["新名"].refers_to_range.value == [1.0, 2.0]
    assert book.sheets["工單"]["A1"].name.name == "首格"  # type: ignore[union-attr]
    assert book.sheets["工單"]["A2"].name is None
    book.names["新名"].delete()
    assert "新名" not in [name.name for name in book.names]


def test_tables_tell_their_parts_and_grow(book: xw.Book) -> None:
    sheet = book.sheets["清單"]
    assert len(sheet.tables) == 1
    table = sheet.tables["清單表"]
    assert table.name == table.display_name == "清單表"
    assert table.parent == sheet
    assert table.range.address == "$A$1:$B$3"
    assert table.header_row_range.address == "$A$1:$B$1"  # type: ignore[union-attr]
    assert table.data_body_range.address == "$A$2:$B$3"  # type: ignore[union-attr]
    assert table.show_totals is False
    assert table.table_style == "TableStyleMedium2"
    assert sheet["A2"].table == table
    assert sheet["D1"].table is None
    sheet["A4:B5"].value = [["c", 3], ["d", 4]]
    table.resize(sheet["A1:B5"])
    sheet["3:3"].insert("down")
    table = reopened(book).sheets["清單"].tables[0]
    assert table.range.address == "$A$1:$B$6"


def test_cells_are_copied_with_formulas_formats_and_merges(book: xw.Book) -> None:
    sheet = book.sheets["模板"]
    sheet["A1:E2"].copy(sheet["G3"])
    assert sheet["H4"].formula == "=SUM(I5:I10)"
    assert sheet["J3"].merge_area.address == "$J$3:$K$4"
    sheet["5:5"].copy(sheet["20:22"])
    assert sheet["A20:A22"].value == ["第5列"] * 3
    assert sheet["A20:A22"].row_height == 40
    assert sheet["A22"].font.bold is True
    sheet["A1:A2"].copy(book.sheets["它表"]["E1"])
    assert book.sheets["它表"]["E1:E2"].value == ["第1列", "第2列"]


def test_cells_are_merged_and_cleared(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    sheet["A1:B1"].merge()
    assert sheet["A1"].merge_cells is True
    assert sheet["B1"].merge_area.address == "$A$1:$B$1"
    assert sheet["B1"].value is None
    assert sheet["A1:C1"].merge_cells is None
    sheet["A1:B1"].unmerge()
    assert sheet["A1"].merge_cells is False
    sheet["A1"].clear_contents()
    assert sheet["A1"].value is None
    assert sheet["A1"].font.bold is True
    sheet["A1"].clear_formats()
    assert sheet["A1"].font.bold is False
    sheet["A2:E4"].clear()
    assert sheet["A2:E4"].value == [[None] * 5] * 3
    sheet.clear()
    assert reopened(book).sheets["工單"].used_range.value is None


def test_links_within_the_book_and_outside(book: xw.Book) -> None:
    sheet = book.sheets["它表"]
    sheet["E1"].add_hyperlink("#'模板'!A1", "去模板", "提示")
    sheet["E2"].add_hyperlink("https://example.org/?a=1&b=2", "外面")
    sheet = reopened(book).sheets["它表"]
    assert sheet["E1:E2"].value == ["去模板", "外面"]
    assert not sheet["E1"].hyperlink
    assert sheet["E2"].hyperlink == "https://example.org/?a=1&b=2"


def test_a_protected_sheet_refuses_locked_cells(book: xw.Book) -> None:
    sheet = book.sheets["鎖"]
    sheet["A2"].value = 5
    assert sheet["A2"].value == 5.0
    with pytest.raises(Exception, match=r"鎖|protect"):
        sheet["A1"].value = 5
    with pytest.raises(Exception, match=r"鎖|protect"):
        sheet["2:2"].insert("down")


def test_too_much_text_is_refused(book: xw.Book) -> None:
    with pytest.raises(Exception, match=r"32767|"):
        book.sheets["它表"]["A9"].value = "x" * 32_768


def test_the_print_area_is_read_and_set(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    assert sheet.page_setup.print_area is None
    sheet.page_setup.print_area = "$A$1:$C$4"
    sheet = reopened(book).sheets["工單"]
    assert sheet.page_setup.print_area == "$A$1:$C$4"
    sheet.page_setup.print_area = None
    assert sheet.page_setup.print_area is None


def test_panes_are_frozen_where_the_engine_freezes_them(book: xw.Book) -> None:
    sheet = book.sheets["工單"]
    if book.app.engine.name == "excel":
        with pytest.raises(NotImplementedError):  # xlwings has no such call for desktops
            _ = sheet.freeze_panes
        return
    sheet.freeze_panes.freeze_at("1:1")
    sheet = reopened(book).sheets["工單"]
    sheet.freeze_panes.unfreeze()


def test_the_application_keeps_its_settings(book: xw.Book) -> None:
    app = book.app
    with app.properties(screen_updating=False, enable_events=False, calculation="manual"):
        assert app.screen_updating is False
        assert app.calculation == "manual"
    assert app.screen_updating is True
    app.status_bar = "進行中"
    assert app.status_bar == "進行中"
    app.status_bar = False


def test_a_book_stays_usable_after_saving_elsewhere(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["工單"]["A2"].value = "一"
    book.save(tmp_path / "other.xlsx")
    book.sheets["工單"]["A3"].value = "二"
    book.save()
    assert book.name == "other.xlsx"
    assert book.sheets["工單"]["A2:A3"].value == ["一", "二"]


def test_what_is_missing_is_named(book: xw.Book) -> None:
    with pytest.raises(Exception, match=r"無此表|"):
        book.sheets["無此表"]
    if book.app.engine.name == "file":
        with engine_refuses(EngineProblem.NO_SUCH_SHEET, sheet="無此表"):
            book.sheets["無此表"]
        with engine_refuses(EngineProblem.NO_SUCH_CELLS, address="無此名"):
            book.sheets[0].range("無此名")


def test_a_new_sheet_comes_before_the_active_one_and_is_active(book: xw.Book) -> None:
    book.sheets["它表"].impl.activate()
    first = book.sheets.add("甲")
    assert book.sheets.active.name == "甲"
    second = book.sheets.add("乙", after=book.sheets["清單"])
    assert book.sheets.active.name == "乙"
    third = book.sheets.add("丙", before=first)
    assert book.sheets.active.name == "丙"
    titles = [sheet.name for sheet in book.sheets]
    assert titles.index("丙") + 1 == titles.index("甲") == titles.index("它表") - 1
    assert titles.index("乙") == titles.index("清單") + 1
    assert {first.name, second.name, third.name} == {"甲", "乙", "丙"}


@pytest.mark.parametrize("formula", ["=bad((", "=SUM(A1", "=A1)", '="a', "={1,2"])
def test_a_formula_without_its_other_bracket_is_refused(book: xw.Book, formula: str) -> None:
    cell = book.sheets["工單"]["J9"]
    with pytest.raises(Exception, match=r".+"):
        cell.formula = formula
    assert cell.value is None


@pytest.mark.parametrize("formula", ['=LEN("(")', "=LEN('隱 藏'!A1)", "=SUM(清單表[值])"])
def test_a_formula_with_brackets_in_texts_and_names(book: xw.Book, formula: str) -> None:
    cell = book.sheets["工單"]["J9"]
    cell.formula = formula
    assert cell.formula == formula


def test_a_picture_is_shown_anew(book: xw.Book, tmp_path: Path) -> None:
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    for path, side in ((one, 8), (other, 16)):
        segno.make_qr(path.stem).save(str(path), scale=side)
    sheet = book.sheets["它表"]
    made_first = sheet.pictures.add(one, name="圖", update=True, left=30, top=20)
    place = made_first.left, made_first.top
    again = sheet.pictures.add(other, name="圖", update=True)
    assert (again.name, len(sheet.pictures)) == ("圖", 1)
    assert (again.left, again.top) == pytest.approx(place)


@pytest.mark.parametrize(
    "mistake",
    [
        lambda sheet: sheet.range((0, 1)),
        lambda sheet: sheet.range((1, 1), (3, -1)),
        lambda sheet: setattr(sheet["A9"], "value", dt.timedelta(hours=1)),
        lambda sheet: setattr(sheet["A9"], "value", object()),
        lambda sheet: sheet["A1"].end("sideways"),
    ],
)
def test_a_mistake_of_the_program_is_not_blamed_on_the_book(
    book: xw.Book, mistake: Callable[[xw.Sheet], object]
) -> None:
    with pytest.raises(Exception, match=r".+") as raised:
        mistake(book.sheets["工單"])
    assert not isinstance(raised.value, EngineError)
