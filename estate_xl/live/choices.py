"""Records that a button looks up before its task runs: what is selected, who it may be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.tasks.common import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from estate_xl.read import Office


@needs(Tickets=("ticket",))
def ticket_numbers(office: Office, rows: Sequence[int]) -> pd.Series:
    """Numbers of the tickets in these rows; missing where one waits for its own."""
    numbers: pd.Series = office.tables["Tickets"].loc[list(rows), "ticket"]
    return numbers


@needs(Inspections=("inspection",))
def has_unnumbered_inspections(office: Office) -> bool:
    """True if an inspection waits for its number."""
    return bool(office.tables["Inspections"]["inspection"].isna().any())


@needs(names, FollowUps=("at", "by"))
def proposed_person(office: Office, user: str) -> str:
    """The user's own name if the staff has it, else who followed up last; empty for nobody.

    Where several bear the name, it tells nobody: the number of who followed up last is proposed.

    Args:
        office: As read.
        user: What Excel calls the user.
    """
    known = names(office)
    bearers = Counter(known.values())
    if user and bearers[user] == 1:
        return user
    last = office.tables["FollowUps"].sort_values("at", kind="stable")["by"].dropna()
    if last.empty:
        return ""
    number = str(last.iloc[-1])
    name = known.get(number, number)
    return name if bearers[name] <= 1 else number
