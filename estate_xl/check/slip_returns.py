"""Rows of 退單記錄 agree with their tickets and with each other (R-5.6, R-8.3).

The order of their times is checked with that of all others, in `check.times`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check.report import looked_up, report, rows_label, time_texts
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Label
from estate_xl.schema.terms import NO
from estate_xl.times_of_day import is_before

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_SHEET: Final = "SlipReturns"


def check_slip_returns(tables: Tables) -> list[Finding]:
    """Findings of 退單記錄, and of tickets that say something else than their rows.

    SLIP_NEVER_RETURNED, SLIP_OVERLAPS and SLIP_OF_NOBODY for rows; REWORK_DIFFERS, SLIP_MOVED
    and VISITED_WHILE_OUT for tickets.
    """
    returns, tickets = tables[_SHEET], tables["Tickets"]
    held = returns[returns["ticket"].notna()]
    if held.empty:
        return []
    return [
        *_never_returned(held, tickets),
        *_overlapping(held),
        *_of_nobody(held, tickets),
        *_differing(held, tickets),
        *_moved(held, tickets),
        *_visited_while_out(held, tickets),
    ]


def _never_returned(returns: pd.DataFrame, tickets: pd.DataFrame) -> list[Finding]:
    """Only a slip that came back can be sent back."""
    came = looked_up(tickets, "ticket", "returned", returns["ticket"])
    return report(
        FindingCode.SLIP_NEVER_RETURNED, _SHEET, "ticket", returns.loc[came.isna(), "ticket"]
    )


def _of_nobody(returns: pd.DataFrame, tickets: pd.DataFrame) -> list[Finding]:
    """A ticket without 服務人員 is nobody's to answer for."""
    workers = looked_up(tickets, "ticket", "worker", returns["ticket"])
    return report(
        FindingCode.SLIP_OF_NOBODY, _SHEET, "ticket", returns.loc[workers.isna(), "ticket"]
    )


def _overlapping(returns: pd.DataFrame) -> list[Finding]:
    """A slip that is out cannot be sent back once more."""
    held = returns[returns["at"].notna()].sort_values(["ticket", "at", "again"], kind="stable")
    same = held["ticket"].eq(held["ticket"].shift())
    again = held["again"].shift()
    rows = held.index.to_series().shift()
    bad = same & (again.isna() | is_before(held["at"], again))
    earlier = [Label(f"{row:.0f}", f"{row:.0f}") for row in rows[bad]]
    texts = time_texts(_SHEET, "at", held.loc[bad, "at"])
    return report(FindingCode.SLIP_OVERLAPS, _SHEET, "at", texts, earlier=earlier)


def _differing(returns: pd.DataFrame, tickets: pd.DataFrame) -> list[Finding]:
    """返工次數 is the number of the ticket's rows."""
    rows = returns.index.to_series().groupby(returns["ticket"].to_numpy()).agg(list)
    told = tickets[tickets["rework"].notna() & tickets["ticket"].isin(rows.index)]
    held = rows.reindex(told["ticket"]).set_axis(told.index)
    differ = told["rework"].ne(held.map(len).astype("float64"))
    typed = told.loc[differ, "rework"].map("{:.0f}".format).astype("str")
    counts = [str(len(each)) for each in held[differ]]
    named = [rows_label(each) for each in held[differ]]
    return report(FindingCode.REWORK_DIFFERS, "Tickets", "rework", typed, count=counts, rows=named)


def _moved(returns: pd.DataFrame, tickets: pd.DataFrame) -> list[Finding]:
    """填單合格 alone counted in the month of 返單時間, which no row is of now."""
    judged = tickets["slip_ok"].eq(NO.hant).fillna(value=False) & tickets["rework"].isna()
    told = tickets[judged & tickets["returned"].notna()]
    held = returns[returns["ticket"].isin(told["ticket"]) & returns["at"].notna()]
    months = held["at"].dt.strftime("%Y-%m").groupby(held["ticket"].to_numpy()).agg(set)
    rows = held.index.to_series().groupby(held["ticket"].to_numpy()).agg(list)
    before = told["returned"].dt.strftime("%Y-%m")
    bad = [
        row
        for row, ticket, month in zip(told.index, told["ticket"], before, strict=True)
        if ticket in months.index and month not in months[ticket]
    ]
    named = [rows_label(rows[ticket]) for ticket in told.loc[bad, "ticket"]]
    seen = told.loc[bad, "slip_ok"]
    return report(
        FindingCode.SLIP_MOVED, "Tickets", "slip_ok", seen, before=list(before[bad]), rows=named
    )


def _visited_while_out(returns: pd.DataFrame, tickets: pd.DataFrame) -> list[Finding]:
    """A visit is made when the slip is there (R-5.4)."""
    visited = looked_up(tickets, "ticket", "visited", returns["ticket"])
    is_out = returns["again"].isna() | is_before(visited, returns["again"])
    met = returns[is_before(returns["at"], visited) & is_out].drop_duplicates("ticket")
    rows = met.index.to_series().set_axis(met["ticket"])
    bad = tickets[tickets["ticket"].isin(met["ticket"]) & ~tickets["ticket"].duplicated()]
    earlier = [Label(str(row), str(row)) for row in rows.reindex(bad["ticket"])]
    texts = time_texts("Tickets", "visited", bad["visited"])
    return report(FindingCode.VISITED_WHILE_OUT, "Tickets", "visited", texts, rows=earlier)
