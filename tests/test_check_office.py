"""All rules over an office: a sound one has no findings, a broken one has each of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import estate_xl.check
from estate_xl.check import (
    ComputedMonths,
    check_counted,
    check_demands,
    check_office,
    parse_settings,
)
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import sort_findings
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding

_NOW = pd.Timestamp("2026-03-20 12:00")
_GROUP = ("officer", "order", "repair", "cleaning", "greening")


def _day(day: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-03-{day}")


def _sound() -> dict[str, dict[int, dict[str, object]]]:
    """A small office in which all is in order."""
    return {
        "Zones": {4: {"zone": "Z1", "name": "東區", **dict.fromkeys(_GROUP, "E1")}},
        "Staff": {
            4: {
                "staff": "E1",
                "name": "陳大文",
                "department": "工程維修部",
                "post": "員工",
                "joined": _day("01"),
            },
        },
        "Owners": {4: {"room": "1-101", "moved_in": "否"}},
        "Tickets": {
            4: {
                "ticket": "BS1",
                "registered": _day("02 09:00"),
                "room": "1-101",
                "kind": "工程類",
                "department": "工程維修部",
                "rectification": "是",
                "receptionist": "E1",
                "dispatched": _day("02 09:10"),
                "worker": "E1",
                "arrived": _day("02 10:00"),
                "completed": _day("02 11:00"),
                "cause": "老化",
                "result": "更換",
                "rating": "滿意",
                "signed": "是",
                "joint_check": "合格",
                "joint_checked": _day("02 11:00"),
                "returned": _day("02 12:00"),
                "slip_ok": "是",
                "visited": _day("03 09:00"),
                "visit_method": "電話",
                "visit_rating": "滿意",
                "visitor": "E1",
            },
            5: {"registered": _day("19 09:00"), "department": "環境部"},
            6: {"registered": _day("19 10:00"), "department": "環境部"},
        },
        "InspectionStandards": {
            4: {"code": "BJ01", "trade": "保潔", "deduction": 2},
            5: {"code": "LH01", "trade": "綠化", "deduction": 2},
        },
        "Inspections": {
            4: {"date": _day("04"), "trade": "保潔", "inspector": "E1", "findings": "BJ01"}
        },
        "AppraisalWeights": {
            4: {"department": "工程維修部", "post": "員工", "zone": 0.3, "supervisor": 0.7}
        },
        "MonthlyScores": {4: {"month": "2026-03", "staff": "E1", "supervisor": 90}},
    }


_BREAKS: dict[FindingCode, tuple[str, int, dict[str, object]]] = {
    FindingCode.DUPLICATE_ID: ("Owners", 5, {"room": "１-101"}),
    FindingCode.TIME_ORDER: ("Tickets", 4, {"arrived": _day("02 08:00")}),
    FindingCode.IN_FUTURE: ("Inspections", 4, {"fixed": _day("21")}),
    FindingCode.NOT_EMPLOYED: ("Staff", 4, {"joined": _day("03")}),
    FindingCode.OTHER_DEPARTMENT: ("Tickets", 4, {"department": "環境部"}),
    FindingCode.ZONE_LACKS_TRADE: ("Zones", 4, {"greening": None}),
    FindingCode.LACKING: ("Tickets", 4, {"cause": None}),
    FindingCode.LACKING_CLOSED: ("Inspections", 4, {"fixed": _day("05")}),
    FindingCode.UNCHARGED: ("Complaints", 4, {"received": pd.Timestamp("2026-02-20 09:00")}),
    FindingCode.RATINGS_DISAGREE: ("Tickets", 4, {"visit_rating": "不滿意"}),
    FindingCode.STEP_CONTRADICTS: (
        "Tickets",
        6,
        {"registered": _day("19 10:00"), "cancelled": "誤報", "archived": _day("19 11:00")},
    ),
    FindingCode.SIGNED_BEFORE_JOINT_CHECK: ("Tickets", 4, {"joint_check": "不合格"}),
    FindingCode.UNKNOWN_CODE: ("Inspections", 4, {"findings": "BJ99"}),
    FindingCode.CODE_OF_OTHER_TRADE: ("Inspections", 4, {"findings": "LH01"}),
    FindingCode.CODE_TWICE: ("Inspections", 4, {"findings": "BJ01、BJ01"}),
    FindingCode.CODE_WITHOUT_DEDUCTION: ("InspectionStandards", 4, {"deduction": None}),
    FindingCode.LOW_SCORE: ("MonthlyScores", 4, {"director": 9.5}),
    FindingCode.FRACTION_SCORE: ("Inspections", 4, {"score": 0.95}),
    FindingCode.SELF_CHECK_WITHOUT_REASON: ("MonthlyScores", 4, {"zone": 80}),
    FindingCode.DIRECTOR_SCORED: ("Staff", 4, {"post": "管理處主任"}),
    FindingCode.WEIGHTS_NOT_WHOLE: ("AppraisalWeights", 4, {"zone": 0.2}),
    FindingCode.SCORE_TWICE: ("MonthlyScores", 5, {"month": "2026-03", "staff": "E1"}),
}


def _broken(code: FindingCode) -> list[Finding]:
    sheet, row, change = _BREAKS[code]
    records = _sound()
    held = records.setdefault(sheet, {})
    held[row] = {**held.get(row, {}), **change}
    return check_office(build_tables(records), _NOW)


def test_a_sound_office_has_no_findings() -> None:
    assert check_office(build_tables(_sound()), _NOW) == []


def test_an_empty_book_has_no_findings() -> None:
    assert check_office(build_tables({}), _NOW) == []


@pytest.mark.parametrize("code", _BREAKS, ids=lambda code: code.name)
def test_one_thing_wrong_is_one_kind_of_finding(code: FindingCode) -> None:
    assert {finding.code for finding in _broken(code)} == {code}


def test_every_rule_at_once_in_the_order_of_the_workbook() -> None:
    findings = [finding for code in _BREAKS for finding in _broken(code)]
    ordered = sort_findings(findings)
    assert {finding.code for finding in ordered} == set(_BREAKS)
    assert ordered[0].sheet == "Tickets"
    assert ordered[-1].sheet == "AppraisalWeights"


@pytest.mark.slow
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", _BREAKS, ids=lambda code: code.name)
def test_the_words_have_all_their_facts(code: FindingCode, language: Language) -> None:
    for finding in _broken(code):
        for words in (finding.message(language), finding.mend(language)):
            assert words
            assert not set("{}") & set(words)


@pytest.mark.parametrize("language", Language)
def test_the_words_of_settings_have_all_their_facts(language: Language) -> None:
    records = {4: {"key": "languag", "value": "en"}, 5: {"key": "mail_limit_mb", "value": "many"}}
    _, findings = parse_settings(build_tables({"Settings": records})["Settings"])
    assert {finding.code for finding in findings} == {
        FindingCode.SETTING_MISSING,
        FindingCode.SETTING_UNKNOWN,
        FindingCode.SETTING_OUT_OF_RANGE,
    }
    for finding in findings:
        for words in (finding.message(language), finding.mend(language)):
            assert not set("{}") & set(words)


def test_the_frames_are_left_as_they_were() -> None:
    tables = build_tables(_sound())
    before = {key: frame.copy() for key, frame in tables.items()}
    check_office(tables, _NOW)
    for key, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[key])


def test_what_the_package_offers() -> None:
    assert set(estate_xl.check.__all__) == {
        "ComputedMonths",
        "Records",
        "Resolved",
        "check_counted",
        "check_demands",
        "check_office",
        "check_records",
        "parse_settings",
        "check_numbers",
        "resolve_reference",
    }
    for name in estate_xl.check.__all__:
        assert hasattr(estate_xl.check, name)


def test_what_keeps_a_record_from_being_counted() -> None:
    """R-8: two of one month's scores do, a slip without a signature does not."""
    office = _sound()
    office["Tickets"][4] |= {"signed": "否", "worker": None}
    row = {"month": "2026-03", "staff": "E1"}
    office["MonthlyScores"] = {4: dict(row), 5: dict(row)}
    tables = build_tables(office)
    march = ComputedMonths.of_month(pd.Timestamp("2026-03-01"))
    lacks = check_demands(tables, march, counted_only=True)
    found = [(finding.code, finding.column) for finding in [*lacks, *check_counted(tables)]]
    twice = (FindingCode.SCORE_TWICE, "staff")
    assert found == [(FindingCode.LACKING, "worker"), twice, twice]
    every = {(finding.code, finding.column) for finding in check_office(tables, _NOW)}
    assert {*found, (FindingCode.LACKING, "signed")} <= every
    april = ComputedMonths.of_month(pd.Timestamp("2026-04-01"))
    assert FindingCode.LACKING not in {
        found.code for found in check_demands(tables, april, counted_only=True)
    }
