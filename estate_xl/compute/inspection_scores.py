"""Scores of inspections (workbook.md, 巡檢) and their means by trade (R-8.1 to R-8.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.rounding import mean, mean_by, round_cents
from estate_xl.typed_frames import normalise, split_codes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

FULL_MARKS = 100


@needs(Inspections=("findings", "score"), InspectionStandards=("code", "deduction"))
def score_inspections(tables: Tables) -> pd.Series:
    """Score of each inspection: the typed one, else `max(0, 100 − Σ deductions of its items)`.

    An inspection whose items or score are not what they must be is not among the tables any more
    (`compute.countable_records`).
    """
    inspections, standards = tables["Inspections"], tables["InspectionStandards"]
    deduction = pd.Series(
        standards["deduction"].to_numpy(), index=normalise(standards["code"]).to_numpy()
    )
    deduction = deduction[deduction.index.notna() & ~deduction.index.duplicated()]
    codes = normalise(split_codes(inspections["findings"]))
    deducted = codes.map(deduction).fillna(0).groupby(level=0).sum()
    computed = (FULL_MARKS - deducted.reindex(inspections.index, fill_value=0)).clip(lower=0)
    return inspections["score"].where(inspections["score"].notna(), computed).astype("float64")


@needs(score_inspections, Inspections=("date", "kind", "zone", "trade"))
class InspectionMeans:
    """Means of the month's inspections of some kinds, by zone and trade."""

    def __init__(self, tables: Tables, month: Month, kinds: Iterable[str]) -> None:
        """Take the tables, the month whose dates count and the canonical kinds."""
        inspections = tables["Inspections"]
        held = month.holds(inspections["date"]) & inspections["kind"].isin(list(kinds))
        self.rows = inspections[held]
        self.scores = score_inspections(tables)[held]
        self._means = mean_by(self.scores, self.rows[["zone", "trade"]])
        placed = self.rows["zone"].notna()
        self._office_means = mean_by(self.scores[placed], self.rows[["trade"]])

    def trades(self, zone: str | None, trades: Iterable[str]) -> dict[str, Fraction]:
        """Unrounded mean score of each of those trades that was inspected in the zone.

        Without a zone the whole office is meant.
        """
        if zone is None:
            office = self._office_means
            return {trade: office[trade] for trade in trades if trade in office}
        return {trade: self._means[zone, trade] for trade in trades if (zone, trade) in self._means}

    def part(self, zone: str | None, trades: Iterable[str]) -> Fraction | None:
        """Mean over the inspected trades, each weighing the same, to cents; None if none was."""
        whole = mean(self.trades(zone, trades).values())
        return None if whole is None else round_cents(whole)
