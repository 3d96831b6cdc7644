"""Where the tags of some rows are, found for all of them at once.

Only the spelling that all spreadsheet programs use is understood: `<row r="4"`, `<c r="A4"`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW
from estate_xl.engine.ooxml.long_part import OddPartError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Bytes = NDArray[np.uint8]

_ROW: Final = re.compile(rb'<row r="([0-9]{1,8})"')
_BROKEN: Final = re.compile(rb"<[^<>\s]*+[\t\n\r]")
_BEYOND: Final = bytes(16)
_LETTERS: Final = 26


class PieceTags:
    """The tags of whole rows.

    Attributes:
        data: The bytes, some zeros behind them.
        bytes: The same as numbers.
        starts: Where each tag begins.
        ends: Where it ends.
        names: The first letter of each tag.
        rows: Which tags are those of rows.
        cells: Which are those of cells.
        numbers: The rows' numbers.
        row_of: Which of the rows each cell is in, from 0.
    """

    def __init__(self, data: bytes) -> None:
        """Take the rows.

        Raises:
            OddPartError: another spelling.
        """
        _sure(not _has_breaks(data) or _BROKEN.search(data) is None)
        self.data = data + _BEYOND
        self.bytes: Bytes = np.frombuffer(self.data, np.uint8)
        self.starts: Numbers = np.flatnonzero(self.bytes == ord("<"))
        self.ends: Numbers = np.flatnonzero(self.bytes == ord(">"))
        _sure(len(self.starts) == len(self.ends))
        _sure(bool((self.starts < self.ends).all()))
        _sure(bool((self.ends[:-1] < self.starts[1:]).all()))
        _sure(not bool((self.bytes[self.ends - 1] <= ord(" ")).any()))
        self.names: Bytes = self.bytes[self.starts + 1]
        _sure(not bool(((self.names == ord("!")) | (self.names == ord("?"))).any()))
        self._check_attributes()
        second = self.bytes[self.starts + 2]
        is_row = (self.names == ord("r")) & (second == ord("o")) & self.reads(self.starts + 3, "w")
        self.rows: Numbers = np.flatnonzero(is_row)
        self.numbers: Numbers = np.array(_ROW.findall(data), dtype="S8").astype(np.int64)
        _sure(len(self.rows) == len(self.numbers))
        _sure(bool((np.diff(self.numbers, prepend=0) > 0).all()))
        _sure(not len(self.numbers) or int(self.numbers[-1]) <= MAX_ROW)
        is_cell = (self.names == ord("c")) & (second <= ord(">"))  # blank, / or >
        self.cells: Numbers = np.flatnonzero(is_cell)
        _sure(bool(self.reads(self.starts[self.cells] + 2, ' r="').all()))
        self.row_of: Numbers = np.searchsorted(self.rows, self.cells, "right") - 1
        _sure(not len(self.cells) or int(self.row_of[0]) >= 0)

    def _check_attributes(self) -> None:
        """Refuse blanks beside an equals sign, and declarations of prefixes."""
        equals: Numbers = np.flatnonzero(self.bytes == ord("="))
        blank, quote = ord(" "), ord('"')
        before, after = self.bytes[equals - 1], self.bytes[equals + 1]
        _sure(not bool(((before == blank) & (after == quote)).any()))
        spaced = equals[after == blank]
        _sure(not bool((self.bytes[spaced + 2] == quote).any()))
        for found in (equals[before == ord("s")], np.flatnonzero(self.bytes == ord(":"))):
            _sure(not bool(self.reads(found[found > len("xmlns")] - len("xmlns"), "xmlns").any()))

    def columns(self, cells: Numbers) -> tuple[Numbers, Numbers]:
        """Columns of some cells, and where the numbers of their rows begin."""
        at = self.starts[cells] + 6
        column = self.bytes[at].astype(np.int64) - 64
        _sure(bool(((column > 0) & (column <= _LETTERS)).all()))
        more: NDArray[np.bool_] = np.ones(len(cells), dtype=bool)
        at = at + 1
        for _ in range(2):
            letter = self.bytes[at].astype(np.int64) - 64
            more = more & (letter > 0) & (letter <= _LETTERS)
            column = np.where(more, column * _LETTERS + letter, column)
            at = at + more
        _sure(bool((column <= MAX_COLUMN).all()))
        digit = self.bytes[at]
        _sure(bool(((digit > ord("0")) & (digit <= ord("9"))).all()))
        return column, at

    def columns_in_order(self) -> tuple[Numbers, Numbers]:
        """What `columns` tells of all cells.

        Raises:
            OddPartError: a row has a cell left of the one before, or two in one column.
        """
        columns, digits = self.columns(self.cells)
        _sure(not bool(((np.diff(self.row_of) == 0) & (np.diff(columns) <= 0)).any()))
        return columns, digits

    def held(self) -> tuple[Numbers, Numbers]:
        """First and last column of the cells of each row, 0 where it has none."""
        columns, _ = self.columns_in_order()
        count = np.bincount(self.row_of, minlength=len(self.rows))
        after = np.cumsum(count)
        filled = count > 0
        first, last = np.zeros(len(count), np.int64), np.zeros(len(count), np.int64)
        first[filled] = columns[(after - count)[filled]]
        last[filled] = columns[after[filled] - 1]
        return first, last

    def reads(self, at: Numbers, text: str) -> NDArray[np.bool_]:
        """Which of the places hold that text."""
        found: NDArray[np.bool_] = self.bytes[at] == ord(text[0])
        for place, letter in enumerate(text[1:], 1):
            if not found.any():
                break
            found &= self.bytes[at + place] == ord(letter)
        return found


def _has_breaks(data: bytes) -> bool:
    return any(mark in data for mark in (b"\t", b"\n", b"\r"))


def _sure(is_so: bool) -> None:  # noqa: FBT001 - one question
    if not is_so:
        raise OddPartError
