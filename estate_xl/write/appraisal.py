"""A month's appraisal as the names and lists that the template of 考核 asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.compute.appraisal import reason_of
from estate_xl.compute.department_scores import WHOLE_OFFICE
from estate_xl.compute.evidence_changes import change_remarks, use_words
from estate_xl.compute.evidence_excluded import uncounted_remarks
from estate_xl.compute.rounding import mean
from estate_xl.compute.staff_scores import NO_WEIGHTS, PARTS
from estate_xl.findings.texts.kinds import Severity
from estate_xl.language import filled, listed
from estate_xl.schema import APPRAISAL_PREFIX, Label, Language
from estate_xl.schema.appraisal import STAFF, ZONES
from estate_xl.schema.settings import OVER_OFFICE, OVER_ZONES
from estate_xl.schema.terms import choice_label
from estate_xl.write.corrections import UNSTATED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from estate_xl.compute import Month
    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.department_scores import DepartmentScore, DepartmentZone
    from estate_xl.compute.staff_scores import Led, StaffScore
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.write.corrections import Edition

    Record = Mapping[str, object]

_WITH_THE_OFFICE = Label("按全管理處合計", "Counted with the whole office")
_BASES = {
    OVER_ZONES: Label("各片區平均", "mean over the zones"),
    OVER_OFFICE: Label("全管理處合計", "the whole office as one"),
}
_DAYS = Label("{who} {days} 天", "{who} {days:day|days}")
_SENTENCES = Label("；", "; ")
_WEIGHTS_MISSING = Label("考核構成", "weights")


def sheet_title(month: Month, language: Language) -> str:
    """Title of the month's filled sheet, such as 考核 2026-10."""
    return f"{APPRAISAL_PREFIX.text(language)} {month}"


def heading(
    appraisal: Appraisal,
    settings: Mapping[str, str | float | None],
    language: Language,
    edition: Edition = UNSTATED,
) -> dict[str, object]:
    """The names of `estate_xl.schema.appraisal.HEADING` and their values."""
    day = appraisal.month.first_day
    month_title = f"{day.year}年{day.month}月" if language is not Language.EN else f"{day:%B %Y}"
    numbers = appraisal.settings
    return {
        "month": str(appraisal.month),
        "month_title": month_title,
        "project": settings.get("project_name"),
        "office": settings.get("office_name"),
        "zone_inspection_weight": numbers.zone_inspection_weight,
        "zone_owner_weight": numbers.zone_owner_weight,
        "complaint_deduction": numbers.complaint_deduction,
        "commendation_bonus": numbers.commendation_bonus,
        "owner_score_floor": numbers.owner_score_floor,
        "owner_score_ceiling": numbers.owner_score_ceiling,
        "composite_basis": _BASES[numbers.composite_over].text(language),
        "version": edition.version,
        "state": edition.statement(language),
    }


def lists(
    appraisal: Appraisal,
    officer_names: Mapping[str, str],
    language: Language,
    first_remarks: Sequence[str] = (),
) -> dict[str, list[Record]]:
    """The lists of `estate_xl.schema.appraisal.SECTIONS`, in the order in which they print.

    Args:
        appraisal: The month.
        officer_names: Names by staff number.
        language: The workbook's.
        first_remarks: What the remarks begin with.
    """
    return {
        "zones": _zones(appraisal, officer_names, language),
        "department_zones": _department_zones(appraisal, language),
        "departments": [
            {
                "department": choice_label(held.department).text(language),
                "composite": _number(held.composite),
                "self_check": _number(held.self_check),
            }
            for held in appraisal.departments
        ],
        "staff": [_person(person, language) for person in appraisal.staff],
        "officer_days": [
            {
                "staff": person.staff,
                "name": person.name,
                "zone": zone.zone,
                "zone_name": zone.name,
                "days": zone.days,
                "score": _number(zone.score),
            }
            for person in appraisal.staff
            for zone in person.led
        ],
        "remarks": remarks(appraisal, language, first_remarks),
    }


def lists_without_days(
    appraisal: Appraisal, officer_names: Mapping[str, str], language: Language
) -> dict[str, list[Record]]:
    """The lists for a template of an earlier version, whose formula takes a mean over the zones.

    It finds an officer's zones by the staff number alone. Where that mean is not the score (R-8.1),
    the days stand beside the number, so that the score that was computed stays.
    """
    weighted = {
        person.staff
        for person in appraisal.staff
        if person.led and person.parts["supervisor"] != _mean_alone(person.led, appraisal.zones)
    }
    leading = {lead.staff for zone in appraisal.zones for lead in zone.leads}
    return {"zones": _zones(appraisal, officer_names, language, frozenset(leading - weighted))}


