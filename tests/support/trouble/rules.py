"""Trouble on a sheet beside its values: formulas, merges, lists, rules, links, protection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.packages import BOOK
from support.trouble.draft import FIRST, HEADERS, Draft
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

    from support.trouble.draft import At

_HASH = 'algorithmName="SHA-512" hashValue="b3du" saltValue="b3du" spinCount="100000"'


@kinds(
    Expect.READ,
    {
        "plain": "<f>1/0</f>",
        "without-result": "<f>NOW()</f>",
        "long": f"<f>{'1+' * 4_000}1</f>",
        "too-long": f"<f>{'1+' * 9_000}1</f>",
        "nested": f"<f>{'(' * 3_000}1{')' * 3_000}</f>",
        "torn": "<f>SUM((((</f>",
        "of-itself": "<f>AF4</f>",
        "of-another-file": "<f>'[1]我的'!A1</f>",
        "call": "<f>WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)</f>",
        "dde": "<f>cmd|'/c calc'!A0</f>",
        "empty": "<f></f>",
        "closed": "<f/>",
        "array": '<f t="array" ref="AF4:AF9">ROW(A1:A6)</f>',
        "shared": '<f t="shared" ref="AF4:AF9" si="0">A4</f>',
        "shared-without-source": '<f t="shared" si="7"/>',
        "data-table": '<f t="dataTable" ref="AF4:AF9" dt2D="1" dtr="1" r1="A1" r2="A2"/>',
        "unknown-kind": '<f t="own">A1</f>',
    },
)
def formula(_: random.Random, raw: str) -> bytes:
    """A formula in a column that is written, one that is read, and one of the office's own."""
    draft = Draft()
    for key, address in (("Tickets", "AF4"), ("Tickets", "R4"), ("MonthlyScores", "H4")):
        own = raw.replace("AF4", address) if address != "AF4" else raw
        _set(draft, key, address, f">{own}<v>1</v>")
    return draft.file()


@kind(Expect.SAME)
def dates_by_formulas(_: random.Random) -> bytes:
    """Times that formulas gave, their results stored."""
    draft = Draft()
    draft.change(
        "Tickets",
        "registered",
        lambda at: f"{at.attributes}><f>{at.value!r}+0</f><v>{at.value!r}</v>",
    )
    return draft.file()


@kind(Expect.SAME)
def numbers_by_shared_formulas(_: random.Random) -> bytes:
    draft = Draft()

    def shared(at: At) -> str:
        first = (
            '<f t="shared" ref="A4:A99" si="3">A1+0</f>'
            if at.row == FIRST
            else '<f t="shared" si="3"/>'
        )
        return f"{at.attributes}>{first}<v>{at.value!r}</v>"

    draft.change("MonthlyScores", "self", shared)
    return draft.file()


@kinds(
    Expect.EITHER,
    {"word": "own", "beyond": "A1:XFE1048577", "empty": "", "columns": "D:F"},
)
def damaged_merge(chance: random.Random, area: str) -> bytes:
    return merged(chance, area)


