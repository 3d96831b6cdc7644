"""DUPLICATE_ID: an id is on one row of its sheet; SAME_RECORD: a record is entered once."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.ids import check_copies, check_ids, check_numbers
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import ESTATE_BOOK, Label, Language
from estate_xl.typed_frames import build_tables

_WITH_ID = {
    sheet.key: sheet.id_column.key for sheet in ESTATE_BOOK.data_sheets() if sheet.id_column
}


def test_the_sheets_that_have_an_id() -> None:
    assert _WITH_ID == {
        "Tickets": "ticket",
        "Complaints": "complaint",
        "Inspections": "inspection",
        "Renovations": "renovation",
        "Errands": "errand",
        "Contractors": "contractor",
        "WorkPlans": "plan",
        "Zones": "zone",
        "Staff": "staff",
        "Owners": "room",
        "InspectionStandards": "code",
        "Settings": "key",
    }


@pytest.mark.parametrize(("sheet", "column"), _WITH_ID.items())
def test_each_row_of_a_repeated_id_is_found(sheet: str, column: str) -> None:
    ids = {4: "A01", 5: None, 6: "A02", 7: None, 9: "ａ01 "}
    findings = check_ids(build_tables({sheet: {row: {column: key} for row, key in ids.items()}}))
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in findings] == [
        (FindingCode.DUPLICATE_ID, sheet, 4, column, "A01"),
        (FindingCode.DUPLICATE_ID, sheet, 9, column, "ａ01 "),
    ]
    assert {finding.facts["rows"] for finding in findings} == {Label("4、9", "4, 9")}
    assert all(type(finding.row) is int for finding in findings)


def test_numbers_are_the_ids_of_what_commands_number() -> None:
    twice = {4: "A01", 5: "A01"}
    rows = {
        sheet: {row: {column: key} for row, key in twice.items()}
        for sheet, column in _WITH_ID.items()
    }
    found = check_numbers(build_tables(rows))
    sheets = ["Tickets", "Complaints", "Inspections", "Renovations", "Errands", "WorkPlans"]
    assert [finding.sheet for finding in found] == [sheet for sheet in sheets for _ in twice]


def test_the_words() -> None:
    tables = build_tables({"Staff": {4: {"staff": "E1"}, 9: {"staff": "E1"}}})
    assert check_ids(tables)[0].message(Language.HANT) == "「工號」E1 重複：第 4、9 行"


def test_of_many_rows_ten_are_named() -> None:
    tables = build_tables({"Staff": {row: {"staff": "E1"} for row in range(4, 204)}})
    findings = check_ids(tables)
    assert len(findings) == 200
    rows = "4、5、6、7、8、9、10、11、12、13、…"
    assert findings[0].facts["rows"] == Label(rows, rows.replace("、", ", "))


def test_no_records_no_findings() -> None:
    assert check_ids(build_tables({})) == []


def test_a_record_that_was_entered_twice_is_named_once() -> None:
    day = pd.Timestamp("2026-10-05")
    round_ = {"date": day, "kind": "主管周檢", "zone": "A01", "trade": "保潔", "score": 90.0}
    inspections = {
        4: {"inspection": "XJ1", **round_},
        5: {"inspection": "XJ2", **round_, "score": 91.0},
        6: {"inspection": None, **round_},
        7: {"inspection": "XJ4", **round_},
    }
    thanks = {4: {"date": day, "zone": "A01"}, 5: {"date": day, "zone": "A02"}}
    tables = build_tables({"Inspections": inspections, "Commendations": thanks})
    (found,) = check_copies(tables)
    assert (found.code, found.sheet, found.row) == (FindingCode.SAME_RECORD, "Inspections", 7)
    assert found.facts["rows"] == Label("4、6、7", "4, 6, 7")


def test_rows_that_hold_a_number_alone_are_no_copies() -> None:
    tables = build_tables({"Tickets": {4: {"ticket": "BS1"}, 5: {"ticket": "BS2"}}})
    assert check_copies(tables) == []
