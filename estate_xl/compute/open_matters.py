"""Open matters of the office at a moment: one row a matter, oldest first (R-5, R-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.duty_clock import after_minutes
from estate_xl.compute.master_states import rows_taken_back
from estate_xl.compute.repeats import reported_before
from estate_xl.compute.tickets import end_of_days, visits_made
from estate_xl.schema import Label, terms
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.typed_frames import normalise, split_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.compute.tickets import Clocks
    from estate_xl.compute.workdays import WorkCalendar
    from estate_xl.schema.duty_hours import DutyHours
    from estate_xl.typed_frames import Tables

MATTERS: Final[Mapping[str, Label]] = {
    "visit": Label("回訪", "Return visit"),
    "follow_up": Label("跟進", "Follow-up"),
    "dispatch": Label("派工", "Dispatch"),
    "pause": Label("暫停到期", "Pause to end"),
    "escalation": Label("報事升級", "Escalated ticket"),
    "rework": Label("退單返工", "Slip sent back"),
    "joint_check": Label("代客驗收", "Joint check"),
    "complaint": Label("投訴處理", "Complaint to settle"),
    "complaint_visit": Label("投訴回訪", "Complaint visit"),
    "rectification": Label("整改", "Rectification"),
    "recheck": Label("整改後複查", "Re-check"),
    "failed_recheck": Label("複查不合格", "Failed re-check"),
    terms.DAILY_INSPECTION.hant: terms.DAILY_INSPECTION,
    terms.WEEKLY_INSPECTION.hant: terms.WEEKLY_INSPECTION,
    terms.SUPERVISOR_INSPECTION.hant: terms.SUPERVISOR_INSPECTION,
    **{matter.key: matter.words for each in OFFICE_REGISTERS for matter in each.matters},
}
"""Words for open matters, by their key in the frame."""

COLUMNS: Final = (
    "due",
    "matter",
    "sheet",
    "row",
    "record",
    "zone",
    "place",
    "item",
    "owes",
    "rule",
    "provisional",
    "before",
    "department",
    "since",
    "reason",
    "repeated",
)
"""`record` is a number, missing where the row has none; `place` and `item` tell a clerk what it is:
room and content, trade and standards, or a zone's name. The trade is its zh-Hant word. `before`
is who else led the zone earlier in the week of a 片區周檢, with 、 between. Of a slip that is out,
`department` has it, `since` when (R-5.6). `reason` is why a ticket waits or climbed (R-5.7), a
choice in zh-Hant or as typed; `repeated`, the number of the same report before it."""

_END_OF_DAY: Final = pd.Timedelta(hours=23, minutes=59)
_LEVELS: Final = tuple(level.hant for level in terms.LEVELS)
_LEVEL_POSTS: Final = (terms.SERVICE_SUPERVISOR.hant, terms.DIRECTOR.hant, None)


@needs(Staff=("staff", "post", "joined", "left"))
def post_holders(staff: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Staff numbers by post: the first of the sheet who is employed on that day.

    Args:
        staff: Frame of 員工 as it was on the day.
        day: The day, at midnight.
    """
    gone = staff["left"].lt(day) | staff["joined"].gt(day)
    there: pd.Series = staff[~gone].drop_duplicates("post").set_index("post")["staff"]
    return there


@needs(
    reported_before,
    Tickets=("ticket", "zone", "room", "content", "department", "receptionist", "worker"),
    Pauses=("reason",),
)
def ticket_matters(
    tickets: pd.DataFrame, deadlines: pd.DataFrame, pauses: pd.DataFrame
) -> pd.DataFrame:
    """Open deadlines of tickets, with who owes them.

    The worker owes a slip that was sent back, the receptionist the rest; a ticket without one of
    them is owed by whichever is filled in. A pause leads to its own row (R-5.7).

    Args:
        tickets: Frame of 報事.
        deadlines: Of `ticket_deadlines`, by the same rows.
        pauses: Frame of 報事暫停.
    """
    due = deadlines[deadlines["next_due"].notna()]
    held = tickets.loc[due.index]
    by_worker = due["matter"].eq("rework")
    first = held["worker"].where(by_worker, held["receptionist"])
    second = held["receptionist"].where(by_worker, held["worker"])
    return _matters(
        due["next_due"],
        matter=due["matter"],
        sheet=due["pause"].isna().map({True: "Tickets", False: "Pauses"}),
        row=due["pause"].fillna(pd.Series(due.index, due.index, "float64")).astype("int64"),
        record=held["ticket"],
        zone=held["zone"],
        place=held["room"],
        item=held["content"],
        owes=first.fillna(second),
        rule=due["rule"],
        provisional=due["provisional"],
        department=held["department"].where(due["since"].notna()),
        since=due["since"],
        reason=due["pause"].map(pauses["reason"]).astype("str"),
        repeated=reported_before(tickets).reindex(due.index),
    )


