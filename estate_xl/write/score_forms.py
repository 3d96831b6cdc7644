"""The pages of 評分表: a list for each scorer, and each zone's self-check (R-8.3, R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from estate_xl.compute.department_scores import trades_of
from estate_xl.compute.evidence_line import show
from estate_xl.compute.inspection_scores import FULL_MARKS
from estate_xl.compute.typed_scores import (
    meant_post,
    names_by_post,
    owed_scores,
    rated_visits,
    workers_by_zone,
)
from estate_xl.language import Label, Language
from estate_xl.schema import terms
from estate_xl.schema.score_forms import FORM_HEADING, FORM_SECTIONS
from estate_xl.schema.terms import choice_label
from estate_xl.spelling import fold
from estate_xl.write.appraisal import heading as month_heading
from estate_xl.write.form_pages import FormPage
from estate_xl.write.placeholders import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.department_scores import DepartmentZone
    from estate_xl.compute.staff_scores import StaffScore
    from estate_xl.compute.typed_scores import OwedScore

    Record = Mapping[str, object]
    T = TypeVar("T")

FORM_NAMES: Final = Vocabulary(FORM_HEADING, FORM_SECTIONS)
_MOST_LINES: Final = 22
"""People on a page."""
_FORMS: Final = {
    "self": Label("員工自檢表", "Self scores"),
    "supervisor": Label("主管級評分表", "Supervisor scores"),
    "director": Label("主任級評分表", "Director scores"),
}
_SELF_OF: Final = Label("{department}：各人自評", "{department}: everybody scores themselves")
_SCORED_BY: Final = Label("評分人：{scorer}", "Scored by: {scorer}")
_NAMED: Final = Label("{scorer}　{names}", "{scorer}, {names}")
_NOBODY: Final = Label("考核構成沒有寫明", "not named on the appraisal weights")
_OF: Final = Label("第 {page} 頁，共 {pages} 頁", "Page {page} of {pages}")
_NO_ZONE: Final = Label("未分片區", "No zone")
_NOT_CHECKED: Final = Label("本月沒有日檢、周檢", "No inspection of its own this month")
_ARITHMETIC: Final = Label(
    "{full} − {visit}×回訪不滿意 − {slip}×退單",
    "{full} − {visit} × dissatisfied visits − {slip} × slips sent back",
)


def office_heading(
    appraisal: Appraisal, settings: Mapping[str, str | float | None], language: Language
) -> dict[str, object]:
    """Whose form it is, and of which month; arguments as `form_pages`."""
    named = month_heading(appraisal, settings, language)
    return {key: named[key] for key in ("month", "month_title", "project", "office")}


class _List(NamedTuple):
    """What is on one scorer's list: the title, who scores, and the scores."""

    form: Label
    scorer: str
    scores: list[OwedScore]


def form_pages(
    appraisal: Appraisal, settings: Mapping[str, str | float | None], language: Language
) -> list[FormPage]:
    """The pages in the order in which they print: self, supervisors, director, then the zones.

    Args:
        appraisal: The month; what is given already is printed.
        settings: What 參數 says, by key.
        language: Of the pages.
    """
    shared = office_heading(appraisal, settings, language)
    return [
        *_lists(appraisal, shared, language),
        *_zones(appraisal, shared, language),
    ]


def _lists(appraisal: Appraisal, shared: Record, language: Language) -> Iterator[FormPage]:
    owed = owed_scores(appraisal)
    names = names_by_post(appraisal.tables, appraisal.month)
    held: dict[tuple[str, str], _List] = {}
    for part, form in _FORMS.items():
        for score in owed:
            if score.part != part:
                continue
            key = score.person.department if part == "self" else fold(score.scorer)
            if (part, key) not in held:
                held[part, key] = _List(form, _scorer(score, names, language), [])
            held[part, key].scores.append(score)
    for each in held.values():
        records = [
            {"number": number, **_person(score.person, language), "score": _given(score)}
            for number, score in enumerate(each.scores, start=1)
        ]
        for part_of, page in _parts(records, language):
            heading = {
                **shared,
                "form": each.form.text(language),
                "scorer": each.scorer,
                "page": page,
            }
            yield FormPage(heading, {"scored": part_of})


