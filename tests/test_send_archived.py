"""An approved month goes to headquarters once another was computed, by its copy in 存檔.

計分依據 and 月度統計 hold the month computed last; of an earlier one that is approved, and so is
not computed again, the copy has them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from estate_xl.console.cli import main
from estate_xl.deliver.book_copies import own_properties
from estate_xl.deliver.manifest import Manifest
from support.mails import MONTH, clean_office
from support.sheets import read_sheet

OK, STOPPED = 0, 1
NEXT = "2026-11"
COPY = f"濱江花園管理處 {MONTH} v1.xlsx"
EVIDENCE, STATISTICS = "計分依據", "月度統計"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose month was approved, and the next one computed."""
    path = tmp_path_factory.mktemp("office") / "濱江花園.xlsx"
    clean_office(path, ["拾金不昧"], hq_attach_evidence="是")
    assert main(["approve", str(path), "--month", MONTH, "--by", "E00", "--quiet"]) == OK
    main(["month-end", str(path), "--month", NEXT, "--quiet"])
    return path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    """A copy of it, its folder with it."""
    folder = Path(shutil.copytree(made.parent, tmp_path / "office"))
    return folder / made.name


def send(path: Path) -> tuple[int, Path]:
    """Status of the command, and where it puts the package."""
    package = path.parent / "package.xlsx"
    words = ["send", str(path), "--month", MONTH, "--package", str(package)]
    return main(words), package


def values(path: Path, title: str) -> list[tuple[object, ...]]:
    return [row for row in read_sheet(path, title).iter_rows(values_only=True) if any(row)]


def test_the_package_of_a_month_before_is_that_of_its_copy(book: Path) -> None:
    status, package = send(book)
    assert status == OK
    copy = book.parent / "存檔" / COPY
    for title in (f"考核 {MONTH}", EVIDENCE, STATISTICS):
        assert values(package, title) == values(copy, title), title
    assert "拾金不昧" in str(values(package, EVIDENCE))
    assert "拾金不昧" not in str(values(book, EVIDENCE)), "that is of the next month"
    manifest = Manifest.from_properties(own_properties(package.read_bytes()))
    assert manifest is not None
    assert (manifest.month, manifest.edition) == (MONTH, (1, True))
    assert main(["verify", str(package), "--quiet"]) == OK


@pytest.mark.slow
def test_without_its_copy_it_does_not_go(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book.parent / "存檔" / COPY).unlink()
    before = book.read_bytes()
    status, package = send(book)
    assert status == STOPPED
    assert COPY in capsys.readouterr().out
    assert not package.exists()
    assert book.read_bytes() == before


@pytest.mark.slow
def test_a_copy_with_another_number_does_not_go(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = book.parent / "存檔" / COPY
    workbook = openpyxl.load_workbook(copy)
    sheet = workbook[f"考核 {MONTH}"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 92)
    cell.value = 99
    workbook.save(copy)
    status, package = send(book)
    assert status == STOPPED
    assert f"存檔「{COPY}」取出來發送，但這份存檔的數字與審定時不同" in capsys.readouterr().out
    assert not package.exists()
