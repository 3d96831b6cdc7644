"""The demo: the same bytes each time, and everything wrong on purpose is found."""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.console.cli import main
from estate_xl.console.demo import NOW, run_demo, with_new_tickets
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import open_file
from estate_xl.findings.codes import FindingCode
from estate_xl.language.simplified import simplify_characters
from estate_xl.sample import make_sample
from estate_xl.schema import SETTING_BY_KEY, Language
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.schema import Label
TICKETS = 60
NAME = "濱江花園.xlsx"
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
FLAWS = {
    FindingCode.TIME_ORDER,
    FindingCode.OTHER_DEPARTMENT,
    FindingCode.NOT_A_CHOICE,
    FindingCode.LACKING,
    FindingCode.LACKING_CLOSED,
    FindingCode.DUPLICATE_ID,
    FindingCode.SIGNED_BEFORE_JOINT_CHECK,
    FindingCode.AMBIGUOUS_REFERENCE,
    FindingCode.UNKNOWN_REFERENCE,
    FindingCode.WRONG_TYPE,
    FindingCode.SCORE_OUT_OF_RANGE,
    FindingCode.UNKNOWN_CODE,
    FindingCode.CODE_OF_OTHER_TRADE,
    FindingCode.PART_MISSING,
    FindingCode.ZONE_LACKS_TRADE,
    FindingCode.UNKNOWN_FIELD,
}


def be_silent(_: Label) -> None:
    """Take what a task reports."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the same demo stands twice, in `a` and `b`."""
    folder = tmp_path_factory.mktemp("demos")
    for name in "ab":
        run_demo(folder / name, Language.HANT, TICKETS, 1, be_silent)
    return folder


@pytest.mark.slow
def test_same_seed_same_bytes(folder: Path) -> None:
    first, second = ((folder / name / NAME).read_bytes() for name in "ab")
    assert first == second


@pytest.mark.slow
def test_other_seed_other_bytes(folder: Path) -> None:
    """The `.bak` is the sample before any command ran on it."""
    bare = (folder / "a" / f"{NAME}.bak").read_bytes()
    same, other = make_sample(1, TICKETS), make_sample(2, TICKETS)
    books = [
        make_book(
            Language.HANT,
            {**sample.records, "Tickets": with_new_tickets(sample.records)},
            sample.settings,
        )
        for sample in (same, other)
    ]
    assert books[0] == bare
    assert books[1] != bare


@pytest.mark.slow
def test_new_tickets_are_numbered_and_printed(folder: Path) -> None:
    """R-5.1: three rows came without a number; each has its slip in three copies."""
    before = make_sample(1, TICKETS).records
    new = [t for t in with_new_tickets(before) if "ticket" not in t]
    assert len(new) == 3
    workbook = openpyxl.load_workbook(folder / "a" / NAME)
    cells = [cell.value for row in workbook["報事單"].iter_rows() for cell in row]
    numbers = [c.value for c in workbook["報事"]["A"][3:] if c.value in cells]
    assert len(numbers) == 3
    assert all(cells.count(number) == 3 for number in numbers)


@pytest.mark.slow
def test_every_flaw_is_found(folder: Path) -> None:
    sample = make_sample(1, TICKETS)
    with open_file(folder / "a" / NAME) as opened:
        checked = validate(opened.book, NOW, be_silent)
        appraised = month_end(opened.book, Month.parse(sample.month), NOW, be_silent)
    assert len(sample.flaws) == len(FLAWS)
    assert len(checked.findings) >= len(sample.flaws)
    assert {each.code for each in (*checked.findings, *appraised.findings)} >= FLAWS
    sheet = openpyxl.load_workbook(folder / "a" / NAME)["檢查結果"]
    listed = [row[5] for row in sheet.iter_rows(min_row=4, values_only=True) if row[5]]
    assert listed == [finding.message(Language.HANT) for finding in checked.findings]


@pytest.mark.slow
def test_results_are_in_the_file(folder: Path) -> None:
    workbook = openpyxl.load_workbook(folder / "a" / NAME, data_only=True)
    assert "考核 2026-10" in workbook.sheetnames
    assert workbook["計分依據"]["A4"].value is not None


@pytest.mark.slow
def test_command_says_what_to_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["demo", str(tmp_path / "new" / "demo"), "--tickets", "5", "--lang", "en"])
    shown = capsys.readouterr()
    assert status == 0
    assert shown.err == ""
    path = tmp_path / "new" / "demo" / "Riverside Garden.xlsx"
    assert path.exists()
    assert f"Open: {path}" in shown.out
    assert (
        shown.out.splitlines()[-2]
        == "Look at: Appraisal 2026-10, Evidence, Month Statistics, Month Records, "
        "Year Statistics, Findings, Overdue, Complaints, Complaint Rounds, "
        "Tickets, Reminders, Work Orders, Score Forms, Score Slips"
    )
    package = "Riverside Garden Management Office 2026-10"
    assert shown.out.splitlines()[-1].startswith(f"For headquarters: “{package}")
    assert {text for text in texts_of(path) if CHINESE.search(text)} == {
        SETTING_BY_KEY["backup_days"].note.en
    }
    assert not CHINESE.search(shown.out)


@pytest.mark.slow
def test_a_simplified_demo_has_no_traditional_character(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", str(tmp_path), "--tickets", "60", "--lang", "zh-Hans"]) == 0
    shown = capsys.readouterr().out.replace(str(tmp_path), "")
    assert simplify_characters(shown) == shown
    texts = [text for path in tmp_path.glob("*.xlsx") for text in texts_of(path)]
    assert [text for text in texts if simplify_characters(text) != text] == []
    assert [text for text in texts if "「" in text] == []


def texts_of(path: Path) -> list[str]:
    """The texts of a workbook's cells."""
    return [
        value
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str)
    ]


@pytest.mark.slow
def test_headquarters_gets_the_package_that_lies_beside_the_draft(folder: Path) -> None:
    """The same bytes in both, and they verify."""
    (package,) = (folder / "a").glob("濱江花園*月度考核 未審定草稿.xlsx")
    draft = email.message_from_bytes(
        (folder / "a" / "考核 2026-10.eml").read_bytes(), policy=email.policy.default
    )
    (attached,) = draft.iter_attachments()
    assert attached.get_filename() == package.name
    assert attached.get_content() == package.read_bytes()
    assert main(["verify", str(package), "--quiet"]) == 0


def test_a_file_in_the_way(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(WorkbookError, match="不是資料夾"):
        run_demo(file, Language.HANT, 5, 1, be_silent)
    with pytest.raises(WorkbookError, match="不能建立"):
        run_demo(file / "demo", Language.HANT, 5, 1, be_silent)
    assert file.read_text() == "mine"
