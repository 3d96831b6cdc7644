"""Sheets found by mark, by title and by what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from estate_xl.blueprint import make_book
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import open_file
from estate_xl.identity import (
    clear_marks,
    find_made,
    find_marks,
    find_sheet,
    find_titled,
    point_name,
    set_mark,
)
from estate_xl.schema import Language
from estate_xl.schema.marks import TITLES, mark_of, marked_area, marked_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

LOOKED_UP = (
    "Findings", "Overdue", "Evidence", "MonthStatistics", "YearStatistics", "MailLog",
    "SlipTemplate", "AppraisalTemplate", "MailTemplate", "Lists",
)  # fmt: skip


def unmarked(workbook: Workbook) -> None:
    for name in [name for name in workbook.defined_names if marked_key(name) is not None]:
        del workbook.defined_names[name]


@pytest.fixture(scope="module", params=Language)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workbook in each language."""
    path = tmp_path_factory.mktemp("made") / f"{request.param}.xlsx"
    path.write_bytes(make_book(request.param))
    return path


@pytest.mark.parametrize("key", LOOKED_UP)
def test_every_sheet_is_known_with_its_mark_and_without(key: str, made: Path) -> None:
    language = Language(made.stem)
    with open_file(made) as file:
        names = list(file.book.names)
        for _ in range(2):
            sheet = find_sheet(file.book, key, language)
            assert sheet is not None
            assert sheet.name == TITLES[key].text(language)
            for name in names:
                if marked_key(name.name) is not None:
                    name.delete()
            names = []


def opened(path: Path, change: Callable[[Workbook], None]) -> Path:
    if not path.exists():
        path.write_bytes(make_book(Language.HANT))
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


def local(workbook: Workbook, title: str, key: str, *, shown: str | None = None) -> None:
    """A mark of a sheet's own scope, as a copy made in Excel has it."""
    name = DefinedName(mark_of(key), attr_text=marked_area(shown or title), hidden=True)
    workbook[title].defined_names.add(name)


def test_the_first_sheet_wins_over_its_copy(tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        workbook.create_sheet("留底", 0)
        local(workbook, "留底", "Findings")

    with open_file(opened(tmp_path / "book.xlsx", change)) as file:
        sheet = find_sheet(file.book, "Findings", Language.HANT)
        assert sheet is not None
        assert sheet.name == "檢查結果"
        sheet.delete()
        copy = find_sheet(file.book, "Findings", Language.HANT)
        assert copy is not None
        assert copy.name == "留底"
        clear_marks(copy)
        assert find_sheet(file.book, "Findings", Language.HANT) is None


def test_of_two_copies_the_one_with_our_title_wins_else_none(tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        unmarked(workbook)
        for title in ("甲", "乙"):
            workbook.create_sheet(title, 0)
            local(workbook, title, "Findings")

    with open_file(opened(tmp_path / "book.xlsx", change)) as file:
        with pytest.raises(WorkbookError, match=r"「(乙」「甲|甲」「乙)」都像「檢查結果」"):
            find_sheet(file.book, "Findings", Language.HANT)
        file.book.sheets["檢查結果"].delete()
        file.book.sheets["乙"].name = "檢查結果"
        sheet = find_sheet(file.book, "Findings", Language.HANT)
        assert sheet is not None
        assert sheet.name == "檢查結果"


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    "text", ["#REF!", "'沒有這張'!$1:$1048576", "'[1]檢查結果'!$A$1", '"檢查結果"']
)
def test_a_mark_that_means_no_sheet_counts_for_nothing(text: str, tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        workbook.defined_names[mark_of("Findings")].attr_text = text

    with open_file(opened(tmp_path / "book.xlsx", change)) as file:
        marks = find_marks(file.book)
        assert marks.of("Findings") == []
        assert "findings" in marks.keys
        sheet = find_sheet(file.book, "Findings", Language.HANT)
        assert sheet is not None
        set_mark(sheet, "Findings")
        assert find_marks(file.book).of("Findings") == ["檢查結果"]


def test_a_title_alone_is_not_enough(tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        unmarked(workbook)
        for key in LOOKED_UP:
            sheet = workbook[TITLES[key].hant]
            assert isinstance(sheet, Worksheet)
            for cells in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(cells))
            for row in sheet.iter_rows():
                for cell in row:
                    cell.value = None
            vars(sheet)["_charts"].clear()
            sheet["A1"] = "自己的"

    with open_file(opened(tmp_path / "book.xlsx", change)) as file:
        for key in LOOKED_UP:
            assert find_sheet(file.book, key, Language.HANT) is None, key
            assert find_titled(file.book, key, Language.HANT) is not None
            assert find_titled(file.book, key, Language.EN) is None


def test_what_was_filled_from_a_template_may_be_made_again(tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        for title in ("報事單", "空"):
            workbook.create_sheet(title)
        copy = workbook.copy_worksheet(workbook["報事單模板"])
        copy.title = "舊單"
        workbook["報事單"]["A1"] = "自己的"

    with open_file(opened(tmp_path / "book.xlsx", change)) as file:
        book = file.book
        template = book.sheets["報事單模板"]
        assert find_made(book, "沒有", "Slips", template) is None
        for title in ("舊單", "空"):
            found = find_made(book, title, "Slips", template)
            assert found is not None
            assert found.name == title
        with pytest.raises(WorkbookError, match="工作表「報事單」不是本程序生成的，沒有動它"):
            find_made(book, "報事單", "Slips", template)
        set_mark(book.sheets["報事單"], "Slips")
        assert find_made(book, "報事單", "Slips", template) is not None


def test_a_name_is_pointed_only_where_it_is(tmp_path: Path) -> None:
    with open_file(opened(tmp_path / "book.xlsx", lambda _: None)) as file:
        sheet = file.book.sheets["報事"]
        point_name(sheet, "latest_slips")
        point_name(sheet, "latest_nothing")
        assert file.book.names["latest_slips"].refers_to == "='報事'!$A$1"
        assert "latest_nothing" not in file.book.names
