"""What 業主 knows of the room of a report: its zone, whose it is, the telephone (R-5 duties)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs

if TYPE_CHECKING:
    from collections.abc import Mapping

FILLED: Final[Mapping[str, str]] = {"zone": "zone", "customer": "owner", "phone": "phone"}
"""Columns of 報事 that may be left blank where the room is known, and those of 業主 they are."""


@needs(Tickets=("room", *FILLED), Owners=("room", *FILLED.values()))
def blanks_known(tickets: pd.DataFrame, owners: pd.DataFrame) -> dict[str, pd.Series]:
    """What can be filled in from 業主, by column and row: blanks of tickets whose room is known.

    A new ticket is of today, and so is what 業主 holds; of a room that stands twice the first row
    counts.

    Args:
        tickets: Rows of 報事.
        owners: Frame of 業主.
    """
    first = owners[owners["room"].notna() & ~owners["room"].duplicated()]
    found = {}
    for column, source in FILLED.items():
        known = pd.Series(first[source].array, index=first["room"].array, dtype="str")
        rooms = tickets.loc[tickets[column].isna() & tickets["room"].notna(), "room"]
        found[column] = known.reindex(rooms).set_axis(rooms.index).dropna()
    return found
