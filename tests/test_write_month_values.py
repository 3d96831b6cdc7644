"""The values of months on 名單: read back whole, in pieces that Excel takes, of two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.schema import Language
from estate_xl.schema.slips import VALUE_HEADERS
from estate_xl.write.ledger import LedgerList
from estate_xl.write.month_values import read_values, write_values

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute.month_values import Values

MOST_CHARS = 8_203
"""Excel refuses a longer text in an array of cells."""


def values_of(people: int, total: float) -> Values:
    return {
        "staff": {f"Y{number:03}": {"total": total, "post": "員工"} for number in range(people)}
    }


def read(book: xw.Book, version: int) -> Values | None:
    return read_values(book, "2026-10", version, Language.HANT)


def test_many_people_are_kept_in_pieces_without_a_word_to_read(book: xw.Book) -> None:
    write_values(book, "2026-10", 1, values_of(400, 94.17), Language.HANT)
    lines = LedgerList(book, VALUE_HEADERS, Language.HANT).read()
    assert len(lines) > 1
    assert max(len(str(text)) for _, text in lines) <= MOST_CHARS
    assert all(str(text).isascii() for _, text in lines)
    assert read(book, 1) == values_of(400, 94.17)


def test_the_last_two_versions_are_kept(book: xw.Book) -> None:
    for version in (1, 2, 3):
        write_values(book, "2026-10", version, values_of(2, 90 + version), Language.HANT)
    assert read(book, 1) is None
    assert [read(book, version) for version in (2, 3)] == [values_of(2, 92), values_of(2, 93)]
