"""R-8 whole: a month's zones, departments and people, and what could not be computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.compute.departments import score_departments
from estate_xl.compute.staff import NO_WEIGHTS, Computed, score_staff
from estate_xl.compute.workers import count_for_workers
from estate_xl.compute.zones import score_zones
from estate_xl.finding_codes import FindingCode
from estate_xl.findings import Finding
from estate_xl.schema import Label
from estate_xl.schema.appraisal import STAFF
from estate_xl.schema.terms import choice_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from estate_xl.compute.departments import DepartmentScore
    from estate_xl.compute.months import Month
    from estate_xl.compute.staff import StaffScore
    from estate_xl.compute.workers import WorkerCounts
    from estate_xl.compute.zones import ZoneScore
    from estate_xl.frames import Tables
    from estate_xl.schema import AppraisalSettings

NOT_INSPECTED = Label("本月沒有主管周檢，不計分、不排名", "No supervisor inspection this month")

_REMEDIES = {
    "self": Label("請在「評分錄入」補填", "Fill it in on the monthly scores"),
    "supervisor": Label("請在「評分錄入」補填", "Fill it in on the monthly scores"),
    "director": Label("請在「評分錄入」補填", "Fill it in on the monthly scores"),
    "zone": Label("請補錄該部門的片區日檢或周檢", "Record the zones' own inspections"),
    "head_composite": Label("請補錄該部門的主管周檢", "Record the supervisor's inspections"),
}
_ZONES_UNSCORED = Label(
    "請補錄其片區的主管周檢", "Record the supervisor's inspections of the zones"
)


@dataclass(frozen=True)
class Appraisal:
    """A month, appraised.

    Attributes:
        month: Which month.
        settings: The numbers computed with.
        zones: Ranked ones first, in order of rank (R-8.1).
        departments: All four, in the regulation's order (R-8.2, R-8.3).
        staff: Everybody employed in the month, by department, post and number (R-8.4).
        workers: The slips behind the workers' owner parts (R-8.3).
    """

    month: Month
    settings: AppraisalSettings
    zones: Sequence[ZoneScore]
    departments: Sequence[DepartmentScore]
    staff: Sequence[StaffScore]
    workers: WorkerCounts

    def findings(self) -> list[Finding]:
        """What could not be scored, and why."""
        return [*self._uninspected(), *self._missing_parts()]

    def _uninspected(self) -> Iterator[Finding]:
        month = str(self.month)
        for zone in self.zones:
            if zone.score is None:
                facts = {"zone": zone.zone, "month": month}
                yield Finding(
                    FindingCode.ZONE_NOT_INSPECTED, "Zones", zone.row, "zone", zone.zone, facts
                )
        for department in self.departments:
            for held in department.zones:
                if held.composite is None:
                    yield Finding(
                        FindingCode.DEPARTMENT_NOT_INSPECTED,
                        "Zones",
                        held.row,
                        "zone",
                        held.zone,
                        {
                            "department": choice_label(held.department),
                            "zone": held.zone,
                            "month": month,
                        },
                    )

    def _missing_parts(self) -> Iterator[Finding]:
        headers = {field.key: field.header for field in STAFF.fields}
        for person in self.staff:
            who = f"{person.name}（{person.staff}）"
            for part in person.missing:
                if part == NO_WEIGHTS:
                    if person.weights_row is None:
                        yield Finding(
                            FindingCode.POST_WITHOUT_WEIGHTS,
                            "Staff",
                            person.row,
                            "post",
                            person.post,
                            {
                                "department": choice_label(person.department),
                                "post": choice_label(person.post),
                                "person": who,
                            },
                        )
                    continue
                remedy = _REMEDIES[part]
                if part in person.computed and part == "supervisor":
                    remedy = _ZONES_UNSCORED
                yield Finding(
                    FindingCode.PART_MISSING,
                    "Staff",
                    person.row,
                    None,
                    person.staff,
                    {"person": who, "part": headers[part], "remedy": remedy},
                )

    def as_json(self) -> dict[str, object]:
        """The month as `month-end --json` prints it, findings apart; scores are numbers or null."""
        return {
            "month": str(self.month),
            "zones": [
                {
                    "zone": zone.zone,
                    "inspection": _number(zone.inspection),
                    "owner": _number(zone.owner),
                    "score": _number(zone.score),
                    "rank": zone.rank,
                    "complaints": zone.complaints,
                    "commendations": zone.commendations,
                    "tie_break": zone.tie_break,
                    "reason": None if zone.score is not None else NOT_INSPECTED.hant,
                }
                for zone in self.zones
            ],
            "departments": [
                {
                    "department": held.department,
                    "composite": _number(held.composite),
                    "self_check": _number(held.self_check),
                }
                for held in self.departments
            ],
            "staff": [
                {
                    "staff": person.staff,
                    "department": person.department,
                    "post": person.post,
                    **{
                        part: _number(person.parts.get(part))
                        for part in ("self", "zone", "supervisor", "head_composite", "director")
                    },
                    "total": _number(person.total),
                    "rank": person.rank,
                    "missing": person.missing,
                }
                for person in self.staff
            ],
        }


def calculate_appraisal(tables: Tables, settings: AppraisalSettings, month: Month) -> Appraisal:
    """The month's appraisal (R-8.1 to R-8.4)."""
    zones = score_zones(tables, settings, month)
    departments = score_departments(tables, settings, month)
    workers = count_for_workers(tables, month)
    staff = score_staff(tables, settings, month, Computed(zones, departments, workers))
    return Appraisal(month, settings, zones, departments, staff, workers)


def _number(score: Fraction | None) -> float | None:
    return None if score is None else float(score)
