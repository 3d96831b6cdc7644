"""A PDF is printed without a word to anybody: hostile workbooks, a counting server, LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import pytest
import segno

from estate_xl.console.cli import main
from estate_xl.engine.errors import EngineProblem
from estate_xl.files import pdf
from estate_xl.files.print_copy import without_outside
from estate_xl.files.session import open_file
from support.desks import office_bytes
from support.packages import complaints, file_of, parts_of
from support.refusals import engine_refuses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.packages import Parts

SOFFICE: Final = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT: Final = "http://schemas.microsoft.com/office"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EXCEL_MADE = sorted((Path(__file__).parents[1] / "../shared/excel-made").resolve().glob("*.xls?"))
TEMPLATE: Final = "報事單模板"


class Counter:
    """A server on loopback, and what was asked of it."""

    def __init__(self, server: ThreadingHTTPServer, asked: list[str]) -> None:
        """Take both."""
        self.address = f"http://127.0.0.1:{server.server_port}"
        self.asked = asked


@contextmanager
def counting() -> Iterator[Counter]:
    """The server, for the block."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        """Notes every request, and answers with something."""

        def answer(self) -> None:
            """Note and answer."""
            asked.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.send_header("Content-Length", "1")
            self.end_headers()
            self.wfile.write(b"1")

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815 - the base's own names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Counter(server, asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def relation(identity: str, kind: str, target: str, *, outside: bool = True) -> str:
    mode = ' TargetMode="External"' if outside else ""
    kind = kind if "://" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"{mode}/>'


def relate(parts: Parts, part: str, *tags: str) -> None:
    """Add references to a part."""
    folder, _, name = part.rpartition("/")
    place = f"{folder}/_rels/{name}.rels"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    text = parts.get(place, f'<Relationships xmlns="{space}"></Relationships>'.encode()).decode()
    parts[place] = text.replace("</Relationships>", "".join(tags) + "</Relationships>").encode()


def edit(parts: Parts, part: str, *pairs: tuple[str, str]) -> None:
    """Replace texts of a part, each of which is there."""
    text = parts[part].decode()
    for old, new in pairs:
        assert old in text, (part, old)
        text = text.replace(old, new, 1)
    parts[part] = text.encode()


def tell_type(parts: Parts, part: str, kind: str) -> None:
    tag = f'<Override PartName="/{part}" ContentType="{kind}"/>'
    edit(parts, "[Content_Types].xml", ("</Types>", tag + "</Types>"))


def with_picture(folder: Path) -> bytes:
    """The small office with a logo on the slips' template."""
    path, logo = folder / "office.xlsx", folder / "logo.png"
    path.write_bytes(office_bytes())
    segno.make_qr("LOGO").save(str(logo), scale=4)
    with open_file(path) as opened:
        sheet = opened.book.sheets[TEMPLATE]
        sheet.pictures.add(logo, left=150, top=2, width=26, height=26)
        opened.save()
    return path.read_bytes()


def drawing_of(parts: Parts) -> str:
    (name,) = (
        name for name in parts if name.startswith("xl/drawings/drawing") and b"blip" in parts[name]
    )
    return name


def with_linked_picture(data: bytes, address: str) -> bytes:
    """The logo is fetched from there wherever the sheet is shown."""
    parts = parts_of(data)
    drawing = drawing_of(parts)
    relate(parts, drawing, relation("rId99", "image", f"{address}/picture.png"))
    text = parts[drawing].decode()
    start = text.index("r:embed=")
    end = text.index('"', text.index('"', start) + 1) + 1
    parts[drawing] = f'{text[:start]}r:link="rId99"{text[end:]}'.encode()
    return file_of(parts)


