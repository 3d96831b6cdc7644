"""Trouble in cells and rows: values that are none, places that are none, far too many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import column_letters
from support.packages import STRINGS
from support.trouble.draft import FIRST, Draft, made, rows
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

_LAST_ROW, _MOST_TEXT = 1_048_576, 32_767
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#OWN!")


@kinds(Expect.READ, {error.strip("#!?/").lower().replace("/", ""): error for error in _ERRORS})
def error_value(chance: random.Random, error: str) -> bytes:
    draft = Draft()
    for column in ("registered", "zone", "kind", "completed", "rework"):
        draft.put_cell(
            "Tickets", f"{draft.letters('Tickets', column)}{_row(chance)}", f' t="e"><v>{error}</v>'
        )
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        "word": ("", "own"),
        "nan": ("", "NaN"),
        "infinite": ("", "1e999"),
        "minus-infinite": ("", "-INF"),
        "comma": ("", "46000,5"),
        "hexadecimal": ("", "0x10"),
        "bad-iso-date": ("d", "2026-13-45"),
        "unknown-type": ("own", "1"),
        "text-beyond": ("s", "99999999"),
        "text-below": ("s", "-1"),
        "text-no-number": ("s", "own"),
    },
)
def damaged_value(chance: random.Random, what: tuple[str, str]) -> bytes:
    return value(chance, what)


@kinds(
    Expect.READ,
    {
        "empty": ("", ""),
        "tiny": ("", "1e-320"),
        "huge": ("", "1e300"),
        "negative-zero": ("", "-0"),
        "blanks": ("", "  46000.5 "),
        "underscore": ("", "1_000"),
        "full-width": ("", "４６０００"),
        "true": ("b", "1"),
        "truth-of-word": ("b", "own"),
        "iso-date": ("d", "2026-10-05T08:30:00"),
        "iso-date-of-zone": ("d", "2026-10-05T08:30:00+08:00"),
        "text-nothing": ("s", ""),
        "before-1900": ("", "-40000"),
        "day-zero": ("", "0"),
        "day-sixty": ("", "60"),
        "after-9999": ("", "2958466"),
        "half-a-second": ("", "46300.0000057870"),
    },
)
def value(chance: random.Random, what: tuple[str, str]) -> bytes:
    """The same odd value as a time, a name and a number."""
    kind_of, raw = what
    draft = Draft()
    for key, column in (
        ("Tickets", "registered"),
        ("Tickets", "customer"),
        ("Tickets", "rework"),
        ("Staff", "joined"),
        ("MonthlyScores", "self"),
    ):
        mark = f' t="{kind_of}"' if kind_of else ""
        address = f"{draft.letters(key, column)}{_row(chance)}"
        found = re.search(rf'<c r="{address}"( s="\d+")?', draft.text(draft.sheet(key)))
        style = (found[1] or "") if found else ""
        draft.put_cell(key, address, f"{style}{mark}><v>{raw}</v>")
    return draft.file()


@kinds(
    Expect.READ,
    {
        "longest": "長" * _MOST_TEXT,
        "surrogate-escape": "管_xD800_理",
        "control-escape": "管_x0001_理_x000D_",
        "false-escape": "_x005F_x0041_",
        "bidi": "\u202e管\u2066理\u2069\u200f",
        "zero-width": "管\u200b\u200d\ufeff理",
        "emoji": "管🏢👨‍👩‍👧理",
        "combining": "é" * 30 + "a" + "\u0301" * 500,
        "private": "\ue000\U0010fffd",
        "formula": "=cmd|'/c calc'!A1",
        "at": "@SUM(A1)",
        "jinja": "{{ 7 * 7 }}{% for x in y %}",
        "braces": "{}{0}{x}%s%(a)s",
        "lines": "一&#10;二&#13;&#10;三&#9;四",
        "separators": "一\u2028二\u2029三\x85四",
        "nan": "NaN",
        "none": "None",
        "true": "TRUE",
        "inf": "inf",
        "quote": "'引號",
        "path": "../../etc/passwd",
        "markup": "&lt;b&gt;&amp;amp;&lt;/b&gt;",
    },
)
def text(chance: random.Random, what: str) -> bytes:
    """One odd text as a name, a room, a report and a setting's note."""
    draft = Draft()
    for key, column in (
        ("Tickets", "content"),
        ("Tickets", "customer"),
        ("Tickets", "room"),
        ("Tickets", "ticket"),
        ("Zones", "name"),
        ("Staff", "name"),
        ("InspectionStandards", "item"),
    ):
        address = f"{draft.letters(key, column)}{_row(chance)}"
        draft.put_cell(key, address, f' t="inlineStr"><is><t xml:space="preserve">{what}</t></is>')
    return draft.file()


@kind(Expect.EITHER)
def text_longer_than_cells_hold(chance: random.Random) -> bytes:
    return text(chance, "長" * (_MOST_TEXT + 9_000))


