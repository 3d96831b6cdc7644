"""Typed cells are understood or reported, each at its row and column."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_book
from estate_xl.engine.views.range import Range
from estate_xl.findings.codes import FindingCode
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK, Language
from support.desks import FakeComError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import xlwings as xw

    from estate_xl.findings.finding import Finding
    from estate_xl.read import Office

    Opener = Callable[[], xw.Book]

REGISTERED = dt.datetime(2026, 10, 3, 9, 30)  # noqa: DTZ001 - a workbook's times have no zone
FIRST = 4  # Row of the first record of every sheet in the empty workbook.

RECORDS: Mapping[str, list[dict[str, object]]] = {
    "Zones": [
        {"zone": "A01", "name": "東區", "households": 120, "officer": "E01", "active": "是"},
        {"zone": "A02", "name": "西區", "officer": "E02", "active": "否"},
    ],
    "Staff": [
        {
            "staff": "E01",
            "name": "陳大文",
            "department": "客戶服務中心",
            "post": "片區客戶人員",
            "zone": "A01",
            "joined": dt.date(2020, 3, 2),
        },
        {"staff": "E02", "name": "李小明", "department": "環境部", "post": "員工"},
        {"staff": "E03", "name": "李小明", "department": "環境部", "post": "員工"},
    ],
    "Owners": [{"room": "1-101", "owner": "王五", "zone": "A01", "moved_in": "是"}],
    "Tickets": [
        {
            "ticket": "BS202610-0001",
            "registered": REGISTERED,
            "channel": "電話",
            "zone": "A01",
            "kind": "工程類",
            "department": "工程維修部",
            "content": "漏水",
            "receptionist": "E01",
        }
    ],
    "MonthlyScores": [{"month": "2026-10", "staff": "E01", "self": 92.5}],
}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """One small office in each language."""
    folder = tmp_path_factory.mktemp("offices")
    found = {}
    for language in Language:
        found[language] = folder / f"{language}.xlsx"
        found[language].write_bytes(make_book(language, RECORDS))
    return found


@pytest.fixture
def opened(paths: dict[Language, Path]) -> Iterator[Opener]:
    """Opens the office in zh-Hant; changes stay in memory."""
    books = []

    def open_one() -> xw.Book:
        books.append(open_book(paths[Language.HANT]))
        return books[-1]

    yield open_one
    for book in books:
        book.close()


def cell(book: xw.Book, sheet: str, column: str, row: int = FIRST) -> xw.Range:
    """The cell of a column by its key, in the order of the empty workbook."""
    declared = ESTATE_BOOK[sheet]
    keys = [each.key for each in declared.columns]
    return book.sheets[declared.title.hant].range((row, keys.index(column) + 1))


def found(office: Office) -> list[tuple[FindingCode, str, int | None, str | None, str]]:
    return [(each.code, each.sheet, each.row, each.column, each.value) for each in office.findings]


def test_a_clean_office_has_no_findings(opened: Opener) -> None:
    office = read_office(opened())
    assert office.findings == []
    assert set(office.tables) == {sheet.key for sheet in ESTATE_BOOK.data_sheets()}
    staff = office.tables["Staff"]
    assert list(staff.index) == [4, 5, 6]
    assert list(staff.columns) == [column.key for column in ESTATE_BOOK["Staff"].columns]
    assert staff.loc[4, "joined"] == pd.Timestamp(2020, 3, 2)
    assert office.tables["Tickets"].loc[4, "registered"] == REGISTERED
    assert office.tables["Complaints"].empty


def test_what_is_not_wanted_is_absent_and_what_the_workbook_lacks_is_empty(opened: Opener) -> None:
    """A reference is read with the keys and names of what it means, which are absent themselves."""
    book = opened()
    cell(book, "Tickets", "room", FIRST - 1).value = "門牌"
    cell(book, "Tickets", "receptionist").value = "陳大文"
    office = read_office(book, {"Tickets": frozenset({"receptionist", "room", "registered"})})
    assert list(office.tables) == ["Tickets"]
    tickets = office.tables["Tickets"]
    assert list(tickets.columns) == ["registered", "room", "receptionist"]
    assert tickets.loc[FIRST, "receptionist"] == "E01"
    assert tickets["room"].isna().all()
    assert found(office) == [(FindingCode.MISSING_HEADER, "Tickets", FIRST - 1, "room", "")]
    with pytest.raises(KeyError, match="'zone' of Tickets was not read"):
        tickets["zone"]


@pytest.mark.slow
def test_three_languages_of_one_office_give_equal_frames(paths: dict[Language, Path]) -> None:
    offices = {}
    for language, path in paths.items():
        book = open_book(path)
        offices[language] = read_office(book)
        book.close()
    for language, office in offices.items():
        assert office.findings == []
        assert office.places.language is language
        for sheet in ESTATE_BOOK.data_sheets():
            if sheet.key in RECORDS:
                expected = offices[Language.HANT].tables[sheet.key]
                pd.testing.assert_frame_equal(office.tables[sheet.key], expected)


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("sheet", "column", "typed", "expected"),
    [
        ("Staff", "joined", "'2020年3月2日", pd.Timestamp(2020, 3, 2)),
        ("Staff", "joined", "'２０２０／３／２", pd.Timestamp(2020, 3, 2)),
        ("Staff", "joined", "'20200302", pd.Timestamp(2020, 3, 2)),
        ("Tickets", "registered", "'2026/10/3 下午2:05", pd.Timestamp(2026, 10, 3, 14, 5)),
        ("Tickets", "kind", "'工程类", "工程類"),
        ("Tickets", "kind", "' Engineering ", "工程類"),
        ("Zones", "households", "'１２０", 120.0),
        ("Zones", "active", "'Yes", "是"),
        ("MonthlyScores", "self", "'９２．５分", 92.5),
        ("MonthlyScores", "month", "'2026年10月", "2026-10"),
        ("MonthlyScores", "staff", "'ｅ０１", "E01"),
        ("Zones", "officer", "'陳大文", "E01"),
        ("Tickets", "zone", "'東區", "A01"),
        ("Staff", "phone", 13800001111, "13800001111"),
    ],
)
def test_what_is_understood(
    opened: Opener, sheet: str, column: str, typed: object, expected: object
) -> None:
    book = opened()
    cell(book, sheet, column).value = typed
    office = read_office(book)
    assert office.findings == []
    assert office.tables[sheet].loc[FIRST, column] == expected


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("sheet", "column", "typed", "value", "code"),
    [
        ("Staff", "joined", "'3/10/2020", "3/10/2020", FindingCode.WRONG_TYPE),
        ("Staff", "joined", "'十月三號", "十月三號", FindingCode.WRONG_TYPE),
        ("Tickets", "registered", "'2026-10-03 25:00", "2026-10-03 25:00", FindingCode.WRONG_TYPE),
        ("Tickets", "kind", "'其他類", "其他類", FindingCode.NOT_A_CHOICE),
        ("Tickets", "registered", "9:30", "9:30", FindingCode.TIME_WITHOUT_DATE),
        ("Tickets", "registered", 0.75, "18:00", FindingCode.TIME_WITHOUT_DATE),
        ("Tickets", "registered", "'下午3點10分", "下午3點10分", FindingCode.TIME_WITHOUT_DATE),
        ("Staff", "joined", "9:30", "9:30", FindingCode.TIME_WITHOUT_DATE),
        ("Zones", "households", 1.5, "1.5", FindingCode.WRONG_TYPE),
        ("Zones", "households", -3, "-3", FindingCode.OUT_OF_RANGE),
        ("MonthlyScores", "self", "'很好", "很好", FindingCode.WRONG_TYPE),
        ("MonthlyScores", "self", True, "TRUE", FindingCode.WRONG_TYPE),
        ("MonthlyScores", "self", 105, "105", FindingCode.SCORE_OUT_OF_RANGE),
        ("MonthlyScores", "month", "'2026-13", "2026-13", FindingCode.WRONG_TYPE),
        ("Tickets", "room", "'9-999", "9-999", FindingCode.UNKNOWN_REFERENCE),
        ("Zones", "officer", "'李小明", "李小明", FindingCode.AMBIGUOUS_REFERENCE),
        ("Zones", "name", "#N/A", "#N/A", FindingCode.ERROR_VALUE),
        ("Staff", "name", None, "", FindingCode.MISSING_VALUE),
        ("Staff", "name", "'　 ", "", FindingCode.MISSING_VALUE),
    ],
)
def test_what_is_reported(  # noqa: PLR0913, PLR0917 - the columns of the table
    opened: Opener, sheet: str, column: str, typed: object, value: str, code: FindingCode
) -> None:
    book = opened()
    cell(book, sheet, column).value = typed
    office = read_office(book)
    assert (code, sheet, FIRST, column, value) in found(office)
    assert len([each for each in office.findings if each.sheet == sheet]) == 1
    assert office.tables[sheet][column].isna()[FIRST]


def test_a_time_without_a_date_says_what_was_typed_and_what_is_wanted(opened: Opener) -> None:
    book = opened()
    cell(book, "Tickets", "registered").value = "9:30"
    (finding,) = read_office(book).findings
    assert finding.message(Language.HANT) == "「登記時間」只填了時間 9:30，沒有日期"
    assert finding.mend(Language.HANT) == "請改填日期時間，例如 2026-10-31 14:30"


def become_date(room: xw.Range) -> None:
    """Hold what Excel makes of 1-2 in a cell that is not formatted as text."""
    room.number_format = "yyyy-mm-dd"
    room.value = dt.datetime(2026, 1, 2)  # noqa: DTZ001 - a workbook's times have no zone


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("Owners", "room"),
        ("Staff", "staff"),
        ("Zones", "zone"),
        ("Tickets", "ticket"),
        ("Tickets", "room"),
        ("Tickets", "zone"),
        ("Complaints", "room"),
        ("Inspections", "findings"),
        ("InspectionStandards", "code"),
    ],
)
def test_an_id_that_excel_turned_into_a_date_is_named_where_it_is(
    opened: Opener, sheet: str, column: str
) -> None:
    book = opened()
    become_date(cell(book, sheet, column))
    dated = [f for f in read_office(book).findings if f.code is FindingCode.DATE_FOR_ID]
    assert [(f.sheet, f.row, f.column, f.value) for f in dated] == [
        (sheet, FIRST, column, "2026-01-02")
    ]
    own = [f for f in read_office(book).findings if (f.row, f.column) == (FIRST, column)]
    assert [f.code for f in own if f.sheet == sheet] == [FindingCode.DATE_FOR_ID]


def test_who_names_the_room_that_became_a_date_is_right(opened: Opener) -> None:
    book = opened()
    become_date(cell(book, "Owners", "room"))
    cell(book, "Tickets", "room").value = "'1-2"
    office = read_office(book)
    assert [(f.code, f.sheet, f.row) for f in office.findings if f.column == "room"] == [
        (FindingCode.DATE_FOR_ID, "Owners", FIRST)
    ]
    assert office.tables["Tickets"].loc[FIRST, "room"] == "1-2"
    assert office.findings[0].message(Language.HANT) == (
        "「房號」成了日期 2026-01-02，多半是 Excel 把「1-2」改成了日期"
    )


def test_a_month_typed_as_a_fraction_is_not_guessed(opened: Opener) -> None:
    """Excel keeps the typed 2026.10 as 2026.1, which also is what January looks like."""
    book = opened()
    month = cell(book, "MonthlyScores", "month")
    month.number_format = "General"
    month.value = 2026.1
    office = read_office(book)
    assert found(office) == [
        (FindingCode.WRONG_TYPE, "MonthlyScores", FIRST, "month", "2026.1"),
    ]


def test_a_date_in_the_month_column_is_its_month(opened: Opener) -> None:
    book = opened()
    month = cell(book, "MonthlyScores", "month")
    month.number_format = "yyyy-mm-dd"
    month.value = dt.date(2026, 10, 31)
    office = read_office(book)
    assert office.findings == []
    assert office.tables["MonthlyScores"].loc[FIRST, "month"] == "2026-10"


def test_true_beside_one_is_no_score(opened: Opener) -> None:
    """Python holds 1.0 and True for equal."""
    book = opened()
    first = cell(book, "MonthlyScores", "self")
    cell(book, "MonthlyScores", "month", FIRST + 1).value = "'2026-10"
    cell(book, "MonthlyScores", "staff", FIRST + 1).value = "E02"
    first.value = 1
    cell(book, "MonthlyScores", "self", FIRST + 1).value = True
    office = read_office(book)
    assert found(office) == [
        (FindingCode.WRONG_TYPE, "MonthlyScores", FIRST + 1, "self", "TRUE"),
    ]


def test_candidates_of_an_ambiguous_name_are_told(opened: Opener) -> None:
    book = opened()
    cell(book, "Zones", "officer").value = "李小明"
    finding: Finding = read_office(book).findings[0]
    assert "E02" in finding.mend(Language.HANT)
    assert "E03" in finding.mend(Language.HANT)


def test_a_formula_without_a_result_is_no_empty_cell(opened: Opener) -> None:
    """As openpyxl saves it; nobody knows what it comes to."""
    book = opened()
    cell(book, "MonthlyScores", "self", FIRST).formula = "=1/0"
    office = read_office(book)
    (finding,) = office.findings
    assert finding.code is FindingCode.NO_RESULT
    assert (finding.sheet, finding.row, finding.column) == ("MonthlyScores", FIRST, "self")


def test_derived_columns_may_hold_anything(opened: Opener) -> None:
    book = opened()
    cell(book, "Tickets", "status").formula = "=1+1"
    cell(book, "Tickets", "next_due").value = "隨便"
    assert read_office(book).findings == []


def test_blank_rows_are_no_records_and_do_not_shift_the_others(opened: Opener) -> None:
    book = opened()
    sheet = book.sheets["員工"]
    sheet.range("A5:J5").clear_contents()
    sheet.range("B5").value = "'   "
    office = read_office(book)
    assert list(office.tables["Staff"].index) == [4, 6]
    assert [each.row for each in office.findings if each.sheet == "Staff"] == []


def test_a_derived_value_alone_is_no_record(opened: Opener) -> None:
    book = opened()
    cell(book, "Tickets", "ticket", FIRST + 1).value = "BS202610-0002"
    office = read_office(book)
    assert office.findings == []
    assert list(office.tables["Tickets"].index) == [FIRST]


def test_formulas_are_found_where_excel_speaks_chinese(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An Excel that is not English answers with an error that xlwings does not know."""
    book = opened()
    book.sheets["報事"]["B4"].value = "=TODAY()"
    book.sheets["報事"]["J4"].value = "'=漏水"  # a text, no formula
    expected = read_office(book)

    def refuse(*_: object) -> None:
        raise FakeComError(-2147352567, -2146827284)

    monkeypatch.setattr(Range, "get_special_cells", refuse)
    assert read_office(book).findings == expected.findings
    formulas = [each for each in expected.findings if each.code is FindingCode.NO_RESULT]
    assert [(each.sheet, each.row, each.column) for each in formulas] == [
        ("Tickets", FIRST, "registered")
    ]
