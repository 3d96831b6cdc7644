"""Rows of 報事升級 and 報事暫停 agree with their tickets and with each other (R-5.7).

The order of their times is checked with that of all others, in `check.times`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.check.report import looked_up, report, time_texts
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Label
from estate_xl.schema.terms import TICKET_LEVELS
from estate_xl.times_of_day import is_before

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_PAUSES: Final = "Pauses"
_OVER: Final = ("completed", "returned", "visited", "archived")
_PLACES: Final = {level.hant: place for place, level in enumerate(TICKET_LEVELS)}


def check_ticket_turns(tables: Tables) -> list[Finding]:
    """STEP_NOT_UP of 報事升級; PAUSE_OVERLAPS, PAUSE_AFTER_END and PAUSE_RUNS_ON of 報事暫停."""
    steps, pauses = tables["Escalations"], tables[_PAUSES]
    steps, pauses = steps[steps["ticket"].notna()], pauses[pauses["ticket"].notna()]
    return [
        *(_not_up(steps) if len(steps) else []),
        *([*_overlapping(pauses), *_of_closed(pauses, tables)] if len(pauses) else []),
    ]


def _not_up(steps: pd.DataFrame) -> list[Finding]:
    """A later step is to a higher level than the one before it."""
    held = steps.assign(place=steps["level"].map(_PLACES)).dropna(subset=["at", "place"])
    held = held.sort_values(["ticket", "at"], kind="stable")
    before = held.groupby("ticket")["place"].cummax().groupby(held["ticket"]).shift()
    rows = held.index.to_series().groupby(held["ticket"]).shift()
    bad = held["place"].le(before)
    return report(
        FindingCode.STEP_NOT_UP,
        "Escalations",
        "level",
        held.loc[bad, "level"],
        earlier=_row_labels(rows[bad]),
    )


def _overlapping(pauses: pd.DataFrame) -> list[Finding]:
    """What is paused cannot be paused once more."""
    held = pauses[pauses["at"].notna()].sort_values(["ticket", "at", "until"], kind="stable")
    until = held.groupby("ticket")["until"].shift()
    rows = held.index.to_series().groupby(held["ticket"]).shift()
    bad = rows.notna() & (until.isna() | is_before(held["at"], until))
    return report(
        FindingCode.PAUSE_OVERLAPS,
        _PAUSES,
        "at",
        time_texts(_PAUSES, "at", held.loc[bad, "at"]),
        earlier=_row_labels(rows[bad]),
    )


def _of_closed(pauses: pd.DataFrame, tables: Tables) -> list[Finding]:
    """A pause begins while the work is open, or its slip is out, and ends with it at the latest."""
    tickets = tables["Tickets"]
    ends = tickets[list(_OVER)].bfill(axis=1)[_OVER[0]]
    over = looked_up(tickets.assign(over=ends), "ticket", "over", pauses["ticket"])
    late = is_before(over, pauses["at"]) & ~_is_out(pauses, tables["SlipReturns"])
    cancelled = looked_up(tickets, "ticket", "cancelled", pauses["ticket"])
    returns = tables["SlipReturns"]
    out = returns.loc[returns["again"].isna(), "ticket"].dropna()
    ended = (over.notna() & ~pauses["ticket"].isin(out)) | cancelled.notna()
    runs_on = pauses["until"].isna() & ended & ~late
    return [
        *report(
            FindingCode.PAUSE_AFTER_END,
            _PAUSES,
            "at",
            time_texts(_PAUSES, "at", pauses.loc[late, "at"]),
        ),
        *report(FindingCode.PAUSE_RUNS_ON, _PAUSES, "until", pauses.loc[runs_on, "ticket"]),
    ]


def _is_out(pauses: pd.DataFrame, returns: pd.DataFrame) -> pd.Series:
    """Which pauses began while 退單記錄 says that the slip was at its department."""
    met = pauses[["ticket", "at"]].reset_index(names="row")
    met = met.merge(returns[["ticket", "at", "again"]], on="ticket", suffixes=("", "_back"))
    within = ~is_before(met["at"], met["at_back"]) & ~is_before(met["again"], met["at"])
    return pd.Series(pauses.index.isin(met.loc[within, "row"]), index=pauses.index)


def _row_labels(rows: pd.Series) -> list[Label]:
    return [Label(f"{row:.0f}", f"{row:.0f}") for row in rows]
