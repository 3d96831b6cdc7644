"""Cells' values as COM hands them over, and as pywin32 takes them from Python."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from estate_xl.engine.model.value_conversion import to_serial
from excel_twin.dispatcher import NoVariantError, UnknownMember
from excel_twin.pywin32 import Time

if TYPE_CHECKING:
    from estate_xl.engine.views.range import Range as FileRange

_CURRENCY = re.compile(r"[$¥￥€£]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[\$-[^\]]*\]|\[\$(?=[^\]-])')
_READ_BY_LANGUAGE = re.compile(
    r"[-@+](?![\d.]).+"  # taken for formulas
    r"|\d{1,2}[-/.]\d{1,2}([-/.]\d{2,4})?|\d+月\d+日|\d+年\d+月(\d+日)?"  # days of some language
    r"|[$¥€£]\s?[\d.,]+|[\d.,]+\s?[€]|\d+ \d+/\d+|\d{1,2}:\d\d\s?[AaPp][Mm]?|\([\d.,]+\)"
)
_WHOLE = 2**31


def handed_over(found: FileRange, *, plain: bool) -> Any:
    """`Value`, or `Value2` if plain, of one area.

    Numbers are floats, dates `pywintypes` times in UTC, errors whole numbers, empty cells None, a
    block a tuple of rows; MS Range.Value2: currency and dates have types of their own in Value
    alone, pywin32 makes a Decimal of a currency.
    """
    raw = found.raw_value
    money = not plain and _has_currency(found)
    if not isinstance(raw, tuple):
        return _given(raw, _code(found, 1, 1) if money else "", plain=plain)
    return tuple(
        tuple(
            _given(
                value,
                _code(found, row, column) if money and isinstance(value, float) else "",
                plain=plain,
            )
            for column, value in enumerate(values, 1)
        )
        for row, values in enumerate(raw, 1)
    )


def taken(data: Any) -> Any:
    """What pywin32 makes of a Python value, or of rows of them.

    pywin32 (PyCom_VariantFromPyObject): a sequence of sequences becomes an array of two dimensions,
    so the rows are of one length; of a type that it does not know it raises a TypeError.
    """
    if isinstance(data, (list, tuple)):
        if data and isinstance(data[0], (list, tuple)):
            if len({len(row) for row in data}) != 1:
                raise _no_variant(data)
            return [[_variant(value) for value in row] for row in data]
        return [_variant(value) for value in data]
    return _variant(data)


def check_typed(data: Any) -> None:
    """Refuse to guess what Excel makes of a text that it reads by the user's language."""
    for row in data if isinstance(data, list) else [data]:
        for value in row if isinstance(row, list) else [row]:
            if isinstance(value, str) and _READ_BY_LANGUAGE.fullmatch(value):
                raise UnknownMember(f"Range.Value = {value!r}, which Excel reads by its language")


def _given(value: Any, code: str, *, plain: bool) -> Any:
    if plain and isinstance(value, dt.datetime):
        return to_serial(value, is_1904=False)
    if isinstance(value, dt.datetime):
        return Time(*value.timetuple()[:6], value.microsecond, tzinfo=dt.UTC)
    if code and isinstance(value, float) and _CURRENCY.search(_QUOTED.sub("", code)):
        return Decimal(repr(value)).quantize(Decimal("0.0001"))
    return value


def _variant(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise UnknownMember("a moment without a time zone, handed to pywin32")
        return value.replace(tzinfo=None)
    if isinstance(value, int) and not isinstance(value, bool) and not -_WHOLE <= value < _WHOLE:
        raise UnknownMember(f"a whole number of more than 32 bits: {value}")
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return float(value)
    raise _no_variant(value)


def _no_variant(value: object) -> Exception:
    return NoVariantError(
        f"Objects of type '{type(value).__name__}' can not be converted to a COM VARIANT"
    )


def _has_currency(found: FileRange) -> bool:
    styles = found.sheet.model.styles
    codes = {styles.number_format(style) for style in range(len(styles._xfs))}
    return any(_CURRENCY.search(_QUOTED.sub("", code)) for code in codes)


def _code(found: FileRange, row: int, column: int) -> str:
    return found(row, column).number_format or ""
