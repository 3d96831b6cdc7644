"""Work that waits: the pauses of tickets, in which R-5.5's clock stands still (R-5.7)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.times_of_day import latest

FOREVER: Final = pd.Timestamp(9999, 12, 31)
"""The end of a pause that has none."""


@needs(Tickets=("ticket",), Pauses=("ticket", "at", "expected", "until"))
def pauses_on(tickets: pd.DataFrame, pauses: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The pause that each ticket is in at a moment, and when its work last went on.

    A pause that has begun and has no 恢復時間 by then is running; of several the one begun last.

    Args:
        tickets: Frame of 報事.
        pauses: Frame of 報事暫停.
        now: The moment.

    Returns:
        By the rows of `tickets`: `pause`, the row of the running one, missing for none; `at`
        and `expected` of it; `resumed`, the latest 恢復時間 of the others.
    """
    begun = pauses[pauses["ticket"].isin(tickets["ticket"].dropna()) & pauses["at"].le(now)]
    is_over = begun["until"].le(now)
    running = (
        begun[~is_over].sort_values("at", kind="stable").drop_duplicates("ticket", keep="last")
    )
    running = running.assign(pause=running.index.astype("float64")).set_index("ticket")
    resumed = begun[is_over].groupby("ticket")["until"].max()
    numbers = tickets["ticket"]
    return pd.DataFrame(
        {
            **{
                key: running[key].reindex(numbers).set_axis(tickets.index)
                for key in ("pause", "at", "expected")
            },
            "resumed": resumed.reindex(numbers).set_axis(tickets.index),
        },
        index=tickets.index,
    )


@needs(Tickets=("ticket",), Pauses=("ticket", "at", "until"))
def paused_spells(tickets: pd.DataFrame, pauses: pd.DataFrame) -> pd.DataFrame:
    """The times in which work waited; those of one ticket that touch are one.

    A 恢復時間 without a time of day is its day's end; a pause without one goes on for ever.

    Args:
        tickets: Rows of 報事.
        pauses: Frame of 報事暫停.

    Returns:
        `row` of the ticket, `begin` and `end`, by ticket and time.
    """
    numbered = tickets["ticket"].dropna().drop_duplicates()
    rows = pd.Series(numbered.index, index=numbered.to_numpy(), dtype="int64")
    held = pauses[pauses["ticket"].isin(rows.index) & pauses["at"].notna()]
    found = pd.DataFrame(
        {
            "row": rows.reindex(held["ticket"]).to_numpy("int64"),
            "begin": held["at"].to_numpy(),
            "end": latest(held["until"]).fillna(FOREVER).to_numpy(),
        }
    ).sort_values(["row", "begin"], kind="stable", ignore_index=True)
    reach = found.groupby("row")["end"].cummax()
    before = reach.groupby(found["row"]).shift()
    apart = ~found["begin"].le(before)
    spells = found.groupby(apart.cumsum())
    held = spells.agg(row=("row", "first"), begin=("begin", "first"), end=("end", "max"))
    return held.reset_index(drop=True)
