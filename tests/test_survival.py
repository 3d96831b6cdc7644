"""What an office put into its workbook outlives our commands, part by part."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.commands import COMMANDS
from support.packages import STRINGS, carry, changed, complaints, file_of, parts_of, sheet_parts
from support.survival import lost_entries, may_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.slow
EXCEL_MADE = sorted((Path(__file__).parents[1] / "../shared/excel-made").resolve().glob("*.xls?"))
TEMPLATE = Path(__file__).parents[1] / "workbooks/template.xlsx"
FORM = "月度考核模板"
MONTH, FILLED = "2026-10", "考核 2026-10"
HEADERS, FIRST = 3, 4
SWAPPED = ("客戶姓名", "報事內容")
OWN_SHEET, OWN_COLUMN = "我的分析", "我的備註"
OWN_RANGE = "'我的分析'!$C$2:$C$4"
OWN_FORMULAS = {
    "A2": ("=COUNTA('片區'!A4:A9)", 6.0),
    "A3": ("='片區'!B4", "觀瀾苑"),
    "A4": ("=SUM(我的範圍)", 6.0),
}
YELLOW, RED = "FFFFEE00", "FFCC0000"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Picture(Image):
    """A picture that openpyxl writes without Pillow."""

    def __init__(self) -> None:
        """Take no file: the dot is known."""
        self.anchor = "H20"
        self.width = self.height = 16
        self.format = "png"

    def _data(self) -> bytes:
        return PNG


def run(command: str, book: Path, *words: str) -> int:
    """One command on one file; what it found does not matter here, that it ran does."""
    status = cli.main([command, str(book), "--quiet", *words])
    assert status in {cli.OK, cli.FINDINGS}
    return status


def month_end(book: Path, month: str = MONTH) -> None:
    run("month-end", book, "--month", month)


def unmeant(before: dict[str, bytes], after: dict[str, bytes], *commands: str) -> list[str]:
    """What these commands changed or lost without leave."""
    allowed = set().union(*(may_change(before, after, COMMANDS[name]) for name in commands))
    lost = lost_entries(before, after, made_again=["逾期提醒"])
    return [*sorted(changed(before, after) - allowed), *lost]


@pytest.fixture(scope="module")
def office() -> bytes:
    """A small office: one month, few tickets, few inspections."""
    sample = make_sample(tickets=20, months=[MONTH])
    records = {**sample.records, "Inspections": sample.records["Inspections"][::9]}
    records["Owners"] = records["Owners"][:30]
    return make_book(Language.HANT, records, sample.settings)


@pytest.fixture
def book(office: bytes, tmp_path: Path) -> Path:
    """The small office on disk."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(office)
    return path


@pytest.fixture
def worked_on(book: Path) -> Path:
    """The office after its people rearranged it and added what they like."""
    workbook = openpyxl.load_workbook(book)
    rearrange(workbook["報事"])
    workbook.defined_names["我的範圍"] = DefinedName(
        "我的範圍", attr_text=f"'{OWN_SHEET}'!$C$2:$C$4"
    )
    add_own_sheet(workbook.create_sheet(OWN_SHEET, index=3))
    workbook.save(book)
    parts = parts_of(book)
    part = sheet_parts(parts)[OWN_SHEET]
    text = parts[part].decode()
    for formula, result in OWN_FORMULAS.values():
        kind = ' t="str"' if isinstance(result, str) else ""
        written = formula[1:].encode("ascii", "xmlcharrefreplace").decode()
        old = f"><f>{written}</f><v></v></c>"
        assert text.count(old) == 1
        text = text.replace(old, f"{kind}><f>{written}</f><v>{result}</v></c>")
    book.write_bytes(file_of({**parts, part: text.encode()}))
    return book


def rearrange(sheet: Worksheet) -> None:
    """Two columns change places, one is added with notes and a colour."""
    table = sheet.tables["Tickets"]
    headers = [column.name for column in table.tableColumns]
    left, right = (headers.index(header) + 1 for header in SWAPPED)
    for row in range(HEADERS, sheet.max_row + 1):
        one, other = sheet.cell(row, left), sheet.cell(row, right)
        one.value, other.value = other.value, one.value
    columns = table.tableColumns
    columns[left - 1].name, columns[right - 1].name = SWAPPED[1], SWAPPED[0]
    own = len(headers) + 2
    sheet.cell(HEADERS, own, OWN_COLUMN)
    sheet.cell(FIRST, own, "已電話說明").fill = PatternFill("solid", fgColor=YELLOW)
    sheet.cell(FIRST, left).fill = PatternFill("solid", fgColor=RED)
    sheet.cell(FIRST, own).comment = Comment("記得回電", "何")


def add_own_sheet(sheet: Worksheet) -> None:
    """Formulas, numbers, a chart, a picture, a note and a rule that colours."""
    for address, (formula, _) in OWN_FORMULAS.items():
        sheet[address] = formula
    for row in range(2, 5):
        sheet.cell(row, 3, row - 1)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=2, max_row=4))
    sheet.add_chart(chart, "E2")
    sheet.add_image(Picture())
    sheet["A1"] = "各片區"
    sheet["A1"].comment = Comment("我寫的", "何")
    look = DifferentialStyle(fill=PatternFill(bgColor=YELLOW))
    rule = Rule(type="cellIs", operator="greaterThan", formula=["2"], dxf=look)
    sheet.conditional_formatting.add("C2:C4", rule)


