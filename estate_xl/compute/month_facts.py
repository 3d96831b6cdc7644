"""The facts that headquarters adds up: households, complaints, shares as fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.column_needs import needs
from estate_xl.compute.master_states import state_on
from estate_xl.compute.statistics import PART, WHOLE, month_statistics
from estate_xl.compute.zone_scores import active_zones
from estate_xl.schema.statistics import FOUNDED, UNFOUNDED, VISIT_SOURCE

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.compute.months import Month
    from estate_xl.schema import OfficeSettings
    from estate_xl.typed_frames import Tables

_FIRST: Final = 0


@needs(month_statistics, state_on, active_zones, Zones=("households",))
def month_facts(tables: Tables, settings: OfficeSettings, month: Month) -> dict[str, object]:
    """The facts of a month; a share is its numerator and denominator, so that offices add up.

    `households` of the zones in use on its last day; `complaints` received, and those of them that
    are unfounded; `on_time`, return visits and follow-ups that were made in their time, of those
    due (R-5.4, R-5.5); `satisfaction`, rated visits that are not dissatisfied, of those rated
    (R-8.1).
    """
    found = month_statistics(tables, settings, month).tables
    held = active_zones(state_on(tables, month.last_day))["households"].dropna()
    complaints = found["complaints"]
    return {
        "households": int(held.sum()) if len(held) else None,
        "complaints": _count(complaints, FOUNDED.hant) + _count(complaints, UNFOUNDED.hant),
        "complaints_unfounded": _count(complaints, UNFOUNDED.hant),
        "on_time": _share(found["on_time"]),
        "satisfaction": _share(found["satisfaction"].loc[[VISIT_SOURCE.hant]]),
    }


def _count(table: pd.DataFrame, line: str) -> int:
    return int(table[_FIRST].loc[line])


def _share(table: pd.DataFrame) -> list[int]:
    return [int(table[name].fillna(0).sum()) for name in (PART, WHOLE)]
