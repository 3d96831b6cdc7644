"""New records get the next numbers, kept on 名單; what is wrong with numbers is found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from estate_xl.check import parse_settings
from estate_xl.compute.numbering import number_formats
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.schema.numbered import NUMBERED_BY_SHEET
from estate_xl.tasks.numbering import (
    clash_findings,
    date_findings,
    gap_findings,
    number_new,
    setting_row,
    waiting_rows,
)
from estate_xl.tasks.preconditions import read_ours
from estate_xl.write.ledger import Ledger

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.read import Office
    from estate_xl.schema import OfficeSettings


TICKETS, COMPLAINTS = (NUMBERED_BY_SHEET[sheet].setting for sheet in ("Tickets", "Complaints"))


def settings_of(office: Office) -> OfficeSettings:
    return parse_settings(office.tables["Settings"])[0]


def test_waiting_records_get_the_next_numbers(book: xw.Book) -> None:
    office = read_ours(book)
    waiting = {"Tickets": waiting_rows(office, "Tickets")}
    assert list(waiting["Tickets"]) == [6, 7]
    formats = number_formats(office.tables, settings_of(office))
    ledger = Ledger(book, office.places.language)
    done = number_new(office, ledger, waiting, formats)
    assert list(done.given["Tickets"]) == ["BS202610-0003", "BS202610-0004"]
    assert done.written == ["報事"]
    assert book.sheets["報事"].range("A6:A7").value == ["BS202610-0003", "BS202610-0004"]
    assert list(waiting_rows(read_ours(book), "Tickets")) == []


def test_a_formula_waits_for_no_number(book: xw.Book) -> None:
    book.sheets["報事"].range("A6").formula = '=""'
    assert list(waiting_rows(read_ours(book), "Tickets")) == [7]


def test_a_number_that_is_gone_is_missed(book: xw.Book) -> None:
    book.sheets["報事"].range("A4").value = "BS202610-0004"
    office = read_ours(book)
    ledger = Ledger(book, office.places.language)
    (found,) = gap_findings(office, settings_of(office), ledger)
    assert found.code is FindingCode.NUMBERS_MISSING
    assert "BS202610-0001" in found.message(Language.HANT)


def test_a_number_of_another_month_is_found(book: xw.Book) -> None:
    at = dt.datetime(2026, 9, 5, 8)  # noqa: DTZ001 - a workbook's times have no zone
    book.sheets["報事"].range("B4").value = at
    office = read_ours(book)
    codes = [found.code for found in date_findings(office, settings_of(office))]
    assert codes == [FindingCode.NUMBER_OF_OTHER_DATE]


def test_two_formats_that_may_give_one_number_clash(book: xw.Book) -> None:
    office = read_ours(book)
    settings = settings_of(office)
    assert clash_findings(office, settings) == []
    same = {COMPLAINTS: settings.values[TICKETS]}
    clashing = clash_findings(office, replace(settings, values={**settings.values, **same}))
    assert [found.code for found in clashing] == [FindingCode.FORMATS_CLASH]


def test_the_row_of_a_setting(book: xw.Book) -> None:
    office = read_ours(book)
    row = setting_row(office, TICKETS)
    assert row is not None
    assert office.tables["Settings"].loc[row, "key"] == TICKETS
    assert setting_row(office, "no such setting") is None
