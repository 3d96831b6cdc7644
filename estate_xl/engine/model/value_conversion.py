"""Values between Python and cells: serial dates, typed text, error codes.

Text goes in as if it were typed, as Excel takes it: `'12` is the text 12, `12` the number. Typed
text is understood only where every language of Excel agrees: numbers with a decimal point, with
commas for thousands, percentages, TRUE and FALSE, ISO dates, times, errors. All else stays text.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from estate_xl.engine.addresses import MAX_CELL_TEXT, MAX_COLUMN, MAX_ROW
from estate_xl.engine.errors import CallError, EngineProblem
from estate_xl.engine.model.formulas import is_balanced
from estate_xl.engine.ooxml.xml_text import ILLEGAL_CHARACTER

if TYPE_CHECKING:
    from numpy.typing import NDArray

Value = float | str | bool | dt.datetime | None

ERROR_CODES = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
    "#GETTING_DATA": -2146826245,
    "#SPILL!": -2146826243,
    "#CALC!": -2146826238,
}
ERROR_TEXTS = {code: text for text, code in ERROR_CODES.items()}

DATE_FORMAT = "m/d/yyyy"
DATE_TIME_FORMAT = "m/d/yyyy h:mm"
MAX_FORMULA = 8_192
LAST_ROW = MAX_ROW
LAST_COLUMN = MAX_COLUMN

_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zones
_DAYS_BEFORE_1904 = 1462
_LAST_SERIAL = 2_958_466
_SECONDS = 86_400
_NUMBER = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d{1,3})?|[+-]?\.\d+(?:[eE][+-]?\d{1,3})?"
)
_DATE = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII
)
_TIME = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_HOURS = 24


class UnfitValueError(ValueError):
    """A value that no cell takes; who writes it knows the cell."""

    def __init__(self, problem: EngineProblem, **facts: str | int) -> None:
        """Take the problem, and the facts of it but sheet and cell."""
        self.problem = problem
        self.facts = facts
        super().__init__(problem.name)


class Typed(NamedTuple):
    """The content for a cell: its type in files, its text, and the format Excel gives it."""

    kind: str
    text: str
    number_format: str | None = None
    prefixed: bool = False


def to_datetime(serial: float, *, is_1904: bool) -> dt.datetime | None:
    """Date of a serial number to the millisecond, None outside Excel's calendar."""
    days = serial + (_DAYS_BEFORE_1904 if is_1904 else 0)
    if not 0 <= days < _LAST_SERIAL:
        return None
    whole = math.floor(days)
    milliseconds = round((days - whole) * _SECONDS * 1000)
    return _EPOCH + dt.timedelta(days=whole, milliseconds=milliseconds)


