"""The arithmetic of people's totals and ranks: they follow from the numbers beside them (R-8.4)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from estate_xl.compute.appraisal_numbers import exact_number
from estate_xl.compute.rounding import exact, mean, round_cents
from estate_xl.compute.staff_scores import PARTS
from estate_xl.schema.terms import WORKER, ZONE_OFFICER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate_xl.compute.appraisal_numbers import Record, Value

    Followed = tuple[str, Fraction | None, str]

_TOLERANCE: Final = exact(1e-6)
_DECIMALS: Final = 9


def follow_staff(
    staff: Sequence[Record],
    zones: Sequence[Record],
    departments: Sequence[Record],
    led: Sequence[Record] = (),
) -> Iterator[Followed]:
    """Parts that rules compute, totals and ranks; each one's address, what it should be, rule.

    Args:
        staff: The people.
        zones: The zones that officers lead.
        departments: Whose composites and self-checks heads share.
        led: The days on which officers led zones; sheets of earlier versions have none, there a
            score is the mean over the zones, unrounded.
    """
    of_days = _means_by_days(led)
    of_zones = _scores_by(zones, "officer", "score")
    composites = _scores_by(departments, "department", "composite")
    self_checks = _scores_by(departments, "department", "self_check")
    for person in staff:
        post = person.get("post", ("", None))[1]
        who = person.get("staff", ("", None))[1]
        department = person.get("department", ("", None))[1]
        if post in ZONE_OFFICER.spellings() and who in of_days:
            yield from _part(person, "supervisor", of_days[who], "R-8.1")
        elif post in ZONE_OFFICER.spellings() and who in of_zones:
            yield from _part(person, "supervisor", mean(of_zones[who]), "R-8.1")
        if department in composites:
            yield from _part(person, "head_composite", mean(composites[department]), "R-8.2")
        if department in self_checks and post is not None and post not in WORKER.spellings():
            yield from _part(person, "zone", mean(self_checks[department]), "R-8.3")
        yield from _total(person)
    yield from _ranks(staff)


def _scores_by(records: Sequence[Record], by: str, key: str) -> Mapping[Value, list[Fraction]]:
    found: dict[Value, list[Fraction]] = {}
    for record in records:
        if {by, key} <= record.keys() and record[by][1] is not None:
            scores = found.setdefault(record[by][1], [])
            score = exact_number(record[key][1])
            scores += [] if score is None else [score]
    return found


def _means_by_days(led: Sequence[Record]) -> Mapping[Value, Fraction | None]:
    """By staff number `Σ days × score ÷ Σ days` over the scored zones, to cents (R-8.1)."""
    found: dict[Value, list[tuple[Fraction, Fraction]]] = {}
    for record in led:
        if {"staff", "days", "score"} <= record.keys():
            held = found.setdefault(record["staff"][1], [])
            days, score = (exact_number(record[key][1]) for key in ("days", "score"))
            held += [] if days is None or score is None else [(days, score)]
    return {
        who: round_cents(sum((days * score for days, score in held), Fraction()) / whole)
        if (whole := sum((days for days, _ in held), Fraction()))
        else None
        for who, held in found.items()
    }


def _part(person: Record, part: str, score: Fraction | None, rule: str) -> Iterator[Followed]:
    if part in person and f"{part}_weight" in person:
        weight = exact_number(person[f"{part}_weight"][1])
        if weight:
            shown = None if score is None else exact(round(float(score), _DECIMALS))
            yield person[part][0], shown, rule


def _total(person: Record) -> Iterator[Followed]:
    """`Σ weight × part`, to cents; none with a part missing or weights that do not make 1."""
    keys = [*PARTS, *(f"{part}_weight" for part in PARTS)]
    if "total" not in person or not person.keys() >= set(keys):
        return
    values = {key: exact_number(person[key][1]) for key in keys}
    weights = {part: values[f"{part}_weight"] or Fraction(0) for part in PARTS}
    place = person["total"][0]
    weighted = [part for part in PARTS if weights[part] > 0]
    is_whole = abs(sum(weights.values(), Fraction(0)) - 1) < _TOLERANCE
    if not is_whole or any(values[part] is None for part in weighted):
        yield place, None, "R-8.4"
        return
    total = sum((weights[part] * (values[part] or 0) for part in weighted), Fraction(0))
    yield place, round_cents(total), "R-8.4"


def _ranks(staff: Sequence[Record]) -> Iterator[Followed]:
    """One more than those of the department with a higher total, ties shared."""
    totals: dict[Value, list[Fraction]] = {}
    for person in staff:
        if not {"department", "total", "rank"} <= person.keys():
            return
        total = exact_number(person["total"][1])
        if total is not None:
            totals.setdefault(person["department"][1], []).append(total)
    for person in staff:
        own = exact_number(person["total"][1])
        place = person["rank"][0]
        if own is None:
            yield place, None, "R-8.4"
        else:
            others = totals[person["department"][1]]
            yield place, Fraction(1 + sum(other > own for other in others)), "R-8.4"
