"""How often a command calls the object model, which in a live Excel crosses a process border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.engine_calls import BOUNDS, COMMANDS, calls_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def office() -> bytes:
    """An office of 200 tickets."""
    sample = make_sample(1, 200)
    return make_book(Language.HANT, sample.records, sample.settings)


@pytest.mark.parametrize("command", COMMANDS)
def test_calls_are_few(command: str, office: bytes, tmp_path: Path) -> None:
    book = tmp_path / "office.xlsx"
    book.write_bytes(office)
    calls = calls_of([command, *COMMANDS[command]], book)
    assert calls.total() <= BOUNDS[command], calls.most_common(10)
