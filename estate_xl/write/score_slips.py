"""The pages of 個人得分單: a person's parts, what they come from, total, rank, lines to sign."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from estate_xl.compute.evidence import explain
from estate_xl.compute.personal_evidence import personal_lines
from estate_xl.compute.staff_scores import NO_WEIGHTS, PARTS
from estate_xl.compute.typed_scores import scorers_of
from estate_xl.engine.addresses import quoted_title
from estate_xl.language import Label, Language
from estate_xl.schema.appraisal import STAFF
from estate_xl.schema.score_forms import SLIP_HEADING, SLIP_SECTIONS
from estate_xl.schema.terms import choice_label
from estate_xl.write.findings import evidence_text
from estate_xl.write.form_pages import FormPage
from estate_xl.write.placeholders import Vocabulary
from estate_xl.write.score_forms import office_heading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.evidence_line import EvidenceLine
    from estate_xl.compute.staff_scores import StaffScore

    Record = Mapping[str, object]

SLIP_NAMES: Final = Vocabulary(SLIP_HEADING, SLIP_SECTIONS)
_HEADERS: Final = {field.key: field.header for field in STAFF.fields}
_BY_RULE: Final = Label("按規則計算", "computed")
_ONESELF: Final = Label("本人", "self")
_MISSING: Final = Label("缺少", "missing")
_NO_TOTAL: Final = Label(
    "缺少{parts}，沒有總分，不排名。", "Without {parts} there is neither a total nor a rank."
)
_NO_WEIGHTS: Final = Label(
    "「考核構成」沒有該崗位合計 100% 的比重，沒有總分。",
    "The appraisal weights of the post do not add up to 100 %: no total.",
)
_REPLACES: Final = Label("代替算出的 {score}：{reason}", "replaces the computed {score}: {reason}")
_BETWEEN: Final = Label("：", ": ")


def slip_pages(
    appraisal: Appraisal,
    settings: Mapping[str, str | float | None],
    language: Language,
    titles: Mapping[str, str],
    people: Collection[str] = (),
) -> list[FormPage]:
    """A page for each person, by department, post and number.

    Args:
        appraisal: The month.
        settings: What 參數 says, by key.
        language: Of the pages.
        titles: Title of each sheet in this workbook, by key.
        people: Staff numbers of those who get one; empty for everybody.
    """
    shared = office_heading(appraisal, settings, language)
    lines = personal_lines(appraisal, explain(appraisal))
    scorers = scorers_of(appraisal)
    ranked = Counter(each.department for each in appraisal.staff if each.rank is not None)
    return [
        FormPage(
            {**shared, **_heading(person, ranked[person.department], language)},
            {
                "slip_parts": _parts(person, scorers[person.staff], language),
                "slip_lines": [_line(line, language, titles) for line in lines[person.staff]],
            },
        )
        for person in appraisal.staff
        if not people or person.staff in people
    ]


def _heading(person: StaffScore, ranked: int, language: Language) -> Record:
    separator = ", " if language is Language.EN else "、"
    missing = [part for part in person.missing if part != NO_WEIGHTS]
    parts = separator.join(_HEADERS[part].text(language) for part in missing)
    note = _NO_TOTAL.text(language).format(parts=parts) if missing else None
    if not person.is_weighted:
        note = _NO_WEIGHTS.text(language)
    return {
        "staff": person.staff,
        "name": person.name,
        "department": choice_label(person.department).text(language),
        "post": choice_label(person.post).text(language),
        "total": None if person.total is None else float(person.total),
        "rank": person.rank,
        "ranked": ranked if person.rank is not None else None,
        "missing": parts or None,
        "note": note,
    }


def _parts(person: StaffScore, scorers: Mapping[str, str], language: Language) -> list[Record]:
    """A line for each part with a weight."""
    records: list[Record] = []
    for part in PARTS:
        if part not in person.weights:
            continue
        score, weight = person.parts[part], person.weights[part]
        by = scorers.get(part, "")
        if part in person.computed:
            by = _BY_RULE.text(language)
        elif part == "self":
            by = _ONESELF.text(language)
        reason = None if score is not None else _MISSING.text(language)
        if part == "zone" and person.replaced is not None:
            words = {"score": f"{float(person.replaced):.10g}", "reason": person.reason}
            reason = _REPLACES.text(language).format_map(words)
        records.append(
            {
                "part": _HEADERS[part].text(language),
                "scorer": by or None,
                "score": None if score is None else float(score),
                "weight": float(weight),
                "points": None if score is None else float(score * weight),
                "reason": reason,
            }
        )
    return records


def _line(line: EvidenceLine, language: Language, titles: Mapping[str, str]) -> Record:
    detail, arithmetic = (evidence_text(each, language) for each in (line.detail, line.arithmetic))
    words = _BETWEEN.text(language).join(each for each in (detail, arithmetic) if each)
    source = target = None
    if line.source_sheet is not None and line.source_row is not None:
        title = titles[line.source_sheet]
        source = f"{title}!{line.source_row}"
        target = f"{quoted_title(title)}!A{line.source_row}"
    return {
        "date": None if line.date is None else line.date.to_pydatetime(),
        "subject": evidence_text(line.subject, language),
        "part": line.part.text(language),
        "detail": words or None,
        "points": line.points,
        "source": source or "",
        "target": target or "",
    }
