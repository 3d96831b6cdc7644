"""Result lists: made again at each run, with nothing left over and nothing of the user's lost."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_book
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.external_formulas import what_reaches_out
from estate_xl.schema import Language
from estate_xl.write.plain_text import as_text
from estate_xl.write.result_lists import ResultList, link_to
from support.links import link_of
from support.sheets import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import xlwings as xw
    from openpyxl.workbook import Workbook

    Opener = Callable[[Callable[[Workbook], None] | None], xw.Book]

TITLE = "檢查結果"
FIRST = 4


@pytest.fixture(scope="module")
def data() -> bytes:
    """The empty workbook."""
    return make_book(Language.HANT)


@pytest.fixture
def opened(data: bytes, tmp_path: Path) -> Iterator[Opener]:
    """Opens the empty workbook, after a change by openpyxl where one is given."""
    books = []

    def open_one(change: Callable[[Workbook], None] | None) -> xw.Book:
        path = tmp_path / "book.xlsx"
        path.write_bytes(data)
        if change is not None:
            workbook = openpyxl.load_workbook(BytesIO(data))
            change(workbook)
            workbook.save(path)
        books.append(open_book(path))
        return books[-1]

    yield open_one
    for book in books:
        book.close()


def write(tab: xw.Sheet, count: int) -> None:
    rows: list[dict[str, object]] = [
        {"severity": "錯誤", "sheet": "報事", "cell": f"B{row}", "message": f"問題 {row}"}
        for row in range(FIRST, FIRST + count)
    ]
    links = [link_to("報事", row, 2) for row in range(FIRST, FIRST + count)]
    ResultList(tab, "Findings").write(rows, {"cell": links})


def test_fewer_rows_leave_neither_values_nor_links(opened: Opener, tmp_path: Path) -> None:
    book = opened(None)
    tab = book.sheets[TITLE]
    write(tab, 6)
    write(tab, 2)
    book.save(tmp_path / "saved.xlsx")
    sheet = read_sheet(tmp_path / "saved.xlsx", TITLE)
    assert [sheet.cell(row, 6).value for row in (4, 5, 6)] == ["問題 4", "問題 5", None]
    left = [cell.value for row in sheet.iter_rows(min_row=6, max_col=7) for cell in row]
    assert set(left) <= {None}
    links = {cell.coordinate: link_of(cell) for row in sheet.iter_rows() for cell in row}
    linked = {place: link for place, link in links.items() if link is not None}
    assert linked == {"C4": ("報事", "B", 4, "B4"), "C5": ("報事", "B", 5, "B5")}
    assert (sheet["C4"].font.underline, sheet["C4"].font.color.theme) == ("single", 10)


def test_no_rows_empty_the_list(opened: Opener, tmp_path: Path) -> None:
    book = opened(None)
    tab = book.sheets[TITLE]
    write(tab, 3)
    write(tab, 0)
    book.save(tmp_path / "saved.xlsx")
    sheet = read_sheet(tmp_path / "saved.xlsx", TITLE)
    cells = [cell for row in sheet.iter_rows(min_row=FIRST, max_col=7) for cell in row]
    assert {cell.value for cell in cells} <= {None}
    assert not [cell for cell in cells if cell.hyperlink]


def test_a_cell_without_a_link_keeps_the_look_of_its_column(opened: Opener, tmp_path: Path) -> None:
    book = opened(None)
    target = link_to("報事", 4, 2)
    linked = [row % 3 == 0 for row in range(200)]
    rows = [{"cell": None if row % 3 == 1 else f"B{row}"} for row in range(200)]
    links = [target if links else None for links in linked]
    ResultList(book.sheets[TITLE], "Findings").write(rows, {"cell": links})
    book.save(tmp_path / "saved.xlsx")
    sheet = read_sheet(tmp_path / "saved.xlsx", TITLE)
    looks = [sheet.cell(FIRST + row, 3).font.underline == "single" for row in range(200)]
    assert looks == linked


def test_links_of_older_workbooks_go(opened: Opener, tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        for row in range(FIRST, FIRST + 3):
            workbook[TITLE].cell(row, 3, "B4").hyperlink = "#'報事'!B4"

    book = opened(change)
    write(book.sheets[TITLE], 2)
    book.save(tmp_path / "saved.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "saved.xlsx")[TITLE]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert sheet["C6"].value is None
    assert not sheet["C6"].font.underline


@pytest.mark.parametrize("text", ["B4", "=1+1", 'a "b"', "二\n三", "2026-10", "12", "x" * 255])
def test_a_link_shows_its_very_text(opened: Opener, tmp_path: Path, text: str) -> None:
    """In the book at once, and in the file for readers that do not calculate."""
    book = opened(None)
    tab = book.sheets[TITLE]
    target = link_to("報事 'A' \"1\"", 4, 2)
    ResultList(tab, "Findings").write([{"cell": text}], {"cell": [target]})
    assert tab.range("C4").value == text
    assert what_reaches_out(str(tab.range("C4").formula)) is None
    book.save(tmp_path / "saved.xlsx")
    stored = openpyxl.load_workbook(tmp_path / "saved.xlsx", data_only=True)[TITLE]
    assert stored["C4"].value == text
    written = openpyxl.load_workbook(tmp_path / "saved.xlsx")[TITLE]
    assert link_of(written["C4"]) == ('報事 \'A\' ""1""', "B", 4, text)


def test_a_text_too_long_for_a_formula_has_a_link_of_its_own(
    opened: Opener, tmp_path: Path
) -> None:
    book = opened(None)
    ResultList(book.sheets[TITLE], "Findings").write(
        [{"cell": "=" + "長" * 255}, {"cell": "B5"}],
        {"cell": [link_to("報事", 4, 2), link_to("報事", 5, 2)]},
    )
    book.save(tmp_path / "saved.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "saved.xlsx")[TITLE]
    assert sheet["C4"].value == "=" + "長" * 255
    assert sheet["C4"].hyperlink is not None
    assert sheet["C4"].hyperlink.location == "'報事'!B4"
    assert link_of(sheet["C5"]) == ("報事", "B", 5, "B5")


def test_a_cell_without_a_link_is_plain(opened: Opener, tmp_path: Path) -> None:
    book = opened(None)
    ResultList(book.sheets[TITLE], "Findings").write(
        [{"cell": "B4"}, {"cell": "無處"}, {}],
        {"cell": [link_to("報事", 4, 2), None, None]},
    )
    book.save(tmp_path / "saved.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "saved.xlsx")[TITLE]
    assert [sheet.cell(row, 3).font.underline for row in (4, 5)] == ["single", None]
    assert sheet["C5"].value == "無處"


def test_columns_and_notes_of_the_users_own_survive(opened: Opener, tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook[TITLE]
        sheet["H3"], sheet["H4"], sheet["H6"] = "我的備註", "已打電話", "下周再看"
        for place in ("C4", "F4", "H4"):
            sheet[place].comment = Comment(f"記住 {place}", "我")

    book = opened(change)
    tab = book.sheets[TITLE]
    write(tab, 4)
    write(tab, 1)
    book.save(tmp_path / "saved.xlsx")
    sheet = read_sheet(tmp_path / "saved.xlsx", TITLE)
    assert [sheet[place].value for place in ("H3", "H4", "H6")] == [
        "我的備註",
        "已打電話",
        "下周再看",
    ]
    notes = {
        cell.coordinate: cell.comment.text.strip()
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert notes == {place: f"記住 {place}" for place in ("C4", "F4", "H4")}


def test_columns_in_another_order_are_found_by_their_headers(opened: Opener) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook[TITLE]
        sheet["A3"], sheet["F3"] = "What is wrong", "程度"

    tab = opened(change).sheets[TITLE]
    write(tab, 1)
    assert tab.range("A4").value == "問題 4"
    assert tab.range("F4").value == "錯誤"


def test_a_missing_header_stops_the_run(opened: Opener) -> None:
    def change(workbook: Workbook) -> None:
        workbook[TITLE]["F3"] = "別的"

    tab = opened(change).sheets[TITLE]
    with pytest.raises(WorkbookError, match=f"工作表「{TITLE}」缺少表頭"):
        ResultList(tab, "Findings")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 138",
        "-5",
        "@SUM(A1)",
        "'quoted",
        "2026-10",
        "3-4",
        "007",
        "1e5",
        "(5)",
        "50%",
        "TRUE",
        "#N/A",
        "１２",
        "漏水",
        "Leak in room 5",
        "兩行\n=字",
    ],
)
def test_text_stays_this_very_text(opened: Opener, text: str) -> None:
    tab = opened(None).sheets[TITLE]
    ResultList(tab, "Findings").write([{"message": text}], {})
    assert tab.range("F4").value == text
    assert tab.range("F4").formula == text


@pytest.mark.parametrize(
    ("text", "written"), [("", ""), ("(5)", "'(5)"), ("漏水", "漏水"), ("'a", "''a")]
)
def test_an_apostrophe_only_where_excel_would_read_more(text: str, written: str) -> None:
    assert as_text(text) == written
