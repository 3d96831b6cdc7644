"""Namespaces of the parts, and the prefix under which Excel writes each."""

from __future__ import annotations

from typing import Final

_OPEN: Final = "http://schemas.openxmlformats.org"
_PURL: Final = "http://purl.oclc.org/ooxml"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"
MAIN: Final = f"{_OPEN}/spreadsheetml/2006/main"
RELATION: Final = f"{_OPEN}/officeDocument/2006/relationships"
DRAWING: Final = f"{_OPEN}/drawingml/2006/spreadsheetDrawing"
ART: Final = f"{_OPEN}/drawingml/2006/main"
CHART: Final = f"{_OPEN}/drawingml/2006/chart"
COMPATIBILITY: Final = f"{_OPEN}/markup-compatibility/2006"
PART_RELATIONS: Final = f"{_OPEN}/package/2006/relationships"
CONTENT_TYPES: Final = f"{_OPEN}/package/2006/content-types"
CORE_PROPERTIES: Final = f"{_OPEN}/package/2006/metadata/core-properties"
EXTENDED_PROPERTIES: Final = f"{_OPEN}/officeDocument/2006/extended-properties"
CUSTOM_PROPERTIES: Final = f"{_OPEN}/officeDocument/2006/custom-properties"
VARIANT_TYPES: Final = f"{_OPEN}/officeDocument/2006/docPropsVTypes"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
TERMS: Final = "http://purl.org/dc/terms/"
SCHEMA_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The first line of a part."""
SPREADSHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
"""The first part of the types of a spreadsheet's parts."""
STRICT: Final = {
    MAIN: f"{_PURL}/spreadsheetml/main",
    RELATION: f"{_PURL}/officeDocument/relationships",
    DRAWING: f"{_PURL}/drawingml/spreadsheetDrawing",
    ART: f"{_PURL}/drawingml/main",
    CHART: f"{_PURL}/drawingml/chart",
}
"""Namespaces of strict OOXML, by their usual names."""

_PREFIXES: Final = {
    MAIN: "",
    PART_RELATIONS: "",
    CONTENT_TYPES: "",
    RELATION: "r",
    DRAWING: "xdr",
    ART: "a",
    CHART: "c",
    COMPATIBILITY: "mc",
    f"{_MICROSOFT}/drawing/2010/main": "a14",
    f"{_MICROSOFT}/spreadsheetml/2009/9/main": "x14",
    f"{_MICROSOFT}/excel/2006/main": "xm",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:excel": "x",
}
PREFIXES: Final = _PREFIXES | {strict: _PREFIXES[usual] for usual, strict in STRICT.items()}
"""Every prefix that a pattern of the engine names, by namespace; empty for none."""


def in_scope(text: str, *spaces: str) -> str:
    """Text of a part or of an element that is put into one, as strict as that is.

    Args:
        text: What is put in, with the usual namespaces.
        spaces: The part's beginning, which names its namespaces.
    """
    if not any(f"{_PURL}/" in each for each in spaces):
        return text
    for usual, strict in STRICT.items():
        text = text.replace(f'"{usual}"', f'"{strict}"')
    return text
