"""Things put on a sheet: a tick box as Excel saves it, or what lies on another file's sheet."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from support.packages import TYPES, file_of, parts_of, rels_of, sheet_parts

if TYPE_CHECKING:
    from support.packages import Parts

_FOLDER: Final = "xl/user/"
_SPACES: Final = {
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_DRAWN: Final = ("drawing", "legacyDrawing", "oleObjects", "controls")
_LATER: Final = re.compile(r"<(?:legacyDrawingHF|picture|tableParts|extLst)(?=[\s/>])|</worksheet>")
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_ENDS: Final = (
    "<xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>19050"
    "</xdr:rowOff></{}><{}><xdr:col>4</xdr:col><xdr:colOff>114300</xdr:colOff><xdr:row>{}"
    "</xdr:row><xdr:rowOff>171450</xdr:rowOff>"
)
_SHAPE: Final = (
    '<v:shape id="_x0000_s1025" type="#_x0000_t201" style=\'position:absolute;z-index:1\''
    ' filled="f" stroked="f"><v:textbox><div>已通知</div></v:textbox>'
    '<x:ClientData ObjectType="Checkbox"><x:SizeWithCells/>'
    "<x:Anchor>\n 3, 0, {}, 2, 4, 12, {}, 18</x:Anchor></x:ClientData></v:shape>"
)


def with_tick_box(file: bytes, title: str, row: int = 2) -> bytes:
    """The workbook with a tick box on a sheet, told by four parts as Excel 2010 and later do.

    Args:
        file: The workbook.
        title: The sheet's title.
        row: The row on which it lies, from 1.
    """
    parts = parts_of(file)
    folder = f"{_FOLDER}box/"
    anchor = _ENDS.format(row - 1, "{0}from", "{0}to", row - 1)
    drawn = f"<xdr:from>{anchor.format('xdr:')}</xdr:to>"
    parts[f"{folder}drawing.xml"] = (
        f'<xdr:wsDr xmlns:xdr="{_SPACES["xdr"]}"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<mc:AlternateContent xmlns:mc="{_SPACES["mc"]}">'
        '<mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
        f' Requires="a14"><xdr:twoCellAnchor editAs="oneCell">{drawn}'
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="1025" name="Check Box 1"'
        ' hidden="1"><a:extLst><a:ext uri="{63B3BB69-23CF-44E3-9099-C40C66FF867C}">'
        '<a14:compatExt spid="_x0000_s1025"/></a:ext></a:extLst></xdr:cNvPr><xdr:cNvSpPr/>'
        '</xdr:nvSpPr><xdr:spPr bwMode="auto"><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></xdr:spPr></xdr:sp>'
        "<xdr:clientData/></xdr:twoCellAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent>"
        "</xdr:wsDr>"
    ).encode()
    parts[f"{folder}older.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        '<o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201"'
        f' path="m,l,21600r21600,l21600,xe"/>{_SHAPE.format(row - 1, row - 1)}</xml>'
    ).encode()
    parts[f"{folder}ctrlProp1.xml"] = (
        f'<formControlPr xmlns="{_SPACES["x14"]}" objectType="CheckBox" noThreeD="1"/>'
    ).encode()
    control = (
        f'<mc:AlternateContent xmlns:mc="{_SPACES["mc"]}"><mc:Choice Requires="x14">'
        '<control shapeId="1025" r:id="user3" name="Check Box 1"><controlPr defaultSize="0"'
        f' autoFill="0" autoLine="0" autoPict="0"><anchor moveWithCells="1"><from>'
        f"{anchor.format('')}</to></anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
    )
    tail = (
        '<drawing r:id="user1"/><legacyDrawing r:id="user2"/>'
        f'<mc:AlternateContent xmlns:mc="{_SPACES["mc"]}"><mc:Choice Requires="x14">'
        f"<controls>{control}</controls></mc:Choice></mc:AlternateContent>"
    )
    targets = {
        "user1": ("drawing", f"/{folder}drawing.xml"),
        "user2": ("vmlDrawing", f"/{folder}older.vml"),
        "user3": ("ctrlProp", f"/{folder}ctrlProp1.xml"),
    }
    relations = "".join(
        f'<Relationship Id="{identity}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    types = (
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.'
        'vmlDrawing"/>'
        f'<Override PartName="/{folder}drawing.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.drawing+xml"/>'
        f'<Override PartName="/{folder}ctrlProp1.xml" ContentType="application/'
        'vnd.ms-excel.controlproperties+xml"/>'
    )
    return _put_on(parts, title, tail, relations, types)


def with_objects(file: bytes, title: str, theirs: bytes, sheet: int = 0) -> bytes:
    """The workbook with what another file's sheet has drawn on it, the sheet counted from 0."""
    parts, other = parts_of(file), parts_of(theirs)
    part = list(sheet_parts(other).values())[sheet]
    text = other[part].decode()
    found = (re.search(rf"<{name}\b(?:[^>]*/>|.*?</{name}>)", text, re.DOTALL) for name in _DRAWN)
    tail = "".join(each[0] for each in found if each).replace('r:id="', 'r:id="user')
    relations = "".join(
        re.sub(
            r'Target="([^"]*)"',
            lambda at: f'Target="/{_moved(posixpath.normpath(f"xl/worksheets/{at[1]}"))}"',
            tag.replace(' Id="', ' Id="user'),
        )
        for tag in re.findall(r"<Relationship\b[^>]*/>", other[rels_of(part)].decode())
        if "printerSettings" not in tag
    )
    for name, data in other.items():
        if re.match(r"xl/(drawings|media|embeddings|ctrlProps)/", name):
            parts[_moved(name)] = data
    known = parts[TYPES].decode()
    types = "".join(
        re.sub(r'PartName="/([^"]*)"', lambda at: f'PartName="/{_moved(at[1])}"', tag)
        for tag in re.findall(r"<(?:Default|Override)\b[^>]*/>", other[TYPES].decode())
        if re.search(r'Extension="(?:vml|emf|bin|png)"|/xl/(?:drawings|ctrlProps)/', tag)
        and not re.search(rf"{re.escape(tag[:30])}", known)
    )
    return _put_on(parts, title, tail, relations, types)


def _moved(name: str) -> str:
    return name.replace("xl/", _FOLDER, 1)


def _put_on(parts: Parts, title: str, tail: str, relations: str, types: str) -> bytes:
    part = sheet_parts(parts)[title]
    text = parts[part].decode()
    root = re.search(r"<worksheet\b[^>]*>", text)
    assert root is not None
    spaces = "".join(
        f' xmlns:{prefix}="{space}"'
        for prefix, space in _SPACES.items()
        if f"xmlns:{prefix}=" not in root[0]
    )
    text = text.replace(root[0], f"{root[0][:-1]}{spaces}>", 1)
    later = _LATER.search(text)
    assert later is not None
    parts[part] = f"{text[: later.start()]}{tail}{text[later.start() :]}".encode()
    name = rels_of(part)
    held = parts.get(name, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()).decode()
    parts[name] = held.replace("</Relationships>", f"{relations}</Relationships>").encode()
    listed = parts[TYPES].decode()
    at = re.search(r"<Override\b", listed)
    assert at is not None
    endings = "".join(re.findall(r"<Default\b[^>]*/>", types))
    others = "".join(re.findall(r"<Override\b[^>]*/>", types))
    listed = f"{listed[: at.start()]}{endings}{listed[at.start() :]}"
    parts[TYPES] = listed.replace("</Types>", f"{others}</Types>").encode()
    return file_of(parts)
