"""Sheets are found by table, title or headers, wherever an office has put them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_book
from estate_xl.findings.codes import FindingCode
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK, Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.read import Office

    Reader = Callable[[Callable[[Workbook], None]], Office]

STAFF = [
    {"staff": "E01", "name": "陳大文", "department": "環境部", "post": "環境主管"},
    {"staff": "E02", "name": "李小明", "department": "環境部", "post": "員工"},
]
COLUMNS = len(ESTATE_BOOK["Staff"].columns)


@pytest.fixture(scope="module")
def data() -> bytes:
    """A workbook with two people."""
    return make_book(Language.HANT, {"Staff": STAFF})


@pytest.fixture
def read(data: bytes, tmp_path: Path) -> Reader:
    """Reads the workbook after a change by openpyxl."""

    def read_changed(change: Callable[[Workbook], None]) -> Office:
        workbook = openpyxl.load_workbook(BytesIO(data))
        change(workbook)
        path = tmp_path / "changed.xlsx"
        workbook.save(path)
        book = open_book(path)
        try:
            return read_office(book)
        finally:
            book.close()

    return read_changed


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """Header and records of 員工."""
    rows = sheet.iter_rows(min_row=3, max_row=5, max_col=COLUMNS, values_only=True)
    return [list(row) for row in rows]


def draw(sheet: Worksheet, rows: list[list[Any]], first_row: int, first_column: int = 1) -> None:
    """Put the rows alone on the sheet, without a table."""
    sheet.delete_rows(1, sheet.max_row)
    for row, values in enumerate(rows, start=first_row):
        for column, value in enumerate(values, start=first_column):
            sheet.cell(row, column, value)


def drop_table(sheet: Worksheet) -> None:
    """Turn the table into plain cells, as Excel's "Convert to Range" does."""
    for name in list(sheet.tables):
        del sheet.tables[name]


def names(office: Office) -> dict[int, str]:
    """People by row."""
    return {int(str(row)): str(name) for row, name in office.tables["Staff"]["name"].items()}


def codes(office: Office) -> list[tuple[FindingCode, str, int | None, str | None]]:
    return [(each.code, each.sheet, each.row, each.column) for each in office.findings]


def test_columns_reordered_and_one_of_the_users_own(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        rows = [[f"備註{number}", *reversed(row)] for number, row in enumerate(rows_of(sheet))]
        drop_table(sheet)
        draw(sheet, rows, 3)
        sheet.add_table(Table(displayName="Staff", ref="A3:K5"))

    office = read(change)
    assert office.findings == []
    assert names(office) == {4: "陳大文", 5: "李小明"}
    assert office.places.found["Staff"].columns["staff"] == COLUMNS + 1


@pytest.mark.slow_after_first
@pytest.mark.parametrize("kept", [True, False])
def test_header_row_moved_down(read: Reader, *, kept: bool) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        rows = rows_of(sheet)
        drop_table(sheet)
        draw(sheet, rows, 7, 2)
        if kept:
            sheet.add_table(Table(displayName="Staff", ref="B7:K9"))

    office = read(change)
    assert office.findings == []
    assert names(office) == {8: "陳大文", 9: "李小明"}
    assert office.places.found["Staff"].header_row == 7


def test_sheet_renamed(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        workbook["員工"].title = "我們的人"

    office = read(change)
    assert office.findings == []
    assert office.places.title("Staff") == "我們的人"
    assert names(office) == {4: "陳大文", 5: "李小明"}


@pytest.mark.slow
def test_sheet_renamed_without_a_table(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        drop_table(workbook["員工"])
        workbook["員工"].title = "我們的人"

    office = read(change)
    assert office.findings == []
    assert office.places.title("Staff") == "我們的人"


@pytest.mark.slow
def test_a_table_of_the_users_own_beside_ours_without_one(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        drop_table(sheet)
        sheet["T3"], sheet["U3"], sheet["T4"], sheet["U4"] = "項目", "數目", "人數", 2
        sheet.add_table(Table(displayName="Mine", ref="T3:U4"))

    office = read(change)
    assert office.findings == []
    assert names(office) == {4: "陳大文", 5: "李小明"}


@pytest.mark.slow
def test_headers_in_another_language_than_the_title(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        for number, column in enumerate(ESTATE_BOOK["Staff"].columns, start=1):
            sheet.cell(3, number, column.header.en)

    office = read(change)
    assert office.findings == []
    assert names(office) == {4: "陳大文", 5: "李小明"}
    assert office.places.language is Language.HANT


@pytest.mark.slow
def test_missing_sheet_is_one_finding(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        del workbook["投訴輪次"]

    office = read(change)
    assert codes(office) == [(FindingCode.MISSING_SHEET, "ComplaintRounds", None, None)]
    assert office.tables["ComplaintRounds"].empty
    assert "投訴輪次" in office.findings[0].message(Language.HANT)


def test_sheet_without_headers_is_one_finding(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        drop_table(sheet)
        sheet.delete_rows(3)

    office = read(change)
    assert codes(office) == [(FindingCode.MISSING_HEADERS, "Staff", None, None)]
    assert office.tables["Staff"].empty
    assert "沒有表頭" in office.findings[0].message(Language.HANT)


@pytest.mark.slow
def test_headers_above_the_records_of_a_table_without_a_header_row(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        workbook["員工"].tables["Staff"].headerRowCount = 0

    office = read(change)
    assert office.findings == []
    assert names(office) == {4: "陳大文", 5: "李小明"}


def test_missing_header_is_one_finding(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        drop_table(sheet)
        sheet["D3"] = "職位"

    office = read(change)
    assert codes(office) == [(FindingCode.MISSING_HEADER, "Staff", 3, "post")]
    assert office.tables["Staff"]["post"].isna().all()
    assert names(office) == {4: "陳大文", 5: "李小明"}


@pytest.mark.slow
def test_doubled_header_is_a_finding_and_the_first_counts(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        drop_table(sheet)
        sheet["K3"], sheet["K4"] = "姓 名", "別人"

    office = read(change)
    assert codes(office) == [(FindingCode.DUPLICATE_HEADER, "Staff", 3, "name")]
    assert names(office) == {4: "陳大文", 5: "李小明"}


def person(sheet: Worksheet, row: int, key: str, name: str) -> None:
    for column, value in enumerate((key, name, "環境部", "員工"), start=1):
        sheet.cell(row, column, value)


def shrink(sheet: Worksheet, reference: str) -> Table:
    """Make the table end where the test wants it to."""
    drop_table(sheet)
    table = Table(displayName="Staff", ref=reference)
    sheet.add_table(table)
    return table


@pytest.mark.slow
def test_rows_typed_right_below_the_table_are_read(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        shrink(sheet, "A3:J5")
        person(sheet, 6, "E03", "王五")
        person(sheet, 7, "E04", "趙六")

    office = read(change)
    assert office.findings == []
    assert names(office) == {4: "陳大文", 5: "李小明", 6: "王五", 7: "趙六"}


def test_totals_row_is_no_record(read: Reader) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["員工"]
        table = shrink(sheet, "A3:J6")
        table.totalsRowCount = 1
        sheet["A6"], sheet["J6"] = "合計", 2

    office = read(change)
    assert office.findings == []
    assert names(office) == {4: "陳大文", 5: "李小明"}
    assert office.places.found["Staff"].totals_row == 6
    assert list(office.others["Staff"]) == [6]
