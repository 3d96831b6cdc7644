"""The life of a ticket: its state and its next deadline (R-5.2 to R-5.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.pauses import pauses_on
from estate_xl.compute.slip_returns import out_slips
from estate_xl.schema import terms
from estate_xl.schema.terms import (
    ARCHIVED,
    CANCELLED,
    COMPLETED,
    DISPATCHED,
    REGISTERED,
    RETURNED,
    REWORK,
    VISITED,
    WORKING,
)
from estate_xl.times_of_day import is_before

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.schema import OfficeSettings

VISIT: Final = "visit"
FOLLOW_UP: Final = "follow_up"
SENT_BACK: Final = "rework"
JOINT_CHECK: Final = "joint_check"
PAUSE: Final = "pause"
RULES: Final[Mapping[str, str]] = {
    VISIT: "R-5.4",
    FOLLOW_UP: "R-5.5",
    SENT_BACK: "R-5.6",
    JOINT_CHECK: "R-5.3",
    PAUSE: "R-5.7",
}
"""The rule behind each matter that a ticket may owe."""

_STEPS: Final = (
    ("dispatched", DISPATCHED),
    ("arrived", WORKING),
    ("completed", COMPLETED),
    ("returned", RETURNED),
    ("visited", VISITED),
    ("archived", ARCHIVED),
)
_PLACE: Final = {
    state: place
    for place, state in enumerate((REGISTERED, *(s for _, s in _STEPS), REWORK, CANCELLED))
}
_STATES: Final = pd.array([state.hant for state in _PLACE], dtype="str")
_TIMES: Final = tuple(column for column, _ in _STEPS)
_AFTER_RETURN: Final = ("visited", "archived")
_OPEN: Final = (REGISTERED.hant, DISPATCHED.hant, WORKING.hant)
_WORK_OVER: Final = (COMPLETED.hant, RETURNED.hant)
_LAST_MINUTE: Final = pd.Timedelta(hours=23, minutes=59)


class WorkDeadlines(Protocol):
    """Ends of working days, by the rows that were asked for."""

    @property
    def due(self) -> pd.Series:
        """Datetimes, 23:59 of their day."""

    @property
    def provisional(self) -> pd.Series:
        """True where the calendar does not settle a day on the way."""


class WorkingDays(Protocol):
    """A calendar of working days."""

    def after(self, days: pd.Series, count: int) -> WorkDeadlines:
        """The end of the count-th working day after each day."""


@dataclass(frozen=True)
class Clocks:
    """Days that each matter may wait; the defaults are the regulation's.

    Attributes:
        follow_up_engineering_days: Calendar days between follow-ups, engineering (R-5.5).
        follow_up_property_days: Calendar days between follow-ups, property (R-5.5).
        return_visit_working_days: Working days until the return visit (R-5.4).
    """

    follow_up_engineering_days: int = 7
    follow_up_property_days: int = 3
    return_visit_working_days: int = 1

    @classmethod
    def of(cls, settings: OfficeSettings) -> Clocks:
        """The clocks that an office's 參數 sheet sets."""
        return cls(
            follow_up_engineering_days=int(settings.number("follow_up_days_engineering")),
            follow_up_property_days=int(settings.number("follow_up_days_property")),
            return_visit_working_days=int(settings.number("return_visit_working_days")),
        )


