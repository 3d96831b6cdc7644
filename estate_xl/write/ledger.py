"""The ledger on 名單: the highest number ever given, how often a slip was printed again, and more.

It stays in the workbook, so that a number whose row was deleted is not given a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate_xl.schema import Language
from estate_xl.schema.slips import (
    LEDGER_HEADER_ROW,
    LISTS_TITLE,
    MARK_HEADERS,
    REPRINT_HEADERS,
)
from estate_xl.write.texts import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import xlwings as xw

    from estate_xl.schema import Label

    Counts = dict[str, int]

_GAP = 2


class LedgerList:
    """One list of the ledger: two columns under two headers, on the sheet 名單."""

    def __init__(
        self, book: xw.Book, headers: tuple[Label, Label], language: Language = Language.HANT
    ) -> None:
        """Take the book, the list's headers and the language for those that are not there yet."""
        self._book = book
        self._headers = headers
        self._language = language

    def read(self) -> list[tuple[Any, Any]]:
        """Its lines, none if the workbook has no such list yet."""
        sheet = _lists_sheet(self._book)
        column = None if sheet is None else self._column(sheet)
        if sheet is None or column is None:
            return []
        last = sheet.used_range.last_cell.row
        first = LEDGER_HEADER_ROW + 1
        if last < first:
            return []
        lines = sheet.range((first, column), (last, column + 1)).options(ndim=2).value
        return [(text, held) for text, held in lines if text not in (None, "")]

    def write(self, lines: Sequence[tuple[str, str | int]]) -> None:
        """Put these lines in; there are never fewer than before."""
        sheet = _lists_sheet(self._book) or self._new_sheet()
        column = self._column(sheet)
        if column is None:
            column = _free_column(sheet)
            place = sheet.range((LEDGER_HEADER_ROW, column), (LEDGER_HEADER_ROW, column + 1))
            place.value = [[header.text(self._language) for header in self._headers]]
        first = LEDGER_HEADER_ROW + 1
        block = sheet.range((first, column), (first + len(lines) - 1, column + 1))
        block.value = [list(line) for line in lines]

    def _column(self, sheet: xw.Sheet) -> int | None:
        """Column of the list, by its first header in any language."""
        last = sheet.used_range.last_cell.column
        row = sheet.range((LEDGER_HEADER_ROW, 1), (LEDGER_HEADER_ROW, last))
        texts = row.options(ndim=1).value
        known = set(self._headers[0].all_texts())
        return next((n for n, text in enumerate(texts, start=1) if text in known), None)

    def _new_sheet(self) -> xw.Sheet:
        sheets = self._book.sheets
        active = sheets.active
        sheet = sheets.add(LISTS_TITLE.text(self._language), after=sheets[len(sheets) - 1])
        active.impl.activate()  # the sheet alone: xlwings would call the window to the front
        return sheet


class Ledger:
    """Two lists of a text and a count, side by side.

    Attributes:
        marks: Highest running number by prefix, of tickets and complaints.
        reprints: Times a slip was printed again, by number.
    """

    def __init__(self, book: xw.Book, language: Language) -> None:
        """Read what is there; a workbook without the sheet or the lists has none yet."""
        self._marks = LedgerList(book, MARK_HEADERS, language)
        self._reprints = LedgerList(book, REPRINT_HEADERS, language)
        self.marks, self.reprints = _counts(self._marks), _counts(self._reprints)

    def write_marks(self, marks: Mapping[str, int]) -> None:
        """Keep these marks."""
        if marks != self.marks:
            _write(self._marks, marks)
            self.marks = dict(marks)

    def count_reprints(self, numbers: Iterable[str]) -> Counts:
        """Count one more reprint of each number; the counts of these, by number."""
        more = {number: self.reprints.get(number, 0) + 1 for number in numbers}
        self.reprints |= more
        _write(self._reprints, self.reprints)
        return more


def _counts(lines: LedgerList) -> Counts:
    return {
        str(text).strip(): int(count)
        for text, count in lines.read()
        if isinstance(count, int | float)
    }


def _write(lines: LedgerList, counts: Mapping[str, int]) -> None:
    lines.write([(as_text(text), count) for text, count in counts.items()])


def _lists_sheet(book: xw.Book) -> xw.Sheet | None:
    titles = {text.casefold() for text in LISTS_TITLE.all_texts()}
    return next((sheet for sheet in book.sheets if sheet.name.casefold() in titles), None)


def _free_column(sheet: xw.Sheet) -> int:
    used = sheet.used_range
    is_empty = used.count == 1 and used.value is None
    return 1 if is_empty else used.last_cell.column + _GAP
