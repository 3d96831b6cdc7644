"""An office whose month was appraised, and the package made of it, for the tests of packages."""

from __future__ import annotations

import base64
import io
import struct
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.workbook.defined_name import DefinedName

from estate_xl.blueprint import make_book
from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.console import cli
from estate_xl.deliver.package import make_package
from estate_xl.files.session import open_file
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.packages import BOOK, BOOK_RELS, STRINGS, TYPES, file_of, parts_of, sheet_parts

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.deliver.package import Package

MONTH = Month.parse("2026-10")
FILLED, FORM, STATISTICS, EVIDENCE = "考核 2026-10", "月度考核模板", "月度統計", "計分依據"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MARKS = 200


def mark(number: int) -> tuple[str, str]:
    """A name and a telephone number that nobody else has."""
    return f"印記{number:03}氏", f"1907700{number:04}"


class Logo(Image):
    """A picture that openpyxl writes without Pillow, with a note inside."""

    def __init__(self, note: str) -> None:
        """Take the note."""
        self.anchor = "S2"
        self.width = self.height = 32
        self.format = "png"
        self._note = note

    def _data(self) -> bytes:
        text = b"Author\0" + self._note.encode()
        chunk = struct.pack(">I", len(text)) + b"tEXt" + text
        return PNG[:33] + chunk + struct.pack(">I", zlib.crc32(b"tEXt" + text)) + PNG[33:]


def close_month(path: Path, language: Language = Language.HANT, *, tickets: int = 60) -> Path:
    """The sample office's workbook with its month appraised."""
    path.write_bytes(_closed(language, tickets))
    return path


@cache
def _closed(language: Language, tickets: int) -> bytes:
    sample = make_sample(tickets=tickets)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(make_book(language, sample.records, sample.settings))
        run_month_end(path)
        return path.read_bytes()


def run_month_end(path: Path, month: Month = MONTH) -> None:
    """The command, on the file."""
    words = ["month-end", str(path), "--month", str(month), "--quiet"]
    assert cli.main(words) in {cli.OK, cli.FINDINGS}


def pack(path: Path, *, month: Month = MONTH, with_evidence: bool = True) -> Package:
    """The package of a file."""
    with open_file(path) as opened:
        office = read_office(opened.book)
        settings, _ = parse_settings(office.tables["Settings"])
        language = office.places.language
        return make_package(
            opened.book, month, language, with_evidence=with_evidence, settings=settings
        )


def office_full_of_marks(path: Path) -> Path:
    """An office whose workbook tells of owners wherever a workbook can, its month appraised."""
    sample = make_sample(tickets=60)
    owners = [
        {**owner, "owner": mark(place)[0], "phone": mark(place)[1]} if place < MARKS else owner
        for place, owner in enumerate(sample.records["Owners"])
    ]
    records = {**sample.records, "Owners": owners}
    workbook = openpyxl.load_workbook(
        io.BytesIO(make_book(Language.HANT, records, sample.settings))
    )
    form, statistics = workbook[FORM], cast("Worksheet", workbook[STATISTICS])
    form["S3"].comment = Comment(mark(0)[0], mark(1)[0])
    form["S1"] = "公司標誌"
    form["S1"].hyperlink = f"mailto:{mark(2)[1]}@example.com"
    form.column_dimensions["T"].hidden = True
    form["T3"] = mark(3)[0]
    form["U3"] = "=業主!B4"
    form["U4"] = "=SUM(B3:C4)"
    form.add_image(Logo(mark(4)[0]))
    hidden = workbook.create_sheet("密")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = mark(5)[1]
    workbook.defined_names["印記"] = DefinedName("印記", attr_text=f'"{mark(6)[0]}"')
    for row, (zone, count) in enumerate([("片區", "件數"), ("甲", "3"), ("乙", "5")], start=4):
        statistics[f"AX{row}"] = zone
        statistics[f"AY{row}"] = int(count) if count.isdecimal() else count
    chart = BarChart()
    chart.title = "甲乙兩區報事"
    chart.add_data(Reference(statistics, min_col=51, min_row=4, max_row=6), titles_from_data=True)
    chart.set_categories(Reference(statistics, min_col=50, min_row=5, max_row=6))
    outside = workbook["業主"]
    chart.add_data(Reference(outside, min_col=2, min_row=3, max_row=5), titles_from_data=True)
    statistics.add_chart(chart, "AX8")
    workbook.properties.creator = mark(7)[0]
    workbook.properties.lastModifiedBy = mark(8)[0]
    workbook.save(path)
    run_month_end(path)
    with_loose_marks(path)
    return path


def with_loose_marks(path: Path) -> None:
    """Marks in parts that hang on nothing but the package, and in texts that no cell holds."""
    parts = parts_of(path)
    strings = parts[STRINGS].decode()
    left_over = "".join(f"<si><t>{mark(n)[0]}{mark(n)[1]}</t></si>" for n in range(MARKS))
    parts[STRINGS] = strings.replace("</sst>", f"{left_over}</sst>").encode()
    parts["customXml/item1.xml"] = f"<who>{mark(9)[0]}</who>".encode()
    parts["docProps/thumbnail.jpeg"] = mark(10)[1].encode()
    part = sheet_parts(parts)[FILLED]
    parts["xl/printerSettings/printerSettings1.bin"] = mark(11)[0].encode("utf-16-le")
    name = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/printerSettings" Target="/xl/printerSettings/printerSettings1.bin"/>'
    )
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    parts[TYPES] = parts[TYPES].replace(
        b"</Types>",
        b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.printerSettings"/></Types>',
    )
    link = '<Relationship Id="rId98" Type="x/customXml" Target="/customXml/item1.xml"/>'
    parts[BOOK_RELS] = parts[BOOK_RELS].replace(
        b"</Relationships>", link.encode() + b"</Relationships>"
    )
    assert FILLED in parts[BOOK].decode()
    path.write_bytes(file_of(parts))
