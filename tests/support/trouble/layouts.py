"""Sheets that somebody rearranged: tables and headers moved, renamed, cut short, removed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import column_letters, column_number
from estate_xl.schema import ESTATE_BOOK
from support.packages import BOOK, STRINGS, TYPES, rels_of
from support.trouble.draft import HEADERS, Draft
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

_KEYS = tuple(sheet.key for sheet in ESTATE_BOOK.new_sheets() if sheet.is_data)
_RENAMED = {
    key: f"我們的{ESTATE_BOOK[key].title.hant}"
    for key in ("Tickets", "Complaints", "Inspections", "Staff")
}
_ADDRESS = re.compile(r'(<(?:row|c) r="[A-Z]*)(\d+)"')


@kinds(Expect.SAME, {"row-7": 4, "row-20": 17, "row-1": -2})
def headers_in(_: random.Random, down: int) -> bytes:
    """Every data sheet with its headers in another row, its table with them."""
    draft = Draft()
    for key in _KEYS:
        _shift(draft, key, down)
    return draft.file()


@kind(Expect.SAME)
def headers_in_row_7_without_tables(_: random.Random) -> bytes:
    draft = Draft()
    for key in _KEYS:
        _shift(draft, key, 4)
        _drop_table(draft, key)
    return draft.file()


@kind(Expect.SAME)
def no_tables(_: random.Random) -> bytes:
    draft = Draft()
    for key in _KEYS:
        _drop_table(draft, key)
    return draft.file()


@kind(Expect.SAME)
def tables_renamed(_: random.Random) -> bytes:
    draft = Draft()
    for number, key in enumerate(_KEYS):
        for name in ("name", "displayName"):
            draft.swap(draft.table(key), f' {name}="{key}"', f' {name}="表格{number}"')
    return draft.file()


@kind(Expect.SAME, moved=_RENAMED)
def sheets_renamed(_: random.Random) -> bytes:
    draft = Draft()
    for key, new in _RENAMED.items():
        title = ESTATE_BOOK[key].title.hant
        draft.swap(BOOK, f'<sheet name="{title}"', f'<sheet name="{new}"')
        draft.put(BOOK, draft.text(BOOK).replace(f"'{title}'!", f"'{new}'!"))
    return draft.file()


@kind(Expect.SAME)
def tables_cut_short(_: random.Random) -> bytes:
    """Rows typed below the tables' ends did not join them."""
    draft = Draft()
    for key in ("Tickets", "Inspections", "Staff", "MonthlyScores", "Complaints"):
        last = draft.letters(key, ESTATE_BOOK[key].columns[-1].key)
        table = re.sub(r'ref="A3:[A-Z]+\d+"', f'ref="A3:{last}5"', draft.text(draft.table(key)))
        draft.put(draft.table(key), table)
    return draft.file()


@kind(Expect.SAME)
def tables_filtered(_: random.Random) -> bytes:
    """A filter hides most rows; they count all the same."""
    draft = Draft()
    for key in ("Tickets", "Inspections", "MonthlyScores"):
        table = re.sub(
            r'<autoFilter ref="([^"]*)"/>',
            r'<autoFilter ref="\1"><filterColumn colId="1"><filters><filter val="x"/></filters>'
            "</filterColumn></autoFilter>",
            draft.text(draft.table(key)),
        )
        draft.put(draft.table(key), table)
        part = draft.sheet(key)
        rows = re.sub(r'<row r="([5-9]|\d\d+)"', r'<row r="\1" hidden="1"', draft.text(part))
        draft.put(part, rows)
    return draft.file()


@kind(Expect.READ)
def tables_with_totals(_: random.Random) -> bytes:
    draft = Draft()
    for key in ("Tickets", "Inspections", "MonthlyScores"):
        text = draft.text(draft.table(key))
        found = re.search(r' ref="A3:([A-Z]+)(\d+)"', text)
        assert found is not None
        last = int(found[2]) + 1
        text = text.replace(
            f' ref="A3:{found[1]}{found[2]}" header',
            f' ref="A3:{found[1]}{last}" totalsRowCount="1" header',
        )
        draft.put(draft.table(key), text)
        raw = f'<row r="{last}"><c r="A{last}" t="inlineStr"><is><t>合計</t></is></c><c r="B{last}"><f>SUBTOTAL(103,B4:B{last - 1})</f><v>{last - 4}</v></c></row>'
        draft.append_rows(key, raw)
    return draft.file()


