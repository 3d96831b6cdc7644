"""One row a person and month, scores out of 100, a typed self-check with its reason (R-8)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.scores import check_scores
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables


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


@pytest.mark.parametrize(
    ("score", "code"),
    [
        (None, None),
        (10, None),
        (95, None),
        (9.99, FindingCode.LOW_SCORE),
        (1, FindingCode.LOW_SCORE),
        (0, FindingCode.LOW_SCORE),
        (0.95, FindingCode.FRACTION_SCORE),
        (0.0001, FindingCode.FRACTION_SCORE),
    ],
)
@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("Inspections", "score"),
        *(("MonthlyScores", part) for part in ("self", "zone", "supervisor", "director")),
    ],
)
def test_scores_that_look_like_slips_of_the_hand(
    sheet: str, column: str, score: float | None, code: FindingCode | None
) -> None:
    """R-8: 0.95 and 9.5 may have been meant as 95."""
    found = check_scores(build_tables({sheet: {4: {column: score}}}))
    expected = [] if code is None else [(code, sheet, 4, column, f"{score:.10g}")]
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in found] == expected


@pytest.mark.parametrize(
    ("post", "given", "code"),
    [
        ("員工", {"zone": 80}, FindingCode.SELF_CHECK_WITHOUT_REASON),
        ("員工", {"zone": 80, "note": "夜班支援"}, None),
        ("員工", {"note": "夜班支援"}, None),
        ("環境主管", {"zone": 80}, None),  # month-end says that his is computed
        ("管理處主任", {"self": 90}, FindingCode.DIRECTOR_SCORED),
    ],
)
def test_what_the_post_makes_of_a_row(
    post: str, given: dict[str, object], code: FindingCode | None
) -> None:
    """R-8.3, R-8.4."""
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "name": "陳大文", "post": post}},
            "MonthlyScores": {4: {"month": "2026-03", "staff": "E1", **given}},
        }
    )
    assert [finding.code for finding in check_scores(tables)] == ([] if code is None else [code])


def test_the_words_name_the_person() -> None:
    tables = build_tables(
        {
            "Staff": {4: {"staff": "E1", "name": "陳大文", "post": "員工"}},
            "MonthlyScores": {4: {"month": "2026-03", "staff": "E1", "zone": 80}},
        }
    )
    finding = check_scores(tables)[0]
    assert finding.message(Language.HANT) == (
        "陳大文（E1）的「片區小組自檢」填了 80，「說明」卻沒有寫理由，沒有計入"
    )


@pytest.mark.parametrize(
    ("month", "left", "codes"),
    [
        ("2026-10", None, ["SELF_CHECK_WITHOUT_REASON"]),
        ("2026-11", None, ["DIRECTOR_SCORED"]),
        ("2026-11", "2026-11-09", ["SELF_CHECK_WITHOUT_REASON"]),
        (None, None, ["DIRECTOR_SCORED"]),
    ],
)
def test_a_score_is_of_the_post_on_the_last_employed_day(
    month: str | None, left: str | None, codes: list[str]
) -> None:
    """R-8.4, R-M3: promoted on 10 November, or gone the day before."""
    moved = {"subject": "員工", "key": "E1", "field": "post", "date": pd.Timestamp(2026, 11, 10)}
    tables = build_tables(
        {
            "Staff": {
                4: {"staff": "E1", "post": "管理處主任", "left": left and pd.Timestamp(left)}
            },
            "MonthlyScores": {4: {"month": month, "staff": "E1", "zone": 90}},
            "Changes": {4: moved | {"before": "員工", "after": "管理處主任"}},
        }
    )
    assert [found.code.name for found in check_scores(tables)] == codes
