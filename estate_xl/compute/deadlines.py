"""The day by which a matter that begins on a day is due (R-5.3 to R-5.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.compute.tickets import (
    FOLLOW_UP,
    JOINT_CHECK,
    SENT_BACK,
    VISIT,
    end_of_days,
)

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.compute.tickets import Clocks, WorkingDays

TICKET_MATTERS: Final = (VISIT, FOLLOW_UP, SENT_BACK, JOINT_CHECK)


@dataclass(frozen=True)
class Due:
    """When matters are due.

    Attributes:
        day: Midnight of the day; missing where the start is, or where the kind has no clock.
        provisional: Whether the calendar does not settle a working day on the way.
    """

    day: pd.Series
    provisional: pd.Series


def due_days(
    matters: pd.Series,
    kinds: pd.Series,
    starts: pd.Series,
    work_calendar: WorkingDays,
    clocks: Clocks,
) -> Due:
    """The day by which each matter is due.

    A visit is due by the working day that 參數 says, whatever the ticket's kind; the other matters
    by the calendar days of the kind.

    Args:
        matters: Of `TICKET_MATTERS`.
        kinds: 工程類 or 物管類.
        starts: Datetimes from which the clock runs.
        work_calendar: Working days, for the visit.
        clocks: The days of each matter.
    """
    visits = matters.eq(VISIT)
    answer = work_calendar.after(starts[visits], clocks.return_visit_working_days)
    ends = end_of_days(starts, kinds, clocks).mask(visits, answer.due.reindex(starts.index))
    provisional = answer.provisional.reindex(starts.index, fill_value=False).astype("bool")
    return Due(ends.dt.normalize().where(matters.notna()), provisional)
