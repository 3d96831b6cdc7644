"""Room for new records, and tables that take in the records below them."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import open_file
from estate_xl.tasks.follow_up import follow_up
from estate_xl.tasks.work_orders import work_orders
from support.desks import NOW, office_bytes
from support.sheets import HEADER_ROW, add_totals, book_of, lines, put, tab

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

TEXT = ["說明：本表由前臺填寫"]
AT = dt.datetime(2026, 10, 9, 10, 0)  # noqa: DTZ001 - a workbook's times have no zone


def line(number: int) -> list[Any]:
    return [f"BS202610-000{number}", AT, "Y03", f"第{number}次"]


def followed(folder: Path, change: Callable[[Worksheet], None], tickets: int = 1) -> Worksheet:
    """跟進 after a change by openpyxl and a follow-up of the first tickets."""
    workbook = openpyxl.load_workbook(BytesIO(office_bytes()))
    change(tab(workbook, "FollowUps"))
    path = folder / "office.xlsx"
    workbook.save(path)
    numbers = [f"BS202610-000{number}" for number in range(1, tickets + 1)]
    with open_file(path) as opened:
        follow_up(opened.book, NOW, print, tickets=numbers, by="林曉", note="新的")
        opened.save()
    return tab(openpyxl.load_workbook(path), "FollowUps")


def notes(sheet: Worksheet) -> list[Any]:
    """First and last cell of each row below the headers."""
    return [(row[0].value, row[3].value) for row in sheet.iter_rows(min_row=HEADER_ROW + 1)]


def reference(sheet: Worksheet) -> str:
    (table,) = sheet.tables.values()
    assert table.autoFilter is None or table.autoFilter.ref.split(":")[0] == "A3"
    return str(table.ref)


@pytest.mark.slow
def test_lines_go_below_the_last_and_the_table_takes_in_what_stood_below(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, [line(1), line(2), [], line(1)], end=4)

    sheet = followed(tmp_path, change)
    assert [note for _, note in notes(sheet)] == ["第1次", "第2次", None, "第1次", "新的"]
    assert reference(sheet) == "A3:D8"


def test_a_totals_row_of_the_table_moves_down(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, [line(1), line(2), ["合計", None, None, "=SUBTOTAL(103,D4:D5)"]])
        add_totals(sheet, 6)

    sheet = followed(tmp_path, change, tickets=2)
    texts = ["第1次", "第2次", "新的", "新的"]
    assert [note for _, note in notes(sheet)][:4] == texts
    assert sheet["A8"].value == "合計"
    (table,) = sheet.tables.values()
    assert (table.ref, table.totalsRowCount) == ("A3:D8", 1)
    assert table.autoFilter.ref == "A3:D7"


@pytest.mark.slow
def test_records_below_a_totals_row_stay_there_and_so_does_the_table(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, [line(1), ["合計"], line(2)], end=5)
        add_totals(sheet, 5)

    sheet = followed(tmp_path, change)
    assert [note for _, note in notes(sheet)] == ["第1次", None, "第2次", "新的"]
    assert reference(sheet) == "A3:D5"


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("below", "tickets", "moved_to"),
    [([TEXT], 1, 6), ([TEXT], 2, 7), ([[], TEXT], 1, 6), ([[], TEXT], 2, 7), ([["合計"]], 1, 6)],
)
def test_text_below_the_records_is_never_written_over(
    tmp_path: Path, below: list[list[str]], tickets: int, moved_to: int
) -> None:
    sheet = followed(tmp_path, lambda sheet: put(sheet, [line(1), *below], end=4), tickets)
    assert [note for _, note in notes(sheet)][: 1 + tickets] == ["第1次", *["新的"] * tickets]
    assert sheet.cell(moved_to, 1).value == below[-1][0]
    assert reference(sheet) == f"A3:D{4 + tickets}"
    assert sheet.cell(5, 2).number_format == sheet.cell(4, 2).number_format


@pytest.mark.slow
def test_another_table_below_moves_down(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, [line(1), ["電話", "數目"], ["前臺", 3]], end=4)
        sheet.add_table(Table(displayName="Mine", ref="A5:B6"))

    sheet = followed(tmp_path, change)
    assert {table.displayName: table.ref for table in sheet.tables.values()} == {
        "FollowUps": "A3:D5",
        "Mine": "A6:B7",
    }


@pytest.mark.slow
def test_the_table_stops_above_text_other_tables_and_merged_cells(tmp_path: Path) -> None:
    def text(sheet: Worksheet) -> None:
        put(sheet, [line(1), line(2), TEXT, line(1)], end=4)

    def merged(sheet: Worksheet) -> None:
        put(sheet, [line(1), line(2), line(1)], end=4)
        sheet.merge_cells("C6:D6")

    def beside(sheet: Worksheet) -> None:
        put(sheet, [line(1), line(2), line(1)], end=4)
        sheet["E3"].value, sheet["E6"].value, sheet["F6"].value = "備忘", "項目", "數目"
        (own,) = sheet.tables.values()
        own.ref, own.autoFilter = "A3:E4", None
        own.tableColumns = []
        sheet.add_table(Table(displayName="Mine", ref="E6:F7"))

    for change in (text, merged, beside):
        folder = tmp_path / change.__name__
        folder.mkdir()
        sheet = followed(folder, change)
        table = sheet.tables["FollowUps"]
        assert table.ref.endswith("5"), change.__name__
        assert sheet.cell(sheet.max_row, 4).value == "新的" or sheet["D7"].value == "新的"


def test_sheets_that_share_a_tab_are_not_pushed_about(tmp_path: Path) -> None:
    """Rows inserted for one would move the records of the other."""

    def change(sheet: Worksheet) -> None:
        deeds = tab(book_of(sheet), "Commendations")
        headers = [cell.value for cell in deeds[HEADER_ROW]][:6]
        put(sheet, [line(1), headers, ["2026-10-01", "A01", None, None, "拾金", "是"]], end=4)
        book_of(sheet).remove(deeds)
        sheet.add_table(Table(displayName="Commendations", ref="A5:F6"))

    with pytest.raises(WorkbookError, match="第 5 行已有內容，請先空出這一行"):
        followed(tmp_path, change)


def test_numbers_given_below_the_table_make_it_grow(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(BytesIO(office_bytes()))
    sheet = tab(workbook, "Tickets")
    rows = lines(sheet)[:4]
    put(sheet, [*rows[:3], [], rows[3], [], TEXT, rows[0]], end=4)
    workbook.save(tmp_path / "office.xlsx")
    with open_file(tmp_path / "office.xlsx") as opened:
        done = work_orders(opened.book, NOW, print)
        table = opened.book.sheets["報事"].tables["Tickets"]
        assert done.slips == ["BS202610-0003", "BS202610-0004"]
        assert table.range.last_cell.row == 8
        named = [each for each in done.findings if each.column is None]
        assert [each.row for each in named] == [10]
