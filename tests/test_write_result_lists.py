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
from estate_xl.schema import Language
from estate_xl.write.plain_text import as_text
from estate_xl.write.result_lists import ResultList, link_to
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
    linked = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert linked == ["C4", "C5"]
    assert sheet["C4"].hyperlink is not None
    assert sheet["C4"].hyperlink.location == "'報事'!B4"


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
