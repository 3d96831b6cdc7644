"""The ledger on 名單: the highest number ever given, how often a slip was printed again, and more.

It stays in the workbook, so that a number whose row was deleted is not given a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity import find_sheet, set_mark
from estate_xl.identity.cell_blocks import Blocks, cells_at, used_area
from estate_xl.schema.marks import LISTS
from estate_xl.schema.slips import (
    LEDGER_HEADER_ROW,
    LEFT_HEADERS,
    LISTS_TITLE,
    MARK_HEADERS,
    REPRINT_HEADERS,
)
from estate_xl.write.blocks import write_block
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    import xlwings as xw

    from estate_xl.schema import Label, Language

    Counts = dict[str, int]

_GAP = 2
_NEVER_PRINTED = -1


class LedgerList:
    """One list of the ledger: two columns under two headers, on the sheet 名單."""

    def __init__(self, book: xw.Book, headers: tuple[Label, Label], language: Language) -> None:
        """Take the book, the list's headers and the workbook's language."""
        self._book = book
        self._blocks = Blocks(book)
        self._headers = headers
        self._language = language

    def read(self) -> list[tuple[Any, Any]]:
        """Its lines, none if the workbook has no such list yet."""
        sheet = find_sheet(self._book, LISTS, self._language)
        if sheet is None:
            return []
        _, _, last, right = used_area(sheet)
        place = (LEDGER_HEADER_ROW, 1, max(LEDGER_HEADER_ROW, last), right + 1)
        headers, *lines = self._blocks.read(sheet, place)
        column = self._column(headers)
        if column is None:
            return []
        pairs = (line[column - 1 : column + 1] for line in lines)
        return [(text, held) for text, held in pairs if text not in (None, "")]

    def write(self, lines: Sequence[tuple[str, str | int]]) -> None:
        """Put these lines in the place of all that were read, blank rows between them closed."""
        language = self._language
        sheet = find_sheet(self._book, LISTS, language) or self._new_sheet(language)
        set_mark(sheet, LISTS)
        _, _, last, right = used_area(sheet)
        place = (LEDGER_HEADER_ROW, 1, LEDGER_HEADER_ROW, right)
        column = self._column(self._blocks.read(sheet, place)[0])
        if column is None:
            column = _free_column(sheet)
            headers = [header.text(language) for header in self._headers]
            write_block(sheet, LEDGER_HEADER_ROW, column, [headers])
        first = LEDGER_HEADER_ROW + 1
        write_block(sheet, first, column, lines)
        end = first + len(lines)
        rest = (end, column, max(end, last), column + 1)
        if any(text not in (None, "") for text, _ in self._blocks.read(sheet, rest)):
            cells_at(sheet, rest).clear_contents()

    def _column(self, headers: Sequence[object]) -> int | None:
        """Column of the list, by its first header in any language."""
        known = set(self._headers[0].spellings())
        return next((n for n, text in enumerate(headers, start=1) if text in known), None)

    def _new_sheet(self, language: Language) -> xw.Sheet:
        title, sheets = LISTS_TITLE.text(language), self._book.sheets
        own = next((each for each in sheets if each.name.casefold() == title.casefold()), None)
        if own is not None:
            raise WorkbookError(ErrorCode.LISTS_NOT_OURS, sheet=own.name)
        active = sheets.active
        sheet = sheets.add(title, after=sheets[len(sheets) - 1])
        active.impl.activate()  # the sheet alone: xlwings would call the window to the front
        return sheet


class Ledger:
    """Two lists of a text and a count, side by side.

    Attributes:
        marks: Highest running number by prefix, of tickets, complaints and inspections.
        reprints: Times a slip was printed again, by number; -1 of a ticket that got its number
            without a slip, so that its first one is no reprint.
    """

    def __init__(self, book: xw.Book, language: Language) -> None:
        """Read what is there; a workbook without the sheet or the lists has none yet."""
        self._marks = LedgerList(book, MARK_HEADERS, language)
        self._reprints = LedgerList(book, REPRINT_HEADERS, language)
        self._left = LedgerList(book, LEFT_HEADERS, language)
        self.marks, self.reprints = _counts(self._marks), _counts(self._reprints)

    def write_marks(self, marks: Mapping[str, int]) -> None:
        """Keep these marks."""
        if marks != self.marks:
            _write(self._marks, marks)
            self.marks = dict(marks)

    @property
    def left(self) -> Counts:
        """Highest running number by prefix that stayed in the workbook of the year before."""
        return _counts(self._left)

    def leave_behind(self, carried: Container[str]) -> None:
        """Begin a year: no number given so far is missed, reprints of other numbers are forgotten.

        Args:
            carried: Numbers of the tickets that go along.
        """
        _write(self._left, self.marks)
        self.reprints = {text: times for text, times in self.reprints.items() if text in carried}
        _write(self._reprints, self.reprints)

    def hold_back(self, numbers: Iterable[str]) -> None:
        """Remember that these new numbers had no slip yet."""
        self.reprints |= dict.fromkeys(map(str, numbers), _NEVER_PRINTED)
        _write(self._reprints, self.reprints)

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


def _free_column(sheet: xw.Sheet) -> int:
    used = sheet.used_range
    is_empty = used.count == 1 and used.value is None
    return 1 if is_empty else used.last_cell.column + _GAP
