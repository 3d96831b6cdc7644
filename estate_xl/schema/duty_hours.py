"""Hours of a day in which the front desk is there: `08:00-20:00` (R-5.1)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_HOURS: Final = re.compile(r"(\d{1,2}):([0-5]\d) *[-~–—] *(\d{1,2}):([0-5]\d)", re.ASCII)
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR


class DutyHours(NamedTuple):
    """The same hours every day, in minutes from midnight.

    Attributes:
        start: The first minute.
        end: The minute after the last one.
    """

    start: int
    end: int


def read_hours(text: str) -> DutyHours | None:
    """The hours that the text writes; None where it writes none, or none that has an end.

    Full-width signs count as plain ones.

    >>> read_hours("08:00-20:00"), read_hours("8：30～24：00"), read_hours("20:00-08:00")
    (DutyHours(start=480, end=1200), DutyHours(start=510, end=1440), None)
    """
    match = _HOURS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    first, minute, last, last_minute = map(int, match.groups())
    start, end = first * _HOUR + minute, last * _HOUR + last_minute
    return DutyHours(start, end) if start < end <= _DAY else None
