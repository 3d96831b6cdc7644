"""Sheets of the office's own that share a title with ours stay as they are, under any command."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.files.session import open_file
from estate_xl.language.simplified import simplify_characters
from estate_xl.schema import Language
from estate_xl.schema.marks import marked_key
from support.basic import PROGRAM, run_basic
from support.desks import records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    Cells = dict[str, list[list[object]]]

pytestmark = pytest.mark.slow
TITLES = (
    "lists",
    "名单",
    "月度统计",
    "Year Statistics",
    "Slip Template",
    "Appraisal Template",
    "Mail Template",
    "Findings",
    "Overdue",
    "Evidence",
    "Mail Log",
    "Work Orders",
    "Changes",
    "Slip Returns",
    "Month Records",
    "Score Forms",
    "Score Slips",
    "Reminders",
    "Appraisal 2026-10",
)
"""Ours in another language than the workbook's; Excel takes 月度統計 beside 月度统计."""

RUNS: tuple[tuple[str, ...], ...] = (
    ("validate",),
    ("overdue", "--as-of", "2026-10-31T18:00"),
    ("work-orders",),
    ("prepare", "--month", "2026-10"),
    ("return-slip", "--ticket", "BS202609-0001", "--reason", "缺客戶簽字", "--by", "林曉"),
    (
        *("change", "--of", "員工", "--key", "周明", "--field", "崗位"),
        *("--to", "維修班長", "--from", "2026-10-20"),
    ),
    ("month-end", "--month", "2026-10"),
    ("score-slips", "--month", "2026-10"),
    ("reminders", "--as-of", "2026-10-31T18:00"),
    ("statistics", "--year", "2026"),
    ("approve", "--month", "2026-10", "--by", "何主任", "--force", "樣本"),
    ("send", "--month", "2026-10", "--eml", "{folder}/draft.eml", "--force"),
)
RUN = {words[0]: words for words in RUNS}
MONTHLY = [RUN[name] for name in ("validate", "overdue", "work-orders", "month-end")]
WRITTEN = ("檢查結果", "逾期提醒", "報事單", "考核 2026-10", "計分依據", "月度統計", "年度統計")
SETTINGS = {
    "project_name": "濱江花園",
    "office_name": "管理處",
    "hq_recipients": "hq@example.com",
    "sender": "me@example.com",
}


def unmarked(workbook: Workbook) -> None:
    """As workbooks of earlier versions are."""
    for name in [name for name in workbook.defined_names if marked_key(name) is not None]:
        del workbook.defined_names[name]


def own_sheet(workbook: Workbook, title: str) -> None:
    """A sheet of the office's own before all others, filled over 25 rows."""
    sheet = workbook.create_sheet(title, 0)
    for row in range(1, 26):
        for column in range(1, 5):
            sheet.cell(row, column, f"{title} {row}-{column}")


def cells(path: Path, titles: tuple[str, ...]) -> Cells:
    workbook = openpyxl.load_workbook(path)
    return {
        title: [[cell.value for cell in row] for row in workbook[title].iter_rows()]
        for title in titles
    }


def written(path: Path, change: Callable[[Workbook], None]) -> Path:
    workbook = openpyxl.load_workbook(BytesIO(make_book(Language.HANT, records(), SETTINGS)))
    change(workbook)
    workbook.save(path)
    return path


def run(path: Path, words: tuple[str, ...]) -> int:
    rest = [word.format(folder=path.parent) for word in words[1:]]
    return cli.main([words[0], str(path), *rest, "--quiet"])


