"""The arithmetic of a filled 考核 sheet: its numbers follow from each other (R-8).

    owner part        from complaints and commendations, the deduction and the bonus
    zone score        from both parts and their weights; a department's composite likewise
    forced ranking    from the scores and the tie-breakers, and the tie-breaker that is named
    departments       means over their zones
    staff             totals, ranks, and the parts that zones and departments give

An office may leave columns out of its template: what cannot be computed anew is not judged.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.compute.appraisal_numbers import exact_number
from estate_xl.compute.rounding import mean, round_cents
from estate_xl.compute.staff_consistency import follow_staff
from estate_xl.compute.zone_scores import TIE_BREAKS, owner_part, weigh
from estate_xl.schema import AppraisalSettings
from estate_xl.schema.appraisal import ZONES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate_xl.compute.appraisal_numbers import Numbers, Record, Value

    Followed = tuple[str, Fraction | None, str]

_OWNER: Final = (
    "complaint_deduction",
    "commendation_bonus",
    "owner_score_floor",
    "owner_score_ceiling",
)
_WEIGHTS: Final = ("zone_inspection_weight", "zone_owner_weight")
_CRITERIA: Final = ("score", "owner", "complaints", "inspection", "visits", "code_order")
RESULTS: Final = frozenset(
    """
    rank score owner tie_break composite total head_composite zone self_check
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Keys of numbers that follow from others; a change of one of them may have its cause elsewhere."""
_LESS_IS_BETTER: Final = frozenset({"complaints", "code_order"})


class Contradiction(NamedTuple):
    """A number that is not what the others make it.

    Attributes:
        place: Its cell.
        found: What is there.
        expected: What follows.
        rule: By which rule.
    """

    place: str
    found: Value
    expected: Value
    rule: str


def first_contradiction(numbers: Numbers) -> Contradiction | None:
    """The first number that does not follow from the others, section by section."""
    for place, expected, rule in _followed(numbers):
        found = numbers.at(place)
        if isinstance(found, str) or exact_number(found) != expected:
            return Contradiction(place, found, None if expected is None else float(expected), rule)
    return next(_wrong_tie_breaks(numbers.records("zones")), None)


def _followed(numbers: Numbers) -> Iterator[Followed]:
    """Cells that follow from others: each one's address, what it should be, and the rule."""
    heading = {key: value for key, (_, value) in numbers.heading().items()}
    zones, parts = numbers.records("zones"), numbers.records("department_zones")
    departments = numbers.records("departments")
    yield from _scores(heading, zones, "score", "R-8.1")
    yield from _ranks(zones)
    yield from _scores(heading, parts, "composite", "R-8.2")
    yield from _means(departments, parts)
    led = numbers.records("officer_days")
    yield from _led_scores(led, zones)
    yield from follow_staff(numbers.records("staff"), zones, departments, led)


def _scores(
    heading: Mapping[str, Value], records: Sequence[Record], score: str, rule: str
) -> Iterator[Followed]:
    """Owner parts and scores; a limit that is not a number is none."""
    given = {
        key: float(value)
        for key in (*_OWNER, *_WEIGHTS)
        if isinstance(value := heading.get(key), int | float)
    }
    settings = AppraisalSettings(
        given.get("zone_inspection_weight", 0),
        given.get("zone_owner_weight", 0),
        given.get("complaint_deduction", 0),
        given.get("commendation_bonus", 0),
        given.get("owner_score_floor"),
        given.get("owner_score_ceiling"),
    )
    for record in records:
        values = {key: exact_number(value) for key, (_, value) in record.items()}
        charged, earned, owner = map(values.get, ("complaints", "commendations", "owner"))
        has_counts = charged is not None and earned is not None
        if has_counts and "owner" in record and heading.keys() >= set(_OWNER):
            counts = int(charged or 0), int(earned or 0)
            yield record["owner"][0], owner_part(*counts, settings), rule
        is_shown = {"inspection", score} <= record.keys() and heading.keys() >= set(_WEIGHTS)
        if is_shown and owner is not None:
            yield record[score][0], weigh(values["inspection"], owner, settings), rule


def _ranks(zones: Sequence[Record]) -> Iterator[Followed]:
    """Ranks by the criteria that are there, up to the first that does not (R-8.1).

    Zones that all of these leave equal may be in any order: they keep the one they have.
    """
    if not zones or not {"rank", "score"} <= zones[0].keys():
        return
    keys = _shown(zones)
    ranked = [zone for zone in zones if _value(zone, "score") is not None]
    ranked.sort(key=lambda zone: (*_standing(zone, keys), _value(zone, "rank") or 0))
    for rank, zone in enumerate(ranked, start=1):
        yield zone["rank"][0], Fraction(rank), "R-8.1"
    for zone in zones:
        if _value(zone, "score") is None:
            yield zone["rank"][0], None, "R-8.1"


def _means(departments: Sequence[Record], parts: Sequence[Record]) -> Iterator[Followed]:
    for record in departments:
        for key, rule in (("composite", "R-8.2"), ("self_check", "R-8.3")):
            shown = parts and {"department", key} <= parts[0].keys()
            if shown and {"department", key} <= record.keys():
                own = [part for part in parts if part["department"][1] == record["department"][1]]
                held = [score for part in own if (score := _value(part, key)) is not None]
                whole = mean(held)
                yield record[key][0], None if whole is None else round_cents(whole), rule


def _led_scores(led: Sequence[Record], zones: Sequence[Record]) -> Iterator[Followed]:
    """The score of each zone that an officer led is the zone's."""
    scores = {
        zone["zone"][1]: _value(zone, "score") for zone in zones if {"zone", "score"} <= zone.keys()
    }
    for record in led:
        if {"zone", "score"} <= record.keys() and record["zone"][1] in scores:
            yield record["score"][0], scores[record["zone"][1]], "R-8.1"


def _wrong_tie_breaks(zones: Sequence[Record]) -> Iterator[Contradiction]:
    """Zones of equal score that name another tie-breaker than the one that parted them (R-8.1)."""
    if not zones or not {*_CRITERIA, "rank", "tie_break"} <= zones[0].keys():
        return
    headers = {field.key: field.header for field in ZONES.fields}
    ranked = [zone for zone in zones if _value(zone, "score") is not None]
    ranked.sort(key=lambda zone: _value(zone, "rank") or 0)
    for _, group in groupby(ranked, key=lambda zone: _value(zone, "score")):
        tied = list(group)
        for index, zone in enumerate(tied):
            first = max(index - 1, 0)
            place, found = zone["tie_break"]
            key = _parted_by(*tied[first : first + 2]) if len(tied) > 1 else None
            known = [None] if key is None else list(headers[key].spellings())
            if found not in known:
                yield Contradiction(place, found, known[0], "R-8.1")


def _parted_by(first: Record, second: Record) -> str | None:
    criteria = zip(_CRITERIA[1:], TIE_BREAKS, strict=True)
    return next((name for key, name in criteria if _value(first, key) != _value(second, key)), None)


def _shown(zones: Sequence[Record]) -> list[str]:
    missing = [place for place, key in enumerate(_CRITERIA) if key not in zones[0]]
    return list(_CRITERIA[: missing[0] if missing else None])


def _standing(zone: Record, keys: Sequence[str]) -> tuple[Fraction, ...]:
    """The smaller the better."""
    values = {key: _value(zone, key) or Fraction(0) for key in keys}
    return tuple(values[key] if key in _LESS_IS_BETTER else -values[key] for key in keys)


def _value(record: Record, key: str) -> Fraction | None:
    return exact_number(record[key][1])
