"""Numbers that were given and that no record has any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.compute.missing_numbers import missing_numbers
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.missing_numbers import MissingNumbers

FORMATS = {"Tickets": "BS{yyyy}{mm}-{n:04}", "Complaints": "TS-{n}", "Inspections": "no format"}


def missing(
    tickets: list[str], marks: dict[str, int] | None = None, complaints: tuple[str, ...] = ()
) -> list[MissingNumbers]:
    tables = build_tables(
        {
            "Tickets": {4 + n: {"ticket": number} for n, number in enumerate(tickets)},
            "Complaints": {4 + n: {"complaint": number} for n, number in enumerate(complaints)},
            "Inspections": {4: {"inspection": "XJ202610-0002"}},
        }
    )
    return missing_numbers(tables, FORMATS, marks or {})


@pytest.mark.parametrize(
    ("tickets", "gaps"),
    [
        ([], []),
        (["BS202610-0001", "bs202610-2", "BS202610-0002", "WX-9"], []),
        (["BS202610-0002"], [("BS202610-0001", "BS202610-0001")]),
        (["BS202610-0006", "BS202610-0001"], [("BS202610-0002", "BS202610-0005")]),
    ],
)
def test_gaps_up_to_the_highest_row(tickets: list[str], gaps: list[tuple[str, str]]) -> None:
    found = missing(tickets)
    assert [gap for each in found for gap in each.gaps] == gaps


def test_a_number_deleted_at_the_end_is_remembered() -> None:
    """名單 knows the highest, also of a month without any row left."""
    found = missing(["BS202610-0001"], {"bs202610-": 3, "BS202609-": 1, "wx-": 7})
    assert [(each.gaps, each.total) for each in found] == [
        ([("BS202609-0001", "BS202609-0001")], 1),
        ([("BS202610-0002", "BS202610-0003")], 2),
    ]


def test_series_are_told_apart_and_a_number_on_another_sheet_is_there() -> None:
    found = missing(["BS202610-0002", "BS202611-0002"], None, ("TS-2", "BS202610-0001"))
    assert [(each.sheet, each.gaps) for each in found] == [
        ("Tickets", [("BS202611-0001", "BS202611-0001")]),
        ("Complaints", [("TS-1", "TS-1")]),
    ]


def test_of_many_gaps_the_first_are_named_and_all_are_counted() -> None:
    (found,) = missing([f"BS202610-{n:04}" for n in (2, 4, 6, 8, 10, 1_000_000)])
    assert [first for first, _ in found.gaps] == [f"BS202610-{n:04}" for n in (1, 3, 5, 7, 9)]
    assert found.total == 1_000_000 - 6
    assert not found.is_whole


def test_numbers_that_stayed_in_the_year_before_are_not_missed() -> None:
    """The series goes on from 412, of which rows and numbers up to 410 are in the other book."""
    tables = build_tables({"Tickets": {4: {"ticket": "BS-0007"}, 5: {"ticket": "BS-0412"}}})
    formats = {"Tickets": "BS-{n:04}"}
    (found,) = missing_numbers(tables, formats, {"bs-": 412}, {"bs-": 410})
    assert found.gaps == [("BS-0411", "BS-0411")]
    assert not missing_numbers(tables, formats, {"bs-": 412}, {"bs-": 412})
