"""The staff of the office: 45 people in the thirteen posts of R-8.4, and the director."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from estate_xl.sample.calendar import first_of
from estate_xl.sample.names import GIVEN_NAMES, SURNAMES, ZONES
from estate_xl.sample.random_streams import between
from estate_xl.schema import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from random import Random

    from estate_xl.sample.calendar import Span

_NO_TRADE: Final = None
_POSTS: Final = (
    (terms.OFFICE, terms.DIRECTOR, _NO_TRADE, 1),
    (terms.SERVICE_CENTRE, terms.SERVICE_SUPERVISOR, terms.SERVICE, 1),
    (terms.SERVICE_CENTRE, terms.RECEPTIONIST, terms.SERVICE, 3),
    (terms.SERVICE_CENTRE, terms.ZONE_OFFICER, terms.SERVICE, 6),
    (terms.ORDER_TEAM, terms.ORDER_HEAD, terms.ORDER, 1),
    (terms.ORDER_TEAM, terms.ORDER_FOREMAN, terms.ORDER, 2),
    (terms.ORDER_TEAM, terms.WORKER, terms.ORDER, 8),
    (terms.ENGINEERING, terms.ENGINEERING_HEAD, terms.REPAIR, 1),
    (terms.ENGINEERING, terms.REPAIR_FOREMAN, terms.REPAIR, 1),
    (terms.ENGINEERING, terms.WORKER, terms.REPAIR, 8),
    (terms.ENVIRONMENT, terms.ENVIRONMENT_HEAD, _NO_TRADE, 1),
    (terms.ENVIRONMENT, terms.CLEANING_FOREMAN, terms.CLEANING, 1),
    (terms.ENVIRONMENT, terms.GREENING_FOREMAN, terms.GREENING, 1),
    (terms.ENVIRONMENT, terms.WORKER, terms.CLEANING, 6),
    (terms.ENVIRONMENT, terms.WORKER, terms.GREENING, 5),
)
_WITH_MAIL: Final = frozenset(
    {terms.DIRECTOR.hant, terms.SERVICE_SUPERVISOR.hant, terms.ZONE_OFFICER.hant}
)
_JOINED_ON, _LEFT_ON = 11, 15


@dataclass(frozen=True)
class Person:
    """Somebody of the staff; choices as canonical zh-Hant."""

    key: str
    name: str
    department: str
    post: str
    trade: str | None
    joined: date
    left: date | None = None
    zone: str | None = None

    def is_employed(self, first: date, last: date | None = None) -> bool:
        """True if so on each day from the first to the last, which is the first where not given."""
        return self.joined <= first and (self.left is None or (last or first) <= self.left)

    def row(self) -> dict[str, object]:
        """The row of 員工; a phone of the range that nobody has."""
        number = int(self.key.lstrip("Y"))
        cells = {
            "staff": self.key,
            "name": self.name,
            "department": self.department,
            "post": self.post,
            "trade": self.trade,
            "zone": self.zone,
            "phone": f"100-0000-{number:04}",
            "email": f"{self.key.lower()}@example.com" if self.post in _WITH_MAIL else None,
            "joined": self.joined,
            "left": self.left,
        }
        return {key: value for key, value in cells.items() if value is not None}


def make_people(rng: Random, span: Span) -> list[Person]:
    """Everybody, the director first; a receptionist and a cleaner share one name.

    Zones get their people in order of the staff numbers; the last greener but none of zone six has
    two of them. In `Span.turnover_month` one order worker left whose successor joined.
    """
    names = _names(rng)
    people: list[Person] = []
    for department, post, trade, count in _POSTS:
        for place in range(count):
            person = Person(
                key=f"Y{len(people) + 1:03}",
                name=next(names),
                department=department.hant,
                post=post.hant,
                trade=None if trade is None else trade.hant,
                joined=_long_ago(rng, span),
            )
            has_zone = post in {terms.ZONE_OFFICER, terms.WORKER} and place < len(ZONES)
            people.append(replace(person, zone=ZONES[place].code) if has_zone else person)
    _turn_over(people, span)
    _share_name(people)
    return people


def _turn_over(people: list[Person], span: Span) -> None:
    first = first_of(span.turnover_month)
    order = _places(people, lambda person: (person.post, person.trade) == _ORDER_WORKER)
    joiner, leaver = order[len(ZONES) - 1], order[len(ZONES)]
    people[joiner] = replace(people[joiner], joined=first.replace(day=_JOINED_ON))
    people[leaver] = replace(
        people[leaver], left=first.replace(day=_LEFT_ON), zone=people[joiner].zone
    )


_ORDER_WORKER: Final = (terms.WORKER.hant, terms.ORDER.hant)


def _share_name(people: list[Person]) -> None:
    receptionist = _places(people, lambda person: person.post == terms.RECEPTIONIST.hant)[1]
    cleaner = _places(people, lambda person: person.trade == terms.CLEANING.hant)[3]
    people[cleaner] = replace(people[cleaner], name=people[receptionist].name)


def _places(people: list[Person], wanted: Callable[[Person], bool]) -> list[int]:
    return [place for place, person in enumerate(people) if wanted(person)]


def _long_ago(rng: Random, span: Span) -> date:
    return span.first_day - timedelta(days=between(rng, 60, 3600))


def _names(rng: Random) -> Iterator[str]:
    """Names of which none comes twice."""
    seen = set()
    while True:
        name = make_name(rng)
        if name not in seen:
            seen.add(name)
            yield name


def make_name(rng: Random) -> str:
    """A surname, common ones more often, and a given name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN_NAMES)
