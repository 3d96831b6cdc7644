"""The stored results of our formulas are what another program calculates from them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.packages import BOOK, file_of, parts_of, sheet_parts

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = [
    pytest.mark.slow,
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

MONTH = "2026-10"


class Titles(NamedTuple):
    """Of the sheets that hold results."""

    appraisal: str
    evidence: str
    findings: str


TITLES = {
    Language.HANT: Titles("考核 2026-10", "計分依據", "檢查結果"),
    Language.EN: Titles("Appraisal 2026-10", "Evidence", "Findings"),
}


OFFICES = [(Language.HANT, "zones"), (Language.EN, "zones"), (Language.HANT, "office")]
"""In two languages, and with composites over the office (R-8.2)."""


@pytest.fixture(scope="module", params=OFFICES, ids=str)
def closed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Titles]:
    """The sample office with its month closed."""
    language, composite_over = request.param
    sample = make_sample(tickets=120)
    path = tmp_path_factory.mktemp(language.value) / "book.xlsx"
    settings = {**sample.settings, "composite_over": composite_over}
    path.write_bytes(make_book(language, sample.records, settings))
    for words in (["validate"], ["month-end", "--month", MONTH]):
        status = cli.main([words[0], str(path), *words[1:], "--quiet"])
        assert status in {cli.OK, cli.FINDINGS}
    return path, TITLES[language]


def converted(path: Path, kind: str) -> Path:
    """What LibreOffice makes of a file."""
    folder = path.parent / f"{path.stem}-{kind}"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder / f"{path.stem}.{kind}"


def without_results(path: Path, name: str, typed: dict[str, float] | None = None) -> Path:
    """A copy whose formulas have no stored results, and some numbers of 考核 typed over."""
    parts = parts_of(path)
    for part in sheet_parts(parts).values():
        parts[part] = re.sub(
            rb'<c\b([^>]*?)(?: t="(?:str|b|e|n)")?([^>]*)>(<f\b[^>]*>[^<]*</f>)<v>[^<]*</v></c>',
            rb"<c\1\2>\3</c>",
            parts[part],
        )
        assert b"</f><v>" not in parts[part]
    form = next(part for title, part in sheet_parts(parts).items() if title.endswith(MONTH))
    for address, number in (typed or {}).items():
        pattern = rf'(<c r="{address}"[^>]*>)<v>[^<]*</v>'.encode()
        new = rf"\g<1><v>{number}</v>".encode()
        parts[form], count = re.subn(pattern, new, parts[form])
        assert count == 1
    target = path.with_name(name)
    target.write_bytes(file_of(parts))
    return target


def formulas(sheet: Worksheet) -> list[str]:
    """Addresses of a sheet's formulas."""
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def result(workbook: Workbook, title: str, address: str) -> object:
    """A stored result; an empty text reads as nothing in some files and as a text in others."""
    value = workbook[title][address].value
    return None if value == "" else value


def test_every_stored_result_is_what_libreoffice_calculates(closed: tuple[Path, Titles]) -> None:
    path, titles = closed
    written = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    calculated = openpyxl.load_workbook(
        converted(without_results(path, "stripped.xlsx"), "xlsx"), data_only=True
    )
    compared, numbers = 0, 0
    differences = []
    for title in (titles.appraisal, titles.evidence):
        for address in formulas(written[title]):
            ours, theirs = (result(each, title, address) for each in (stored, calculated))
            compared += 1
            if isinstance(ours, int | float) and isinstance(theirs, int | float):
                numbers += 1
                same = abs(ours - theirs) < 1e-9
            else:
                same = ours == theirs
            if not same:
                differences.append((title, address, ours, theirs))
    assert differences == []
    assert compared > 100
    assert numbers > 100


def test_a_corrected_inspection_reaches_the_officer_total(closed: tuple[Path, Titles]) -> None:
    path, titles = closed
    before = openpyxl.load_workbook(path, data_only=True)[titles.appraisal]
    row = 12
    zone, officer = before[f"B{row}"].value, before[f"D{row}"].value
    (line,) = [
        number
        for number in range(row + 1, before.max_row + 1)
        if before[f"D{number}"].value == officer
    ]
    inspection, share = number(before, f"F{row}"), number(before, "A4")
    owner, owner_share = number(before, f"J{row}"), number(before, "C4")
    corrected = inspection - 10
    score = round(share * corrected + owner_share * owner + 1e-9, 2)
    assert zone
    assert [before[f"{column}{line}"].value for column in "GK"] == [0.5, 0.5]
    total = round(0.5 * number(before, f"F{line}") + 0.5 * score + 1e-9, 2)

    copy = without_results(path, "corrected.xlsx", {f"F{row}": corrected})
    after = openpyxl.load_workbook(converted(copy, "xlsx"), data_only=True)[titles.appraisal]

    assert number(after, f"L{row}") == pytest.approx(score, abs=1e-9)
    assert number(after, f"J{line}") == pytest.approx(score, abs=1e-9)
    assert number(after, f"P{line}") == pytest.approx(total, abs=1e-9)
    assert score < number(before, f"L{row}")
    assert total < number(before, f"P{line}")


def number(sheet: Worksheet, address: str) -> float:
    """A cell that holds a number."""
    value = sheet[address].value
    assert isinstance(value, int | float), (address, value)
    return float(value)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_printed_results_fit_their_columns(closed: tuple[Path, Titles]) -> None:
    path, titles = closed
    parts = parts_of(path)
    text = parts[BOOK].decode()

    def hidden(tag: re.Match[str]) -> str:
        if any(f'name="{title}"' in tag[0] for title in titles):
            return tag[0]
        return re.sub(r' state="\w+"', "", tag[0]).replace("<sheet ", '<sheet state="hidden" ')

    text = re.sub(r"<sheet\b[^>]*/>", hidden, text)
    shown = [title in titles for title in sheet_parts(parts)].index(True)
    text = re.sub(r'activeTab="\d+"', f'activeTab="{shown}"', text)
    copy = path.with_name("printed.xlsx")
    copy.write_bytes(file_of({**parts, BOOK: text.encode()}))

    printed = subprocess.run(
        ["pdftotext", "-layout", converted(copy, "pdf"), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    ).stdout

    written = openpyxl.load_workbook(path)
    for title in titles:
        assert str(written[title]["A1"].value) in printed
    assert "###" not in printed
