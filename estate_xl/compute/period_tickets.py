"""The tickets that statistics of some periods have to look through (R-5 duties)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.compute.periods import Period
    from estate_xl.compute.tickets import Clocks
    from estate_xl.typed_frames import Tables

_TIMES: Final = ["registered", "dispatched", "completed", "returned", "visited", "archived"]
_BESIDE: Final = {
    "FollowUps": ("at",),
    "SlipReturns": ("at", "again"),
    "Pauses": ("at", "until"),
}
"""Times of tickets on other sheets."""
_LONGEST_CLOSURE: Final = 60
"""Days without a working day, more than any office has."""


@needs(
    Tickets=("ticket", *_TIMES),
    FollowUps=("ticket", "at"),
    SlipReturns=("ticket", "at", "again"),
    Pauses=("ticket", "at", "until"),
)
def tickets_within(tables: Tables, clocks: Clocks, periods: Sequence[Period]) -> pd.DataFrame:
    """The tickets that can have an event in one of the periods, with all that bear their numbers.

    A ticket's events lie between its first time and its last deadline. In an office of many years
    most lie elsewhere, and need not be looked through.

    Args:
        tables: The workbook's.
        clocks: The days of each matter.
        periods: What is counted.
    """
    tickets = tables["Tickets"]
    beside = pd.concat(
        tables[sheet][["ticket", key]].set_axis(["ticket", "at"], axis=1)
        for sheet, keys in _BESIDE.items()
        for key in keys
    )
    moments = beside.groupby("ticket")["at"]
    own = tickets[_TIMES]
    first, last = (
        own.assign(beside=ends.reindex(tickets["ticket"]).to_numpy())
        for ends in (moments.min(), moments.max())
    )
    days = max(clocks.follow_up_engineering_days, clocks.follow_up_property_days)
    days += 3 * clocks.return_visit_working_days + _LONGEST_CLOSURE
    begin, end = first.min(axis=1), last.max(axis=1) + pd.Timedelta(days=days)
    near = pd.Series(data=False, index=tickets.index)
    for period in periods:
        near |= begin.lt(period.end) & end.ge(period.first_day)
    return tickets[near | tickets["ticket"].isin(tickets.loc[near, "ticket"].dropna())]
