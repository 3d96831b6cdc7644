"""計分依據 whole: every line of a small office's month, worked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from estate_xl.compute.evidence import explain
from estate_xl.compute.evidence_line import mean_words, owner_arithmetic
from estate_xl.compute.rounding import exact
from estate_xl.schema import AppraisalSettings, Label, Language
from test_compute_appraisal import appraise, at, full_office, inspected

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from test_compute_appraisal import Records

Shown: TypeAlias = tuple[object, ...]

UNCOUNTED: list[Shown] = [
    (
        *("部分未計入", "E4", "評分錄入（主管級評分）", "R-8.4"),
        *("孫（E4）的「主管級評分」填了 99，但這一項由程序算出，沒有計入", "", None, ""),
        *("MonthlyScores", 7),
    )
]
ZONES: list[Shown] = [
    ("片區", "A02 西", "主管周檢", "R-8.1", "保潔", "10-15", 90.01, "", "Inspections", 6),
    ("片區", "A02 西", "表揚", "R-8.1", "好", "10-02", 2, "", "Commendations", 5),
    ("片區", "A02 西", "巡檢得分", "R-8.1", "", "", 90.01, "(保潔 90.01) ÷ 1", None, None),
    ("片區", "A02 西", "業主評價", "R-8.1", "", "", 102, "100 − 5×0 + 2×1 = 102", None, None),
    ("片區", "A02 西", "回訪認可率", "R-8.1", "", "", 0.6667, "2 ÷ 3", None, None),
    (
        *("片區", "A02 西", "片區得分", "R-8.1", "", "", 98.4),
        *("30%×90.01 + 70%×(100 − 5×0 + 2×1) = 98.4", "Zones", 5),
    ),
    ("片區", "A01 東", "主管周檢", "R-8.1", "保潔", "10-15", 80, "", "Inspections", 4),
    ("片區", "A01 東", "主管周檢", "R-8.1", "綠化", "10-15", 90, "", "Inspections", 5),
    ("片區", "A01 東", "投訴", "R-8.1", "髒", "10-02", -5, "", "Complaints", 4),
    ("片區", "A01 東", "表揚", "R-8.1", "好", "10-02", 2, "", "Commendations", 4),
    ("片區", "A01 東", "巡檢得分", "R-8.1", "", "", 85, "(保潔 80 + 綠化 90) ÷ 2", None, None),
    ("片區", "A01 東", "業主評價", "R-8.1", "", "", 97, "100 − 5×1 + 2×1 = 97", None, None),
    ("片區", "A01 東", "回訪認可率", "R-8.1", "", "", 0, "0 ÷ 1", None, None),
    (
        *("片區", "A01 東", "片區得分", "R-8.1", "", "", 93.4),
        *("30%×85 + 70%×(100 − 5×1 + 2×1) = 93.4", "Zones", 4),
    ),
    ("片區", "A03 南", "巡檢得分", "R-8.1", "", "", None, "無", None, None),
    ("片區", "A03 南", "業主評價", "R-8.1", "", "", 100, "100 − 5×0 + 2×0 = 100", None, None),
    ("片區", "A03 南", "回訪認可率", "R-8.1", "", "", 0, "0 ÷ 0", None, None),
]
DEPARTMENTS: list[Shown] = [
    ("部門", "環境部 A01", "片區日檢", "R-8.3", "保潔", "10-15", 70, "", "Inspections", 7),
    ("部門", "環境部 A01", "片區周檢", "R-8.3", "綠化 LH01", "10-15", 81, "", "Inspections", 8),
    ("部門", "環境部 A01", "巡檢得分", "R-8.2", "", "", 85, "(保潔 80 + 綠化 90) ÷ 2", None, None),
    (
        *("部門", "環境部 A01", "部門綜合", "R-8.2", "", "", 93.4),
        *("30%×85 + 70%×(100 − 5×1 + 2×1) = 93.4", "Zones", 4),
    ),
    (
        "部門",
        "環境部 A01",
        "片區自檢",
        "R-8.3",
        "",
        "",
        75.5,
        "(保潔 70 + 綠化 81) ÷ 2",
        None,
        None,
    ),
    ("部門", "環境部 A02", "巡檢得分", "R-8.2", "", "", 90.01, "(保潔 90.01) ÷ 1", None, None),
    (
        *("部門", "環境部 A02", "部門綜合", "R-8.2", "", "", 97),
        *("30%×90.01 + 70%×(100 − 5×0 + 2×0) = 97", "Zones", 5),
    ),
    (
        *("部門", "環境部 A03", "片區日檢", "R-8.3", "保潔 BJ01", "10-15", 97.5),
        *("100 − 2.5 = 97.5", "Inspections", 9),
    ),
    ("部門", "環境部 A03", "片區自檢", "R-8.3", "", "", 97.5, "(保潔 97.5) ÷ 1", None, None),
    ("部門", "環境部", "部門綜合", "R-8.2", "", "", 95.2, "(93.4 + 97) ÷ 2 = 95.2", None, None),
    ("部門", "環境部", "片區自檢", "R-8.3", "", "", 86.5, "(75.5 + 97.5) ÷ 2 = 86.5", None, None),
]
PEOPLE: list[Shown] = [
    ("員工", "E2 王", "回訪不滿意", "R-8.3", "BS1 漏水", "10-03", -1, "", "Tickets", 4),
    ("員工", "E2 王", "報事單退回", "R-8.3", "BS2 門鎖", "10-03", -1, "", "Tickets", 5),
    ("員工", "E2 王", "報事單退回", "R-8.3", "", "10-03", -2, "", "Tickets", 6),
    ("員工", "E2 王", "片區小組自檢", "R-8.3", "", "", 96, "100 − 1×1 − 1×3 = 96", None, None),
    ("員工", "E8 鄭", "片區小組自檢", "R-8.3", "", "", 100, "100 − 1×0 − 1×0 = 100", None, None),
    (
        *("員工", "E1 李", "負責片區", "R-8.1", "A01 31 天、A02 31 天", "", 95.9),
        *("(93.4×31 + 98.4×31) ÷ 62 = 95.9", None, None),
    ),
    ("員工", "E1 李", "評分錄入", "R-8.4", "員工自檢", "", 95.5, "", "MonthlyScores", 4),
    (
        *("員工", "E1 李", "總分", "R-8.4", "", "", 95.7),
        *("50%×95.5 + 50%×95.9 = 95.7", "AppraisalWeights", 4),
    ),
    ("員工", "E4 孫", "負責片區", "R-8.1", "A03 31 天（未計分）", "", None, "", None, None),
    ("員工", "E4 孫", "評分錄入", "R-8.4", "員工自檢", "", 90, "", "MonthlyScores", 7),
    ("員工", "E4 孫", "總分", "R-8.4", "缺少主管級評分", "", None, "", "Staff", 8),
    ("員工", "E5 錢", "評分錄入", "R-8.4", "員工自檢", "", 90, "", "MonthlyScores", 8),
    ("員工", "E5 錢", "評分錄入", "R-8.4", "主管級評分", "", 80, "", "MonthlyScores", 8),
    (
        *("員工", "E5 錢", "總分", "R-8.4", "", "", 85),
        *("50%×90 + 50%×80 = 85", "AppraisalWeights", 4),
    ),
    ("員工", "E3 張", "評分錄入", "R-8.4", "員工自檢", "", 90, "", "MonthlyScores", 6),
    ("員工", "E3 張", "評分錄入", "R-8.4", "主任級評分", "", 91, "", "MonthlyScores", 6),
    (
        *("員工", "E3 張", "總分", "R-8.4", "", "", 90.49),
        *("50%×90 + 5%×86.5 + 5%×95.2 + 40%×91 = 90.49", "AppraisalWeights", 6),
    ),
    ("員工", "E2 王", "評分錄入", "R-8.4", "主管級評分", "", 90, "", "MonthlyScores", 5),
    (
        *("員工", "E2 王", "總分", "R-8.4", "", "", 91.8),
        *("30%×96 + 70%×90 = 91.8", "AppraisalWeights", 5),
    ),
    ("員工", "E8 鄭", "總分", "R-8.4", "缺少主管級評分", "", None, "", "Staff", 12),
]


def office() -> Records:
    """The full office, with visits to one zone and an inspection scored by its codes."""
    records = full_office()
    records["Tickets"][1] |= {"ticket": "BS2", "content": "門鎖"}
    records["Tickets"] += [
        {"zone": "A02", "visited": at("10-04"), "visit_rating": rating}
        for rating in ("滿意", "基本滿意", "不滿意")
    ]
    records["InspectionStandards"] = [{"code": "BJ01", "trade": "保潔", "deduction": 2.5}]
    records["Inspections"] += [
        inspected("A03", "保潔", None, kind="片區日檢", findings="BJ01"),
    ]
    return records


def lines_of(records: Records, settings: AppraisalSettings | None = None) -> list[Shown]:
    """Each line as a clerk reads it."""
    return [
        (
            line.subject_kind.hant,
            _hant(line.subject),
            line.part.hant,
            line.rule,
            _hant(line.detail),
            "" if line.date is None else f"{line.date:%m-%d}",
            line.points,
            _hant(line.arithmetic),
            line.source_sheet,
            line.source_row,
        )
        for line in explain(appraise(records, settings))
    ]


def _hant(words: str | Label | tuple[Finding, ...]) -> str:
    if isinstance(words, tuple):
        return "；".join(reason.message(Language.HANT) for reason in words)
    return words.hant if isinstance(words, Label) else words


def test_every_line_of_the_month() -> None:
    """R-8.1 to R-8.4: who, what, when, how many points, and the row that a link leads to."""
    assert lines_of(office()) == [*UNCOUNTED, *ZONES, *DEPARTMENTS, *PEOPLE]


def test_the_amounts_are_those_of_the_settings() -> None:
    """R-8.1, R-8.3: an office's own deductions and bonus stand in the lines."""
    own = AppraisalSettings(
        complaint_deduction=4,
        commendation_bonus=3,
        dissatisfied_visit_deduction=1.5,
        defective_slip_deduction=2,
    )
    lines = lines_of(office(), own)
    points = {line[:3]: line[6] for line in lines}
    assert points["片區", "A01 東", "投訴"] == -4
    assert points["片區", "A01 東", "表揚"] == 3
    assert points["員工", "E2 王", "回訪不滿意"] == -1.5
    assert points["員工", "E2 王", "報事單退回"] == -4
    arithmetic = {line[:3]: line[7] for line in lines}
    assert arithmetic["片區", "A01 東", "業主評價"] == "100 − 4×1 + 3×1 = 99"
    assert arithmetic["員工", "E2 王", "片區小組自檢"] == "100 − 1.5×1 − 2×3 = 92.5"


