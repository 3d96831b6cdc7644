"""Big blocks read from the rows as the file has them, all cells of a piece at once.

The values are those of `cell_contents`, only faster: numbers, dates and shared texts without a
look at the single cell, all other cells one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from estate_xl.engine.model import value_conversion
from estate_xl.engine.model.area_limits import MOST_CELLS
from estate_xl.engine.model.cell_values import cell_value
from estate_xl.engine.model.piece_tags import PieceTags
from estate_xl.engine.model.rows import parsed_cell
from estate_xl.engine.ooxml.long_part import OddPartError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from estate_xl.engine.model.cell_values import Raw
    from estate_xl.engine.model.long_rows import LongRows
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.piece_tags import Numbers
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

    Objects = NDArray[np.object_]
    Truths = NDArray[np.bool_]

_MOST_DIGITS: Final = 7
_ZERO: Final = ord("0")
_MOST_KNOWN: Final = 200_000
_MOST_KEPT_ROWS: Final = 250_000
"""Of a sheet with more rows the columns are read again when they are asked for again."""
_NOTHING: Final = np.empty(0, dtype=object)
_QUOTE: Final = ord('"')


def fast_columns(
    model: Model, sheet: SheetPart, area: Area, exact: Callable[[int, int], Raw]
) -> list[Objects] | None:
    """Values of an area, column by column, or None where only the slow way is right.

    They are not to be changed: they are kept.

    Args:
        model: The book.
        sheet: The sheet to read.
        area: Its cells.
        exact: Reads one cell the slow way.
    """
    top, left, bottom, right = area
    grid = model.grid(sheet)
    if grid.long_rows is None or not grid.is_as_opened(left, right):
        return None
    rows = grid.long_rows
    last = int(rows.numbers[-1]) if len(rows.numbers) else 0
    wanted = range(left, right + 1)
    is_kept = last <= _MOST_KEPT_ROWS and last * len(wanted) <= MOST_CELLS
    is_most = (min(bottom, last) - top) * 2 > last and is_kept
    try:
        if not is_most and not all(column in rows.known for column in wanted):
            return list(_read(model, rows, area, exact))
        unread = [column for column in wanted if column not in rows.known]
        if unread:
            whole = (1, min(unread), last, max(unread))
            rows.known.update(enumerate(_read(model, rows, whole, exact), min(unread)))
    except OddPartError:
        return None
    missing: Objects = np.full(bottom - max(last, top - 1), None) if bottom > last else _NOTHING
    found = [rows.known[column][top - 1 : bottom] for column in wanted]
    return [np.concatenate([each, missing]) for each in found] if len(missing) else found


def _read(model: Model, rows: LongRows, area: Area, exact: Callable[[int, int], Raw]) -> Objects:
    """Values of an area, column by column.

    Raises:
        OddPartError: only the slow way is right.
    """
    top, left, bottom, right = area
    found: Objects = np.full((right - left + 1, bottom - top + 1), None, dtype=object)
    numbers = _Numbers(model)
    for data in rows.pieces(top, bottom):
        _read_piece(numbers, data, area, found, exact)
    return found


class _Numbers:
    """The values of numbers as they are written, each different one made once."""

    def __init__(self, model: Model) -> None:
        """Begin with none."""
        self.model = model
        self._known: dict[bool, dict[bytes, Raw]] = {True: {}, False: {}}

    def values(self, texts: list[bytes], style: int) -> Objects | None:
        """The values of those texts in cells of that format, None if one of them is no number."""
        is_date = self.model.styles.kind(style) == "date"
        known = self._known[is_date]
        if len(known) > _MOST_KNOWN:
            known.clear()
        new = list(set(texts).difference(known))
        try:
            numbers = np.array([float(text) for text in new])
        except ValueError:
            return None
        if not bool(np.isfinite(numbers).all()):
            return None
        made: Objects = numbers.astype(object)
        if is_date:
            is_1904 = self.model.is_1904
            moments, is_inside = value_conversion.to_datetimes(numbers, is_1904=is_1904)
            made = np.where(is_inside, moments, made)
        known.update(zip(new, made.tolist(), strict=True))
        return np.array([known[text] for text in texts], dtype=object)


class _Cells:
    """Some cells of a piece, told apart by how their value is written."""

    def __init__(self, tags: PieceTags, cells: Numbers, after: Numbers) -> None:
        """Take which tags they are, and where the quote behind each one's address is."""
        self.tags, self.cells = tags, cells
        last = len(tags.names) - 1
        following = [np.minimum(cells + place, last) for place in (1, 2, 3)]
        end = tags.ends[cells]
        names = [tags.names[each] for each in following]
        is_closed = tags.bytes[end - 1] == ord("/")
        has_style = tags.reads(after + 1, ' s="') & (tags.bytes[after + 5] != _QUOTE)
        self.styles, behind = _whole_numbers(tags, after + 5)
        self.styles = np.where(has_style, self.styles, 0)
        behind = np.where(has_style, behind + 1, after + 1)
        rest = end - is_closed - behind
        is_plain = (rest == 0) | ((rest == len(' t="s"')) & tags.reads(behind, ' t="'))
        is_empty = (is_closed | (names[0] == ord("/"))) & is_plain
        is_usual = (
            ~is_closed
            & tags.reads(tags.starts[following[0]] + 1, "v>")
            & (names[1] == ord("/"))
            & (names[2] == ord("/"))
        )
        ends_soon = behind + 6 == end
        self.from_, self.to = tags.ends[following[0]] + 1, tags.starts[following[1]]
        self.indexes, read_to = _whole_numbers(tags, self.from_)
        is_index = (read_to == self.to) & (self.from_ < self.to)
        self.is_text = is_usual & ends_soon & tags.reads(behind, ' t="s"') & is_index
        self.is_number = is_usual & ((behind == end) | (ends_soon & tags.reads(behind, ' t="n"')))
        self.is_left = ~(is_empty | self.is_text | self.is_number)

    def numbers(self, chosen: Truths) -> list[bytes]:
        """The numbers of those cells as they are written."""
        data = self.tags.data
        spans = zip(self.from_[chosen].tolist(), self.to[chosen].tolist(), strict=True)
        return [data[start:end] for start, end in spans]

    def text(self, index: int) -> str:
        """What the piece holds of the cell behind `<c `."""
        start = int(self.tags.starts[self.cells[index]]) + len("<c ")
        ends = [self.tags.data.find(mark, start) for mark in (b"<c ", b"</row>")]
        return self.tags.data[start : min(end for end in ends if end >= 0)].decode()