@kinds(
    Expect.EITHER,
    {
        "beyond-columns": 'r="ZZZZ4"',
        "row-zero": 'r="A0"',
        "beyond-rows": 'r="A1048577"',
        "word": 'r="own"',
        "lower-case": 'r="a4"',
        "another-row": 'r="A9"',
        "dollars": 'r="$A$4"',
        "empty": 'r=""',
        "style-beyond": 'r="A4" s="99999"',
        "style-below": 'r="A4" s="-1"',
        "style-word": 'r="A4" s="own"',
    },
)
def cell_at(_: random.Random, raw: str) -> bytes:
    draft = Draft()
    part = draft.sheet("Tickets")
    changed = re.sub(r'<c r="A4"( s="\d+")?', lambda _: f"<c {raw}", draft.text(part), count=1)
    draft.put(part, changed)
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        "zero": 'r="0"',
        "below-zero": 'r="-5"',
        "beyond": 'r="1048577"',
        "far-beyond": 'r="999999999999"',
        "word": 'r="own"',
        "fraction": 'r="4.5"',
        "empty": 'r=""',
        "style-beyond": 'r="4" s="99999" customFormat="1"',
    },
)
def row_at(_: random.Random, raw: str) -> bytes:
    draft = Draft()
    draft.swap(draft.sheet("Tickets"), '<row r="4"', f"<row {raw}")
    return draft.file()


@kind(Expect.SAME)
def no_addresses(_: random.Random) -> bytes:
    """Neither rows nor cells say where they stand: they follow each other."""
    draft = Draft()
    for key in ("Tickets", "Inspections", "Staff", "Zones", "MonthlyScores"):
        part = draft.sheet(key)
        draft.put(part, re.sub(r'<(row|c) r="\w+"', r"<\1", draft.text(part)))
    return draft.file()


@kind(Expect.REFUSED)
def two_rows_of_one_number(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(draft.sheet("Tickets"), '<row r="5"', '<row r="4"')
    return draft.file()


@kind(Expect.REFUSED)
def two_cells_of_one_address(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(draft.sheet("Tickets"), '<c r="F4"', '<c r="E4"')
    return draft.file()


@kind(Expect.EITHER)
def rows_upside_down(_: random.Random) -> bytes:
    draft = Draft()
    part = draft.sheet("Tickets")
    text_of = draft.text(part)
    found = re.findall(r"<row .*?</row>", text_of, re.DOTALL)
    turned = "".join(reversed(found))
    draft.put(
        part,
        re.sub(
            r"<sheetData>.*</sheetData>",
            lambda _: f"<sheetData>{turned}</sheetData>",
            text_of,
            flags=re.DOTALL,
        ),
    )
    return draft.file()


@kind(Expect.EITHER)
def cells_in_another_order(_: random.Random) -> bytes:
    draft = Draft()
    part = draft.sheet("Tickets")

    def turned(match: re.Match[str]) -> str:
        cells = re.findall(r"<c (?:[^>]*/>|[^>]*>.*?</c>)", match[2])
        return match[1] + "".join(reversed(cells)) + "</row>"

    draft.put(part, re.sub(r"(<row [^>]*>)(.*?)</row>", turned, draft.text(part)))
    return draft.file()


@kinds(Expect.READ, {"data": "Tickets", "findings": "Findings", "own": "Staff"})
def cell_in_the_last_row(_: random.Random, key: str) -> bytes:
    draft = Draft()
    raw = f'<row r="{_LAST_ROW}"><c r="A{_LAST_ROW}" t="inlineStr"><is><t>底</t></is></c></row>'
    draft.append_rows(key, raw)
    return draft.file()


@kinds(Expect.READ, {"data": "Tickets", "standards": "InspectionStandards"})
def cell_in_the_last_column(_: random.Random, key: str) -> bytes:
    draft = Draft()
    raw = '<row r="400"><c r="XFD400" t="inlineStr"><is><t>邊</t></is></c></row>'
    draft.append_rows(key, raw)
    return draft.file()


@kind(Expect.READ)
def cell_in_the_last_corner(_: random.Random) -> bytes:
    draft = Draft()
    raw = f'<row r="{_LAST_ROW}"><c r="XFD{_LAST_ROW}"><v>1</v></c></row>'
    draft.append_rows("Tickets", raw)
    return draft.file()


@kinds(Expect.READ, {"data": "Tickets", "owners": "Owners"})
def million_styled_rows(_: random.Random, key: str) -> bytes:
    draft = Draft()
    raw = "".join(f'<row r="{n}"><c r="A{n}" s="2"/></row>' for n in range(2_000, _LAST_ROW + 1))
    draft.append_rows(key, raw)
    return draft.file()


@kind(Expect.READ)
def million_rows_without_cells(_: random.Random) -> bytes:
    draft = Draft()
    raw = "".join(
        f'<row r="{n}" s="2" customFormat="1" ht="15"/>' for n in range(2_000, _LAST_ROW + 1)
    )
    draft.append_rows("Tickets", raw)
    return draft.file()


@kind(Expect.READ)
def sixteen_thousand_columns(_: random.Random) -> bytes:
    draft = Draft()
    part = draft.sheet("Tickets")

    def cells(row: int) -> str:
        return "".join(
            f'<c r="{column_letters(n)}{row}" t="inlineStr"><is><t>我{n}</t></is></c>'
            for n in range(40, 16_385)
        )

    wide = re.sub(
        r'(<row r="3".*?)</row>', lambda m: f"{m[1]}{cells(3)}</row>", draft.text(part), count=1
    )
    draft.put(part, wide)
    draft.append_rows("Tickets", f'<row r="500">{cells(500)}</row>')
    return draft.file()


@kind(Expect.READ)
def own_sheet_of_half_a_million_numbers(_: random.Random) -> bytes:
    draft = Draft()
    raw = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}"><v>{n}</v></c>' for c in "ABCDE") + "</row>"
        for n in range(2_000, 102_000)
    )
    draft.append_rows("MailLog", raw)
    return draft.file()