@needs(
    reported_before,
    Tickets=("ticket", "registered", "zone", "room", "content", "receptionist"),
)
def dispatch_matters(
    tickets: pd.DataFrame, states: pd.Series, minutes: int, hours: DutyHours
) -> pd.DataFrame:
    """Tickets that nobody has dispatched yet, so many minutes of duty after they came (R-5.1).

    Args:
        tickets: Frame of 報事.
        states: Of `ticket_states`.
        minutes: Allowed from registration.
        hours: Of duty.
    """
    held = tickets[states.eq(terms.REGISTERED.hant)]
    return _matters(
        after_minutes(held["registered"], minutes, hours),
        matter="dispatch",
        sheet="Tickets",
        row=held.index,
        record=held["ticket"],
        zone=held["zone"],
        place=held["room"],
        item=held["content"],
        owes=held["receptionist"],
        rule="R-5.1",
        provisional=False,
        repeated=reported_before(tickets).reindex(held.index),
    )


@needs(
    Tickets=("ticket", "kind", "zone", "room", "content", "cancelled"),
    Escalations=("ticket", "at", "level", "reason", "handler", "settled"),
)
def escalation_matters(
    tickets: pd.DataFrame, escalations: pd.DataFrame, holders: pd.Series, clocks: Clocks
) -> pd.DataFrame:
    """Steps up of tickets that are not settled, whatever the ticket has reached (R-5.7).

    Due by the days of a follow-up of the ticket's kind, from 升級時間. Owed by the one named, else
    by who holds the level: 客戶主管, then 管理處主任. A cancelled ticket owes none.

    Args:
        tickets: Frame of 報事.
        escalations: Frame of 報事升級.
        holders: Who holds each post today, of `post_holders`.
        clocks: How long a matter may wait.
    """
    known = tickets[tickets["ticket"].notna() & tickets["cancelled"].isna()]
    known = known.drop_duplicates("ticket").set_index("ticket")
    steps = escalations[escalations["settled"].isna() & escalations["ticket"].isin(known.index)]
    held = known.reindex(steps["ticket"]).set_axis(steps.index)
    posts = steps["level"].map(dict(zip(_LEVELS, _LEVEL_POSTS, strict=True)))
    found = _matters(
        end_of_days(steps["at"], held["kind"], clocks),
        matter="escalation",
        sheet="Escalations",
        row=steps.index,
        record=steps["ticket"],
        zone=held["zone"],
        place=held["room"],
        item=held["content"],
        owes=steps["handler"].fillna(_named(posts, holders)),
        rule="R-5.7",
        provisional=False,
        reason=steps["reason"],
    )
    return found.dropna(subset="due")


@needs(
    Complaints=(
        "complaint",
        "received",
        "zone",
        "room",
        "content",
        "level",
        "handler",
        "settled",
        "visited",
        "visit_rating",
        "filed",
        "valid",
    ),
    ComplaintRounds=("complaint", "visited"),
)
def complaint_matters(
    complaints: pd.DataFrame,
    rounds: pd.DataFrame,
    holders: pd.Series,
    calendar: WorkCalendar,
    clocks: Clocks,
) -> pd.DataFrame:
    """Complaints that wait at a level (R-C1).

    A settled one waits for its visit and what it found, by the end of the next working day as a
    ticket does; one that is not settled is due by the days of a property ticket's follow-up, from
    when it came in, or from the visit that ended its last round. Filed and unfounded ones are
    closed. Owed by the
    one named, else by the level's own: 客戶主管, then 管理處主任.

    Args:
        complaints: Frame of 投訴, after `advance_complaints`.
        rounds: Frame of 投訴輪次, likewise.
        holders: Who holds each post today, of `post_holders`.
        calendar: Of working days.
        clocks: How long a matter may wait.
    """
    is_open = complaints["filed"].isna() & visits_made(complaints).isna()
    held = complaints[is_open & ~complaints["valid"].eq(terms.NO.hant).fillna(value=False)]
    is_settled = held["settled"].notna()
    visits = calendar.after(held["settled"], clocks.return_visit_working_days)
    last = rounds["visited"].groupby(normalise(rounds["complaint"])).max()
    ended = last.reindex(normalise(held["complaint"])).set_axis(held.index)
    since = ended.fillna(held["received"])
    days = pd.Timedelta(days=clocks.follow_up_property_days)
    due = visits.due.where(is_settled, since.dt.normalize() + days + _END_OF_DAY)
    posts = held["level"].map(dict(zip(_LEVELS, _LEVEL_POSTS, strict=True)))
    found = _matters(
        due,
        matter=is_settled.map({True: "complaint_visit", False: "complaint"}),
        sheet="Complaints",
        row=held.index,
        record=held["complaint"],
        zone=held["zone"],
        place=held["room"],
        item=held["content"],
        owes=held["handler"].fillna(_named(posts, holders)),
        rule="R-C1",
        provisional=visits.provisional & is_settled,
    )
    return found.dropna(subset="due")


