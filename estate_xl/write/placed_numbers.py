"""Which cell of a filled sheet holds which number: those of plain names and of known formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.compute.appraisal_numbers import Block, Standing
from estate_xl.engine.addresses import address, column_letters
from estate_xl.write.expressions import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate_xl.schema.appraisal import Section
    from estate_xl.write.expressions import Names, Value

_NAME_ALONE: Final = re.compile(r"\s*\{\{\s*(\w+)\s*\}\}\s*")
_REMARKS: Final = "remarks"
_WORDS: Final = frozenset({"state"})
"""Names of what no number is: it changes when the month is approved."""


def named_alone(content: str, names: Names) -> str | None:
    """Key of a cell's text that is one name and nothing else."""
    match = _NAME_ALONE.fullmatch(content)
    return None if match is None else names.key(match[1])


class Places:
    """The numbers of a sheet, noted while it is filled from top to bottom."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: dict[tuple[int, int], Value] = {}
        self._cells: dict[str, str] = {}
        self._blocks: dict[int, tuple[Section, int, int, dict[str, str]]] = {}

    def note(
        self,
        row: int,
        block: tuple[int, Section | None],
        keys: Iterable[tuple[int, str]],
        record: Mapping[str, object],
    ) -> None:
        """Note what is in a filled row.

        Args:
            row: The row of the filled sheet.
            block: The template's row, and its list if it has one.
            keys: Column and key of each number of the row.
            record: Values by key.
        """
        origin, section = block
        held = [(column, key) for column, key in keys if key in record and key not in _WORDS]
        if section is not None and section.key == _REMARKS:
            return
        for column, key in held:
            self.values[row, column] = plain_value(record[key])
        if section is None:
            self._cells |= {address(row, column): key for column, key in held}
            return
        columns = {column_letters(column): key for column, key in held}
        _, first, count, _ = self._blocks.get(origin, (section, row, 0, {}))
        self._blocks[origin] = section, first, count + 1, columns

    def standing(self) -> Standing:
        """Their places."""
        return Standing(
            self._cells,
            [
                Block(section.key, first, count, columns)
                for section, first, count, columns in self._blocks.values()
            ],
        )
