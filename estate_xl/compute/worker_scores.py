"""R-8.3: a department worker's owner part, from return visits and slips sent back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.compute.inspection_scores import FULL_MARKS
from estate_xl.compute.rounding import exact, round_cents
from estate_xl.schema import terms

if TYPE_CHECKING:
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.months import Month
    from estate_xl.schema import AppraisalSettings
    from estate_xl.typed_frames import Tables


@dataclass(frozen=True)
class WorkerCounts:
    """The workers' ratings from the month's slips.

    Attributes:
        visits: Tickets whose visit in the month was 不滿意.
        slips: Tickets returned in the month that were sent back.
        sent_back: How often, for each row of `slips`.
        dissatisfied_by_worker: Dissatisfied visits by staff number.
        sent_back_by_worker: Times sent back by staff number.
    """

    visits: pd.DataFrame
    slips: pd.DataFrame
    sent_back: pd.Series
    dissatisfied_by_worker: dict[str, int]
    sent_back_by_worker: dict[str, int]

    def score(self, staff: str, settings: AppraisalSettings) -> Fraction:
        """`max(0, 100 − 1 × dissatisfied visits − 1 × times sent back)`, to cents."""
        points = (
            FULL_MARKS
            - exact(settings.dissatisfied_visit_deduction)
            * self.dissatisfied_by_worker.get(staff, 0)
            - exact(settings.defective_slip_deduction) * self.sent_back_by_worker.get(staff, 0)
        )
        return round_cents(max(points, exact(0)))


@needs(Tickets=("worker", "returned", "slip_ok", "rework", "visited", "visit_rating"))
def count_for_workers(tables: Tables, month: Month) -> WorkerCounts:
    """Dissatisfied visits by visit date and slips sent back by return date (R-8.3).

    A slip counts its 返工次數; where that is empty and 填單合格 is 否, once.
    """
    tickets = tables["Tickets"]
    handled = tickets["worker"].notna()
    dissatisfied = tickets["visit_rating"].eq(terms.DISSATISFIED.hant).fillna(value=False)
    visits = tickets[handled & dissatisfied & month.holds(tickets["visited"])]
    defective = tickets["slip_ok"].eq(terms.NO.hant).fillna(value=False).astype("float64")
    times = tickets["rework"].where(tickets["rework"].notna(), defective)
    slips = tickets[handled & times.gt(0) & month.holds(tickets["returned"])]
    sent_back = times.loc[slips.index]
    by_worker = sent_back.groupby(slips["worker"]).sum()
    return WorkerCounts(
        visits,
        slips,
        sent_back,
        {str(who): int(count) for who, count in visits["worker"].value_counts().items()},
        {str(who): int(count) for who, count in by_worker.items()},
    )
