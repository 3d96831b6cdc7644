"""Ways to let two programs read two things in one package, each a change of its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from support.attacks import (
    BOOK,
    CHART,
    SHEET,
    STYLES,
    Attack,
    _after_data,
    _cell,
    _edit,
    _font,
    _number,
    _restyle,
    _row,
)

if TYPE_CHECKING:
    from support.packages import Parts

_STRINGS, _THEME = "xl/sharedStrings.xml", "xl/theme/theme1.xml"
_NOBODYS: Final = (
    ' xmlns:zz="http://schemas.microsoft.com/zz" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="zz"'
)


def _passed_over(parts: Parts, part: str) -> None:
    """Declare a name space that programs are to pass over."""
    _edit(parts, part, r"(<(?!\?)[\w:]+)(?=[ >])", rf"\1{_NOBODYS}")


def _two_lists_of_sheets(parts: Parts, first: str, last: str) -> None:
    _passed_over(parts, BOOK)
    parts[BOOK] = re.sub(
        r"<sheets>.*?</sheets>", rf"{first}\g<0>{last}\g<0>", parts[BOOK].decode()
    ).encode()


def _text(parts: Parts, new: str) -> None:
    """Another text at C7, as an item of the shared texts of its own."""
    count = parts[_STRINGS].count(b"<si>")
    parts[_STRINGS] = parts[_STRINGS].replace(b"</sst>", f"{new}</sst>".encode())
    _cell(parts, "C7", lambda tag, _: f"<c {tag}><v>{count}</v></c>")


def _passed_over_format(parts: Parts) -> None:
    _restyle(parts, "L7", code="&quot;99.91&quot;")
    _passed_over(parts, STYLES)
    _edit(parts, STYLES, "</numFmts>", '<zz:numFmt numFmtId="190" formatCode="0.00"/></numFmts>')


def _palette_elsewhere(parts: Parts) -> None:
    colour = '<rgbColor rgb="FF000000"/>'
    _restyle(parts, "L7", font=_font().replace('rgb="FF000000"', 'indexed="9"'))
    extension = f'<extLst><ext uri="{{0}}">{colour * 20}</ext></extLst>'
    _edit(parts, STYLES, "</styleSheet>", f"{extension}</styleSheet>")


def _theme_font(parts: Parts) -> None:
    _edit(parts, _THEME, r'(<a:minorFont><a:latin typeface=")[^"]*', r"\1Wingdings")
    _restyle(parts, "L7", font=_font(more='<scheme val="minor"/>'))


def _painted(parts: Parts) -> None:
    """Red in an empty cell beside the table."""
    solid = '<patternFill patternType="solid"><fgColor rgb="FFC00000"/></patternFill>'
    before = re.search(r'<c r="L7"[^>]* s="(\d+)"', parts[SHEET].decode())
    assert before is not None
    _restyle(parts, "L7", fill=f"<fill>{solid}</fill>")
    red = re.search(r'<c r="L7"[^>]* s="(\d+)"', parts[SHEET].decode())
    assert red is not None
    _edit(parts, SHEET, r'(<c r="L7"[^>]* s=")\d+"', rf'\g<1>{before[1]}"')
    _edit(parts, SHEET, r'(<row r="7"[^>]*>.*?)(</row>)', rf'\1<c r="Z7" s="{red[1]}"/>\2')


def _thick(parts: Parts) -> None:
    parts[STYLES] = parts[STYLES].replace(b"<left/>", b'<left style="thick"/>')


def _spoken(parts: Parts) -> None:
    _passed_over(parts, _STRINGS)
    _text(parts, '<si><t>觀瀾苑</t><phoneticPr fontId="0"><zz:x><t/></zz:x></phoneticPr></si>')


def _chart(parts: Parts, pattern: str, new: str) -> None:
    _edit(parts, CHART, pattern, new)


def _percent(parts: Parts) -> None:
    rels = "xl/_rels/workbook.xml.rels"
    _edit(parts, rels, r"worksheets/sheet1\.xml", "worksheets/%73heet1.xml")


MISREADINGS: Final[dict[str, Attack]] = {
    "a list of sheets that programs pass over": Attack(
        lambda p: _two_lists_of_sheets(p, "<zz:x>", "</zz:x>"), "part", BOOK
    ),
    "a list of sheets that no program chooses": Attack(
        lambda p: _two_lists_of_sheets(
            p,
            '<mc:AlternateContent><mc:Choice Requires="zz">',
            "</mc:Choice></mc:AlternateContent>",
        ),
        "part",
        BOOK,
    ),
    "a text beside one that programs pass over": Attack(
        _spoken,
        "part",
        _STRINGS,
    ),
    "a text between how it is spoken": Attack(
        lambda p: _text(
            p,
            '<si><r><t>臨溪苑</t></r><rPh sb="0" eb="1"/><r><t>作廢</t></r>'
            '<rPh sb="0" eb="1"><t>x</t></rPh></si>',
        ),
        "part",
        _STRINGS,
    ),
    "how a name is spoken, shown above it": Attack(
        lambda p: _text(p, '<si><t>臨溪苑</t><rPh sb="0" eb="3"><t>第二名</t></rPh></si>'),
        "part",
        _STRINGS,
    ),
    "a text and a value in one cell": Attack(
        lambda p: _cell(
            p,
            "C7",
            lambda tag, _: (
                f"<c {re.sub(r' t=.s.', '', tag)} "
                't="inlineStr"><v>觀瀾苑</v><is><t>臨溪苑</t></is></c>'
            ),
        ),
        "part",
        "C7",
    ),
    "a number format that programs pass over": Attack(_passed_over_format, "part", STYLES),
    "a palette where no program looks": Attack(_palette_elsewhere, "look", "L7"),
    "a theme's font of symbols": Attack(_theme_font, "look", "L7"),
    "a long date of the system": Attack(
        lambda p: _restyle(p, "L7", code="[$-F800]0.00"), "look", "L7"
    ),
    "an alignment twice": Attack(
        lambda p: _edit(p, STYLES, r"(<alignment [^>]*/>)(</xf>)", r"\1\1\2"), "part", STYLES
    ),
    "a number with a stroke under it": Attack(lambda p: _number(p, "L7", "9_7.58"), "part", "L7"),
    "an exponent with a stroke under it": Attack(
        lambda p: _number(p, "L7", "975.8e-0_1"), "part", "L7"
    ),
    "a format's number with a stroke under it": Attack(
        lambda p: _edit(p, SHEET, r'(<c r="L7"[^>]* s=")(\d)(\d+)"', r'\1\2_\3"'), "part", "sheet1"
    ),
    "a height with a stroke under it": Attack(
        lambda p: _row(p, 8, 'ht="1_7.5" customHeight="1"'), "part", "sheet1"
    ),
    "a height that is no number": Attack(
        lambda p: _row(p, 8, 'ht="NaN" customHeight="1"'), "part", "sheet1"
    ),
    "merged areas where no program looks": Attack(
        lambda p: _after_data(p, '<ignoredErrors><mergeCell ref="A900:B900"/></ignoredErrors>'),
        "part",
        "sheet1",
    ),
    "a footer where no program looks": Attack(
        lambda p: _edit(
            p,
            SHEET,
            r"<headerFooter>.*?</headerFooter>",
            r"<headerFooter/><ignoredErrors>\g<0></ignoredErrors>",
        ),
        "part",
        "sheet1",
    ),
    "a sheet whose name has to be decoded": Attack(_percent, "part", "rels"),
    "no drawings shown": Attack(
        lambda p: _edit(p, BOOK, r"<workbookPr", '<workbookPr showObjects="none"'), "part", BOOK
    ),
    "an empty cell that is painted": Attack(_painted, "frame", "Z7"),
    "lines as thick as digits": Attack(_thick, "look", ""),
    "a chart whose plot is a point": Attack(
        lambda p: _chart(
            p,
            "<c:plotArea>",
            '<c:plotArea><c:layout><c:manualLayout><c:x val="0.98"/><c:y val="0.98"/>'
            '<c:w val="0.01"/><c:h val="0.01"/></c:manualLayout></c:layout>',
        ),
        "drawn",
        "圖表",
    ),
    "a chart in hundreds": Attack(
        lambda p: _chart(
            p,
            "</c:valAx>",
            '<c:dispUnits><c:builtInUnit val="hundreds"/></c:dispUnits></c:valAx>',
        ),
        "drawn",
        "圖表",
    ),
    "a chart with bars of error": Attack(
        lambda p: _chart(
            p,
            r"(<c:ser>.*?</c:dLbls>)(<c:cat>)",
            r'\1<c:errBars><c:errBarType val="plus"/><c:errValType val="percentage"/>'
            r'<c:noEndCap val="0"/><c:val val="300"/></c:errBars>\2',
        ),
        "drawn",
        "圖表",
    ),
    "white labels in a chart": Attack(
        lambda p: _chart(p, r'(<c:dLbls>.*?<a:srgbClr val=")\w+', r"\1FFFFFF"), "drawn", "圖表"
    ),
    "a chart's outline that covers it": Attack(
        lambda p: _chart(
            p, "</c:chartSpace>", '<c:spPr><a:ln w="1500000"/></c:spPr></c:chartSpace>'
        ),
        "drawn",
        "圖表",
    ),
    "a point of a chart in white": Attack(
        lambda p: _chart(
            p,
            r"(<c:ser>.*?</c:spPr>)(<c:dLbls>)",
            r'\1<c:dPt><c:idx val="5"/><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/>'
            r"</a:solidFill></c:spPr></c:dPt>\2",
        ),
        "drawn",
        "圖表",
    ),
}
