"""Rows of a long sheet part: unpacked again whenever they are asked for, never held.

Of cells that were written only what follows their address is held, each text once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from estate_xl.engine.addresses import column_letters
from estate_xl.engine.model.cell_splicing import spliced
from estate_xl.engine.model.piece_tags import PieceTags
from estate_xl.engine.ooxml.long_part import OddPartError
from estate_xl.engine.ooxml.xml_text import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from estate_xl.engine.ooxml.long_part import LongPart
    from estate_xl.engine.ooxml.package import Package

_BEFORE: Final = b"<sheetData>"
_AFTER: Final = b"</sheetData>"
_ROW_END: Final = "</row>"


class LongRows:
    """What a long sheet part holds, and its rows by number.

    Attributes:
        head: The text before `<sheetData>`.
        tail: The text behind `</sheetData>`.
        numbers: The rows' numbers, ascending.
        firsts: Column of the first cell of each, 0 where a row has none.
        lasts: Column of the last one.
        has_formulas: True if a cell has a formula.
        may_share: True if cells may share a formula.
        cell_count: Number of cells.
        known: Values of whole columns that were read, by number, from row 1 to the last one.
            As the file has them, as are the pieces of `pieces`.
    """

    def __init__(self, part: LongPart) -> None:
        """Look through the whole part.

        Raises:
            OddPartError: it is torn, or spelled in another way than spreadsheet programs do.
        """
        self._part = part
        self.has_formulas = self.may_share = False
        self.known: dict[int, NDArray[np.object_]] = {}
        self.cell_count = 0
        numbers, firsts, lasts, counts = [], [], [], []
        head, tail = b"", None
        for index, piece in enumerate(part.pieces()):
            if tail is not None:
                raise OddPartError
            data = piece
            if not index:
                head, found, data = piece.partition(_BEFORE)
                _check(found)
            if _AFTER in data:
                data, _, tail = data.partition(_AFTER)
            if not data.isascii():
                data.decode()
            tags = PieceTags(data)
            first, last = tags.held()
            numbers.append(tags.numbers.astype(np.int32))
            firsts.append(first.astype(np.int16))
            lasts.append(last.astype(np.int16))
            counts.append(len(tags.numbers))
            self.cell_count += len(tags.cells)
            if bool((tags.names == ord("f")).any()):
                self.has_formulas = True
                self.may_share = self.may_share or b"shared" in data or b"array" in data
        _check(tail)
        around = head + _BEFORE + _AFTER + (tail or b"")
        if decoded(around).encode() != around:
            raise OddPartError
        self.head, self.tail = head.decode(), (tail or b"").decode()
        self.numbers = np.concatenate(numbers)
        self.firsts, self.lasts = np.concatenate(firsts), np.concatenate(lasts)
        self._ends = np.cumsum(counts)
        if bool((np.diff(self.numbers) <= 0).any()):
            raise OddPartError
        self._recent: dict[int, str] = {}
        self._written: dict[int, NDArray[np.object_]] = {}

    def pieces(self, top: int, bottom: int) -> Iterator[bytes]:
        """The rows between two numbers, and some around them, by pieces."""
        low, high = np.searchsorted(self.numbers, [top, bottom + 1])
        if low < high:
            first, last = np.searchsorted(self._ends, [low, high - 1], "right")
            for index in range(int(first), int(last) + 1):
                yield self._piece(index)

    def text(self, number: int) -> str:
        """The text of a row, empty if there is none."""
        if number not in self._recent:
            if number not in self:
                return ""
            place = np.searchsorted(self.numbers, np.int32(number))
            self._recent = self._piece_texts(int(np.searchsorted(self._ends, place, "right")))
        return self._recent[number]

    def set_cell_texts(self, column: int, tails: dict[int, str], new: set[int]) -> None:
        """Set what follows the address of a column's cells; as `Grid.set_cell_texts`."""
        if column not in self._written:
            self._written[column] = np.full(len(self.numbers), None, dtype=object)
        places = np.searchsorted(self.numbers, np.fromiter(tails, np.int32, len(tails)))
        self._written[column][places] = list(tails.values())
        if new:
            added = places[np.fromiter((number in new for number in tails), bool, len(tails))]
            firsts, lasts = self.firsts[added], self.lasts[added]
            self.firsts[added] = np.where(firsts > 0, np.minimum(firsts, column), column)
            self.lasts[added] = np.maximum(lasts, column)
            self.cell_count += len(added)
        self.has_formulas = self.has_formulas or any("<f" in tail for tail in set(tails.values()))
        self._recent = {}

    def texts(self) -> Iterator[dict[int, str]]:
        """The texts of all rows by number, piece by piece."""
        for index in range(len(self._ends)):
            yield self._piece_texts(index)

    def __contains__(self, number: int) -> bool:
        """True if there is a row of that number."""
        place = int(np.searchsorted(self.numbers, np.int32(number)))  # any other is made one first
        return place < len(self.numbers) and bool(self.numbers[place] == number)

    def bounds(self, without: set[int]) -> tuple[int, int, int, int] | None:
        """First row, first column, last row, last column of the cells of all rows but those."""
        held = self.firsts > 0
        if without:
            held &= ~np.isin(self.numbers, list(without))
        if not held.any():
            return None
        numbers = self.numbers[held]
        left, right = self.firsts[held].min(), self.lasts[held].max()
        return int(numbers[0]), int(left), int(numbers[-1]), int(right)

    def _piece(self, index: int) -> bytes:
        data = self._part.piece(index)
        if not index:
            data = data.partition(_BEFORE)[2]
        return data.partition(_AFTER)[0]

    def _piece_texts(self, index: int) -> dict[int, str]:
        texts: dict[int, str] = {}
        start = int(self._ends[index - 1]) if index else 0
        numbers = iter(self.numbers[start : int(self._ends[index])].tolist())
        for chunk in self._piece(index).decode().split(_ROW_END):
            for text in chunk.split("<row")[1:]:
                row = f"<row{text}"
                tag = row[: row.index(">") + 1]
                texts[next(numbers)] = tag if tag.endswith("/>") else f"{row}{_ROW_END}"
        for column, tails in self._written.items():
            letters = column_letters(column)
            held = tails[start : int(self._ends[index])]
            for number, tail in zip(list(texts), held, strict=True):
                if tail is not None:
                    texts[number] = spliced(texts[number], f"{letters}{number}", tail)
        return texts


def long_rows(package: Package, name: str) -> LongRows | None:
    """The rows of a long part as the file has it; None where the whole of it is to be read."""
    part = package.long_part(name)
    if part is None:
        return None
    try:
        return LongRows(part)
    except ValueError:
        return None


def _check(found: bytes | None) -> None:
    if not found:
        raise OddPartError
