"""計分依據: where each score comes from, line by line, with the arithmetic in words (R-8.4).

A line stands for one inspection, deduction or bonus that entered a score, or for the arithmetic of
a score itself. A line with a source names the sheet and row that a link leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.compute.department_scores import WHOLE_OFFICE, trades_of
from estate_xl.compute.evidence_changes import change_lines
from estate_xl.compute.evidence_excluded import uncounted_lines
from estate_xl.compute.evidence_line import (
    EvidenceLine,
    event_line,
    mean_words,
    owner_arithmetic,
    show,
    weighed,
)
from estate_xl.compute.evidence_people import staff_lines, worker_lines
from estate_xl.compute.inspection_scores import FULL_MARKS
from estate_xl.compute.zone_scores import charged_complaints, earned_commendations
from estate_xl.language import filled, verbatim
from estate_xl.schema import Label, terms
from estate_xl.schema.terms import choice_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.department_scores import DepartmentZone
    from estate_xl.compute.inspection_scores import Inspection
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.schema import AppraisalSettings
    from estate_xl.typed_frames import Tables

_ZONE = Label("片區", "Zone")
_DEPARTMENT = Label("部門", "Department")

_INSPECTION_PART = Label("巡檢得分", "Inspection part")
_OWNER_PART = Label("業主評價", "Owner part")
_ZONE_SCORE = Label("片區得分", "Zone score")
_COMPOSITE = Label("部門綜合", "Composite")
_SELF_CHECK = Label("片區自檢", "Self-check")
_COMPLAINT = Label("投訴", "Complaint")
_COMMENDATION = Label("表揚", "Commendation")
_VISITS = Label("回訪認可率", "Visits approved")
_NO_ITEMS = Label("無不合格項", "no failed items")
_TWO_WORDS = Label("{first} {second}", "{first} {second}")


@needs(
    change_lines,
    uncounted_lines,
    worker_lines,
    charged_complaints,
    earned_commendations,
    Complaints=("zone", "content"),
    Commendations=("zone", "content"),
)
def explain(appraisal: Appraisal) -> list[EvidenceLine]:
    """Every line of the month's evidence: what does not count, what changed, then the scores."""
    return [
        *uncounted_lines(appraisal),
        *change_lines(appraisal),
        *_zone_lines(appraisal, appraisal.counted),
        *_department_lines(appraisal),
        *worker_lines(appraisal),
        *staff_lines(appraisal),
    ]


def _zone_lines(appraisal: Appraisal, tables: Tables) -> Iterator[EvidenceLine]:
    settings, month = appraisal.settings, appraisal.month
    supervised = appraisal.inspections.supervised
    complaints = _by_zone(charged_complaints(tables, month), "received")
    commendations = _by_zone(earned_commendations(tables, month), "date")
    trades = [trade.hant for trade in terms.TRADES]
    for zone in appraisal.zones:
        subject = f"{zone.zone} {zone.name}".strip()
        yield from _inspection_lines(supervised.of(zone.zone, trades), _ZONE, subject, "R-8.1")
        for row, date, content in complaints.get(zone.zone, ()):
            points = -settings.complaint_deduction
            yield event_line(_ZONE, subject, _COMPLAINT, date, content, points, "Complaints", row)
        for row, date, content in commendations.get(zone.zone, ()):
            points = settings.commendation_bonus
            yield event_line(
                _ZONE, subject, _COMMENDATION, date, content, points, "Commendations", row
            )
        yield from _zone_sums(zone, subject, supervised.trades(zone.zone, trades), settings)


def _by_zone(events: pd.DataFrame, when: str) -> dict[str, list[tuple[int, pd.Timestamp, object]]]:
    """Row, moment and content of each event, by its zone."""
    found: dict[str, list[tuple[int, pd.Timestamp, object]]] = {}
    for zone, *event in zip(
        events["zone"], events.index.tolist(), events[when], events["content"], strict=True
    ):
        found.setdefault(zone, []).append(tuple(event))
    return found


