"""How often a command calls the object model, which in a live Excel crosses a process border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_bytes
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.engine_calls import BOUNDS, COMMANDS, READING, calls_of, counted_calls

if TYPE_CHECKING:
    from pathlib import Path


def office_of(tickets: int) -> bytes:
    sample = make_sample(1, tickets)
    return make_book(Language.HANT, sample.records, sample.settings)


@pytest.fixture(scope="module")
def office() -> bytes:
    """An office of 200 tickets."""
    return office_of(200)


def test_reading_asks_as_much_of_more_tickets(office: bytes) -> None:
    counts = []
    for data in (office, office_of(20)):
        book = open_bytes(data, "office.xlsx")
        with counted_calls() as calls:
            read_office(book)
        counts.append(calls)
    assert counts[0] == counts[1]
    assert counts[0].total() <= READING


@pytest.mark.parametrize("command", COMMANDS)
def test_calls_are_few(command: str, office: bytes, tmp_path: Path) -> None:
    book = tmp_path / "office.xlsx"
    book.write_bytes(office)
    calls = calls_of([command, *COMMANDS[command]], book)
    assert calls.total() <= BOUNDS[command], calls.most_common(10)
