"""Months of the appraisal: `YYYY-MM`, from its first day to its last, both inclusive."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Month:
    """A calendar month.

    >>> Month.parse("2026-02").last_day.day
    28
    """

    first_day: pd.Timestamp

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month of its text.

        Raises:
            ValueError: the text is not `YYYY-MM` with a year from 2000 and a month from 01 to 12.
        """
        if _MONTH.fullmatch(text) is None:
            raise ValueError(text)
        return cls(pd.Timestamp(f"{text}-01"))

    def __str__(self) -> str:
        """The text `YYYY-MM`."""
        return f"{self.first_day:%Y-%m}"

    @property
    def last_day(self) -> pd.Timestamp:
        """Midnight at the start of its last day."""
        return self.first_day + pd.offsets.MonthEnd(1)

    def holds(self, times: pd.Series) -> pd.Series:
        """Which of the times lie in the month; a missing one does not."""
        return times.ge(self.first_day) & times.lt(self.first_day + pd.offsets.MonthBegin(1))
