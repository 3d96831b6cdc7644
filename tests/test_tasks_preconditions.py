"""Every task reads a workbook of ours, and one that is set up; else it says what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.schema import Language
from estate_xl.tasks.preconditions import check_set_up, needed_sheet, no_ticket, read_ours
from support.buttons import plain_bytes
from support.desks import opened

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


def test_a_workbook_of_ours_is_read(book: xw.Book) -> None:
    office = read_ours(book)
    assert list(office.tables["Zones"]["zone"]) == ["A01", "A02"]
    check_set_up(office, in_use=True)


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    for other in opened(tmp_path / "other.xlsx", plain_bytes()):
        with pytest.raises(WorkbookError) as caught:
            read_ours(other)
        assert caught.value.code is ErrorCode.NOT_OURS


@pytest.mark.parametrize("key", ["Zones", "Staff"])
def test_an_office_without_zones_or_people_is_not_set_up(book: xw.Book, key: str) -> None:
    office = read_ours(book)
    empty = replace(office, tables={**office.tables, key: office.tables[key].iloc[:0]})
    with pytest.raises(WorkbookError) as caught:
        check_set_up(empty)
    assert caught.value.code is ErrorCode.NOT_SET_UP


def test_closed_zones_have_open_work_but_no_appraisal(book: xw.Book) -> None:
    office = read_ours(book)
    closed = office.tables["Zones"].assign(active="否")
    office = replace(office, tables={**office.tables, "Zones": closed})
    check_set_up(office)
    with pytest.raises(WorkbookError) as caught:
        check_set_up(office, in_use=True)
    assert caught.value.code is ErrorCode.NOT_SET_UP


def test_the_nearest_ticket_is_named(book: xw.Book) -> None:
    error = no_ticket(read_ours(book), "BS202610-0011")
    assert error.code is ErrorCode.NO_TICKET
    assert "BS202610-0001" in error.text(Language.HANT)


def test_a_needed_sheet(book: xw.Book) -> None:
    assert needed_sheet(book, "Findings", Language.HANT).name == "檢查結果"
    book.sheets["檢查結果"].delete()
    with pytest.raises(WorkbookError) as caught:
        needed_sheet(book, "Findings", Language.HANT)
    assert caught.value.code is ErrorCode.LACKS_SHEET
