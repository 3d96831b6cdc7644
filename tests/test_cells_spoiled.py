"""One cell of a complete office blanked or spoilt: no score moves unless a finding names the cell.

Exceptions are what no program can see: a cell that may be empty or hold any text. Each is listed
with its reason. An id that became another is named where something still refers to the old one.
`CELLS_EXAMPLES=500 pytest tests/test_cells_spoiled.py` tries more cells.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, Phase, event, given, seed, settings
from hypothesis import strategies as st

from estate_xl.schema import ESTATE_BOOK, Kind
from support.sound_office import MONTH, answer, sound_office

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.schema import Column

pytestmark = pytest.mark.slow
_EXAMPLES: Final = int(os.environ.get("CELLS_EXAMPLES", "80"))
_SCORED: Final = (
    "Tickets",
    "Complaints",
    "Commendations",
    "Inspections",
    "InspectionStandards",
    "MonthlyScores",
    "AppraisalWeights",
    "Zones",
    "Staff",
    "Settings",
)
_BLANK: Final = {
    ("Complaints", "valid"): "empty means founded, as every complaint is until it is judged",
    ("Commendations", "department"): "a commendation may count for the zone alone (R-8.2)",
    ("Commendations", "staff"): "likewise",
    ("Inspections", "findings"): "an inspection without items has full marks (R-8.1)",
    ("Inspections", "score"): "an empty score follows from the items (R-8.1)",
    ("Zones", "active"): "empty means in use",
    ("Staff", "left"): "empty means still employed",
    ("Staff", "joined"): "empty means employed ever since",
}
"""Columns that may be empty, whatever that does to a score."""
_ANY_TEXT: Final = {Kind.TEXT: "any text is a good name, cause or note"}
_SPOILT: Final = {
    Kind.ID: ("？？",),
    Kind.REFERENCE: ("查無此人", "#N/A"),
    Kind.CODES: ("ZZ99", "#REF!"),
    Kind.CHOICE: ("不知道", "#N/A", 7),
    Kind.NUMBER: ("很多", "#DIV/0!", 1e9),
    Kind.INTEGER: ("幾次", 1.5, -1),
    Kind.SCORE: (105, -3, "優", 0.95, "#VALUE!"),
    Kind.SHARE: ("一半", 7, "#N/A"),
    Kind.DATE: ("三月", "2026-13-40", 7, "#N/A"),
    Kind.DATETIME: ("上午", "2026-02-30 10:00", 0.4, "#N/A"),
    Kind.MONTH: ("十月", "2026-13", 2026.1),
}


@st.composite
def _spoils(draw: st.DrawFn) -> tuple[str, Column, int, object]:
    """A sheet, a column, a record and what its cell is made to hold."""
    key = draw(st.sampled_from(_SCORED))
    declared = ESTATE_BOOK[key]
    typed = [column for column in declared.columns if not column.derived]
    column = draw(st.sampled_from(typed))
    record = draw(st.integers(0, len(sound_office().sheets[key].records) - 1))
    values: tuple[object, ...] = _SPOILT.get(column.kind, ())
    if (key, column.key) not in _BLANK:
        values = (None, *values)
    return key, column, record, draw(st.sampled_from(values)) if values else None


def _scores(answered: dict[str, Any]) -> dict[str, Any]:
    return {part: answered[part] for part in ("zones", "departments", "staff")}


def test_a_spoilt_cell_is_named_or_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    monkeypatch.setattr("sys.stderr", None)
    office = sound_office()
    office.workbook.save(book)
    expected = _scores(answer(book, "month-end", "--month", MONTH, "--out", str(out)))

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        phases=(Phase.generate,),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(_spoils())
    def named(spoil: tuple[str, Column, int, object]) -> None:
        key, column, record, value = spoil
        sheet = office.sheets[key]
        cell = sheet.tab.cell(sheet.first_row + record, sheet.position(column) + 1)
        before = cell.value
        cell.value = value  # type: ignore[assignment]
        try:
            office.workbook.save(book)
        finally:
            cell.value = before
        if value == before:
            return
        answered = answer(book, "month-end", "--month", MONTH, "--out", str(out))
        event(f"{key}: {'same' if _scores(answered) == expected else 'changed'}")
        if _scores(answered) == expected:
            return
        alarms = [found for found in answered["findings"] if found["severity"] != "note"]
        assert any(
            (
                found["sheet"] == sheet.declared.title.hant
                and found["row"] == cell.row
                and found["column"] in {column.header.hant, None}
            )
            or (column.kind is Kind.ID and str(before) in found["message"])
            for found in alarms
        ), (key, column.key, cell.row, before, value)

    seed(1)(named)()
