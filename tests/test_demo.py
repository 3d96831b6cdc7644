"""The demo: the same bytes each time, and everything wrong on purpose is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.cli import main
from estate_xl.demo import NOW, run_demo
from estate_xl.errors import WorkbookError
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from estate_xl.session import open_file
from estate_xl.tasks import validate

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.schema import Label

TICKETS = 60
NAME = "濱江花園.xlsx"


def be_silent(_: Label) -> None:
    """Take what a task reports."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where demos stand: twice the same in `a` and `b`, another seed in `c`."""
    folder = tmp_path_factory.mktemp("demos")
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        run_demo(folder / name, Language.HANT, TICKETS, seed, be_silent)
    return folder


def test_same_seed_same_bytes(folder: Path) -> None:
    first, second, other = ((folder / name / NAME).read_bytes() for name in "abc")
    assert first == second
    assert first != other


def test_every_flaw_is_found(folder: Path) -> None:
    flaws = make_sample(1, TICKETS).flaws
    with open_file(folder / "a" / NAME) as opened:
        outcome = validate(opened.book, NOW, be_silent)
    assert len(outcome.findings) >= len(flaws) >= 10
    sheet = openpyxl.load_workbook(folder / "a" / NAME)["檢查結果"]
    listed = [row[5] for row in sheet.iter_rows(min_row=4, values_only=True) if row[5]]
    assert listed == [finding.message(Language.HANT) for finding in outcome.findings]


def test_results_are_in_the_file(folder: Path) -> None:
    workbook = openpyxl.load_workbook(folder / "a" / NAME, data_only=True)
    assert "考核 2026-10" in workbook.sheetnames
    assert workbook["計分依據"]["A4"].value is not None


def test_command_says_what_to_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["demo", str(tmp_path / "new" / "demo"), "--tickets", "5", "--lang", "en"])
    shown = capsys.readouterr()
    assert status == 0
    assert shown.err == ""
    path = tmp_path / "new" / "demo" / "Riverside Garden.xlsx"
    assert path.exists()
    assert f"Open: {path}" in shown.out
    assert shown.out.splitlines()[-1] == "Look at: Appraisal 2026-10, Evidence, Findings"


def test_a_file_in_the_way(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(WorkbookError, match="不是資料夾"):
        run_demo(file, Language.HANT, 5, 1, be_silent)
    with pytest.raises(WorkbookError, match="不能建立"):
        run_demo(file / "demo", Language.HANT, 5, 1, be_silent)
    assert file.read_text() == "mine"
