"""A workbook's own properties: what it is called, whose it is, and texts of a program's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import (
    CORE_PROPERTIES,
    CUSTOM_PROPERTIES,
    DECLARATION,
    DUBLIN_CORE,
    EXTENDED_PROPERTIES,
    SCHEMA_INSTANCE,
    TERMS,
    VARIANT_TYPES,
)
from estate_xl.engine.ooxml.package import Package
from estate_xl.engine.ooxml.xml_text import escape, escape_attribute
from estate_xl.engine.ooxml.xml_trees import parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from estate_xl.deliver.extract.parts import Parts

CORE: Final = "docProps/core.xml"
APP: Final = "docProps/app.xml"
CUSTOM: Final = "docProps/custom.xml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_USER_DEFINED: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID: Final = 2  # 0 and 1 are reserved


@dataclass(frozen=True)
class Document:
    """The properties of a workbook.

    Attributes:
        title: Its title.
        creator: Whose it is, an office and no person.
        company: Likewise.
        created: Its day, which is not the day of its making: the same book makes the same bytes.
    """

    title: str
    creator: str
    company: str
    created: dt.date


def put_properties(parts: Parts, document: Document) -> None:
    """Put the properties that every workbook has into its parts."""
    moment = f"{document.created.isoformat()}T00:00:00Z"
    core = (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}"'
        f' xmlns:dc="{DUBLIN_CORE}" xmlns:dcterms="{TERMS}" xmlns:xsi="{SCHEMA_INSTANCE}">'
        f"<dc:title>{escape(document.title)}</dc:title>"
        f"<dc:creator>{escape(document.creator)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )
    app = (
        f'{DECLARATION}<Properties xmlns="{EXTENDED_PROPERTIES}">'
        f"<Application>estate_xl</Application><Company>{escape(document.company)}</Company>"
        "</Properties>"
    )
    for name, text, kind, relation in (
        (CORE, core, _CORE_TYPE, "core-properties"),
        (APP, app, _APP_TYPE, "extended-properties"),
    ):
        parts.put(name, text.encode(), kind)
        parts.refer("", relation, name)


def with_properties(data: bytes, properties: Mapping[str, str]) -> bytes:
    """A workbook that has no such texts yet, with these properties of its own."""
    tags = "".join(
        f'<property fmtid="{_USER_DEFINED}" pid="{number}" name="{escape_attribute(name)}">'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), start=_FIRST_ID)
    )
    text = (
        f'{DECLARATION}<Properties xmlns="{CUSTOM_PROPERTIES}"'
        f' xmlns:vt="{VARIANT_TYPES}">{tags}</Properties>'
    )
    package = Package(data)
    relationships.add_part(package, "", CUSTOM, "custom-properties", _CUSTOM_TYPE)
    package.write(CUSTOM, text.encode())
    return package.to_bytes()


def read_properties(data: bytes) -> dict[str, str]:
    """The texts among a workbook's own properties, by name.

    Raises:
        ValueError: the part is not well formed, or the file is no zip.
    """
    try:
        package = Package(data)
        related = relationships.relations(package, "")
        part = next((each.target for each in related if each.kind == "custom-properties"), None)
        root = None if part is None or not package.has(part) else parse(package.read(part))
    except Exception as error:  # zip and inflate failures share no base class
        raise ValueError(str(error)) from error
    if root is None:
        return {}
    return {
        each.get("name", ""): each[0].text or ""
        for each in root
        if len(each) and each[0].tag.endswith("}lpwstr")
    }
