"""Reports that came again: same room, same kind, within two weeks (R-5.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs

if TYPE_CHECKING:
    from collections.abc import Hashable

DAYS: Final = 14
"""Calendar days within which a report is the same one again."""


@needs(Tickets=("ticket", "registered", "room", "kind", "cancelled"))
def reported_before(tickets: pd.DataFrame) -> pd.Series:
    """The number of the report before each ticket, where it came again; missing where it did not.

    That is the last ticket of the same room and 類別 that was registered before, at most 14
    calendar days; one that was cancelled or has no number is none.

    Args:
        tickets: Frame of 報事.
    """
    keys: list[Hashable] = ["room", "kind"]
    held = tickets.dropna(subset=["room", "kind", "registered"])
    held = held.sort_values("registered", kind="stable")
    counts = held["ticket"].notna() & held["cancelled"].isna()
    known = pd.DataFrame(
        {
            "ticket": held["ticket"].where(counts),
            "day": held["registered"].dt.normalize().where(counts),
            "room": held["room"],
            "kind": held["kind"],
        }
    )
    last = known.groupby(keys)[["ticket", "day"]].ffill()
    before = last.groupby([held["room"], held["kind"]]).shift()
    days = held["registered"].dt.normalize() - before["day"]
    recent: pd.Series = before["ticket"].where(days.le(pd.Timedelta(days=DAYS)))
    return recent.reindex(tickets.index)