def test_the_arithmetic_names_the_floor_of_a_worker_where_it_applies() -> None:
    """R-8.3: floor 0; below it the plain sum would not come to what stands there."""
    for deduction, words, points in (
        (99, "100 − 99×1 − 1×1 = 0", 0),
        (99.5, "max(0, 100 − 99.5×1 − 1×1) = 0", 0),
        (98.5, "100 − 98.5×1 − 1×1 = 0.5", 0.5),
    ):
        records = full_office()
        records["Tickets"] = [
            {
                "zone": "A01",
                "worker": "E2",
                "visited": at("10-03"),
                "visit_rating": "不滿意",
                "returned": at("10-03"),
                "rework": 1,
            }
        ]
        settings = AppraisalSettings(dissatisfied_visit_deduction=deduction)
        found = [line for line in lines_of(records, settings) if line[2] == "片區小組自檢"]
        assert (found[0][1], found[0][6], found[0][7]) == ("E2 王", points, words)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((20, 0), "100 − 5×20 + 2×0"),
        ((21, 0), "max(0, 100 − 5×21 + 2×0)"),
        ((0, 5), "100 − 5×0 + 2×5"),
        ((0, 6), "min(110, 100 − 5×0 + 2×6)"),
    ],
)
def test_a_limit_is_named_where_it_applies(counts: tuple[int, int], words: str) -> None:
    """R-8.1: not where the sum comes to the limit by itself."""
    assert owner_arithmetic(*counts, AppraisalSettings(owner_score_ceiling=110)) == words


