"""The masters' note on 名單: in pieces, and the same bytes for the same masters (R-M3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.compute.master_notes import MasterNote
from estate_xl.engine.opening import file_bytes, open_book
from estate_xl.schema import Language
from estate_xl.schema.slips import NOTE_HEADERS
from estate_xl.write.ledger import LedgerList
from estate_xl.write.master_notes import read_note, write_note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

MOST_CHARS = 8_000
ROOMS = 10_000


@pytest.fixture
def book(tmp_path: Path) -> Iterator[xw.Book]:
    """An empty workbook."""
    path = tmp_path / "office.xlsx"
    path.write_bytes(make_book(Language.HANT))
    with open_book(path) as held:
        yield held


def note_of(count: int) -> MasterNote:
    rooms = {
        f"{number}棟-{number:04d}": {"zone": "A01", "moved_in": "是", "moved_in_on": "2020-05-05"}
        for number in range(count)
    }
    return MasterNote(Month.parse("2026-10"), {"Staff": {}, "Zones": {}, "Owners": rooms})


def test_what_is_written_is_read(book: xw.Book) -> None:
    assert read_note(book, Language.HANT) is None
    write_note(book, note_of(3), Language.HANT)
    assert read_note(book, Language.HANT) == note_of(3)
    before = file_bytes(book)
    write_note(book, note_of(3), Language.HANT)
    assert file_bytes(book) == before


def test_ten_thousand_rooms_are_noted_in_pieces(book: xw.Book) -> None:
    write_note(book, note_of(ROOMS), Language.HANT)
    lines = LedgerList(book, NOTE_HEADERS, Language.HANT).read()
    assert len(lines) > 1
    assert max(len(str(text)) for _, text in lines) <= MOST_CHARS
    assert read_note(book, Language.HANT) == note_of(ROOMS)
    write_note(book, note_of(2), Language.HANT)
    assert read_note(book, Language.HANT) == note_of(2)


def test_a_note_that_cannot_be_read_is_none(book: xw.Book) -> None:
    LedgerList(book, NOTE_HEADERS, Language.HANT).write([("2026-10 / 1", "{")])
    assert read_note(book, Language.HANT) is None