@kind(Expect.SAME)
def texts_in_line(_: random.Random) -> bytes:
    draft = Draft()
    strings = re.findall(r"<si>(.*?)</si>", draft.text(STRINGS), re.DOTALL)
    for part in [name for name in draft.parts if "worksheets/sheet" in name and "rels" not in name]:
        draft.put(
            part,
            re.sub(
                r'(<c [^>]*)t="s"([^>]*)><v>(\d+)</v>',
                lambda m: f'{m[1]}t="inlineStr"{m[2]}><is>{strings[int(m[3])]}</is>',
                draft.text(part),
            ),
        )
    return draft.file()


@kind(Expect.SAME)
def rich_texts(_: random.Random) -> bytes:
    """Each text in two runs, the second one bold, with a phonetic hint."""
    draft = Draft()
    hint = '<rPh sb="0" eb="1"><t>ㄅㄠ</t></rPh>'
    draft.put(
        STRINGS,
        re.sub(
            r"<si><t(?:\s[^>]*)?>([^<&])([^<]*)</t></si>",
            rf'<si><r><t>\1</t></r><r><rPr><b/></rPr><t xml:space="preserve">\2</t></r>{hint}</si>',
            draft.text(STRINGS),
        ),
    )
    return draft.file()


@kind(Expect.SAME)
def texts_twice(_: random.Random) -> bytes:
    """A list of texts that holds each of them twice."""
    draft = Draft()
    found = re.findall(r"<si>.*?</si>", draft.text(STRINGS), re.DOTALL)
    draft.swap(STRINGS, "</sst>", f"{''.join(found)}</sst>")
    return draft.file()


@kinds(
    Expect.SAME,
    {"few": 'uniqueCount="1"', "many": 'uniqueCount="99999999"', "word": 'uniqueCount="own"'},
)
def wrong_count_of_texts(_: random.Random, raw: str) -> bytes:
    draft = Draft()
    draft.put(STRINGS, re.sub(r'uniqueCount="\d+"', raw, draft.text(STRINGS), count=1))
    return draft.file()


@kinds(Expect.SAME, {"small": "A1", "huge": "A1:XFD1048576", "word": "own", "upside-down": "C9:A1"})
def wrong_extent(_: random.Random, extent: str) -> bytes:
    draft = Draft()
    for key in ("Tickets", "Inspections", "Staff"):
        part = draft.sheet(key)
        text_of = re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{extent}"', draft.text(part))
        draft.put(part, text_of)
    return draft.file()


@kind(Expect.READ)
def many_formats(_: random.Random) -> bytes:
    draft = Draft()
    own = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 64_000
    draft.swap("xl/styles.xml", "</cellXfs>", f"{own}</cellXfs>")
    return draft.file()


@kind(Expect.READ)
def many_texts(_: random.Random) -> bytes:
    draft = Draft()
    own = "".join(f"<si><t>我的{number}</t></si>" for number in range(300_000))
    draft.swap(STRINGS, "</sst>", f"{own}</sst>")
    return draft.file()


@kind(Expect.READ)
def ten_thousand_findings(_: random.Random) -> bytes:
    known = rows("Tickets")[0]
    wrong = {**known, "zone": "沒有的", "kind": "沒有的", "worker": "沒有的", "rating": "沒有的"}
    many = [{**wrong, "ticket": f"BS-X-{number:05}"} for number in range(2_600)]
    return made({"Tickets": many})


def _row(chance: random.Random) -> int:
    """A row that every sheet holds."""
    return chance.randrange(FIRST, FIRST + 6)