def _mean_alone(led: Sequence[Led], zones: Sequence[ZoneScore]) -> Fraction | None:
    """The mean of the scored zones that an officer led alone, as that formula finds it."""
    alone = {zone.zone for zone in zones if len(zone.leads) == 1}
    return mean(zone.score for zone in led if zone.score is not None and zone.zone in alone)


def _zones(
    appraisal: Appraisal,
    officer_names: Mapping[str, str],
    language: Language,
    alone: frozenset[str] | None = None,
) -> list[Record]:
    """The zones; with `alone` the days stand beside the numbers of all other officers, too."""
    headers = {field.key: field.header for field in ZONES.fields}
    month = appraisal.month

    def days(zone: ZoneScore, shown: Mapping[str, str]) -> str:
        held = [(shown.get(lead.staff, lead.staff), lead.days) for lead in zone.leads]
        return listed([filled(_DAYS, who=who, days=days) for who, days in held]).text(language)

    def numbers(zone: ZoneScore) -> str | None:
        held = [lead.staff for lead in zone.leads]
        if alone is not None and not alone.issuperset(held):
            return days(zone, {})
        return listed(held).text(language) or None

    def names(zone: ZoneScore) -> str | None:
        if len(zone.leads) > 1:
            return days(zone, officer_names)
        return officer_names.get(zone.officer or "", zone.officer)

    def note(zone: ZoneScore) -> str | None:
        reason, used = reason_of(zone.score, zone.left_out, language), use_words(zone, month)
        words = [reason, None if used is None else used.text(language)]
        return _SENTENCES.text(language).join(filter(None, words)) or None

    return [
        {
            "rank": zone.rank,
            "zone": zone.zone,
            "name": zone.name,
            "officer": numbers(zone),
            "officer_name": names(zone),
            "inspection": _number(zone.inspection),
            "complaints": zone.complaints,
            "commendations": zone.commendations,
            "owner": _number(zone.owner),
            "score": _number(zone.score),
            "visits": _number(zone.visits),
            "code_order": zone.code_order,
            "tie_break": headers[zone.tie_break].text(language) if zone.tie_break else None,
            "reason": note(zone),
        }
        for zone in appraisal.zones
    ]


def _department_zones(appraisal: Appraisal, language: Language) -> list[Record]:
    return [
        {
            "department": choice_label(held.department).text(language),
            "zone": held.zone,
            "name": WHOLE_OFFICE.text(language) if held.zone is None else held.name,
            "inspection": _number(held.inspection),
            "complaints": held.complaints,
            "commendations": held.commendations,
            "owner": _number(held.owner),
            "composite": _number(held.composite),
            "self_check": _number(held.self_check),
            "reason": _department_reason(department, held, language),
        }
        for department in appraisal.departments
        for held in department.lines
    ]


def _department_reason(
    department: DepartmentScore, held: DepartmentZone, language: Language
) -> str | None:
    if department.office is not None and held.zone is not None:
        return _WITH_THE_OFFICE.text(language)
    return reason_of(held.composite, held.left_out, language)


def _person(person: StaffScore, language: Language) -> Record:
    headers = {field.key: field.header for field in STAFF.fields} | {NO_WEIGHTS: _WEIGHTS_MISSING}
    separator = ", " if language is Language.EN else "、"
    return {
        "department": choice_label(person.department).text(language),
        "post": choice_label(person.post).text(language),
        "staff": person.staff,
        "name": person.name,
        **{part: _number(person.parts.get(part)) for part in PARTS},
        **{f"{part}_weight": _number(person.weights.get(part)) for part in PARTS},
        "total": _number(person.total),
        "rank": person.rank,
        "missing": separator.join(headers[part].text(language) for part in person.missing) or None,
    }


def remarks(appraisal: Appraisal, language: Language, first: Sequence[str] = ()) -> list[Record]:
    """Notes on what does not count, changed or is missing, a line each; the same words once."""
    texts = dict.fromkeys(
        [
            *first,
            *uncounted_remarks(appraisal, language),
            *change_remarks(appraisal, language),
            *_findings(appraisal, language),
        ]
    )
    return [{"number": number, "text": text} for number, text in enumerate(texts, start=1)]


def count_open_points(appraisal: Appraisal, language: Language) -> int:
    """The number of remarks on what does not count or is missing."""
    found = [*uncounted_remarks(appraisal, language), *_findings(appraisal, language)]
    return len(dict.fromkeys(found))


def _findings(appraisal: Appraisal, language: Language) -> list[str]:
    return [
        finding.message(language)
        for finding in appraisal.findings()
        if finding.severity is not Severity.NOTE
    ]


def _number(score: Fraction | None) -> float | None:
    return None if score is None else float(score)
