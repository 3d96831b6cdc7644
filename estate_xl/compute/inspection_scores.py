"""Scores of inspections (workbook.md, 巡檢) and their means by trade (R-8.1 to R-8.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.column_needs import needs
from estate_xl.compute.rounding import mean, mean_by, round_cents
from estate_xl.schema import terms
from estate_xl.spelling import fold
from estate_xl.typed_frames import codes_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

FULL_MARKS: Final = 100
_COLUMNS: Final = ("date", "kind", "zone", "trade", "findings", "score")


class Inspection(NamedTuple):
    """An inspection with its score.

    Attributes:
        row: Its row.
        date: When.
        kind: Which kind, canonical.
        zone: Zone code; None where missing.
        trade: Trade, canonical; None where missing.
        findings: 不合格項 as typed; None where empty.
        is_typed: Whether the score was typed, not computed.
        score: Out of 100.
    """

    row: int
    date: pd.Timestamp
    kind: str
    zone: str | None
    trade: str | None
    findings: str | None
    is_typed: bool
    score: float


@dataclass(frozen=True)
class InspectionMeans:
    """Some inspections, and their means by zone and trade."""

    inspections: tuple[Inspection, ...]

    def of(self, zone: str | None, trades: Collection[str]) -> list[Inspection]:
        """Those of the zone that are about one of the trades; without a zone none."""
        return [each for each in self._by_zone.get(zone, ()) if each.trade in trades]

    def trades(self, zone: str | None, trades: Collection[str]) -> dict[str, Fraction]:
        """Unrounded mean score of each of those trades that was inspected in the zone.

        Without a zone the whole office is meant.
        """
        means = self._means
        return {trade: means[zone, trade] for trade in trades if (zone, trade) in means}

    def part(self, zone: str | None, trades: Collection[str]) -> Fraction | None:
        """Mean over the inspected trades, each weighing the same, to cents; None if none was."""
        whole = mean(self.trades(zone, trades).values())
        return None if whole is None else round_cents(whole)

    @cached_property
    def _placed(self) -> list[Inspection]:
        return [each for each in self.inspections if each.zone is not None]

    @cached_property
    def _by_zone(self) -> dict[str | None, list[Inspection]]:
        found: dict[str | None, list[Inspection]] = {}
        for each in self._placed:
            found.setdefault(each.zone, []).append(each)
        return found

    @cached_property
    def _means(self) -> dict[tuple[str | None, str | None], Fraction]:
        return {
            **mean_by(((each.zone, each.trade), each.score) for each in self._placed),
            **mean_by(((None, each.trade), each.score) for each in self._placed),
        }


class MonthInspections(NamedTuple):
    """The month's inspections: the supervisor's (R-8.1, R-8.2), and the zones' own (R-8.3)."""

    supervised: InspectionMeans
    own: InspectionMeans


@needs(Inspections=_COLUMNS, InspectionStandards=("code", "deduction"))
def score_inspections(tables: Tables, month: Month) -> MonthInspections:
    """The month's inspections, each with the typed score, else `max(0, 100 − Σ deductions)`.

    An inspection whose items or score are not what they must be is not among the tables any more
    (`compute.countable_records`).
    """
    inspections, standards = tables["Inspections"], tables["InspectionStandards"]
    deductions: dict[str, float] = {}
    for code, deduction in zip(standards["code"], standards["deduction"], strict=True):
        if isinstance(code, str):
            deductions.setdefault(fold(code), 0.0 if math.isnan(deduction) else deduction)
    held = inspections.loc[month.holds(inspections["date"]), list(_COLUMNS)]
    scored: dict[str, list[Inspection]] = {kind.hant: [] for kind in terms.INSPECTION_KINDS}
    texts = (_texts(held[key]) for key in ("kind", "zone", "trade", "findings"))
    for row, date, kind, zone, trade, findings, typed in zip(
        held.index.tolist(), held["date"], *texts, held["score"].tolist(), strict=True
    ):
        if kind in scored:
            is_typed = not math.isnan(typed)
            score = typed if is_typed else _computed(findings or "", deductions)
            each = Inspection(row, date, kind, zone, trade, findings, is_typed, score)
            scored[kind].append(each)
    supervised = scored.pop(terms.SUPERVISOR_INSPECTION.hant)
    own = sorted(chain(*scored.values()))
    return MonthInspections(InspectionMeans(tuple(supervised)), InspectionMeans(tuple(own)))


def _texts(values: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) else None for value in values.to_numpy()]


def _computed(findings: str, deductions: Mapping[str, float]) -> float:
    deducted = math.fsum(deductions.get(fold(code), 0.0) for code in codes_in(findings))
    return max(0.0, FULL_MARKS - deducted)
