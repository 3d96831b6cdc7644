"""Every command run twice leaves the same bytes as run once.

月度記錄 says when a month was computed, which is not said anew where its numbers are the same; runs
on two files are compared at one moment. No other sheet carries the time of its writing. A result
depends on time only where the regulation counts from a moment: `overdue` gets the same one each
time. `validate` takes the clock for times in the future, of which the sample has none.
`work-orders` prints what has no number yet, and does not date its slips.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.table import Table

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.engine.model.styles import Styles
from estate_xl.engine.opening import open_book
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from estate_xl.schema.statistics_sheets import LAYOUTS
from support.clocks import stop_clock
from support.packages import BOOK, complaints, parts_of, sheet_parts

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.slow
NOW = dt.datetime(2026, 11, 2, 9)  # noqa: DTZ001 - a workbook's times have no zone
TABLE = "FormTable"
FORM, MONTH, EARLIER = "月度考核模板", "2026-10", "2026-09"
NEW = ("registered", "channel", "zone", "room", "kind", "department", "content")
WRITTEN = ("計分依據", "月度統計", "月度記錄", "名單")
COMMANDS = {  # numbers first: what the others list depends on them
    "work-orders": ("work-orders",),
    "validate": ("validate",),
    "overdue": ("overdue", "--as-of", "2026-10-31T18:00"),
    "month-end": ("month-end", "--month", MONTH),
    "statistics": ("statistics", "--year", MONTH[:4]),
}
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


@pytest.fixture(scope="module")
def office() -> bytes:
    """A small office: one month, few tickets, the last ones not yet numbered, few inspections."""
    sample = make_sample(tickets=20, months=[MONTH])
    records = {**sample.records, "Inspections": sample.records["Inspections"][::9]}
    records["Owners"] = records["Owners"][:30]
    new = [{k: v for k, v in row.items() if k in NEW} for row in records["Tickets"][-2:]]
    records["Tickets"] = [*records["Tickets"], *new]
    return make_book(Language.HANT, records, sample.settings)


@pytest.fixture
def book(office: bytes, tmp_path: Path) -> Path:
    """The small office on disk."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(office)
    return path


@pytest.fixture
def dressed(book: Path) -> Path:
    """The office after its people put charts, a note, a rule and a table on the template."""
    workbook = openpyxl.load_workbook(book)
    form: Worksheet = workbook[FORM]
    chart = BarChart()
    chart.add_data(Reference(form, min_col=2, min_row=5, max_row=9))
    form.add_chart(chart, "L2")
    form.add_image(Picture())
    form["A1"].comment = Comment("每月一份", "主任")
    form.print_area = "A1:K40"
    red = DifferentialStyle(fill=PatternFill("solid", bgColor="FFCC0000"))
    rule = Rule(type="cellIs", operator="lessThan", formula=["60"], dxf=red)
    form.conditional_formatting.add("C5:C9", rule)
    form["Y2"], form["Z2"], form["Y3"], form["Z3"] = "甲", "乙", 1, 2
    form.add_table(Table(displayName=TABLE, ref="Y2:Z3"))
    form["AB3"] = f"=SUM({TABLE}[甲])"
    own: Worksheet = workbook.create_sheet("我的分析")
    own.add_chart(BarChart(), "A1")
    own.print_area = "A1:C4"
    workbook.save(book)
    return book


def run(path: Path, *words: str) -> bytes:
    """One command on one file in place, and the bytes that it leaves."""
    command, *options = words
    assert cli.main([command, str(path), "--quiet", *options]) in {cli.OK, cli.FINDINGS}
    return path.read_bytes()


def assert_same(once: bytes, twice: bytes) -> None:
    """The same parts in the same order, each to the byte; then the whole file."""
    before, after = parts_of(once), parts_of(twice)
    assert list(before) == list(after)
    different = [name for name in before if before[name] != after[name]]
    assert not different, f"first different part: {different[0]}"
    assert once == twice


@pytest.mark.parametrize("name", COMMANDS)
def test_twice_in_place(name: str, book: Path) -> None:
    untouched = book.read_bytes()
    once = run(book, *COMMANDS[name])
    assert once != untouched
    backups = sorted(book.parent.glob("*.bak"))
    assert_same(once, run(book, *COMMANDS[name]))
    assert sorted(book.parent.glob("*.bak")) == backups


@pytest.mark.parametrize("name", COMMANDS)
def test_twice_to_another_file(name: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, NOW)
    first, second = book.with_name("first.xlsx"), book.with_name("second.xlsx")
    command, *options = COMMANDS[name]
    run(book, command, "--out", str(first), *options)
    run(first, command, "--out", str(second), *options)
    assert_same(first.read_bytes(), second.read_bytes())
    run(book, command, "--out", str(second), *options)
    assert_same(first.read_bytes(), second.read_bytes())


def test_all_in_turn_and_again(book: Path) -> None:
    for words in COMMANDS.values():
        once = run(book, *words)
    for words in COMMANDS.values():
        assert_same(once, run(book, *words))


