"""R-8.4: each person's parts, weighted total and rank within the department."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from estate_xl.column_needs import needs
from estate_xl.compute.employment import is_employed
from estate_xl.compute.rounding import exact, round_cents
from estate_xl.schema import terms
from estate_xl.typed_frames import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.department_scores import DepartmentScore
    from estate_xl.compute.months import Month
    from estate_xl.compute.worker_scores import WorkerCounts
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.schema import AppraisalSettings
    from estate_xl.typed_frames import Tables

PARTS = ("self", "zone", "supervisor", "head_composite", "director")
"""The parts of a total, in the order of the composition table."""
NO_WEIGHTS = "weights"
"""The note for a post whose weights do not make 100 %."""

TYPED = ("self", "zone", "supervisor", "director")
"""The parts that have a column on 評分錄入."""
_TOLERANCE = exact(1e-9)


class Led(NamedTuple):
    """A zone that an officer led, on how many days of the month, and its score."""

    zone: str
    name: str
    days: int
    score: Fraction | None


@dataclass(frozen=True)
class StaffScore:
    """A person's month; scores out of 100.

    Attributes:
        staff: Staff number.
        name: Name.
        row: Row on the staff sheet.
        department: Department, canonical.
        post: Post, canonical.
        weights: Share of each part with one above 0.
        is_weighted: Whether the weights make 100 %; without that there is no total.
        weights_row: Row on 考核構成; None without one.
        typed_row: Row on 評分錄入; None without one that counts.
        parts: Score of each weighted part, None where missing.
        computed: The parts that rules computed; the others are typed.
        replaced: The zone self-check that was computed, where a typed one replaces it (R-8.3).
        reason: Why.
        unused: Typed scores of parts that the post does not have, or that rules compute.
        led: The zones whose scores are an officer's supervisor score, by code (R-8.1).
        total: Weighted total to cents; None with a part missing.
        rank: Rank within the department, ties shared; None without a total.
    """

    staff: str
    name: str
    row: int
    department: str
    post: str
    weights: Mapping[str, Fraction]
    is_weighted: bool
    weights_row: int | None
    typed_row: int | None
    parts: Mapping[str, Fraction | None]
    computed: frozenset[str]
    total: Fraction | None
    rank: int | None = None
    replaced: Fraction | None = None
    reason: str = ""
    unused: Mapping[str, Fraction] = field(default_factory=dict)
    led: Sequence[Led] = ()

    @property
    def missing(self) -> list[str]:
        """The weighted parts without a score, or `weights` alone."""
        if not self.is_weighted:
            return [NO_WEIGHTS]
        return [part for part in self.weights if self.parts[part] is None]


@dataclass(frozen=True)
class Computed:
    """The scores of people that rules compute: R-8.1, R-8.2, R-8.3."""

    zones: Sequence[ZoneScore]
    departments: Sequence[DepartmentScore]
    workers: WorkerCounts

    def part(
        self, part: str, post: str, department: str, staff: str, settings: AppraisalSettings
    ) -> tuple[bool, Fraction | None]:
        """If a rule computes that part for that person, and its score."""
        if part == "supervisor" and post == terms.ZONE_OFFICER.hant:
            led = self.led_by(staff)
            return bool(led), weighted_mean(led)
        if part == "zone" and post == terms.WORKER.hant:
            return True, self.workers.score(staff, settings)
        own = next((held for held in self.departments if held.department == department), None)
        if part == "zone":
            return True, own.self_check if own else None
        if part == "head_composite":
            return True, own.composite if own else None
        return False, None

    def led_by(self, staff: str) -> list[Led]:
        """The zones that a person led, by code."""
        return [
            Led(zone.zone, zone.name, lead.days, zone.score)
            for zone in sorted(self.zones, key=lambda zone: zone.code_order)
            for lead in zone.leads
            if lead.staff == staff
        ]


def weighted_mean(led: Iterable[Led]) -> Fraction | None:
    """`Σ days × score ÷ Σ days` over the scored zones, to cents; None without one (R-8.1)."""
    scored = [(zone.days, zone.score) for zone in led if zone.score is not None]
    if not scored:
        return None
    points = sum((days * score for days, score in scored), exact(0))
    return round_cents(points / sum(days for days, _ in scored))


@needs(is_employed, Staff=("staff", "department", "post"))
def employed(staff: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Everybody employed on at least one day of the month, the director apart, one row each."""
    there = is_employed(staff, month.first_day, month.last_day)
    director = staff["post"].eq(terms.DIRECTOR.hant).fillna(value=False)
    named = staff["staff"].notna() & staff["department"].notna() & staff["post"].notna()
    return staff[named & there & ~director].drop_duplicates("staff")


