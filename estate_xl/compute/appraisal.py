"""R-8 whole: a month's zones, departments and people, and what could not be computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.compute.countable_records import sift, sound_changes
from estate_xl.compute.department_scores import score_departments
from estate_xl.compute.inspection_scores import score_inspections
from estate_xl.compute.month_masters import month_masters
from estate_xl.compute.staff_scores import NO_WEIGHTS, Computed, score_staff
from estate_xl.compute.worker_scores import count_for_workers
from estate_xl.compute.zone_scores import score_zones
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding, named
from estate_xl.schema import Label, Language
from estate_xl.schema.appraisal import STAFF
from estate_xl.schema.terms import choice_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from estate_xl.compute.countable_records import Uncounted
    from estate_xl.compute.department_scores import DepartmentScore
    from estate_xl.compute.inspection_scores import MonthInspections
    from estate_xl.compute.months import Month
    from estate_xl.compute.staff_scores import StaffScore
    from estate_xl.compute.worker_scores import WorkerCounts
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.schema import AppraisalSettings
    from estate_xl.typed_frames import Tables

NOT_INSPECTED = Label("本月沒有主管周檢，不計分、不排名", "No supervisor inspection this month")
_LEFT_OUT = Label("缺{trades}的主管周檢，未計入平均", "No supervisor inspection of {trades}")
_NOT_PART = Label("該崗位的考核構成沒有這一項", "the post has no such part")
_BY_RULE = Label("這一項由程序算出", "that part is computed")

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
        inspections: The inspections behind the scores.
        workers: The slips behind the workers' owner parts (R-8.3).
        tables: All records.
        counted: The records that count.
        uncounted: The month's records that do not, or not wholly, each with its reason.
    """

    month: Month
    settings: AppraisalSettings
    zones: Sequence[ZoneScore]
    departments: Sequence[DepartmentScore]
    staff: Sequence[StaffScore]
    inspections: MonthInspections
    workers: WorkerCounts
    tables: Tables
    counted: Tables
    uncounted: Sequence[Uncounted]

    def findings(self) -> list[Finding]:
        """Records that could not be scored or do not count, each with its reason."""
        unused = [
            reason
            for each in self.uncounted
            for reason in each.reasons
            if reason.code is FindingCode.ZONE_NOT_IN_USE
        ]
        return [
            *{reason.row: reason for reason in unused}.values(),
            *self._uninspected_zones(),
            *self._uninspected_departments(),
            *self._missing_parts(),
            *self.unused_scores(),
        ]

    def _uninspected_zones(self) -> Iterator[Finding]:
        for zone in self.zones:
            facts: dict[str, str | Label] = {"zone": zone.zone, "month": str(self.month)}
            if zone.score is None:
                code = FindingCode.ZONE_NOT_INSPECTED
                yield Finding(code, "Zones", zone.row, "zone", zone.zone, facts)
            for trade in zone.left_out:
                yield Finding(
                    FindingCode.TRADE_NOT_INSPECTED,
                    "Zones",
                    zone.row,
                    "zone",
                    zone.zone,
                    {**facts, "trade": choice_label(trade)},
                )

    def _uninspected_departments(self) -> Iterator[Finding]:
        """Departments without an inspection in all the office, or in a zone.

        A cause is said once: of a zone without any inspection `_uninspected_zones` does.
        """
        month = str(self.month)
        unscored = {zone.zone for zone in self.zones if zone.score is None}
        for department in self.departments:
            name = choice_label(department.department)
            facts: dict[str, str | Label] = {"department": name, "month": month}
            scored = [zone for zone in department.zones if zone.zone not in unscored]
            if department.composite is None and (department.office is not None or scored):
                yield Finding(FindingCode.OFFICE_NOT_INSPECTED, "Inspections", facts=facts)
            elif department.office is None:
                for held in scored:
                    if held.composite is None and held.zone is not None:
                        yield Finding(
                            FindingCode.DEPARTMENT_NOT_INSPECTED,
                            "Zones",
                            held.row,
                            "zone",
                            held.zone,
                            {**facts, "zone": held.zone},
                        )

    def _missing_parts(self) -> Iterator[Finding]:
        headers = {field.key: field.header for field in STAFF.fields}
        for person in self.staff:
            who = named(person.name, person.staff)
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

    def unused_scores(self) -> Iterator[Finding]:
        """Typed scores that enter nothing: the post has no such part, or a rule computes it."""
        for person in self.staff:
            for part, score in person.unused.items():
                yield Finding(
                    FindingCode.SCORE_UNUSED,
                    "MonthlyScores",
                    person.typed_row,
                    part,
                    f"{float(score):.10g}",
                    {
                        "person": named(person.name, person.staff),
                        "why": _BY_RULE if part in person.computed else _NOT_PART,
                    },
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
                    "reason": reason_of(zone.score, zone.left_out, Language.HANT),
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


@needs(sound_changes, month_masters, sift, score_inspections, score_zones)
@needs(score_departments, count_for_workers, score_staff)
def calculate_appraisal(
    tables: Tables,
    settings: AppraisalSettings,
    month: Month,
    findings: Iterable[Finding] = (),
) -> Appraisal:
    """The month's appraisal (R-8.1 to R-8.4).

    Args:
        tables: The workbook's.
        settings: The numbers to compute with.
        month: Which month.
        findings: What reading and checking found: what is at fault counts nowhere.
    """
    findings = list(findings)
    masters = month_masters(sound_changes(tables, findings), month)
    counted, uncounted = sift({**masters.tables, "Changes": tables["Changes"]}, findings, month)
    inspections = score_inspections(counted, month)
    zones = score_zones(counted, settings, month, inspections.supervised, masters)
    departments = score_departments(counted, settings, month, inspections, masters)
    workers = count_for_workers(counted, month)
    staff = score_staff(counted, settings, month, Computed(zones, departments, workers))
    return Appraisal(
        month=month,
        settings=settings,
        zones=zones,
        departments=departments,
        staff=staff,
        inspections=inspections,
        workers=workers,
        tables=tables,
        counted=counted,
        uncounted=uncounted,
    )


def reason_of(score: Fraction | None, left_out: Sequence[str], language: Language) -> str | None:
    """The text of 說明 for a zone: why it has no score, or which trades its mean lacks (R-8.1)."""
    if score is None:
        return NOT_INSPECTED.text(language)
    if not left_out:
        return None
    separator = ", " if language is Language.EN else "、"
    trades = separator.join(choice_label(trade).text(language) for trade in left_out)
    return _LEFT_OUT.text(language).format(trades=trades)


def _number(score: Fraction | None) -> float | None:
    return None if score is None else float(score)
