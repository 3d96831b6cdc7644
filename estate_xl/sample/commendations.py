"""Good deeds of the staff, verified or not (R-8.1), and spot checks of names and rooms (R-6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.sample.calendar import days_of
from estate_xl.sample.random_streams import between, shuffled, stream
from estate_xl.sample.record_words import GOOD_DEEDS
from estate_xl.schema import terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.month_plan import Plan
    from estate_xl.sample.office import Office, Zone

Row = dict[str, object]

_UNVERIFIED_A_MONTH: Final = 2
_NAMED: Final = (("department", "staff"), ("staff",), ("department",), ())
_MISSES: Final = (0, 0, 0, 1, 1, 2)


def make_commendations(seed: int, span: Span, office: Office, plan: Plan) -> list[Row]:
    """The rows of 表揚: the verified ones as the plan says, and two a month not yet verified.

    In turn they name a department and a person, a person, a department, and neither.
    """
    rng = stream(seed, "commendations")
    rows: list[Row] = []
    for month in span.months:
        deeds = [
            (zone, terms.YES.hant)
            for zone in office.zones
            for _ in range(plan[month, zone.code].commendations)
        ]
        deeds += [(zone, terms.NO.hant) for zone in rng.sample(office.zones, _UNVERIFIED_A_MONTH)]
        days = sorted(rng.choices(days_of(month), k=len(deeds)))
        for day, (zone, verified) in zip(days, shuffled(rng, deeds), strict=True):
            named = _NAMED[len(rows) % len(_NAMED)]
            rows.append(_commendation(rng, office, zone, day, named) | {"verified": verified})
    return rows


def _commendation(rng: Random, office: Office, zone: Zone, day: date, named: Sequence[str]) -> Row:
    trade = rng.choice(list(GOOD_DEEDS))
    cells = {
        "department": terms.DEPARTMENT_OF_TRADE[trade],
        "staff": office.written(rng, office.worker(rng, zone, trade, (day, day))),
    }
    return {
        "date": day,
        "zone": office.written_zone(rng, zone),
        **{key: cells[key] for key in named},
        "content": rng.choice(GOOD_DEEDS[trade]).hant,
    }


def make_recognition_checks(seed: int, span: Span, office: Office) -> list[Row]:
    """The rows of 認知抽查: each month the officer and one other of each zone's group."""
    rng = stream(seed, "recognition")
    rows: list[Row] = []
    for month in span.months:
        days = [day for day in days_of(month) if span.is_working_day(day)]
        for zone in office.zones:
            trade = rng.choice([terms.ORDER.hant, terms.REPAIR.hant, terms.CLEANING.hant])
            for checked in (terms.SERVICE.hant, trade):
                day = rng.choice(days)
                asked = between(rng, 10, 20)
                rows.append(
                    {
                        "date": day,
                        "zone": office.written_zone(rng, zone),
                        "staff": office.answerable(zone, checked, day).key,
                        "asked": asked,
                        "correct": asked - rng.choice(_MISSES),
                    }
                )
    return sorted(rows, key=_day)


def _day(row: Row) -> str:
    return str(row["date"])
