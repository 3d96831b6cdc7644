"""What a month's appraisal is computed from, sheet by sheet, as one digest each.

Only what bears on the month counts: a ticket of the next month, a new telephone number or another
recipient of the mail does not make an appraisal old; nor does a row that was moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.compute.numbers import digest_of, plain
from estate_xl.compute.staff import employed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.compute.months import Month
    from estate_xl.frames import Tables

_DATES = {
    "Tickets": ("returned", "visited"),
    "Complaints": ("received",),
    "Commendations": ("date",),
    "Inspections": ("date",),
}
"""A row bears on the month if one of these days lies in it."""

_COLUMNS = {
    "Zones": ("zone", "name", "officer", "active"),
    "Staff": ("staff", "name", "department", "post"),
    "Tickets": ("zone", "worker", "returned", "slip_ok", "rework", "visited", "visit_rating"),
    "Complaints": ("received", "zone", "department", "valid"),
    "Commendations": ("date", "zone", "department", "staff", "verified"),
    "Inspections": ("date", "kind", "zone", "trade", "findings", "score"),
    "InspectionStandards": ("code", "deduction"),
    "MonthlyScores": ("staff", "self", "supervisor", "director"),
    "AppraisalWeights": (
        "department", "post", "self", "zone", "supervisor", "head_composite", "director",
    ),
    "Settings": ("key", "value"),
}  # fmt: skip

_SETTINGS = frozenset(
    {
        "project_name",
        "office_name",
        "zone_inspection_weight",
        "zone_owner_weight",
        "complaint_deduction",
        "commendation_bonus",
        "owner_score_floor",
        "owner_score_ceiling",
        "dissatisfied_visit_deduction",
        "defective_slip_deduction",
    }
)

_DIGITS = 16


def digest_inputs(tables: Tables, month: Month) -> dict[str, str]:
    """A short digest of what each sheet says of the month, by the sheet's key.

    Args:
        tables: Frames of the workbook; of their columns those that R-8 computes with are enough.
        month: Which month.
    """
    return {
        key: digest_of(sorted(_rows(_bearing(tables, key, month), columns)))[:_DIGITS]
        for key, columns in _COLUMNS.items()
    }


def changed_inputs(tables: Tables, month: Month, before: Mapping[str, str]) -> list[str]:
    """Keys of the sheets that say other things of the month than they did, in our order."""
    now = digest_inputs(tables, month)
    return [key for key in now if now[key] != before.get(key)]


def _bearing(tables: Tables, key: str, month: Month) -> pd.DataFrame:
    frame = tables[key]
    if key in _DATES:
        held = pd.Series(data=False, index=frame.index)
        for column in _DATES[key]:
            held |= month.holds(frame[column])
        return frame[held]
    if key == "Staff":
        return employed(frame, month)
    if key == "MonthlyScores":
        return frame[frame["month"].eq(str(month)).fillna(value=False)]
    if key == "Settings":
        return frame[frame["key"].isin(_SETTINGS)]
    return frame


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[str]:
    """The rows as texts; what the order of a sheet's rows is does not matter."""
    lines = zip(*(frame[column] for column in columns), strict=True)
    return [repr([_plain(value) for value in line]) for line in lines]


def _plain(value: object) -> object:
    if value != value or value is pd.NaT:  # noqa: PLR0124 - only NaN and NaT differ from themselves
        return None
    return plain(value)
