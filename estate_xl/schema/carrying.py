"""What of a sheet's records goes into the next year's workbook, as the sheet declares it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from estate_xl.language import Label


class Filled(NamedTuple):
    """A cell that is filled in, with that word if one is named.

    Attributes:
        column: Key of the column.
        word: The only content that counts; None for any.
        whole: Key of the column of the number that it has to reach; empty for none.
    """

    column: str
    word: Label | None = None
    whole: str = ""


@dataclass(frozen=True)
class Carried:
    """What of a sheet goes along; every record with a day of the new year does in any case.

    So does a record that one which goes along refers to, and one whose days cannot be read.

    Attributes:
        every: All of its records, as masters and set-up.
        closings: Ways in which a record is closed, each the cells that are filled in then; while it
            is none of them the record is open and goes along.
        only_if: Key of the column without which nothing of a record can be open; empty for none.
        along: Key of a reference: a record goes along with the one that it names there.
        days_before: Records of that many days before the new year go along, for what looks back.
        latest_of: Key of a column: the latest record of each of its values goes along.
        why_closed: What those two are for, as a person is told; None where there are none.
        bears: Records of days that may still bear on what goes along, from its earliest day on.
    """

    every: bool = False
    closings: tuple[tuple[Filled, ...], ...] = ()
    only_if: str = ""
    along: str = ""
    days_before: int = 0
    latest_of: str = ""
    why_closed: Label | None = None
    bears: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """Keys of the columns that decide."""
        filled = [each for closing in self.closings for each in closing]
        keys = {key for each in filled for key in (each.column, each.whole) if key}
        return frozenset(keys | ({self.only_if, self.along, self.latest_of} - {""}))


EVERYTHING = Carried(every=True)
OF_THE_YEAR = Carried()
"""Nothing but records of the new year."""
