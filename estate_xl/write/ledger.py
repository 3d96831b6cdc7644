"""The ledger on 名單: the highest number ever given, and how often a slip was printed again.

It stays in the workbook, so that a number whose row was deleted is not given a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.schema.slips import (
    LEDGER_HEADER_ROW,
    LISTS_TITLE,
    MARK_HEADERS,
    REPRINT_HEADERS,
)
from estate_xl.write.texts import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import xlwings as xw

    from estate_xl.schema import Label, Language

    Counts = dict[str, int]

_GAP = 2


class Ledger:
    """Two lists of a text and a count, side by side.

    Attributes:
        marks: Highest running number by prefix, of tickets and complaints.
        reprints: Times a slip was printed again, by number.
    """

    def __init__(self, book: xw.Book, language: Language) -> None:
        """Read what is there; a workbook without the sheet or the lists has none yet."""
        self._book = book
        self._language = language
        self._sheet = _lists_sheet(book)
        self.marks, self.reprints = self._read(MARK_HEADERS), self._read(REPRINT_HEADERS)

    def write_marks(self, marks: Mapping[str, int]) -> None:
        """Keep these marks."""
        if marks != self.marks:
            self._write(MARK_HEADERS, marks)
            self.marks = dict(marks)

    def count_reprints(self, numbers: Iterable[str]) -> Counts:
        """Count one more reprint of each number; the counts of these, by number."""
        more = {number: self.reprints.get(number, 0) + 1 for number in numbers}
        self.reprints |= more
        self._write(REPRINT_HEADERS, self.reprints)
        return more

    def _read(self, headers: tuple[Label, Label]) -> Counts:
        column = self._column(headers[0])
        if self._sheet is None or column is None:
            return {}
        last = self._sheet.used_range.last_cell.row
        first = LEDGER_HEADER_ROW + 1
        if last < first:
            return {}
        lines = self._sheet.range((first, column), (last, column + 1)).options(ndim=2).value
        return {
            str(text).strip(): int(count)
            for text, count in lines
            if text not in (None, "") and isinstance(count, int | float)
        }

    def _write(self, headers: tuple[Label, Label], counts: Mapping[str, int]) -> None:
        sheet = self._sheet = self._sheet or self._new_sheet()
        column = self._column(headers[0])
        if column is None:
            column = _free_column(sheet)
            place = sheet.range((LEDGER_HEADER_ROW, column), (LEDGER_HEADER_ROW, column + 1))
            place.value = [[header.text(self._language) for header in headers]]
        first = LEDGER_HEADER_ROW + 1
        block = sheet.range((first, column), (first + len(counts) - 1, column + 1))
        block.value = [[as_text(text), count] for text, count in counts.items()]

    def _column(self, header: Label) -> int | None:
        """Column of a list, by its header in any language."""
        if self._sheet is None:
            return None
        last = self._sheet.used_range.last_cell.column
        row = self._sheet.range((LEDGER_HEADER_ROW, 1), (LEDGER_HEADER_ROW, last))
        texts = row.options(ndim=1).value
        known = set(header.all_texts())
        return next((n for n, text in enumerate(texts, start=1) if text in known), None)

    def _new_sheet(self) -> xw.Sheet:
        sheets = self._book.sheets
        return sheets.add(LISTS_TITLE.text(self._language), after=sheets[len(sheets) - 1])


def _lists_sheet(book: xw.Book) -> xw.Sheet | None:
    titles = {text.casefold() for text in LISTS_TITLE.all_texts()}
    return next((sheet for sheet in book.sheets if sheet.name.casefold() in titles), None)


def _free_column(sheet: xw.Sheet) -> int:
    used = sheet.used_range
    is_empty = used.count == 1 and used.value is None
    return 1 if is_empty else used.last_cell.column + _GAP
