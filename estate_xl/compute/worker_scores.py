"""R-8.3: a department worker's owner part, from return visits and slips sent back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.compute.inspection_scores import FULL_MARKS
from estate_xl.compute.rounding import exact, round_cents
from estate_xl.compute.slip_returns import times_sent_back
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
        slips: What sent slips back in the month: of `times_sent_back`, with `worker`.
        dissatisfied_by_worker: Dissatisfied visits by staff number.
        sent_back_by_worker: Times sent back by staff number.
    """

    visits: pd.DataFrame
    slips: pd.DataFrame
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


@needs(times_sent_back, Tickets=("worker", "visited", "visit_rating"))
def count_for_workers(tables: Tables, month: Month) -> WorkerCounts:
    """Dissatisfied visits by visit date and slips sent back by the day they were (R-8.3).

    Each return counts once, in its own month, for the worker of the ticket.
    """
    tickets = tables["Tickets"]
    handled = tickets["worker"].notna()
    dissatisfied = tickets["visit_rating"].eq(terms.DISSATISFIED.hant).fillna(value=False)
    visits = tickets[handled & dissatisfied & month.holds(tickets["visited"])]
    sent_back = times_sent_back(tickets, tables["SlipReturns"])
    slips = sent_back[month.holds(sent_back["when"])]
    slips = slips.assign(worker=tickets["worker"].reindex(slips["of"]).to_numpy())
    slips = slips[slips["worker"].notna()]
    by_worker = slips["times"].groupby(slips["worker"]).sum()
    return WorkerCounts(
        visits,
        slips,
        {str(who): int(count) for who, count in visits["worker"].value_counts().items()},
        {str(who): int(count) for who, count in by_worker.items()},
    )
