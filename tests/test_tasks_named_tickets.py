"""Tickets that somebody named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.read import read_office
from estate_xl.tasks.named_tickets import ticket_rows
from support.desks import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estate_xl.read import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """What is read of the small office."""
    for book in opened(tmp_path / "office.xlsx"):
        yield read_office(book)


def test_each_ticket_once_as_it_was_named(office: Office) -> None:
    named = ["bs202610-0002", "BS202610-0001", "BS202610-0002"]
    assert ticket_rows(office, named) == [5, 4]
    with pytest.raises(WorkbookError, match="沒有「BS1」"):
        ticket_rows(office, ["BS1"])
    with pytest.raises(WorkbookError, match="沒有指明報事"):
        ticket_rows(office, [])
