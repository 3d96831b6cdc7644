"""Workbook files as parts: taken apart, put together, compared, and one carried inside another."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from openxml_audit import OpenXmlValidator

if TYPE_CHECKING:
    from pathlib import Path

Parts = dict[str, bytes]

TYPES: Final = "[Content_Types].xml"
BOOK: Final = "xl/workbook.xml"
BOOK_RELS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"
STRINGS: Final = "xl/sharedStrings.xml"
_FOLDER = "xl/user/"
_USUAL = "http://schemas.openxmlformats.org"
_STRICT = {
    f"{_USUAL}/{usual}".encode(): f"http://purl.oclc.org/ooxml/{strictly}".encode()
    for usual, strictly in (
        ("spreadsheetml/2006/main", "spreadsheetml/main"),
        ("officeDocument/2006/relationships", "officeDocument/relationships"),
        ("officeDocument/2006/extended-properties", "officeDocument/extendedProperties"),
        ("drawingml/2006/main", "drawingml/main"),
        ("drawingml/2006/chart", "drawingml/chart"),
        ("drawingml/2006/spreadsheetDrawing", "drawingml/spreadsheetDrawing"),
    )
}
"""The names of strict OOXML by the usual ones."""
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_MAIN = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_NOT_CARRIED = re.compile(
    r"\[Content_Types\]|_rels/\.rels|docProps/|xl/(_rels/)?workbook\.xml"
    r"|xl/(styles|sharedStrings|calcChain)\.xml|xl/theme/"
)
_FIRST_CARRIED_ID = 500
_RELATION = re.compile(r"<Relationship\b[^>]*?/>")


class Relation(NamedTuple):
    """A reference of a part: its kind is the last word of its type."""

    kind: str
    target: str
    identity: str


def parts_of(file: Path | bytes) -> Parts:
    """Parts of a workbook by name; none stands twice and none is damaged."""
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert archive.testzip() is None
        return {name: archive.read(name) for name in names}


def file_of(parts: Parts) -> bytes:
    """A workbook of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def complaints(path: Path) -> list[str]:
    """What openxml-audit finds wrong with a file."""
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def relations(parts: Parts, owner: str) -> list[Relation]:
    """References of a part to others in the file; those of the file for an empty name."""
    data = parts.get(rels_of(owner))
    if data is None:
        return []
    known = {name.casefold(): name for name in parts}
    found = []
    for each in ET.fromstring(data):  # noqa: S314 - a command took the file first
        target = unquote(each.get("Target", "").replace("\\", "/"))
        if each.get("TargetMode") == "External":
            continue
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
        kind = each.get("Type", "").rpartition("/")[2]
        found.append(Relation(kind, known.get(path.casefold(), path), each.get("Id", "")))
    return found


def book_part(parts: Parts) -> str:
    """The part of the book itself."""
    return next(each.target for each in relations(parts, "") if each.kind == "officeDocument")


def sheet_parts(parts: Parts) -> dict[str, str]:
    """The part of each sheet by title, in the order of the tabs."""
    book = book_part(parts)
    targets = {each.identity: each.target for each in relations(parts, book)}
    sheets = [each for each in ET.fromstring(parts[book]).iter() if local_name(each.tag) == "sheet"]  # noqa: S314
    return {
        sheet.get("name", ""): targets[next(v for k, v in sheet.items() if k.endswith("}id"))]
        for sheet in sheets
    }