@needs(
    employed,
    Staff=("name",),
    MonthlyScores=("month", "staff", *TYPED, "note"),
    AppraisalWeights=("department", "post", *PARTS),
)
def score_staff(
    tables: Tables, settings: AppraisalSettings, month: Month, computed: Computed
) -> list[StaffScore]:
    """Everybody's month, by department, post and staff number (R-8.4)."""
    typed = _typed_scores(tables["MonthlyScores"], month)
    weights = _weights(tables["AppraisalWeights"])
    scored = []
    for person in employed(tables["Staff"], month).itertuples():
        staff, department, post = str(person.staff), str(person.department), str(person.post)
        weights_row, shares = weights.get((department, post), (None, {}))
        is_weighted = abs(sum(shares.values(), exact(0)) - 1) < _TOLERANCE
        typed_row, own, reason = typed.get(staff, (None, {}, ""))
        parts: dict[str, Fraction | None] = {}
        by_rule, replaced = set(), None
        for part in shares:
            is_computed, score = computed.part(part, post, department, staff, settings)
            if part == "zone" and part in own and post == terms.WORKER.hant:
                is_computed, replaced = False, score
            parts[part] = score if is_computed else own.get(part)
            if is_computed:
                by_rule.add(part)
        scored.append(
            StaffScore(
                staff=staff,
                name=person.name if isinstance(person.name, str) else "",
                row=cast("int", person.Index),
                department=department,
                post=post,
                weights=shares,
                is_weighted=is_weighted,
                weights_row=weights_row,
                typed_row=typed_row,
                parts=parts,
                computed=frozenset(by_rule),
                total=_total(shares, parts) if is_weighted else None,
                replaced=replaced,
                reason="" if replaced is None else reason,
                unused={
                    part: score
                    for part, score in own.items()
                    if part not in shares or part in by_rule
                },
                led=computed.led_by(staff)
                if "supervisor" in by_rule and post == terms.ZONE_OFFICER.hant
                else (),
            )
        )
    return _ranked(sorted(scored, key=_place))


def _total(
    weights: Mapping[str, Fraction], parts: Mapping[str, Fraction | None]
) -> Fraction | None:
    """`Σ weight × part`, to cents; None with a part missing."""
    total = exact(0)
    for part, weight in weights.items():
        score = parts[part]
        if score is None:
            return None
        total += weight * score
    return round_cents(total)


def _ranked(people: list[StaffScore]) -> list[StaffScore]:
    """Ranks within each department: 1 + how many have a higher total, so that ties share."""
    totals: dict[str, list[Fraction]] = {}
    for person in people:
        if person.total is not None:
            totals.setdefault(person.department, []).append(person.total)
    return [
        replace(person, rank=1 + sum(other > person.total for other in totals[person.department]))
        if person.total is not None
        else person
        for person in people
    ]


def _place(person: StaffScore) -> tuple[object, ...]:
    departments = [label.hant for label in (*terms.DEPARTMENTS, terms.OFFICE)]
    posts = [label.hant for label in terms.POSTS]
    number = natural_key(person.staff)
    return departments.index(person.department), posts.index(person.post), number


def _typed_scores(
    scores: pd.DataFrame, month: Month
) -> dict[str, tuple[int, dict[str, Fraction], str]]:
    """Row, typed parts and note by staff number; of a person given twice none counts."""
    held = scores[scores["month"].eq(str(month)).fillna(value=False) & scores["staff"].notna()]
    held = held.drop_duplicates("staff", keep=False)
    return {
        str(staff): (
            row,
            {part: exact(own[part]) for part in TYPED if not math.isnan(own[part])},
            note if isinstance(note, str) else "",
        )
        for row, staff, note, own in zip(
            held.index.tolist(), held["staff"], held["note"], _each_row(held, TYPED), strict=True
        )
    }


def _each_row(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[dict[str, float]]:
    """The numbers of these columns, row by row."""
    for row in zip(*(frame[column].tolist() for column in columns), strict=True):
        yield dict(zip(columns, row, strict=True))


def _weights(
    weights: pd.DataFrame,
) -> dict[tuple[str, str], tuple[int, dict[str, Fraction]]]:
    """Row and shares above 0 by department and post; of a post given twice the first counts."""
    held: dict[tuple[str, str], tuple[int, dict[str, Fraction]]] = {}
    for row, department, post, own in zip(
        weights.index.tolist(),
        weights["department"],
        weights["post"],
        _each_row(weights, PARTS),
        strict=True,
    ):
        shares = {part: exact(own[part]) for part in PARTS if own[part] > 0}
        held.setdefault((str(department), str(post)), (row, shares))
    return held