def test_a_month_again_after_another(book: Path) -> None:
    """Each month's sheet keeps its number, its part and its place in every list."""
    first = ("month-end", "--month", EARLIER)
    run(book, *first)
    run(book, *COMMANDS["month-end"])
    once = run(book, *first)
    run(book, *COMMANDS["month-end"])
    assert_same(once, run(book, *first))


def test_a_dressed_template(dressed: Path) -> None:
    """Charts, notes and tables of the filled sheets keep their parts too; the file is sound."""
    flaws, known = complaints(dressed), parts_of(dressed)
    months = [("month-end", "--month", month) for month in (MONTH, EARLIER)]
    for words in months:
        once = run(dressed, *words)
    assert set(complaints(dressed)) <= set(flaws)
    assert_no_identity_stands_twice(parts_of(once))
    charts = [name for name in parts_of(once) if name.startswith("xl/charts/chart")]
    ours = sum(len(layout.charts) for layout in LAYOUTS.values())
    assert len(charts) - ours == 4
    for words in months:
        twice = run(dressed, *words)
    assert_same(once, twice)
    for month, name in ((MONTH, f"{TABLE}_1"), (EARLIER, f"{TABLE}_2")):
        filled = openpyxl.load_workbook(dressed)[f"考核 {month}"]
        assert list(filled.tables) == [name]
        assert filled["AB3"].value == f"=SUM({name}[甲])"
    added = set(parts_of(once)) - set(known)
    for title, part in sheet_parts(known).items():
        assert sheet_parts(parts_of(once))[title] == part
        assert title in WRITTEN or parts_of(once)[part] == known[part]
    for part in (name for name in added if not name.endswith(".rels")):
        assert known.keys() | added >= lower_neighbours(part)


def test_a_free_number_is_taken_and_no_other_sheet_moves(tmp_path: Path) -> None:
    """Of four sheets the second goes; two copies take its number and the next free one."""
    path = tmp_path / "gap.xlsx"
    workbook = openpyxl.Workbook()
    for title in ("一", "二", "三", "四"):
        workbook.create_sheet(title)["A1"] = title
    del workbook["Sheet"]
    workbook.save(path)
    before = parts_of(path)
    book = open_book(path)
    copies = [book.sheets["四"].copy(after=book.sheets["一"], name=title) for title in ("甲", "乙")]
    book.sheets["二"].delete()
    book.save()
    assert [copy.range("A1").value for copy in copies] == ["四", "四"]
    after = parts_of(path)
    assert numbers(after) == {"一": "1", "乙": "2", "甲": "5", "三": "3", "四": "4"}
    assert sheet_parts(after)["乙"] == "xl/worksheets/sheet2.xml"
    for title in ("一", "三", "四"):
        part = sheet_parts(before)[title]
        assert sheet_parts(after)[title] == part
        assert after[part] == before[part]
    assert_no_identity_stands_twice(after)
    book.save()
    assert parts_of(path) == after
    book.close()


def numbers(parts: dict[str, bytes]) -> dict[str, str]:
    """The number of each sheet by title, in the order of the tabs."""
    return dict(re.findall(r'<sheet [^>]*?name="(\w+)"[^>]*?sheetId="(\d+)"', parts[BOOK].decode()))


def test_formats_that_mean_the_same_are_not_added() -> None:
    """Order of attributes and spelled-out defaults make no other format; another colour does."""
    xf = '<xf {}numFmtId="0" fontId="{}" fillId="0" applyFont="1"{}/>'
    listed = [xf.format('quotePrefix="0" ', 0, ""), xf.format("", 1, ' quotePrefix="1"')]
    styles = Styles(
        '<styleSheet><fonts count="2"><font><name val="Arial"/><sz val="9"/></font>'
        '<font><sz val="9"/><b val="1"/><name val="Arial"/></font></fonts><fills count="1">'
        f'<fill/></fills><cellXfs count="2">{"".join(listed)}</cellXfs></styleSheet>',
        "",
    )
    untouched = styles.text()
    bold = styles.with_font(0, {"b": "<b/>"})
    assert styles.with_prefix(bold, on=True) == 1
    assert styles.with_font(bold, {"b": None}) == 0
    assert styles.with_prefix(1, on=False) == bold
    assert styles.text().count("<xf ") == 3
    assert styles.text().count("<font>") == untouched.count("<font>")
    red = styles.with_fill(bold, (255, 0, 0))
    assert red not in {0, 1, bold}
    assert styles.with_fill(red, (255, 0, 0)) == red


def assert_no_identity_stands_twice(parts: dict[str, bytes]) -> None:
    """Sheet numbers, and identities within each list of references."""
    numbers = re.findall(rb'sheetId="(\d+)"', parts[BOOK])
    assert len(numbers) == len(set(numbers))
    for name, data in parts.items():
        if name.endswith(".rels"):
            found = re.findall(rb'\sId="([^"]*)"', data)
            assert len(found) == len(set(found)), name


def lower_neighbours(part: str) -> set[str]:
    """The same name with each lower number."""
    found = re.fullmatch(r"(.*?)(\d+)(\..*)", part)
    if found is None:
        return set()
    return {f"{found[1]}{number}{found[3]}" for number in range(1, int(found[2]))}
