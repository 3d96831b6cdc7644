"""Trouble among the parts: missing, looping, pointing elsewhere, under other names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.packages import BOOK, BOOK_RELS, STRINGS, STYLES, TYPES, in_strict, rels_of
from support.trouble.draft import OFFICE, Draft
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

_SHEET, _TABLE = "xl/worksheets/sheet2.xml", "xl/tables/table1.xml"


@kinds(
    Expect.REFUSED,
    {
        "types": TYPES,
        "root-relations": "_rels/.rels",
        "book": BOOK,
        "book-relations": BOOK_RELS,
        "sheet": _SHEET,
        "texts": STRINGS,
        "table": _TABLE,
    },
)
def missing(_: random.Random, part: str) -> bytes:
    draft = Draft()
    del draft.parts[part]
    return draft.file()


@kinds(Expect.EITHER, {"styles": STYLES})
def missing_part(_: random.Random, part: str) -> bytes:
    draft = Draft()
    del draft.parts[part]
    return draft.file()


@kind(Expect.SAME)
def missing_theme(_: random.Random) -> bytes:
    draft = Draft()
    del draft.parts["xl/theme/theme1.xml"]
    draft.put(TYPES, re.sub(r'<Override PartName="/xl/theme[^>]*/>', "", draft.text(TYPES)))
    draft.put(BOOK_RELS, re.sub(r"<Relationship [^>]*theme1[^>]*/>", "", draft.text(BOOK_RELS)))
    return draft.file()


@kind(Expect.SAME)
def missing_properties(_: random.Random) -> bytes:
    draft = Draft()
    for part in ("docProps/app.xml", "docProps/core.xml"):
        del draft.parts[part]
        draft.put(TYPES, re.sub(rf'<Override PartName="/{part}"[^>]*/>', "", draft.text(TYPES)))
        rels = draft.text("_rels/.rels")
        draft.put("_rels/.rels", re.sub(rf"<Relationship [^>]*{part}[^>]*/>", "", rels))
    return draft.file()


@kinds(Expect.REFUSED, {"none": "", "empty": "<sheets/>"})
def sheets(_: random.Random, raw: str) -> bytes:
    draft = Draft()
    draft.put(BOOK, re.sub(r"<sheets>.*</sheets>", raw, draft.text(BOOK)))
    return draft.file()


@kind(Expect.REFUSED)
def sheet_of_unknown_relation(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(BOOK, 'r:id="rId2"', 'r:id="rId999"')
    return draft.file()


@kind(Expect.REFUSED)
def two_sheets_of_one_part(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(BOOK, 'r:id="rId3"', 'r:id="rId2"')
    return draft.file()


@kind(Expect.REFUSED)
def two_relations_of_one_name(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(BOOK_RELS, 'Id="rId3"', 'Id="rId2"')
    return draft.file()


@kind(Expect.REFUSED)
def two_sheets_of_one_title(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(BOOK, 'name="跟進"', 'name="報事"')
    return draft.file()


@kind(Expect.REFUSED)
def relation_without_target(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(BOOK_RELS, 'Target="/xl/worksheets/sheet2.xml"', "")
    return draft.file()


@kind(Expect.EITHER)
def sheet_that_refers_to_itself(_: random.Random) -> bytes:
    draft = Draft()
    draft.relate(_SHEET, "worksheet", "sheet2.xml")
    return draft.file()


@kind(Expect.EITHER)
def loop_of_relations(_: random.Random) -> bytes:
    draft = Draft()
    draft.relate(_SHEET, "officeDocument", "../workbook.xml")
    draft.relate(_TABLE, "worksheet", "../worksheets/sheet2.xml")
    draft.relate(BOOK, "officeDocument", "workbook.xml")
    return draft.file()


@kind(Expect.SAME)
def relative_targets(_: random.Random) -> bytes:
    draft = Draft()
    for part in [name for name in draft.parts if name.endswith(".rels")]:
        up = "../" if part.count("/") > 2 else ""
        draft.put(part, draft.text(part).replace('Target="/xl/', f'Target="{up}'))
    draft.put("_rels/.rels", draft.text("_rels/.rels").replace('"workbook.xml', '"xl/workbook.xml'))
    return draft.file()


@kinds(Expect.EITHER, {"up": "../xl/./worksheets/../worksheets/", "percent": "/xl/work%73heets/"})
def target_by_way_of(_: random.Random, way: str) -> bytes:
    draft = Draft()
    text = draft.text(BOOK_RELS)
    draft.put(BOOK_RELS, text.replace('Target="/xl/worksheets/', f'Target="{way}'))
    return draft.file()


@kind(Expect.EITHER)
def targets_in_another_case(_: random.Random) -> bytes:
    """Names of parts are the same whatever their case."""
    draft = Draft()
    for part in (BOOK_RELS, TYPES):
        draft.put(part, draft.text(part).replace("/xl/worksheets/sheet", "/xl/Worksheets/Sheet"))
    return draft.file()


@kind(Expect.EITHER)
def targets_with_backslashes(_: random.Random) -> bytes:
    draft = Draft()
    text = draft.text(BOOK_RELS)
    draft.put(BOOK_RELS, text.replace("/xl/worksheets/sheet", "\\xl\\worksheets\\sheet"))
    return draft.file()


@kind(Expect.EITHER)
def names_with_backslashes(_: random.Random) -> bytes:
    draft = Draft()
    draft.parts = {name.replace("/", "\\"): data for name, data in draft.parts.items()}
    return draft.file()


@kinds(Expect.REFUSED, {"up": "../../../../etc/passwd", "root": "/etc/passwd"})
def sheet_outside_of_the_file(_: random.Random, target: str) -> bytes:
    draft = Draft()
    draft.swap(BOOK_RELS, "/xl/worksheets/sheet2.xml", target)
    return draft.file()


@kind(Expect.REFUSED)
def sheet_on_the_network(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(
        BOOK_RELS,
        'Target="/xl/worksheets/sheet2.xml"',
        'Target="http://127.0.0.1:9/own.xml" TargetMode="External"',
    )
    return draft.file()


@kind(Expect.EITHER)
def table_on_the_network(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(
        rels_of(_SHEET),
        'Target="/xl/tables/table1.xml"',
        'Target="http://127.0.0.1:9/own.xml" TargetMode="External"',
    )
    return draft.file()


@kind(Expect.EITHER)
def parts_under_other_names(_: random.Random) -> bytes:
    """Only relations tell what a part is."""
    draft = Draft()
    moved = {}
    for name, data in draft.parts.items():
        new = name.replace("xl/worksheets/sheet", "xl/own/blatt").replace("xl/workbook", "xl/mappe")
        new = new.replace("xl/_rels/workbook", "xl/_rels/mappe").replace(
            "worksheets/_rels/sheet", "own/_rels/blatt"
        )
        text = data.decode().replace("/xl/worksheets/sheet", "/xl/own/blatt")
        moved[new] = text.replace("xl/workbook.xml", "xl/mappe.xml").encode()
    draft.parts = moved
    return draft.file()


@kind(Expect.EITHER)
def book_in_the_root(_: random.Random) -> bytes:
    draft = Draft()
    draft.parts["workbook.xml"] = draft.parts.pop(BOOK)
    rels = draft.parts.pop(BOOK_RELS).decode()
    draft.put("_rels/workbook.xml.rels", re.sub(r'Target="(?!/)', 'Target="/xl/', rels))
    for part in (TYPES, "_rels/.rels"):
        draft.put(part, draft.text(part).replace("xl/workbook.xml", "workbook.xml"))
    return draft.file()


@kinds(Expect.EITHER, {"text": "text/plain", "empty": "", "chart": "application/x-chart"})
def sheet_of_type(_: random.Random, content: str) -> bytes:
    draft = Draft()
    kind_of_sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    old = f'PartName="/{_SHEET}" ContentType="{kind_of_sheet}"'
    draft.swap(TYPES, old, f'PartName="/{_SHEET}" ContentType="{content}"')
    return draft.file()


@kind(Expect.EITHER)
def types_without_the_sheets(_: random.Random) -> bytes:
    draft = Draft()
    text = re.sub(r'<Override PartName="/xl/worksheets[^>]*/>', "", draft.text(TYPES))
    draft.put(TYPES, text)
    return draft.file()


@kind(Expect.SAME)
def strict(_: random.Random) -> bytes:
    """Strict OOXML, as Excel saves on demand."""
    return Draft(in_strict(Draft().parts)).file()


@kind(Expect.EITHER)
def book_is_a_sheet(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap("_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet2.xml")
    return draft.file()


@kinds(Expect.EITHER, {"far": 999, "below-zero": -1, "word": "own"})
def active_tab(_: random.Random, index: object) -> bytes:
    draft = Draft()
    draft.swap(BOOK, 'activeTab="0"', f'activeTab="{index}"')
    return draft.file()


@kinds(Expect.EITHER, {"far": 999, "below-zero": -1, "word": "own"})
def name_of_sheet(_: random.Random, index: object) -> bytes:
    draft = Draft()
    draft.swap(BOOK, 'localSheetId="1"', f'localSheetId="{index}"')
    return draft.file()


@kind(Expect.READ)
def many_names(_: random.Random) -> bytes:
    draft = Draft()
    raw = "".join(
        f"<definedName name=\"own_{n}\">'報事'!$A${n}</definedName>" for n in range(1, 50_000)
    )
    draft.swap(BOOK, "</definedNames>", f"{raw}</definedNames>")
    return draft.file()


@kind(Expect.READ)
def many_sheets(_: random.Random) -> bytes:
    draft = Draft()
    sheets, relations, types = [], [], []
    for number in range(500):
        part = f"xl/worksheets/own{number}.xml"
        draft.put(part, _EMPTY_SHEET)
        sheets.append(f'<sheet name="我的{number}" sheetId="{number + 900}" r:id="own{number}"/>')
        relations.append(
            f'<Relationship Id="own{number}" Type="{OFFICE}/relationships/worksheet" Target="/{part}"/>'
        )
        types.append(f'<Override PartName="/{part}" ContentType="{_SHEET_TYPE}"/>')
    draft.swap(BOOK, "</sheets>", f"{''.join(sheets)}</sheets>")
    draft.swap(BOOK_RELS, "</Relationships>", f"{''.join(relations)}</Relationships>")
    draft.swap(TYPES, "</Types>", f"{''.join(types)}</Types>")
    return draft.file()


@kinds(
    Expect.READ,
    {
        "hidden": (
            'name="跟進" sheetId="3" state="visible"',
            'name="跟進" sheetId="3" state="hidden"',
        ),
        "very-hidden": (
            'name="報事" sheetId="2" state="visible"',
            'name="報事" sheetId="2" state="veryHidden"',
        ),
        "unknown-state": ('sheetId="3" state="visible"', 'sheetId="3" state="own"'),
        "same-number": ('sheetId="3"', 'sheetId="2"'),
        "huge-number": ('sheetId="3"', 'sheetId="99999999999"'),
    },
)
def sheet_tag(_: random.Random, change: tuple[str, str]) -> bytes:
    draft = Draft()
    draft.swap(BOOK, *change)
    return draft.file()


@kinds(
    Expect.READ,
    {
        "long": "很長的名稱" * 9,
        "forbidden": "我的[分析]*?",
        "quotes": "'我的'",
        "markup": "&lt;own&gt;&amp;",
        "blank": " ",
        "bidi": "\u202e我的\u200b",
        "slash": "我的/分析",
    },
)
def own_sheet_titled(_: random.Random, title: str) -> bytes:
    draft = Draft()
    part = "xl/worksheets/own.xml"
    draft.put(part, _EMPTY_SHEET)
    draft.declare(part, _SHEET_TYPE)
    identity = draft.relate(BOOK, "worksheet", f"/{part}")
    tag = f'<sheet name="{title}" sheetId="900" r:id="{identity}"/>'
    draft.swap(BOOK, "</sheets>", f"{tag}</sheets>")
    return draft.file()


_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_EMPTY_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns='
    '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>我的</t></is></c></row></sheetData></worksheet>'
)
