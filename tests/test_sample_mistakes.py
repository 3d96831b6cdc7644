"""What the sample has wrong on purpose: each thing is there, named, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from estate_xl.language import Language
from estate_xl.sample import make_sample
from estate_xl.sample.calendar import make_span
from estate_xl.sample.mistakes import (
    IMPOSSIBLE_SCORE,
    NOBODY,
    UNLISTED_RATING,
    add_flaws,
    chinese_third,
)
from estate_xl.sample.office import Office
from estate_xl.sample.random_streams import stream
from estate_xl.sample.whole_office import make_records

MONTHS = ("2026-08", "2026-09", "2026-10")
CHANGED = {
    "Tickets": 7,
    "FollowUps": 1,
    "Complaints": 1,
    "Commendations": 1,
    "Inspections": 3,
    "MonthlyScores": 2,
    "Zones": 1,
    "Changes": 1,
}


@pytest.mark.parametrize("seed", range(1, 6))
def test_sixteen_flaws_change_seventeen_rows_of_the_last_month(seed: int) -> None:
    span = make_span(MONTHS)
    before = make_records(seed, 540, span, Office(seed, span))
    sample = make_sample(seed)
    assert len(sample.flaws) == 16
    for sheet, rows in sample.records.items():
        changed = [row for row, was in zip(rows, before[sheet], strict=True) if row != was]
        assert len(changed) == CHANGED.get(sheet, 0), sheet


@pytest.mark.parametrize("seed", range(1, 4))
def test_each_flaw_names_its_record(seed: int) -> None:
    sample = make_sample(seed)
    ids = {
        str(row[key])
        for sheet, key in (
            ("Tickets", "ticket"),
            ("Complaints", "complaint"),
            ("Inspections", "inspection"),
            ("Zones", "zone"),
            ("Commendations", "content"),
            ("Changes", "key"),
        )
        for row in sample.records[sheet]
    }
    for flaw in sample.flaws:
        assert flaw.endswith("。")
        assert any(key in flaw for key in ids) or sample.month in flaw


def test_a_flaw_that_finds_no_record_is_left_out() -> None:
    span = make_span(MONTHS)
    office = Office(1, span)
    records = make_records(1, 0, span, office)
    for sheet in ("Complaints", "Commendations", "Inspections"):
        records[sheet] = []
    flaws = add_flaws(stream(1, "flaws"), records, office, span)
    assert [flaw.text(Language.HANT).split()[0] for flaw in flaws] == [
        "評分錄入",
        "片區",
        "變更記錄",
    ]


def test_the_words_that_are_wrong() -> None:
    records = make_sample().records
    assert sum(row.get("rating") == UNLISTED_RATING.hant for row in records["Tickets"]) == 1
    assert sum(row.get("handler") == NOBODY.hant for row in records["Complaints"]) == 1
    assert sum(row.get("score") == IMPOSSIBLE_SCORE for row in records["Inspections"]) == 1
    assert sum(row["date"] == "十月三號" for row in records["Commendations"]) == 1
    assert NOBODY.hant not in {row["name"] for row in records["Staff"]}
    assert len({row["ticket"] for row in records["Tickets"]}) == len(records["Tickets"]) - 1
    assert [row["zone"] for row in records["Zones"] if "greening" not in row] == ["A06"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 31), "一月三號"),
        (date(2026, 10, 31), "十月三號"),
        (date(2026, 12, 31), "十二月三號"),
    ],
)
def test_chinese_third(day: date, text: str) -> None:
    assert chinese_third(day) == text
