"""A cell of a complete office blanked or spoilt: no score moves unless a finding names the cell.

One cell of each sheet is spoilt at a time. Those at which no finding stands are then spoilt without
the others, and must move no score; if they do, each is tried alone, as is a cell that findings tell
of elsewhere.
Exceptions are what no program can see: a cell that may be empty or hold any text. Each is listed
with its reason. An id that became another is named where something still refers to the old one.
`CELLS_ROUNDS=105 pytest tests/test_cells_spoiled.py` tries each column with everything.
"""

from __future__ import annotations

import os
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from openpyxl.cell import Cell

from estate_xl.schema import Kind
from support.sound_office import MONTH, answer, sound_office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from estate_xl.schema import Column
    from support.sound_office import DataSheet

pytestmark = pytest.mark.slow
_ROUNDS: Final = int(os.environ.get("CELLS_ROUNDS", "10"))
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


class Spoil(NamedTuple):
    """A cell, and what it is made to hold."""

    sheet: DataSheet
    column: Column
    cell: Cell
    before: object
    value: object

    def is_named(self, findings: Sequence[dict[str, Any]]) -> bool:
        """Whether a finding of weight stands at it."""
        return any(
            found["sheet"] == self.sheet.declared.title.hant
            and found["row"] == self.cell.row
            and found["column"] in {self.column.header.hant, None}
            for found in findings
            if found["severity"] != "note"
        )

    def is_told(self, findings: Sequence[dict[str, Any]]) -> bool:
        """Whether a finding of weight that stands elsewhere tells of it."""
        words = self.words_elsewhere()
        return bool(words) and any(
            all(word in found["message"] for word in words)
            for found in findings
            if found["severity"] != "note"
        )

    def words_elsewhere(self) -> tuple[str, ...]:
        """Words of the finding that stands where the cell is missed, if there is such a place."""
        if self.column.kind is Kind.ID:
            return (str(self.before),)
        if self.sheet.declared.key == "MonthlyScores" and self.value is None:
            staff = self.sheet.position(self.sheet.declared.column("staff"))
            who = self.sheet.tab.cell(self.cell.row, staff + 1).value
            return str(who), self.sheet.declared.title.hant
        return ()


def _spoils(key: str, chance: Random) -> Iterator[Spoil]:
    """Each column of a sheet with each thing that it may be made to hold, over and over."""
    sheet = sound_office().sheets[key]
    pairs = [
        (column, value)
        for column in sheet.declared.columns
        if not column.derived
        for value in (
            *(() if (key, column.key) in _BLANK else (None,)),
            *_SPOILT.get(column.kind, ()),
        )
    ]
    chance.shuffle(pairs)
    for column, value in cycle(pairs):
        place = sheet.position(column)
        others = [row for row, record in enumerate(sheet.records) if record[place] != value]
        if others:
            row = chance.choice(others)
            cell = sheet.tab.cell(sheet.first_row + row, place + 1)
            assert isinstance(cell, Cell)
            yield Spoil(sheet, column, cell, sheet.records[row][place], value)


def test_a_spoilt_cell_is_named_or_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    monkeypatch.setattr("sys.stderr", None)
    office = sound_office()

    def computed(*spoils: Spoil) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The scores of the office with these cells spoilt, and the findings."""
        try:
            for spoil in spoils:
                spoil.cell.value = spoil.value  # type: ignore[assignment]
            office.workbook.save(book)
        finally:
            for spoil in spoils:
                spoil.cell.value = spoil.before  # type: ignore[assignment]
        answered = answer(book, "month-end", "--month", MONTH, "--out", str(out))
        scores = {part: answered[part] for part in ("zones", "departments", "staff")}
        return scores, answered["findings"]

    expected, _ = computed()
    chance = Random(1)  # noqa: S311 - a choice of cells, no secret
    changed = 0
    for spoils in islice(zip(*(_spoils(key, chance) for key in _SCORED), strict=True), _ROUNDS):
        scores, findings = computed(*spoils)
        changed += scores != expected
        unnamed = [spoil for spoil in spoils if not spoil.is_named(findings)]
        alone = [spoil for spoil in unnamed if spoil.words_elsewhere()]
        together = [spoil for spoil in unnamed if spoil not in alone]
        if together and computed(*together)[0] != expected:
            alone = unnamed
        for spoil in alone:
            scores, findings = computed(spoil)
            assert scores == expected or spoil.is_named(findings) or spoil.is_told(findings), spoil
    assert changed
