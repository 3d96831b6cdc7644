"""Tickets and their follow-ups, from registration to archive (R-5).

Times fall on the office's hours and in order. What would happen after `Span.horizon` has not
happened: the last days' tickets are open at every stage. About one return visit in twenty-five is
late and some follow-ups are missed, as in any office.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from estate_xl.sample import ticket_words
from estate_xl.sample.calendar import at, days_of, into_hours
from estate_xl.sample.names import MADAM, SIR
from estate_xl.sample.random_streams import HALF, Weighted, between, stream
from estate_xl.schema import terms

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.office import Office, Room, Zone
    from estate_xl.sample.people import Person
    from estate_xl.sample.ticket_words import Job

Row = dict[str, object]

_TRADES: Final = Weighted(
    {
        terms.REPAIR.hant: 0.46,
        terms.ORDER.hant: 0.15,
        terms.CLEANING.hant: 0.18,
        terms.GREENING.hant: 0.10,
        terms.SERVICE.hant: 0.11,
    }
)
_RATINGS: Final = Weighted(
    {terms.SATISFIED.hant: 0.79, terms.FAIR.hant: 0.16, terms.DISSATISFIED.hant: 0.05}
)
_CHANNELS: Final = Weighted({"電話": 0.58, "來訪": 0.19, "微信": 0.19, "其他": 0.04})
_METHODS: Final = Weighted({"電話": 0.75, "上門": 0.15, "微信": 0.10})

_CANCELLED_SHARE: Final = 0.025
_RECTIFICATION_SHARE: Final = 0.10
_EMPTY_ROOM_SHARE: Final = 0.6
_LONG_SHARE: Final = 0.14
_DEFECTIVE_SHARE: Final = 0.06
_UNMENDED_SHARE: Final = 0.5
_LATE_VISIT_SHARE: Final = 0.04
_OTHER_RATING_SHARE: Final = 0.12
_SAME_DAY_VISIT_SHARE: Final = 0.3
_MISSED_SHARE: Final = 0.08
_FIRST_CONTACT_SHARE: Final = 0.15
_RELATIVE_SHARE: Final = 0.12
_TWICE_SHARE: Final = 0.15
_UNMENDED_DAYS: Final = 15
_LAST_VISIT_HOUR: Final = 16
_LATEST_HOUR: Final = 19


@dataclass(frozen=True)
class Done:
    """A ticket that was completed, for a complaint that may follow.

    Attributes:
        number: Its 單號.
        zone: Code of its zone.
        department: Canonical zh-Hant.
        completed: When.
        row: Its cells.
    """

    number: str
    zone: str
    department: str
    completed: datetime
    row: Row


@dataclass(frozen=True)
class TicketRows:
    """The rows of 報事 and 跟進, in order of time, and the newest completed tickets."""

    tickets: list[Row]
    follow_ups: list[Row]
    done: list[Done]


def make_tickets(seed: int, span: Span, office: Office, count: int) -> TicketRows:
    """So many tickets, evenly over the months, numbered by month of registration."""
    clerk = _Clerk(stream(seed, "tickets"), span, office)
    for place, month in enumerate(span.months):
        share = count * (place + 1) // len(span.months) - count * place // len(span.months)
        clerk.write_month(month, share)
    clerk.follow_ups.sort(key=lambda entry: entry[0])
    return TicketRows(clerk.tickets, [row for _, row in clerk.follow_ups], list(clerk.done))


class _Clerk:
    """Writes tickets one after the other."""

    def __init__(self, rng: Random, span: Span, office: Office) -> None:
        self.tickets: list[Row] = []
        self.follow_ups: list[tuple[datetime, Row]] = []
        self.done: deque[Done] = deque(maxlen=5000)
        self._rng = rng
        self._span = span
        self._office = office
        self._horizon = span.horizon
        self._empty = {
            zone.code: [room for room in zone.rooms if room.moved_in_on is None]
            for zone in office.zones
        }
        self._lived_in = {
            zone.code: [room for room in zone.rooms if room.moved_in_on is not None]
            for zone in office.zones
        }

    def write_month(self, month: str, count: int) -> None:
        """That many tickets, registered from 08:00 to 19:29 on the days of the month."""
        rng = self._rng
        days = [datetime.combine(day, time()) for day in days_of(month)]
        moments = sorted(
            days[int(rng.random() * len(days))] + timedelta(minutes=between(rng, 480, 1169))
            for _ in range(count)
        )
        prefix = f"BS{month.replace('-', '')}"
        for number, registered in enumerate(moments, start=1):
            self._write(f"{prefix}-{number:04}", registered)

    def _write(self, number: str, registered: datetime) -> None:
        rng, office = self._rng, self._office
        zone = rng.choice(office.zones)
        job, room, rectification = self._job(zone)
        department = terms.DEPARTMENT_OF_TRADE[job.trade]
        is_engineering = department == terms.ENGINEERING.hant
        row: Row = {
            "ticket": number,
            "registered": registered,
            "channel": _CHANNELS.pick(rng),
            "zone": office.written_zone(rng, zone),
            **self._customer(zone, room),
            "kind": (terms.ENGINEERING_KIND if is_engineering else terms.PROPERTY_KIND).hant,
            "department": department,
            "content": _located(rng, job, zone),
            "receptionist": office.written(rng, rng.choice(office.receptionists)),
        }
        if is_engineering:
            row["rectification"] = (terms.YES if rectification else terms.NO).hant
        self.tickets.append(row)
        dispatched = into_hours(registered + timedelta(minutes=between(rng, 3, 40)), rng)
        if dispatched > self._horizon:
            return
        row["dispatched"] = dispatched
        if rng.random() < _CANCELLED_SHARE:
            row["cancelled"] = rng.choice(ticket_words.CANCELLED).hant
            return
        needs_joint_check = rectification and room is not None and room.moved_in_on is None
        worked = self._work(row, zone, job, dispatched)
        if worked is not None:
            self._hand_in(row, zone, worked, needs_joint_check=needs_joint_check)

    def _work(self, row: Row, zone: Zone, job: Job, dispatched: datetime) -> datetime | None:
        """The work on the spot; when it was completed, None where it still goes on."""
        rng = self._rng
        arrived, completed = self._site_times(dispatched, row["kind"])
        until = min(completed, self._horizon)
        worker = self._office.worker(rng, zone, job.trade, (dispatched.date(), until.date()))
        row["worker"] = self._office.written(rng, worker)
        self._follow_up(row, zone, dispatched, completed)
        if arrived <= self._horizon:
            row["arrived"] = arrived
        if completed > self._horizon:
            return None
        row |= {"completed": completed, "cause": job.cause.hant, "result": job.result.hant}
        return completed

    def _hand_in(
        self, row: Row, zone: Zone, completed: datetime, *, needs_joint_check: bool
    ) -> None:
        """The joint check of an empty flat (R-5.3), the signature, the slip's way back (R-5.2)."""
        rng = self._rng
        if needs_joint_check:
            completed = into_hours(completed + timedelta(minutes=between(rng, 60, 2000)), rng)
            if completed > self._horizon:
                return
            row |= {"joint_check": terms.PASSED.hant, "joint_checked": completed}
        self.done.append(
            Done(str(row["ticket"]), zone.code, str(row["department"]), completed, row)
        )
        row["rating"] = _RATINGS.pick(rng)
        row["signed"] = terms.YES.hant
        returned = into_hours(completed + timedelta(minutes=between(rng, 10, 300)), rng)
        if returned <= self._horizon:
            row["returned"] = returned
            self._after_return(row, zone, returned)

    def _after_return(self, row: Row, zone: Zone, returned: datetime) -> None:
        """The slip is looked at, the customer visited, the slip archived (R-5.4, R-5.6)."""
        rng = self._rng
        if rng.random() < _DEFECTIVE_SHARE:
            is_recent = self._horizon - returned < timedelta(days=_UNMENDED_DAYS)
            if is_recent and rng.random() < _UNMENDED_SHARE:
                row["slip_ok"] = terms.NO.hant
                if rng.random() < _UNMENDED_SHARE:
                    row["rework"] = 1
                return
            row["rework"] = 2 if rng.random() < _TWICE_SHARE else 1
        row["slip_ok"] = terms.YES.hant
        visited = self._visit_time(returned)
        if visited > self._horizon:
            return
        rating = str(row["rating"])
        if rng.random() < _OTHER_RATING_SHARE:
            rating = _RATINGS.pick(rng)
        row |= {
            "visited": visited,
            "visit_method": _METHODS.pick(rng),
            "visit_rating": rating,
            "visitor": self._office.written(rng, self._contact(zone)),
        }
        archived = into_hours(visited + timedelta(minutes=between(rng, 20, 1500)), rng)
        if archived <= self._horizon:
            row["archived"] = archived

    def _job(self, zone: Zone) -> tuple[Job, Room | None, bool]:
        """The report, its room if at home, and if it is a rectification."""
        rng = self._rng
        trade = _TRADES.pick(rng)
        if trade == terms.REPAIR.hant and rng.random() < _RECTIFICATION_SHARE:
            empty = rng.random() < _EMPTY_ROOM_SHARE
            rooms = (self._empty if empty else self._lived_in)[zone.code]
            return rng.choice(ticket_words.RECTIFICATIONS), rng.choice(rooms), True
        job = rng.choice(ticket_words.JOBS[trade])
        return job, rng.choice(self._lived_in[zone.code]) if job.at_home else None, False

    def _customer(self, zone: Zone, room: Room | None) -> Row:
        """The caller: the owner or one of the family; of a public area, anybody of the zone."""
        rng = self._rng
        caller = room or rng.choice(self._lived_in[zone.code])
        name = caller.owner
        if rng.random() < _RELATIVE_SHARE and caller.moved_in_on is not None:
            name = f"{name[0]}{MADAM if rng.random() < HALF else SIR}"
        where: Row = {} if room is None else {"room": room.key}
        return where | {"customer": name, "phone": caller.phone}

    def _site_times(self, dispatched: datetime, kind: object) -> tuple[datetime, datetime]:
        """Arrival and completion; one job in seven waits for days, for parts or the weather."""
        rng = self._rng
        arrived = into_hours(dispatched + timedelta(minutes=between(rng, 12, 150)), rng)
        if rng.random() >= _LONG_SHARE:
            evening = _LATEST_HOUR * 60 - arrived.hour * 60 - arrived.minute
            return arrived, arrived + timedelta(minutes=min(between(rng, 15, 200), evening))
        longest = 24 if kind == terms.ENGINEERING_KIND.hant else 10
        pause = timedelta(days=between(rng, 3, longest), minutes=between(rng, 0, 240))
        return arrived, into_hours(arrived + pause, rng)

    def _visit_time(self, returned: datetime) -> datetime:
        rng, span = self._rng, self._span
        day = returned.date()
        soon = returned.hour < _LAST_VISIT_HOUR and span.is_working_day(day)
        if soon and rng.random() < _SAME_DAY_VISIT_SHARE:
            return returned + timedelta(minutes=between(rng, 15, 110))
        late = rng.random() < _LATE_VISIT_SHARE
        for _ in range(between(rng, 2, 4) if late else 1):
            day = span.next_working_day(day)
        return at(day, rng)

    def _follow_up(self, row: Row, zone: Zone, dispatched: datetime, completed: datetime) -> None:
        """Contacts while the work is open, mostly within the interval of R-5.5."""
        rng = self._rng
        end = min(completed, self._horizon)
        if rng.random() < _FIRST_CONTACT_SHARE:
            half = dispatched + (completed - dispatched) / 2
            if half.date() == dispatched.date() and half <= end:
                moment = half.replace(second=0, microsecond=0)
                self._contacted(row, zone, moment, rng.choice(ticket_words.FIRST_CONTACT).hant)
        shortest, longest = (4, 7) if row["kind"] == terms.ENGINEERING_KIND.hant else (2, 3)
        day: date = dispatched.date()
        while True:
            missed = rng.random() < _MISSED_SHARE
            day += timedelta(days=between(rng, shortest, longest) + (longest if missed else 0))
            moment = at(day, rng)
            if moment >= end:
                return
            self._contacted(row, zone, moment, rng.choice(ticket_words.WAITING).hant)

    def _contacted(self, row: Row, zone: Zone, moment: datetime, note: str) -> None:
        by = self._office.written(self._rng, self._contact(zone))
        entry: Row = {"ticket": row["ticket"], "at": moment, "by": by, "note": note}
        self.follow_ups.append((moment, entry))

    def _contact(self, zone: Zone) -> Person:
        """A person who speaks with customers: the zone's officer or one at the front desk."""
        rng = self._rng
        return zone.officer if rng.random() < HALF else rng.choice(self._office.receptionists)


def _located(rng: Random, job: Job, zone: Zone) -> str:
    """The job's content, its ◇ one of the zone's buildings."""
    content = job.content.hant
    if "◇" not in content:
        return content
    building = rng.choice(zone.rooms).key.partition("-")[0]
    return content.replace("◇", building)
