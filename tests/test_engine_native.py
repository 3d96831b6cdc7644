"""What the ribbon asks of an application, a book and a sheet under Excel's own names."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.filters import FilterColumn, Filters

from estate_xl.engine.errors import EngineProblem, NotOfferedError
from estate_xl.engine.opening import open_book
from support.desks import filter_table, opened, protect
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw


@pytest.fixture
def book(tmp_path: Path) -> Iterator[xw.Book]:
    """The small office, open."""
    yield from opened(tmp_path / "office.xlsx")


def addresses(cells: xw.Range) -> list[str]:
    found = cells.get_special_cells("visible")
    assert isinstance(found, list)
    return [each.address for each in found]


def test_seen_cells_come_as_rectangles(book: xw.Book) -> None:
    sheet = book.sheets["報事"]
    assert addresses(sheet["A4:C9"]) == ["$A$4:$C$9"]
    sheet["5:6"].rows.hidden = True
    sheet["B:B"].columns.hidden = True
    assert addresses(sheet["A4:C9"]) == ["$A$4", "$C$4", "$A$7:$A$9", "$C$7:$C$9"]
    assert addresses(sheet["A5:C6"]) == []
    assert addresses(sheet["A5"]) == []
    assert addresses(sheet["A:A"])[-1] == "$A$7:$A$1048576"


def test_the_selection_is_of_the_sheet_that_is_shown(book: xw.Book) -> None:
    sheet = book.sheets["報事"]
    sheet["B5:C6"].select()
    assert book.app.selection is not None
    assert book.app.selection.sheet.name == book.sheets.active.name != "報事"
    sheet.api.Activate()
    assert book.app.selection.address == "$B$5:$C$6"
    app = book.app
    book.close()
    assert app.selection is None


def test_a_tables_filter_is_seen_and_cleared(book: xw.Book) -> None:
    table = book.sheets["報事"].tables[0]
    assert {each.type for each in table.autofilter.criteria} == {"none"}
    assert table.api.AutoFilter.FilterMode is False
    filter_table(book, "報事", range(5, 7))
    assert table.api.AutoFilter.FilterMode is True
    assert [each.field for each in table.autofilter.criteria if each.type != "none"] == [2]
    table.autofilter.clear()
    assert {each.type for each in table.autofilter.criteria} == {"none"}
    assert table.show_autofilter is True
    assert table.api.AutoFilter.FilterMode is False
    with pytest.raises(NotOfferedError, match=r"Table\.api\.ListRows"):
        _ = table.api.ListRows
    assert book.sheets["報事"]["4:9"].rows.hidden is False
    with pytest.raises(NotOfferedError, match=r"AutoFilter\.apply_values"):
        table.autofilter.apply_values(1, ["x"])


def test_a_sheets_own_filter_is_seen_and_cleared(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for number in range(1, 6):
        sheet.append([number])
    sheet.auto_filter.ref = "A1:A5"
    sheet.auto_filter.filterColumn.append(FilterColumn(colId=0, filters=Filters(filter=["1"])))
    sheet.row_dimensions[3].hidden = True
    made.save(tmp_path / "a.xlsx")
    book = open_book(tmp_path / "a.xlsx")
    tab = book.sheets[0]
    assert tab.api.FilterMode is True
    tab.api.ShowAllData()
    book.save()
    book.close()
    book = open_book(tmp_path / "a.xlsx")
    assert book.sheets[0].api.FilterMode is False
    assert book.sheets[0]["1:5"].rows.hidden is False
    book.sheets[0].api.ShowAllData()
    book.close()


def test_protection_is_seen(book: xw.Book) -> None:
    assert book.sheets["報事"].api.ProtectContents is False
    protect(book, "報事")
    assert book.sheets["報事"].api.ProtectContents is True
    assert book.api.ProtectStructure is False


def test_a_book_tells_its_place_and_is_copied(book: xw.Book, tmp_path: Path) -> None:
    assert book.api.FullName == str(tmp_path / "office.xlsx")
    assert book.api.ReadOnly is False
    book.api.SaveCopyAs(str(tmp_path / "copy.xlsx"))
    assert (tmp_path / "copy.xlsx").read_bytes() == (tmp_path / "office.xlsx").read_bytes()
    with engine_refuses(EngineProblem.NOT_COPIED):
        book.api.SaveCopyAs(str(tmp_path / "nowhere" / "copy.xlsx"))
    (tmp_path / "office.xlsx").chmod(stat.S_IRUSR)
    assert book.api.ReadOnly is True


def test_what_is_not_named_is_refused(book: xw.Book) -> None:
    assert book.app.api.UserName == ""
    assert book.app.api.ActiveProtectedViewWindow is None
    with pytest.raises(NotOfferedError, match=r"App\.api\.Ready"):
        _ = book.app.api.Ready
    with pytest.raises(NotOfferedError, match=r"Book\.api\.Author"):
        _ = book.api.Author


def test_another_file_is_opened_beside(book: xw.Book, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    assert book.app.books.active.name == "office.xlsx"
    other = book.app.books.open(tmp_path / "b.xlsx")
    assert other.name == "b.xlsx"
    other.close()
    with pytest.raises(NotOfferedError, match=r"Books\.open"):
        book.app.books.open(tmp_path / "b.xlsx", read_only=True)
