"""Trouble in the XML of the parts: bombs, and spellings that mean the same as the usual one."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from support.packages import BOOK, BOOK_RELS, STRINGS, STYLES, TYPES
from support.trouble.draft import Draft
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

_SHEET, _TABLE = "xl/worksheets/sheet2.xml", "xl/tables/table1.xml"
_PLACES: dict[str, object] = {
    "book": BOOK,
    "sheet": _SHEET,
    "texts": STRINGS,
    "styles": STYLES,
    "table": _TABLE,
    "types": TYPES,
    "relations": BOOK_RELS,
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@kinds(Expect.REFUSED, _PLACES)
def entity_bomb(_: random.Random, part: str) -> bytes:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return _with_type(part, f'<!DOCTYPE x [<!ENTITY a0 "haha">{laughs}]>', "&a9;")


@kinds(Expect.REFUSED, {"book": BOOK, "sheet": _SHEET, "texts": STRINGS})
def external_entity(_: random.Random, part: str) -> bytes:
    return _with_type(part, '<!DOCTYPE x [<!ENTITY own SYSTEM "file:///etc/hostname">]>', "&own;")


@kind(Expect.REFUSED)
def entity_of_the_network(_: random.Random) -> bytes:
    return _with_type(
        STRINGS, '<!DOCTYPE x [<!ENTITY % own SYSTEM "http://127.0.0.1:9/own">%own;]>', ""
    )


@kind(Expect.REFUSED)
def quadratic_entity(_: random.Random) -> bytes:
    return _with_type(STRINGS, f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 10_000)


@kinds(Expect.REFUSED, _PLACES)
def cut_off_xml(chance: random.Random, part: str) -> bytes:
    draft = Draft()
    text = draft.text(part)
    draft.put(part, text[: chance.randrange(len(text) // 3, len(text) - 20)])
    return draft.file()


@kinds(Expect.REFUSED, {"book": BOOK, "sheet": _SHEET, "texts": STRINGS, "types": TYPES})
def empty_xml(_: random.Random, part: str) -> bytes:
    draft = Draft()
    draft.parts[part] = b""
    return draft.file()


@kinds(Expect.REFUSED, {"book": BOOK, "sheet": _SHEET, "texts": STRINGS})
def no_xml(_: random.Random, part: str) -> bytes:
    draft = Draft()
    draft.parts[part] = bytes(range(256)) * 20
    return draft.file()


@kinds(Expect.REFUSED, {"book": BOOK, "sheet": _SHEET, "texts": STRINGS, "table": _TABLE})
def other_bytes_than_declared(_: random.Random, part: str) -> bytes:
    draft = Draft()
    draft.parts[part] = draft.text(part).encode("big5", "xmlcharrefreplace")
    return draft.file()


@kinds(Expect.EITHER, {"big5": "big5", "gb18030": "gb18030", "latin1": "iso-8859-1"})
def declared_encoding(_: random.Random, encoding: str) -> bytes:
    draft = Draft()
    text = draft.text(STRINGS).replace("UTF-8", encoding, 1)
    draft.parts[STRINGS] = text.encode(encoding, "xmlcharrefreplace")
    return draft.file()


@kinds(Expect.SAME, {"le": "utf-16-le", "be": "utf-16-be"})
def all_in_utf_16(_: random.Random, encoding: str) -> bytes:
    draft = Draft()
    for part in _xml_parts(draft):
        text = draft.text(part).replace("UTF-8", "UTF-16", 1)
        draft.parts[part] = f"\ufeff{text}".encode(encoding)
    return draft.file()


@kinds(Expect.SAME, _PLACES)
def in_utf_16(_: random.Random, part: str) -> bytes:
    draft = Draft()
    draft.parts[part] = draft.text(part).replace("UTF-8", "UTF-16", 1).encode("utf-16")
    return draft.file()


@kind(Expect.SAME)
def byte_order_marks(_: random.Random) -> bytes:
    draft = Draft()
    for part in _xml_parts(draft):
        draft.parts[part] = b"\xef\xbb\xbf" + draft.parts[part]
    return draft.file()


@kind(Expect.SAME)
def no_declarations(_: random.Random) -> bytes:
    return _each(lambda text: text.removeprefix(_DECLARATION))


@kind(Expect.SAME)
def single_quotes(_: random.Random) -> bytes:
    return _each(lambda text: re.sub(r'="([^"\']*)"', r"='\1'", text))


@kind(Expect.SAME)
def blanks_within_tags(_: random.Random) -> bytes:
    return _each(lambda text: re.sub(r' ([\w:]+)="', r'\n\t \1 = "', text))


@kind(Expect.SAME)
def blanks_between_tags(_: random.Random) -> bytes:
    return _each(
        lambda text: re.sub(r">(<(?:row|c|sheet|table|si|xf|Rel|def)\b)", r">\n  \1", text)
    )


@kind(Expect.SAME)
def pairs_for_empty_tags(_: random.Random) -> bytes:
    return _each(lambda text: re.sub(r"<([\w:]+)(\s[^<>]*)?/>", r"<\1\2></\1>", text))


@kind(Expect.SAME)
def prefixed_tags(_: random.Random) -> bytes:
    """The main namespace under a prefix, in each of its parts."""

    def prefixed(text: str) -> str:
        if f'xmlns="{_MAIN}"' not in text:
            return text
        text = text.replace(f'xmlns="{_MAIN}"', f'xmlns:x="{_MAIN}"', 1)
        return re.sub(r"<(/?)(?=[a-zA-Z]\w*[\s/>])", r"<\1x:", text)

    return _each(prefixed)


@kind(Expect.SAME)
def prefixed_relations(_: random.Random) -> bytes:
    """References and types under prefixes."""
    draft = Draft()
    for part in _xml_parts(draft):
        text = draft.text(part)
        if part.endswith(".rels") or part == TYPES:
            text = re.sub(r'xmlns="', 'xmlns:p="', text, count=1)
            text = re.sub(r"<(/?)(?=[A-Z]\w*[\s/>])", r"<\1p:", text)
        draft.put(part, text.replace("xmlns:r=", "xmlns:rel=").replace(" r:id=", " rel:id="))
    return draft.file()


@kind(Expect.SAME)
def numbered_characters(_: random.Random) -> bytes:
    """Every Chinese character as its number."""

    def numbered(text: str) -> str:
        return text.encode("ascii", "xmlcharrefreplace").decode()

    return _each(numbered)


@kind(Expect.SAME)
def hexadecimal_characters(_: random.Random) -> bytes:
    return _each(lambda text: re.sub(r"[\u3000-\u9fff]", lambda m: f"&#x{ord(m[0]):X};", text))


@kind(Expect.SAME)
def texts_in_cdata(_: random.Random) -> bytes:
    draft = Draft()

    def wrapped(match: re.Match[str]) -> str:
        return f"{match[1]}<![CDATA[{html.unescape(match[2])}]]></t>"

    draft.put(STRINGS, re.sub(r"(<t(?:\s[^>]*)?>)([^<]+)</t>", wrapped, draft.text(STRINGS)))
    return draft.file()


@kinds(Expect.SAME, {"book": BOOK, "sheet": _SHEET, "texts": STRINGS, "styles": STYLES})
def comments(_: random.Random, part: str) -> bytes:
    """Comments that hold what looks like elements."""
    draft = Draft()
    false = '<!-- <sheets><sheet name="x"/></sheets> <row r="4"><c r="A4"><v>1</v></c></row> -->'
    text = re.sub(r"(</row>|</si>|</xf>)", r"\1<!-- </sheetData></sst> -->", draft.text(part))
    text = re.sub(r"(<(?:worksheet|workbook|sst|styleSheet)\b[^>]*>)", rf"\1{false}", text)
    draft.put(part, text)
    return draft.file()


@kind(Expect.SAME)
def processing_instructions(_: random.Random) -> bytes:
    return _each(
        lambda text: re.sub(
            r"(<(?:worksheet|workbook|sst)\b[^>]*>)", r"\1<?own <row r='1'/>?>", text
        )
    )


@kind(Expect.SAME)
def angle_brackets_in_attributes(_: random.Random) -> bytes:
    """`>` need not be escaped there."""
    draft = Draft()
    text = draft.text(_SHEET)
    text = text.replace('<row r="4"', '<row spans="1:9" r="4"', 1)
    text = re.sub(r'promptTitle="([^"]*)"', r'promptTitle="a>b/>\1"', text)
    draft.put(_SHEET, text)
    draft.swap(BOOK, "<workbookPr/>", '<workbookPr codeName="a>b/>c"/>')
    return draft.file()


@kind(Expect.SAME)
def attributes_in_another_order(_: random.Random) -> bytes:
    def turned(match: re.Match[str]) -> str:
        pairs = re.findall(r'\s[\w:]+="[^"]*"', match[2])
        return f"<{match[1]}{''.join(reversed(pairs))}{match[3]}>"

    return _each(
        lambda text: re.sub(r"<([a-zA-Z]\w*)((?:\s[\w:]+=\"[^\"]*\")+)(/?)>", turned, text)
    )


@kinds(Expect.REFUSED, {"null": "\0", "bell": "\x07", "surrogate": "\ud800", "end": "\uffff"})
def forbidden_character(_: random.Random, character: str) -> bytes:
    draft = Draft()
    text = draft.text(STRINGS).replace("管理", f"管{character}理", 1)
    draft.parts[STRINGS] = text.encode("utf-8", "surrogatepass")
    return draft.file()


@kinds(Expect.REFUSED, {"null": "&#0;", "surrogate": "&#xD800;", "beyond": "&#x110000;"})
def forbidden_number(_: random.Random, raw: str) -> bytes:
    draft = Draft()
    draft.swap(STRINGS, "管理", f"管{raw}理")
    return draft.file()


@kind(Expect.REFUSED)
def unknown_entity(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(STRINGS, "管理", "管&nbsp;理")
    return draft.file()


@kind(Expect.EITHER)
def xml_1_1(_: random.Random) -> bytes:
    return _each(lambda text: text.replace('version="1.0"', 'version="1.1"', 1))


@kind(Expect.EITHER)
def huge_attribute(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(_SHEET, "<dimension ", f'<dimension own="{"長" * 5_000_000}" ')
    return draft.file()


@kind(Expect.EITHER)
def huge_comment(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(_SHEET, "<sheetData>", f"<!--{'<row r=' * 4_000_000}--><sheetData>")
    return draft.file()


@kind(Expect.EITHER)
def many_attributes(_: random.Random) -> bytes:
    draft = Draft()
    own = " ".join(f'a{number}="1"' for number in range(200_000))
    draft.swap(_SHEET, "<dimension ", f"<dimension {own} ")
    return draft.file()


@kind(Expect.EITHER)
def deep_nesting(_: random.Random) -> bytes:
    draft = Draft()
    ext = "<ext>" * 200_000 + "</ext>" * 200_000
    draft.swap(_SHEET, "</worksheet>", f"<extLst>{ext}</extLst></worksheet>")
    return draft.file()


@kind(Expect.EITHER)
def deep_nesting_in_a_cell(_: random.Random) -> bytes:
    draft = Draft()
    rich = "<r>" * 50_000 + "<t>甲</t>" + "</r>" * 50_000
    draft.put_cell("Tickets", "F4", f' t="inlineStr"><is>{rich}</is>')
    return draft.file()


@kind(Expect.READ)
def alternate_content(_: random.Random) -> bytes:
    draft = Draft()
    own = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        '2006"><mc:Choice Requires="x15" xmlns:x15="http://schemas.microsoft.com/office/'
        'spreadsheetml/2010/11/main"><x15ac:absPath url="C:\\我的\\" xmlns:x15ac="http://schemas.'
        'microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
    )
    draft.swap(BOOK, "<workbookProtection/>", f"{own}<workbookProtection/>")
    return draft.file()


def _xml_parts(draft: Draft) -> list[str]:
    return [name for name in draft.parts if name.endswith((".xml", ".rels"))]


def _each(change: object) -> bytes:
    """The office with the text of each part changed."""
    assert callable(change)
    draft = Draft()
    for part in _xml_parts(draft):
        draft.put(part, change(draft.text(part)))
    return draft.file()


def _with_type(part: str, declared: str, used: str) -> bytes:
    """A document type before the root, and its entity within the first text or attribute."""
    draft = Draft()
    head, mark, body = draft.text(part).partition("?>")
    if part == STRINGS:
        body = body.replace("<t>", f"<t>{used}", 1)
    else:
        body = re.sub(r'="(?=[^"]*"/>)', f'="{used}', body, count=1)
    draft.put(part, f"{head}{mark}{declared}{body}")
    return draft.file()