@kind(Expect.READ)
def sums_below_the_tables(_: random.Random) -> bytes:
    draft = Draft()
    for key in ("Tickets", "Inspections"):
        raw = '<row r="300"><c r="A300" t="inlineStr"><is><t>合計</t></is></c><c r="C300"><v>9</v></c></row>'
        draft.append_rows(key, raw)
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        "word": "own",
        "empty": "",
        "beyond": "A3:XFE1048577",
        "upside-down": "AH23:A3",
        "one-cell": "A3",
        "other-sheet": "'跟進'!A3:D9",
        "all": "A1:XFD1048576",
    },
)
def table_at(_: random.Random, area: str) -> bytes:
    draft = Draft()
    part = draft.table("Tickets")
    draft.put(part, re.sub(r' ref="A3:\w+"', f' ref="{area}"', draft.text(part)))
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        "many-header-rows": ('headerRowCount="1"', 'headerRowCount="own"'),
        "no-name": (' displayName="Tickets"', ""),
        "no-area": (r' ref="A3:AH\d+" header', " header"),
    },
)
def damaged_table_with(chance: random.Random, change: tuple[str, str]) -> bytes:
    return table_with(chance, change)


@kinds(
    Expect.READ,
    {
        "no-columns": (r"<tableColumns.*</tableColumns>", ""),
        "no-header-row": ('headerRowCount="1"', 'headerRowCount="0"'),
        "other-names": ('name="登記時間"', 'name="別的"'),
        "same-names": ('name="登記時間"', 'name="來源"'),
        "no-filter": (r"<autoFilter[^>]*/>", ""),
        "no-identity": (' id="1"', ""),
        "same-identity": (' id="1"', ' id="2"'),
    },
)
def table_with(_: random.Random, change: tuple[str, str]) -> bytes:
    draft = Draft()
    part = draft.table("Tickets")
    text, count = re.subn(change[0], change[1], draft.text(part), count=1, flags=re.DOTALL)
    assert count
    draft.put(part, text)
    return draft.file()


@kind(Expect.READ)
def two_tables_of_one_name(_: random.Random) -> bytes:
    draft = Draft()
    text = draft.text(draft.table("FollowUps")).replace('"FollowUps"', '"Tickets"')
    draft.put(draft.table("FollowUps"), text)
    return draft.file()


@kind(Expect.READ)
def overlapping_tables(_: random.Random) -> bytes:
    draft = Draft()
    part = "xl/tables/own.xml"
    text = draft.text(draft.table("Tickets")).replace('"Tickets"', '"Own"')
    draft.put(part, text.replace(' id="1" name="Own"', ' id="99" name="Own"'))
    draft.declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml")
    sheet = draft.sheet("Tickets")
    identity = draft.relate(sheet, "table", f"/{part}")
    draft.swap(
        sheet, '<tableParts count="1">', f'<tableParts count="2"><tablePart r:id="{identity}"/>'
    )
    return draft.file()


@kind(Expect.SAME)
def own_table_beside(_: random.Random) -> bytes:
    """A small table of the office's own to the right of the tickets."""
    draft = Draft()
    part, sheet = "xl/tables/own.xml", draft.sheet("Tickets")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    columns = '<tableColumns count="2"><tableColumn id="1" name="甲"/><tableColumn id="2" name="乙"/></tableColumns>'
    draft.put(
        part,
        f'<table xmlns="{main}" id="99" name="Own" displayName="Own" ref="AK3:AL5">{columns}</table>',
    )
    draft.declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml")
    identity = draft.relate(sheet, "table", f"/{part}")
    draft.swap(
        sheet, '<tableParts count="1">', f'<tableParts count="2"><tablePart r:id="{identity}"/>'
    )
    for row, values in ((3, "甲乙"), (4, "12"), (5, "34")):
        cells = "".join(
            f'<c r="{letters}{row}" t="inlineStr"><is><t>{value}</t></is></c>'
            for letters, value in zip(("AK", "AL"), values, strict=True)
        )
        pattern = rf'(<row r="{row}".*?)</row>'
        draft.put(sheet, re.sub(pattern, rf"\1{cells}</row>", draft.text(sheet), count=1))
    return draft.file()


