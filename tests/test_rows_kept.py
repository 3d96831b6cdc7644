"""Rows that are moved, parted, filtered or followed by other things count as before.

Sheets of a sound office are laid out anew, five at a time, as clerks lay sheets out: blank rows
anywhere, totals rows, a table that ends too early, sorted and filtered rows, explanations below,
the last rows split off. Every command then gives the answers that it gave before, and each row that
is no record is named. `ROWS_EXAMPLES=60 pytest tests/test_rows_kept.py` tries more of them.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, Final

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, event, given, seed, settings
from hypothesis import strategies as st
from openpyxl.worksheet.filters import FilterColumn, Filters

from estate_xl.console import cli
from support.sound_office import MOMENT, MONTH, answer, sound_office

if TYPE_CHECKING:
    from pathlib import Path

    from support.sound_office import DataSheet

pytestmark = pytest.mark.slow
_EXAMPLES: Final = int(os.environ.get("ROWS_EXAMPLES", "12"))
_SHEETS_AT_A_TIME: Final = 5
_SHEETS: Final = (
    "Tickets",
    "FollowUps",
    "Complaints",
    "ComplaintRounds",
    "Commendations",
    "Inspections",
    "RecognitionChecks",
    "MonthlyScores",
    "Zones",
    "Staff",
    "Owners",
    "InspectionStandards",
    "AppraisalWeights",
    "Calendar",
    "Settings",
)
_NOTES: Final = ("說明：以上由前臺登記", "編製人：林曉", "合計", "—— 以下空白 ——", "審核：")
_LAST: Final = 10


@dataclass(frozen=True)
class Layout:
    """How the rows of a sheet are laid out.

    Attributes:
        sheet: Key of the sheet.
        shuffled: Seed of another order, None for the old one.
        blanks: Places of blank rows, as shares of the rows.
        cut: Share of the rows that the table spans.
        split: An empty row before the last ten.
        totals: The table's own totals row at its end, records below it or not.
        hidden: The table is filtered and every other row hidden.
        below: Texts below the rows, the first of them after an empty row or not.
        gap: Empty rows before these.
        inside: Texts on rows of their own among the records, and their places as shares of these.
        has_table: The Excel table stays.
    """

    sheet: str
    shuffled: int | None
    blanks: tuple[float, ...]
    cut: float
    split: bool
    totals: bool
    hidden: bool
    below: tuple[str, ...]
    gap: int
    inside: tuple[tuple[str, float], ...]
    has_table: bool


_layouts = st.builds(
    Layout,
    sheet=st.sampled_from(_SHEETS),
    shuffled=st.none() | st.integers(0, 9),
    blanks=st.lists(st.sampled_from((0.0, 0.05, 0.3, 0.5, 0.95, 1.0)), max_size=3).map(tuple),
    cut=st.sampled_from((1.0, 1.0, 0.0, 0.4, 0.9)),
    split=st.booleans(),
    totals=st.booleans(),
    hidden=st.booleans(),
    below=st.lists(st.sampled_from(_NOTES), max_size=3, unique=True).map(tuple),
    gap=st.integers(0, 2),
    inside=st.lists(
        st.tuples(st.sampled_from(("合計", "小計：3", "總計 12 件")), st.sampled_from((0.2, 0.7))),
        max_size=2,
    ).map(tuple),
    has_table=st.sampled_from((True, True, False)),
)


def _rows(layout: Layout, sheet: DataSheet) -> tuple[list[tuple[object, ...]], int, list[int]]:
    """The rows, how many of them the table spans, and positions of those that are no record."""
    records = list(sheet.records)
    if layout.shuffled is not None:
        Random(layout.shuffled).shuffle(records)  # noqa: S311 - an order, no secret
    rows: list[tuple[object, ...]] = list(records)
    if layout.split:
        rows.insert(max(len(rows) - _LAST, 0), ())
    for share in layout.blanks:
        rows.insert(round(share * len(rows)), ())
    for text, share in layout.inside:
        rows.insert(max(round(share * len(rows)), 1), (text,))
    span = max(round(layout.cut * len(rows)), 1)
    if layout.totals:
        rows.insert(span, ("匯總", *[None] * (len(records[0]) - 2), len(records)))
        span += 1
    rows += [()] * layout.gap
    rows += [(text,) for text in layout.below]
    others = [place for place, row in enumerate(rows) if len(row) == 1]
    return rows, span, others if layout.has_table or not layout.totals else [*others, span - 1]


def _mark(sheet: DataSheet, layout: Layout, span: int) -> None:
    """What else than rows a layout has: no table, a totals row, a filter."""
    if not layout.has_table:
        del sheet.tab.tables[sheet.table.displayName]
    elif layout.totals:
        sheet.table.totalsRowCount = 1
    if layout.hidden and layout.has_table and sheet.table.autoFilter is not None:
        column = FilterColumn(colId=0, filters=Filters(filter=["?"]))
        sheet.table.autoFilter.filterColumn = [column]
        for row in range(sheet.first_row, sheet.first_row + span, 2):
            sheet.tab.row_dimensions[row].hidden = True


def _statistics(book: Path, out: Path) -> list[tuple[object, ...]]:
    out.unlink(missing_ok=True)
    assert cli.main(["statistics", str(book), "--year", "2026", "--out", str(out), "--quiet"]) == 0
    workbook = openpyxl.load_workbook(out, read_only=True)
    rows: list[tuple[object, ...]] = list(workbook["年度統計"].iter_rows(values_only=True))
    workbook.close()
    return rows


def _answers(book: Path, out: Path) -> dict[str, Any]:
    """The commands' answers; rows of findings and the order of equal deadlines left out."""
    month = answer(book, "month-end", "--month", MONTH, "--out", str(out))
    owed = answer(book, "overdue", "--as-of", MOMENT, "--out", str(out))
    checked = answer(book, "validate", "--out", str(out))
    return {
        **month,
        "findings": [*month["findings"], *checked["findings"]],
        "items": Counter(tuple(item.items()) for item in owed["items"]),
        "statistics": _statistics(book, out),
    }


def test_rows_count_wherever_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    monkeypatch.setattr("sys.stderr", None)
    office = sound_office()
    office.workbook.save(book)
    expected = _answers(book, out)
    assert expected["items"]
    assert not expected["findings"]

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        phases=(Phase.generate,),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.lists(
            _layouts,
            min_size=_SHEETS_AT_A_TIME,
            max_size=_SHEETS_AT_A_TIME,
            unique_by=lambda layout: layout.sheet,
        )
    )
    def same(layouts: list[Layout]) -> None:
        no_records = set()
        with ExitStack() as laid_out:
            for layout in layouts:
                rows, span, others = _rows(layout, office.sheets[layout.sheet])
                sheet = laid_out.enter_context(office.laid_out(layout.sheet, rows, span))
                _mark(sheet, layout, span)
                title = sheet.declared.title.hant
                no_records |= {(title, sheet.first_row + position) for position in others}
                event(layout.sheet)
            office.workbook.save(book)
        found = _answers(book, out)
        findings = found.pop("findings")
        for part, answered in found.items():
            assert answered == expected[part], part
        assert {(each["sheet"], each["row"]) for each in findings} == no_records

    seed(1)(same)()
