"""Arguments of cell functions read as the workbook's own cells are, one at a time."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

import pandas as pd

from estate_xl.compute import Month
from estate_xl.language import Label, Listing, Phrase
from estate_xl.live import answer_texts as texts
from estate_xl.read.values import parse_column, plain_text
from estate_xl.schema import Column, Kind

_WHAT: Final = Label("", "")
_DATE: Final = Column("date", _WHAT, Kind.DATE)
_MONTH: Final = Column("month", _WHAT, Kind.MONTH)
_COUNT: Final = Column("count", _WHAT, Kind.INTEGER)
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2099
_MOST_DAYS: Final = 2000
_MOST_KEPT: Final = 20_000


class NoAnswerError(Exception):
    """The answer instead: a reason that begins with an error of Excel's, or an empty text."""

    def __init__(self, reason: Phrase | str) -> None:
        """Take the reason."""
        super().__init__(reason)
        self.reason = reason


def parse_day(value: object) -> dt.datetime:
    """Midnight of a day.

    Raises:
        NoAnswerError: it is empty, an error, no day, or outside of 2000 to 2099.
    """
    if not isinstance(value, dt.datetime):
        day = _parsed(_checked(value), _DATE)
        if day is None:
            raise NoAnswerError(Phrase(texts.NO_DATE, {"value": plain_text(value)}))
        value = pd.Timestamp(str(day)).to_pydatetime()
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        facts = {"year": value.year, "first": _FIRST_YEAR, "last": _LAST_YEAR}
        raise NoAnswerError(Phrase(texts.YEAR_OUT_OF_RANGE, facts))
    return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zones


def parse_count(value: object) -> int:
    """A number of days.

    Raises:
        NoAnswerError: it is empty, an error, no whole number, below 0 or above 2000.
    """
    count = _parsed(_checked(value), _COUNT)
    if count is None:
        raise NoAnswerError(Phrase(texts.NO_WHOLE_NUMBER, {"value": plain_text(value)}))
    number = int(float(str(count)))
    if not 0 <= number <= _MOST_DAYS:
        raise NoAnswerError(Phrase(texts.DAYS_OUT_OF_RANGE, {"days": number, "most": _MOST_DAYS}))
    return number


def parse_month(value: object) -> Month:
    """A month, of its text or of a date in it.

    Raises:
        NoAnswerError: it is empty, an error or no month.
    """
    month = _parsed(_checked(value), _MONTH)
    if month is None:
        raise NoAnswerError(Phrase(texts.NO_MONTH, {"value": plain_text(value)}))
    return Month.parse(str(month))


def parse_choice(value: object, choices: tuple[Label, ...]) -> str:
    """The zh-Hant word of a choice in any of the three languages.

    Raises:
        NoAnswerError: it is empty, an error or another word.
    """
    found = _parsed(_checked(value), _choice_column(choices))
    if found is None:
        known = Listing(choices)
        raise NoAnswerError(Phrase(texts.NO_CHOICE, {"value": plain_text(value), "known": known}))
    return str(found)


def _checked(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        empty = ""
        raise NoAnswerError(empty)
    if isinstance(value, str) and value.startswith("#"):
        raise NoAnswerError(value)
    return value


@lru_cache(maxsize=_MOST_KEPT, typed=True)
def _parsed(value: object, column: Column) -> object:
    """The typed value, or None; a text that ten thousand cells share is parsed once."""
    found = parse_column(pd.Series([value], dtype=object), column).iloc[0]
    return None if pd.isna(found) else found


@lru_cache
def _choice_column(choices: tuple[Label, ...]) -> Column:
    return Column("choice", _WHAT, Kind.CHOICE, choices=choices)
