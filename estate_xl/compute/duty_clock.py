"""Minutes that pass while the front desk is there (R-5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.times_of_day import latest

if TYPE_CHECKING:
    from estate_xl.schema.duty_hours import DutyHours

_ONE_DAY: Final = pd.Timedelta(days=1)
_LEAST: Final = pd.Timedelta(microseconds=1)


def after_minutes(times: pd.Series, minutes: int, hours: DutyHours) -> pd.Series:
    """The moment when so many minutes of duty have passed since each time.

    Every calendar day has the same hours. A date without a time is its day's end; what the end of
    the hours interrupts goes on when the next ones begin.

    Args:
        times: Datetimes; a missing one stays so.
        minutes: One or more.
        hours: Of duty.
    """
    begun = latest(times)
    start, end = (pd.Timedelta(minutes=each) for each in hours)
    passed = (begun - begun.dt.normalize() - start).clip(pd.Timedelta(0), end - start)
    wanted = passed + pd.Timedelta(minutes=minutes)
    days = (wanted - _LEAST) // (end - start)
    rest = wanted - days * (end - start)
    moments: pd.Series = begun.dt.normalize() + days * _ONE_DAY + start + rest
    return moments.astype("datetime64[us]")
