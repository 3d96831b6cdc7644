"""From openpyxl's file to ours: records filled in, mended, the same bytes for the same content.

openpyxl orders the children of fonts against the standard, writes texts into the cells, and stamps
the time of day into the zip and the properties. All XML is written anew as `xml_trees` writes it,
so the bytes do not depend on whether lxml is installed either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import XML, SubElement
from zipfile import ZipFile

from estate_xl.blueprint import sheet_part
from estate_xl.blueprint.rows import row_texts
from estate_xl.blueprint.setting_values import put_settings
from estate_xl.blueprint.shared_strings import SharedStrings
from estate_xl.blueprint.styles_part import mend_styles
from estate_xl.blueprint.validations import LAST_ROW
from estate_xl.engine.addresses import area, column_letters
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import (
    DRAWING,
    EXTENDED_PROPERTIES,
    MAIN,
    RELATION,
    SPREADSHEET_TYPE,
    TERMS,
)
from estate_xl.engine.ooxml.xml_trees import part_text
from estate_xl.engine.ooxml.zip_writer import ZipWriter
from estate_xl.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from estate_xl.schema import Language, Sheet

CREATOR: Final = "estate_xl"
_VERSION: Final = "1.0000"
_MOMENT: Final = "2026-01-01T00:00:00Z"
_STRINGS: Final = "xl/sharedStrings.xml"
_WORKBOOK: Final = "xl/workbook.xml"
_DRAWING: Final = re.compile(r"xl/drawings/drawing(\d+)\.xml")
_WRITTEN_ANEW: Final = (".xml", ".rels")
_LEFT_ALONE: Final = ("xl/theme/",)
_END_OF_ROWS: Final = "</sheetData>"


@dataclass(frozen=True)
class Filling:
    """The contents of the drawn sheets.

    Attributes:
        sheets: Declared sheets by the title they have in this workbook.
        records: By sheet key; a sheet that is not there keeps its rows as drawn.
        settings: The value of each setting by its key.
        results: By title, what formulas come to, by address.
        charts: For each drawing in its turn, name and title of its charts.
    """

    sheets: Mapping[str, Sheet]
    records: Mapping[str, Sequence[Mapping[str, object]]]
    settings: Mapping[str, object]
    results: Mapping[str, Mapping[str, str | float]] = field(default_factory=dict)
    charts: Sequence[Sequence[tuple[str, str]]] = ()


def finish_package(
    drawn: bytes, filling: Filling, language: Language, font: tuple[str, float]
) -> bytes:
    """The finished file.

    Args:
        drawn: What openpyxl saved.
        filling: What goes into its sheets.
        language: The workbook's language.
        font: Name and size in points of the workbook's own font.
    """
    target = ZipWriter()
    strings = SharedStrings()
    with ZipFile(BytesIO(drawn)) as source:
        titles = _titles_by_part(source)
        names = sorted(source.namelist(), key=lambda name: name != relationships.TYPES)
        for name in names:
            data = source.read(name)
            if name == _STRINGS:
                continue
            parts: Iterable[bytes]
            if name in titles:
                parts = _sheet_texts(XML(data), titles[name], filling, language, strings)
            elif not name.endswith(_WRITTEN_ANEW) or name.startswith(_LEFT_ALONE):
                parts = [data]
            else:
                root = XML(data)
                _mend(name, root, filling, font)
                parts = [part_text(root).encode()]
            target.add(name, parts)
    target.add(_STRINGS, [strings.part().encode()])
    return target.to_bytes()


def _mend(name: str, root: Element, filling: Filling, font: tuple[str, float]) -> None:
    match name:
        case "xl/styles.xml":
            mend_styles(root, *font)
        case "docProps/core.xml":
            _set_text(root, f"{{{TERMS}}}created", _MOMENT)
            _set_text(root, f"{{{TERMS}}}modified", _MOMENT)
        case "docProps/app.xml":
            _set_text(root, f"{{{EXTENDED_PROPERTIES}}}Application", CREATOR)
            _set_text(root, f"{{{EXTENDED_PROPERTIES}}}AppVersion", _VERSION)
        case relationships.TYPES:
            content = f"{SPREADSHEET_TYPE}.sharedStrings+xml"
            override = {"PartName": f"/{_STRINGS}", "ContentType": content}
            _add_once(root, "Override", "PartName", override)
        case _ if name == relationships.rels_name(_WORKBOOK):
            kind = f"{RELATION}/sharedStrings"
            relation = {"Type": kind, "Target": f"/{_STRINGS}", "Id": "rIdStrings"}
            _add_once(root, "Relationship", "Type", relation)
        case _ if root.tag == f"{{{MAIN}}}table":
            _lengthen_table(root, filling)
        case _ if found := _DRAWING.fullmatch(name):
            _name_charts(root, filling.charts[int(found[1]) - 1])


def _name_charts(root: Element, names: Sequence[tuple[str, str]]) -> None:
    """Names by which commands find the charts, and what a screen reader says of them."""
    frames = root.iter(f"{{{DRAWING}}}cNvPr")
    for frame, (name, title) in zip(frames, names, strict=True):
        frame.set("name", name)
        frame.set("descr", title)


def _set_text(root: Element, tag: str, text: str) -> None:
    for element in root.iter(tag):
        element.text = text


def _add_once(root: Element, name: str, identity: str, attributes: dict[str, str]) -> None:
    """Add an element like the root's others, unless one with that attribute is there."""
    if all(child.get(identity) != attributes[identity] for child in root):
        space = root.tag.partition("}")[0]
        SubElement(root, f"{space}}}{name}", attributes)


