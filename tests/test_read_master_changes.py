"""變更記錄 as it is typed, made what the core reads (R-M3)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.blueprint import make_book
from estate_xl.column_needs import needs_of
from estate_xl.compute.master_states import state_on
from estate_xl.engine.opening import open_book
from estate_xl.findings.codes import FindingCode
from estate_xl.read import read_office
from estate_xl.schema import Language

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.read import Office

MASTERS: dict[str, list[dict[str, object]]] = {
    "Staff": [
        {"staff": "Y001", "name": "林曉", "department": "客戶服務中心", "post": "片區客戶人員"},
        {"staff": "Y002", "name": "陳靜", "department": "客戶服務中心", "post": "片區客戶人員"},
    ],
    "Zones": [{"zone": "A01", "name": "東苑", "officer": "Y002"}],
    "Owners": [{"room": "1棟-101", "owner": "王先生", "zone": "A01", "moved_in": "是"}],
}
CHANGE: dict[str, object] = {
    "date": dt.date(2026, 11, 1),
    "subject": "片區",
    "key": "A01",
    "field": "片區管理員",
    "before": "Y001",
    "after": "Y002",
}

PERSON_LEFT: dict[str, object] = {
    "subject": "員工",
    "key": "林曉",
    "field": "離職日期",
    "before": None,
    "after": "2026/11/5",
}


def _read(path: Path, **typed: object) -> Office:
    """What is read of a row of 變更記錄, the cells typed into it as texts."""
    shown = {key: value for key, value in (CHANGE | typed).items() if value is not None}
    path.write_bytes(make_book(Language.HANT, {**MASTERS, "Changes": [shown]}))
    with open_book(path) as book:
        office = read_office(book)
        partly = read_office(book, needs_of(state_on))
    changes = office.tables["Changes"]
    pd.testing.assert_frame_equal(
        pd.DataFrame(partly.tables["Changes"]), changes[list(partly.tables["Changes"])]
    )
    return office


def _codes(office: Office) -> list[tuple[FindingCode, str | None]]:
    return [(found.code, found.column) for found in office.findings if found.sheet == "Changes"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({}, ("A01", "officer", "Y001", "Y002")),
        (
            {"key": "東苑", "field": "片区管理员", "before": "林晓"},
            ("A01", "officer", "Y001", "Y002"),
        ),
        ({"field": "Active", "before": "y", "after": "No"}, ("A01", "active", "是", "否")),
        (
            PERSON_LEFT,
            ("Y001", "left", None, "2026-11-05"),
        ),
        (
            {"subject": "業主", "key": "1栋—101", "field": "已入住", "before": "否", "after": "是"},
            ("1棟-101", "moved_in", "否", "是"),
        ),
    ],
    ids=["as it is", "spelt otherwise", "a choice", "a day", "a room"],
)
def test_a_row_is_made_canonical(
    tmp_path: Path, typed: dict[str, object], read: tuple[object, ...]
) -> None:
    office = _read(tmp_path / "office.xlsx", **typed)
    row = office.tables["Changes"].iloc[0][["key", "field", "before", "after"]].astype(object)
    assert tuple(row.where(row.notna(), None)) == read
    assert not _codes(office)


@pytest.mark.parametrize(
    ("typed", "code", "column"),
    [
        ({"field": "片區管理負"}, FindingCode.UNKNOWN_FIELD, "field"),
        ({"key": "A09"}, FindingCode.UNKNOWN_REFERENCE, "key"),
        ({"before": "林小"}, FindingCode.UNKNOWN_REFERENCE, "before"),
        ({"field": "啟用", "after": "也許"}, FindingCode.NOT_OF_FIELD, "after"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, typed: dict[str, object], code: FindingCode, column: str
) -> None:
    office = _read(tmp_path / "office.xlsx", **typed)
    assert (code, column) in _codes(office)
    assert pd.isna(office.tables["Changes"].iloc[0][column])


def test_a_correction_needs_no_day(tmp_path: Path) -> None:
    assert not _codes(_read(tmp_path / "one.xlsx", date=None, note="更正"))
    other = _read(tmp_path / "other.xlsx", date=None, note="補")
    assert _codes(other) == [(FindingCode.MISSING_VALUE, "date")]


@pytest.mark.parametrize(
    "typed", [{"field": "片區管理負"}, {"before": "林小"}, {"field": "啟用", "after": "也許"}]
)
def test_a_row_with_what_cannot_be_read_counts_nowhere(
    tmp_path: Path, typed: dict[str, object]
) -> None:
    assert pd.isna(_read(tmp_path / "office.xlsx", **typed).tables["Changes"].iloc[0]["field"])


def test_a_correction_may_be_about_a_key_that_is_gone(tmp_path: Path) -> None:
    typed = {"subject": "業主", "key": "1棟-1O1", "field": "房號", "before": "1棟-1O1"}
    gone = {**typed, "after": None, "date": None, "note": "更正"}
    office = _read(tmp_path / "gone.xlsx", **gone)
    assert not _codes(office)
    assert office.tables["Changes"].iloc[0]["key"] == "1棟-1O1"
    dated = _read(tmp_path / "dated.xlsx", **typed)
    assert _codes(dated)[0] == (FindingCode.UNKNOWN_REFERENCE, "key")


def test_a_key_that_excel_made_a_date_is_understood_and_named(tmp_path: Path) -> None:
    zones = [{"zone": "1-2", "name": "東苑", "officer": "Y002"}]
    changed = {**CHANGE, "key": dt.datetime(2026, 1, 2)}  # noqa: DTZ001 - as a cell has it
    path = tmp_path / "office.xlsx"
    path.write_bytes(make_book(Language.HANT, {**MASTERS, "Zones": zones, "Changes": [changed]}))
    with open_book(path) as book:
        book.sheets["變更記錄"]["C4"].number_format = "yyyy-mm-dd"
        office = read_office(book)
    assert office.tables["Changes"].iloc[0]["key"] == "1-2"
    assert (FindingCode.DATE_FOR_ID, "key") in _codes(office)
