"""The masters at the end of the month computed last, noted on 名單 (R-M3).

One line for each piece of the note's text, which a cell could not hold whole. It carries no time,
so that the same month computed twice leaves the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.compute.master_notes import MasterNote
from estate_xl.schema.slips import NOTE_HEADERS
from estate_xl.write.ledger import PIECE, LedgerList
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.schema import Language
    from estate_xl.write.ledger import Lists


def read_note(book: xw.Book | Lists, language: Language) -> MasterNote | None:
    """The note; None if no month was computed yet, or it cannot be read."""
    pieces = [str(text) for _, text in LedgerList(book, NOTE_HEADERS, language).read()]
    try:
        return MasterNote.from_text("".join(pieces)) if pieces else None
    except ValueError:
        return None


def damaged_month(book: xw.Book | Lists, language: Language) -> str | None:
    """The month of a note that is there and cannot be read; None where it can, or there is none."""
    lines = list(LedgerList(book, NOTE_HEADERS, language).read())
    if not lines or read_note(book, language) is not None:
        return None
    return str(lines[0][0]).partition("/")[0].strip()


def write_note(book: xw.Book | Lists, note: MasterNote, language: Language) -> None:
    """Put the note in the place of the one before; where it says the same, nothing is written."""
    text = note.as_text()
    pieces = [text[place : place + PIECE] for place in range(0, len(text), PIECE)]
    lines = [(f"{note.month} / {number}", piece) for number, piece in enumerate(pieces, start=1)]
    held = LedgerList(book, NOTE_HEADERS, language)
    if [(str(month), str(piece)) for month, piece in held.read()] != lines:
        held.write([(as_text(name), as_text(piece)) for name, piece in lines])
