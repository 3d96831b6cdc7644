"""Slips as printed pages: LibreOffice makes them, a decoder reads them (R-5.1)."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
import segno
import zxingcpp

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.files.session import open_file
from estate_xl.sample import make_sample
from estate_xl.sample.open_matters import take_back_to_registration
from estate_xl.schema import Language
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

pytestmark = [
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed"),
]

SHORT = "漏水"
LONG = "三樓走廊天花板滲水，水滴到配電箱旁，住戶擔心漏電，要求今天派人查看並拍照留存。" * 12
ENDLESS = "長" * 6000
PAGES = 50


def make_office(folder: Path, new: int, contents: list[str]) -> tuple[Path, list[str]]:
    """An office with new tickets, and the numbers that they will get."""
    sample = make_sample(1, 60)
    tickets = list({t["ticket"]: dict(t) for t in sample.records["Tickets"]}.values())[-new:]
    numbers = []
    for index, ticket in enumerate(tickets):
        numbers.append(str(ticket.pop("ticket")))
        take_back_to_registration(ticket)
        ticket["content"] = contents[index % len(contents)]
    month = sorted({number[:9] for number in numbers})
    expected = [
        f"{each}{running:04}"
        for each in month
        for running in range(1, 1 + sum(number.startswith(each) for number in numbers))
    ]
    path = folder / "office.xlsx"
    records = {**sample.records, "Tickets": tickets, "FollowUps": [], "Complaints": []}
    records["ComplaintRounds"] = []
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    return path, expected


def page_count(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    found = re.search(r"^Pages:\s+(\d+)$", said, re.MULTILINE)
    assert found is not None
    return int(found[1])


def codes(pdf: Path, folder: Path) -> list[list[str]]:
    """Texts of the QR codes of each page."""
    subprocess.run(["pdftoppm", "-gray", "-r", "150", pdf, folder / "page"], check=True)
    return [
        [found.text for found in zxingcpp.read_barcodes(picture(path))]
        for path in sorted(folder.glob("page*.pgm"))
    ]


def picture(path: Path) -> np.ndarray:
    """A grey picture of poppler's: a short header, then a byte a dot."""
    data = path.read_bytes()
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    assert header is not None
    shape = int(header[2]), int(header[1])
    return np.frombuffer(data, np.uint8, offset=header.end()).reshape(shape)


def page_texts(pdf: Path) -> list[str]:
    said = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout
    return ["".join(page.split()) for page in said.decode().split("\f")[:-1]]


def restyle(office: Path, folder: Path) -> None:
    """Move a field, change fonts, add a logo, take the third copy away."""
    with open_file(office) as opened:
        sheet: xw.Sheet = opened.book.sheets["報事單模板"]
        sheet.range("25:36").delete("up")
        sheet.page_setup.print_area = "A1:G23"
        sheet.range("A1").font.size = 24
        sheet.range("D3").value = "{{ 來源 }}"
        logo = folder / "logo.png"
        segno.make_qr("LOGO").save(str(logo), scale=4)
        sheet.pictures.add(logo, left=150, top=2, width=26, height=26)
        opened.save()


@pytest.mark.slow
def test_fifty_tickets_are_fifty_pages_and_their_codes_read_back(tmp_path: Path) -> None:
    """Short, long and endless reports: a page each, three codes of its number on every page."""
    office, numbers = make_office(tmp_path, PAGES, [SHORT, LONG, SHORT, SHORT, ENDLESS])
    pdf = tmp_path / "slips.pdf"
    assert main(["work-orders", str(office), "--pdf", str(pdf), "--quiet"]) == 0
    assert page_count(pdf) == PAGES
    assert codes(pdf, tmp_path) == [[number] * 3 for number in numbers]


@pytest.mark.slow
def test_a_long_report_is_printed_whole_in_each_copy(tmp_path: Path) -> None:
    office, _ = make_office(tmp_path, 3, [SHORT, LONG, ENDLESS])
    pdf = tmp_path / "slips.pdf"
    main(["work-orders", str(office), "--pdf", str(pdf), "--quiet"])
    pages = page_texts(pdf)
    assert len(pages) == 3
    assert pages[1].count(LONG[-39:]) + pages[1].count("拍照留存") >= 3 * 12
    assert pages[2].count("長") == 3 * len(ENDLESS)


@pytest.mark.slow
def test_a_restyled_template_prints_restyled(tmp_path: Path) -> None:
    """The office's logo stands on each page, its fonts and moved fields stay."""
    office, numbers = make_office(tmp_path, 4, [SHORT])
    restyle(office, tmp_path)
    pdf = tmp_path / "slips.pdf"
    assert main(["work-orders", str(office), "--pdf", str(pdf), "--quiet"]) == 0
    assert page_count(pdf) == 4
    found = codes(pdf, tmp_path)
    assert [sorted(page) for page in found] == [
        sorted([number, number, "LOGO"]) for number in numbers
    ]
    slips = read_sheet(office, "報事單")
    titles = [cell for (cell,) in slips["A1:A100"] if cell.font.size == 24]
    assert len(titles) == 4
    channels = {slips.cell(cell.row + 2, 4).value for cell in titles}
    assert channels <= {"電話", "來訪", "微信", "其他"}


@pytest.mark.slow
def test_pdf_of_one_reprint_has_one_page(tmp_path: Path) -> None:
    office, numbers = make_office(tmp_path, 3, [SHORT])
    main(["work-orders", str(office), "--quiet"])
    pdf = tmp_path / "again.pdf"
    command = ["work-orders", str(office), "--ticket", numbers[1], "--pdf", str(pdf), "--quiet"]
    assert main(command) == 0
    assert page_count(pdf) == 1
    assert page_texts(pdf)[0].count("補打1") == 3


def test_a_pdf_that_cannot_be_written_is_said_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, _ = make_office(tmp_path, 3, [SHORT])
    before = office.read_bytes()
    for name in ("slips.txt", "missing/slips.pdf"):
        assert main(["work-orders", str(office), "--pdf", str(tmp_path / name), "--quiet"]) == 2
        assert capsys.readouterr().err.strip()
    assert office.read_bytes() == before
