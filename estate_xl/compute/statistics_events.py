"""The events behind statistics: every one of the registers as a row with its moment (R-5 duties).

An event has `when`, the moment that decides its period; the columns that it is told apart by; and
where something is measured, `good` or `amount`. A cancelled ticket was registered, and owes and
takes nothing: nobody notes when it was cancelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.complaints import LADDER
from estate_xl.compute.past_values import values_on
from estate_xl.compute.pauses import FOREVER, paused_spells
from estate_xl.compute.period_tickets import tickets_within
from estate_xl.compute.slip_returns import out_slips, times_sent_back
from estate_xl.compute.tickets import Clocks, visits_made
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.schema import terms
from estate_xl.schema.statistics import (
    FOLLOW_UP_MATTER,
    FOUNDED,
    SLIP_SOURCE,
    UNFOUNDED,
    UNPAUSED_MATTER,
    VISIT_MATTER,
    VISIT_SOURCE,
)
from estate_xl.times_of_day import is_before, lacks_clock, latest
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.compute.periods import Period
    from estate_xl.schema import Label, OfficeSettings
    from estate_xl.typed_frames import Tables

_TOLD_APART: Final = ["zone", "department", "kind", "channel"]
_KEPT: Final = [
    "ticket",
    "registered",
    "zone",
    "kind",
    "department",
    "dispatched",
    "worker",
    "completed",
    "rating",
    "joint_check",
    "returned",
    "slip_ok",
    "rework",
    "visited",
    "visit_rating",
    "archived",
]
_START, _CALL, _HOLD, _ANEW = range(4)
"""Moments of a follow-up clock: it begins, is answered, stands still, begins anew."""
_MINUTE: Final = pd.Timedelta(minutes=1)
_SECONDS: Final = 60
_LAST_MINUTE: Final = pd.Timedelta(hours=23, minutes=59)
_PLACES: Final = {level: place for place, level in enumerate(LADDER)}


@needs(
    out_slips,
    Tickets=("joint_check", "returned", "slip_ok", "visited", "visit_rating"),
    SlipReturns=("ticket", "at", "again"),
)
def due_visits(
    tickets: pd.DataFrame, returns: pd.DataFrame, calendar: WorkCalendar, clocks: Clocks
) -> pd.DataFrame:
    """Each return visit at its deadline, the end of its working day (R-5.4).

    A slip that came back owes one; not while it is sent back (R-5.6) or its joint check has failed
    (R-5.3), unless it was visited all the same. One without 回訪評價 was not made. A slip of
    退單記錄 owes one from each time that it came back, unless it went out again by the deadline;
    where its visit is of a later time, nobody knows of an earlier one, which is not counted.

    Args:
        tickets: Those that were not cancelled.
        returns: Frame of 退單記錄.
        calendar: Of working days.
        clocks: The days of each matter.
    """
    rounds = _rounds(tickets, returns)
    held = tickets.loc[rounds["of"]].set_axis(rounds.index)
    recorded = out_slips(tickets, returns)["recorded"].reindex(rounds["of"]).set_axis(rounds.index)
    defective = held["slip_ok"].eq(terms.NO.hant) & ~recorded
    stopped = defective | held["joint_check"].eq(terms.FAILED.hant)
    due = calendar.after(rounds["start"], clocks.return_visit_working_days).due
    visits = visits_made(held)
    is_early = is_before(visits, rounds["start"]) & ~rounds["is_first"]
    is_later = is_before(rounds["stop"], visits)
    made = visits.mask(is_early | is_later)
    owed = made.notna() | ~(stopped | is_later | rounds["stop"].lt(due + _MINUTE))
    good = _done_by(made, due)
    events = pd.DataFrame(
        {"when": due, "matter": VISIT_MATTER.hant, "good": good, "of": rounds["of"]}
    )
    return events[owed].reset_index(drop=True)


def _rounds(tickets: pd.DataFrame, returns: pd.DataFrame) -> pd.DataFrame:
    """Each time that a slip came back: 返單時間, and each 再返單時間 of 退單記錄.

    Returns:
        `of`, the row of the ticket; `start`; `stop`, when it went out again; `is_first`.
    """
    first = tickets.loc[tickets["returned"].notna(), ["ticket", "returned"]]
    numbered = first.dropna(subset="ticket").drop_duplicates("ticket")
    rows = pd.Series(numbered.index, index=numbered["ticket"].to_numpy(), dtype="int64")
    held = returns[returns["ticket"].isin(rows.index)].sort_values(["at", "again"], kind="stable")
    of = rows.reindex(held["ticket"]).to_numpy("int64")
    came = pd.concat(
        [
            pd.DataFrame({"of": first.index, "start": first["returned"].to_numpy()}),
            pd.DataFrame({"of": of, "start": held["again"].to_numpy()}),
        ],
        ignore_index=True,
    )
    came = came.assign(number=came.groupby("of").cumcount())
    went = pd.DataFrame({"of": of, "stop": held["at"].to_numpy()})
    went = went.assign(number=went.groupby("of").cumcount())
    came = came.merge(went, on=["of", "number"], how="left")
    return came.assign(is_first=came["number"].eq(0)).dropna(subset="start")


@needs(
    paused_spells,
    Tickets=(
        "ticket",
        "registered",
        "kind",
        "dispatched",
        "completed",
        "returned",
        "visited",
        "archived",
    ),
    FollowUps=("ticket", "at"),
)
def due_calls(
    tickets: pd.DataFrame, follow_ups: pd.DataFrame, clocks: Clocks, pauses: pd.DataFrame
) -> pd.DataFrame:
    """Each follow-up of open work at its deadline (R-5.5).

    The clock runs from dispatch (else registration) and anew from each follow-up, for the days of
    the ticket's kind, and stops at completion (else at the next step that is filled in). What was
    completed before its deadline without a follow-up owed none. One that stays out is missed once.
    In a pause the clock stands still: what was not late before it owes nothing, a follow-up in it
    answers nothing, and the clock runs anew from 恢復時間 (R-5.7).

    Args:
        tickets: Those that were not cancelled; one of unknown kind has no clock.
        follow_ups: Frame of 跟進; those outside the clock's time do not count.
        clocks: The days of each matter.
        pauses: Frame of 報事暫停; without rows, as if nothing had been paused.
    """
    days = tickets["kind"].map(
        {
            terms.ENGINEERING_KIND.hant: clocks.follow_up_engineering_days,
            terms.PROPERTY_KIND.hant: clocks.follow_up_property_days,
        }
    )
    stop = tickets["completed"].fillna(tickets["returned"]).fillna(tickets["visited"])
    work = pd.DataFrame(
        {
            "ticket": tickets["ticket"],
            "at": tickets["dispatched"].fillna(tickets["registered"]),
            "stop": stop.fillna(tickets["archived"]),
            "days": days.astype("float64"),
            "row": tickets.index,
        }
    ).dropna(subset=["at", "days"])
    calls = follow_ups[["ticket", "at"]].dropna().merge(work, on="ticket", suffixes=("", "_start"))
    at, start = calls["at"], calls["at_start"]
    is_unclear = at.dt.normalize().eq(start.dt.normalize()) & (lacks_clock(at) | lacks_clock(start))
    calls = calls[(at.gt(start) | is_unclear) & ~is_before(calls["stop"], at)]
    # Of a date without a time the clock runs from the day's end.
    calls = calls.assign(at=latest(calls["at"])).drop_duplicates(["row", "at"])
    spells = work.merge(paused_spells(tickets, pauses), on="row")
    spells = spells[spells["end"].gt(spells["at"])]
    met = calls.merge(spells[["row", "begin", "end"]], on="row")
    met = met[met["at"].gt(met["begin"]) & met["at"].le(met["end"])]
    calls = calls[
        ~pd.MultiIndex.from_frame(calls[["row", "at"]]).isin(
            pd.MultiIndex.from_frame(met[["row", "at"]])
        )
    ]
    moments = [
        work.assign(place=_START),
        calls[work.columns].assign(place=_CALL),
        spells.assign(at=spells["begin"])[work.columns].assign(place=_HOLD),
        spells.assign(at=spells["end"])[work.columns].assign(place=_ANEW),
    ]
    both = pd.concat(moments)
    both = both.assign(later=both["place"].ne(_START))
    both = both.sort_values(["row", "later", "at", "place"], kind="stable")
    following, place = (both.groupby("row")[key].shift(-1) for key in ("at", "place"))
    allowed = pd.to_timedelta(both["days"], unit="D").astype("timedelta64[us]")
    due = both["at"].dt.normalize() + allowed + _LAST_MINUTE
    answered = place.eq(_CALL)
    good = answered & _done_by(following, due)
    stopped = _done_by(both["stop"], due) | _done_by(following, due)
    owed: pd.Series = both["place"].ne(_HOLD) & (answered | ~stopped)
    owed &= both["at"].lt(FOREVER)
    events = pd.DataFrame(
        {"when": due, "matter": FOLLOW_UP_MATTER.hant, "good": good, "of": both["row"]}
    )
    return events[owed].reset_index(drop=True)


@needs(
    WorkCalendar,
    due_visits,
    due_calls,
    times_sent_back,
    tickets_within,
    Tickets=(*_KEPT, *_TOLD_APART, "cancelled"),
)
def ticket_events(
    tables: Tables, settings: OfficeSettings, periods: Sequence[Period]
) -> dict[str, pd.DataFrame]:
    """Events of 報事 and 跟進.

    - `registered`: each ticket, when it was registered (R-5.1), a cancelled one too.
    - `on_time`: each deadline of a return visit and of a follow-up; see `due_visits`, `due_calls`.
      Where work was paused, follow-ups besides as if it had not been (R-5.7).
    - `completed`: 完工時間, with the minutes since 登記時間 as `amount`; none below zero.
    - `rated`: 回訪評價 when visited, 客戶評價 when the slip came back (R-5.2); `good` where it is
      not 不滿意, as R-8.1 counts it. `visit_rated` and `slip_rated` are its halves.
    - `returned`: each slip when it first came back, `came_back` once; and each time that it was
      sent back, `amount` times, in its own month (R-8.3), `good` once for each such row.
      `sent_back` are the latter.

    Args:
        tables: The workbook's.
        settings: Its 參數.
        periods: What is counted; events outside may be left out.
    """
    calendar, clocks = WorkCalendar(tables["Calendar"]), Clocks.of(settings)
    tickets = tickets_within(tables, clocks, periods)
    kept = tickets.loc[tickets["cancelled"].isna(), _KEPT]
    visit_rated = _rated(kept, "visited", "visit_rating", VISIT_SOURCE)
    slip_rated = _rated(kept, "returned", "rating", SLIP_SOURCE)
    returns = tables["SlipReturns"]
    back = kept.loc[kept["returned"].notna(), ["department", "worker", "returned"]]
    back = back.rename(columns={"returned": "when"}).assign(amount=0.0, good=False, came_back=1.0)
    sent_back = times_sent_back(kept, returns)
    who = kept[["department", "worker"]].reindex(sent_back["of"]).set_axis(sent_back.index)
    sent_back = who.assign(
        when=sent_back["when"], amount=sent_back["times"], good=True, came_back=0.0
    )
    sent_back = sent_back[sent_back["when"].notna()]
    on_time = [
        due_visits(kept, returns, calendar, clocks),
        due_calls(kept, tables["FollowUps"], clocks, tables["Pauses"]),
    ]
    if len(tables["Pauses"]):
        unpaused = due_calls(kept, tables["FollowUps"], clocks, tables["Pauses"].iloc[:0])
        on_time.append(unpaused.assign(matter=UNPAUSED_MATTER.hant))
    return {
        "registered": tickets[_TOLD_APART].assign(when=tickets["registered"]),
        "on_time": pd.concat(on_time, ignore_index=True),
        "completed": _timed(
            kept[["kind"]], kept["registered"], kept["completed"], kept["completed"]
        ),
        "rated": pd.concat([visit_rated, slip_rated], ignore_index=True),
        "visit_rated": visit_rated,
        "slip_rated": slip_rated,
        "returned": pd.concat([back, sent_back], ignore_index=True),
        "sent_back": sent_back,
    }


@needs(Tickets=("receptionist", "worker"))
def late_events(
    tickets: pd.DataFrame, on_time: pd.DataFrame, inspections: pd.DataFrame
) -> pd.DataFrame:
    """Each deadline that was missed or kept late, with who owed it, as 逾期提醒 has it.

    Args:
        tickets: Frame of 報事.
        on_time: Deadlines of return visits and follow-ups; as if nothing had been paused, none.
        inspections: Those owed; a supervisor's are nobody's here.
    """
    who = tickets["receptionist"].fillna(tickets["worker"])
    counted = on_time[on_time["matter"].ne(UNPAUSED_MATTER.hant)]
    late = counted[~counted["good"].astype("bool")]
    of_zones = inspections[
        ~inspections["good"].astype("bool")
        & inspections["inspection_kind"].ne(terms.SUPERVISOR_INSPECTION.hant)
    ]
    owing = [
        pd.DataFrame({"when": late["when"], "owes": who.reindex(late["of"]).to_numpy()}),
        pd.DataFrame({"when": of_zones["when"], "owes": of_zones["officer"]}),
    ]
    return pd.concat(owing, ignore_index=True).astype({"owes": "str"})


@needs(Complaints=("visited", "visit_rating", "filed"))
def closing(complaints: pd.DataFrame) -> pd.Series:
    """When each complaint was over: filed, else visited and found satisfied (R-C1)."""
    satisfied = complaints["visit_rating"].eq(terms.SATISFIED.hant)
    return complaints["filed"].fillna(complaints["visited"].where(satisfied))


@needs(Complaints=("complaint", "level"), ComplaintRounds=("complaint", "level"))
def reached_level(complaints: pd.DataFrame, rounds: pd.DataFrame) -> pd.Series:
    """The level that each complaint is at; where the cell is empty, after its kept rounds."""
    place = rounds["level"].map(_PLACES)
    last = place.groupby(normalise(rounds["complaint"])).max()
    after = normalise(complaints["complaint"]).map(last).astype("float64").add(1).fillna(0)
    known = after.clip(upper=len(LADDER) - 1).map(dict(enumerate(LADDER))).astype("str")
    return complaints["level"].fillna(known)


@needs(closing, reached_level, Complaints=("received", "settled", "valid"))
def complaint_events(tables: Tables) -> dict[str, pd.DataFrame]:
    """Events of 投訴.

    - `all_complaints`: each one, when it was received; `founded` tells those marked 有效 = 否.
    - `complaints`: those that are not, as R-8.1 counts them.
    - `closed`: of those, the filed ones when they were filed (R-C1), else when the visit found the
      customer satisfied; `level` is the one reached, `amount` the minutes from 投訴時間 to 處理完成
      of the last round, or to the filing where that is empty.
    """
    complaints = tables["Complaints"]
    founded = complaints["valid"].ne(terms.NO.hant).fillna(value=True)
    words = founded.map({True: FOUNDED.hant, False: UNFOUNDED.hant})
    every = complaints.assign(
        when=complaints["received"], founded=words, closed=closing(complaints)
    )
    held = every[founded].assign(level=reached_level(every[founded], tables["ComplaintRounds"]))
    settled = held["settled"].fillna(held["closed"])
    return {
        "all_complaints": every,
        "complaints": held,
        "closed": held.assign(when=held["closed"]),
        "settled": _timed(held, held["received"], settled, held["closed"]),
    }


@needs(
    values_on,
    Staff=("staff", "department"),
    Commendations=("date", "department", "staff", "verified"),
    Inspections=("date", "kind"),
)
def other_events(tables: Tables) -> dict[str, pd.DataFrame]:
    """Events of 表揚 (verified ones, R-8.1) and 巡檢 (a line a trade, R-7).

    A commendation without a department counts for its staff member's on its day (R-8.2).
    """
    deeds = tables["Commendations"]
    deeds = deeds[deeds["verified"].eq(terms.YES.hant).fillna(value=False)]
    staff = tables["Staff"].dropna(subset=["staff"]).drop_duplicates("staff").set_index("staff")
    own = values_on(
        deeds["staff"].map(staff["department"]).astype("str"),
        deeds["staff"],
        deeds["date"],
        tables["Changes"],
        "Staff.department",
    )
    department = deeds["department"].fillna(own)
    inspections = tables["Inspections"]
    return {
        "deeds": deeds.assign(when=deeds["date"], department=department),
        "inspected": inspections.assign(
            when=inspections["date"], inspection_kind=inspections["kind"]
        ),
    }


def _rated(tickets: pd.DataFrame, when: str, rating: str, source: Label) -> pd.DataFrame:
    held = tickets[tickets[rating].notna() & tickets[when].notna()]
    good = held[rating].ne(terms.DISSATISFIED.hant)
    columns = held[["zone", "department", "worker"]]
    return columns.assign(when=held[when], good=good, source=source.hant)


def _timed(frame: pd.DataFrame, start: pd.Series, stop: pd.Series, when: pd.Series) -> pd.DataFrame:
    """Rows with the minutes from start to stop; without them where a time of day is missing."""
    minutes: pd.Series = (stop - start).dt.total_seconds() // _SECONDS
    known = minutes.ge(0) & ~lacks_clock(start) & ~lacks_clock(stop) & when.notna()
    timed: pd.DataFrame = frame.assign(when=when, amount=minutes).loc[known]
    return timed


def _done_by(times: pd.Series, due: pd.Series) -> pd.Series:
    """Which were done by the end of the due minute; a missing time is not."""
    return times.lt(due + _MINUTE)