def _lengthen_table(root: Element, filling: Filling) -> None:
    key = root.get("name", "")
    declared = next((sheet for sheet in filling.sheets.values() if sheet.key == key), None)
    if declared is None or not filling.records.get(key):
        return
    last = declared.header_row + len(filling.records[key])
    reference = area(declared.header_row, 1, last, len(declared.columns))
    for element in root.iter():
        if "ref" in element.attrib:
            element.set("ref", reference)


def _sheet_texts(
    root: Element, title: str, filling: Filling, language: Language, strings: SharedStrings
) -> Iterator[bytes]:
    """The part of a sheet in pieces, rows filled in."""
    declared = filling.sheets.get(title)
    if declared is not None and declared.key == "Settings":
        put_settings(root, declared, filling.settings)
    sheet_part.share_strings(root, strings)
    sheet_part.store_results(root, filling.results.get(title, {}))
    rows: Iterable[str] = ()
    if declared is not None and declared.is_data:
        first = declared.header_row + 1
        texts = [
            number
            for number, column in enumerate(declared.columns, start=1)
            if column.kind in {Kind.ID, Kind.TEXT, Kind.REFERENCE, Kind.MONTH}
        ]
        sheet_part.ignore_numbers_as_text(
            root,
            " ".join(f"{column_letters(n)}{first}:{column_letters(n)}{LAST_ROW}" for n in texts),
        )
        records = filling.records.get(declared.key)
        if records:
            styles = sheet_part.take_model_row(root, first)
            sheet_part.set_last_row(root, declared.header_row + len(records))
            rows = row_texts(declared, records, styles, language, strings)
    text = part_text(root)
    head, mark, tail = text.partition(_END_OF_ROWS)
    yield head.encode()
    for row in rows:
        yield row.encode()
    yield (mark + tail).encode()


def _titles_by_part(source: ZipFile) -> dict[str, str]:
    targets = {
        relation.get("Id"): relation.get("Target", "").lstrip("/")
        for relation in XML(source.read(relationships.rels_name(_WORKBOOK)))
    }
    sheets = XML(source.read(_WORKBOOK)).iter(f"{{{MAIN}}}sheet")
    parts = {targets[sheet.get(f"{{{RELATION}}}id")]: sheet.get("name", "") for sheet in sheets}
    return {
        name if name.startswith("xl/") else f"xl/{name}": title for name, title in parts.items()
    }
