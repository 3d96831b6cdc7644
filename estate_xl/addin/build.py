"""The add-in's bytes: VBA, ribbon and texts in one package; same sources, same bytes.

The VBA project starts from the one that pyOpenVBA carries, saved by Excel, so that its references
(OLE Automation, Office) and its document modules are Excel's own. Parts are stored as they are:
compressed ones would differ between two builds of zlib.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from estate_xl.addin.function_help import CATEGORY, HELP
from estate_xl.addin.macro_sources import read_source
from estate_xl.addin.vba_binding import make_binding
from estate_xl.addin.vba_texts import PROBLEMS, TITLE
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import (
    CORE_PROPERTIES,
    DECLARATION,
    DUBLIN_CORE,
    MAIN,
    RELATION,
    SCHEMA_INSTANCE,
    SPREADSHEET_TYPE,
    TERMS,
)
from estate_xl.engine.ooxml.xml_text import escape
from estate_xl.engine.ooxml.zip_writer import zipped

if TYPE_CHECKING:
    from pyopenvba.vba import VBAProject

    from estate_xl.schema import Language

FILE_NAME: Final = "estate_xl.xlam"
MODULES: Final = ("EstateBinding", "EstateRibbon", "EstateFunctions", "EstateTexts")
CLASSES: Final = ("EstateEvents",)

_RIBBON: Final = "customUI/customUI14.xml"
_BOOK: Final = "xl/workbook.xml"
_BOOK_RELATIONS: Final = relationships.rels_name(_BOOK)
_SHEET: Final = "xl/worksheets/sheet1.xml"
_STRINGS: Final = "xl/sharedStrings.xml"
_PROJECT: Final = "xl/vbaProject.bin"
_RELATIONS: Final = relationships.rels_name("")
_CORE: Final = "docProps/core.xml"
_APP: Final = "docProps/app.xml"
_RIBBON_TYPE: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_NO_VERSION: Final = bytes.fromhex("cc61ffff000000")
_SHEET_NAME: Final = "texts"


def build_addin(language: Language) -> bytes:
    """The add-in `estate_xl.xlam` with its labels and texts in that language.

    Raises:
        AddinError: xlwings' module is not the one that we know, or a source is missing.
    """
    parts = _template_with_project()
    parts[_RIBBON] = read_source(f"ribbon.{language}.xml").encode()
    parts[_RELATIONS] = _with_relation(parts[_RELATIONS], "rId4", _RIBBON_TYPE, _RIBBON)
    parts[_SHEET], parts[_STRINGS] = _with_rows(parts[_SHEET], text_rows(language))
    parts[_BOOK_RELATIONS] = _with_relation(
        parts[_BOOK_RELATIONS], "rId5", f"{RELATION}/sharedStrings", _STRINGS[3:]
    )
    content = f"{SPREADSHEET_TYPE}.sharedStrings+xml"
    override = f'<Override PartName="/{_STRINGS}" ContentType="{content}"/>'
    parts[relationships.TYPES] = _before(parts[relationships.TYPES], "</Types>", override)
    parts[_BOOK] = parts[_BOOK].replace(b'name="Sheet1"', f'name="{_SHEET_NAME}"'.encode(), 1)
    parts[_APP] = parts[_APP].replace(b">Sheet1<", f">{_SHEET_NAME}<".encode(), 1)
    parts[_CORE] = _properties(TITLE.text(language))
    return zipped(parts, level=0)


def _template_with_project() -> dict[str, bytes]:
    """The empty add-in of pyOpenVBA, its project holding our modules."""
    from pyopenvba import ExcelFile  # noqa: PLC0415 - only a build needs it

    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        with ExcelFile.create_new(path) as template:
            _fill_project(template.vba_project())
            template.set_module("ThisWorkbook", _windows_lines(read_source("ThisWorkbook.cls")))
            template.set_module("Sheet1", template.get_module("Sheet1"))
            template.save()
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    parts[_PROJECT] = _without_compiled_code(parts[_PROJECT])
    return parts


def _without_compiled_code(project: bytes) -> bytes:
    """The project as MS-OVBA 2.3.4.1 has a program other than Office write it.

    Of whatever version Excel is, it then compiles the text.
    """
    from pyopenvba.cfb import CFB  # noqa: PLC0415 - likewise

    storage = CFB.from_bytes(project)
    storage.write_stream_in_storage("VBA", "_VBA_PROJECT", _NO_VERSION)
    return bytes(storage.to_bytes())


def _fill_project(project: VBAProject) -> None:
    from pyopenvba import VBAModuleKind  # noqa: PLC0415 - likewise

    project.delete_module("Module1")
    for name in MODULES:
        text = make_binding() if name == "EstateBinding" else read_source(f"{name}.bas")
        project.add_module(name, _windows_lines(text))
    for name in CLASSES:
        text = _windows_lines(read_source(f"{name}.cls"))
        project.add_module(name, text, kind=VBAModuleKind.other)


def _windows_lines(text: str) -> str:
    return text.replace("\n", "\r\n")


def text_rows(language: Language) -> list[list[str]]:
    """The sheet that `macros/EstateTexts.bas` reads."""
    rows = [["text", "title", TITLE.text(language)]]
    rows += [["text", str(key), label.text(language)] for key, label in PROBLEMS.items()]
    for name, (answer, arguments) in HELP.items():
        words = [CATEGORY, answer, *arguments]
        rows.append(["function", name, *(label.text(language) for label in words)])
    return rows


def _with_rows(sheet: bytes, rows: list[list[str]]) -> tuple[bytes, bytes]:
    """The sheet with these texts from A1 on, and the part that holds them."""
    texts: dict[str, int] = {}
    lines = []
    for number, values in enumerate(rows, start=1):
        cells = []
        for index, value in enumerate(values):
            place = texts.setdefault(value, len(texts))
            cells.append(f'<c r="{_letter(index)}{number}" t="s"><v>{place}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    last = _letter(max(len(values) for values in rows) - 1)
    text = sheet.decode().replace("<sheetData/>", f"<sheetData>{''.join(lines)}</sheetData>", 1)
    text = text.replace('<dimension ref="A1"/>', f'<dimension ref="A1:{last}{len(rows)}"/>', 1)
    items = "".join(f"<si><t>{escape(value)}</t></si>" for value in texts)
    count = sum(len(values) for values in rows)
    strings = (
        f'{DECLARATION}<sst xmlns="{MAIN}" count="{count}" uniqueCount="{len(texts)}">{items}</sst>'
    )
    return text.encode(), strings.encode()


def _letter(index: int) -> str:
    return "ABCDEFGHIJ"[index]


def _properties(title: str) -> bytes:
    """A title, our name and a date that is always the same."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}" xmlns:dc="{DUBLIN_CORE}" '
        f'xmlns:dcterms="{TERMS}" xmlns:xsi="{SCHEMA_INSTANCE}">'
        f"<dc:title>{escape(title)}</dc:title>"
        "<dc:creator>estate_xl</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    ).encode()


def _with_relation(part: bytes, identifier: str, kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
    return _before(part, "</Relationships>", relation)


def _before(part: bytes, end: str, added: str) -> bytes:
    return part.replace(end.encode(), (added + end).encode(), 1)
