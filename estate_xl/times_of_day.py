"""Times of day that are not known: a date typed alone is the midnight at its start.

In Excel both are one value of a cell. Such a moment is some time on its day: it is neither before
nor after another time of that day, and as the start of a deadline it is the day's end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import datetime as dt

_DAY: Final = "datetime64[D]"
_ALMOST_A_DAY: Final = pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)


def lacks_clock(times: pd.Series) -> pd.Series:
    """Which moments are dates without a time; a missing one is none."""
    held = times.to_numpy()
    return pd.Series(held == held.astype(_DAY), index=times.index)


def latest(times: pd.Series) -> pd.Series:
    """The last instant that each moment can be: of a date without a time, its day's end."""
    ends = np.where(lacks_clock(times), times + _ALMOST_A_DAY, times)
    return pd.Series(ends, index=times.index)


def is_before(times: pd.Series, others: pd.Series) -> pd.Series:
    """Which moments are surely before the others; a missing one is not.

    >>> day, at_nine = (pd.Series([pd.Timestamp(f"2026-03-06 {text}")]) for text in ("", "09:00"))
    >>> bool(is_before(day, at_nine).item()), bool(is_before(at_nine, day).item())
    (False, False)
    """
    return latest(times) < others


def minute_text(moment: dt.datetime) -> str:
    """A moment as sentences write it: no 00:00 that nobody typed.

    >>> minute_text(pd.Timestamp("2026-03-06 09:30")), minute_text(pd.Timestamp("2026-03-06"))
    ('2026-03-06 09:30', '2026-03-06')
    """
    has_clock = (moment.hour, moment.minute, moment.second) != (0, 0, 0)
    return f"{moment:%Y-%m-%d %H:%M}" if has_clock else f"{moment:%Y-%m-%d}"
