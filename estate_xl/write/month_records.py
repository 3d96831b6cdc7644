"""month-end's notes of each month on 名單: what it read, what it computed, and where.

A line a month, its record as JSON, the month computed last at the end. It carries no time, so that
the same month computed twice leaves the same bytes. Whoever reads it can tell whether the data
changed since, and whether the numbers on the 考核 sheet are still those that were computed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from estate_xl.compute.appraisal_numbers import Standing, note_text
from estate_xl.compute.input_digests import changed_inputs
from estate_xl.compute.month_states import Noted
from estate_xl.compute.months import Month
from estate_xl.engine.addresses import MAX_CELL_TEXT
from estate_xl.identity import marked_titles
from estate_xl.schema.marks import appraisal_key
from estate_xl.schema.slips import RECORD_HEADERS
from estate_xl.write.ledger import LedgerList, Lists
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.schema import Language
    from estate_xl.typed_frames import Tables

_DISTRIBUTION: Final = "estate-xl"


@dataclass(frozen=True)
class MonthRecord:
    """The note of a month.

    Attributes:
        month: Which month.
        title: Title of the filled sheet, also where it was renamed since.
        inputs: Digest of what each data sheet said of the month, by the sheet's key.
        numbers: Digest of the canonical numbers.
        version: The program's.
        standing: Where the numbers are on the filled sheet.
        edition: The version that the sheet says it is, and whether it says that it is approved;
            version 0 where an earlier version of the program filled it, which said neither.
        is_last: Whether no other month was computed since, so that the sheets that are made again
            at each run, 計分依據 and 月度統計, are of this one.
    """

    month: Month
    title: str
    inputs: Mapping[str, str]
    numbers: str
    version: str
    standing: Standing
    edition: tuple[int, bool] = (0, False)
    is_last: bool = True

    def as_text(self) -> str:
        """The record as its cell holds it."""
        return note_text(
            {
                "title": self.title,
                "inputs": dict(self.inputs),
                "numbers": self.numbers,
                "version": self.version,
                "standing": self.standing.as_json(),
                "edition": list(self.edition),
            }
        )

    @classmethod
    def from_text(cls, month: Month, text: str, *, is_last: bool = True) -> MonthRecord:
        """The record of its text.

        Args:
            month: Which month.
            text: As its cell holds it.
            is_last: Whether it was noted last.

        Raises:
            ValueError: the text is no record.
        """
        held = json.loads(text)
        try:
            return cls(
                month,
                str(held["title"]),
                {str(key): str(digest) for key, digest in held["inputs"].items()},
                str(held["numbers"]),
                str(held["version"]),
                Standing.from_json(held["standing"]),
                _edition(held.get("edition", [0, False])),
                is_last,
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(text) from error


def _edition(held: Sequence[object]) -> tuple[int, bool]:
    version, is_approved = held
    return int(str(version)), bool(is_approved)


def program_version() -> str:
    """The installed version, `0` where nothing is installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - brings `email` along

    try:
        return version(_DISTRIBUTION)
    except PackageNotFoundError:
        return "0"


def write_record(book: xw.Book | Lists, record: MonthRecord, language: Language) -> None:
    """Note the month on 名單, as the one computed last."""
    lines = LedgerList(book, RECORD_HEADERS, language)
    before = [(str(month), str(text)) for month, text in lines.read()]
    # A text longer than a cell takes would be cut; an empty note makes `send` ask for month-end.
    text = record.as_text()
    line = (str(record.month), text if len(text) <= MAX_CELL_TEXT else "{}")
    held = [*(each for each in before if each[0] != line[0]), line]
    if held != before:
        lines.write([(as_text(month), text) for month, text in held])


def note_approval(book: xw.Book | Lists, record: MonthRecord, language: Language) -> None:
    """Note that the month's sheet says now that it is approved; the order of months stays."""
    lines = LedgerList(book, RECORD_HEADERS, language)
    text = replace(record, edition=(record.edition[0], True)).as_text()
    lines.write(
        [
            (as_text(str(month)), text if str(month) == str(record.month) else str(held))
            for month, held in lines.read()
        ]
    )


def read_record(book: xw.Book | Lists, month: Month, language: Language) -> MonthRecord | None:
    """The note of the month; None if it never ran or the note cannot be read."""
    lines = list(LedgerList(book, RECORD_HEADERS, language).read())
    for noted, text in lines:
        if str(noted) == str(month):
            try:
                record = MonthRecord.from_text(month, str(text), is_last=noted == lines[-1][0])
            except ValueError:
                return None
            of_book = book.book if isinstance(book, Lists) else book
            marked = marked_titles(of_book, appraisal_key(month))
            return replace(record, title=marked[0]) if len(marked) == 1 else record
    return None


def noted_months(book: xw.Book | Lists, language: Language) -> list[Month]:
    """The months that were computed; a line that is none of ours is passed over."""
    months = []
    for noted, _ in LedgerList(book, RECORD_HEADERS, language).read():
        try:
            months.append(Month.parse(str(noted)))
        except ValueError:
            continue
    return months


def noted_editions(book: xw.Book | Lists, language: Language) -> list[Noted]:
    """What the filled sheets were noted to say of their versions; what says nothing is left out."""
    notes = []
    for noted, text in LedgerList(book, RECORD_HEADERS, language).read():
        try:
            record = MonthRecord.from_text(Month.parse(str(noted)), str(text))
        except ValueError:
            continue
        version, is_approved = record.edition
        if version:
            notes.append(Noted(str(record.month), version, is_approved))
    return notes


def changed_sheets(tables: Tables, record: MonthRecord) -> list[str]:
    """Keys of the data sheets that since say other things of the record's month.

    Args:
        tables: The records that count, so that a faulty one that was mended is a change.
        record: What month-end noted.
    """
    return changed_inputs(tables, record.month, record.inputs)
