"""The last look at changed parts: what must not reach the disk ends in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.engine.errors import EngineProblem
from estate_xl.engine.ooxml.final_check import check_written
from estate_xl.engine.ooxml.package import Package
from estate_xl.files.session import open_file
from support.packages import BOOK_RELS, file_of, parts_of
from support.refusals import engine_refuses, refused

if TYPE_CHECKING:
    from pathlib import Path

    from support.packages import Parts

SHEET = "xl/worksheets/sheet1.xml"
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIST = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
ONE = f'<Relationship Id="{{}}" Type="{KINDS}/drawing" Target="{{}}"/>'


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """A workbook of one sheet."""
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    return parts_of(tmp_path / "a.xlsx")


def listed(identity: str, target: str) -> bytes:
    return LIST.format(ONE.format(identity, target)).encode()


@pytest.mark.parametrize(
    ("part", "data", "problem"),
    [
        (SHEET, b"<worksheet>", EngineProblem.WRITTEN_MALFORMED),
        (SHEET, b"<worksheet><xdr:row/></worksheet>", EngineProblem.WRITTEN_MALFORMED),
        ("xl/drawings/a.vml", b"<xml><v:shape></xml>", EngineProblem.WRITTEN_MALFORMED),
        (SHEET_RELS, listed("rId1", "/xl/no.xml"), EngineProblem.WRITTEN_MISSING),
        (
            SHEET,
            f'<worksheet xmlns:r="{KINDS}"><drawing r:id="rId7"/></worksheet>'.encode(),
            EngineProblem.WRITTEN_UNRELATED,
        ),
    ],
)
def test_a_changed_part_that_is_unsound_is_refused(
    parts: Parts, part: str, data: bytes, problem: EngineProblem
) -> None:
    package = Package(file_of(parts))
    check_written(package, "x.xlsx")
    package.write(part, data)
    with engine_refuses(problem, name="x.xlsx", part=part.rpartition("/")[2]):
        check_written(package, "x.xlsx")


def test_a_part_that_went_must_not_be_referred_to(parts: Parts) -> None:
    package = Package(file_of(parts))
    package.remove(SHEET)
    with engine_refuses(
        EngineProblem.WRITTEN_MISSING, part="workbook.xml.rels", target="xl/worksheets/sheet1.xml"
    ):
        check_written(package, "x.xlsx")


@pytest.mark.parametrize(
    ("part", "opened", "written"),
    [
        (SHEET_RELS, listed("rId1", "/xl/no.xml"), listed("rId2", "/xl/no.xml")),
        ("xl/a.vml", b"<xml><br></xml>", b"<xml><br><br></xml>"),
        (
            SHEET,
            f'<worksheet xmlns:r="{KINDS}"><drawing r:id="rId7"/></worksheet>'.encode(),
            f'<worksheet xmlns:r="{KINDS}"><drawing r:id="rId7"/> </worksheet>'.encode(),
        ),
    ],
)
def test_what_was_so_before_is_not_laid_to_the_command(
    parts: Parts, part: str, opened: bytes, written: bytes
) -> None:
    package = Package(file_of({**parts, part: opened}))
    package.write(part, written)
    check_written(package, "x.xlsx")


def test_a_save_of_an_unsound_part_leaves_the_file_as_it_was(parts: Parts, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    before = path.read_bytes()
    with open_file(path) as opened:
        opened.book.impl.model.package.write(BOOK_RELS, parts[BOOK_RELS].replace(b"/>", b">", 1))
        with refused(r"寫出的「.*」不完整（.* 不合 XML 規則），沒有寫入"):
            opened.save()
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xlsx"]