def test_a_mean_is_shown_to_four_places_in_both_languages() -> None:
    words = mean_words({"保潔": exact(200) / 3, "綠化": exact(90.5)})
    assert words == Label(
        "(保潔 66.6667 + 綠化 90.5) ÷ 2", "(Cleaning 66.6667 + Greening 90.5) ÷ 2"
    )


def test_each_return_of_a_slip_is_a_line_that_leads_to_its_row() -> None:
    """R-8.3: the rows of 退單記錄 count, in their month, and neither 返工次數 nor 填單合格."""
    records = full_office()
    ticket = {"ticket": "BS1", "content": "修門", "worker": "E2", "returned": at("09-30")}
    records["Tickets"] = [{**ticket, "slip_ok": "否", "rework": 3}]
    records["SlipReturns"] = [
        {"ticket": "BS1", "at": at(day), "reason": reason}
        for day, reason in (("09-30", "缺原因"), ("10-02", "缺簽字"), ("10-05", None))
    ]
    lines = lines_of(records)
    returns = [line[4:] for line in lines if line[2] == "報事單退回"]
    assert returns == [
        ("BS1 修門 缺簽字", "10-02", -1, "", "SlipReturns", 5),
        ("BS1 修門", "10-05", -1, "", "SlipReturns", 6),
    ]
    (own,) = (line for line in lines if line[1:3] == ("E2 王", "片區小組自檢"))
    assert own[7] == "100 − 1×0 − 1×2 = 98"