@kinds(
    Expect.READ,
    {
        "upside-down": "C9:A1",
        "one-cell": "D4",
        "all": "A1:XFD1048576",
        "headers": f"A{HEADERS}:C{HEADERS}",
        "overlapping": 'D4:E9"/><mergeCell ref="E5:F7',
    },
)
def merged(_: random.Random, area: str) -> bytes:
    draft = Draft()
    _before_rules(draft, "Tickets", f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>')
    return draft.file()


@kinds(Expect.READ, {"data": "Tickets", "scores": "MonthlyScores"})
def ten_thousand_merges(_: random.Random, key: str) -> bytes:
    draft = Draft()
    inner = "".join(f'<mergeCell ref="AK{n}:AL{n}"/>' for n in range(100, 10_100))
    _before_rules(draft, key, f'<mergeCells count="10000">{inner}</mergeCells>')
    return draft.file()


@kinds(
    Expect.READ,
    {
        "torn": ("A4:A99", "SUM(((", "1"),
        "nowhere": ("", "TRUE", "1"),
        "word": ("own", "TRUE", "1"),
        "everything": ("A1:XFD1048576", "MOD(ROW(),2)=1", "1"),
        "style-beyond": ("A4:A99", "TRUE", "99999"),
        "many-areas": (" ".join(f"A{n}" for n in range(4, 3_000)), "TRUE", "1"),
    },
)
def colour_rule(_: random.Random, what: tuple[str, str, str]) -> bytes:
    area, text, style = what
    draft = Draft()
    raw = f'<conditionalFormatting sqref="{area}"><cfRule type="expression" dxfId="{style}" priority="1"><formula>{text}</formula></cfRule></conditionalFormatting>'
    _before_rules(draft, "Tickets", raw)
    _before_rules(draft, "AppraisalTemplate", raw)
    return draft.file()


@kind(Expect.READ)
def five_thousand_rules(_: random.Random) -> bytes:
    """What pasting over years leaves."""
    draft = Draft()
    raw = "".join(
        f'<conditionalFormatting sqref="A{n}:H{n}"><cfRule type="expression" dxfId="1" priority="{n}">'
        f"<formula>$A{n}=1</formula></cfRule></conditionalFormatting>"
        for n in range(4, 5_004)
    )
    _before_rules(draft, "Tickets", raw)
    return draft.file()


@kind(Expect.READ)
def five_thousand_lists(_: random.Random) -> bytes:
    draft = Draft()
    raw = "".join(
        f'<dataValidation type="list" sqref="D{n}"><formula1>"甲,乙"</formula1></dataValidation>'
        for n in range(4, 5_004)
    )
    draft.swap(draft.sheet("Tickets"), "</dataValidations>", f"{raw}</dataValidations>")
    return draft.file()


@kinds(
    Expect.READ,
    {
        "dangling": 'r:id="rId999"',
        "nowhere": 'location="own!A1"',
        "torn": 'location="\'"',
        "nothing": "",
    },
)
def link(_: random.Random, raw: str) -> bytes:
    draft = Draft()
    links = f'<hyperlinks><hyperlink ref="F4" {raw}/><hyperlink ref="own" {raw}/></hyperlinks>'
    draft.swap(draft.sheet("Tickets"), "<printOptions", f"{links}<printOptions")
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        "data": "Tickets",
        "findings": "Findings",
        "overdue": "Overdue",
        "evidence": "Evidence",
        "form": "AppraisalTemplate",
        "slip": "SlipTemplate",
    },
)
def protected_sheet(_: random.Random, key: str) -> bytes:
    draft = Draft()
    part = draft.sheet(key)
    draft.swap(part, "</sheetData>", f'</sheetData><sheetProtection sheet="1" {_HASH}/>')
    return draft.file()


