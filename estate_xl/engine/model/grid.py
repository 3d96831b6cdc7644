"""The cells of one sheet part: rows are kept as text until someone looks into them.

What is before and after `<sheetData>` is kept as text too; see `layout` for changing it.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW, column_letters
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model.cell_splicing import spliced
from estate_xl.engine.model.long_rows import LongRows
from estate_xl.engine.model.rows import Row, column_of, has_formula, parsed_row
from estate_xl.engine.ooxml.xml_text import attributes, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.engine.model.links import Link
    from estate_xl.engine.model.rows import Cell

_ROW_TAG = re.compile(r"<row(?=[\s/>])[^>]*>")
_USUAL_ROW = re.compile(r'<row r="(\d+)"')
_USUAL_CELL = '<c r="'
_LETTERS_HELD = re.compile(r'<c\b[^>]*?\br="([A-Z]+)[0-9]+"')


class Grid:
    """Rows of a sheet by number, and the text around them."""

    def __init__(self, text: str | LongRows, title: str = "") -> None:
        """Take the text of a sheet part, and the sheet's title for what has to be said of it.

        Of a long part only those rows are held that somebody asked for alone.
        """
        self.title = title
        self.long_rows = text if isinstance(text, LongRows) else None
        self._text: str | None = None
        self._rows: dict[int, Row | str] = {}
        if isinstance(text, LongRows):
            self.head, self.tail, self.may_share = text.head, text.tail, text.may_share
        else:
            found = element(text, "sheetData")
            if found is None:
                at = text.rindex("</worksheet>")
                found = (at, at)
            self.head, self.tail = text[: found[0]], text[found[1] :]
            self._rows = _split_rows(text[slice(*found)], title)
            self.may_share = "shared" in text or "array" in text
            self._text = text
        self._changed = False
        self._known_formulas: bool | None = None
        self.known_links: tuple[str, list[Link]] | None = None
        self.last_linked_row = 0
        self.known_styles: tuple[str, list[tuple[int, int, int]]] | None = None
        self._known_bounds: tuple[int, int, int, int] | None = None
        self.known_merges: tuple[str, list[tuple[int, int, int, int]]] | None = None
        self.known_protection: tuple[str, dict[str, str]] | None = None
        self.known_bands: tuple[str, dict[int, list[int]], list[int]] | None = None
        self.known_heights: tuple[list[int], list[float]] | None = None
        self._changed_columns: set[int] | None = set()  # None: any column may have changed

    @property
    def is_changed(self) -> bool:
        """True if the part has to be written anew."""
        return self._changed

    @is_changed.setter
    def is_changed(self, value: bool) -> None:
        self._changed = value
        if value:
            self._text = self._known_bounds = self.known_heights = None
            self._changed_columns = None

    def is_as_opened(self, left: int, right: int) -> bool:
        """True if these columns still hold what they held when the part was read."""
        if self._changed_columns is None:
            return False
        return not any(left <= column <= right for column in self._changed_columns)

    def text(self) -> str:
        """The sheet part as it is now."""
        if self._text is not None:
            return self._text
        text = "".join(self.pieces())
        if self.long_rows is None:
            self._text = text
        return text

    def pieces(self) -> Iterator[str]:
        """The text of the sheet part, piece by piece."""
        yield f"{self.head}<sheetData>"
        texts = iter([]) if self.long_rows is None else self.long_rows.texts()
        waiting = iter(sorted(self._rows))
        number = next(waiting, None)
        for piece in texts:
            rows: dict[int, Row | str] = dict(piece)
            last = next(reversed(piece), 0)
            while number is not None and number <= last:
                rows[number] = self._rows[number]
                number = next(waiting, None)
            yield _joined({each: rows[each] for each in sorted(rows)})
        if number is not None:
            yield _joined({each: self._rows[each] for each in (number, *waiting)})
        yield f"</sheetData>{self.tail}"

    def holds_formulas(self) -> bool:
        """True if a cell of the sheet holds a formula."""
        if self._known_formulas is None or self._changed_columns is None:
            if self._text is not None:
                held = has_formula(self._text)
            else:
                held = any(
                    has_formula(row) if isinstance(row, str) else row.holds_formula
                    for row in self._rows.values()
                )
            self._known_formulas = held or (
                self.long_rows is not None and self.long_rows.has_formulas
            )
        return self._known_formulas

    def encoded(self) -> Iterator[bytes]:
        """The sheet part as it is now, in bytes, piece by piece."""
        return (piece.encode() for piece in self.pieces())

    def row_numbers(self) -> list[int]:
        """Numbers of the rows that the file holds, ascending."""
        if self.long_rows is None:
            return sorted(self._rows)
        return sorted(self._rows.keys() | set(self.long_rows.numbers.tolist()))

    def _held(self, number: int) -> Row | str | None:
        """The row as it is, or its text, None if the file does not hold it."""
        row = self._rows.get(number)
        if row is None and self.long_rows is not None:
            return self.long_rows.text(number) or None
        return row

    def holds_formats_alone(self, number: int) -> bool:
        """True if the row is as the file has it, and no cell of it has anything inside."""
        row = self._held(number)
        return isinstance(row, str) and row.count("</") <= 1  # the end of the row itself

    def row(self, number: int) -> Row | None:
        """The row to look at, None if the file does not hold it."""
        row = self._held(number)
        if isinstance(row, str):
            row = self._rows[number] = self._parsed(number, row)
        return row

    def _parsed(self, number: int, text: str) -> Row:
        try:
            return parsed_row(text)
        except (ValueError, LookupError) as error:
            raise EngineError(EngineProblem.DAMAGED_ROW, sheet=self.title, row=number) from error

    def row_to_change(self, number: int) -> Row:
        """The row to change, made if need be."""
        self.is_changed = True
        row = self.row(number)
        if row is None:
            row = self._rows[number] = Row({}, {})
        row.attributes.pop("spans", None)
        return row

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell to look at, None if the file does not hold it."""
        found = self.row(row)
        return None if found is None else found.cells.get(column)

    def raw_row(self, number: int) -> str:
        """The row's text, for a quick search."""
        row = self._held(number) or ""
        return row if isinstance(row, str) else row.text(number)

    def row_text(self, number: int) -> str | None:
        """The row's text, empty if the file does not hold it, None if it was taken apart to change.

        A row that was only looked at still has its text.
        """
        row = self._held(number) or ""
        if isinstance(row, str):
            return row
        return None if self._changed_columns is None else row.text(number)

    def set_cell_texts(self, column: int, tails: dict[int, str], new: set[int]) -> None:
        """Set the texts of a column's cells in rows of which nothing else changes.

        Args:
            column: The column.
            tails: What follows the cell's address, by number of the row; of rows that `row_text`
                gave and that need not be taken apart for it.
            new: The rows that did not hold that cell.
        """
        letters = column_letters(column)
        kept: dict[int, str] = {}
        for number, tail in tails.items():
            if self.long_rows is not None and number not in self._rows:
                kept[number] = tail
            else:
                self._rows[number] = spliced(
                    self.row_text(number) or "", f"{letters}{number}", tail
                )
        if self.long_rows is not None and kept:
            self.long_rows.set_cell_texts(column, kept, new)
        if self._known_formulas is False:
            self._known_formulas = any(map(has_formula, set(tails.values())))
        self._changed = True
        self._text = None
        if new:
            self._known_bounds = None
        if self._changed_columns is not None:
            self._changed_columns.add(column)

    def replace_rows(self, rows: dict[int, Row]) -> None:
        """Set all rows anew."""
        self._rows = dict(rows)
        self.long_rows = None
        self.is_changed = True

    def rows_between(self, top: int, bottom: int) -> Iterator[tuple[int, Row]]:
        """Rows of the span that the file holds, ascending."""
        for number in self.numbers_between(top, bottom):
            row = self.row(number)
            if row is not None:
                yield number, row

    def numbers_between(self, top: int, bottom: int) -> list[int]:
        """Numbers of the rows of the span that the file holds, ascending."""
        rows, long_rows = self._rows, self.long_rows
        if bottom - top < (len(rows) if long_rows is None else len(long_rows.numbers)):
            held = long_rows or ()
            return [each for each in range(top, bottom + 1) if each in rows or each in held]
        numbers = self.row_numbers()
        return numbers[bisect.bisect_left(numbers, top) : bisect.bisect_right(numbers, bottom)]

    def bounds(self) -> tuple[int, int, int, int] | None:
        """First row, first column, last row, last column of the cells that the file holds.

        Raises:
            EngineError: a cell is beyond the last column, or a row is damaged.
        """
        # Rows that were taken apart may change without telling, until the text is made.
        is_settled = self._text is not None or self._changed_columns is not None
        if self._known_bounds is not None and is_settled:
            return self._known_bounds
        top, left, bottom, right = 0, 0, 0, 0
        long_bounds = self.long_rows and self.long_rows.bounds(set(self._rows))
        for number in sorted(self._rows):
            columns = self._columns_held(number)
            if columns is None:
                continue
            top = top or number
            bottom = number
            left = min(left or columns[0], columns[0])
            right = max(right, columns[1])
        if long_bounds:
            top = min(top or long_bounds[0], long_bounds[0])
            left = min(left or long_bounds[1], long_bounds[1])
            bottom, right = max(bottom, long_bounds[2]), max(right, long_bounds[3])
        if right > MAX_COLUMN:
            last = column_letters(MAX_COLUMN)
            raise EngineError(
                EngineProblem.OUT_OF_ROOM, sheet=self.title, rows=MAX_ROW, column=last
            )
        self._known_bounds = (top, left, bottom, right) if top and is_settled else None
        return (top, left, bottom, right) if top else None

    def _columns_held(self, number: int) -> tuple[int, int] | None:
        """Columns of the leftmost and the rightmost cell of a row; only a long part is in order."""
        row = self._rows[number]
        if isinstance(row, str):
            count = row.count("<c ")
            if self.long_rows is not None and count and row.count(_USUAL_CELL) == count:
                first, last = row.find(_USUAL_CELL), row.rfind(_USUAL_CELL)
                return _column_at(row, first), _column_at(row, last)
            columns = [column_of(letters) for letters in _LETTERS_HELD.findall(row)]
            if len(columns) == row.count("<c>") + row.count("<c/>") + count:
                return (min(columns), max(columns)) if columns else None
            row = self._parsed(number, row)
        return (min(row.cells), max(row.cells)) if row.cells else None


def _joined(rows: dict[int, Row | str]) -> str:
    return "".join(
        row if isinstance(row, str) else row.text(number) for number, row in rows.items()
    )


def _column_at(row: str, at: int) -> int:
    """Column of the usual cell that is there."""
    start = at + len(_USUAL_CELL)
    return column_of(row[start : row.index('"', start)].rstrip("0123456789"))


def _split_rows(data: str, title: str) -> dict[int, Row | str]:
    rows: dict[int, Row | str] = {}
    number = 0
    for chunk in data.split("</row>"):
        at = chunk.find("<row")
        while at >= 0:
            match = _ROW_TAG.match(chunk, at)
            if match is None:
                break
            usual = _USUAL_ROW.match(match[0])
            given = usual[1] if usual else attributes(match[0]).get("r", number + 1)
            number = int(given)
            if number in rows or not 1 <= number <= MAX_ROW:
                is_twice = number in rows
                problem = EngineProblem.ROW_TWICE if is_twice else EngineProblem.ROW_OUTSIDE
                raise EngineError(problem, sheet=title, row=number)
            if match[0].endswith("/>"):
                rows[number] = match[0]
                at = chunk.find("<row", match.end())
            else:
                rows[number] = f"{chunk[at:]}</row>"
                break
    return rows
