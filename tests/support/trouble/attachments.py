"""Things of the office's own on a sheet that commands write to, or on one that they copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.packages import BOOK, TYPES
from support.trouble.draft import OFFICE, Draft
from support.trouble.registry import Expect, kinds

if TYPE_CHECKING:
    import random

_PLACES = {"data": "Tickets", "form": "AppraisalTemplate", "slip": "SlipTemplate"}
_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_MICROSOFT = "http://schemas.microsoft.com/office"
_AFTER_DRAWING = (
    "<legacyDrawing",
    "<picture",
    "<oleObjects",
    "<controls",
    "<tableParts",
    "<extLst",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@kinds(Expect.READ, dict(_PLACES))
def note(_: random.Random, key: str) -> bytes:
    draft = Draft()
    part = draft.sheet(key)
    _add(draft, part, "comments", "comments", "own1.xml", _NOTE, f"{_ML}.comments+xml")
    _default(draft, "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    draft.put("xl/drawings/own1.vml", _VML)
    identity = draft.relate(part, "vmlDrawing", "/xl/drawings/own1.vml")
    _insert(draft, part, f'<legacyDrawing r:id="{identity}"/>')
    return draft.file()


@kinds(Expect.READ, dict(_PLACES))
def threaded_comment(_: random.Random, key: str) -> bytes:
    draft = Draft()
    part = draft.sheet(key)
    _add(draft, part, "comments", "comments", "own1.xml", _NOTE, f"{_ML}.comments+xml")
    _default(draft, "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    draft.put("xl/drawings/own1.vml", _VML)
    _insert(
        draft,
        part,
        f'<legacyDrawing r:id="{draft.relate(part, "vmlDrawing", "/xl/drawings/own1.vml")}"/>',
    )
    base = f"{_MICROSOFT}/2017/10/relationships"
    _add(
        draft,
        part,
        f"{base}/threadedComment",
        "threadedComments",
        "own1.xml",
        _THREAD,
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    _add(
        draft,
        BOOK,
        f"{base}/person",
        "persons",
        "person.xml",
        _PERSONS,
        "application/vnd.ms-excel.person+xml",
    )
    return draft.file()


@kinds(Expect.READ, dict(_PLACES))
def chart_picture_and_shape(_: random.Random, key: str) -> bytes:
    draft = Draft()
    part = draft.sheet(key)
    _default(draft, "png", "image/png")
    draft.parts["xl/media/own1.png"] = b"\x89PNG\r\n\x1a\nown"
    drawing = "xl/drawings/own1.xml"
    draft.put(drawing, "")
    picture = draft.relate(drawing, "image", "/xl/media/own1.png")
    chart = _add(
        draft,
        drawing,
        "chart",
        "charts",
        "own1.xml",
        _CHART,
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    )
    draft.put(drawing, _drawing(picture, chart))
    draft.declare(drawing, "application/vnd.openxmlformats-officedocument.drawing+xml")
    _insert(draft, part, f'<drawing r:id="{draft.relate(part, "drawing", f"/{drawing}")}"/>')
    return draft.file()


@kinds(Expect.READ, dict(_PLACES))
def form_control(_: random.Random, key: str) -> bytes:
    draft = Draft()
    part = draft.sheet(key)
    _default(draft, "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    draft.put("xl/drawings/own1.vml", _VML)
    legacy = draft.relate(part, "vmlDrawing", "/xl/drawings/own1.vml")
    control = _add(
        draft,
        part,
        "ctrlProp",
        "ctrlProps",
        "own1.xml",
        f'{_HEAD}<formControlPr xmlns="{_X14}" objectType="CheckBox" fmlaLink="$Z$1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    _insert(draft, part, f'<legacyDrawing r:id="{legacy}"/>')
    raw = f'<controls><control shapeId="1025" r:id="{control}" name="勾選"/></controls>'
    _insert(draft, part, raw)
    return draft.file()


@kinds(Expect.READ, dict(_PLACES))
def printer_settings(_: random.Random, key: str) -> bytes:
    draft = Draft()
    part = draft.sheet(key)
    _default(draft, "bin", f"{_ML}.printerSettings")
    draft.parts["xl/printerSettings/own1.bin"] = bytes(range(200))
    identity = draft.relate(part, "printerSettings", "/xl/printerSettings/own1.bin")
    text = re.sub(r"<pageSetup\b", f'<pageSetup r:id="{identity}"', draft.text(part), count=1)
    draft.put(part, _with_r(text))
    return draft.file()


@kinds(Expect.READ, dict(_PLACES))
def background(_: random.Random, key: str) -> bytes:
    draft = Draft()
    part = draft.sheet(key)
    _default(draft, "png", "image/png")
    draft.parts["xl/media/own1.png"] = b"\x89PNG\r\n\x1a\nown"
    _insert(draft, part, f'<picture r:id="{draft.relate(part, "image", "/xl/media/own1.png")}"/>')
    return draft.file()


@kinds(Expect.READ, dict(_PLACES))
def extensions(_: random.Random, key: str) -> bytes:
    """Sparklines, a rule and a validation as only newer Excels know them."""
    draft = Draft()
    part = draft.sheet(key)
    inner = (
        '<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft'
        '.com/office/excel/2006/main"><x14:cfRule type="expression" priority="99" id="{A}"><xm:f>'
        "$A4=1</xm:f></x14:cfRule><xm:sqref>A4:A9</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings>"
    )
    uri = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
    raw = f'<extLst><ext xmlns:x14="{_X14}" uri="{uri}">{inner}</ext></extLst>'
    _insert(draft, part, raw)
    return draft.file()


@kinds(
    Expect.READ,
    {
        "custom-xml": ("customXml", "customXml/item1.xml", "<own/>", "application/xml"),
        "connections": ("connections", "xl/connections.xml", "<connections/>", f"{_ML}.connections+xml"),
        "external-link": ("externalLink", "xl/externalLinks/externalLink1.xml", "<externalLink/>", f"{_ML}.externalLink+xml"),
        "slicer-cache": (f"{_MICROSOFT}/2007/relationships/slicerCache", "xl/slicerCaches/slicerCache1.xml", "<slicerCacheDefinition/>", "application/vnd.ms-excel.slicerCache+xml"),
        "timeline-cache": (f"{_MICROSOFT}/2011/relationships/timelineCache", "xl/timelineCaches/timelineCache1.xml", "<timelineCacheDefinition/>", "application/vnd.ms-excel.timelineCache+xml"),
        "data-model": ("powerPivotData", "xl/model/item.data", "own", "application/vnd.openxmlformats-officedocument.model+data"),
        "metadata": ("sheetMetadata", "xl/metadata.xml", "<metadata/>", f"{_ML}.sheetMetadata+xml"),
        "rich-values": (f"{_MICROSOFT}/2017/06/relationships/rdRichValue", "xl/richData/rdrichvalue.xml", "<rvData/>", "application/vnd.ms-excel.rdrichvalue+xml"),
        "feature-bag": (f"{_MICROSOFT}/2022/11/relationships/FeaturePropertyBag", "xl/featurePropertyBag/featurePropertyBag.xml", "<FeaturePropertyBags/>", "application/vnd.ms-excel.featurepropertybag+xml"),
        "python": (f"{_MICROSOFT}/2023/09/relationships/Python", "xl/python.xml", "<python/>", "application/vnd.ms-excel.python+xml"),
        "volatile": ("volatileDependencies", "xl/volatileDependencies.xml", "<volTypes/>", f"{_ML}.volatileDependencies+xml"),
        "revisions": ("revisionHeaders", "xl/revisions/revisionHeaders.xml", "<headers/>", f"{_ML}.revisionHeaders+xml"),
        "users": ("usernames", "xl/revisions/userNames.xml", "<users/>", f"{_ML}.userNames+xml"),
        "pivot-cache": ("pivotCacheDefinition", "xl/pivotCache/pivotCacheDefinition1.xml", "<pivotCacheDefinition/>", f"{_ML}.pivotCacheDefinition+xml"),
        "toolbars": (f"{_MICROSOFT}/2006/relationships/attachedToolbars", "xl/attachedToolbars.bin", "own", "application/vnd.ms-excel.attachedToolbars"),
        "label": (f"{_MICROSOFT}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml", "<labelList/>", "application/vnd.ms-office.classificationlabels+xml"),
        "unknown": ("https://example.com/own", "xl/own/own.xml", "<own/>", "application/x-own+xml"),
    },
)  # fmt: skip
def book_with(_: random.Random, what: tuple[str, str, str, str]) -> bytes:
    relation, part, text, content = what
    draft = Draft()
    draft.put(part, text if part.endswith(".data") else f"{_HEAD}{text}")
    draft.declare(part, content)
    draft.relate(BOOK, relation, f"/{part}")
    return draft.file()


@kinds(
    Expect.READ,
    {
        "slicer": (f"{_MICROSOFT}/2007/relationships/slicer", "xl/slicers/slicer1.xml", "<slicers/>"),
        "query-table": ("queryTable", "xl/queryTables/queryTable1.xml", "<queryTable/>"),
        "pivot-table": ("pivotTable", "xl/pivotTables/pivotTable1.xml", "<pivotTableDefinition/>"),
        "custom-property": ("customProperty", "xl/customProperty1.bin", "own"),
        "ole-object": ("oleObject", "xl/embeddings/oleObject1.bin", "own"),
        "active-x": ("control", "xl/activeX/activeX1.xml", "<ax:ocx xmlns:ax='urn:own'/>"),
        "web-part": (f"{_MICROSOFT}/2011/relationships/webextension", "xl/webextensions/own.xml", "<own/>"),
    },
)  # fmt: skip
def sheet_with(chance: random.Random, what: tuple[str, str, str]) -> bytes:
    relation, part, text = what
    draft = Draft()
    draft.put(part, text)
    draft.declare(part, "application/x-own+xml")
    draft.relate(draft.sheet(chance.choice(list(_PLACES.values()))), relation, f"/{part}")
    return draft.file()


@kinds(Expect.READ, {"xlsm": ".xlsm"}, suffix=".xlsm")
def macros(_: random.Random, __: str) -> bytes:
    draft = Draft()
    _default(draft, "bin", "application/vnd.ms-office.vbaProject")
    draft.parts["xl/vbaProject.bin"] = bytes(range(256)) * 9
    draft.relate(BOOK, f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin")
    draft.swap(
        TYPES, f"{_ML}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    draft.parts["customUI/customUI14.xml"] = (
        b'<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'
    )
    draft.relate("", f"{_MICROSOFT}/2007/relationships/ui/extensibility", "customUI/customUI14.xml")
    return draft.file()


def _add(  # noqa: PLR0913, PLR0917 - what a part is, in one line
    draft: Draft, owner: str, relation: str, folder: str, name: str, text: str, content: str
) -> str:
    part = f"xl/{folder}/{name}"
    draft.put(part, text)
    draft.declare(part, content)
    return draft.relate(owner, relation, f"/{part}")


def _default(draft: Draft, ending: str, content: str) -> None:
    if f'Extension="{ending}"' not in draft.text(TYPES):
        tag = f'<Default Extension="{ending}" ContentType="{content}"/>'
        draft.swap(TYPES, "<Default ", f"{tag}<Default ")


def _insert(draft: Draft, part: str, raw: str) -> None:
    """Put an element that stands behind the page set-up where its order is."""
    name = raw[: raw.index(" ")] if " " in raw[: raw.index(">")] else raw[: raw.index(">")]
    later = (
        [*_AFTER_DRAWING[_AFTER_DRAWING.index(name) + 1 :]]
        if name in _AFTER_DRAWING
        else list(_AFTER_DRAWING)
    )
    text = draft.text(part)
    places = [text.index(each) for each in later if each in text]
    at = min(places, default=text.rindex("</worksheet>"))
    draft.put(part, _with_r(text[:at] + raw + text[at:]))


def _with_r(text: str) -> str:
    if "xmlns:r=" in text:
        return text
    return text.replace("<worksheet ", f'<worksheet xmlns:r="{OFFICE}/relationships" ', 1)


_NOTE = (
    f'{_HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>'
    '<author>何</author></authors><commentList><comment ref="A3" authorId="0"><text><r><t>記得'
    "</t></r></text></comment></commentList></comments>"
)
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t202"'
    '><x:ClientData ObjectType="Note"><x:Row>2</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>'
    "</xml>"
)
_THREADS = f"{_MICROSOFT}/spreadsheetml/2018/threadedcomments"
_THREAD = (
    f'{_HEAD}<ThreadedComments xmlns="{_THREADS}"><threadedComment ref="A3" dT="2026-10-01T08:00:00'
    '.00" personId="{1}" id="{2}"><text>記得</text></threadedComment></ThreadedComments>'
)
_PERSONS = (
    f'{_HEAD}<personList xmlns="{_THREADS}"><person displayName="何" id="{{1}}"/></personList>'
)
_CHART = (
    f'{_HEAD}<c:chartSpace xmlns:c="{_DRAWING}/chart"><c:chart><c:plotArea><c:barChart><c:ser>'
    "<c:val><c:numRef><c:f>'片區'!$E$4:$E$9</c:f></c:numRef></c:val></c:ser></c:barChart>"
    "</c:plotArea></c:chart></c:chartSpace>"
)


def _drawing(picture: str, chart: str) -> str:
    place = (
        "<xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{1}</xdr:col><xdr:colOff>0"
        "</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    )
    shown = (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="圖"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{picture}"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
    )
    drawn = (
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="3" name="表"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm/><a:graphic><a:graphicData "
        f'uri="{_DRAWING}/chart"><c:chart xmlns:c="{_DRAWING}/chart" r:id="{chart}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame>"
    )
    written = (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="4" name="框"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>'
        "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>我寫的</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    shapes = (shown, drawn, written)
    anchors = "".join(
        f"<xdr:twoCellAnchor>{place.format(20 + n, 22 + n)}{shape}<xdr:clientData/></xdr:twoCellAnchor>"
        for n, shape in enumerate(shapes)
    )
    return (
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main" '
        f'xmlns:r="{OFFICE}/relationships">{anchors}</xdr:wsDr>'
    )