@pytest.mark.parametrize("excel_made", EXCEL_MADE or [Path("absent")], ids=lambda path: path.name)
def test_what_excel_made_is_carried_through_the_commands(
    excel_made: Path, office: bytes, tmp_path: Path
) -> None:
    if not EXCEL_MADE:
        pytest.skip("no files saved by Excel here")
    book = tmp_path / f"book{excel_made.suffix}"
    book.write_bytes(carry(office, excel_made.read_bytes()))
    before = parts_of(book)

    run("validate", book)
    run("overdue", book)
    month_end(book)

    after = parts_of(book)
    assert unmeant(before, after, "validate", "overdue", "month-end") == []
    assert list(sheet_parts(after))[-1] == list(sheet_parts(before))[-1]
    assert len(complaints(book)) <= len(complaints(excel_made))
    openpyxl.load_workbook(book).close()


def test_month_end_alone_touches_its_own_sheets_only(worked_on: Path) -> None:
    before = parts_of(worked_on)
    month_end(worked_on)
    after = parts_of(worked_on)
    assert unmeant(before, after, "month-end") == []


def test_what_the_office_added_is_intact(worked_on: Path) -> None:
    before = parts_of(worked_on)
    known = complaints(worked_on)

    run("validate", worked_on)
    run("overdue", worked_on)
    month_end(worked_on)

    after = parts_of(worked_on)
    assert unmeant(before, after, "validate", "overdue", "month-end") == []
    assert set(complaints(worked_on)) <= set(known)
    written = openpyxl.load_workbook(worked_on)
    tickets, own = written["報事"], written[OWN_SHEET]
    headers = [cell.value for cell in tickets[HEADERS]]
    left, column = headers.index(SWAPPED[1]) + 1, headers.index(OWN_COLUMN) + 1
    assert headers.index(SWAPPED[1]) < headers.index(SWAPPED[0])
    assert tickets.cell(FIRST, left).fill.fgColor.rgb == RED
    assert tickets.cell(FIRST, column).fill.fgColor.rgb == YELLOW
    assert tickets.cell(FIRST, column).value == "已電話說明"
    assert note(tickets, FIRST, column) == "記得回電"
    assert note(own, 1, 1) == "我寫的"
    assert [name for name in after if name.startswith("xl/charts/chart")]
    assert [str(each.sqref) for each in own.conditional_formatting] == ["C2:C4"]
    assert written.defined_names["我的範圍"].attr_text == OWN_RANGE
    stored = openpyxl.load_workbook(worked_on, data_only=True)[OWN_SHEET]
    for address, (formula, result) in OWN_FORMULAS.items():
        assert (own[address].value, stored[address].value) == (formula, result)
    assert PNG in after.values()


def note(sheet: Worksheet, row: int, column: int) -> str | None:
    """The text of a cell's note."""
    comment = sheet.cell(row, column).comment
    return comment.text if comment else None


def test_a_rearranged_office_gets_the_same_scores(
    book: Path, office: bytes, worked_on: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert book == worked_on
    plain = book.with_name("plain.xlsx")
    plain.write_bytes(office)

    scores = [printed(each, capsys) for each in (plain, worked_on)]

    assert scores[0] == scores[1]
    assert scores[0]["zones"]


def printed(book: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What month-end prints, without where in the workbook the findings are."""
    run("month-end", book, "--month", MONTH, "--json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    findings = answer.pop("findings")
    return {**answer, "rules": sorted(str(finding["rule"]) for finding in findings)}


@pytest.mark.parametrize("command", [("validate",), ("overdue",), ("month-end", "--month", MONTH)])
def test_a_second_run_says_the_same_in_no_more_room(book: Path, command: tuple[str, ...]) -> None:
    name, *words = command
    run(name, book, *words)
    run(name, book, *words)
    once, size = contents(book), len(parts_of(book)[STRINGS])
    run(name, book, *words)
    assert contents(book) == once
    assert len(parts_of(book)[STRINGS]) == size


def contents(book: Path) -> dict[str, list[tuple[object, ...]]]:
    """Values and formulas of every sheet."""
    return {sheet.title: list(sheet.values) for sheet in openpyxl.load_workbook(book).worksheets}


def test_each_month_keeps_its_sheet(book: Path) -> None:
    month_end(book, "2026-09")
    before = parts_of(book)
    month_end(book, "2026-10")
    after = parts_of(book)
    september = sheet_parts(before)["考核 2026-09"]
    assert sheet_parts(after)["考核 2026-09"] == september
    assert after[september] == before[september]
    assert FILLED in sheet_parts(after)
    assert complaints(book) == []


def test_a_changed_template_shows_in_the_next_run(book: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A24"] = "本表由{{ 管理處名稱 }}存檔"
        sheet["A1"].fill = PatternFill("solid", fgColor=RED)

    month_end(book)
    edit(book, FORM, change)
    month_end(book)
    filled = openpyxl.load_workbook(book)[FILLED]
    assert filled["A1"].fill.fgColor.rgb == RED
    texts = [cell.value for row in filled.iter_rows(max_col=1) for cell in row]
    assert "本表由濱江花園管理處存檔" in texts


def edit(book: Path, title: str, change: Callable[[Worksheet], None]) -> None:
    """Change a sheet as its user does, with another program."""
    workbook = openpyxl.load_workbook(book)
    change(workbook[title])
    workbook.save(book)


@pytest.mark.parametrize("language", list(Language))
def test_new_workbooks_pass_the_audit(language: Language, tmp_path: Path) -> None:
    book = tmp_path / "new.xlsx"
    assert cli.main(["new", str(book), "--lang", language.value, "--quiet"]) == cli.OK
    assert complaints(book) == []


def test_the_template_passes_the_audit_before_and_after(office: bytes, tmp_path: Path) -> None:
    assert complaints(TEMPLATE) == []
    book = tmp_path / "book.xlsx"
    book.write_bytes(office)
    assert complaints(book) == []
    run("validate", book)
    run("overdue", book)
    month_end(book)
    assert complaints(book) == []
