"""Cells to typed values: understood where only one reading is possible, never guessed.

Each `parse_` function takes the raw values of a column as xlwings gives them (text, float, bool,
datetime, None) and returns the typed values, missing where a cell is blank or cannot be read. Width
of digits, outer blanks and the usual spellings of a date do not matter. A date such as 3/10/2026,
which two people read in two ways, is not read. Live Excel gives a cell that is formatted as a
currency as a Decimal; it is the number that the file holds.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.dates import CLOCK, FIRST_YEAR, LAST_YEAR, folded, moment_of, month_of
from estate_xl.schema import Kind
from estate_xl.schema.terms import NO, YES
from estate_xl.spelling import fold
from estate_xl.times_of_day import minute_text
from estate_xl.typed_frames import dtype_of, normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.schema import Column

_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 and 2099-12-31 as Excel counts days
_SERIAL_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's times have no zone
_DAYS_ZERO = frozenset({dt.date(1899, 12, 30), dt.date(1904, 1, 1)})
"""Days of a time without a date, as Excel counts from 1900 and from 1904."""
_MINUTES_OF_A_DAY = 1440
_LEAP_YEAR = 2024

_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_YES_WORDS = ("yes", "y", "true", "√", "✓")
_NONE_WORDS = frozenset(
    {"無", "无", "没有", "沒有", "無不合格項", "无不合格项", "none", "/", "-", "—"}
)
_NO_WORDS = ("no", "n", "false", "×", "✗")


class Distinct:
    """A column's cells as its different values, so that each of these is looked at once.

    Attributes:
        different: The different values, counted from 0; no cell that is empty is among them.
        empty: The cells that hold nothing.
        has_dates: Whether dates are among the values.
    """

    def __init__(self, cells: pd.Series) -> None:
        """Take the raw values, any index."""
        types = set(map(type, cells.to_numpy()))
        if Decimal in types:
            cells = cells.map(lambda value: float(value) if type(value) is Decimal else value)
        # For Python, 1.0 and True are equal.
        keys = cells.map(_with_type, na_action="ignore") if bool in types else cells
        codes, values = pd.factorize(keys.array)
        held = [value for _, value in values] if bool in types else values
        self.different = pd.Series(held, dtype=object)
        self._index, self._codes = cells.index, codes
        self.empty = cells.index[codes < 0]
        self.has_dates = any(issubclass(each, dt.datetime) for each in types)

    def holding(self, chosen: pd.Series) -> pd.Index:
        """The cells that hold one of the chosen values; what is not told is not chosen."""
        if not chosen.any():
            return self._index[:0]
        is_chosen = chosen.reindex(range(len(self.different) + 1), fill_value=False)
        return self._index[is_chosen.to_numpy()[self._codes]]  # empty is -1, the last one

    def spread(self, found: pd.Series) -> pd.Series:
        """What was found of the values, for each cell; missing where that is empty."""
        if len(found) < len(self.different):
            found = found.reindex(self.different.index)
        return pd.Series(found.array.take(self._codes, allow_fill=True), index=self._index)


def parse_column(values: pd.Series, column: Column) -> pd.Series:
    """Typed values of a column; a cell that cannot be read as its kind is missing.

    Args:
        values: Raw values, any index.
        column: Its declaration. References and codes come back as their text.
    """
    cells = Distinct(values)
    return cells.spread(parse_values(cells.different, column))


def parse_values(values: pd.Series, column: Column) -> pd.Series:
    """Typed values of a column's different values, none of which is empty; as `parse_column`."""
    dtype = pd.api.types.pandas_dtype(dtype_of(column.kind))
    if values.empty:
        return pd.Series(index=values.index, dtype=dtype)
    return _PARSERS[column.kind](values, column).astype(dtype)


def _with_type(value: object) -> tuple[type, object]:
    return type(value), value


def is_blank(values: pd.Series) -> pd.Series:
    """Which cells hold nothing, or blanks only."""
    empty = values.isna()
    blanks = [text for text in set(values.to_numpy()) if type(text) is str and not text.strip()]
    return empty | values.isin(blanks) if blanks else empty


