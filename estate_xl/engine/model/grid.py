"""The cells of one sheet part: rows are kept as text until someone looks into them.

What is before and after `<sheetData>` is kept as text too; see `layout` for changing it.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_ROW, parse_address
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model.rows import Row, column_of, parsed_row
from estate_xl.engine.ooxml.xml_text import attributes, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.engine.model.links import Link
    from estate_xl.engine.model.rows import Cell

_ROW_TAG = re.compile(r"<row(?=[\s/>])[^>]*>")
_USUAL_ROW = re.compile(r'<row r="(\d+)"')
_USUAL_CELL = '<c r="'
_FIRST_AND_LAST = re.compile(r'<c\b[^>]*?\br="([A-Z]+)')


class Grid:
    """Rows of a sheet by number, and the text around them."""

    def __init__(self, text: str, title: str = "") -> None:
        """Take the text of a sheet part, and the sheet's title for what has to be said of it."""
        self.title = title
        found = element(text, "sheetData")
        if found is None:
            at = text.rindex("</worksheet>")
            found = (at, at)
        self.head, self.tail = text[: found[0]], text[found[1] :]
        self._rows: dict[int, Row | str] = _split_rows(text[slice(*found)], title)
        self.may_share = "shared" in text or "array" in text
        self._changed = False
        self._text: str | None = text
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
        parts = [self.head, "<sheetData>"]
        for number in sorted(self._rows):
            row = self._rows[number]
            parts.append(row if isinstance(row, str) else row.text(number))
        parts += ["</sheetData>", self.tail]
        self._text = "".join(parts)
        return self._text

    def row_numbers(self) -> list[int]:
        """Numbers of the rows that the file holds, ascending."""
        return sorted(self._rows)

    def holds_formats_alone(self, number: int) -> bool:
        """True if the row is as the file has it, and no cell of it has anything inside."""
        row = self._rows.get(number)
        return isinstance(row, str) and row.count("</") <= 1  # the end of the row itself

    def row(self, number: int) -> Row | None:
        """The row to look at, None if the file does not hold it."""
        row = self._rows.get(number)
        if isinstance(row, str):
            try:
                row = self._rows[number] = parsed_row(row)
            except (ValueError, LookupError) as error:
                raise EngineError(
                    EngineProblem.DAMAGED_ROW, sheet=self.title, row=number
                ) from error
        return row

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
        row = self._rows.get(number, "")
        return row if isinstance(row, str) else row.text(number)

    def row_text(self, number: int) -> str | None:
        """The row's text, empty if the file does not hold it, None if it was taken apart to change.

        A row that was only looked at still has its text.
        """
        row = self._rows.get(number, "")
        if isinstance(row, str):
            return row
        return None if self._changed_columns is None else row.text(number)

    def set_row_texts(self, column: int, texts: dict[int, str], *, wider: bool) -> None:
        """Set the texts of rows in which only that column changed.

        Args:
            column: The column.
            texts: By number, of rows that `row_text` gave.
            wider: Whether a row got a cell that it did not hold.
        """
        self._rows.update(texts)
        self._changed = True
        self._text = None
        if wider:
            self._known_bounds = None
        if self._changed_columns is not None:
            self._changed_columns.add(column)

    def replace_rows(self, rows: dict[int, Row]) -> None:
        """Set all rows anew."""
        self._rows = dict(rows)
        self.is_changed = True

    def rows_between(self, top: int, bottom: int) -> Iterator[tuple[int, Row]]:
        """Rows of the span that the file holds, ascending."""
        for number in self.numbers_between(top, bottom):
            row = self.row(number)
            if row is not None:
                yield number, row

    def numbers_between(self, top: int, bottom: int) -> list[int]:
        """Numbers of the rows of the span that the file holds, ascending."""
        if bottom - top < len(self._rows):
            return [number for number in range(top, bottom + 1) if number in self._rows]
        numbers = self.row_numbers()
        return numbers[bisect.bisect_left(numbers, top) : bisect.bisect_right(numbers, bottom)]

    def bounds(self) -> tuple[int, int, int, int] | None:
        """First row, first column, last row, last column of the cells that the file holds."""
        # Rows that were taken apart may change without telling, until the text is made.
        is_settled = self._text is not None or self._changed_columns is not None
        if self._known_bounds is not None and is_settled:
            return self._known_bounds
        top, left, bottom, right = 0, 0, 0, 0
        for number in self.row_numbers():
            columns = _columns_held(self._rows[number])
            if columns is None:
                continue
            top = top or number
            bottom = number
            left = min(left or columns[0], columns[0])
            right = max(right, columns[1])
        self._known_bounds = (top, left, bottom, right) if top and is_settled else None
        return (top, left, bottom, right) if top else None


def _columns_held(row: Row | str) -> tuple[int, int] | None:
    if isinstance(row, Row):
        return (min(row.cells), max(row.cells)) if row.cells else None
    first_at, last_at = row.find(_USUAL_CELL), row.rfind("<c ")
    if first_at >= 0 and first_at == row.find("<c ") and row.startswith(_USUAL_CELL, last_at):
        return _column_at(row, first_at), _column_at(row, last_at)
    first = _FIRST_AND_LAST.search(row)
    if first is None:
        return _columns_held(parsed_row(row)) if "<c" in row else None
    last = _FIRST_AND_LAST.search(row, row.rfind("<c "))
    return column_of(first[1]), column_of((last or first)[1])


def _column_at(row: str, at: int) -> int:
    """Column of the usual cell that is there."""
    start = at + len(_USUAL_CELL)
    place = row[start : row.index('"', start)]
    letters = place.rstrip("0123456789")
    return column_of(letters) if letters.isalpha() else parse_address(place)[1]


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
