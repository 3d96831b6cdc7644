"""How often a command calls the object model, which in a live Excel crosses a process border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_bytes
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from excel_twin import started_excel
from support.engine_calls import BOUNDS, COMMANDS, READING, calls_of, counted_calls
from support.round_trips import BOUNDS as TRIPS
from support.round_trips import trips_of

if TYPE_CHECKING:
    from pathlib import Path

MORE = 8
"""A big office has more page breaks, and areas of which fewer fit one address."""


def office_of(tickets: int) -> bytes:
    sample = make_sample(1, tickets)
    return make_book(Language.HANT, sample.records, sample.settings)


@pytest.fixture(scope="module")
def office() -> bytes:
    """An office of 200 tickets."""
    return office_of(200)


@pytest.mark.slow
def test_reading_asks_as_much_of_more_tickets(office: bytes) -> None:
    counts = []
    for data in (office, office_of(130)):
        book = open_bytes(data, "office.xlsx")
        with counted_calls() as calls:
            read_office(book)
        counts.append(calls)
    assert counts[0] == counts[1]
    assert counts[0].total() <= READING


@pytest.fixture(scope="module")
def larger_office() -> bytes:
    """One of 600."""
    return office_of(600)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_calls_are_few_and_do_not_grow_with_tickets(
    command: str, office: bytes, larger_office: bytes, tmp_path: Path
) -> None:
    counts = []
    for data in (office, larger_office):
        book = tmp_path / "office.xlsx"
        book.write_bytes(data)
        counts.append(calls_of([command, *COMMANDS[command]], book))
        assert counts[-1].total() <= BOUNDS[command], counts[-1].most_common(10)
    assert counts[1].total() <= counts[0].total() + MORE


@pytest.mark.slow
def test_a_month_computed_again_takes_the_older_sheets_place(office: bytes, tmp_path: Path) -> None:
    """Each sheet is asked for formulas that refer to the older one, each name for what it means."""
    book = tmp_path / "office.xlsx"
    book.write_bytes(office)
    words = ["month-end", *COMMANDS["month-end"]]
    first, second = calls_of(words, book).total(), calls_of(words, book).total()
    assert second <= first + 14 * len(ESTATE_BOOK.sheets)


@pytest.mark.slow
def test_a_live_excel_is_asked_as_seldom_and_answers_the_same(
    office: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(office)
    expected = read_office(open_bytes(office, "office.xlsx"))
    with started_excel() as started:
        book = started.open(path)
        started.excel.border.forget_trips()
        found = read_office(book)
        assert started.round_trips <= READING + 20
    assert found.findings == expected.findings
    for key, frame in expected.tables.items():
        assert_frame_equal(found.tables[key], frame)


@pytest.mark.slow_after_first
@pytest.mark.parametrize("button", TRIPS)
def test_round_trips_of_a_button_do_not_grow_with_tickets(
    button: str, office: bytes, larger_office: bytes, tmp_path: Path
) -> None:
    counts = []
    for number, data in enumerate((office, larger_office)):
        folder = tmp_path / str(number)
        folder.mkdir()
        book = folder / "office.xlsx"
        book.write_bytes(data)
        counts.append(trips_of(button, book))
        assert counts[-1].total() <= TRIPS[button], counts[-1].most_common(10)
    assert counts[1].total() - counts[0].total() <= MORE
