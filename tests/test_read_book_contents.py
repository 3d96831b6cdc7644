"""What a workbook holds by sheet, and in what two versions of one differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from estate_xl.files.session import open_file
from estate_xl.read.book_contents import Contents, Difference, differences, read_contents
from estate_xl.schema import Language
from support.desks import office_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import xlwings as xw

FIRST = 4
"""The first record's row."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small office's file."""
    path = tmp_path / "濱江花園.xlsx"
    path.write_bytes(office_bytes())
    return path


def compared(office: Path, change: Callable[[xw.Book], object]) -> list[Difference]:
    """In what a workbook differs once it was changed."""
    with open_file(office) as opened:
        before = read_contents(opened.book)
        change(opened.book)
        return differences(before, read_contents(opened.book))


def test_records_are_counted_by_their_sheet(office: Path) -> None:
    with open_file(office) as opened:
        held = read_contents(opened.book)
    assert {key: count for key, count in held.records.items() if count} == {
        "Tickets": 5, "FollowUps": 1, "Inspections": 1, "Zones": 2, "Staff": 3,
        "InspectionStandards": held.records["InspectionStandards"],
        "AppraisalWeights": 13, "Settings": held.records["Settings"],
    }  # fmt: skip


def test_nothing_differs_from_itself(office: Path) -> None:
    assert compared(office, lambda _: None) == []


def test_a_row_that_went_is_counted(office: Path) -> None:
    def change(book: xw.Book) -> None:
        book.sheets["報事"].range(f"{FIRST}:{FIRST}").delete()

    assert compared(office, change) == [Difference("報事", 5, 4)]


def test_a_row_that_reads_otherwise_is_counted_apart(office: Path) -> None:
    def change(book: xw.Book) -> None:
        sheet = book.sheets["員工"]
        sheet.range((FIRST, 2)).value = "何主任甲"
        sheet.range((FIRST + 3, 1)).value = ["Y04", "吳剛", "環境部", "員工"]

    assert compared(office, change) == [Difference("員工", 3, 4, changed=1)]


def test_a_renamed_sheet_is_the_same_one(office: Path) -> None:
    def change(book: xw.Book) -> None:
        book.sheets["報事"].name = "報事 2026"
        book.sheets["報事 2026"].range((FIRST, 2)).clear_contents()

    (found,) = compared(office, change)
    assert (found.title, found.is_new, found.is_gone) == ("報事 2026", False, False)


def test_sheets_of_the_offices_own_come_and_go(office: Path) -> None:
    with open_file(office) as opened:
        opened.book.sheets.add("車位").range("A1").value = 1
        opened.save()

    def change(book: xw.Book) -> None:
        book.sheets["車位"].delete()
        book.sheets.add("鑰匙")
        book.sheets["首頁"].range("C4").value = "改過"

    assert compared(office, change) == [
        Difference("首頁", changed=1),
        Difference("鑰匙", is_new=True),
        Difference("車位", is_gone=True),
    ]


def test_columns_that_commands_fill_do_not_count_but_numbers_do(office: Path) -> None:
    def fill(book: xw.Book, header: str) -> None:
        sheet = book.sheets["報事"]
        headers = sheet.range("A3:BZ3").value
        sheet.range((FIRST + 3, headers.index(header) + 1)).value = "已登記"

    assert compared(office, lambda book: fill(book, "狀態")) == []
    assert compared(office, lambda book: fill(book, "單號")) == [
        Difference("報事", 5, 5, changed=1)
    ]


def test_a_table_that_only_one_of_them_has_is_no_record_of_both() -> None:
    one = Contents(Language.HANT, {"Zones": 1}, {"Zones": "片區"}, {"片區": Counter({("a",): 1})})
    none = Contents(Language.HANT, {}, {}, {"片區": Counter({("a",): 1})})
    assert differences(one, none) == []
    bare = Contents(Language.HANT, {}, {}, {})
    assert differences(one, bare) == [Difference("片區", is_gone=True)]
