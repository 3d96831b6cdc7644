"""SCORE_TWICE: one row a person and month (R-8.4)."""

from __future__ import annotations

from estate_xl.check.scores import check_scores
from estate_xl.finding_codes import FindingCode
from estate_xl.frames import build_tables
from estate_xl.schema import Language


def test_two_rows_for_one_person_and_month() -> None:
    months = {
        4: ("2026-03", "E1"),
        5: ("2026-03", "E2"),
        6: ("2026-04", "E1"),
        7: ("2026-03", "E1"),
        8: (None, "E1"),
        9: (None, "E1"),
        10: ("2026-03", None),
        11: ("2026-03", None),
    }
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "name": "陳大文"}},
            "MonthlyScores": {
                row: {"month": month, "staff": staff} for row, (month, staff) in months.items()
            },
        }
    )
    findings = check_scores(tables)
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in findings] == [
        (FindingCode.SCORE_TWICE, "MonthlyScores", 4, "staff", "E1"),
        (FindingCode.SCORE_TWICE, "MonthlyScores", 7, "staff", "E1"),
    ]
    assert findings[0].message(Language.HANT) == (
        "陳大文（E1） 在 2026-03 的評分錄入了不止一次：第 4、7 行"
    )
