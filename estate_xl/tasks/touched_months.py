"""Which months that were computed a change or a return reaches into (R-M2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.compute.months import Month
from estate_xl.dates import month_of
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.results.touched_months import TouchedMonth
from estate_xl.write.month_records import noted_months

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.schema import Language
    from estate_xl.write.ledger import Lists


def touched_months(
    lists: Lists, language: Language, is_touched: Callable[[Month], bool]
) -> list[TouchedMonth]:
    """The months of a workbook that were computed, approved or sent, and are touched, in order.

    Args:
        lists: The workbook's 名單.
        language: The workbook's.
        is_touched: Whether what is registered bears on a month.

    Raises:
        WorkbookError: 月度記錄 or 郵件記錄 lacks its headers.
    """
    noted = noted_months(lists, language)
    if not noted:  # what was computed, by whatever version, is noted: nothing else needs be read
        return []
    months = Months(lists, language)
    known = {each.month for each in months.versions if month_of(each.month) == each.month}
    held = {*map(Month.parse, known), *noted}
    found = []
    for month in sorted(held, key=str):
        if is_touched(month):
            version = months.current(month)
            found.append(
                TouchedMonth(str(month))
                if version is None
                else TouchedMonth(
                    str(month), version.version, version.state if version.is_closed else None
                )
            )
    return found