def _read_piece(
    numbers: _Numbers, data: bytes, area: Area, found: Objects, exact: Callable[[int, int], Raw]
) -> None:
    """Put the values of those rows into their places."""
    top, left, bottom, right = area
    tags = PieceTags(data)
    columns, digits = tags.columns_in_order()
    rows = tags.numbers[tags.row_of]
    asked = (rows >= top) & (rows <= bottom) & (columns >= left) & (columns <= right)
    rows, columns = rows[asked], columns[asked]
    cells = _Cells(tags, tags.cells[asked], _after_number(tags, digits[asked], rows))
    places = columns - left, rows - top

    def put(chosen: Truths, values: Objects) -> None:
        found[places[0][chosen], places[1][chosen]] = values

    if bool(cells.is_text.any()):
        texts = numbers.model.text_values
        cells.is_left |= cells.is_text & (cells.indexes >= len(texts))
        cells.is_text &= ~cells.is_left
        put(cells.is_text, texts[cells.indexes[cells.is_text]])
    for style in np.unique(cells.styles[cells.is_number]).tolist():
        chosen = cells.is_number & (cells.styles == style)
        values = numbers.values(cells.numbers(chosen), style)
        if values is None:
            cells.is_left |= chosen
        else:
            put(chosen, values)
    for index in np.flatnonzero(cells.is_left).tolist():
        column, row = int(places[0][index]), int(places[1][index])
        try:
            found[column, row] = cell_value(numbers.model, parsed_cell(cells.text(index)))
        except (ValueError, LookupError, OverflowError):
            found[column, row] = exact(row + top, column + left)


def _after_number(tags: PieceTags, digits: Numbers, rows: Numbers) -> Numbers:
    """Where the quote behind each cell's address is, which has to name its row."""
    given, after = _whole_numbers(tags, digits)
    if not bool(((given == rows) & (tags.bytes[after] == _QUOTE)).all()):
        raise OddPartError
    return after


def _whole_numbers(tags: PieceTags, at: Numbers) -> tuple[Numbers, Numbers]:
    """The number of up to seven digits that begins at each place, and where it ends."""
    number = np.zeros(len(at), np.int64)
    more: Truths = np.ones(len(at), dtype=bool)
    for _ in range(_MOST_DIGITS):
        digit = tags.bytes[at].astype(np.int64) - _ZERO
        more = more & (digit >= 0) & (digit < 10)  # noqa: PLR2004 - the digits
        if not bool(more.any()):
            break
        number = np.where(more, number * 10 + digit, number)
        at = at + more
    return number, at
