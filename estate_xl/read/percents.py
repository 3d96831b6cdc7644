"""Scores in percent cells: 95 % is held as 0.95 and shown as 95 %, so it is read as 95.

Only a cell that holds more than 0 and at most 1 is asked for its format, and of a column whose
cells agree all at once; in a live Excel each question is a call.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.identity import cells_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xlwings as xw

_SILENT: Final = re.compile(r'"[^"]*"|\\.')


def read_percents(tab: xw.Sheet, column: int, raw: pd.Series) -> pd.Series:
    """The raw values, those of percent cells as the number before the sign.

    Args:
        tab: The sheet.
        column: Number of the column.
        raw: Its raw values, by row in ascending order.
    """
    small = [int(str(row)) for row, value in raw.items() if type(value) is float and 0 < value <= 1]
    shown = _percent_rows(tab, column, small) if small else []
    if not shown:
        return raw
    hundreds = [float(Decimal(repr(raw[row])) * 100) for row in shown]
    read = raw.copy()
    read[shown] = pd.Series(hundreds, index=shown, dtype=object)
    return read


def _percent_rows(tab: xw.Sheet, column: int, rows: Sequence[int]) -> list[int]:
    """Those of the rows whose cell shows a percentage; where cells disagree each half is asked."""
    code = cells_at(tab, (rows[0], column, rows[-1], column)).number_format
    if code is None and len(rows) > 1:
        middle = len(rows) // 2
        return [
            *_percent_rows(tab, column, rows[:middle]),
            *_percent_rows(tab, column, rows[middle:]),
        ]
    return list(rows) if "%" in _SILENT.sub("", code or "") else []
