"""Months whose numbers are being computed, as the severities of a lack ask for them (R-5.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from estate_xl.typed_frames import Tables

_RECORDED: Final = (
    ("Tickets", "registered"),
    ("Tickets", "returned"),
    ("Tickets", "visited"),
    ("SlipReturns", "at"),
    ("Complaints", "received"),
    ("Commendations", "date"),
    ("Inspections", "date"),
)
"""Times that decide in which month a record counts."""

_ONE_MONTH: Final = pd.DateOffset(months=1)


@dataclass(frozen=True)
class ComputedMonths:
    """Which months' numbers are being computed.

    Attributes:
        first: First day of the first month ever computed.
        start: First day of the months being computed.
        end: First moment after them; None where they go on.
        today: The day of the check.
    """

    first: pd.Timestamp
    start: pd.Timestamp
    end: pd.Timestamp | None
    today: pd.Timestamp

    @classmethod
    def of_month(cls, first_day: pd.Timestamp) -> ComputedMonths:
        """One month alone, looked at from its end."""
        end = first_day + _ONE_MONTH
        return cls(first_day, first_day, end, end)

    @classmethod
    def of_workbook(
        cls, tables: Tables, now: dt.datetime, noted: Iterable[pd.Timestamp] = ()
    ) -> ComputedMonths:
        """The months that a check of the whole workbook minds.

        From the month computed last on, the present one among them: those are still to be computed,
        or computed again. Where none was computed yet, from the month before the one of the latest
        record: that is the first whose month-end comes.

        Args:
            tables: The workbook's.
            now: The moment; a later record is a slip of the pen.
            noted: First days of the months that were computed.
        """
        today: pd.Timestamp = pd.Timestamp(now).normalize()
        present = today.replace(day=1)
        computed: list[pd.Timestamp] = [day for day in noted if day <= present]
        if computed:
            return cls(min(computed), max(computed), None, today)
        held = [tables[sheet][column] for sheet, column in _RECORDED]
        recorded = pd.concat([times[times.le(now)] for times in held])
        latest = present if recorded.empty else pd.Timestamp(recorded.max())
        before = latest.normalize().replace(day=1) - _ONE_MONTH
        return cls(before, before, None, today)

    def holds(self, times: pd.Series) -> pd.Series:
        """Which of the times lie in the months being computed; a missing one does not."""
        held: pd.Series = times.ge(self.start)
        return held if self.end is None else held & times.lt(self.end)

    def may_hold(self, earliest: pd.Series, latest: pd.Series) -> pd.Series:
        """In which cases a time between these two may lie there; a missing end is open."""
        may: pd.Series = latest.isna() | latest.ge(self.start)
        return may if self.end is None else may & ~earliest.ge(self.end)
