"""Every row is read or named: which rows of a data sheet are records."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_book
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.texts.kinds import Severity
from estate_xl.read import read_office
from estate_xl.schema import Language
from support.sheets import HEADER_ROW, add_totals, book_of, drop_table, lines, put, shrink, tab

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.read import Office

    Change = Callable[[Worksheet], None]
    Reader = Callable[[Change], Office]

DEEDS = [
    {"date": f"2026-10-{day:02}", "zone": "A01", "content": f"拾金{day}", "verified": "是"}
    for day in range(1, 7)
]
NAMES = [str(deed["content"]) for deed in DEEDS]
EMPTY: list[Any] = []
TEXT = ["說明：本表由前臺填寫，月底前交主管。"]
SIGNED = ["編制：林曉", None, None, "審核：何主任"]
TOTAL = ["合計", None, None, "6 件"]
OTHER, AGAIN = FindingCode.NOT_A_RECORD, FindingCode.REPEATED_HEADER


@pytest.fixture(scope="module")
def data() -> bytes:
    """A workbook with a zone and six good deeds, which need date, zone, content and verified."""
    zones = [{"zone": "A01", "name": "東區", "officer": "E01"}]
    staff = [{"staff": "E01", "name": "林曉", "department": "客戶服務中心", "post": "前臺接待員"}]
    return make_book(Language.HANT, {"Zones": zones, "Staff": staff, "Commendations": DEEDS}, {})


@pytest.fixture
def read(data: bytes, tmp_path: Path) -> Reader:
    """Reads the office after a change of 表揚 by openpyxl."""

    def read_changed(change: Change) -> Office:
        return read_whole(data, tmp_path, lambda workbook: change(tab(workbook, "Commendations")))

    return read_changed


def read_whole(data: bytes, folder: Path, change: Callable[[Workbook], None]) -> Office:
    workbook = openpyxl.load_workbook(BytesIO(data))
    change(workbook)
    path = folder / "changed.xlsx"
    workbook.save(path)
    book = open_book(path)
    try:
        return read_office(book)
    finally:
        book.close()


def deeds(office: Office) -> list[str]:
    return [str(name) for name in office.tables["Commendations"]["content"]]


def found(office: Office) -> list[tuple[FindingCode, int | None]]:
    return [(each.code, each.row) for each in office.findings]


def blank_within(sheet: Worksheet) -> None:
    rows = lines(sheet)
    put(sheet, [*rows[:2], EMPTY, *rows[2:4], EMPTY, EMPTY, *rows[4:]])


def blank_below(sheet: Worksheet) -> None:
    rows = lines(sheet)
    put(sheet, [*rows[:3], EMPTY, *rows[3:]], end=HEADER_ROW + 3)


def end_at_the_first(sheet: Worksheet) -> None:
    shrink(sheet, HEADER_ROW + 1)


def below_totals(sheet: Worksheet) -> None:
    rows = lines(sheet)
    put(sheet, [*rows[:3], TOTAL, *rows[3:5], EMPTY, rows[5]], end=HEADER_ROW + 4)
    add_totals(sheet, HEADER_ROW + 4)


def hidden(sheet: Worksheet) -> None:
    for row in (5, 6, 9):
        sheet.row_dimensions[row].hidden = True
    (table,) = sheet.tables.values()
    table.autoFilter.add_filter_column(1, ["A02"])


def without_table(sheet: Worksheet) -> None:
    blank_within(sheet)
    drop_table(sheet)


def beside_a_table_of_the_users_own(sheet: Worksheet) -> None:
    for number, (item, count) in enumerate([("項目", "數目"), ("人數", "2")], start=12):
        sheet.cell(number, 2).value, sheet.cell(number, 3).value = item, count
    sheet.add_table(Table(displayName="Mine", ref="B12:C13"))


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    "change",
    [
        blank_within,
        blank_below,
        end_at_the_first,
        below_totals,
        hidden,
        without_table,
        beside_a_table_of_the_users_own,
    ],
)
def test_rows_are_read_wherever_they_stand(read: Reader, change: Change) -> None:
    office = read(change)
    assert deeds(office) == NAMES
    assert office.findings == []


def test_a_sorted_sheet_reads_the_same(read: Reader) -> None:
    office = read(lambda sheet: put(sheet, lines(sheet)[::-1]))
    assert sorted(deeds(office)) == sorted(NAMES)
    assert office.findings == []


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("texts", "end", "expected"),
    [
        ([EMPTY, TEXT], 9, [(OTHER, 11)]),
        ([EMPTY, TEXT, SIGNED], 9, [(OTHER, 11), (OTHER, 12)]),
        ([TEXT, EMPTY, SIGNED], 9, [(OTHER, 10), (OTHER, 12)]),
        ([TOTAL], 9, [(OTHER, 10)]),
        ([TOTAL], 10, [(OTHER, 10)]),
        ([["Subtotal: 6"], TEXT], 10, [(OTHER, 10), (OTHER, 11)]),
        ([[None, None, None, None, "共計：６件"]], 9, [(OTHER, 10)]),
        ([["2026-10-09", "A01", None, None, None]], 9, [(FindingCode.MISSING_VALUE, 10)] * 2),
        ([["2026-10-09"]], 9, [(OTHER, 10)]),
        ([["2026-10-09"]], 10, [(FindingCode.MISSING_VALUE, 10)] * 3),
    ],
)
def test_text_below_the_records(
    read: Reader, texts: list[list[Any]], end: int, expected: list[tuple[FindingCode, int]]
) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, [*lines(sheet), *texts], end=end)

    office = read(change)
    assert deeds(office)[:6] == NAMES
    assert [each for each in found(office) if each[0] is not FindingCode.WRONG_TYPE] == expected


@pytest.mark.slow
def test_what_does_not_look_like_a_record_is_named_by_a_note(read: Reader) -> None:
    (finding,) = read(lambda sheet: put(sheet, [*lines(sheet), EMPTY, TEXT], end=9)).findings
    assert finding.severity is Severity.NOTE
    assert finding.message(Language.HANT) == "第 11 行不像記錄，沒有計入"
    assert finding.message(Language.EN).startswith("Row 11 does not look like a record")


@pytest.mark.slow
def test_text_below_a_sheet_without_a_table(read: Reader) -> None:
    def change(sheet: Worksheet) -> None:
        rows = lines(sheet)
        put(sheet, [*rows[:4], ["2026-10-05"], EMPTY, *rows[5:], EMPTY, TEXT, SIGNED])
        drop_table(sheet)

    office = read(change)
    assert deeds(office) == [*NAMES[:4], "nan", NAMES[5]]
    missing = [(FindingCode.MISSING_VALUE, 8)] * 3
    assert found(office) == [(OTHER, 12), (OTHER, 13), *missing]


@pytest.mark.slow
def test_a_lone_text_where_a_month_belongs_is_no_record(data: bytes, tmp_path: Path) -> None:
    """評分錄入 needs a month and a person; half of that is one cell."""

    def change(workbook: Workbook) -> None:
        put(tab(workbook, "MonthlyScores"), [["2026-10", "E01", 90], EMPTY, TEXT, ["2026-10"]], 4)

    office = read_whole(data, tmp_path, change)
    assert list(office.tables["MonthlyScores"].index) == [4, 7]
    assert found(office) == [(OTHER, 6), (FindingCode.MISSING_VALUE, 7)]


@pytest.mark.slow
def test_the_same_rows_are_records_whatever_is_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    workbook = openpyxl.load_workbook(BytesIO(data))
    sheet = tab(workbook, "Commendations")
    put(sheet, [*lines(sheet)[:3], EMPTY, ["2026-10-09", None, None, None, "拾金"], TEXT], end=6)
    workbook.save(path)
    book = open_book(path)
    for keys in (None, frozenset({"staff"}), frozenset({"zone", "verified"})):
        office = read_office(book, None if keys is None else {"Commendations": keys})
        assert list(office.tables["Commendations"].index) == [4, 5, 6, 8]
        assert (OTHER, 9) in found(office)
    book.close()


def test_headers_pasted_among_the_records(read: Reader) -> None:
    def change(sheet: Worksheet) -> None:
        rows = lines(sheet)
        headers = [cell.value for cell in sheet[HEADER_ROW]]
        put(sheet, [*rows[:2], headers, *rows[2:4], EMPTY, headers[:4], *rows[4:]], end=6)

    office = read(change)
    assert deeds(office) == NAMES
    assert found(office) == [(AGAIN, 6), (AGAIN, 10)]
    assert office.findings[0].message(Language.HANT) == "第 6 行又是一行表頭，沒有計入"


@pytest.mark.slow
def test_headers_pasted_in_another_order_head_another_table(read: Reader) -> None:
    def change(sheet: Worksheet) -> None:
        rows = lines(sheet)
        headers = [cell.value for cell in sheet[HEADER_ROW]][::-1]
        turned = [row[::-1] for row in rows[2:5]]
        put(sheet, [*rows[:2], EMPTY, headers, *turned, EMPTY, rows[5]], end=5)

    office = read(change)
    assert deeds(office) == [*NAMES[:2], NAMES[5]]
    assert found(office) == [(FindingCode.SECOND_TABLE, 7)]
    (finding,) = office.findings
    assert finding.severity is Severity.WARNING
    assert "第 7 行是另一個「表揚」表的表頭，它下面的 3 行沒有讀" in finding.message(Language.HANT)


@pytest.mark.slow_after_first
@pytest.mark.parametrize(("row", "column"), [(12, 1), (3, 9)])
def test_a_second_table_of_ours_on_the_sheet(read: Reader, row: int, column: int) -> None:
    def change(sheet: Worksheet) -> None:
        table = [[cell.value for cell in sheet[HEADER_ROW]][:6], *lines(sheet)[:2]]
        for number, values in enumerate(table, start=row):
            for place, value in enumerate(values, start=column):
                sheet.cell(number, place).value = value
        corner = sheet.cell(row + 2, column + 5).coordinate
        name = sheet.cell(row, column).coordinate
        sheet.add_table(Table(displayName="Commendations2", ref=f"{name}:{corner}"))

    office = read(change)
    assert deeds(office) == NAMES
    assert found(office) == [(FindingCode.SECOND_TABLE, row)]


def copied(sheet: Worksheet, title: str) -> Worksheet:
    """A copy of the sheet as Excel makes it: its table gets a new name."""
    other: Worksheet = book_of(sheet).copy_worksheet(sheet)
    other.title = title
    (table,) = sheet.tables.values()
    other.add_table(Table(displayName=f"{table.displayName}2", ref=table.ref))
    return other


@pytest.mark.slow
def test_a_second_sheet_is_named_and_not_read(read: Reader) -> None:
    def change(sheet: Worksheet) -> None:
        other = copied(sheet, "表揚10月存檔")
        book_of(sheet).move_sheet(other, -len(book_of(sheet).sheetnames))
        put(other, lines(other)[:2])

    office = read(change)
    assert deeds(office) == NAMES
    (finding,) = office.findings
    assert (finding.code, finding.sheet, finding.row) == (
        FindingCode.SECOND_SHEET,
        "Commendations",
        None,
    )
    assert finding.severity is Severity.WARNING
    assert finding.message(Language.HANT) == (
        "工作表「表揚10月存檔」也是「表揚」的表頭，它的 2 行沒有讀；讀的是工作表「表揚」"
    )


@pytest.mark.slow
def test_the_sheet_of_our_title_is_read_where_our_table_went_to_the_archive(read: Reader) -> None:
    def change(sheet: Worksheet) -> None:
        other = copied(sheet, "新")
        sheet.title = "表揚10月存檔"
        other.title = "表揚"
        put(other, lines(other)[:1])

    office = read(change)
    assert deeds(office) == NAMES[:1]
    assert office.places.title("Commendations") == "表揚"
    assert "它的 6 行沒有讀；讀的是工作表「表揚」" in office.findings[0].message(Language.HANT)


@pytest.mark.slow
def test_an_empty_copy_and_a_list_of_the_offices_own_are_not_named(read: Reader) -> None:
    def change(sheet: Worksheet) -> None:
        put(copied(sheet, "表揚空表"), [])
        own = book_of(sheet).create_sheet("我們的")
        own.append(["月份", "員工", "加班時數"])
        own.append(["2026-10", "林曉", 3])

    assert read(change).findings == []


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("merged", "row", "column"),
    [
        ("C5:D5", 5, "staff"),
        ("D5:D7", 6, "staff"),
        ("B8:C9", 8, "department"),
        ("F6:H6", None, None),
        ("A12:F12", None, None),
        ("G5:H7", None, None),
    ],
)
def test_merged_cells_are_named_where_they_hide_a_cell_of_a_record(
    read: Reader, merged: str, row: int | None, column: str | None
) -> None:
    office = read(lambda sheet: sheet.merge_cells(merged))
    hiding = [each for each in office.findings if each.code is FindingCode.MERGED_CELLS]
    assert [(each.row, each.column) for each in hiding] == ([(row, column)] if row else [])
    for each in hiding:
        assert each.message(Language.HANT).startswith(f"{merged} 是合併儲存格，只有左上角")


@pytest.mark.slow
def test_formats_far_below_are_no_rows(read: Reader) -> None:
    def change(sheet: Worksheet) -> None:
        for row in range(11, 12_000):
            sheet.cell(row, 1).number_format = "0.00"

    office = read(change)
    assert deeds(office) == NAMES
    assert office.places.found["Commendations"].last_row < 6_000
