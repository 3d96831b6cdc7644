"""Commands on a workbook with very many cell formats, as WPS and old workbooks have them.

    python benchmarks/formats.py [--formats 5000 20000 65000]

Each number goes into a sample office in three ways: formats that no cell has, formats that a cell
each of a sheet of the user's has, and formats that the cells of 報事 and of the templates have.
Each way also has named styles in that number, and 900 fonts and fills. Prints the processor's
seconds of each command and how they grow against the first size. Leaves with 1 where a command
refuses or the largest takes more than ten seconds.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from estate_xl.blueprint import make_book
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language

COMMANDS = (("validate",), ("month-end", "--month", "2026-10"), ("work-orders",))
WAYS = ("unused", "own sheet", "our sheets")
MOST_SECONDS = 10.0
FONTS = 900
STYLES = "xl/styles.xml"
OURS = ("Tickets", "SlipTemplate", "AppraisalTemplate", "Findings", "MonthStatistics")
_STYLED = re.compile(r'(<c r="[A-Z]+\d+" s=)"(\d+)"')


def main() -> int:
    """Measure each size in each way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--formats", type=int, nargs="+", default=[5_000, 20_000, 65_000])
    parser.add_argument("--tickets", type=int, default=60)
    options = parser.parse_args()
    sample = make_sample(1, options.tickets)
    made = make_book(Language.HANT, sample.records, sample.settings)
    is_right = True
    for way in WAYS:
        taken = {words[0]: list[float]() for words in COMMANDS}
        for count in options.formats:
            with tempfile.TemporaryDirectory(prefix="formats-") as folder:
                book = Path(folder) / "office.xlsx"
                write_formats(made, book, count, way)
                for words in COMMANDS:
                    taken[words[0]].append(seconds(book, words))
        for command, each in taken.items():
            shown = ", ".join(
                f"{count} {time:.2f} s (x {time / each[0]:.2f})"
                for count, time in zip(options.formats, each, strict=True)
            )
            print(f"{way}, {command}: {shown}", flush=True)
            is_right = is_right and each[-1] <= MOST_SECONDS
    return 0 if is_right else 1


def seconds(book: Path, words: tuple[str, ...]) -> float:
    """The processor's seconds of a command, its start too."""
    command = [sys.executable, "-m", "estate_xl", words[0], str(book), *words[1:], "--quiet"]
    before = os.times()
    status = subprocess.run(command, check=False).returncode
    after = os.times()
    if status not in {0, 1}:
        sys.exit(f"{words[0]} ended with {status}")
    return (
        after.children_user
        + after.children_system
        - (before.children_user + before.children_system)
    )


def write_formats(made: bytes, target: Path, count: int, way: str) -> None:
    """Write the workbook with so many formats more."""
    titles = {ESTATE_BOOK[key].title.hant for key in OURS}
    with (
        zipfile.ZipFile(io.BytesIO(made)) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        styles, first = with_formats(package.read(STYLES).decode(), count)
        parts = sheet_parts(package)
        for name in package.namelist():
            data = package.read(name)
            if name == STYLES:
                data = styles.encode()
            elif way == "our sheets" and parts.get(name) in titles:
                data = respread(data.decode(), first, count).encode()
            elif way == "own sheet" and name == "xl/workbook.xml":
                data = data.replace(
                    b"</sheets>", b'<sheet name="WPS" sheetId="900" r:id="rIdOwn"/></sheets>'
                )
            elif way == "own sheet" and name == "xl/_rels/workbook.xml.rels":
                kind = (
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
                )
                own = f'<Relationship Id="rIdOwn" Type="{kind}" Target="worksheets/own.xml"/>'
                data = data.replace(b"</Relationships>", f"{own}</Relationships>".encode())
            elif way == "own sheet" and name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
                own = f'<Override PartName="/xl/worksheets/own.xml" ContentType="{kind}"/>'
                data = data.replace(b"</Types>", f"{own}</Types>".encode())
            out.writestr(name, data)
        if way == "own sheet":
            out.writestr("xl/worksheets/own.xml", own_sheet(first, count))


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Titles of the sheets by part."""
    rels = package.read("xl/_rels/workbook.xml.rels").decode()
    tags = re.findall("<Relationship [^>]*>", rels)
    target = {
        re.search(r'Id="([^"]*)"', tag)[1]: re.search(r'Target="/?(?:xl/)?([^"]*)"', tag)[1]  # type: ignore[index]
        for tag in tags
    }
    found = re.findall(
        r'<sheet [^>]*name="([^"]*)"[^>]*r:id="([^"]*)"', package.read("xl/workbook.xml").decode()
    )
    return {f"xl/{target[identity]}": title for title, identity in found}


def with_formats(text: str, count: int) -> tuple[str, int]:
    """The styles part with so many formats more, and the index of the first."""
    fonts = "".join(
        f'<font><sz val="{6 + n % 40}"/><color rgb="FF{n:06X}"/><name val="F{n}"/></font>'
        for n in range(FONTS)
    )
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{n:06X}"/></patternFill></fill>'
        for n in range(FONTS)
    )
    first_font, first_fill = held(text, "fonts"), held(text, "fills")
    first_base, first = held(text, "cellStyleXfs"), held(text, "cellXfs")
    bases = "".join(
        f'<xf numFmtId="0" fontId="{first_font + n % FONTS}" fillId="0" borderId="0"/>'
        for n in range(count)
    )
    formats = "".join(
        f'<xf numFmtId="0" fontId="{first_font + n % FONTS}" borderId="0"'
        f' fillId="{first_fill + n // 73 % FONTS}" xfId="{first_base + n}"'
        ' applyFont="1" applyAlignment="1">'
        f'<alignment indent="{n % 15}" wrapText="1"/></xf>'
        for n in range(count)
    )
    names = "".join(f'<cellStyle name="樣式 {n}" xfId="{first_base + n}"/>' for n in range(count))
    for name, added in (
        ("fonts", fonts),
        ("fills", fills),
        ("cellStyleXfs", bases),
        ("cellXfs", formats),
        ("cellStyles", names),
    ):
        text = text.replace(f"</{name}>", f"{added}</{name}>")
        text = re.sub(f'(<{name}[^>]*?) count="[^"]*"', r"\1", text)
    return text, first


def held(text: str, name: str) -> int:
    """Items of a list of the styles part."""
    inner = text[text.index(f"<{name}") : text.index(f"</{name}>")]
    item = {"fonts": "font", "fills": "fill"}.get(name, "xf")
    return len(re.findall(rf"<{item}[\s/>]", inner))


def respread(text: str, first: int, count: int) -> str:
    """A sheet whose cells have the formats in turn."""
    numbers = iter(range(10**9))
    return _STYLED.sub(lambda m: f'{m[1]}"{first + next(numbers) * 7919 % count}"', text)


def own_sheet(first: int, count: int) -> str:
    """A sheet with a cell of each format."""
    rows = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{chr(65 + column)}{row}" s="{first + (row - 1) * 20 + column}"><v>{row}</v></c>'
            for column in range(20)
            if (row - 1) * 20 + column < count
        )
        + "</row>"
        for row in range(1, count // 20 + 2)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'


if __name__ == "__main__":
    sys.exit(main())
