"""The weights of a post's score: they sum to 100 %, and a post has one row (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check.report import choice_labels, repeated, report
from estate_xl.findings.codes import FindingCode

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_SHEET: Final = "AppraisalWeights"
_PARTS: Final = ["self", "zone", "supervisor", "head_composite", "director"]
_TOLERANCE: Final = 1e-9


def check_weights(tables: Tables) -> list[Finding]:
    """WEIGHTS_NOT_WHOLE and, for a post with two rows, DUPLICATE_ID (R-8.4).

    The rule: self + zone + supervisor + head_composite + director = 1; an empty weight is 0.
    """
    frame = tables[_SHEET]
    totals = frame[_PARTS].sum(axis=1)
    partial = frame[(totals - 1).abs() > _TOLERANCE]
    posts = frame["department"] + frame["post"]
    rows = repeated(posts)
    return [
        *report(
            FindingCode.WEIGHTS_NOT_WHOLE,
            _SHEET,
            None,
            partial["post"],
            department=choice_labels(partial["department"]),
            post=choice_labels(partial["post"]),
            total=[f"{total * 100:.10g}%" for total in totals.loc[partial.index]],
        ),
        *report(FindingCode.DUPLICATE_ID, _SHEET, "post", posts.loc[rows.index], rows=list(rows)),
    ]