def with_everything(data: bytes, address: str) -> bytes:
    """Every way out that a workbook knows, on a sheet of its own and in the book."""
    parts = parts_of(with_linked_picture(data, address))
    sheet = "xl/worksheets/sheet1.xml"
    link = "xl/externalLinks/externalLink1.xml"
    cells = "".join(
        f'<row r="{row}"><c r="Z{row}" vm="1" t="str">{formula}<v>last</v></c></row>'
        for row, formula in enumerate(
            (
                f'<f>_xlfn.WEBSERVICE("{address}/webservice")</f>',
                f'<f>_xlfn.IMAGE("{address}/image")</f>',
                "<f>[1]Sheet1!A1</f>",
                '<f t="shared" si="77" ref="Z904:Z905">RTD("a.b",,"x")</f>',
                '<f t="shared" si="77"/>',
                "<f>cmd|'/c calc'!A0</f>",
                f'<f>HYPERLINK("file:///{address}","x")</f>',
                '<f t="array" ref="Z908">[1]!rate*2</f>',
                "<f>SUM(A1:A2)/2</f>",
            ),
            start=901,
        )
    )
    tail = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="9">'
        f'<formula>_xlfn.WEBSERVICE("{address}/rule")="1"</formula></cfRule></conditionalFormatting>'
    )
    text = parts[sheet].decode()
    assert "</sheetData>" in text
    before, after = text.split("</sheetData>")
    place = min(
        at
        for mark in ("<hyperlinks", "<printOptions", "<pageMargins")
        if (at := after.find(mark)) >= 0
    )
    after = after[:place] + tail + after[place:]
    ole = '<oleObjects><oleObject progId="Package" link="[2]!x" oleUpdate="OLEUPDATE_ALWAYS" '
    ole += 'shapeId="1025" r:id="rId902"/></oleObjects>'
    parts[sheet] = f"{before}{cells}</sheetData>{after}".replace(
        "</worksheet>", f'<legacyDrawingHF r:id="rId901"/>{ole}</worksheet>'
    ).encode()
    parts["xl/drawings/vmlDrawing99.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        f'office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="LH" type="#t75" '
        f"style='width:9pt;height:9pt'><v:imagedata src='{address}/vml.png' "
        f'o:href="{address}/href.png" o:title="x"/><v:fill src = "{address}/fill.png"/>'
        "<x:ClientData><x:FmlaPict>[1]Sheet1!A1</x:FmlaPict></x:ClientData><br></v:shape></xml>"
    ).encode()
    relate(
        parts,
        sheet,
        relation("rId901", "vmlDrawing", "/xl/drawings/vmlDrawing99.vml", outside=False),
        relation("rId902", "oleObject", f"{address}/object.doc"),
        relation("rId903", "hyperlink", f"{address}/link"),
    )
    edit(
        parts,
        "[Content_Types].xml",
        ("<Types ", "<Types "),
        (
            "<Override",
            (
                '<Default Extension="vml" ContentType="application/vnd.openxmlformats-'
                'officedocument.vmlDrawing"/><Override'
            ),
        ),
    )
    book = "xl/workbook.xml"
    edit(
        parts,
        book,
        (
            "</sheets>",
            (
                '<sheet name="XLM" sheetId="990" state="veryHidden" '
                'r:id="rId990"/></sheets><externalReferences><externalReference r:id="rId991"/>'
                "</externalReferences>"
            ),
        ),
        (
            "</definedNames>",
            (
                '<definedName name="_out">[1]Sheet1!$A$1</definedName>'
                f'<definedName name="_call">_xlfn.WEBSERVICE("{address}/name")</definedName>'
                "</definedNames>"
            ),
        ),
    )
    relate(
        parts,
        book,
        relation(
            "rId990",
            f"{MICROSOFT}/2006/relationships/xlMacrosheet",
            "macrosheets/sheet1.xml",
            outside=False,
        ),
        relation("rId991", "externalLink", "externalLinks/externalLink1.xml", outside=False),
        relation("rId992", "connections", "connections.xml", outside=False),
    )
    parts["xl/macrosheets/sheet1.xml"] = (
        f'<xm:macrosheet xmlns:xm="{MICROSOFT}/excel/2006/main" xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1"><f>EXEC("calc")</f></c></row></sheetData></xm:macrosheet>'
    ).encode()
    relate(parts, "xl/macrosheets/sheet1.xml", relation("rId1", "hyperlink", f"{address}/macro"))
    tell_type(parts, "xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml")
    parts[link] = (
        f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"><sheetNames>'
        '<sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>'
    ).encode()
    relate(parts, link, relation("rId1", "externalLinkPath", f"{address}/book.xlsx"))
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    tell_type(parts, link, f"{spreadsheet}.externalLink+xml")
    parts["xl/connections.xml"] = (
        f'<connections xmlns="{MAIN}"><connection id="1" name="q" type="4" refreshOnLoad="1" '
        f'refreshedVersion="6"><webPr url="{address}/query"/></connection></connections>'
    ).encode()
    tell_type(parts, "xl/connections.xml", f"{spreadsheet}.connections+xml")
    drawing = drawing_of(parts)
    parts["xl/media/vector.png"] = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<image xlink:href="{address}/svg.png" width="9" height="9"/></svg>'
    ).encode()
    relate(
        parts,
        drawing,
        relation("rId98", "image", "/xl/media/vector.png", outside=False),
        relation("rId97", "hyperlink", f"{address}/shape"),
    )
    edit(parts, drawing, ("<xdr:cNvPr ", '<xdr:cNvPr title="x" '))
    return file_of(parts)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The small office with a logo."""
    return with_picture(tmp_path_factory.mktemp("plain"))


def convert(source: Path, folder: Path, *, guarded: bool) -> None:
    """LibreOffice as anybody starts it, with our profile or without."""
    assert SOFFICE is not None
    profile = folder / "profile"
    if guarded:
        pdf._write_profile(profile)
    words = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run(
        [*words, "--convert-to", "pdf", "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (folder / f"{source.stem}.pdf").exists()


@needs_libreoffice
@pytest.mark.libreoffice
def test_slips_are_printed_and_nobody_is_asked(plain: bytes, tmp_path: Path) -> None:
    book, out = tmp_path / "office.xlsx", tmp_path / "slips.pdf"
    with counting() as counter:
        book.write_bytes(with_everything(plain, counter.address))
        assert main(["work-orders", str(book), "--pdf", str(out), "--quiet"]) == 0
        assert out.read_bytes().startswith(b"%PDF")
        assert counter.asked == []
        # The workbook is the office's own and stays as it was made.
        assert b"TargetMode" in b"".join(parts_of(book).values())


@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.parametrize("guard", ["none", "copy", "profile"])
def test_the_copy_and_the_profile_each_would_do_alone(
    plain: bytes, tmp_path: Path, guard: str
) -> None:
    """Without either LibreOffice does fetch the picture: the trap is a trap."""
    with counting() as counter:
        data = with_everything(plain, counter.address)
        source = tmp_path / "office.xlsx"
        source.write_bytes(without_outside(data, source.name) if guard == "copy" else data)
        convert(source, tmp_path, guarded=guard == "profile")
        assert bool(counter.asked) is (guard == "none"), counter.asked


def test_nothing_of_the_copy_leads_outside(plain: bytes, tmp_path: Path) -> None:
    address = "http://example.invalid"
    data = with_everything(plain, address)
    before = complaints_of(plain, tmp_path)
    assert address.encode() in b"".join(parts_of(data).values())
    copy = without_outside(data, "office.xlsx")
    parts = parts_of(copy)
    leading = [name for name, part in parts.items() if address.encode() in part]
    assert leading == []
    for name, part in parts.items():
        assert b"TargetMode" not in part, name
        assert b'r:link="' not in part, name
    for name in ("externalLinks/externalLink1.xml", "connections.xml", "media/vector.png"):
        assert f"xl/{name}" not in parts
    everything = b"".join(parts.values())
    for word in (b"EXEC", b"WEBSERVICE", b"RTD(", b"calc'", b"[1]", b"oleObject", b'vm="1"'):
        assert word not in everything
    assert [each for each in complaints_of(copy, tmp_path) if each not in before] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</f>", b"</f\n>"),
        (b"</f>", b"</f >"),
        (b"<f>", b"<f\t>"),
        (b"<f>", b"<f><!-- > -->"),
        (b"</definedName>", b"</definedName >"),
        (b"</formula1>", b"</formula1\r>"),
        (b"/>", b"\n/>"),
    ],
)
def test_no_spelling_of_a_part_hides_what_leads_outside(
    plain: bytes, old: bytes, new: bytes
) -> None:
    address = b"http://example.invalid"
    parts = parts_of(with_everything(plain, address.decode()))
    odd = {name: data.replace(old, new) for name, data in parts.items()}
    assert odd != parts
    everything = b"".join(parts_of(without_outside(file_of(odd), "office.xlsx")).values())
    for word in (address, b"TargetMode", b"EXEC", b"WEBSERVICE", b"RTD(", b"calc'", b"[1]"):
        assert word not in everything, word


def complaints_of(data: bytes, folder: Path) -> list[str]:
    path = folder / "looked-at.xlsx"
    path.write_bytes(data)
    return complaints(path)


def test_a_part_that_is_said_to_be_two_things_is_cleaned_as_both(plain: bytes) -> None:
    """A sheet that the workbook also calls its theme, before it calls it a sheet."""
    parts = parts_of(with_everything(plain, "http://example.invalid"))
    rels = "xl/_rels/workbook.xml.rels"
    theme = relation("rId900", "theme", "worksheets/sheet1.xml", outside=False)
    text = parts[rels].decode()
    start = text.index("<Relationship ")
    parts[rels] = (text[:start] + theme + text[start:]).encode()
    sheet = parts_of(without_outside(file_of(parts), "a.xlsx"))["xl/worksheets/sheet1.xml"]
    assert b"WEBSERVICE" not in sheet
    assert b"last" in sheet


@pytest.mark.parametrize("formula", ["INDIRECT(\"'file:///a.xlsx'#$a.A1\")", 'CELL("filename")'])
def test_what_makes_up_where_it_reaches_is_not_calculated(plain: bytes, formula: str) -> None:
    parts = parts_of(plain)
    sheet = "xl/worksheets/sheet1.xml"
    cell = f'<row r="900"><c r="A900" t="str"><f>{escape(formula)}</f><v>last</v></c></row>'
    edit(parts, sheet, ("</sheetData>", f"{cell}</sheetData>"))
    copy = parts_of(without_outside(file_of(parts), "a.xlsx"))[sheet]
    assert formula.partition("(")[0].encode() not in copy
    assert b"<v>last</v>" in copy


def test_cells_keep_their_last_result_and_formulas_that_stay(plain: bytes, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(without_outside(with_everything(plain, "http://example.invalid"), "a.xlsx"))
    with open_file(copy) as opened:
        sheet = opened.book.sheets[0]
        assert [sheet.range(f"Z{row}").formula for row in range(901, 910)] == [
            *["last"] * 8,
            "=SUM(A1:A2)/2",
        ]
        assert [sheet.name for sheet in opened.book.sheets][:-1] == titles(plain, tmp_path)


def titles(data: bytes, folder: Path) -> list[str]:
    path = folder / "titles.xlsx"
    path.write_bytes(data)
    with open_file(path) as opened:
        return [sheet.name for sheet in opened.book.sheets]


@pytest.mark.slow
@pytest.mark.parametrize("path", EXCEL_MADE, ids=lambda path: path.name)
def test_what_excel_saved_stays_sound(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(without_outside(path.read_bytes(), path.name))
    before = complaints(path)
    assert [each for each in complaints(copy) if each not in before] == []
    assert not any(b"TargetMode" in part for part in parts_of(copy).values())


def test_a_workbook_without_ways_out_keeps_its_sheets_and_pictures(plain: bytes) -> None:
    before, after = parts_of(plain), parts_of(without_outside(plain, "a.xlsx"))
    kept = [name for name in before if name.startswith(("xl/media", "xl/drawings", "xl/charts"))]
    assert kept
    assert [name for name in before if name not in after] == []
    assert all(after[name] == before[name] for name in kept if name.endswith("png"))


def test_the_profile_is_what_libreoffice_reads(tmp_path: Path) -> None:
    """Every setting that this LibreOffice knows is declared where we say it is."""
    pdf._write_profile(tmp_path)
    text = (tmp_path / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    for setting in (
        '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<',
        '"Link" oor:op="fuse"><value>1<',
        '"DisableMacrosExecution" oor:op="fuse"><value>true<',
        '"MacroSecurityLevel" oor:op="fuse"><value>3<',
    ):
        assert setting in text
    if SOFFICE is None:
        return
    registry = Path(SOFFICE).resolve().parents[1] / "share" / "registry"
    known = "".join(file.read_text(encoding="utf-8") for file in registry.glob("*.xcd"))
    if known:
        newer = {"DisableActiveContent"}
        names = {name for _, name, _ in pdf._PROFILE} - newer
        assert [name for name in sorted(names) if f'oor:name="{name}"' not in known] == []


@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the planted program")
@pytest.mark.parametrize("path", ["", ".", "{mail}", "::", "mail:."])
def test_a_soffice_beside_the_workbook_is_not_started(
    plain: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    for name in ("soffice", "libreoffice", "soffice.exe", "soffice.bat"):
        (mail / name).write_text(f"#!/bin/sh\ntouch '{mail}/mark'\n", encoding="utf-8")
        (mail / name).chmod(0o755)
    (mail / "office.xlsx").write_bytes(plain)
    monkeypatch.chdir(mail)
    monkeypatch.setenv("PATH", f"{path.format(mail=mail)}{os.pathsep}/usr/bin:/bin")
    assert main(["work-orders", "office.xlsx", "--pdf", "slips.pdf", "--quiet"]) == 0
    assert (mail / "slips.pdf").read_bytes().startswith(b"%PDF")
    assert not (mail / "mark").exists()


def test_excel_too_prints_from_the_copy(
    plain: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no LibreOffice: Excel is given a file that leads nowhere outside."""
    given: list[bytes] = []

    def print_it(path: Path, title: str, target: Path) -> None:
        assert title == "報事單"
        given.append(path.read_bytes())
        target.write_bytes(b"%PDF-1.7")

    monkeypatch.setattr(pdf, "program_path", lambda *_, **__: None)
    monkeypatch.setattr(pdf, "_may_have_excel", lambda: True)
    monkeypatch.setattr(pdf, "excel_to_pdf", print_it)
    book, out = tmp_path / "office.xlsx", tmp_path / "slips.pdf"
    book.write_bytes(with_everything(plain, "http://example.invalid"))
    assert main(["work-orders", str(book), "--pdf", str(out), "--quiet"]) == 0
    assert out.read_bytes() == b"%PDF-1.7"
    (copy,) = given
    parts = parts_of(copy)
    assert not any(b"TargetMode" in part or b"example.invalid" in part for part in parts.values())


def test_without_any_libreoffice_it_is_said(
    plain: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(pdf, "program_path", lambda *_, **__: None)
    monkeypatch.setattr(pdf, "_may_have_excel", lambda: False)
    (tmp_path / "office.xlsx").write_bytes(plain)
    book, out = str(tmp_path / "office.xlsx"), str(tmp_path / "slips.pdf")
    assert main(["work-orders", book, "--pdf", out]) == 2
    assert "沒有 LibreOffice 和 Excel" in capsys.readouterr().err


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with engine_refuses(EngineProblem.TORN, name="a.xlsx"):
        without_outside(b"PK\3\4", "a.xlsx")
