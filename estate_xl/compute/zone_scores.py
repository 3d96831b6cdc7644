"""R-8.1: what each zone scored, and the forced ranking of the zones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, cast

from estate_xl.column_needs import needs
from estate_xl.compute.inspection_scores import FULL_MARKS
from estate_xl.compute.rounding import exact, round_cents
from estate_xl.schema import terms
from estate_xl.typed_frames import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.inspection_scores import InspectionMeans
    from estate_xl.compute.month_masters import Lead, MonthMasters, Use
    from estate_xl.compute.months import Month
    from estate_xl.schema import AppraisalSettings
    from estate_xl.typed_frames import Tables

TIE_BREAKS = ("owner", "complaints", "inspection", "visits", "zone")
"""Criteria after the score, in their order."""


@dataclass(frozen=True)
class ZoneScore:
    """A zone's month; scores out of 100, to cents.

    Attributes:
        zone: Zone code.
        name: Zone name.
        row: Row on the zones' sheet.
        leads: Who led it, on how many days of the month; at the end who led it last.
        use: When it was in use.
        inspection: Inspection part; None without a supervisor inspection.
        complaints: Founded complaints registered in the month.
        commendations: Verified commendations of the month.
        owner: Owner part.
        score: Zone score; None where `inspection` is.
        satisfied_visits: Rated visits of the month that are not 不滿意.
        rated_visits: Rated visits of the month to tickets of the zone.
        code_order: Place of the zone code among all zones, from 1.
        rank: 1 for the best; None without a score.
        tie_break: The criterion of `TIE_BREAKS` that parted it from a zone of equal score.
        left_out: Trades without a supervisor inspection, which others of the zone have.
    """

    zone: str
    name: str
    row: int
    leads: Sequence[Lead]
    use: Use
    inspection: Fraction | None
    complaints: int
    commendations: int
    owner: Fraction
    score: Fraction | None
    satisfied_visits: int
    rated_visits: int
    code_order: int
    rank: int | None = None
    tie_break: str | None = None
    left_out: tuple[str, ...] = ()

    @property
    def officer(self) -> str | None:
        """Staff number of who led it last, None where nobody did."""
        return self.leads[-1].staff if self.leads else None

    @property
    def visits(self) -> Fraction:
        """Share of rated visits that are not 不滿意; none rated counts as 0."""
        return exact(self.satisfied_visits) / (self.rated_visits or 1)


def owner_part(complaints: int, commendations: int, settings: AppraisalSettings) -> Fraction:
    """`100 − deduction × complaints + bonus × commendations`, in floor and ceiling, to cents."""
    points = (
        FULL_MARKS
        - exact(settings.complaint_deduction) * complaints
        + exact(settings.commendation_bonus) * commendations
    )
    if settings.owner_score_floor is not None:
        points = max(points, exact(settings.owner_score_floor))
    if settings.owner_score_ceiling is not None:
        points = min(points, exact(settings.owner_score_ceiling))
    return round_cents(points)


def weigh(
    inspection: Fraction | None, owner: Fraction, settings: AppraisalSettings
) -> Fraction | None:
    """`30 % × inspection part + 70 % × owner part`, to cents; None without an inspection."""
    if inspection is None:
        return None
    return round_cents(
        exact(settings.zone_inspection_weight) * inspection
        + exact(settings.zone_owner_weight) * owner
    )


@needs(Complaints=("received", "valid"))
def charged_complaints(tables: Tables, month: Month) -> pd.DataFrame:
    """Complaints that count: registered in the month and not marked unfounded."""
    complaints = tables["Complaints"]
    unfounded = complaints["valid"].eq(terms.NO.hant).fillna(value=False)
    return complaints[month.holds(complaints["received"]) & ~unfounded]


@needs(Commendations=("date", "verified"))
def earned_commendations(tables: Tables, month: Month) -> pd.DataFrame:
    """Commendations that count: dated in the month and verified."""
    commendations = tables["Commendations"]
    verified = commendations["verified"].eq(terms.YES.hant).fillna(value=False)
    return commendations[month.holds(commendations["date"]) & verified]


@needs(Zones=("zone", "active"))
def active_zones(tables: Tables) -> pd.DataFrame:
    """Zones in use, one row a code, in the order of their codes."""
    zones = tables["Zones"]
    unused = zones["active"].eq(terms.NO.hant).fillna(value=False)
    used = zones[~unused & zones["zone"].notna()].drop_duplicates("zone")
    return used.sort_values("zone", key=lambda codes: codes.map(natural_key))


@needs(
    charged_complaints,
    earned_commendations,
    active_zones,
    Zones=("name",),
    Tickets=("zone", "visited", "visit_rating"),
    Complaints=("zone",),
    Commendations=("zone",),
)
def score_zones(
    tables: Tables,
    settings: AppraisalSettings,
    month: Month,
    supervised: InspectionMeans,
    masters: MonthMasters,
) -> list[ZoneScore]:
    """The month of every zone in use on a day of it, ranked ones first, by rank (R-8.1).

    Args:
        tables: The records that count.
        settings: The numbers to compute with.
        month: Which month.
        supervised: The supervisor's inspections of the month.
        masters: Who led the zones, and when they were in use.
    """
    trades = [trade.hant for trade in terms.TRADES]
    complaints = charged_complaints(tables, month)["zone"].value_counts()
    commendations = earned_commendations(tables, month)["zone"].value_counts()
    tickets = tables["Tickets"]
    visits = tickets[month.holds(tickets["visited"]) & tickets["visit_rating"].notna()]
    rated = visits["zone"].value_counts()
    satisfied = visits.loc[visits["visit_rating"] != terms.DISSATISFIED.hant, "zone"].value_counts()

    scored = []
    for order, zone in enumerate(active_zones(tables).itertuples(), start=1):
        code = str(zone.zone)
        charged, earned = int(complaints.get(code, 0)), int(commendations.get(code, 0))
        inspection = supervised.part(code, trades)
        inspected = supervised.trades(code, trades)
        owner = owner_part(charged, earned, settings)
        scored.append(
            ZoneScore(
                zone=code,
                name=zone.name if isinstance(zone.name, str) else "",
                row=cast("int", zone.Index),
                leads=masters.leads.get(code, ()),
                use=masters.use[code],
                inspection=inspection,
                complaints=charged,
                commendations=earned,
                owner=owner,
                score=weigh(inspection, owner, settings),
                satisfied_visits=int(satisfied.get(code, 0)),
                rated_visits=int(rated.get(code, 0)),
                code_order=order,
                left_out=tuple(trade for trade in trades if inspected and trade not in inspected),
            )
        )
    return rank_zones(scored)


def rank_zones(zones: Iterable[ZoneScore]) -> list[ZoneScore]:
    """Zones in forced order: score, owner part, fewer complaints, inspection part, visits, code.

    A zone whose score another zone shares names the criterion that parted it from the one before
    it, the first of such a group from the one after it. Zones without a score come last, unranked.
    """
    held = sorted(zones, key=lambda zone: zone.code_order)
    ranked = sorted((zone for zone in held if zone.score is not None), key=_order)
    rank = 0
    placed = []
    for _, group in groupby(ranked, key=lambda zone: zone.score):
        tied = list(group)
        for index, zone in enumerate(tied):
            rank += 1
            pair = tied[max(index - 1, 0) : max(index - 1, 0) + 2]
            parted = _parted_by(*pair) if len(tied) > 1 else None
            placed.append(replace(zone, rank=rank, tie_break=parted))
    return placed + [zone for zone in held if zone.score is None]


def _order(zone: ZoneScore) -> tuple[Fraction | int, ...]:
    return -(zone.score or 0), *_criteria(zone)


def _criteria(zone: ZoneScore) -> tuple[Fraction | int, ...]:
    return (
        -zone.owner,
        zone.complaints,
        -(zone.inspection or 0),
        -zone.visits,
        zone.code_order,
    )


def _parted_by(first: ZoneScore, second: ZoneScore) -> str:
    pairs = zip(TIE_BREAKS, _criteria(first), _criteria(second), strict=True)
    return next(name for name, one, other in pairs if one != other)
