"""Records filled into the workbook, and what LibreOffice makes of it."""

from __future__ import annotations

import shutil
import subprocess
import time
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from estate_xl.blueprint import make_book
from estate_xl.blueprint.people import people_formula
from estate_xl.blueprint.shared_strings import SharedStrings, escaped_text
from estate_xl.engine.addresses import column_letters
from estate_xl.errors.exceptions import SchemaError
from estate_xl.schema import ESTATE_BOOK, Language
from support.sheets import read_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STAFF: list[dict[str, object]] = [
    {"staff": "001", "name": "王建國", "department": "工程維修部", "post": "員工"},
    {"staff": "002", "name": "李強", "department": "環境部", "post": "員工"},
    {"staff": "003", "name": "張敏", "department": "工程維修部", "post": "員工"},
    {"staff": "004", "name": "趙走", "department": "工程維修部", "left": date(2026, 3, 1)},
    {"staff": "005", "name": "孫麗", "department": "客戶服務中心", "post": "前臺接待員"},
    {"staff": "006", "name": "周到", "department": "工程維修部", "post": "維修班長"},
]
TICKET: dict[str, object] = {
    "ticket": "007",
    "registered": datetime(2026, 10, 5, 14, 30),  # noqa: DTZ001 - local, as Excel has it
    "channel": "電話",
    "zone": "Z01",
    "room": "3-502",
    "department": "工程維修部",
    "content": "=1+1 is no formula; <b> & \u0007 neither",
    "rectification": False,
    "rework": 2,
}


def _cells(
    records: Mapping[str, Sequence[Mapping[str, object]]], key: str, language: Language
) -> list[dict[str, Any]]:
    """Rows of a sheet as cells by column key."""
    book = openpyxl.load_workbook(BytesIO(make_book(language, records)))
    declared = ESTATE_BOOK[key]
    sheet = book[declared.title.text(language)]
    keys = [column.key for column in declared.columns]
    rows = sheet.iter_rows(min_row=declared.header_row + 1)
    return [dict(zip(keys, row, strict=True)) for row in rows]


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("language", "channel", "no"),
    [(Language.HANT, "電話", "否"), (Language.HANS, "电话", "否"), (Language.EN, "Phone", "No")],
)
def test_values_stay_what_they_are(language: Language, channel: str, no: str) -> None:
    (cells,) = _cells({"Tickets": [TICKET]}, "Tickets", language)
    assert cells["ticket"].value == "007"
    assert cells["registered"].value == TICKET["registered"]
    assert cells["registered"].number_format == "yyyy-mm-dd hh:mm"
    assert cells["channel"].value == channel
    assert cells["room"].value == "3-502"
    assert cells["rectification"].value == no
    assert cells["rework"].value == 2
    assert cells["content"].data_type == "s"
    assert str(cells["content"].value).startswith("=1+1 is no formula; <b> & ")
    assert cells["worker"].value is None
    assert cells["worker"].number_format == "@"
    assert cells["completed"].number_format == "yyyy-mm-dd hh:mm"


def test_the_table_grows_with_its_records() -> None:
    book = openpyxl.load_workbook(BytesIO(make_book(Language.HANT, {"Tickets": [TICKET] * 25})))
    table = book["報事"].tables["Tickets"]
    last = column_letters(len(ESTATE_BOOK["Tickets"].columns))
    assert table.ref == table.autoFilter.ref == f"A3:{last}28"
    assert book["報事"].dimensions == f"A1:{last}28"


def test_no_records_leave_the_empty_row() -> None:
    book = openpyxl.load_workbook(BytesIO(make_book(Language.HANT, {"AppraisalWeights": []})))
    assert book["考核構成"].tables["AppraisalWeights"].ref == "A3:I4"
    assert book["考核構成"]["A4"].value is None


def test_given_records_replace_the_default_ones() -> None:
    rows = [{"code": "X1", "trade": "保潔", "item": "a", "standard": "b", "deduction": 2.5}]
    (cells,) = _cells({"InspectionStandards": rows}, "InspectionStandards", Language.EN)
    assert [cell.value for cell in cells.values()] == ["X1", "Cleaning", "a", "b", 2.5]


def test_numbers_of_all_sorts() -> None:
    rows: list[dict[str, object]] = [
        {"month": "2026-10", "staff": 7, "self": Decimal("92.5"), "supervisor": float("nan")},
        {"month": "2026-10", "staff": True, "self": 90.0, "note": ""},
    ]
    first, second = _cells({"MonthlyScores": rows}, "MonthlyScores", Language.HANT)
    assert first["staff"].value == "7"
    assert first["self"].value == 92.5
    assert first["supervisor"].value is None
    assert second["self"].value == 90
    assert second["note"].value is None


