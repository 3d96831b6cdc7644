"""The sample's time: its months, working days and hours, and the moment at which it stands.

First and last days are inclusive. The office is open every day from 08:30 to 18:00; return visits
are made on working days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label
from estate_xl.sample.random_streams import between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_ONE_DAY: Final = timedelta(days=1)
_OPENS_MINUTE, _CLOSES_HOUR = 8 * 60 + 30, 18
_SATURDAY, _FRIDAY = 5, 4
_OFF: Final = "休"
_WORK: Final = "班"
_MAKE_UP: Final = Label("國慶節調休上班", "Make-up day for National Day")
_MID_AUTUMN: Final = Label("中秋節", "Mid-Autumn Festival")
_NATIONAL_DAY: Final = Label("國慶節", "National Day")
_SPORTS_DAY: Final = Label("公司運動會", "Company sports day")
NAMES: Final = (_MAKE_UP, _MID_AUTUMN, _NATIONAL_DAY, _SPORTS_DAY)
"""Of the days off and the make-up days."""

# The State Council's notice for 2026, second half: first day, last day, kind, name.
_OFFICIAL: Final = (
    (date(2026, 9, 20), date(2026, 9, 20), _WORK, _MAKE_UP.hant),
    (date(2026, 9, 25), date(2026, 9, 27), _OFF, _MID_AUTUMN.hant),
    (date(2026, 10, 1), date(2026, 10, 7), _OFF, _NATIONAL_DAY.hant),
    (date(2026, 10, 10), date(2026, 10, 10), _WORK, _MAKE_UP.hant),
)


def _official_days() -> dict[date, tuple[str, str]]:
    return {
        first + timedelta(days=offset): (kind, name)
        for first, last, kind, name in _OFFICIAL
        for offset in range((last - first).days + 1)
    }


@dataclass(frozen=True)
class Span:
    """The months that the sample covers.

    Attributes:
        months: Texts `YYYY-MM`, ascending.
        special: Kind (休 or 班) and name of each day in them that is no plain weekday or weekend.
    """

    months: tuple[str, ...]
    special: dict[date, tuple[str, str]]

    def __hash__(self) -> int:
        """By its months, from which all else follows."""
        return hash(self.months)

    @property
    def last_month(self) -> str:
        """The month that the demo closes."""
        return self.months[-1]

    @property
    def first_day(self) -> date:
        """First day of all."""
        return first_of(self.months[0])

    @property
    def last_day(self) -> date:
        """Last day of all."""
        return days_of(self.last_month)[-1]

    @property
    def horizon(self) -> datetime:
        """The sample's present, 20:00 on the last day: nothing later has happened yet."""
        return datetime.combine(self.last_day, time(20))

    @property
    def turnover_month(self) -> str:
        """The month in which one person joined and one left: the last but one."""
        return self.months[max(0, len(self.months) - 2)]

    def next_working_day(self, day: date) -> date:
        """The first working day after that day.

        >>> make_span(["2026-09", "2026-10"]).next_working_day(date(2026, 9, 30))
        datetime.date(2026, 10, 8)
        """
        return _next_working_day(self, day)

    def is_working_day(self, day: date) -> bool:
        """True if it is one, by the special days, else by its weekday."""
        if day in self.special:
            return self.special[day][0] == _WORK
        return day.weekday() < _SATURDAY


@lru_cache(maxsize=1024)
def _next_working_day(span: Span, day: date) -> date:
    day += _ONE_DAY
    while not span.is_working_day(day):
        day += _ONE_DAY
    return day


def make_span(months: Sequence[str]) -> Span:
    """The span of those months; the last one has a company day, its fourth Friday.

    Raises:
        ValueError: there is no month, one is not `YYYY-MM`, or they do not ascend.
    """
    if not months or any(later <= earlier for earlier, later in pairwise(months)):
        msg = f"months must ascend and there must be one: {months!r}"
        raise ValueError(msg)
    covered = [day for month in months for day in days_of(month)]
    official = _official_days()
    special = {day: official[day] for day in covered if day in official}
    fridays = [day for day in days_of(months[-1]) if day.weekday() == _FRIDAY]
    special.setdefault(fridays[3], (_OFF, _SPORTS_DAY.hant))
    return Span(tuple(months), special)


def first_of(month: str) -> date:
    """Its first day.

    Raises:
        ValueError: the text is not `YYYY-MM`.
    """
    return date.fromisoformat(f"{month}-01")


def days_of(month: str) -> list[date]:
    """All its days."""
    first = first_of(month)
    days = [first + timedelta(days=offset) for offset in range(31)]
    return [day for day in days if day.month == first.month]


def weeks_of(span: Span, month: str) -> list[list[date]]:
    """The days of the month by weeks from Monday to Sunday; a week is its Sunday's month's.

    A week that the month only begins is left out, unless the sample ends with it.
    """
    weeks: dict[date, list[date]] = {}
    for day in days_of(month):
        weeks.setdefault(day + timedelta(days=6 - day.weekday()), []).append(day)
    return [
        days for sunday, days in weeks.items() if sunday == days[-1] or month == span.last_month
    ]


def at(day: date, rng: Random, first_hour: int = 9, last_hour: int = 17) -> datetime:
    """A minute of that day, from the first hour to the end of the last."""
    return datetime.combine(day, time(between(rng, first_hour, last_hour), between(rng, 0, 59)))


def into_hours(moment: datetime, rng: Random) -> datetime:
    """The moment, or where the office is shut then, some time in its next first hour."""
    minute = moment.hour * 60 + moment.minute
    if moment.hour >= _CLOSES_HOUR:
        minute -= 24 * 60
    elif minute >= _OPENS_MINUTE:
        return moment
    return moment + timedelta(minutes=_OPENS_MINUTE - minute + between(rng, 0, 60))


def calendar_rows(span: Span) -> list[dict[str, object]]:
    """The rows of 節假日."""
    return [
        {"date": day, "kind": kind, "name": name}
        for day, (kind, name) in sorted(span.special.items())
    ]