@pytest.mark.parametrize("is_old", [False, True])
def test_no_command_touches_them(is_old: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    def change(workbook: Workbook) -> None:
        if is_old:
            unmarked(workbook)
        for title in TITLES:
            own_sheet(workbook, title)

    path = written(tmp_path / "book.xlsx", change)
    before = cells(path, TITLES)
    for words in RUNS:
        assert run(path, words) in {cli.OK, cli.FINDINGS}, words
        assert cells(path, TITLES) == before, words
    workbook = openpyxl.load_workbook(path)
    assert set(WRITTEN) <= set(workbook.sheetnames)
    assert workbook["檢查結果"]["A4"].value is not None
    assert str(workbook["月度統計"]["A1"].value).endswith("2026-10")
    assert workbook.defined_names["latest_appraisal"].attr_text == "'考核 2026-10'!$A$1"
    assert workbook.defined_names["estate_sheet_Findings"].hidden


@pytest.mark.parametrize("is_old", [False, True])
def test_texts_converted_to_the_other_script_leave_one_of_each_sheet(
    is_old: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    """As Excel converts what is selected: the cells, not the tabs."""
    path = written(tmp_path / "book.xlsx", lambda _: None)
    for words in [*MONTHLY, RUN["statistics"]]:
        run(path, words)
    workbook = openpyxl.load_workbook(path)
    titles = workbook.sheetnames
    if is_old:
        unmarked(workbook)
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str):
                cell.value = simplify_characters(cell.value)
        for table in sheet.tables.values():
            for column in table.tableColumns:
                column.name = simplify_characters(column.name)
    workbook.save(path)
    for words in [*MONTHLY, RUN["statistics"]]:
        assert run(path, words) in {0, 1}
    assert openpyxl.load_workbook(path).sheetnames == titles


def test_an_old_workbook_gets_marks_where_a_command_writes(tmp_path: Path) -> None:
    path = written(tmp_path / "book.xlsx", unmarked)
    for words in MONTHLY:
        run(path, words)
    marked = openpyxl.load_workbook(path).defined_names
    keys = {key for name in marked if (key := marked_key(name)) is not None}
    assert keys == {
        "Findings", "Overdue", "Slips", "Lists", "Evidence", "MonthStatistics",
        "Appraisal_2026_10", "MonthRecords",
    }  # fmt: skip


OWN = "不是本程序生成的，沒有動它；請給它改一個名稱，再執行一次，程序要用這個名稱。"


@pytest.mark.parametrize(
    ("title", "words", "sentence"),
    [
        ("報事單", ("work-orders",), f"工作表「報事單」{OWN}"),
        ("評分表", ("prepare", "--month", "2026-10"), f"工作表「評分表」{OWN}"),
        ("個人得分單", ("score-slips", "--month", "2026-10"), f"工作表「個人得分單」{OWN}"),
        ("催辦單", ("reminders",), f"工作表「催辦單」{OWN}"),
        ("考核 2026-10", ("month-end", "--month", "2026-10"), f"工作表「考核 2026-10」{OWN}"),
    ],
)
def test_a_sheet_that_has_the_very_title_is_named_and_kept(
    title: str,
    words: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = written(tmp_path / "book.xlsx", lambda workbook: own_sheet(workbook, title))
    before = path.read_bytes()
    assert run(path, words) == 2
    assert capsys.readouterr().err == f"{sentence}\n"
    assert path.read_bytes() == before


def test_a_list_of_names_of_the_office_takes_no_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(workbook: Workbook) -> None:
        unmarked(workbook)
        del workbook["名單"]
        own_sheet(workbook, "名單")

    path = written(tmp_path / "book.xlsx", change)
    before = path.read_bytes()
    assert run(path, ("work-orders",)) == 2
    assert "工作表「名單」不是本程序的，沒有動它；" in capsys.readouterr().err
    assert path.read_bytes() == before


def renamed(path: Path, titles: dict[str, str]) -> Path:
    with open_file(path) as file:
        for old, new in titles.items():
            file.book.sheets[old].name = new
        file.save()
    return path


def test_marked_sheets_are_found_under_new_titles(tmp_path: Path) -> None:
    path = written(tmp_path / "book.xlsx", lambda workbook: own_sheet(workbook, "Findings"))
    titles = {
        "檢查結果": "我的檢查", "月度統計": "統計", "報事單模板": "單子", "名單": "人",
        "報事": "台賬",
    }  # fmt: skip
    renamed(path, titles)
    for words in RUNS:
        assert run(path, words) in {cli.OK, cli.FINDINGS}, words
    workbook = openpyxl.load_workbook(path)
    assert not set(titles) & set(workbook.sheetnames)
    assert workbook["我的檢查"]["A4"].value is not None
    assert str(workbook["統計"]["A1"].value).endswith("2026-10")
    renamed(path, {"考核 2026-10": "十月考核"})
    assert run(path, RUN["send"]) in {cli.OK, cli.FINDINGS}


def test_two_that_fit_equally_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(workbook: Workbook) -> None:
        unmarked(workbook)
        ours = workbook["檢查結果"]
        ours.title = "Findings"
        copy = workbook.copy_worksheet(ours)
        copy.title = "检查结果"

    path = written(tmp_path / "book.xlsx", change)
    before = path.read_bytes()
    assert run(path, ("validate",)) == 2
    assert capsys.readouterr().err == (
        "「book.xlsx」的工作表「Findings」「检查结果」都像「檢查結果」，分不清用哪一張，沒有改動；"
        "請把要用的那一張改名為「檢查結果」，再執行一次。\n"
    )
    assert path.read_bytes() == before


OFFICE = '  s.copyByName("檢查結果","留底",0)\n'
IN_LIBREOFFICE = {
    "copied before it": (OFFICE, "檢查結果"),
    "copied, and the first one deleted": (f'{OFFICE}  s.removeByName("檢查結果")\n', "留底"),
    "renamed": ('  s.getByName("檢查結果").Name = "我的檢查"\n', "我的檢查"),
    "its first row and column deleted": (
        (
            '  s.getByName("檢查結果").Rows.removeByIndex(0,1)\n'
            '  s.getByName("檢查結果").Name = "我的檢查"\n'
        ),
        "我的檢查",
    ),
}
MACRO = """Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  d = StarDesktop.loadComponentFromURL("{url}", "_blank", 0, hidden)
  s = d.Sheets
{lines}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
  d.storeToURL("{url}", kind)
  d.close(True)
  StarDesktop.terminate
End Sub
"""


@pytest.mark.libreoffice
@pytest.mark.skipif(PROGRAM is None, reason="no LibreOffice")
@pytest.mark.parametrize("case", IN_LIBREOFFICE)
def test_marks_survive_what_people_do_in_libreoffice(case: str, tmp_path: Path) -> None:
    lines, title = IN_LIBREOFFICE[case]
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book(Language.HANT, records(), SETTINGS))
    macro = MACRO.format(url=path.as_uri(), lines=lines)
    run_basic(tmp_path, {"Runner": macro}, os.environ)
    before = openpyxl.load_workbook(path)
    assert title in before.sheetnames
    assert run(path, ("validate",)) == 1
    after = openpyxl.load_workbook(path)
    changed = [
        name for name in after.sheetnames if list(after[name].values) != list(before[name].values)
    ]
    assert changed == [title]
