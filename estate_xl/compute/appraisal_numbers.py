"""The numbers of a filled 考核 sheet: which cells hold them, and one digest of them all.

The canonical numbers are JSON without blanks, its keys sorted: the month, the single cells and the
blocks of rows, each value beside its place. A whole number is written without a point, others to
nine decimals, an empty text is nothing. Their digest is the SHA-256 of that text in UTF-8.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from estate_xl.engine.addresses import address, column_number, parse_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Value: TypeAlias = str | float | bool | None
Record: TypeAlias = dict[str, tuple[str, Value]]
"""By key, the address and the value."""

_DECIMALS = 9


@dataclass(frozen=True)
class Block:
    """Rows that a list filled.

    Attributes:
        section: Key of the list, such as `zones`.
        row: Its first row.
        count: How many rows.
        columns: Key of what is in a column, by the column's letters.
    """

    section: str
    row: int
    count: int
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Standing:
    """Places of the numbers on a filled sheet, from top to bottom.

    Attributes:
        cells: Key of what a single cell holds, by its address.
        blocks: The filled lists, remarks apart.
    """

    cells: Mapping[str, str]
    blocks: Sequence[Block]

    def __post_init__(self) -> None:
        """Put all in the order of reading, as JSON does not keep it."""
        cells = dict(sorted(self.cells.items(), key=lambda item: parse_address(item[0])))
        blocks = [
            replace(block, columns=dict(sorted(block.columns.items(), key=_column)))
            for block in sorted(self.blocks, key=lambda block: block.row)
        ]
        object.__setattr__(self, "cells", cells)
        object.__setattr__(self, "blocks", blocks)

    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of every number."""
        for place in self.cells:
            yield parse_address(place)
        for block in self.blocks:
            for row in range(block.row, block.row + block.count):
                for letters in block.columns:
                    yield row, column_number(letters)

    def as_json(self) -> dict[str, Any]:
        """Plain lists and texts; `from_json` takes them back."""
        return {
            "cells": dict(self.cells),
            "blocks": [
                [block.section, block.row, block.count, dict(block.columns)]
                for block in self.blocks
            ],
        }

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> Standing:
        """The standing of its JSON.

        Raises:
            ValueError: it is no standing.
        """
        try:
            cells = {str(place): str(key) for place, key in held["cells"].items()}
            blocks = [
                Block(str(section), int(row), int(count), dict(columns))
                for section, row, count, columns in held["blocks"]
            ]
            for block in blocks:
                for letters in block.columns:
                    parse_address(f"{letters}{block.row}")
                parse_address(f"A{block.row + max(block.count, 1) - 1}")
            standing = cls(cells, blocks)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error
        return standing


@dataclass(frozen=True)
class Numbers:
    """The value of that cell.

    Attributes:
        month: `YYYY-MM`.
        standing: Where.
        values: By row and column, plain.
    """

    month: str
    standing: Standing
    values: Mapping[tuple[int, int], Value]

    def canonical(self) -> dict[str, Any]:
        """The canonical numbers before they are text."""
        return {
            "month": self.month,
            "cells": [
                [place, key, self.values[parse_address(place)]]
                for place, key in self.standing.cells.items()
            ],
            "blocks": [
                {
                    "section": block.section,
                    "row": block.row,
                    "columns": list(map(list, block.columns.items())),
                    "rows": [
                        [self.values[row, column_number(letters)] for letters in block.columns]
                        for row in range(block.row, block.row + block.count)
                    ],
                }
                for block in self.standing.blocks
            ],
        }

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical numbers, 64 hexadecimal digits."""
        return digest_of(self.canonical())

    def at(self, place: str) -> Value:
        """The value of the cell of that address."""
        return self.values[parse_address(place)]

    def records(self, section: str) -> list[Record]:
        """The records of a list; of a key that occurs twice the first cell.

        A list that was filled in several places has the same records in each, in one order.
        """
        found: list[Record] = []
        for block in self.standing.blocks:
            if block.section != section:
                continue
            found += [{} for _ in range(block.count - len(found))]
            for row, record in zip(range(block.row, block.row + block.count), found, strict=False):
                for letters, key in block.columns.items():
                    place = row, column_number(letters)
                    record.setdefault(key, (address(*place), self.values[place]))
        return found

    def heading(self) -> Record:
        """By key the address and value of the single cells."""
        held: Record = {}
        for place, key in self.standing.cells.items():
            held.setdefault(key, (place, self.values[parse_address(place)]))
        return held


def take_numbers(month: str, standing: Standing, value_at: Callable[[int, int], object]) -> Numbers:
    """The numbers that are there.

    Args:
        month: `YYYY-MM`.
        standing: Where.
        value_at: The cell's value by row and column.
    """
    values = {place: plain(value_at(*place)) for place in standing.places()}
    return Numbers(month, standing, values)


def canonical_text(held: object) -> str:
    """JSON without blanks, keys sorted."""
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def note_text(held: object) -> str:
    """JSON as notes on 名單 hold it: the same values, in ASCII.

    Programs read it, and its words are zh-Hant whatever the workbook's language: nobody who opens
    the sheet should meet them as text of their own.
    """
    return json.dumps(held, sort_keys=True, separators=(",", ":"))


def digest_of(held: object) -> str:
    """SHA-256 of its canonical text."""
    return hashlib.sha256(canonical_text(held).encode()).hexdigest()


def plain(value: object) -> Value:
    """The value as canonical numbers hold it.

    >>> plain(3.0), plain(0.1 + 0.2), plain(""), plain(94.17)
    (3, 0.3, None, 94.17)
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    number = round(float(value), _DECIMALS)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number


def exact_number(value: Value) -> Fraction | None:
    """The decimal that a number stands for, None of anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Fraction(repr(value))


def _column(item: tuple[str, str]) -> int:
    return column_number(item[0])
