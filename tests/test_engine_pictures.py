"""Pictures, places in points, page breaks and new sheets of the file engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
import segno
from openpyxl.worksheet.properties import PageSetupProperties

from estate_xl.engine.errors import EngineProblem, NotOfferedError
from estate_xl.engine.opening import open_book
from support.packages import complaints, parts_of
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


@pytest.fixture
def book(tmp_path: Path) -> xw.Book:
    """One sheet with a tall row and a wide column."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["B6"] = "a", "b"
    sheet.row_dimensions[2].height = 45
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].width = 20
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins.left = 0.5
    made.save(tmp_path / "book.xlsx")
    return open_book(tmp_path / "book.xlsx")


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A picture."""
    path = tmp_path / "logo.png"
    segno.make_qr("x").save(str(path), scale=2, border=4)
    return path


def test_places_in_points(book: xw.Book) -> None:
    """A usual row is 15 points, a usual column 64 pixels, 48 points; a hidden one is none."""
    sheet = book.sheets[0]
    assert (sheet["A1"].top, sheet["A2"].top, sheet["A3"].top) == (0, 15, 60)
    assert (sheet["A4"].top, sheet["A5"].top, sheet["A1:A5"].height) == (75, 75, 90)
    assert sheet["C1"].left - sheet["B1"].left == sheet["B1"].width == 140 * 0.75
    assert sheet["A1:B1"].width == sheet["A1"].width + sheet["B1"].width


def test_a_picture_stands_where_it_was_put(book: xw.Book, logo: Path, tmp_path: Path) -> None:
    sheet = book.sheets[0]
    picture = sheet.pictures.add(logo, left=sheet["B3"].left + 4, top=62, width=30, height=20)
    assert (picture.left, picture.top) == pytest.approx((sheet["B3"].left + 4, 62))
    picture.name = "標誌"
    book.save(tmp_path / "out.xlsx")
    again = open_book(tmp_path / "out.xlsx")
    assert [each.name for each in again.sheets[0].pictures] == ["標誌"]
    assert set(complaints(tmp_path / "out.xlsx")) <= set(complaints(tmp_path / "book.xlsx"))
    anchor = parts_of(tmp_path / "out.xlsx")["xl/drawings/drawing1.xml"].decode()
    assert "<xdr:col>1</xdr:col>" in anchor
    assert "<xdr:row>2</xdr:row>" in anchor


def test_natural_size_is_at_96_dots_per_inch(book: xw.Book, logo: Path, tmp_path: Path) -> None:
    book.sheets[0].pictures.add(logo)
    book.save(tmp_path / "out.xlsx")
    anchor = parts_of(tmp_path / "out.xlsx")["xl/drawings/drawing1.xml"].decode()
    dots = (21 + 8) * 2
    assert f'<xdr:ext cx="{dots * 9525}" cy="{dots * 9525}"/>' in anchor


def test_the_same_picture_is_kept_once(book: xw.Book, logo: Path, tmp_path: Path) -> None:
    for row in (1, 5, 9):
        book.sheets[0].pictures.add(logo, anchor=book.sheets[0].range((row, 1)))
    book.save(tmp_path / "out.xlsx")
    names = parts_of(tmp_path / "out.xlsx")
    assert [name for name in names if "media" in name] == ["xl/media/image1.png"]
    assert len(open_book(tmp_path / "out.xlsx").sheets[0].pictures) == 3


def test_a_deleted_picture_is_gone(book: xw.Book, logo: Path) -> None:
    sheet = book.sheets[0]
    first, second = sheet.pictures.add(logo), sheet.pictures.add(logo)
    second.name = "kept"
    first.delete()
    assert [each.name for each in sheet.pictures] == ["kept"]


def test_what_is_no_png_is_refused(book: xw.Book, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"GIF89a")
    with pytest.raises(NotOfferedError):
        book.sheets[0].pictures.add(path)


def test_whole_rows_are_copied_with_their_pictures(book: xw.Book, logo: Path) -> None:
    """As Excel copies rows: what begins in them goes along, what begins below does not."""
    sheet = book.sheets[0]
    sheet.pictures.add(logo, left=5, top=20, width=10, height=10)
    sheet.pictures.add(logo, left=5, top=sheet["A9"].top, width=10, height=10)
    sheet.range("5:8").insert("down")
    sheet.range("1:4").copy(sheet.range("5:8"))
    tops = sorted(each.top for each in sheet.pictures)
    assert tops == pytest.approx([20, 20 + sheet["A5"].top, sheet["A13"].top])
    assert len({each.name for each in sheet.pictures}) >= 2


def test_breaks_and_scale(book: xw.Book, tmp_path: Path) -> None:
    sheet = book.sheets[0]
    setup = sheet.api.PageSetup
    assert (setup.PaperSize, setup.Orientation, setup.LeftMargin) == (9, 2, 36)
    setup.Zoom = 72
    for row in (3, 5, 3):
        sheet.api.HPageBreaks.Add(Before=sheet.range((row, 1)).api)
    sheet.range("1:1").insert("down")
    book.save(tmp_path / "out.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert saved is not None
    assert [each.id for each in saved.row_breaks.brk] == [3, 5]
    assert saved.page_setup.scale == 72
    assert set(complaints(tmp_path / "out.xlsx")) <= set(complaints(tmp_path / "book.xlsx"))
    sheet.api.ResetAllPageBreaks()
    assert sheet.api.HPageBreaks.Count == 0


def test_a_scale_ends_fitting_to_pages(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    made.save(tmp_path / "book.xlsx")
    setup = open_book(tmp_path / "book.xlsx").sheets[0].api.PageSetup
    assert setup.Zoom is False
    setup.Zoom = 80
    assert setup.Zoom == 80


def test_other_members_of_excels_object_are_refused(book: xw.Book) -> None:
    with pytest.raises(NotOfferedError):
        _ = book.sheets[0].api.Outline


def test_a_new_sheet(book: xw.Book, tmp_path: Path) -> None:
    book.sheets.add("名單", after=book.sheets[0])
    book.sheets.add(before=book.sheets[0])
    book.sheets["名單"]["A1"].value = "一"
    book.save(tmp_path / "out.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert saved.sheetnames == ["Sheet1", "Sheet", "名單"]
    assert saved["名單"]["A1"].value == "一"
    assert set(complaints(tmp_path / "out.xlsx")) <= set(complaints(tmp_path / "book.xlsx"))


def test_a_title_that_cannot_be_one(book: xw.Book) -> None:
    with engine_refuses(EngineProblem.BAD_TITLE, title="a/b"):
        book.sheets.add("a/b")