@needs(
    Inspections=("trade", "findings"),
    InspectionStandards=("code", "item"),
    Zones=("zone", "officer"),
)
def rectification_matters(findings: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Findings of inspections that are not closed; the zone's officer owes where nobody is named.

    Args:
        findings: Of `open_rectifications`.
        tables: The workbook's.
    """
    held = tables["Inspections"].loc[findings.index]
    return _matters(
        findings["due"],
        matter=findings["matter"],
        sheet="Inspections",
        row=findings.index,
        record=findings["inspection"],
        zone=findings["zone"],
        place=held["trade"],
        item=_items(held["findings"], tables["InspectionStandards"]),
        owes=findings["responsible"].fillna(_named(findings["zone"], _officers(tables["Zones"]))),
        rule=findings["rule"],
        provisional=False,
    )


@needs(rows_taken_back, post_holders, Zones=("zone", "name"))
def inspection_matters(gaps: pd.DataFrame, tables: Tables, now: pd.Timestamp) -> pd.DataFrame:
    """Inspections that were not done (R-7); the link leads to the zone.

    The zone's officer of that day owes the daily one, that of the week's Sunday the weekly one,
    and whoever was service supervisor on that Sunday the other. What is to come is owed by those
    of today.

    Args:
        gaps: Of `InspectionDuties.gaps`.
        tables: The workbook's.
        now: The moment.
    """
    zones = tables["Zones"]
    open_gaps = gaps[~gaps["done"]]
    by_supervisor = open_gaps["kind"].eq(terms.SUPERVISOR_INSPECTION.hant)
    due = open_gaps.loc[by_supervisor, "due"]
    days = due.where(due.lt(now), now).dt.normalize()
    supervisors = {
        day: post_holders(rows_taken_back(tables, day)["Staff"], day).get(
            terms.SERVICE_SUPERVISOR.hant
        )
        for day in days.unique()
    }
    supervisor = days.map(supervisors).reindex(open_gaps.index)
    rows = pd.Series(zones.index, index=zones["zone"])
    return _matters(
        open_gaps["due"],
        matter=open_gaps["kind"],
        sheet="Zones",
        row=open_gaps["zone"].map(rows[~rows.index.duplicated()]),
        record=open_gaps["zone"],
        zone=open_gaps["zone"],
        place=open_gaps["zone"].map(_by_zone(zones, "name")),
        item=None,
        owes=open_gaps["officer"].mask(by_supervisor, supervisor),
        rule=open_gaps["rule"],
        provisional=False,
        before=open_gaps["before"],
    )


@needs(Tickets=("ticket",), Escalations=("ticket", "level"))
def reached_steps(tickets: pd.DataFrame, escalations: pd.DataFrame) -> pd.Series:
    """The highest level that each ticket climbed to, in zh-Hant; missing where it did not."""
    places = escalations["level"].map({level: place for place, level in enumerate(_LEVELS)})
    highest = places.groupby(escalations["ticket"]).max()
    reached: pd.Series = tickets["ticket"].map(highest).map(dict(enumerate(_LEVELS))).astype("str")
    return reached


def sort_matters(matters: list[pd.DataFrame]) -> pd.DataFrame:
    """All matters, the oldest deadline first."""
    filled = [each for each in matters if len(each)]
    if not filled:
        return _matters(pd.Series(dtype="datetime64[us]"))
    together = pd.concat(filled, ignore_index=True)
    return together.sort_values(["due", "sheet", "row"], kind="stable", ignore_index=True)


def days_over(due: pd.Series, now: pd.Timestamp) -> pd.Series:
    """Calendar days from the day of each deadline to now; 0 where it has not passed."""
    days: pd.Series = (now.normalize() - due.dt.normalize()).dt.days
    return days.where(due.lt(now), 0).clip(lower=0)


def _named(keys: pd.Series, names: pd.Series) -> pd.Series:
    """The name of each key, missing where there is none, be there no names at all."""
    return keys.map(names).astype("str")


def _officers(zones: pd.DataFrame) -> pd.Series:
    """Officers by zone."""
    return _by_zone(zones, "officer")


def _by_zone(zones: pd.DataFrame, column: str) -> pd.Series:
    """The column's value for each zone; the first row counts of a code given twice."""
    known = pd.Series(zones[column].to_numpy(), index=zones["zone"], dtype="str")
    return known[~known.index.duplicated()]


def _items(findings: pd.Series, standards: pd.DataFrame) -> pd.Series:
    """Codes of 不合格項 with what they are, by row: `BJ03 樓道`; an unknown code stays alone."""
    codes = split_codes(findings)
    known = standards.dropna(subset=["code", "item"])
    items = pd.Series(known["item"].to_numpy(), index=normalise(known["code"]), dtype="str")
    named = normalise(codes).map(items[~items.index.duplicated()]).astype("str")
    texts = codes.str.cat(named.fillna(""), sep=" ").str.strip()
    return texts.groupby(level=0).agg("、".join).reindex(findings.index)


def _matters(due: pd.Series, **facts: object) -> pd.DataFrame:
    frame = pd.DataFrame({"due": due, **facts}, columns=pd.Index(COLUMNS), index=due.index)
    return frame.reset_index(drop=True)
