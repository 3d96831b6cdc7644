"""The scores that people give: one row a person and month, out of 100 (R-8.3, R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.check.report import looked_up, names_of, repeated, report
from estate_xl.column_needs import needs
from estate_xl.compute.past_values import values_on
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import ESTATE_BOOK, Kind
from estate_xl.schema.terms import DIRECTOR, WORKER

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_SHEET: Final = "MonthlyScores"
_SCORES: Final = {
    sheet.key: keys
    for sheet in ESTATE_BOOK.data_sheets()
    if (keys := [column.key for column in sheet.columns if column.kind is Kind.SCORE])
}
"""Columns of scores, by sheet."""
_USUAL: Final = 10
"""A score below this was probably typed as 0.95 or 9.5 for 95."""


@needs(**_SCORES)
@needs(
    values_on,
    Staff=("staff", "name", "post", "left"),
    MonthlyScores=("month", "staff", "note"),
)
def check_scores(tables: Tables) -> list[Finding]:
    """Rows of 評分錄入 that do not count, and scores that look like slips of the hand.

    SCORE_TWICE for each row of a person who has another row for the same month,
    SELF_CHECK_WITHOUT_REASON, DIRECTOR_SCORED; and in every column of scores LOW_SCORE, or
    FRACTION_SCORE between 0 and 1, where 0.95 may be 95 % or a slip: nobody knows.
    """
    scores, staff = tables[_SHEET], tables["Staff"]
    rows = repeated(scores["month"] + " " + scores["staff"])
    bad = scores.loc[rows.index]
    posts = _posts(tables)
    given = scores[posts.eq(WORKER.hant) & scores["zone"].notna() & scores["note"].isna()]
    directors = scores.loc[posts.eq(DIRECTOR.hant), "staff"]
    return [
        *report(
            FindingCode.SCORE_TWICE,
            _SHEET,
            "staff",
            bad["staff"],
            person=names_of(staff, "staff", bad["staff"]),
            month=list(bad["month"]),
            rows=list(rows),
        ),
        *report(
            FindingCode.SELF_CHECK_WITHOUT_REASON,
            _SHEET,
            "zone",
            _shown(given["zone"]),
            person=names_of(staff, "staff", given["staff"]),
        ),
        *report(
            FindingCode.DIRECTOR_SCORED,
            _SHEET,
            "staff",
            directors,
            person=names_of(staff, "staff", directors),
        ),
        *_low_scores(tables),
    ]


def _posts(tables: Tables) -> pd.Series:
    """The post of each scored person on the last employed day of the month (R-8.4)."""
    scores, staff, changes = tables[_SHEET], tables["Staff"], tables["Changes"]
    who = scores["staff"]
    month = pd.to_datetime(scores["month"], format="%Y-%m", errors="coerce")
    last = (month + pd.offsets.MonthEnd(1)).astype("datetime64[us]")
    left = values_on(looked_up(staff, "staff", "left", who), who, last, changes, "Staff.left")
    day = last.where(~left.lt(last), left)
    return values_on(looked_up(staff, "staff", "post", who), who, day, changes, "Staff.post")


def _low_scores(tables: Tables) -> list[Finding]:
    found: list[Finding] = []
    for sheet, keys in _SCORES.items():
        for key in keys:
            scores = tables[sheet][key]
            low = scores.lt(_USUAL)
            fraction = scores.gt(0) & scores.lt(1)
            for code, rows in (
                (FindingCode.LOW_SCORE, low & ~fraction),
                (FindingCode.FRACTION_SCORE, fraction),
            ):
                found += report(code, sheet, key, _shown(scores[rows]))
    return found


def _shown(scores: pd.Series) -> pd.Series:
    return scores.map("{:.10g}".format).astype("str")
