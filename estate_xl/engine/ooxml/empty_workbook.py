"""An empty workbook as Excel takes it: one sheet, the usual styles."""

from __future__ import annotations

from typing import Final

from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import (
    CONTENT_TYPES,
    DECLARATION,
    MAIN,
    PART_RELATIONS,
    RELATION,
    SPREADSHEET_TYPE,
)
from estate_xl.engine.ooxml.zip_writer import zipped

EMPTY_SHEET: Final = (
    f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData></sheetData></worksheet>'
)
_PARTS: Final = {
    relationships.TYPES: f'<Types xmlns="{CONTENT_TYPES}">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET_TYPE}.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{SPREADSHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SPREADSHEET_TYPE}.styles+xml"/></Types>',
    relationships.rels_name(""): f'<Relationships xmlns="{PART_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    relationships.rels_name("xl/workbook.xml"): f'<Relationships xmlns="{PART_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": EMPTY_SHEET,
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}


def empty_workbook() -> bytes:
    """The file of a workbook that nobody has filled yet."""
    return zipped({name: f"{DECLARATION}{text}".encode() for name, text in _PARTS.items()})