@kind(Expect.SAME)
def own_columns(_: random.Random) -> bytes:
    """Two columns of the office's own in front of the first one, outside of the table."""
    draft = Draft()
    for key in ("Tickets", "Inspections", "Staff", "MonthlyScores"):
        part = draft.sheet(key)
        draft.put(part, re.sub(r'<c r="([A-Z]+)(\d+)"', _moved_right, draft.text(part)))
        table = draft.table(key)
        moved = re.sub(r'"([A-Z]+)3:([A-Z]+)(\d+)"', _area_moved, draft.text(table))
        draft.put(table, moved)
    return draft.file()


@kinds(Expect.READ, {"time": "registered", "zone": "zone", "content": "content"})
def column_removed(_: random.Random, column: str) -> bytes:
    draft = Draft()
    letters, part = draft.letters("Tickets", column), draft.sheet("Tickets")
    draft.put(part, re.sub(rf'<c r="{letters}\d+"(?:[^>]*/>|[^>]*>.*?</c>)', "", draft.text(part)))
    return draft.file()


@kinds(Expect.READ, {"time": ("registered", "來源"), "zone": ("zone", "來源")})
def two_headers_alike(_: random.Random, what: tuple[str, str]) -> bytes:
    column, header = what
    draft = Draft()
    address = f"{draft.letters('Tickets', column)}{HEADERS}"
    draft.put_cell("Tickets", address, f' t="inlineStr"><is><t>{header}</t></is>')
    return draft.file()


@kinds(
    Expect.SAME,
    {
        "blanks": " {} ",
        "star": "{}*",
        "line-break": "{}\n",
        "zero-width": "\u200b{}",
        "hard-blank": "{}\u00a0",
    },
)
def headers_with(_: random.Random, pattern: str) -> bytes:
    draft = Draft()
    for key in ("Tickets", "Inspections", "Staff", "MonthlyScores", "Zones"):
        for number, column in enumerate(ESTATE_BOOK[key].columns, start=1):
            text = pattern.format(column.header.hant)
            raw = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'
            draft.put_cell(key, f"{column_letters(number)}{HEADERS}", raw)
    return draft.file()


@kinds(Expect.SAME, {"hans": "hans", "english": "en"})
def headers_in_two_languages(_: random.Random, language: str) -> bytes:
    """Half of the headers in another language."""
    draft = Draft()
    for key in ("Tickets", "Inspections", "Staff", "MonthlyScores", "Zones"):
        for number, column in enumerate(ESTATE_BOOK[key].columns[::3]):
            text = column.header.en if language == "en" else column.header.all_texts()[1]
            raw = f' t="inlineStr"><is><t>{text}</t></is>'
            draft.put_cell(key, f"{column_letters(number * 3 + 1)}{HEADERS}", raw)
    return draft.file()


@kind(Expect.SAME)
def merged_header_cells(_: random.Random) -> bytes:
    """The title band merged over the tables, and headers merged with the row above."""
    draft = Draft()
    for key in ("Tickets", "Staff"):
        part = draft.sheet(key)
        merges = (
            '<mergeCells count="2"><mergeCell ref="A1:F1"/><mergeCell ref="A2:F2"/></mergeCells>'
        )
        text = draft.text(part)
        at = next(
            text.index(mark)
            for mark in ("<conditionalFormatting", "<dataValidations")
            if mark in text
        )
        draft.put(part, text[:at] + merges + text[at:])
    return draft.file()


@kind(Expect.READ)
def merged_data_cells(_: random.Random) -> bytes:
    draft = Draft()
    part = draft.sheet("Tickets")
    merges = '<mergeCells count="2"><mergeCell ref="D4:D9"/><mergeCell ref="AF4:AH5"/></mergeCells>'
    text = draft.text(part)
    at = next(
        text.index(mark) for mark in ("<conditionalFormatting", "<dataValidations") if mark in text
    )
    draft.put(part, text[:at] + merges + text[at:])
    return draft.file()


@kinds(Expect.READ, {key.lower(): key for key in _KEYS})
def sheet_removed(_: random.Random, key: str) -> bytes:
    draft = Draft()
    _drop_sheet(draft, key)
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        key.lower(): key
        for key in ("Findings", "Overdue", "Evidence", "AppraisalTemplate", "SlipTemplate")
    },
)
def result_sheet_removed(_: random.Random, key: str) -> bytes:
    draft = Draft()
    _drop_sheet(draft, key)
    return draft.file()


@kind(Expect.READ)
def blank_rows_within(_: random.Random) -> bytes:
    draft = Draft()
    for key in ("Tickets", "Inspections"):
        part = draft.sheet(key)
        draft.put(part, re.sub(r'<row r="(6|9)".*?</row>', "", draft.text(part)))
    return draft.file()


