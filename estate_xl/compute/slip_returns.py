"""Slips that went back to their department: how often, and which are out now (R-5.6, R-8.3).

Where 退單記錄 has rows of a ticket, they alone count; of others 返工次數 and 填單合格 tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.schema import terms
from estate_xl.times_of_day import is_before

if TYPE_CHECKING:
    import datetime as dt

    from estate_xl.compute.months import Month


class Slip(NamedTuple):
    """A slip that may go back.

    Attributes:
        row: Of its ticket.
        number: The ticket's.
        returned: 返單時間.
        is_returned: Whether there is one.
        typed: 返工次數, where no line stands for it.
        is_judged: Whether 填單合格 alone tells that it was sent back.
        is_cancelled: Whether the ticket was.
        is_out: Whether it is at its department.
        back: When it came back last.
    """

    row: int
    number: str
    returned: pd.Timestamp
    is_returned: bool
    typed: int
    is_judged: bool
    is_cancelled: bool
    is_out: bool
    back: pd.Timestamp

    def is_away(self, moment: dt.datetime) -> bool:
        """Whether the slip had surely not come back by a moment."""
        moments, back = pd.Series([pd.Timestamp(moment)]), pd.Series([self.back])
        return bool(is_before(moments, back.dt.floor("min")).item())


@needs(Tickets=("ticket",), SlipReturns=("ticket",))
def is_recorded(tickets: pd.DataFrame, returns: pd.DataFrame) -> pd.Series:
    """Which tickets have rows of 退單記錄."""
    recorded: pd.Series = tickets["ticket"].isin(returns["ticket"].dropna())
    return recorded


@needs(is_recorded, SlipReturns=("at", "again"))
def out_slips(
    tickets: pd.DataFrame, returns: pd.DataFrame, before: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Where each slip is.

    Args:
        tickets: Frame of 報事.
        returns: Frame of 退單記錄.
        before: Only times before that moment count; None for all.

    Returns:
        By the rows of `tickets`: `recorded`; `is_out`, whether a row has no 再返單時間; `since`,
        the latest 退回時間 of such rows; `back`, the latest 再返單時間.
    """
    held = returns[returns["ticket"].notna()]
    again = held["again"]
    if before is not None:
        held = held[held["at"].lt(before)]
        again = again[held.index].where(again.lt(before))
    numbers, out = tickets["ticket"], held[again.isna()]
    since, back = (
        times.groupby(held["ticket"]).max().reindex(numbers).set_axis(numbers.index)
        for times in (out["at"], again)
    )
    return pd.DataFrame(
        {
            "recorded": is_recorded(tickets, returns),
            "is_out": numbers.isin(out["ticket"]),
            "since": since,
            "back": back,
        },
        index=tickets.index,
    )


@needs(is_recorded, Tickets=("returned", "slip_ok", "rework"), SlipReturns=("at",))
def times_sent_back(tickets: pd.DataFrame, returns: pd.DataFrame) -> pd.DataFrame:
    """Every time that a slip was sent back, with the moment that decides its month (R-8.3).

    A row of 退單記錄 is once, at its 退回時間. A ticket without rows was sent back its 返工次數, or
    once where that is empty and 填單合格 is 否, all at 返單時間.

    Args:
        tickets: Frame of 報事; rows of other tickets are left out.
        returns: Frame of 退單記錄.

    Returns:
        `sheet` and `row`, where it stands; `of`, the row of its ticket; `when`; `times`. Those
        without a moment are there too.
    """
    numbered = tickets["ticket"].dropna().drop_duplicates()
    rows = pd.Series(numbered.index, index=numbered.to_numpy(), dtype="int64")
    held = returns[returns["ticket"].isin(numbered)]
    recorded = pd.DataFrame(
        {
            "sheet": "SlipReturns",
            "row": held.index,
            "of": rows.reindex(held["ticket"]).to_numpy("int64"),
            "when": held["at"].to_numpy(),
            "times": 1.0,
        }
    )
    defective = tickets["slip_ok"].eq(terms.NO.hant).fillna(value=False).astype("float64")
    times = tickets["rework"].fillna(defective)
    typed = tickets[times.gt(0) & ~is_recorded(tickets, returns)]
    told = pd.DataFrame(
        {
            "sheet": "Tickets",
            "row": typed.index,
            "of": typed.index,
            "when": typed["returned"].to_numpy(),
            "times": times[typed.index].to_numpy(),
        }
    )
    return pd.concat([told, recorded], ignore_index=True)


@needs(Tickets=("ticket",), SlipReturns=("ticket", "at"))
def sent_back_in(tickets: pd.DataFrame, returns: pd.DataFrame, month: Month) -> pd.Series:
    """Which tickets have a row of 退單記錄 of the month."""
    held: pd.Series = tickets["ticket"].isin(
        returns.loc[month.holds(returns["at"]), "ticket"].dropna()
    )
    return held


@needs(out_slips, Tickets=("ticket", "returned", "rework", "slip_ok", "cancelled"))
def slips_at_hand(tickets: pd.DataFrame, returns: pd.DataFrame) -> list[Slip]:
    """What tells whether each ticket's slip can go back, in their order.

    Args:
        tickets: Rows of 報事.
        returns: Frame of 退單記錄.
    """
    found = out_slips(tickets, returns)
    columns = (
        tickets.index,
        tickets["ticket"],
        tickets["returned"],
        tickets["returned"].notna(),
        tickets["rework"].fillna(0).astype("int64").mask(found["recorded"], 0),
        tickets["slip_ok"].eq(terms.NO.hant) & tickets["rework"].isna() & ~found["recorded"],
        tickets["cancelled"].notna(),
        found["is_out"],
        found["back"].fillna(tickets["returned"]),
    )
    return [Slip(*cells) for cells in zip(*columns, strict=True)]


@needs(Tickets=("ticket", "rework"), SlipReturns=("ticket",))
def rework_to_fill(tickets: pd.DataFrame, returns: pd.DataFrame) -> dict[int, int]:
    """返工次數 by row, of tickets whose cell is empty or below their number of rows.

    A number above it stays: rows may be missing, and what was typed is all that tells.
    """
    counts = returns["ticket"].value_counts()
    rows = tickets["ticket"].map(counts).dropna()
    due = rows[~tickets["rework"][rows.index].ge(rows)]
    return {int(str(row)): int(count) for row, count in due.items()}
