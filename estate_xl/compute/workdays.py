"""Working days with make-up days (調休), corrected by the 節假日 sheet (R-5.4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import chinese_calendar
import numpy as np
import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.schema import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORK: Final = terms.CALENDAR_KINDS[1].hant
_SATURDAY: Final = 5
_LAST_MINUTE: Final = pd.Timedelta(hours=23, minutes=59)
_LONGEST_BREAK_DAYS: Final = 40


@dataclass(frozen=True)
class Deadlines:
    """Ends of working days, by the rows asked for.

    Attributes:
        due: 23:59 of the day; missing where the start is.
        provisional: Whether a day on the way lies in a year that nobody has settled.
    """

    due: pd.Series
    provisional: pd.Series


@needs(Calendar=("date", "kind"))
class WorkCalendar:
    """The official calendar of working days, and what an office's 節假日 sheet says of it.

    A line of 節假日 wins over the official calendar. A year that the official calendar does not
    know yet is settled by any line of that year: its other days are weekdays and weekends. Without
    one they count so too, but what follows from them is provisional.
    """

    def __init__(self, calendar: pd.DataFrame) -> None:
        """Take the frame of 節假日; of a day that occurs twice the last line counts."""
        lines = calendar.dropna(subset=["date", "kind"])
        self._own = pd.Series(
            lines["kind"].eq(_WORK).to_numpy(),
            index=pd.DatetimeIndex(lines["date"]).normalize().as_unit("us"),
            dtype=bool,
        )
        self._own = self._own[~self._own.index.duplicated(keep="last")]
        self._settled_years = frozenset(lines["date"].dt.year)

    def is_working(self, days: pd.Series) -> pd.Series:
        """Which days are working days; a missing one is not."""
        held = days.dt.normalize()
        table = self._table(held.min(), held.max())
        working = pd.Series(table.working, index=table.days)
        return working.reindex(held).eq(other=True).set_axis(days.index)

    def after(self, days: pd.Series, count: int) -> Deadlines:
        """The end of the count-th working day after each day.

        Args:
            days: Datetimes; their time of day does not matter.
            count: Working days, 0 or more; 0 is the day itself.
        """
        starts = days.dt.normalize()
        due = pd.Series(pd.NaT, index=days.index, dtype="datetime64[us]")
        provisional = pd.Series(data=False, index=days.index)
        filled = starts.dropna()
        if filled.empty:
            return Deadlines(due, provisional)
        spare = pd.Timedelta(days=_LONGEST_BREAK_DAYS + 2 * count + len(self._own))
        table = self._table(filled.min(), filled.max() + spare)
        start = table.days.get_indexer(pd.DatetimeIndex(filled))
        passed = np.cumsum(table.working)
        end = np.searchsorted(passed, passed[start] + count) if count else start
        unsettled = np.cumsum(~table.settled)
        due.loc[filled.index] = table.days[end] + _LAST_MINUTE
        provisional.loc[filled.index] = unsettled[end] > unsettled[start]
        return Deadlines(due, provisional)

    def _table(self, first: pd.Timestamp, last: pd.Timestamp) -> _Table:
        if pd.isna(first):
            first = last = pd.Timestamp(2026, 1, 1)
        days = pd.date_range(first, last, unit="us")
        years = sorted(set(days.year))
        official = [_official_year(year) for year in years]
        whole = pd.DatetimeIndex(
            [day for held in official for day in held.days], dtype="datetime64[us]"
        )
        working = pd.Series([work for held in official for work in held.working], index=whole)
        known = [year in self._settled_years or _official_year(year).known for year in days.year]
        working = working.reindex(days)
        own = self._own.reindex(days)
        return _Table(
            days,
            np.asarray(working.mask(own.notna(), own), dtype=np.bool_),
            np.asarray(known, dtype=bool) | own.notna().to_numpy(),
        )


@dataclass(frozen=True)
class _Table:
    days: pd.DatetimeIndex
    working: NDArray[np.bool_]
    settled: NDArray[np.bool_]


@dataclass(frozen=True)
class _Year:
    days: tuple[dt.date, ...]
    working: tuple[bool, ...]
    known: bool


@cache
def _official_year(year: int) -> _Year:
    """A year's days; weekdays where the official calendar does not know the year."""
    first = dt.date(year, 1, 1)
    count = (dt.date(year + 1, 1, 1) - first).days
    days = tuple(first + dt.timedelta(days=number) for number in range(count))
    try:
        return _Year(days, tuple(map(chinese_calendar.is_workday, days)), known=True)
    except NotImplementedError:
        return _Year(days, tuple(day.weekday() < _SATURDAY for day in days), known=False)
