"""The scores that people give: one row a person and month (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check.report import names_of, repeated, report
from estate_xl.finding_codes import FindingCode

if TYPE_CHECKING:
    from estate_xl.findings import Finding
    from estate_xl.frames import Tables


def check_scores(tables: Tables) -> list[Finding]:
    """SCORE_TWICE for each row of a person who has another row for the same month (R-8.4)."""
    scores = tables["MonthlyScores"]
    rows = repeated(scores["month"] + " " + scores["staff"])
    bad = scores.loc[rows.index]
    return report(
        FindingCode.SCORE_TWICE,
        "MonthlyScores",
        "staff",
        bad["staff"],
        person=names_of(tables["Staff"], "staff", bad["staff"]),
        month=list(bad["month"]),
        rows=list(rows),
    )