def _zone_sums(
    zone: ZoneScore, subject: str, means: Mapping[str, Fraction], settings: AppraisalSettings
) -> Iterator[EvidenceLine]:
    rule = "R-8.1"
    inspection = None if zone.inspection is None else float(zone.inspection)
    yield EvidenceLine(
        _ZONE, subject, _INSPECTION_PART, rule, points=inspection, arithmetic=mean_words(means)
    )
    owner = owner_arithmetic(zone.complaints, zone.commendations, settings)
    yield EvidenceLine(
        _ZONE,
        subject,
        _OWNER_PART,
        rule,
        points=float(zone.owner),
        arithmetic=f"{owner} = {show(zone.owner)}",
    )
    yield EvidenceLine(
        _ZONE,
        subject,
        _VISITS,
        rule,
        points=round(float(zone.visits), 4),
        arithmetic=f"{zone.satisfied_visits} ÷ {zone.rated_visits}",
    )
    if zone.inspection is not None and zone.score is not None:
        yield EvidenceLine(
            _ZONE,
            subject,
            _ZONE_SCORE,
            rule,
            points=float(zone.score),
            arithmetic=weighed(zone.inspection, owner, zone.score, settings),
            source_sheet="Zones",
            source_row=zone.row,
        )


def _department_lines(appraisal: Appraisal) -> Iterator[EvidenceLine]:
    supervised, own = appraisal.inspections
    for department in appraisal.departments:
        trades = trades_of(department.department)
        for zone in department.lines:
            subject = _joined(choice_label(department.department), zone)
            yield from _inspection_lines(own.of(zone.zone, trades), _DEPARTMENT, subject, "R-8.3")
            yield from _department_zone_sums(
                zone,
                subject,
                supervised.trades(zone.zone, trades),
                own.trades(zone.zone, trades),
                appraisal.settings,
            )
        name = choice_label(department.department)
        for part, rule, score, scores in (
            (
                _COMPOSITE,
                "R-8.2",
                None if department.office else department.composite,
                [zone.composite for zone in department.zones],
            ),
            (
                _SELF_CHECK,
                "R-8.3",
                department.self_check,
                [zone.self_check for zone in department.zones],
            ),
        ):
            held = [show(one) for one in scores if one is not None]
            if score is not None:
                words = f"({' + '.join(held)}) ÷ {len(held)} = {show(score)}"
                yield EvidenceLine(
                    _DEPARTMENT, name, part, rule, points=float(score), arithmetic=words
                )


def _department_zone_sums(
    zone: DepartmentZone,
    subject: Label,
    supervised: Mapping[str, Fraction],
    own: Mapping[str, Fraction],
    settings: AppraisalSettings,
) -> Iterator[EvidenceLine]:
    if zone.inspection is not None and zone.composite is not None:
        yield EvidenceLine(
            _DEPARTMENT,
            subject,
            _INSPECTION_PART,
            "R-8.2",
            points=float(zone.inspection),
            arithmetic=mean_words(supervised),
        )
        owner = owner_arithmetic(zone.complaints or 0, zone.commendations or 0, settings)
        yield EvidenceLine(
            _DEPARTMENT,
            subject,
            _COMPOSITE,
            "R-8.2",
            points=float(zone.composite),
            arithmetic=weighed(zone.inspection, owner, zone.composite, settings),
            source_sheet="Zones" if zone.row else None,
            source_row=zone.row,
        )
    if zone.self_check is not None:
        yield EvidenceLine(
            _DEPARTMENT,
            subject,
            _SELF_CHECK,
            "R-8.3",
            points=float(zone.self_check),
            arithmetic=mean_words(own),
        )


def _inspection_lines(
    inspections: Iterable[Inspection], kind: Label, subject: str | Label, rule: str
) -> Iterator[EvidenceLine]:
    for each in inspections:
        trade = choice_label(str(each.trade))
        codes = Label("", "") if each.is_typed else _NO_ITEMS
        if each.findings is not None:
            codes = verbatim(each.findings)
        deducted = f"{FULL_MARKS} − {show(FULL_MARKS - each.score)} = {show(each.score)}"
        yield EvidenceLine(
            kind,
            subject,
            choice_label(each.kind),
            rule,
            detail=filled(_TWO_WORDS, first=trade, second=codes) if codes.hant else trade,
            date=each.date,
            points=each.score,
            arithmetic="" if each.is_typed else deducted,
            source_sheet="Inspections",
            source_row=each.row,
        )


def _joined(department: Label, zone: DepartmentZone) -> Label:
    return filled(_TWO_WORDS, first=department, second=zone.zone or WHOLE_OFFICE)
