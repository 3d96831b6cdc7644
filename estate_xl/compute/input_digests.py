"""Digests of a month's appraisal records, one for each sheet.

Only what bears on the month counts: a ticket of the next month, a new telephone number or another
recipient of the mail does not make an appraisal old; nor does a row that was moved.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.appraisal_numbers import digest_of, plain
from estate_xl.compute.appraisal_records import COLUMNS, DATES, changes_masters, is_of
from estate_xl.compute.slip_returns import sent_back_in
from estate_xl.compute.staff_scores import employed
from estate_xl.compute.zone_scores import active_zones
from estate_xl.schema import AppraisalSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

_SETTINGS = frozenset(
    {"project_name", "office_name", *(field.name for field in fields(AppraisalSettings))}
)

_DIGITS = 16
_NOTHING = digest_of([])[:_DIGITS]
"""Of a sheet without a row of the month; what an earlier version noted has no 變更記錄."""


@needs(**COLUMNS)
@needs(employed, active_zones, sent_back_in, MonthlyScores=("month",), **DATES)
def digest_inputs(tables: Tables, month: Month) -> dict[str, str]:
    """A short digest of what each sheet says of the month, by the sheet's key.

    Args:
        tables: The records that count, the masters as they were in the month; of their columns
            those that R-8 computes with are enough.
        month: Which month.
    """
    return {
        key: digest_of(sorted(_rows(_bearing(tables, key, month), columns)))[:_DIGITS]
        for key, columns in COLUMNS.items()
    }


@needs(digest_inputs)
def changed_inputs(tables: Tables, month: Month, before: Mapping[str, str]) -> list[str]:
    """Keys of the sheets that say other things of the month than they did, in our order."""
    now = digest_inputs(tables, month)
    return [key for key in now if now[key] != before.get(key, _NOTHING)]


def _bearing(tables: Tables, key: str, month: Month) -> pd.DataFrame:
    frame = tables[key]
    if key in DATES:
        held = is_of(frame, key, month)
        if key == "Changes":
            held &= changes_masters(frame)
        if key == "Tickets":
            held |= sent_back_in(frame, tables["SlipReturns"], month)
        if key == "SlipReturns":  # Rows of any month silence what a slip of the month says itself.
            tickets = tables["Tickets"]
            returned = tickets.loc[month.holds(tickets["returned"]), "ticket"].dropna()
            held |= frame["ticket"].isin(returned)
        return frame[held]
    if key == "Staff":
        return employed(frame, month)
    if key == "Zones":
        return active_zones(tables)
    if key == "MonthlyScores":
        return frame[frame["month"].eq(str(month)).fillna(value=False)]
    if key == "Settings":
        return frame[frame["key"].isin(_SETTINGS)]
    return frame


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[str]:
    """The rows as texts; what the order of a sheet's rows is does not matter."""
    lines = zip(*(_texts(frame[column]) for column in columns), strict=True)
    return [f"[{', '.join(line)}]" for line in lines]


def _texts(values: pd.Series) -> Iterator[str]:
    """The cells of a column as texts, each different one made once."""
    places, held = pd.factorize(values)
    texts = [*(repr(plain(value)) for value in held.astype(object)), repr(None)]
    # An empty cell has the place -1, the last text.
    return (texts[place] for place in places)
