"""The scores that people give each month, as each post's composition asks for them (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.sample.calendar import days_of
from estate_xl.sample.random_streams import between, stream
from estate_xl.schema import terms
from estate_xl.schema.defaults import WEIGHTS

if TYPE_CHECKING:
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.office import Office

Row = dict[str, object]

_LOWEST, _HIGHEST = 82, 98


def make_monthly_scores(seed: int, span: Span, office: Office) -> list[Row]:
    """The rows of 評分錄入: everybody employed on a day of the month, the director apart."""
    rng = stream(seed, "scores")
    parts = typed_parts()
    usual = {person.key: between(rng, 85, 95) for person in office.people}
    rows: list[Row] = []
    for month in span.months:
        first, *_, last = days_of(month)
        for person in office.people:
            is_there = person.joined <= last and (person.left is None or person.left >= first)
            if (person.department, person.post) in parts and is_there:
                scored = parts[person.department, person.post]
                cells = {part: _score(rng, usual[person.key], part) for part in scored}
                rows.append({"month": month, "staff": office.written(rng, person), **cells})
    return rows


def typed_parts() -> dict[tuple[str, str], tuple[str, ...]]:
    """The columns to type by department and post; an officer's supervisor score is computed."""
    return {
        (weight.department.hant, weight.post.hant): tuple(
            part
            for part, share in (
                ("self", weight.own),
                ("supervisor", weight.supervisor),
                ("director", weight.director),
            )
            if share and (weight.post, part) != (terms.ZONE_OFFICER, "supervisor")
        )
        for weight in WEIGHTS
    }


def _score(rng: Random, usual: int, part: str) -> float:
    """A score in half points; people are a little kinder to themselves."""
    kinder = 1 if part == "self" else 0
    return min(_HIGHEST, max(_LOWEST, usual + kinder + between(rng, -5, 5) / 2))
