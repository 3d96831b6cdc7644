"""Records that the empty workbook already has: the regulation's weights, inspection standards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.schema.defaults import REVIEWER, STANDARDS, WEIGHTS

if TYPE_CHECKING:
    from estate_xl.schema import Language


def default_records(language: Language) -> dict[str, list[dict[str, object]]]:
    """Default records by sheet key: texts in that language, choices in zh-Hant, weights as shares.

    The weights are those of R-8.4; the standards are a start for an office to change.
    """
    weights: list[dict[str, object]] = [
        {
            "department": weight.department.hant,
            "post": weight.post.hant,
            "self": weight.own,
            "zone": weight.zone,
            "supervisor": weight.supervisor,
            "head_composite": weight.head_composite,
            "director": weight.director,
            "scorer": weight.scorer.text(language) if weight.scorer else None,
            "reviewer": REVIEWER.text(language),
        }
        for weight in WEIGHTS
    ]
    standards: list[dict[str, object]] = [
        {
            "code": f"{prefix}{number:02}",
            "trade": trade.hant,
            "item": item.text(language),
            "standard": standard.text(language),
            "deduction": deduction,
        }
        for prefix, trade, lines in STANDARDS
        for number, (item, standard, deduction) in enumerate(lines, start=1)
    ]
    return {"InspectionStandards": standards, "AppraisalWeights": weights}
