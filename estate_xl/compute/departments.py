"""R-8.2 and R-8.3: what each department scored, with the supervisor and in self-checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from estate_xl.compute.inspections import InspectionMeans
from estate_xl.compute.rounding import mean, round_cents
from estate_xl.compute.zones import (
    active_zones,
    charged_complaints,
    earned_commendations,
    owner_part,
    weigh,
)
from estate_xl.schema import terms

if TYPE_CHECKING:
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.months import Month
    from estate_xl.frames import Tables
    from estate_xl.schema import AppraisalSettings

_ZONE_INSPECTIONS = (terms.DAILY_INSPECTION.hant, terms.WEEKLY_INSPECTION.hant)


@dataclass(frozen=True)
class DepartmentZone:
    """A department's month in one zone; scores out of 100, to cents, None where not inspected."""

    department: str
    zone: str
    name: str
    row: int
    inspection: Fraction | None
    complaints: int
    commendations: int
    owner: Fraction
    composite: Fraction | None
    self_check: Fraction | None


@dataclass(frozen=True)
class DepartmentScore:
    """A department's month: means over its zones, to cents, None where no zone has one."""

    department: str
    composite: Fraction | None
    self_check: Fraction | None
    zones: tuple[DepartmentZone, ...]


def trades_of(department: str) -> list[str]:
    """The trades that the department covers; 環境部 has two, each weighing the same."""
    return [trade for trade, owner in terms.DEPARTMENT_OF_TRADE.items() if owner == department]


def score_departments(
    tables: Tables, settings: AppraisalSettings, month: Month
) -> list[DepartmentScore]:
    """Every department's composite (R-8.2) and self-check (R-8.3), with its zones."""
    supervised = InspectionMeans(tables, month, [terms.SUPERVISOR_INSPECTION.hant])
    own = InspectionMeans(tables, month, _ZONE_INSPECTIONS)
    complaints = _counts(charged_complaints(tables, month))
    commendations = _counts(_with_departments(earned_commendations(tables, month), tables))
    zones = active_zones(tables)

    scored = []
    for label in terms.DEPARTMENTS:
        department, trades = label.hant, trades_of(label.hant)
        rows = []
        for zone in zones.itertuples():
            code = str(zone.zone)
            charged = complaints.get((department, code), 0)
            earned = commendations.get((department, code), 0)
            inspection = supervised.part(code, trades)
            owner = owner_part(charged, earned, settings)
            rows.append(
                DepartmentZone(
                    department=department,
                    zone=code,
                    name=zone.name if isinstance(zone.name, str) else "",
                    row=cast("int", zone.Index),
                    inspection=inspection,
                    complaints=charged,
                    commendations=earned,
                    owner=owner,
                    composite=weigh(inspection, owner, settings),
                    self_check=own.part(code, trades),
                )
            )
        scored.append(
            DepartmentScore(
                department,
                _mean_to_cents([row.composite for row in rows]),
                _mean_to_cents([row.self_check for row in rows]),
                tuple(rows),
            )
        )
    return scored


def _mean_to_cents(scores: list[Fraction | None]) -> Fraction | None:
    whole = mean(score for score in scores if score is not None)
    return None if whole is None else round_cents(whole)


def _counts(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    sizes = rows.groupby(["department", "zone"]).size()
    return {(str(key[0]), str(key[1])): int(size) for key, size in sizes.items()}  # type: ignore[index]


def _with_departments(commendations: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Commendations with the department they count for: their own, else their staff member's."""
    staff = tables["Staff"].dropna(subset=["staff"]).drop_duplicates("staff")
    of_person = commendations["staff"].map(staff.set_index("staff")["department"])
    own = commendations["department"]
    return commendations.assign(department=own.where(own.notna(), of_person))
