"""What all tasks need on the way: names, titles, and each cell's first finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.tasks.common import first_at_each_cell, names, no_lacks, titles, zone_names
from estate_xl.tasks.preconditions import read_ours

if TYPE_CHECKING:
    import xlwings as xw


def test_names_and_titles_are_the_workbooks(book: xw.Book) -> None:
    book.sheets["報事"].name = "台賬"
    office = read_ours(book)
    assert names(office) == {"Y01": "何主任", "Y02": "林曉", "Y03": "周明"}
    assert zone_names(office) == {"A01": "觀瀾苑", "A02": "聽濤苑"}
    assert titles(office)["Tickets"] == "台賬"


def test_a_cell_that_could_not_be_read_has_that_one_finding() -> None:
    unread = Finding(FindingCode.WRONG_TYPE, "Tickets", 4, "registered")
    follows = Finding(FindingCode.LACKING, "Tickets", 4, "registered")
    other = Finding(FindingCode.LACKING, "Tickets", 5, "registered")
    assert first_at_each_cell([unread, follows, other]) == [unread, other]


def test_what_could_not_be_read_or_is_no_column_is_no_lack(book: xw.Book) -> None:
    book.sheets["報事"].range("B4").value = "上午"
    book.sheets["報事"].range("C3").value = "甲"
    held = no_lacks(read_ours(book))
    assert ("Tickets", 4, "registered") in held
    assert ("Tickets", None, "channel") in held