@kind(Expect.READ)
def nothing_but_headers(_: random.Random) -> bytes:
    draft = Draft()
    for key in _KEYS:
        part = draft.sheet(key)
        draft.put(part, re.sub(r'<row r="([4-9]|\d\d+)".*?</row>', "", draft.text(part)))
    return draft.file()


@kind(Expect.EITHER)
def foreign_workbook(_: random.Random) -> bytes:
    """A workbook that has nothing to do with ours."""
    draft = Draft()
    draft.put(STRINGS, re.sub(r"(<t(?:\s[^>]*)?>)[^<]+</t>", r"\1x</t>", draft.text(STRINGS)))
    draft.put(
        BOOK,
        re.sub(
            r'<sheet name="[^"]*" sheetId="(\d+)"',
            r'<sheet name="x\1" sheetId="\1"',
            draft.text(BOOK),
        ),
    )
    draft.put(BOOK, re.sub(r"<definedNames>.*</definedNames>", "", draft.text(BOOK)))
    for key in range(1, 17):
        name = f"xl/tables/table{key}.xml"
        if name in draft.parts:
            draft.put(name, re.sub(r'ame="[^"]*"', f'ame="x{key}"', draft.text(name)))
    return draft.file()


def _shift(draft: Draft, key: str, down: int) -> None:
    """Move all from the header row on; what stood above stays or goes."""
    part = draft.sheet(key)

    def moved(match: re.Match[str]) -> str:
        row = int(match[2])
        return f'{match[1]}{row + down if row >= HEADERS else row}"'

    text = draft.text(part)
    if down < 0:
        text = re.sub(r'<row r="[12]".*?</row>', "", text)
    draft.put(part, _ADDRESS.sub(moved, text))
    table = draft.text(draft.table(key))
    area = re.sub(
        r'"A3:([A-Z]+)(\d+)"', lambda m: f'"A{HEADERS + down}:{m[1]}{int(m[2]) + down}"', table
    )
    draft.put(draft.table(key), area)


def _drop_table(draft: Draft, key: str) -> None:
    table, sheet = draft.table(key), draft.sheet(key)
    del draft.parts[table], draft.parts[rels_of(sheet)]
    draft.put(TYPES, re.sub(rf'<Override PartName="/{table}"[^>]*/>', "", draft.text(TYPES)))
    draft.put(sheet, re.sub(r"<tableParts.*</tableParts>", "", draft.text(sheet)))


def _drop_sheet(draft: Draft, key: str) -> None:
    """Take a sheet out, with the names that lead to it."""
    part, title = draft.sheet(key), ESTATE_BOOK[key].title.hant
    table = draft.table(key) if rels_of(part) in draft.parts else ""
    text = draft.text(BOOK)
    titles = re.findall(r'<sheet name="([^"]*)"', text)
    place = titles.index(title)

    def kept(match: re.Match[str]) -> str:
        index = re.search(r'localSheetId="(\d+)"', match[0])
        if f"'{title}'!" in match[0] or (index and int(index[1]) == place):
            return ""
        if index and int(index[1]) > place:
            return match[0].replace(index[0], f'localSheetId="{int(index[1]) - 1}"')
        return match[0]

    text = re.sub(r"<definedName .*?</definedName>", kept, text)
    draft.put(BOOK, re.sub(rf'<sheet name="{title}"[^>]*/>', "", text))
    if table:
        del draft.parts[table], draft.parts[rels_of(part)]
        draft.put(TYPES, re.sub(rf'<Override PartName="/{table}"[^>]*/>', "", draft.text(TYPES)))
    del draft.parts[part]
    name = part.rpartition("/")[2]
    draft.put(TYPES, re.sub(rf'<Override PartName="/{part}"[^>]*/>', "", draft.text(TYPES)))
    rels = "xl/_rels/workbook.xml.rels"
    draft.put(rels, re.sub(rf"<Relationship [^>]*/{name}\"[^>]*/>", "", draft.text(rels)))


def _moved_right(match: re.Match[str]) -> str:
    return f'<c r="{_letters_right(match[1])}{match[2]}"'


def _area_moved(match: re.Match[str]) -> str:
    return f'"{_letters_right(match[1])}3:{_letters_right(match[2])}{match[3]}"'


def _letters_right(letters: str) -> str:
    return column_letters(column_number(letters) + 2)