@needs(out_slips, Tickets=("registered", *_TIMES, "visit_rating", "slip_ok", "cancelled"))
def ticket_states(
    tickets: pd.DataFrame, returns: pd.DataFrame, before: pd.Timestamp | None = None
) -> pd.Series:
    """The state of each ticket in zh-Hant, by its latest step filled in; missing if unregistered.

    While a row of 退單記錄 has no 再返單時間 the slip is sent back, whatever was filled in before;
    once it is back, a visit and an archiving before the latest 再返單時間 are those of an earlier
    round (R-5.6). Without rows a returned slip with 填單合格 = 否 is sent back until the visit. A
    visit without 回訪評價 has not been made. A reason of cancelling wins over all. What a record
    lacks for its state is another check.

    Args:
        tickets: Frame of 報事.
        returns: Frame of 退單記錄.
        before: Only steps before that moment count; None for all.
    """

    def is_made(step: str) -> pd.Series:
        return tickets[step].notna() if before is None else tickets[step].lt(before)

    slips = out_slips(tickets, returns, before)
    place = np.zeros(len(tickets), dtype=np.intp)
    for step, state in _STEPS:
        made = is_made(step)
        if step in _AFTER_RETURN:
            made &= ~is_before(tickets[step], slips["back"])
        place[made & tickets["visit_rating"].notna() if step == "visited" else made] = _PLACE[state]
    defective = tickets["slip_ok"].eq(terms.NO.hant) & ~slips["recorded"]
    place[slips["is_out"] | ((place == _PLACE[RETURNED]) & defective)] = _PLACE[REWORK]
    place[tickets["cancelled"].notna()] = _PLACE[CANCELLED]
    place[~is_made("registered")] = -1
    states = _STATES.take(place, allow_fill=True)
    return pd.Series(states, index=tickets.index, name="state")


def visits_made(records: pd.DataFrame) -> pd.Series:
    """Times of the return visits of tickets or complaints; one without a rating was not made."""
    made: pd.Series = records["visited"].where(records["visit_rating"].notna())
    return made


@needs(
    ticket_states,
    out_slips,
    pauses_on,
    Tickets=(
        "ticket",
        "registered",
        "kind",
        "rectification",
        "dispatched",
        "completed",
        "joint_check",
        "returned",
    ),
    FollowUps=("ticket", "at"),
)
def ticket_deadlines(  # noqa: PLR0913 - the records, the calendar, the clocks and the moment
    tickets: pd.DataFrame,
    follow_ups: pd.DataFrame,
    work_calendar: WorkingDays,
    clocks: Clocks,
    now: pd.Timestamp,
    *,
    returns: pd.DataFrame,
    pauses: pd.DataFrame,
    not_moved_in: pd.Series | None = None,
) -> pd.DataFrame:
    """The next deadline of each ticket, and if it is late (R-5.3 to R-5.7).

    - Open work: a follow-up, from the latest of dispatch (else registration) and last follow-up.
    - While work is paused both clocks stand still: due is the end of 預計恢復, where it is empty
      the same days from 暫停時間. They start anew at 恢復時間 (R-5.7).
    - A slip sent back: the same days, from the latest of 退回時間 and last follow-up; one that only
      填單合格 tells of, from its return.
    - A joint check that has not passed: the same days, from completion (else the slip's return).
      It is before the visit, for the owner may not be called yet.
    - A returned slip: the visit, by working days from 返單時間 or the latest 再返單時間, until it
      is made and rated.

    A ticket whose kind is unknown has no clock that counts in calendar days: nothing is due.

    Args:
        tickets: Frame of 報事.
        follow_ups: Frame of 跟進; those later than `now` do not count.
        work_calendar: Working days, for the visit.
        clocks: The days of each matter.
        now: The moment as of which a deadline is over.
        returns: Frame of 退單記錄.
        pauses: Frame of 報事暫停.
        not_moved_in: By the rows of `tickets`, whether the owner has yet to move in; none if None.

    Returns:
        By the rows of `tickets`: `state`; `next_due`, 23:59 of its day, missing where nothing is
        due; `rule` and `matter` of it; `provisional`; `overdue`, 是 or 否, missing without a state;
        `days_overdue`, calendar days since the day due, 0 where not overdue; `since`, when a slip
        that is out was sent back, or returned where nothing tells; `pause`, the row of the pause
        that a ticket is in, and `paused`, since when.
    """
    states = ticket_states(tickets, returns)
    slips = out_slips(tickets, returns)
    matters = _matters(tickets, states, not_moved_in)
    waits = pauses_on(tickets, pauses, now)
    starts = _starts(tickets, follow_ups, matters, slips, waits["resumed"], now)
    paused = waits["pause"].notna() & _is_followed(matters, slips)
    starts = starts.mask(paused, waits["at"])
    due = end_of_days(starts, tickets["kind"], clocks)
    expected = waits["expected"].dt.normalize() + _LAST_MINUTE
    due = due.mask(paused & expected.notna(), expected)
    matters = matters.mask(paused, PAUSE)
    visits = matters.eq(VISIT)
    days = slips["back"].fillna(tickets["returned"])[visits]
    answer = work_calendar.after(days, clocks.return_visit_working_days)
    due = due.mask(visits, answer.due.reindex(due.index)).astype("datetime64[us]")
    matters = matters.where(due.notna())
    late = (now.normalize() - due.dt.normalize()).dt.days.clip(lower=0).fillna(0).astype("int64")
    overdue = pd.Series(terms.NO.hant, index=tickets.index, dtype="str")
    return pd.DataFrame(
        {
            "state": states,
            "next_due": due,
            "rule": matters.map(RULES).astype("str"),
            "matter": matters,
            "provisional": answer.provisional.reindex(due.index, fill_value=False).astype("bool"),
            "overdue": overdue.mask(late > 0, terms.YES.hant).where(states.notna()),
            "days_overdue": late,
            "since": slips["since"].fillna(tickets["returned"]).where(states.eq(REWORK.hant)),
            "pause": waits["pause"].where(paused),
            "paused": waits["at"].where(paused),
        },
        index=tickets.index,
    )


