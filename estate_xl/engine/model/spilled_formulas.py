"""Formulas that Excel may let spill into the cells beside them, which a file tells by other means.

Only what surely gives one value may be written as `formula2`: single cells, plain values, and
functions that make one value of them.
"""

from __future__ import annotations

from typing import Final

from estate_xl.engine.model.formulas import words

ONE_VALUE_FUNCTIONS: Final = frozenset(
    """
    ABS AGGREGATE AND AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CEILING CHAR CHOOSE CLEAN CODE COLUMN
    COLUMNS CONCAT CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF DATEVALUE DAY
    DAYS EDATE EOMONTH EVEN EXACT EXP FALSE FIND FIXED FLOOR HLOOKUP HOUR IF IFERROR IFNA IFS INDEX
    INT ISBLANK ISERROR ISEVEN ISNA ISNUMBER ISODD ISTEXT LARGE LEFT LEN LN LOG LOG10 LOOKUP LOWER
    MATCH MAX MAXIFS MEDIAN MID MIN MINIFS MINUTE MOD MONTH MROUND N NA NETWORKDAYS NOT ODD OR
    PERCENTILE PERCENTILE.EXC PERCENTILE.INC PERCENTRANK PI POWER PRODUCT PROPER QUARTILE
    QUARTILE.INC QUOTIENT RANK RANK.AVG RANK.EQ REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS
    SEARCH SECOND SIGN SMALL SQRT STDEV STDEV.P STDEV.S SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS
    SUMPRODUCT SUMSQ SWITCH T TEXT TEXTJOIN TIME TIMEVALUE TRIM TRUE TRUNC UPPER VALUE VLOOKUP
    WEEKDAY WEEKNUM WORKDAY XLOOKUP XMATCH XOR YEAR YEARFRAC
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Functions that make one value of values in the workbook, the same at each calculation."""


def may_spill(value: object) -> bool:
    """True if a value that is written as `formula2` is a formula that may give several values.

    >>> [may_spill(text) for text in ("=A1*2", "=SUM(A1,B2)", "=A1:A3*2", "=SORT(A1)", "={1,2}")]
    [False, False, True, True, True]
    """
    if isinstance(value, (list, tuple)):
        return any(map(may_spill, value))
    return isinstance(value, str) and value.startswith("=") and not _gives_one_value(value[1:])


def _gives_one_value(formula: str) -> bool:
    for word in words(formula):
        is_function = word.is_call and word.text[-1:].isalnum()
        if word.reference is not None:
            if ":" in word.reference or ":" in (word.sheet or ""):
                return False
        elif not (
            word.text.upper() in ONE_VALUE_FUNCTIONS if is_function else _is_plain(word.text)
        ):
            return False
    return True


def _is_plain(text: str) -> bool:
    """True if a piece is neither an array, a range, a table nor a name."""
    is_name = text[:1].isalpha() and text.upper() not in {"TRUE", "FALSE"}
    return not (is_name or text.endswith(":") or any(mark in text for mark in "{[#"))
