"""What a renovation owes: a patrol in its days, and the deposit back (R-5 duties)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from estate_xl.schema import OfficeSettings

DEPOSIT_DAYS: Final = 30
"""Days after 驗收日期 by which a deposit is returned."""


def patrols_owed(
    renovations: pd.DataFrame, settings: OfficeSettings, now: pd.Timestamp
) -> pd.Series:
    """The day of the next patrol, by row: of works that have begun and are not accepted.

    It is `renovation_inspection_days` after the last patrol, else after 開工日期.

    Args:
        renovations: Frame of 裝修辦理.
        settings: The office's.
        now: The moment.
    """
    begun = renovations[renovations["starts"].le(now) & ~renovations["accepted"].le(now)]
    last = begun[["starts", "inspected"]].max(axis=1)
    return last + pd.Timedelta(days=settings.number("renovation_inspection_days"))


def deposits_owed(
    renovations: pd.DataFrame, settings: OfficeSettings, now: pd.Timestamp
) -> pd.Series:
    """The day by which a deposit is returned, by row: `DEPOSIT_DAYS` after 驗收日期.

    Args:
        renovations: Frame of 裝修辦理.
        settings: Not looked at.
        now: Likewise.
    """
    del settings, now
    held = renovations[renovations["deposit"].gt(0) & renovations["refunded"].isna()]
    return held["accepted"] + pd.Timedelta(days=DEPOSIT_DAYS)
