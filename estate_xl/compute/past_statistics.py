"""A year's figures as the next year's workbook keeps them, which lacks the rows they came from.

They are values: of the year as a whole, then of its twelve months.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.compute.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

_PERIODS: Final = 13
_NOTHING: Final = "-"
_KNOWN: Final = "known"
Lines = tuple[str, str]
"""A key and what stands beside it, as 名單 keeps them."""


class PastYear(NamedTuple):
    """The figures of one year.

    Attributes:
        year: The year.
        known: Whether there were records, of the year and of each month.
        tables: Numbers by line, by block key; missing ones are NaN.
    """

    year: int
    known: tuple[bool, ...]
    tables: Mapping[str, Mapping[str, tuple[float, ...]]]

    @classmethod
    def of(cls, year: int, known: Sequence[bool], tables: Mapping[str, pd.DataFrame]) -> PastYear:
        """The figures of that year's `year_statistics`.

        Args:
            year: The year.
            known: As the statistics have it; further periods than the thirteen do not matter.
            tables: Likewise.
        """
        places = range(_PERIODS)
        return cls(
            year,
            tuple(known[:_PERIODS]),
            {
                block: {
                    str(line): tuple(map(float, numbers))
                    for line, numbers in zip(frame.index, frame[[*places]].to_numpy(), strict=True)
                }
                for block, frame in tables.items()
            },
        )

    def covers(self, period: Period) -> bool:
        """True of a period that ended with this year, or before."""
        return period.last_day.year <= self.year

    def place(self, period: Period) -> int | None:
        """The place of a period among its numbers; None where nothing is known of it."""
        if period == Period.of_year(self.year):
            place = 0
        elif period.first_day.year == self.year and period.first_day.month == period.last_day.month:
            place = period.first_day.month
        else:
            return None
        return place if self.known[place] else None

    def numbers(self, block: str, place: int) -> dict[str, float]:
        """Numbers of a block by line, those that are none left out."""
        lines = self.tables.get(block, {})
        found = {line: numbers[place] for line, numbers in lines.items()}
        return {line: number for line, number in found.items() if not math.isnan(number)}

    def as_lines(self) -> Iterator[Lines]:
        """The lines that keep it: `2026 tickets_zone A01`, and thirteen numbers."""
        yield f"{self.year} {_KNOWN} ", " ".join(str(int(known)) for known in self.known)
        for block, lines in self.tables.items():
            for line, numbers in lines.items():
                shown = (_NOTHING if math.isnan(each) else f"{each!r}" for each in numbers)
                yield f"{self.year} {block} {line}", " ".join(shown)

    @classmethod
    def from_lines(cls, lines: Iterable[Lines]) -> PastYear | None:
        """The figures that lines keep; None where they keep none. Damaged lines are left out."""
        year: int | None = None
        known: tuple[bool, ...] = (False,) * _PERIODS
        tables: dict[str, dict[str, tuple[float, ...]]] = {}
        for key, text in lines:
            head, _, rest = key.partition(" ")
            block, _, line = rest.partition(" ")
            numbers = _numbers(text)
            if not head.isdecimal() or numbers is None:
                continue
            year = int(head)
            if block == _KNOWN:
                known = tuple(number == 1 for number in numbers)
            else:
                tables.setdefault(block, {})[line] = numbers
        return None if year is None else cls(year, known, tables)


def _numbers(text: str) -> tuple[float, ...] | None:
    try:
        found = tuple(math.nan if each == _NOTHING else float(each) for each in text.split())
    except ValueError:
        return None
    return found if len(found) == _PERIODS else None
