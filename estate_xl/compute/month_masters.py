"""The masters of a month, by the state of each of its days: people, zones, who led which (R-8).

A person counts as on the last day of the month on which they were employed (R-8.4), a zone as on
the last day on which it was in use. A zone is led by who stands on 片區, on days when it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.employment import is_employed
from estate_xl.compute.master_states import spans_of
from estate_xl.schema.registers import STAFF, ZONES
from estate_xl.schema.terms import NO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estate_xl.compute.master_states import Span
    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

    Holds = Callable[[pd.DataFrame, Span], pd.Series]

_SUBJECTS = (STAFF.title.hant, ZONES.title.hant)


class Lead(NamedTuple):
    """A person and on how many days of the month they led a zone."""

    staff: str
    days: int


class Use(NamedTuple):
    """The first and the last day of the month on which a zone was in use, and on how many."""

    first: pd.Timestamp
    last: pd.Timestamp
    days: int


@dataclass(frozen=True)
class MonthMasters:
    """The masters of a month.

    Attributes:
        tables: All tables, 員工 and 片區 as the month counts them.
        spans: The month's days, in spans without a change.
        leads: Who led each zone, who led it last at the end; zones led by nobody are absent.
        use: When each zone was in use; others are absent.
    """

    tables: Tables
    spans: Sequence[Span]
    leads: Mapping[str, Sequence[Lead]]
    use: Mapping[str, Use]

    def departments_of(self, staff: pd.Series, dates: pd.Series) -> pd.Series:
        """The department of each person on that day of the month.

        Args:
            staff: Staff numbers.
            dates: Days, a day each.
        """
        found = pd.Series(None, index=staff.index, dtype="str")
        for span in self.spans:
            people = span.tables["Staff"].dropna(subset=["staff"]).drop_duplicates("staff")
            held = dates.ge(span.first) & dates.lt(span.last + pd.Timedelta(days=1))
            departments = staff.map(people.set_index("staff")["department"])
            found = found.where(~held, departments)
        return found


@needs(
    spans_of,
    Changes=("subject",),
    Zones=("zone", "officer", "active"),
    Staff=("staff", "joined", "left"),
)
def month_masters(tables: Tables, month: Month) -> MonthMasters:
    """The masters of a month; frames in which nothing changed since it began are the same objects.

    Args:
        tables: The workbook's.
        month: Which month.
    """
    changes = tables["Changes"]
    bearing = {**tables, "Changes": changes[changes["subject"].isin(_SUBJECTS)]}
    spans = tuple(spans_of(bearing, month.first_day, month.last_day))
    whole = {**spans[-1].tables, "Changes": changes}
    if len(spans) > 1:
        whole |= {"Staff": _people(spans), "Zones": _latest(spans, "Zones", _in_use)[0]}
    leads: dict[str, dict[str, int]] = {}
    use: dict[str, Use] = {}
    for span in spans:
        zones = span.tables["Zones"]
        zones = zones[_in_use(zones, span) & zones["zone"].notna()].drop_duplicates("zone")
        for zone, officer in zip(zones["zone"], zones["officer"], strict=True):
            before = use.get(zone, Use(span.first, span.last, 0))
            use[zone] = Use(before.first, span.last, before.days + span.days)
            if isinstance(officer, str):
                days = leads.setdefault(zone, {})
                days[officer] = days.pop(officer, 0) + span.days
    led = {zone: tuple(map(Lead, days, days.values())) for zone, days in leads.items()}
    return MonthMasters(whole, spans, led, use)


def _people(spans: Sequence[Span]) -> pd.DataFrame:
    """Whoever was employed on a day of these, as on the last such day."""
    people, there = _latest(spans, "Staff", _employed)
    return people[there]


def _latest(spans: Sequence[Span], sheet: str, holds: Holds) -> tuple[pd.DataFrame, pd.Series]:
    """Each row as in the last span where it holds, else as in the last one; and if it ever does."""
    frame = spans[-1].tables[sheet]
    found = holds(frame, spans[-1])
    for span in reversed(spans[:-1]):
        held = span.tables[sheet]
        new = holds(held, span) & ~found
        frame = frame.where(~new, held)
        found |= new
    return frame, found


def _in_use(zones: pd.DataFrame, _: Span) -> pd.Series:
    return ~zones["active"].eq(NO.hant).fillna(value=False)


def _employed(staff: pd.DataFrame, span: Span) -> pd.Series:
    return is_employed(staff, span.first, span.last)
