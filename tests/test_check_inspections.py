"""UNKNOWN_CODE and CODE_OF_OTHER_TRADE: failed items are standards of the trade (R-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.check.inspections import check_inspections
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding

_STANDARDS: dict[int, dict[str, object]] = {
    4: {"code": "BJ01", "trade": "保潔", "deduction": 2},
    5: {"code": "bj02", "trade": "保潔", "deduction": 0},
    6: {"code": "LH01", "trade": "綠化", "deduction": 2},
    7: {"code": "BJ01", "trade": "綠化", "deduction": 9},  # given twice: the first row counts
    8: {"code": "XX01", "deduction": 1},
    9: {"trade": "客服"},
}


def _check(findings: str | None, trade: str | None = "保潔") -> list[Finding]:
    return check_inspections(
        build_tables(
            {
                "InspectionStandards": _STANDARDS,
                "Inspections": {3: {"trade": "客服"}, 12: {"findings": findings, "trade": trade}},
            }
        )
    )


@pytest.mark.parametrize(
    ("findings", "unknown", "other", "twice"),
    [
        (None, [], [], []),
        ("BJ01", [], [], []),
        ("ｂｊ０１；BJ02 bj01", [], [], ["bj01"]),
        ("BJ01、BJ99", ["BJ99"], [], []),
        ("bj99，BJ99", ["bj99"], [], ["BJ99"]),
        ("LH01", [], ["LH01"], []),
        ("BJ01, LH01; QQ、lh01", ["QQ"], ["LH01"], ["lh01"]),
        ("BJ01 BJ01 BJ01", [], [], ["BJ01"]),
        ("XX01", [], [], []),  # its trade is missing, which reading reports
    ],
)
def test_codes(
    findings: str | None, unknown: list[str], other: list[str], twice: list[str]
) -> None:
    found = _check(findings)
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in found] == [
        *((FindingCode.UNKNOWN_CODE, "Inspections", 12, "findings", code) for code in unknown),
        *((FindingCode.CODE_OF_OTHER_TRADE, "Inspections", 12, "findings", code) for code in other),
        *((FindingCode.CODE_TWICE, "Inspections", 12, "findings", code) for code in twice),
    ]
    assert all(type(finding.row) is int for finding in found)


def test_an_inspection_without_a_trade_is_not_compared() -> None:
    assert _check("LH01", trade=None) == []


def test_the_words() -> None:
    finding = _check("LH01")[0]
    assert finding.message(Language.HANT) == "不合格項 LH01 屬於綠化，本次巡檢的專業是保潔"
    assert finding.message(Language.EN) == (
        "The item LH01 belongs to Greening; this inspection is of Cleaning"
    )


def test_no_standards_make_every_code_unknown() -> None:
    tables = build_tables({"Inspections": {4: {"findings": "BJ01", "trade": "保潔"}}})
    assert [f.code for f in check_inspections(tables)] == [FindingCode.UNKNOWN_CODE]


@pytest.mark.parametrize(
    ("score", "deduction", "codes"),
    [
        (None, 2, []),
        (None, 0, []),
        (None, None, [FindingCode.CODE_WITHOUT_DEDUCTION]),
        (90, None, []),  # what was typed needs none
    ],
)
def test_a_code_needs_a_deduction_where_no_score_is_typed(
    score: float | None, deduction: float | None, codes: list[FindingCode]
) -> None:
    """R-8.1: nothing is guessed, not even that it cost nothing."""
    tables = build_tables(
        {
            "InspectionStandards": {4: {"code": "BJ1", "trade": "保潔", "deduction": deduction}},
            "Inspections": {4: {"findings": "BJ1", "trade": "保潔", "score": score}},
        }
    )
    assert [finding.code for finding in check_inspections(tables)] == codes
