"""What a button looks up before its task runs: numbers of the selected rows, and who it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.column_needs import needs_of
from estate_xl.live.choices import has_unnumbered_inspections, proposed_person, ticket_numbers
from estate_xl.read import read_office
from estate_xl.schema import Language
from support.desks import opened, records

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.read import Office

ALL = (ticket_numbers, has_unnumbered_inspections, proposed_person)


def read(folder: Path, **changed: list[dict[str, object]]) -> Office:
    """The small office, with other rows of some sheets; of its columns those that are needed."""
    data = make_book(Language.HANT, {**records(), **changed}, {})
    for book in opened(folder / "office.xlsx", data):
        return read_office(book, needs_of(*ALL))
    raise AssertionError


def test_numbers_of_the_selected_rows(tmp_path: Path) -> None:
    """The last two wait for theirs."""
    numbers = ticket_numbers(read(tmp_path), [5, 6])
    assert numbers[5] == "BS202610-0002"
    assert numbers.isna()[6]


def test_an_inspection_that_waits_for_its_number(tmp_path: Path) -> None:
    assert not has_unnumbered_inspections(read(tmp_path))
    inspection = {**records()["Inspections"][0], "inspection": None}
    assert has_unnumbered_inspections(read(tmp_path, Inspections=[inspection]))


@pytest.mark.parametrize(
    ("user", "expected"),
    [("林曉", "林曉"), ("Administrator", "周明"), ("", "周明")],
    ids=["of the staff", "nobody known", "no name"],
)
def test_who_probably_followed_up(tmp_path: Path, user: str, expected: str) -> None:
    assert proposed_person(read(tmp_path), user) == expected


@pytest.mark.parametrize("user", ["周明", "林曉", ""])
def test_a_name_that_several_bear_is_not_proposed(tmp_path: Path, user: str) -> None:
    staff = [*records()["Staff"], {**records()["Staff"][2], "staff": "Y04"}]
    expected = "林曉" if user == "林曉" else "Y03"
    assert proposed_person(read(tmp_path, Staff=staff), user) == expected


def test_nobody_is_proposed_where_nobody_followed_up(tmp_path: Path) -> None:
    assert proposed_person(read(tmp_path, FollowUps=[]), "") == ""