def local_name(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def rels_of(part: str) -> str:
    """Name of the part that holds a part's references."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def changed(before: Parts, after: Parts) -> set[str]:
    """Parts that are there before or after only, or differ by a byte."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def carry(ours: bytes, theirs: bytes) -> bytes:
    """Our workbook with all sheets of theirs, and all parts these need, as a user's own.

    Their cells lose their formats and hold their text in line, as both are listed in parts that a
    workbook has only once; every other part comes along as it is under another folder.
    """
    mine, other = parts_of(ours), parts_of(theirs)
    strings = _strings(other.get(STRINGS))
    sheets = set(sheet_parts(other).values())
    for number, (name, data) in enumerate(other.items(), start=_FIRST_CARRIED_ID):
        if _NOT_CARRIED.match(name):
            continue
        new = data
        if name in sheets:
            new = _self_contained(data.decode(), strings).encode()
        elif name.endswith(".rels"):
            new = data.replace(b'Target="/xl/', f'Target="/{_FOLDER}'.encode())
        elif re.match(r"xl/tables/table\d", name):
            new = _without_formats(data.decode()).encode()
            new = re.sub(rb' id="\d+"', f' id="{number}"'.encode(), new, count=1)
        mine[_carried(name)] = new
    _merge_types(mine, other)
    _merge_relations(mine, other)
    _merge_book(mine, other)
    return file_of(mine)


def _sheet_tags(text: str) -> list[str]:
    return re.findall(r"<sheet\b[^>]*/>", text)


def _name_tags(text: str) -> list[str]:
    return re.findall(r"<definedName\b.*?</definedName>", text)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    assert found is not None, f"no {name} in {tag}"
    return html.unescape(found[1])


def _strings(part: bytes | None) -> list[str]:
    """What stands inside each entry of the shared strings."""
    if part is None:
        return []
    return re.findall(r"<si(?:/>|>(.*?)</si>)", part.decode(), flags=re.DOTALL)


def _self_contained(text: str, strings: list[str]) -> str:
    """A sheet's part that refers neither to shared strings nor to styles."""

    def in_line(cell: re.Match[str]) -> str:
        return f'{cell[1]} t="inlineStr"{cell[2]}><is>{strings[int(cell[3])]}</is></c>'

    text = re.sub(r'(<c\b[^>]*?) t="s"([^>]*)><v>(\d+)</v></c>', in_line, text)
    text = re.sub(r'(<(?:c|row)\b[^>]*?) s="\d+"', r"\1", text)
    text = re.sub(r'(<col\b[^>]*?) style="\d+"', r"\1", text)
    text = text.replace(' tabSelected="1"', "").replace(' customFormat="1"', "")
    return _without_formats(text)


def _without_formats(text: str) -> str:
    return re.sub(r' \w*[dD]xfId="\d+"', "", text)


def _carried(name: str) -> str:
    return name.replace("xl/", _FOLDER, 1)


def _merge_types(mine: Parts, other: Parts) -> None:
    types = mine[TYPES].decode()
    theirs = other[TYPES].decode()
    added = [
        tag
        for tag in re.findall(r"<Default\b[^>]*/>", theirs)
        if f'Extension="{_attribute(tag, "Extension")}"' not in types
    ]
    for tag in re.findall(r"<Override\b[^>]*/>", theirs):
        name = _attribute(tag, "PartName")
        if not _NOT_CARRIED.match(name.lstrip("/")):
            added.append(tag.replace(name, f"/{_carried(name.lstrip('/'))}"))
    if _MACRO_MAIN in theirs:
        types = types.replace(_MAIN, _MACRO_MAIN)
    mine[TYPES] = types.replace("</Types>", f"{''.join(added)}</Types>").encode()


def _merge_relations(mine: Parts, other: Parts) -> None:
    added = []
    for tag in _RELATION.findall(other[BOOK_RELS].decode()):
        target = posixpath.normpath(posixpath.join("/xl", _attribute(tag, "Target"))).lstrip("/")
        if not _NOT_CARRIED.match(target):
            moved = tag.replace(_attribute(tag, "Target"), f"/{_carried(target)}")
            added.append(re.sub(r' Id="', ' Id="user', moved))
    text = mine[BOOK_RELS].decode()
    mine[BOOK_RELS] = text.replace("</Relationships>", f"{''.join(added)}</Relationships>").encode()


def _merge_book(mine: Parts, other: Parts) -> None:
    text, theirs = mine[BOOK].decode(), other[BOOK].decode()
    known = len(_sheet_tags(text))
    sheets = "".join(
        re.sub(r'sheetId="\d+"', f'sheetId="{_FIRST_CARRIED_ID + number}"', tag)
        for number, tag in enumerate(_sheet_tags(theirs))
    ).replace('r:id="', 'r:id="user')
    names = "".join(
        re.sub(r'localSheetId="(\d+)"', lambda at: f'localSheetId="{int(at[1]) + known}"', tag)
        for tag in _name_tags(theirs)
    )
    pivots = "".join(re.findall(r"<pivotCaches>.*</pivotCaches>", theirs))
    text = text.replace("</sheets>", f"{sheets}</sheets>")
    text = text.replace("</definedNames>", f"{names}</definedNames>")
    text = text.replace("</workbook>", pivots.replace('r:id="', 'r:id="user') + "</workbook>")
    if 'codeName="ThisWorkbook"' in theirs:
        text = re.sub(r"<workbookPr\b", '<workbookPr codeName="ThisWorkbook"', text)
    mine[BOOK] = text.encode()


def in_strict(parts: Parts) -> Parts:
    """The same workbook as strict OOXML."""
    found = {}
    for name, data in parts.items():
        new = data
        for usual, strictly in _STRICT.items() if name.endswith((".xml", ".rels")) else ():
            new = new.replace(usual, strictly)
        found[name] = new
    found[BOOK] = found[BOOK].replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
    return found