@kind(Expect.EITHER)
def protected_structure(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(
        BOOK,
        "<workbookProtection/>",
        f'<workbookProtection lockStructure="1" {_HASH.replace("algorithmName", "workbookAlgorithmName").replace("hashValue", "workbookHashValue").replace("saltValue", "workbookSaltValue").replace("spinCount", "workbookSpinCount")}/>',
    )
    return draft.file()


@kind(Expect.READ)
def read_only_recommended(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(
        BOOK, "<workbookPr/>", '<fileSharing readOnlyRecommended="1" userName="何"/><workbookPr/>'
    )
    return draft.file()


@kinds(
    Expect.READ,
    {
        "everything": '<cols><col min="1" max="16384" width="9" style="1"/></cols>',
        "backwards": '<cols><col min="9" max="2" width="9"/></cols>',
        "overlapping": '<cols><col min="1" max="9" width="9"/><col min="2" max="3" width="5"/></cols>',
        "beyond": '<cols><col min="1" max="99999" width="9"/></cols>',
        "zero": '<cols><col min="0" max="0" width="9"/></cols>',
        "none": "",
    },
)  # fmt: skip
def columns(_: random.Random, raw: str) -> bytes:
    draft = Draft()
    for key in ("Tickets", "Findings", "Overdue", "AppraisalTemplate", "SlipTemplate"):
        part = draft.sheet(key)
        draft.put(part, re.sub(r"<cols>.*?</cols>", raw, draft.text(part), count=1))
    return draft.file()


@kind(Expect.EITHER)
def columns_of_words(chance: random.Random) -> bytes:
    return columns(chance, '<cols><col min="own" max="own" width="own"/></cols>')


@kinds(
    Expect.READ,
    {"everything": 200_000, "far": 1_048_576},
)
def grouped_and_hidden_rows(_: random.Random, last: int) -> bytes:
    draft = Draft()
    part = draft.sheet("Tickets")
    hidden = r'<row r="\1" outlineLevel="1" hidden="1"'
    draft.put(part, re.sub(r'<row r="([4-9])"', hidden, draft.text(part)))
    raw = f'<row r="{last}" outlineLevel="7" collapsed="1"><c r="B{last}" s="1"/></row>'
    draft.append_rows("Tickets", raw)
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        "unknown-name": "{{ 沒有的 }}",
        "torn": "{{ 姓名 ",
        "loop-of-unknown": "{% for 沒有的 %}",
        "statement": "{% set a = 1 %}",
        "long": "{{ 月份 }}" + "長" * 30_000,
    },
)
def template_with(_: random.Random, text: str) -> bytes:
    draft = Draft()
    for key in ("AppraisalTemplate", "SlipTemplate"):
        _set(draft, key, "A1", f' t="inlineStr"><is><t>{text}</t></is>')
    return draft.file()


@kind(Expect.EITHER)
def empty_templates(_: random.Random) -> bytes:
    draft = Draft()
    for key in ("AppraisalTemplate", "SlipTemplate", "Findings", "Overdue", "Evidence"):
        part = draft.sheet(key)
        text = re.sub(
            r"<sheetData>.*</sheetData>", "<sheetData/>", draft.text(part), flags=re.DOTALL
        )
        draft.put(part, re.sub(r"<mergeCells.*</mergeCells>", "", text))
    return draft.file()


@kinds(
    Expect.EITHER,
    {
        "word": "own",
        "error": "#REF!",
        "other-sheet": "'跟進'!$A$1:$B$2",
        "huge": "'報事單模板'!$A$1:$XFD$1048576",
        "many": ",".join(["'報事單模板'!$A$1:$B$2"] * 500),
        "function": "OFFSET('報事單模板'!$A$1,0,0,9,9)",
    },
)
def print_area(_: random.Random, area: str) -> bytes:
    draft = Draft()
    pattern = r"(_xlnm.Print_Area\"[^>]*>)[^<]*(?=</definedName>)"
    draft.put(BOOK, re.sub(pattern, rf"\1{area}", draft.text(BOOK)))
    return draft.file()


def _set(draft: Draft, key: str, address: str, raw: str) -> None:
    """Put raw content into a cell, held by the file or not."""
    part = draft.sheet(key)
    row = int(re.sub(r"\D", "", address))
    text = draft.text(part)
    if f'<c r="{address}"' in text:
        draft.put_cell(key, address, raw)
        return
    pattern = rf'(<row r="{row}"[^>]*>.*?)</row>'
    new = f'<c r="{address}"{raw}</c>'
    draft.put(part, re.sub(pattern, lambda m: f"{m[1]}{new}</row>", text, count=1, flags=re.DOTALL))


def _before_rules(draft: Draft, key: str, raw: str) -> None:
    """Put elements that stand behind the cells, merges first."""
    part = draft.sheet(key)
    text = draft.text(part)
    marks = (
        "<phoneticPr",
        "<conditionalFormatting",
        "<dataValidations",
        "<hyperlinks",
        "<printOptions",
    )
    if raw.startswith("<mergeCells"):
        text = re.sub(r"<mergeCells.*?</mergeCells>", "", text)
    at = min(text.index(mark) for mark in marks if mark in text)
    draft.put(part, text[:at] + raw + text[at:])
