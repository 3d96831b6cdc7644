"""Formulas that stay true in the new workbook: all they refer to and call is there.

Functions are those that every Excel since 2010 computes from their arguments alone: a clock, a
random number, a link, a text turned into a reference, or a function of an add-in is none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from estate_xl.engine.model.formulas import words
from estate_xl.engine.model.references import parse_cells
from estate_xl.engine.model.spilled_formulas import ONE_VALUE_FUNCTIONS

if TYPE_CHECKING:
    from estate_xl.engine.model.formulas import Word
    from estate_xl.engine.model.moved_cells import Area

_BETWEEN: Final = re.compile(r"[\s+\-*/^&=<>(),;%{}.]*")
_NUMBER: Final = re.compile(r"\d[\d.]*(?:[eE][+-]?\d+)?")


@dataclass
class Hidden:
    """Rows and columns of a sheet that nobody sees; they stay empty in the new workbook."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    @property
    def is_any(self) -> bool:
        """True if anything is hidden."""
        return bool(self.rows or self.columns)

    def holds(self, row: int, column: int) -> bool:
        """True if the cell is in one of them."""
        return row in self.rows or column in self.columns

    def touches(self, area: Area) -> bool:
        """True if a cell of the area is in one of them."""
        top, left, bottom, right = area
        return any(top <= row <= bottom for row in self.rows) or any(
            left <= column <= right for column in self.columns
        )


class Truth:
    """The names and areas that formulas of the new workbook can reach."""

    def __init__(self, hidden: dict[str, Hidden]) -> None:
        """Take what is hidden of each sheet, by its title."""
        self._hidden = {title.casefold(): held for title, held in hidden.items()}

    def stays_true(self, formula: str, home: str) -> bool:
        """True if a formula of the sheet `home`, as the file holds it, gives what it gave.

        >>> truth = Truth({"a": Hidden(), "b": Hidden(rows={3})})
        >>> [truth.stays_true(text, "a") for text in ("SUM(A1:A3)*2", "b!A1&c!A1", "b!A2:A4", "n")]
        [True, False, False, False]
        """
        return all(self._is_known(word, home) for word in words(formula))

    def is_within(self, references: str, home: str) -> bool:
        """True if references are all of the sheet `home`, hidden cells or not."""
        held = list(words(references))
        own = [word for word in held if word.reference is not None]
        rest = [word for word in held if word.reference is None]
        titles = {(home if word.sheet is None else word.sheet).casefold() for word in own}
        return titles == {home.casefold()} and all(self._is_known(word, home) for word in rest)

    def area(self, reference: str, home: str) -> tuple[str, Area] | None:
        """Title in lower case and area of a reference, None if it is not to be kept."""
        held = list(words(reference))
        if len(held) != 1 or held[0].reference is None or not self._is_known(held[0], home):
            return None
        found = parse_cells(held[0].reference.replace("$", ""))
        title = home if held[0].sheet is None else held[0].sheet
        return None if found is None else (title.casefold(), found)

    def _is_known(self, word: Word, home: str) -> bool:
        if word.reference is not None:
            hidden = self._hidden.get((home if word.sheet is None else word.sheet).casefold())
            area = parse_cells(word.reference.replace("$", ""))
            return hidden is not None and area is not None and not hidden.touches(area)
        if word.is_call:
            name = word.text.upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
            return name in ONE_VALUE_FUNCTIONS or not word.text.strip("(")
        if word.text.upper() in {"TRUE", "FALSE"}:
            return True
        return bool(_BETWEEN.fullmatch(word.text) or _NUMBER.fullmatch(word.text))
