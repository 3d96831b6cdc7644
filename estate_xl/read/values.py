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
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.cells import seen
from estate_xl.frames import dtype_of, normalise
from estate_xl.schema import Kind
from estate_xl.schema.terms import NO, YES

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.schema import Column

_FIRST_YEAR, _LAST_YEAR = 1950, 2099
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 and 2099-12-31 as Excel counts days
_SERIAL_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's times have no zone
_MONTHS = 12
_NOON = 12

_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*[日號号]?|(?P<m3>\d{2})(?P<d3>\d{2}))(?P<rest>.*)",
    re.DOTALL,
)
_YEAR_LAST = re.compile(
    r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})(?P<rest>.*)", re.DOTALL
)
_WEEKDAY = re.compile(r"^\s*[(]?(?:星期|週|周|礼拜|禮拜)[一二三四五六日天][)]?")
_CLOCK = re.compile(
    r"[T\s]*+(?:(?P<half>上午|下午|[AaPp][Mm])\s*+)?(?P<h>\d{1,2})(?:[:時时點点](?P<mi>\d{1,2})分?)"
    r"(?::(?P<s>\d{1,2})(?:\.\d+)?)?\s*(?P<half2>[AaPp][Mm])?"
)
_MONTH_TEXT = re.compile(r"(20\d{2})(?:[-/.]|年)?(0?[1-9]|1[0-2])月?")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_YES_WORDS = ("yes", "y", "true", "√", "✓")
_NO_WORDS = ("no", "n", "false", "×", "✗")


def parse_column(values: pd.Series, column: Column) -> pd.Series:
    """Typed values of a column; a cell that cannot be read as its kind is missing.

    Args:
        values: Raw values, any index.
        column: Its declaration. References and codes come back as their text.
    """
    parse = _PARSERS[column.kind]
    filled = values.notna()
    raw = values[filled]
    if Decimal in set(map(type, raw)):
        raw = raw.map(lambda value: float(value) if type(value) is Decimal else value)
    parsed = parse(raw, column)
    return parsed.astype(pd.api.types.pandas_dtype(dtype_of(column.kind))).reindex(values.index)


def is_blank(values: pd.Series) -> pd.Series:
    """Which cells hold nothing, or blanks only."""
    empty = [
        value is None or value != value or (type(value) is str and not value.strip())  # noqa: PLR0124 - NaN
        for value in values
    ]
    return pd.Series(empty, index=values.index, dtype=bool)


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
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    return str(value).strip()


def _folded(text: str) -> str:
    """The text in one width, without marks that nobody sees."""
    return unicodedata.normalize("NFKC", seen(text))


def _is_a(values: pd.Series, kind: type) -> pd.Series:
    return pd.Series([type(value) is kind for value in values], index=values.index, dtype=bool)


def _by_unique(values: pd.Series, parse: Callable[[object], object]) -> pd.Series:
    """Parse each different value once."""
    keys = [(type(value), value) for value in values]  # For Python, 1.0 and True are equal.
    parsed = {key: parse(key[1]) for key in dict.fromkeys(keys)}
    return pd.Series([parsed[key] for key in keys], index=values.index, dtype=object)


def _parse_texts(values: pd.Series, _: Column) -> pd.Series:
    texts = [plain_text(value) for value in values]
    return pd.Series(texts, index=values.index, dtype=object)


def _parse_ids(values: pd.Series, _: Column) -> pd.Series:
    return _by_unique(values, _id_text)


def _id_text(value: object) -> str:
    return _folded(plain_text(value)).strip()


def _parse_choices(values: pd.Series, column: Column) -> pd.Series:
    known = {
        unicodedata.normalize("NFKC", text).casefold(): choice.hant
        for choice in column.choices
        for text in choice.all_texts()
    }
    if YES in column.choices:
        known |= dict.fromkeys(_YES_WORDS, YES.hant) | dict.fromkeys(_NO_WORDS, NO.hant)
    texts = _parse_texts(values, column).map(seen).astype("str")
    return normalise(texts).map(known)


def _parse_numbers(values: pd.Series, column: Column) -> pd.Series:
    return _by_unique(values, lambda value: _number(value, column.kind))


def _number(value: object, kind: Kind) -> float | None:
    if isinstance(value, float):
        number = value
    elif isinstance(value, str):
        text = _folded(value).strip()
        percent = kind is Kind.SHARE and text.endswith("%")
        text = text.removesuffix("%") if percent else text.removesuffix("分")
        if not _NUMBER.fullmatch(text.strip()):
            return None
        number = float(text.replace(",", ""))
        number = round(number / 100, 12) if percent else number
    else:
        return None
    return None if kind is Kind.INTEGER and not number.is_integer() else number


def _parse_times(values: pd.Series, column: Column) -> pd.Series:
    times = _is_a(values, dt.datetime)
    others = _by_unique(values[~times], _moment)
    parsed = pd.concat([values[times], others]).reindex(values.index)
    parsed = parsed.where(parsed.map(_is_usual_year, na_action="ignore").eq(other=True))
    moments: pd.Series = parsed.astype("datetime64[us]").dt.round("s")
    if column.kind is Kind.DATE:
        moments = moments.dt.normalize()
    return moments


def _is_usual_year(value: dt.datetime) -> bool:
    return _FIRST_YEAR <= value.year <= _LAST_YEAR


def _moment(value: object) -> dt.datetime | None:
    if isinstance(value, float):
        if _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return _SERIAL_DAY_ZERO + dt.timedelta(days=value)
        return _moment(str(int(value))) if value.is_integer() else None
    if not isinstance(value, str):
        return None
    text = _folded(value).strip()
    day, rest = _day_of(text)
    rest = _WEEKDAY.sub("", rest)
    if day is None or not rest:
        return day
    clock = _CLOCK.fullmatch(rest)
    if clock is None:
        return None
    return _at(day, clock)


def _day_of(text: str) -> tuple[dt.datetime | None, str]:
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


def _parse_months(values: pd.Series, _: Column) -> pd.Series:
    return _by_unique(values, _month)


def _month(value: object) -> str | None:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m}"
    if isinstance(value, float) and not value.is_integer():
        return None  # 2026.1 may have been typed as 2026.10.
    text = _folded(plain_text(value)).replace(" ", "")
    match = _MONTH_TEXT.fullmatch(text)
    if match is None:
        day, rest = _day_of(text)
        return f"{day:%Y-%m}" if day is not None and not rest else None
    return f"{match[1]}-{int(match[2]):02d}"


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
    Kind.REFERENCE: _parse_ids,
    Kind.CODES: _parse_ids,
}
