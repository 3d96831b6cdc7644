"""Complaints and the rounds they climbed through (R-C1).

The row of a complaint holds its current round; rounds that ended dissatisfied are in 投訴輪次.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from estate_xl.sample.calendar import at, days_of
from estate_xl.sample.random_streams import HALF, between, stream
from estate_xl.sample.record_words import CLIMBED_PLANS, COMPLAINTS, UNFOUNDED
from estate_xl.schema import terms

if TYPE_CHECKING:
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.month_plan import Plan
    from estate_xl.sample.office import Office, Zone
    from estate_xl.sample.people import Person
    from estate_xl.sample.record_words import Case
    from estate_xl.sample.tickets import Done

Row = dict[str, object]

_SAME_PROPOSAL_SHARE: Final = 0.92
_LINKED_DAYS: Final = 21
_EARLY_DAY, _LATEST_DAY = 3, 28
_UNFOUNDED_A_MONTH: Final = 2


def make_complaints(
    seed: int, span: Span, office: Office, plan: Plan, done: list[Done]
) -> tuple[list[Row], list[Row]]:
    """The rows of 投訴 and 投訴輪次.

    Those that count are as the plan says, and two a month are unfounded. The first of each month
    climbs to 主任級, that of the last month to 公司總部.
    """
    rng = stream(seed, "complaints")
    scribe = _Scribe(rng, span, office, done)
    for month in span.months:
        zones = [zone for zone in office.zones for _ in range(plan[month, zone.code].complaints)]
        rng.shuffle(zones)
        top = len(terms.LEVELS) if month == span.last_month else len(terms.LEVELS) - 1
        cases = [(zone, True) for zone in zones]
        cases += [(zone, False) for zone in rng.sample(office.zones, _UNFOUNDED_A_MONTH)]
        days = days_of(month)
        moments = sorted(
            at(days[between(rng, _EARLY_DAY, _LATEST_DAY) - 1], rng) for _ in cases[1:]
        )
        moments.insert(0, at(days[between(rng, 1, _EARLY_DAY - 1) - 1], rng))
        order = [cases[0], *rng.sample(cases[1:], len(cases) - 1)]
        for number, (received, (zone, founded)) in enumerate(
            zip(moments, order, strict=True), start=1
        ):
            key = f"TS{month.replace('-', '')}-{number:04}"
            scribe.write(key, received, zone, rounds=top if number == 1 else 1, founded=founded)
    return scribe.complaints, scribe.rounds


class _Scribe:
    """Writes complaints one after the other."""

    def __init__(self, rng: Random, span: Span, office: Office, done: list[Done]) -> None:
        self.complaints: list[Row] = []
        self.rounds: list[Row] = []
        self._rng = rng
        self._span = span
        self._office = office
        self._done = done

    def write(
        self, key: str, received: datetime, zone: Zone, *, rounds: int, founded: bool
    ) -> None:
        """One complaint with that many rounds, as far as they lie before the horizon."""
        rng, office = self._rng, self._office
        case = rng.choice(COMPLAINTS)
        ticket = self._ticket_before(received, zone, case.department)
        row: Row = {"complaint": key, "received": received}
        if ticket is not None:
            row["ticket"] = ticket.number
        row["zone"] = office.written_zone(rng, zone)
        row |= self._customer(zone, ticket)
        proposed = case if rng.random() < _SAME_PROPOSAL_SHARE else rng.choice(COMPLAINTS)
        row |= {
            "content": case.content.hant,
            "category": case.category.hant,
            "proposed": proposed.department,
            "department": case.department,
            **({} if founded else {"valid": terms.NO.hant}),
        }
        self.complaints.append(row)
        for level in range(rounds):
            current = self._round(received, case, level, rounds=rounds, founded=founded)
            row |= current
            row |= {"level": terms.LEVELS[level].hant, "rounds": level + 1}
            visited = current.get("visited")
            if not isinstance(visited, datetime):
                return
            if level < rounds - 1:
                self._keep(key, level, current)
                for cell in ("settled", "visited", "visit_rating"):
                    del row[cell]
                received = visited
            else:
                row.setdefault("valid", terms.YES.hant)
                filed = at(self._span.next_working_day(visited.date()), rng)
                if filed <= self._span.horizon:
                    row["filed"] = filed

    def _round(self, begun: datetime, case: Case, level: int, *, rounds: int, founded: bool) -> Row:
        """A round's cells: plan and handler, then the settling and the visit if they happened."""
        rng, horizon = self._rng, self._span.horizon
        plan = case.plan if founded else UNFOUNDED
        row: Row = {
            "plan": (CLIMBED_PLANS[level - 1] if level else plan).hant,
            "handler": self._office.written(rng, self._handler(case, level)),
        }
        longest = 1 if rounds > 1 else 3
        settled = at(begun.date() + timedelta(days=between(rng, 1, longest)), rng)
        visited = at(self._span.next_working_day(settled.date()), rng)
        is_last = level == rounds - 1
        if settled <= horizon:
            row["settled"] = settled
        if visited <= horizon:
            row["visited"] = visited
            row["visit_rating"] = (terms.SATISFIED if is_last else terms.DISSATISFIED).hant
        return row

    def _keep(self, key: str, level: int, current: Row) -> None:
        """A round that ended dissatisfied, kept as it was when the complaint climbed."""
        kept: Row = {"complaint": key, "round": level + 1, "level": terms.LEVELS[level].hant}
        kept |= {
            cell: current[cell]
            for cell in ("handler", "plan", "settled", "visited", "visit_rating")
        }
        self.rounds.append(kept)

    def _handler(self, case: Case, level: int) -> Person:
        return self._office.director if level else self._office.head(case.department)

    def _customer(self, zone: Zone, ticket: Done | None) -> Row:
        if ticket is not None:
            return {key: ticket.row[key] for key in ("room", "customer") if key in ticket.row}
        room = self._rng.choice([room for room in zone.rooms if room.moved_in_on is not None])
        return {"room": room.key, "customer": room.owner}

    def _ticket_before(self, received: datetime, zone: Zone, department: str) -> Done | None:
        """A recent ticket of that zone and department that the complaint may be about."""
        if self._rng.random() > HALF:
            return None
        fitting = [
            ticket
            for ticket in self._done
            if (ticket.zone, ticket.department) == (zone.code, department)
            and timedelta() < received - ticket.completed < timedelta(days=_LINKED_DAYS)
        ]
        return self._rng.choice(fitting) if fitting else None