def test_settings_are_set_and_the_language_always() -> None:
    data = make_book(
        Language.EN, settings={"project_name": "=Lake", "complaint_deduction": 6, "language": "x"}
    )
    sheet = read_sheet(BytesIO(data), "Settings")
    values = {row[0].value: row[1] for row in sheet.iter_rows(min_row=4)}
    assert (values["project_name"].value, values["project_name"].data_type) == ("=Lake", "s")
    assert values["complaint_deduction"].value == 6
    assert values["language"].value == "en"


@pytest.mark.parametrize(
    ("records", "settings", "message"),
    [
        ({"Nowhere": []}, None, "no sheet Nowhere"),
        ({"Findings": []}, None, "takes no records"),
        ({"Settings": []}, None, "takes no records"),
        ({"Staff": [{}, {"nome": "x"}]}, None, "Staff, record 2: no column nome"),
        ({"Staff": [{"name": ["x"]}]}, None, "holds no list"),
        ({"Staff": [{"name": "x" * 40_000}]}, None, "too long for a cell"),
        (None, {"speed": 1}, "no setting speed"),
        (None, {"project_name": ["x"]}, "setting project_name: a cell holds no list"),
    ],
)
def test_what_it_refuses(
    records: dict[str, list[dict[str, object]]] | None,
    settings: dict[str, object] | None,
    message: str,
) -> None:
    with pytest.raises(SchemaError, match=message):
        make_book(Language.HANT, records, settings)


def test_texts_that_xml_cannot_hold() -> None:
    assert escaped_text("a\u0007b<&") == "a_x0007_b&lt;&amp;"
    assert escaped_text("_x0041_") == "_x005F_x0041_"
    strings = SharedStrings()
    assert [strings.add(text) for text in (" a", "b", " a")] == [0, 1, 0]
    assert 'count="3" uniqueCount="2"' in strings.part()
    assert '<t xml:space="preserve"> a</t>' in strings.part()


@pytest.mark.slow
def test_an_audit_finds_nothing_in_a_filled_book(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book(Language.HANT, {"Tickets": [TICKET] * 3, "Staff": STAFF}))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_ten_thousand_tickets_in_seconds() -> None:
    start = time.perf_counter()
    make_book(Language.HANT, {"Tickets": [TICKET] * 10_000})
    assert time.perf_counter() - start < 15


def test_lists_store_what_their_formulas_come_to() -> None:
    book = openpyxl.load_workbook(
        BytesIO(make_book(Language.HANT, {"Staff": STAFF})), data_only=True
    )
    rows = [[cell.value for cell in row] for row in book["名單"]["A3:E7"]]
    assert rows[0] == ["客戶服務中心", "協管隊", "工程維修部", "環境部", "管理處"]
    assert rows[1] == [1, 0, 3, 1, 0]
    assert [row[2] for row in rows[2:]] == ["王建國", "張敏", "周到"]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("language", list(Language))
def test_libreoffice_computes_lists_and_drop_downs(language: Language, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(make_book(language, {"Staff": STAFF})))
    probe = book.create_sheet("Probe")
    departments = {
        choice.hant: choice.text(language)
        for choice in ESTATE_BOOK["Staff"].column("department").choices
    }
    probe["A1"], probe["A2"] = departments["工程維修部"], departments["環境部"]
    for row in (1, 2, 3):
        offered = people_formula(f"$A{row}", "staff_list")
        probe[f"B{row}"] = f"=ROWS({offered})"
        probe[f"C{row}"] = f"=INDEX({offered},ROWS({offered}),1)"
    probe["B4"] = "=COUNTA(staff_list)"
    probe["B5"] = "=ROWS(tickets_list)"
    probe["B6"] = "=ROWS(zones_list)"
    source = tmp_path / "book.xlsx"
    book.save(source)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    again = read_sheet(tmp_path / "out" / "book.xlsx", "Probe", data_only=True)
    assert [again["B1"].value, again["C1"].value] == [3, "周到"]
    assert [again["B2"].value, again["C2"].value] == [1, "李強"]
    assert [again["B3"].value, again["C3"].value] == [6, "周到"]
    assert [again[f"B{row}"].value for row in (4, 5, 6)] == [6, 1, 1]
