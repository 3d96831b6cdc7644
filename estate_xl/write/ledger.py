"""The ledger on 名單: the highest number ever given, how often a slip was printed again, and more.

It stays in the workbook, so that a number whose row was deleted is not given a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

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

PIECE: Final = 8_000
"""Characters in a cell of a long text: Excel takes no more where many cells are written at once."""
_GAP = 2
_NEVER_PRINTED = -1


class Lists:
    """The sheet 名單, looked for and read once, and again after it was written.

    Attributes:
        book: The workbook.
        language: The workbook's, of headers.
    """

    def __init__(self, book: xw.Book, language: Language) -> None:
        """Take the book and its language; nothing is asked yet."""
        self.book = book
        self.language = language
        self._sheet: xw.Sheet | None = None
        self._rows: list[list[Any]] | None = None
        self._is_marked = False

    @property
    def rows(self) -> list[list[Any]]:
        """Its rows from that of the headers on, a column more than is used; none without it."""
        if self._rows is None:
            self._sheet = self._sheet or find_sheet(self.book, LISTS, self.language)
            if self._sheet is None:
                return []
            _, _, last, right = used_area(self._sheet)
            place = (LEDGER_HEADER_ROW, 1, max(LEDGER_HEADER_ROW, last), right + 1)
            self._rows = Blocks(self.book).read(self._sheet, place)
        return self._rows

    def begin_writing(self) -> xw.Sheet:
        """The sheet, marked, and made where the workbook lacks it.

        Raises:
            WorkbookError: a sheet of the office's own has its title.
        """
        if not self.rows:
            self._sheet = self._new_sheet()
        sheet = cast("xw.Sheet", self._sheet)
        if not self._is_marked:
            set_mark(sheet, LISTS)
            self._is_marked = True
        return sheet

    def forget(self) -> None:
        """Read anew what was written."""
        self._rows = None

    def _new_sheet(self) -> xw.Sheet:
        title, sheets = LISTS_TITLE.text(self.language), self.book.sheets
        own = next((each for each in sheets if each.name.casefold() == title.casefold()), None)
        if own is not None:
            raise WorkbookError(ErrorCode.LISTS_NOT_OURS, sheet=own.name)
        active = sheets.active
        sheet = sheets.add(title, after=sheets[len(sheets) - 1])
        active.impl.activate()  # the sheet alone: xlwings would call the window to the front
        return sheet


class LedgerList:
    """One list of the ledger: two columns under two headers, on the sheet 名單."""

    def __init__(
        self, book: xw.Book | Lists, headers: tuple[Label, Label], language: Language
    ) -> None:
        """Take the book, or its 名單 that is read for several lists, and the list's headers."""
        self._lists = book if isinstance(book, Lists) else Lists(book, language)
        self._headers = headers

    def read(self) -> list[tuple[Any, Any]]:
        """Its lines, none if the workbook has no such list yet."""
        rows, column = self._lists.rows, self._column()
        if column is None:
            return []
        pairs = (row[column - 1 : column + 1] for row in rows[1:])
        return [(text, held) for text, held in pairs if text not in (None, "")]

    def write(self, lines: Sequence[tuple[str, str | int]]) -> None:
        """Put these lines in the place of all that were read, blank rows between them closed."""
        sheet, column = self._lists.begin_writing(), self._column()
        rest: list[list[Any]] = []
        if column is None:
            column = _free_column(sheet)
            headers = [header.text(self._lists.language) for header in self._headers]
            write_block(sheet, LEDGER_HEADER_ROW, column, [headers])
        else:
            rest = self._lists.rows[1 + len(lines) :]
        first = LEDGER_HEADER_ROW + 1
        write_block(sheet, first, column, lines)
        if any(row[column - 1] not in (None, "") for row in rest):
            end = first + len(lines)
            cells_at(sheet, (end, column, end + len(rest) - 1, column + 1)).clear_contents()
        self._lists.forget()

    def _column(self) -> int | None:
        """Column of the list, by its first header in any language."""
        known = set(self._headers[0].spellings())
        headers = next(iter(self._lists.rows), ())
        return next((n for n, text in enumerate(headers, start=1) if text in known), None)


class Ledger:
    """Two lists of a text and a count, side by side.

    Attributes:
        marks: Highest running number by prefix, of tickets, complaints and inspections.
        reprints: Times a slip was printed again, by number; -1 of a ticket that got its number
            without a slip, so that its first one is no reprint.
    """

    def __init__(self, book: xw.Book | Lists, language: Language) -> None:
        """Read what is there; a workbook without the sheet or the lists has none yet."""
        lists = book if isinstance(book, Lists) else Lists(book, language)
        self._marks = LedgerList(lists, MARK_HEADERS, language)
        self._reprints = LedgerList(lists, REPRINT_HEADERS, language)
        self._left = LedgerList(lists, LEFT_HEADERS, language)
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
    place = used_area(sheet)
    is_empty = place[2:] == (1, 1) and sheet.range("A1").raw_value is None
    return 1 if is_empty else place[3] + _GAP
