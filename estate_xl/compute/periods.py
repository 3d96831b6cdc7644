"""Periods that figures are counted in: from a first day to a last day, both inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from estate_xl.compute.months import Month

_ONE_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Some days in a row; days are midnights at their start."""

    first_day: pd.Timestamp
    last_day: pd.Timestamp

    @classmethod
    def of(cls, month: Month, months_before: int) -> Period:
        """The month so many months before that one; 0 is the month itself.

        >>> from estate_xl.compute.months import Month
        >>> str(Period.of(Month.parse("2026-01"), 1).last_day.date())
        '2025-12-31'
        """
        first = month.first_day - pd.DateOffset(months=months_before)
        return cls(first, first + pd.offsets.MonthEnd(1))

    @classmethod
    def of_year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31))

    @property
    def end(self) -> pd.Timestamp:
        """The first moment after it."""
        return self.last_day + _ONE_DAY

    def holds(self, times: pd.Series) -> pd.Series:
        """Which of the times lie in it; a missing one does not."""
        held = times.to_numpy()
        first, end = self.first_day.to_datetime64(), self.end.to_datetime64()
        return pd.Series((held >= first) & (held < end), index=times.index)

    def months(self) -> list[Period]:
        """Its calendar months; it begins and ends with a whole one."""
        firsts = pd.date_range(self.first_day, self.last_day, freq="MS", unit="us")
        return [Period(first, first + pd.offsets.MonthEnd(1)) for first in firsts]