def plain_text(value: object) -> str:
    """A cell's value as a person would type it.

    >>> plain_text(13800001111.0), plain_text(dt.datetime(2026, 10, 3))
    ('13800001111', '2026-10-03')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return f"{value:%H:%M}".removeprefix("0") if _is_clock(value) else minute_text(value)
    return f"{value:%H:%M}".removeprefix("0") if isinstance(value, dt.time) else str(value).strip()


def typed_clock(value: object) -> str | None:
    """A time of day that was typed without a date, as it was typed; None for all else.

    Excel keeps it as a fraction of a day, which it hands over as that time of the day 0.

    >>> typed_clock(dt.datetime(1899, 12, 30, 9, 30)), typed_clock(0.75), typed_clock("下午3點10分")
    ('9:30', '18:00', '下午3點10分')
    """
    if isinstance(value, float) and 0 < value < 1:
        return plain_text(_SERIAL_DAY_ZERO + dt.timedelta(minutes=round(value * _MINUTES_OF_A_DAY)))
    if isinstance(value, str):
        return value.strip() if CLOCK.fullmatch(folded(value).strip()) else None
    is_clock = isinstance(value, dt.time) or (isinstance(value, dt.datetime) and _is_clock(value))
    return plain_text(value) if is_clock else None


def typed_before_date(value: object) -> str | None:
    """The id that Excel turned into a date: `1-2` became 2 January, `1-32` January 1932.

    None for what is no date.

    >>> typed_before_date(dt.datetime(2026, 1, 2)), typed_before_date(dt.datetime(1932, 1, 1))
    ('1-2', '1-32')
    """
    if not isinstance(value, dt.datetime) or _is_clock(value):
        return None
    short_year = value.year % 100
    is_month_of_year = value.day == 1 and short_year > monthrange(_LEAP_YEAR, value.month)[1]
    return f"{value.month}-{short_year if is_month_of_year else value.day}"


def _is_clock(value: dt.datetime) -> bool:
    return value.date() in _DAYS_ZERO


def _each(values: pd.Series, parse: Callable[[object], object]) -> pd.Series:
    return pd.Series([parse(value) for value in values], index=values.index, dtype=object)


def _parse_texts(values: pd.Series, _: Column) -> pd.Series:
    texts = [plain_text(value) for value in values]
    return pd.Series(texts, index=values.index, dtype=object)


def _parse_codes(values: pd.Series, column: Column) -> pd.Series:
    """Codes as ids; words that say that there is none are an empty cell."""
    texts = _parse_ids(values, column)
    return texts.mask(texts.str.casefold().isin(_NONE_WORDS))


def _parse_ids(values: pd.Series, _: Column) -> pd.Series:
    return _each(values, _id_text)


def _id_text(value: object) -> str:
    if type(value) is str and value.isascii() and value.isprintable():
        return value.strip()
    return typed_before_date(value) or folded(plain_text(value)).strip()


def _parse_choices(values: pd.Series, column: Column) -> pd.Series:
    known = {text: choice.hant for choice in column.choices for text in choice.spellings()}
    if YES in column.choices:
        known |= dict.fromkeys(_YES_WORDS, YES.hant) | dict.fromkeys(_NO_WORDS, NO.hant)
    texts = _parse_texts(values, column).astype("str")
    found = texts.map(known)
    left = texts[found.isna()]
    if len(left):
        folded = {fold(text): choice for text, choice in known.items()}
        found[left.index] = normalise(left).map(folded)
    return found


def _parse_numbers(values: pd.Series, column: Column) -> pd.Series:
    return _each(values, lambda value: _number(value, column.kind))


def _number(value: object, kind: Kind) -> float | None:
    if isinstance(value, float):
        number = value
    elif isinstance(value, str):
        text = folded(value).strip()
        percent = kind in {Kind.SHARE, Kind.SCORE} and text.endswith("%")
        text = text.removesuffix("%") if percent else text.removesuffix("分")
        if not _NUMBER.fullmatch(text.strip()):
            return None
        number = float(text.replace(",", ""))
        number = round(number / 100, 12) if percent and kind is Kind.SHARE else number
    else:
        return None
    return None if kind is Kind.INTEGER and not number.is_integer() else number


def _parse_times(values: pd.Series, column: Column) -> pd.Series:
    if set(map(type, values)) != {dt.datetime}:
        values = _each(values, _moment)
    moments: pd.Series = values.astype("datetime64[us]")
    moments = moments.where(moments.dt.year.between(FIRST_YEAR, LAST_YEAR)).dt.round("s")
    return moments.dt.normalize() if column.kind is Kind.DATE else moments


def _moment(value: object) -> dt.datetime | None:
    if type(value) is dt.datetime:
        return value
    if isinstance(value, float):
        if _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return _SERIAL_DAY_ZERO + dt.timedelta(days=value)
        return moment_of(str(int(value))) if value.is_integer() else None
    return moment_of(value) if isinstance(value, str) else None


def _parse_months(values: pd.Series, _: Column) -> pd.Series:
    return _each(values, _month)


def _month(value: object) -> str | None:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m}"
    if isinstance(value, float) and not value.is_integer():
        return None  # 2026.1 may have been typed as 2026.10.
    return month_of(plain_text(value))


_PARSERS: dict[Kind, Callable[[pd.Series, Column], pd.Series]] = {
    Kind.ID: _parse_ids,
    Kind.TEXT: _parse_texts,
    Kind.INTEGER: _parse_numbers,
    Kind.NUMBER: _parse_numbers,
    Kind.SCORE: _parse_numbers,
    Kind.SHARE: _parse_numbers,
    Kind.DATE: _parse_times,
    Kind.DATETIME: _parse_times,
    Kind.MONTH: _parse_months,
    Kind.CHOICE: _parse_choices,
    Kind.REFERENCE: _parse_texts,
    Kind.CODES: _parse_codes,
}
