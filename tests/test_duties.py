"""docs/duties.md: every clause of chapters 2 and 3 with what serves it, all of it there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from estate_xl.actions.all_actions import COMMANDS
from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, terms
from estate_xl.schema.reminders import REMINDERS_TITLE
from estate_xl.schema.score_forms import FORMS_TITLE, SCORE_SLIPS_TITLE
from estate_xl.schema.slips import SLIP_TITLE

TESTS: Final = Path(__file__).parent
PAGE: Final = TESTS.parent / "docs" / "duties.md"
CLAUSES: Final = {
    "五.一": 7,
    "五.二": 6,
    "五.三": 3,
    "五.四甲": 11,
    "五.四乙": 8,
    "五.四丙": 8,
    "五.五": 9,
    "五.六": 5,
    "三章": 10,
}
"""How many numbered clauses each part of the regulation has (art. 5, then chapter 3)."""
MADE: Final = (FORMS_TITLE, SCORE_SLIPS_TITLE, SLIP_TITLE, REMINDERS_TITLE, APPRAISAL_PREFIX)
SHEETS: Final = {
    *(sheet.title.hant for sheet in ESTATE_BOOK.sheets),
    *(title.hant for title in MADE),
}
WHO: Final = {
    *(label.hant for label in (*terms.DEPARTMENTS, *terms.POSTS)),
    "各部門",
    "專業主管",
}


class Duty(NamedTuple):
    """A line of the table."""

    clause: str
    duty: str
    sheets: str
    who: str
    commands: str
    tests: str
    missing: str


def duties() -> list[Duty]:
    """The lines of the table, below its head."""
    lines = re.findall(r"^\| (.*?) ?\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [Duty(*(cell.strip() for cell in line.split("|"))) for line in lines[2:]]


def test_every_numbered_clause_stands_once_in_its_order() -> None:
    meant = [f"{part}.{number}" for part, most in CLAUSES.items() for number in range(1, most + 1)]
    assert [each.clause for each in duties()] == meant


@pytest.mark.parametrize("duty", duties(), ids=lambda each: each.clause)
def test_what_serves_a_clause_is_there(duty: Duty) -> None:
    assert duty.duty
    assert set(duty.sheets.split("、")) <= SHEETS
    assert duty.who in WHO
    commands, tests = (re.findall(r"`([^`]+)`", text) for text in (duty.commands, duty.tests))
    assert commands
    assert set(commands) <= COMMANDS.keys()
    assert tests
    assert all((TESTS / f"{test}.py").exists() for test in tests)
