"""An office's workbook as other programs save it, each with a logo and a seal on the templates.

The pictures are put in by the program itself where it can: it is its drawing that must be read.
"""

from __future__ import annotations

import shutil
import subprocess
import zlib
from struct import pack
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.drawing.image import Image

from estate_xl.engine.opening import open_book
from support.packages import file_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOGO: Final = ("報事單模板", "A1")
SEAL: Final = ("月度考核模板", "C29")
_SIDE: Final = 40
_LIBREOFFICE_SECONDS: Final = 240


def picture(red: int, green: int, blue: int) -> bytes:
    """A square PNG of one colour."""
    line = b"\0" + bytes((red, green, blue)) * _SIDE
    chunks = (
        (b"IHDR", pack(">2I5B", _SIDE, _SIDE, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(line * _SIDE)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


PICTURES: Final = {LOGO: picture(200, 30, 40), SEAL: picture(30, 60, 200)}


class Picture(Image):
    """A picture that openpyxl writes without Pillow."""

    def __init__(self, data: bytes, anchor: str) -> None:
        """Take the bytes and the cell: the rest is known."""
        self.anchor = anchor
        self.width = self.height = _SIDE
        self.format = "png"
        self._bytes = data

    def _data(self) -> bytes:
        return self._bytes


def as_made(path: Path, folder: Path) -> None:
    """Our own file: the pictures are put in by the engine."""
    book = open_book(path)
    for (title, cell), data in PICTURES.items():
        file = folder / f"{title}.png"
        file.write_bytes(data)
        sheet = book.sheets[title]
        sheet.pictures.add(file, anchor=sheet[cell], width=30, height=30)
    book.save()
    book.close()


def by_openpyxl(path: Path, folder: Path) -> None:
    """Drawings and charts in the default namespace."""
    del folder
    workbook = openpyxl.load_workbook(path)
    for (title, cell), data in PICTURES.items():
        workbook[title].add_image(Picture(data, cell))
    workbook.save(path)


def by_excelize(path: Path, folder: Path) -> None:
    """The Go library: every sheet is read and written anew."""
    import excelize  # noqa: PLC0415 - it loads a library of 30 MB

    book = excelize.open_file(str(path))
    for title in book.get_sheet_list():
        book.get_cell_value(title, "A1")
    for (title, cell), data in PICTURES.items():
        file = folder / f"{title}.png"
        file.write_bytes(data)
        book.add_picture(title, cell, str(file), None)
    book.save_as(str(path))
    book.close()


def by_libreoffice(path: Path, folder: Path) -> None:
    """Everything is written anew; it never grows a table."""
    as_made(path, folder)
    given = folder / "given"
    given.mkdir()
    shutil.move(path, given / path.name)
    convert(given / path.name, "xlsx:Calc MS Excel 2007 XML", path.parent)


def with_own_prefixes(path: Path, folder: Path) -> None:
    """Every namespace under a prefix that nobody uses, the main one too."""
    as_made(path, folder)
    _respell(path, default=False)


def in_default_namespaces(path: Path, folder: Path) -> None:
    """The root's namespace without a prefix in each part, all others under their own."""
    as_made(path, folder)
    _respell(path, default=True)


PROGRAMS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "openpyxl": by_openpyxl,
    "excelize": by_excelize,
    "own prefixes": with_own_prefixes,
    "default namespaces": in_default_namespaces,
}


def saved_again(path: Path, folder: Path) -> dict[str, Path]:
    """A file as three programs save it without a change, by program."""
    import excelize  # noqa: PLC0415 - it loads a library of 30 MB

    made = {name: folder / name / path.name for name in ("openpyxl", "excelize", "LibreOffice")}
    for each in made.values():
        each.parent.mkdir()
    openpyxl.load_workbook(path).save(made["openpyxl"])
    book = excelize.open_file(str(path))
    for title in book.get_sheet_list():
        book.get_cell_value(title, "A1")
    book.save_as(str(made["excelize"]))
    book.close()
    convert(path, "xlsx:Calc MS Excel 2007 XML", made["LibreOffice"].parent)
    return made


def convert(path: Path, kind: str, folder: Path) -> Path:
    """What LibreOffice makes of a file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=_LIBREOFFICE_SECONDS,
    )
    made = folder / f"{path.stem}.{kind.partition(':')[0]}"
    assert made.exists()
    return made


def _respell(path: Path, *, default: bool) -> None:
    parts = parts_of(path)
    for name, data in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            parts[name] = _respelled(data, default=default)
    path.write_bytes(file_of(parts))


def _respelled(data: bytes, *, default: bool) -> bytes:
    """The part with each namespace under a prefix of its own; lists of prefixes are left out."""
    root = ET.fromstring(data)  # noqa: S314 - our own file
    spaces = {
        name[1:].partition("}")[0]
        for element in root.iter()
        for name in (element.tag, *element.attrib)
        if name.startswith("{")
    } - {"http://www.w3.org/XML/1998/namespace"}
    prefixes = {space: f"q{number}-x" for number, space in enumerate(sorted(spaces))}
    main = root.tag[1:].partition("}")[0] if default else ""
    declared = [("xmlns", main)] if main else []
    declared += [(f"xmlns:{prefix}", space) for space, prefix in prefixes.items() if space != main]

    def renamed(name: str, unprefixed: str) -> str:
        if not name.startswith("{"):
            return name
        space, local = name[1:].split("}")
        if space == unprefixed:
            return local
        return f"{prefixes.get(space, 'xml')}:{local}"

    def written(element: ET.Element, extra: list[tuple[str, str]]) -> str:
        name = renamed(element.tag, main)
        pairs = [*extra, *((renamed(key, ""), value) for key, value in element.items())]
        inner = "".join(f" {key}={quoteattr(value)}" for key, value in pairs)
        children = "".join(written(each, []) + escape(each.tail or "") for each in element)
        return f"<{name}{inner}>{escape(element.text or '')}{children}</{name}>"

    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written(root, declared)}'.encode()
