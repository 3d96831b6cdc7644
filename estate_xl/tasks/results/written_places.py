"""The rows and cells that a command wrote, as its result names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.language import Label, Listing, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.language import Language

_PLACES: Final = Label("寫在{places}。", "Written there: {places}.")
_CELL: Final = Label("「{sheet}」{cell}", "“{sheet}” {cell}")
_ROW: Final = Label("「{sheet}」第 {first} 行", "row {first} of “{sheet}”")
_ROWS: Final = Label("「{sheet}」第 {first} 至 {last} 行", "rows {first} to {last} of “{sheet}”")


class Place(NamedTuple):
    """Rows of a sheet, or one cell of a row.

    Attributes:
        sheet: Title of the sheet.
        first: First row.
        last: Last row.
        cell: The cell's address; empty for whole rows.
    """

    sheet: str
    first: int
    last: int
    cell: str = ""

    @classmethod
    def of_rows(cls, sheet: str, rows: Sequence[int]) -> Place:
        """Rows one below the other."""
        return cls(sheet, rows[0], rows[-1])

    def as_json(self) -> dict[str, object]:
        """The place as `--json` prints it."""
        return {"sheet": self.sheet, "rows": [self.first, self.last], "cell": self.cell or None}


def place_lines(places: Sequence[Place], language: Language) -> list[str]:
    """A line that names the places; none for none."""
    if not places:
        return []
    words = Listing([Phrase(_label(place), place._asdict()) for place in places])
    return [Phrase(_PLACES, {"places": words}).text(language)]


def _label(place: Place) -> Label:
    if place.cell:
        return _CELL
    return _ROW if place.first == place.last else _ROWS