def _scorer(score: OwedScore, names: Mapping[str, Sequence[str]], language: Language) -> str:
    """Who gives the scores of a list, by post and name."""
    if score.part == "self":
        department = choice_label(score.person.department).text(language)
        return _SELF_OF.text(language).format(department=department)
    shown = score.scorer or _NOBODY.text(language)
    post = meant_post(score.scorer)
    people = list(names.get(post or "", ()))
    if post is not None and post != terms.WORKER.hant and people:
        separator = ", " if language is Language.EN else "、"
        shown = _NAMED.text(language).format(scorer=shown, names=separator.join(people))
    return _SCORED_BY.text(language).format(scorer=shown)


def _zones(appraisal: Appraisal, shared: Record, language: Language) -> Iterator[FormPage]:
    workers = workers_by_zone(appraisal)
    visits = rated_visits(appraisal)
    names = {person.staff: person.name for person in appraisal.staff}
    numbers = appraisal.settings
    arithmetic = _ARITHMETIC.text(language).format(
        full=FULL_MARKS,
        visit=show(numbers.dissatisfied_visit_deduction),
        slip=show(numbers.defective_slip_deduction),
    )
    zones = sorted(appraisal.zones, key=lambda zone: zone.code_order)
    known = {zone.zone for zone in zones}
    others = [person for code, own in workers.items() if code not in known for person in own]
    pages = [
        (
            zone.zone,
            zone.name,
            names.get(zone.officer or "", zone.officer),
            _departments(appraisal, zone.zone, language),
            workers.get(zone.zone, []),
        )
        for zone in zones
    ]
    if others:
        pages.append((_NO_ZONE.text(language), "", None, [], others))
    for code, name, officer, departments, own in pages:
        records = [
            {
                "number": number,
                **_person(person, language),
                "visits": visits.get(person.staff, 0),
                "dissatisfied": appraisal.workers.dissatisfied_by_worker.get(person.staff, 0),
                "sent_back": appraisal.workers.sent_back_by_worker.get(person.staff, 0),
                **_self_check(person),
            }
            for number, person in enumerate(own, start=1)
        ]
        for part_of, page in _parts(records, language):
            heading = {
                **shared,
                "zone": code,
                "zone_name": name,
                "officer_name": officer,
                "arithmetic": arithmetic,
                "page": page,
            }
            lists = {"checked_departments": departments, "checked_workers": part_of}
            yield FormPage(heading, lists)


def _departments(appraisal: Appraisal, zone: str, language: Language) -> list[Record]:
    """A zone's own inspections of each department."""
    found: list[Record] = []
    for department in appraisal.departments:
        held = next((each for each in department.zones if each.zone == zone), None)
        if held is not None:
            found.append(_department(appraisal, held, language))
    return found


def _department(appraisal: Appraisal, held: DepartmentZone, language: Language) -> Record:
    own = list(appraisal.inspections.own.of(held.zone, trades_of(held.department)))
    days = {
        kind: len({each.date for each in own if each.kind == kind.hant})
        for kind in (terms.DAILY_INSPECTION, terms.WEEKLY_INSPECTION)
    }
    return {
        "department": choice_label(held.department).text(language),
        "daily": days[terms.DAILY_INSPECTION],
        "weekly": days[terms.WEEKLY_INSPECTION],
        "self_check": None if held.self_check is None else float(held.self_check),
        "reason": _NOT_CHECKED.text(language) if held.self_check is None else None,
    }


def _self_check(person: StaffScore) -> Record:
    """The computed score, and the one that was typed instead with its reason (R-8.3)."""
    score = person.parts["zone"]
    shown = None if score is None else float(score)
    if person.replaced is None:
        return {"computed": shown, "given": None, "reason": None}
    return {"computed": float(person.replaced), "given": shown, "reason": person.reason}


def _person(person: StaffScore, language: Language) -> Record:
    return {
        "department": choice_label(person.department).text(language),
        "post": choice_label(person.post).text(language),
        "staff": person.staff,
        "name": person.name,
    }


def _given(score: OwedScore) -> float | None:
    given = score.person.parts[score.part]
    return None if given is None else float(given)


def _parts(records: Sequence[T], language: Language) -> Iterator[tuple[Sequence[T], str | None]]:
    """The records page by page, and which of how many it is, where there are several."""
    starts = range(0, len(records), _MOST_LINES) or range(1)
    for page, start in enumerate(starts, start=1):
        facts = {"page": page, "pages": len(starts)}
        shown = _OF.text(language).format_map(facts) if len(starts) > 1 else None
        yield records[start : start + _MOST_LINES], shown
