"""Days and months as people write them: understood where only one reading is possible.

Texts only, without pandas: a cell, the command line and a button read them by the same rule.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from estate_xl.cells import seen

FIRST_YEAR, LAST_YEAR = 1950, 2099
"""The years of a record's days; any other date is a mistake."""
_MONTHS = 12
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*[日號号]?|(?P<m3>\d{2})(?P<d3>\d{2}))(?P<rest>.*)",
    re.DOTALL,
)
_YEAR_LAST = re.compile(
    r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})(?P<rest>.*)", re.DOTALL
)
_MONTH = re.compile(r"(20\d{2})(?:[-/.]|年)?(0?[1-9]|1[0-2])月?")
_CENTURY = range(2000, 2100)
_NOON = 12
_WEEKDAY = re.compile(r"^\s*[(]?(?:星期|週|周|礼拜|禮拜)[一二三四五六日天][)]?")
CLOCK = re.compile(
    r"[T\s]*+(?:(?P<half>上午|下午|[AaPp][Mm])\s*+)?(?P<h>\d{1,2})(?:[:時时點点](?P<mi>\d{1,2})分?)"
    r"(?::(?P<s>\d{1,2})(?:\.\d+)?)?\s*(?P<half2>[AaPp][Mm])?"
)
"""A time of the day as people write it."""


def folded(text: str) -> str:
    """The text in one width, without marks that nobody sees."""
    return unicodedata.normalize("NFKC", seen(text))


def month_of(text: str) -> str | None:
    """The month of the text as `YYYY-MM`, a day's too; None for any other text.

    >>> [month_of(text) for text in ("2026年10月", "202610", "２０２６／１０", "10/2026")]
    ['2026-10', '2026-10', '2026-10', None]
    """
    plain = folded(text).replace(" ", "")
    match = _MONTH.fullmatch(plain)
    if match is not None:
        return f"{match[1]}-{int(match[2]):02d}"
    day, rest = day_of(plain)
    return None if day is None or rest or day.year not in _CENTURY else f"{day:%Y-%m}"


def day_of(text: str) -> tuple[dt.datetime | None, str]:
    """The day that the text begins with, and what follows it."""
    match = _YEAR_FIRST.fullmatch(text)
    if match is not None:
        month = match["m"] or match["m2"] or match["m3"]
        day = match["d"] or match["d2"] or match["d3"]
        return _date(match["y"], month, day), match["rest"].strip()
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None, ""
    first, second = int(match["a"]), int(match["b"])
    if first > _MONTHS or first == second:
        first, second = second, first
    elif second <= _MONTHS:
        return None, ""
    return _date(match["y"], first, second), match["rest"].strip()


def _date(year: str, month: str | int, day: str | int) -> dt.datetime | None:
    try:
        return dt.datetime(int(year), int(month), int(day))  # noqa: DTZ001 - no zone in a workbook
    except ValueError:
        return None


def moment_of(text: str) -> dt.datetime | None:
    """The date, or date and time, that somebody typed; None if it is none.

    >>> moment_of("2026/10/31 下午3:05"), moment_of("2026年10月31日（周六）8時30分")
    (datetime.datetime(2026, 10, 31, 15, 5), datetime.datetime(2026, 10, 31, 8, 30))
    """
    day, rest = day_of(folded(text).strip())
    rest = _WEEKDAY.sub("", rest)
    if day is None or not rest:
        return day
    clock = CLOCK.fullmatch(rest)
    return None if clock is None else _at(day, clock)


def _at(day: dt.datetime, clock: re.Match[str]) -> dt.datetime | None:
    hour, half = int(clock["h"]), (clock["half"] or clock["half2"] or "").casefold()
    if half in {"下午", "pm"} and hour < _NOON:
        hour += _NOON
    elif half in {"上午", "am"} and hour == _NOON:
        hour = 0
    try:
        return day.replace(hour=hour, minute=int(clock["mi"]), second=int(clock["s"] or 0))
    except ValueError:
        return None
