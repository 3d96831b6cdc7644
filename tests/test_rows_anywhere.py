"""Whatever is done around the records of a sound office, each counts, or a finding names its row.

Blank rows anywhere, totals, text, the table's end moved up, no table at all, rows sorted, hidden or
split off: the tasks that the commands run give what they gave before.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import HEADER_ROW, add_totals, drop_table, lines, put, tab

from estate_xl.compute import Month
from estate_xl.finding_codes import FindingCode
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.session import open_file
from estate_xl.tasks import overdue, statistics
from estate_xl.tasks.appraising import appraise
from estate_xl.write.blueprint import make_book

if TYPE_CHECKING:
    import xlwings as xw

EXAMPLES = int(os.environ.get("ROWS_EXAMPLES", "40"))
NOW = dt.datetime(2026, 10, 31, 18, 0)  # noqa: DTZ001 - a workbook's times have no zone
SHEETS = (
    "Tickets",
    "FollowUps",
    "Complaints",
    "Commendations",
    "Inspections",
    "MonthlyScores",
    "Zones",
    "Staff",
    "Owners",
)
"""Sheets with records enough, in which a lone text fills fewer than half of what is required."""
_NAMED = {FindingCode.NOT_A_RECORD, FindingCode.REPEATED_HEADER}


class Changed(NamedTuple):
    """One sheet's new shape.

    Attributes:
        key: Of the sheet.
        rows: What stands below the headers: the number of a record, a text, or nothing.
        end: How far down the table reaches, in rows below the headers.
        totals: Whether the table's own totals are in its last row.
        has_table: Whether the table stays.
        hidden: Rows that are hidden.
    """

    key: str
    rows: list[int | str | None]
    end: int
    totals: bool
    has_table: bool
    hidden: list[int]


@cache
def office() -> bytes:
    """A small sound office."""
    sample = make_sample(1, 20)
    return make_book(Language.HANT, sample.records, sample.settings)


@cache
def counts() -> dict[str, int]:
    """How many records each sheet has."""
    workbook = openpyxl.load_workbook(BytesIO(office()))
    return {key: sum(any(row) for row in lines(tab(workbook, key))) for key in SHEETS}


@st.composite
def changes(draw: st.DrawFn) -> Changed:
    """A sheet with its records in some order among blank rows, totals and text."""
    key = draw(st.sampled_from(SHEETS))
    rows: list[int | str | None] = list(range(counts()[key]))
    if draw(st.booleans()):
        draw(st.randoms(use_true_random=False)).shuffle(rows)
    if draw(st.booleans()):
        rows.insert(max(1, len(rows) - 10), None)
    for place in draw(st.lists(st.integers(0, len(rows)), max_size=4)):
        rows.insert(place, None)
    for place in draw(st.lists(st.integers(1, len(rows)), max_size=2)):
        rows.insert(place, draw(st.sampled_from(["合計", "小計：3", "總計 12 件"])))
    has_table = draw(st.booleans())
    end = draw(st.integers(1, len(rows)))
    totals = has_table and rows[end - 1] == "合計"
    for text in draw(st.lists(st.sampled_from(["說明：請如實填寫。", "編制人 林曉"]), max_size=2)):
        rows += [None, text]
    hidden = draw(st.lists(st.integers(1, len(rows)), max_size=5))
    return Changed(key, rows, end, totals, has_table, hidden)


def results(book: xw.Book) -> dict[str, Any]:
    """What the tasks say, whatever the order of rows."""
    appraised = appraise(book, Month.parse("2026-10"), print)
    scores = appraised.appraisal.as_json()
    owed = overdue(book, NOW, print)
    statistics(book, 2026, print)
    counted = book.sheets["年度統計"].used_range.value
    items = sorted(str(item) for item in owed.as_json()["items"])  # type: ignore[attr-defined]
    named = {(each.sheet, each.row) for each in owed.findings if each.code in _NAMED}
    others = [each for each in owed.findings if each.code not in _NAMED]
    return {"scores": scores, "items": items, "counted": counted, "named": named, "others": others}


def run(change: Changed | None) -> dict[str, Any]:
    """The results of the office after a change."""
    workbook = openpyxl.load_workbook(BytesIO(office()))
    if change is not None:
        sheet = tab(workbook, change.key)
        records = lines(sheet)
        rows = [records[row] if isinstance(row, int) else [row] for row in change.rows]
        put(sheet, rows, end=HEADER_ROW + change.end)
        if change.totals:
            add_totals(sheet, HEADER_ROW + change.end)
        if not change.has_table:
            drop_table(sheet)
        for row in change.hidden:
            sheet.row_dimensions[HEADER_ROW + row].hidden = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.xlsx"
        workbook.save(path)
        with open_file(path) as opened:
            return results(opened.book)


@cache
def before() -> dict[str, Any]:
    """The results of the office as it is."""
    return run(None)


@given(change=changes())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES <= 40,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_every_record_counts_and_every_other_row_is_named(change: Changed) -> None:
    found = run(change)
    expected = before()
    for part in ("scores", "items", "counted"):
        assert found[part] == expected[part], part
    texts = {
        (change.key, HEADER_ROW + number)
        for number, row in enumerate(change.rows, start=1)
        if isinstance(row, str) and not (change.totals and number == change.end)
    }
    other = {(each.sheet, each.row) for each in found["others"]}
    assert texts <= found["named"] | other
    assert ESTATE_BOOK[change.key].title.hant
