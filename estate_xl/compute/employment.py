"""Who is employed when (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.column_needs import needs

if TYPE_CHECKING:
    import pandas as pd


@needs(Staff=("joined", "left"))
def is_employed(staff: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Who is employed on at least one day of a period: nobody who left before joining.

    Args:
        staff: Frame of 員工; no 入職日期 means always, no 離職日期 means still.
        first: Its first day.
        last: Its last day.
    """
    joined, left = staff["joined"], staff["left"]
    return ~joined.gt(last) & ~left.lt(first) & ~joined.gt(left)
