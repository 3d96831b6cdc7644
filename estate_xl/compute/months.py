"""Months of the appraisal: `YYYY-MM`, from its first day to its last, both inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.dates import month_of

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Month:
    """A calendar month.

    >>> Month.parse("2026-02").last_day.day
    28
    """

    first_day: pd.Timestamp

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month of its text, in any spelling that 月份 takes: `2026-10`, `2026年10月`.

        Raises:
            ValueError: the text is no month from 2000-01 to 2099-12.
        """
        month = month_of(text)
        if month is None:
            raise ValueError(text)
        return cls(pd.Timestamp(f"{month}-01"))

    def __str__(self) -> str:
        """The text `YYYY-MM`."""
        return f"{self.first_day:%Y-%m}"

    @property
    def last_day(self) -> pd.Timestamp:
        """Midnight at the start of its last day."""
        return self.first_day + pd.offsets.MonthEnd(1)

    def holds(self, times: pd.Series) -> pd.Series:
        """Which of the times lie in the month; a missing one does not."""
        held = times.to_numpy()
        return pd.Series((held >= self._start) & (held < self._end), index=times.index)

    @cached_property
    def _start(self) -> np.datetime64:
        return self.first_day.to_datetime64()

    @cached_property
    def _end(self) -> np.datetime64:
        return (self.first_day + pd.offsets.MonthBegin(1)).to_datetime64()
