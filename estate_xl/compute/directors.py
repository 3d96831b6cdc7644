"""Who may approve a month: the directors in office on a day (R-M1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.master_states import state_on
from estate_xl.schema.terms import DIRECTOR

if TYPE_CHECKING:
    import datetime as dt

    from estate_xl.typed_frames import Tables


@needs(state_on, Staff=("staff", "post", "joined", "left"))
def directors_on(tables: Tables, now: dt.datetime) -> list[str]:
    """Staff numbers of those who are 管理處主任 on a day by 員工 and 變更記錄 (R-M3).

    Args:
        tables: The workbook's.
        now: A moment of the day.
    """
    day = pd.Timestamp(now).normalize()
    staff = state_on(tables, day)["Staff"]
    is_there = ~staff["joined"].gt(day) & ~staff["left"].lt(day)
    posted = staff["post"].eq(DIRECTOR.hant).fillna(value=False)
    return [str(each) for each in staff.loc[is_there & posted, "staff"].dropna().unique()]