def test_an_event_without_words_has_none() -> None:
    records = full_office()
    records["Complaints"][0]["content"] = None
    assert [line[4] for line in lines_of(records) if line[2] == "投訴"] == [""]


def test_the_mean_of_an_officer_is_rounded_once() -> None:
    """R-8.1, R-8.4: three zones, (80×31 + 80×31 + 81×31) ÷ 93 = 80.333; 50%×90 + 50%×80.33."""
    officer = {"department": "客戶服務中心", "post": "片區客戶人員"}
    records: Records = {
        "Zones": [{"zone": zone, "officer": "E1"} for zone in "ABC"],
        "Staff": [{"staff": "E1", "name": "李", **officer}],
        "Inspections": [
            inspected(zone, "保潔", score) for zone, score in zip("ABC", (80, 80, 81), strict=True)
        ],
        "MonthlyScores": [{"month": "2026-10", "staff": "E1", "self": 90}],
    }
    settings = AppraisalSettings(zone_inspection_weight=1, zone_owner_weight=0)
    totals = [line[7] for line in lines_of(records, settings) if line[2] == "總分"]
    assert totals == ["50%×90 + 50%×80.33 = 85.17"]


def test_several_parts_missing_are_all_named() -> None:
    """R-8.4: no total without each of them."""
    records = office()
    records["MonthlyScores"] = [{"month": "2026-10", "staff": "E3", "director": 0}]
    held = {(line.subject, line.part.hant): line for line in explain(appraise(records))}
    assert held["E5 錢", "總分"].detail == Label(
        "缺少員工自檢、主管級評分", "missing: Self, Supervisor"
    )
    assert held["E3 張", "評分錄入"].points == 0
    records["MonthlyScores"][0]["self"] = 90
    assert "50%×90 + 5%×86.5 + 5%×95.2 + 40%×0 = 54.09" in [line[7] for line in lines_of(records)]


def test_english_names_trades_and_departments() -> None:
    lines = explain(appraise(office()))
    english = [
        (line.subject.en, line.detail.en if isinstance(line.detail, Label) else line.detail)
        for line in lines
        if isinstance(line.subject, Label)
    ]
    assert english[1] == ("Environment A01", "Greening LH01")
    words = [line.arithmetic.en for line in lines if isinstance(line.arithmetic, Label)]
    assert "(Cleaning 80 + Greening 90) ÷ 2" in words


def test_an_inspection_that_found_nothing_says_so() -> None:
    """R-8.1: neither a score nor failed items are 100 points."""
    records: Records = {
        "Zones": [{"zone": "A"}],
        "InspectionStandards": [{"code": "BJ01", "trade": "保潔", "deduction": 2}],
        "Inspections": [
            inspected("A", "保潔", None),
            inspected("A", "保潔", 90),
            inspected("A", "保潔", None, findings="BJ01"),
        ],
    }
    lines = explain(appraise(records))[:3]
    assert [_hant(line.detail) for line in lines] == ["保潔 無不合格項", "保潔", "保潔 BJ01"]
    assert [_hant(line.arithmetic) for line in lines] == ["100 − 0 = 100", "", "100 − 2 = 98"]
    assert isinstance(lines[0].detail, Label)
    assert lines[0].detail.en == "Cleaning no failed items"


def test_a_self_check_that_was_given_stands_beside_the_computed_one() -> None:
    """R-8.3."""
    records = full_office()
    records["MonthlyScores"][1] |= {"zone": 88.5, "note": "支援外圍"}
    lines = [line for line in lines_of(records) if line[1] == "E2 王"]
    words = "100 − 1×1 − 1×3 = 96"
    shown = ("員工", "E2 王", "片區小組自檢", "R-8.3", "", "", 96, words, None, None)
    assert shown in lines
    given = ("片區小組自檢：支援外圍", "", 88.5, "代替算出的 96", "MonthlyScores", 5)
    assert ("員工", "E2 王", "評分錄入", "R-8.4", *given) in lines
    assert "30%×88.5 + 70%×90 = 89.55" in [line[7] for line in lines]


def test_the_arithmetic_of_a_composite_over_the_office() -> None:
    """R-8.2: one line of the office in the place of a line a zone and their mean."""
    settings = AppraisalSettings(composite_over="office")
    lines = [line for line in lines_of(full_office(), settings) if line[2] == "部門綜合"]
    words = "30%×87.5 + 70%×(100 − 5×1 + 2×1) = 94.15"
    assert lines == [
        ("部門", "環境部 全管理處", "部門綜合", "R-8.2", "", "", 94.15, words, None, None)
    ]