def to_datetimes(
    serials: NDArray[np.float64], *, is_1904: bool
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Dates of many serial numbers, and which are inside Excel's calendar."""
    days = serials + (_DAYS_BEFORE_1904 if is_1904 else 0)
    is_known = (days >= 0) & (days < _LAST_SERIAL)
    days = np.where(is_known, days, 0)
    whole = np.floor(days)
    milliseconds = np.rint((days - whole) * _SECONDS * 1000)  # to the even one, as `round` does
    moments = np.datetime64(_EPOCH, "us") + (
        whole.astype("timedelta64[D]") + milliseconds.astype("timedelta64[ms]")
    )
    return moments.astype(object), is_known


def to_serial(value: dt.date, *, is_1904: bool) -> float:
    """Serial number of a date or date with time, its time zone cut off."""
    if isinstance(value, dt.datetime):
        moment = value.replace(tzinfo=None)
    else:
        moment = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
    delta = moment - _EPOCH
    serial = delta.days + (delta.seconds + delta.microseconds / 1e6) / _SECONDS
    return serial - (_DAYS_BEFORE_1904 if is_1904 else 0)


def number_text(value: float) -> str:
    """Number as files write it.

    >>> number_text(3.0), number_text(0.1), number_text(1e20)
    ('3', '0.1', '1e+20')
    """
    if value == int(value) and abs(value) < 1e15:  # noqa: PLR2004 - digits that a cell keeps
        return str(int(value))
    return repr(float(value)).removesuffix(".0")


def typed_value(value: object, number_format: str, *, is_1904: bool) -> Typed | None:
    """The content of a cell of that number format for a value; None when it becomes empty.

    Raises:
        UnfitValueError: text that no cell can hold, or a number that is none.
        CallError: a kind of value that Excel does not take.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _typed_text(value, number_format, is_1904=is_1904)
    if isinstance(value, bool) or type(value).__name__ in {"bool_", "bool"}:
        return Typed("b", "1" if value else "0")
    if isinstance(value, dt.date):
        serial = to_serial(value, is_1904=is_1904)
        shown = DATE_FORMAT if serial == int(serial) else DATE_TIME_FORMAT
        return Typed("n", number_text(serial), shown)
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        msg = f"no cell takes a {type(value).__name__}"
        raise CallError(msg) from error
    if not math.isfinite(number):
        raise UnfitValueError(EngineProblem.NOT_FINITE)
    return Typed("n", number_text(number))


def check_text(text: str) -> None:
    """Refuse text that no cell can hold.

    Raises:
        UnfitValueError: too long, or a character that files cannot carry.
    """
    if len(text) > MAX_CELL_TEXT:
        raise UnfitValueError(EngineProblem.TEXT_TOO_LONG, length=len(text), limit=MAX_CELL_TEXT)
    match = ILLEGAL_CHARACTER.search(text)
    if match is not None:
        raise UnfitValueError(EngineProblem.CONTROL_CHARACTER, character=f"U+{ord(match[0]):04X}")


def _typed_text(text: str, number_format: str, *, is_1904: bool) -> Typed | None:
    check_text(text)
    if not text:
        return None
    if text.startswith("'"):
        return Typed("text", text[1:], prefixed=True)
    if number_format == "@":
        return Typed("text", text)
    if text.startswith("=") and len(text) > 1:
        if len(text) > MAX_FORMULA:
            raise UnfitValueError(
                EngineProblem.FORMULA_TOO_LONG, length=len(text), limit=MAX_FORMULA
            )
        if not is_balanced(text):
            raise UnfitValueError(EngineProblem.FORMULA_UNBALANCED)
        return Typed("formula", text[1:])
    return _understood(text.strip(" "), is_1904=is_1904) or Typed("text", text)


def _understood(text: str, *, is_1904: bool) -> Typed | None:
    if text.upper() in {"TRUE", "FALSE"}:
        return Typed("b", "1" if text.upper() == "TRUE" else "0")
    if text.upper() in ERROR_CODES:
        return Typed("e", text.upper())
    if not text.isascii() or not any(map(str.isdigit, text)):
        return None
    if _NUMBER.fullmatch(text):
        return _understood_number(text)
    if text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
        shown = "0.00%" if "." in text else "0%"
        return Typed("n", number_text(float(text[:-1].replace(",", "")) / 100), shown)
    return _understood_date(text, is_1904=is_1904) or _understood_time(text)


def _understood_number(text: str) -> Typed | None:
    number = float(text.replace(",", ""))
    if not math.isfinite(number):
        return None
    shown = None
    if "e" in text.lower():
        shown = "0.00E+00"
    elif "," in text:
        shown = "#,##0.00" if "." in text else "#,##0"
    return Typed("n", number_text(number), shown)


def _understood_date(text: str, *, is_1904: bool) -> Typed | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, _, month, day, hour, minute, second = match.groups()
    try:
        moment = dt.datetime(  # noqa: DTZ001 - cells know no time zones
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
    except ValueError:
        return None
    serial = to_serial(moment, is_1904=is_1904)
    if serial < 0 or moment.year < 1900:  # noqa: PLR2004 - the first year of Excel
        return None
    return Typed("n", number_text(serial), DATE_FORMAT if hour is None else DATE_TIME_FORMAT)


def _understood_time(text: str) -> Typed | None:
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) >= _HOURS:
        return None
    seconds = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    return Typed("n", number_text(seconds / _SECONDS), "h:mm" if match[3] is None else "h:mm:ss")
