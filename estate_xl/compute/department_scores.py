"""R-8.2 and R-8.3: what each department scored, with the supervisor and in self-checks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from estate_xl.column_needs import needs
from estate_xl.compute.month_masters import month_masters
from estate_xl.compute.rounding import mean, round_cents
from estate_xl.compute.zone_scores import (
    active_zones,
    charged_complaints,
    earned_commendations,
    owner_part,
    weigh,
)
from estate_xl.schema import Label, terms
from estate_xl.schema.settings import OVER_OFFICE

if TYPE_CHECKING:
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.inspection_scores import MonthInspections
    from estate_xl.compute.month_masters import MonthMasters
    from estate_xl.compute.months import Month
    from estate_xl.schema import AppraisalSettings
    from estate_xl.typed_frames import Tables

WHOLE_OFFICE = Label("全管理處", "Whole office")


@dataclass(frozen=True)
class DepartmentZone:
    """A department's month in one zone, or in the whole office; scores out of 100, to cents.

    Attributes:
        department: Department, canonical.
        zone: Zone code; None for the whole office.
        name: Zone name.
        row: Row on the zones' sheet; None for the whole office.
        inspection: Inspection part; None where not inspected.
        complaints: Complaints charged to it; None in a zone where the office counts as one.
        commendations: Commendations of it, likewise.
        owner: Owner part, likewise.
        composite: Composite; None where `inspection` is.
        self_check: Self-check; None without one.
        left_out: Its trades without a supervisor inspection where others have one.
    """

    department: str
    zone: str | None = None
    name: str = ""
    row: int | None = None
    inspection: Fraction | None = None
    complaints: int | None = None
    commendations: int | None = None
    owner: Fraction | None = None
    composite: Fraction | None = None
    self_check: Fraction | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class DepartmentScore:
    """A department's month, to cents.

    Attributes:
        department: Department, canonical.
        composite: Mean over the zones that have one, or the office's; None without.
        self_check: Mean over the zones that have one; None without.
        zones: Its zones.
        office: The office as one, where composites are computed over it.
    """

    department: str
    composite: Fraction | None
    self_check: Fraction | None
    zones: tuple[DepartmentZone, ...]
    office: DepartmentZone | None = None

    @property
    def lines(self) -> tuple[DepartmentZone, ...]:
        """Parts of the composite and the self-check: the office first, then the zones."""
        return self.zones if self.office is None else (self.office, *self.zones)


def trades_of(department: str) -> list[str]:
    """The trades that the department covers; 環境部 has two, each weighing the same."""
    return [trade for trade, owner in terms.DEPARTMENT_OF_TRADE.items() if owner == department]


@needs(
    charged_complaints,
    earned_commendations,
    active_zones,
    month_masters,
    Zones=("name",),
    Staff=("department",),
    Complaints=("zone", "department"),
    Commendations=("zone", "department", "staff", "date"),
)
def score_departments(
    tables: Tables,
    settings: AppraisalSettings,
    month: Month,
    inspections: MonthInspections,
    masters: MonthMasters,
) -> list[DepartmentScore]:
    """Every department's composite (R-8.2) and self-check (R-8.3), with its zones.

    Args:
        tables: The records that count.
        settings: The numbers to compute with.
        month: Which month.
        inspections: Those of the month.
        masters: Of what department a person was on a day.
    """
    supervised, own = inspections
    complaints = _counts(charged_complaints(tables, month))
    commendations = _counts(_with_departments(earned_commendations(tables, month), masters))
    zones = active_zones(tables)
    is_over_office = settings.composite_over == OVER_OFFICE

    def composed(department: str, zone: str | None) -> DepartmentZone:
        """The composite in a zone, or of the office."""
        trades = trades_of(department)
        charged = complaints.get((department, zone), 0)
        earned = commendations.get((department, zone), 0)
        inspection = supervised.part(zone, trades)
        inspected = supervised.trades(zone, trades)
        owner = owner_part(charged, earned, settings)
        return DepartmentZone(
            department=department,
            zone=zone,
            inspection=inspection,
            complaints=charged,
            commendations=earned,
            owner=owner,
            composite=weigh(inspection, owner, settings),
            left_out=tuple(trade for trade in trades if inspected and trade not in inspected),
        )

    scored = []
    for label in terms.DEPARTMENTS:
        department = label.hant
        nothing = DepartmentZone(department)
        rows = [
            replace(
                nothing if is_over_office else composed(department, str(zone.zone)),
                zone=str(zone.zone),
                name=zone.name if isinstance(zone.name, str) else "",
                row=cast("int", zone.Index),
                self_check=own.part(str(zone.zone), trades_of(department)),
            )
            for zone in zones.itertuples()
        ]
        office = composed(department, None) if is_over_office else None
        scored.append(
            DepartmentScore(
                department,
                office.composite if office else _mean_to_cents([row.composite for row in rows]),
                _mean_to_cents([row.self_check for row in rows]),
                tuple(rows),
                office,
            )
        )
    return scored


def _mean_to_cents(scores: list[Fraction | None]) -> Fraction | None:
    whole = mean(score for score in scores if score is not None)
    return None if whole is None else round_cents(whole)


def _counts(rows: pd.DataFrame) -> dict[tuple[str, str | None], int]:
    """Rows by department and zone, and by department in the whole office under None."""
    held = rows.dropna(subset=["department", "zone"])
    pairs = list(zip(held["department"], held["zone"], strict=True))
    return Counter(pairs) | Counter((department, None) for department, _ in pairs)


def _with_departments(commendations: pd.DataFrame, masters: MonthMasters) -> pd.DataFrame:
    """Commendations with the department they count for: their own, else their staff member's."""
    of_person = masters.departments_of(commendations["staff"], commendations["date"])
    own = commendations["department"]
    return commendations.assign(department=own.where(own.notna(), of_person))
