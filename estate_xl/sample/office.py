"""The office as the records refer to it: its zones, their people and rooms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from estate_xl.sample.calendar import first_of
from estate_xl.sample.names import ESTATE, ZONES
from estate_xl.sample.people import make_name, make_people
from estate_xl.sample.random_streams import between, stream
from estate_xl.schema import terms

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.people import Person

_ROOMS_A_FLOOR: Final = 4
_EMPTY_SHARE: Final = 0.05
_NAME_SHARE: Final = 0.08
_OWN_SHARE: Final = 0.7
SWAPPED: Final = (2, 3)
"""The zones, by place, whose officers swapped in the last month."""
_SWAP_DAY: Final = 16
_TRADE_KEYS: Final = {
    "order": terms.ORDER.hant,
    "repair": terms.REPAIR.hant,
    "cleaning": terms.CLEANING.hant,
    "greening": terms.GREENING.hant,
}
FOREMEN: Final = {
    terms.SERVICE.hant: terms.SERVICE_SUPERVISOR.hant,
    terms.ORDER.hant: terms.ORDER_FOREMAN.hant,
    terms.REPAIR.hant: terms.REPAIR_FOREMAN.hant,
    terms.CLEANING.hant: terms.CLEANING_FOREMAN.hant,
    terms.GREENING.hant: terms.GREENING_FOREMAN.hant,
}
HEADS: Final = {
    terms.SERVICE_CENTRE.hant: terms.SERVICE_SUPERVISOR.hant,
    terms.ORDER_TEAM.hant: terms.ORDER_HEAD.hant,
    terms.ENGINEERING.hant: terms.ENGINEERING_HEAD.hant,
    terms.ENVIRONMENT.hant: terms.ENVIRONMENT_HEAD.hant,
}


@dataclass(frozen=True)
class Room:
    """A room and its owner; `moved_in_on` is None where nobody lives there yet."""

    key: str
    owner: str
    phone: str
    moved_in_on: date | None


@dataclass(frozen=True)
class Zone:
    """A zone: who works there by trade, the officer for 客服, and its rooms."""

    code: str
    name: str
    team: dict[str, Person]
    rooms: tuple[Room, ...]
    row: dict[str, object]

    @property
    def officer(self) -> Person:
        """Its 片區管理員, before two of them swapped; see `Office.officer_on`."""
        return self.team[terms.SERVICE.hant]


class Office:
    """People, zones and rooms, and how a clerk writes a reference to them."""

    def __init__(self, seed: int, span: Span) -> None:
        """Make an office of that seed, as it was in those months."""
        rng = stream(seed, "office")
        self.people = make_people(rng, span)
        self.zones = self._make_zones(rng, span)
        self.director = self.by_post(terms.DIRECTOR.hant)[0]
        self.supervisor = self.by_post(terms.SERVICE_SUPERVISOR.hant)[0]
        self.receptionists = self.by_post(terms.RECEPTIONIST.hant)
        borne = Counter(person.name for person in self.people)
        self.shared_name = next(name for name, bearers in borne.items() if bearers > 1)
        self.swap_day = first_of(span.last_month).replace(day=_SWAP_DAY)
        self._workers: dict[str, list[Person]] = {}
        for person in self.people:
            if person.trade is not None and person.post == terms.WORKER.hant:
                self._workers.setdefault(person.trade, []).append(person)
        self._workers[terms.SERVICE.hant] = self.receptionists

    def by_post(self, post: str) -> list[Person]:
        """Those of a post, in order of their staff numbers."""
        return [person for person in self.people if person.post == post]

    def head(self, department: str) -> Person:
        """The head of a department."""
        return self.by_post(HEADS[department])[0]

    def officer_on(self, zone: Zone, day: date) -> Person:
        """The zone's officer on that day: two of them swapped their zones."""
        pair = [self.zones[place] for place in SWAPPED]
        if day < self.swap_day or zone not in pair:
            return zone.officer
        return pair[1 - pair.index(zone)].officer

    def answerable(self, zone: Zone, trade: str, day: date) -> Person:
        """The person in charge of a zone's trade on that day: its own, else the foreman."""
        of_service = trade == terms.SERVICE.hant
        person = self.officer_on(zone, day) if of_service else zone.team[trade]
        return person if person.is_employed(day) else self.by_post(FOREMEN[trade])[0]

    def worker(self, rng: Random, zone: Zone, trade: str, days: tuple[date, date]) -> Person:
        """The worker of a job from the first day to the last: mostly the zone's own person."""
        own = zone.team[trade]
        if rng.random() < _OWN_SHARE and own.is_employed(*days):
            return own
        others = self._workers[trade]
        while True:
            person = rng.choice(others)
            if person.is_employed(*days):
                return person

    def written(self, rng: Random, person: Person) -> str:
        """A reference: the staff number, now and then the name, where nobody else bears it."""
        if rng.random() < _NAME_SHARE and person.name != self.shared_name:
            return person.name
        return person.key

    @staticmethod
    def written_zone(rng: Random, zone: Zone) -> str:
        """A reference: the zone's code, now and then its name."""
        return zone.name if rng.random() < _NAME_SHARE else zone.code

    def owner_rows(self) -> list[dict[str, object]]:
        """The rows of 業主."""
        return [
            {
                "room": room.key,
                "owner": room.owner,
                "phone": room.phone,
                "zone": zone.code,
                "moved_in": terms.NO.hant if room.moved_in_on is None else terms.YES.hant,
                **({} if room.moved_in_on is None else {"moved_in_on": room.moved_in_on}),
            }
            for zone in self.zones
            for room in zone.rooms
        ]

    def _make_zones(self, rng: Random, span: Span) -> list[Zone]:
        zones = []
        empty = _empty_rooms(rng)
        first_number = 0
        for place, zone in enumerate(ZONES):
            code, count = zone.code, zone.rooms
            buildings = (2 * place + 1, 2 * place + 2)
            rooms = tuple(
                _make_room(rng, span, f"{building}棟-{key}", first_number + index)
                for index, (building, key) in enumerate(_room_keys(buildings, count))
            )
            rooms = tuple(
                Room(room.key, room.owner, room.phone, None)
                if first_number + index in empty
                else room
                for index, room in enumerate(rooms)
            )
            first_number += count
            team = self._team(code)
            row = {
                "zone": code,
                "name": zone.name.hant,
                "estate": ESTATE.hant,
                "range": f"{buildings[0]}–{buildings[1]}棟、{zone.beside.hant}",
                "households": count,
                "officer": team[terms.SERVICE.hant].key,
                **{key: team[trade].key for key, trade in _TRADE_KEYS.items()},
                "active": terms.YES.hant,
            }
            zones.append(Zone(code, zone.name.hant, team, rooms, row))
        return zones

    def _team(self, code: str) -> dict[str, Person]:
        """The people of a zone; the last greener looks after a zone that has none of its own."""
        team = {}
        for trade in (terms.SERVICE.hant, *_TRADE_KEYS.values()):
            able = [person for person in self.people if person.trade == trade and person.zone]
            own = [person for person in able if person.zone == code and person.left is None]
            team[trade] = own[0] if own else able[-1]
        return team


def _empty_rooms(rng: Random) -> frozenset[int]:
    """Numbers of the rooms that nobody has moved into; each zone has some of them."""
    empty: list[int] = []
    first_number = 0
    for zone in ZONES:
        numbers = range(first_number, first_number + zone.rooms)
        empty += rng.sample(numbers, round(zone.rooms * _EMPTY_SHARE))
        first_number += zone.rooms
    return frozenset(empty)


def _room_keys(buildings: tuple[int, int], count: int) -> list[tuple[int, str]]:
    half = count // 2
    return [
        (building, f"{index // _ROOMS_A_FLOOR + 1:02}{index % _ROOMS_A_FLOOR + 1:02}")
        for building in buildings
        for index in range(half)
    ]


def _make_room(rng: Random, span: Span, key: str, number: int) -> Room:
    moved_in = span.first_day - timedelta(days=between(rng, 30, 2400))
    return Room(key, make_name(rng), f"100-0001-{number:04}", moved_in)