def _matters(tickets: pd.DataFrame, states: pd.Series, not_moved_in: pd.Series | None) -> pd.Series:
    """The open matter of each ticket; missing for none."""
    matters = pd.Series(None, index=tickets.index, dtype="str")
    matters = matters.mask(states.isin(_OPEN), FOLLOW_UP)
    matters = matters.mask(states.eq(REWORK.hant), SENT_BACK)
    matters = matters.mask(states.eq(RETURNED.hant), VISIT)
    if not_moved_in is None:
        return matters
    unchecked = (
        states.isin(_WORK_OVER)
        & not_moved_in
        & tickets["kind"].eq(terms.ENGINEERING_KIND.hant)
        & tickets["rectification"].eq(terms.YES.hant)
        & tickets["joint_check"].ne(terms.PASSED.hant)
    )
    return matters.mask(unchecked, JOINT_CHECK)


def _is_followed(matters: pd.Series, slips: pd.DataFrame) -> pd.Series:
    """Which tickets owe follow-ups: open work, and slips that 退單記錄 says are out."""
    return matters.eq(FOLLOW_UP) | (matters.eq(SENT_BACK) & slips["recorded"])


def _starts(  # noqa: PLR0913, PLR0917 - what moves a start, one each
    tickets: pd.DataFrame,
    follow_ups: pd.DataFrame,
    matters: pd.Series,
    slips: pd.DataFrame,
    resumed: pd.Series,
    now: pd.Timestamp,
) -> pd.Series:
    """The time from which each matter counts calendar days; missing for the others."""
    is_out = matters.eq(SENT_BACK) & slips["recorded"]
    followed = _is_followed(matters, slips)
    starts = tickets["dispatched"].fillna(tickets["registered"]).where(followed)
    starts = starts.mask(is_out, slips["since"].fillna(tickets["returned"]))
    numbers = tickets.loc[followed, "ticket"]
    counted = follow_ups[follow_ups["at"].le(now) & follow_ups["ticket"].isin(numbers.dropna())]
    latest = counted.groupby("ticket")["at"].max()
    last = latest.reindex(numbers).set_axis(numbers.index).reindex(starts.index)
    starts = starts.mask(last.gt(starts), last)
    starts = starts.mask(followed & resumed.gt(starts), resumed)
    starts = starts.mask(matters.eq(SENT_BACK) & ~is_out, tickets["returned"])
    work_over = tickets["completed"].fillna(tickets["returned"])
    return starts.mask(matters.eq(JOINT_CHECK), work_over)


def end_of_days(starts: pd.Series, kinds: pd.Series, clocks: Clocks) -> pd.Series:
    """23:59 of the last calendar day that each kind of ticket allows from its start (R-5.5)."""
    days = kinds.map(
        {
            terms.ENGINEERING_KIND.hant: clocks.follow_up_engineering_days,
            terms.PROPERTY_KIND.hant: clocks.follow_up_property_days,
        }
    ).astype("float64")
    allowed = pd.to_timedelta(days, unit="D").astype("timedelta64[us]")
    ends: pd.Series = starts.dt.normalize() + allowed + _LAST_MINUTE
    return ends
