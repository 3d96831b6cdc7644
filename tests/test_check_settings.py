"""The 參數 sheet: texts read as settings, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.check import parse_settings
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import (
    ESTATE_BOOK,
    SETTING_BY_KEY,
    SETTINGS,
    AppraisalSettings,
    Label,
    Language,
)
from estate_xl.typed_frames import build_frame

if TYPE_CHECKING:
    from estate_xl.schema import OfficeSettings, Setting

_DEFAULTS: dict[str | None, str | None] = {
    setting.key: None if setting.default is None else str(setting.default) for setting in SETTINGS
}


def _parse(rows: dict[str | None, str | None]) -> tuple[OfficeSettings, list[Finding]]:
    records = {
        row: {"key": key, "value": value} for row, (key, value) in enumerate(rows.items(), 4)
    }
    return parse_settings(build_frame(ESTATE_BOOK["Settings"], records))


def _row(key: str) -> int:
    return list(_DEFAULTS).index(key) + 4


def test_the_empty_workbooks_settings_are_the_defaults() -> None:
    settings, findings = _parse({**_DEFAULTS})
    assert findings == []
    assert settings.values == {setting.key: setting.default for setting in SETTINGS}
    assert settings.appraisal == AppraisalSettings()
    assert settings.language is Language.HANT


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("complaint_deduction", "7.5", 7.5),
        ("complaint_deduction", "５", 5),
        ("complaint_deduction", " 5. ", 5),
        ("commendation_bonus", "+.5", 0.5),
        ("complaint_deduction", "0", 0),
        ("complaint_deduction", "100", 100),
        ("recognition_target", "95%", 0.95),
        ("recognition_target", "９５ ％", 0.95),
        ("recognition_target", "100%", 1),
        ("follow_up_days_property", "4", 4),
        ("follow_up_days_property", "4.0", 4),
        ("smtp_port", "465", 465),
        ("owner_score_floor", None, None),
        ("owner_score_floor", "  ", None),
        ("owner_score_floor", "20", 20),
        ("owner_score_ceiling", "120", 120),
        ("language", "EN", "en"),
        ("language", "zh-hans", "zh-Hans"),
        ("daily_inspection_on", "Working", "working"),
        ("hq_attach_evidence", "是", "是"),
        ("hq_attach_evidence", "yes", "是"),
        ("hq_attach_evidence", "No", "否"),
        ("hq_attach_evidence", None, "否"),
        ("smtp_port", None, 587),
        ("ticket_number_format", None, "BS{yyyy}{mm}-{n:04}"),
        ("duty_hours", " ８：３０～２０：００ ", "8:30~20:00"),
        ("duty_hours", None, "08:00-20:00"),
        ("dispatch_minutes", "45", 45),
        ("project_name", "　東湖花園 ", "東湖花園"),
        ("project_name", None, None),
    ],
)
def test_what_is_understood(key: str, text: str | None, expected: object) -> None:
    settings, findings = _parse({**_DEFAULTS, key: text})
    assert findings == []
    assert settings.values[key] == expected
    assert type(settings.values[key]) is not float or not key.startswith(("follow_up", "smtp"))


@pytest.mark.parametrize(
    ("key", "text", "hant", "en"),
    [
        ("complaint_deduction", "五", " 0 到 100 之間的數", "a number from 0 to 100"),
        ("complaint_deduction", "-1", " 0 到 100 之間的數", "a number from 0 to 100"),
        ("complaint_deduction", "100.1", " 0 到 100 之間的數", "a number from 0 to 100"),
        ("complaint_deduction", "5%", " 0 到 100 之間的數", "a number from 0 to 100"),
        ("complaint_deduction", "nan", " 0 到 100 之間的數", "a number from 0 to 100"),
        ("complaint_deduction", "1e1", " 0 到 100 之間的數", "a number from 0 to 100"),
        ("recognition_target", "95", " 0 到 1 之間的數", "a number from 0 to 1"),
        ("owner_score_floor", "無", " 0 到 100 之間的數", "a number from 0 to 100"),
        ("owner_score_ceiling", "無", " 0 到 1000 之間的數", "a number from 0 to 1000"),
        (
            "follow_up_days_property",
            "2.5",
            " 1 到 366 之間的整數",
            "a whole number from 1 to 366",
        ),
        ("follow_up_days_property", "0", " 1 到 366 之間的整數", "a whole number from 1 to 366"),
        ("duty_hours", "整天", " 08:00-20:00 這樣的起止時間", "hours such as 08:00-20:00"),
        ("duty_hours", "20:00-08:00", " 08:00-20:00 這樣的起止時間", "hours such as 08:00-20:00"),
        ("language", "de", " zh-Hant、zh-Hans、en 之一", "one of zh-Hant, zh-Hans, en"),
        ("hq_attach_evidence", "也許", " 是、否、Yes、No 之一", "one of Yes, No"),
    ],
)
def test_what_is_not_allowed_falls_back(key: str, text: str, hant: str, en: str) -> None:
    settings, findings = _parse({**_DEFAULTS, key: text})
    assert settings.values[key] == SETTING_BY_KEY[key].default
    (finding,) = findings
    assert finding == Finding(
        FindingCode.SETTING_OUT_OF_RANGE, "Settings", _row(key), "value", text, finding.facts
    )
    assert (finding.facts["key"], finding.facts["allowed"]) == (key, Label(hant, en))
    default = SETTING_BY_KEY[key].default
    told = finding.message(Language.HANT)
    if default is None:
        assert told.endswith("現在當作沒有填")
    else:
        shown = default if isinstance(default, str) else f"{default:g}"
        assert told.endswith(f"現在按默認值 {shown} 計算")


def test_the_words() -> None:
    finding = _parse({**_DEFAULTS, "complaint_deduction": "五"})[1][0]
    said = "complaint_deduction 的值「五」不對，現在按默認值 5 計算"
    assert finding.message(Language.HANT) == said
    assert finding.mend(Language.HANT) == "請填 0 到 100 之間的數"
    assert finding.mend(Language.EN) == "Enter a number from 0 to 100"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
@pytest.mark.parametrize("absent", [True, False])
def test_what_is_missing(setting: Setting, *, absent: bool) -> None:
    key = setting.key
    rows: dict[str | None, str | None] = {**_DEFAULTS, key: None}
    if absent:
        del rows[key]
    settings, findings = _parse(rows)
    emptied = not absent and key in {"owner_score_floor", "owner_score_ceiling"}
    assert settings.values[key] == (None if emptied else setting.default)
    place = (None, None) if absent else (_row(key), "value")
    assert [(f.code, f.sheet, (f.row, f.column), f.facts) for f in findings] == [
        (
            FindingCode.SETTING_MISSING,
            "Settings",
            place,
            {"key": key, "default": str(setting.default)},
        )
    ] * setting.required


def test_nothing_at_all_is_the_regulation() -> None:
    settings, findings = _parse({})
    assert settings.appraisal == AppraisalSettings()
    assert {finding.code for finding in findings} == {FindingCode.SETTING_MISSING}


@pytest.mark.parametrize(
    ("inspection", "owner", "expected", "found"),
    [
        ("0.4", "0.6", (0.4, 0.6), []),
        ("40%", "0.6", (0.4, 0.6), []),
        ("0.1", "0.9", (0.1, 0.9), []),
        ("0", "1", (0, 1), []),
        ("0.4", "0.7", (0.3, 0.7), [("zone_inspection_weight", "0.4")]),
        ("0.3", "0.6999", (0.3, 0.7), [("zone_owner_weight", "0.6999")]),
        ("0.4", "0.7001", (0.3, 0.7), [("zone_owner_weight", "0.7001")]),
        (
            "0.4",
            "七成",
            (0.3, 0.7),
            [("zone_owner_weight", "七成"), ("zone_inspection_weight", "0.4")],
        ),
        (
            "四成",
            "0.6",
            (0.3, 0.7),
            [("zone_inspection_weight", "四成"), ("zone_owner_weight", "0.6")],
        ),
        (
            "0.4",
            None,
            (0.3, 0.7),
            [("zone_owner_weight", ""), ("zone_inspection_weight", "0.4")],
        ),
    ],
)
def test_two_weights_make_one(
    inspection: str,
    owner: str | None,
    expected: tuple[float, float],
    found: list[tuple[str, str]],
) -> None:
    weights: dict[str | None, str | None] = {
        "zone_inspection_weight": inspection,
        "zone_owner_weight": owner,
    }
    settings, findings = _parse({**_DEFAULTS, **weights})
    appraisal = settings.appraisal
    assert (appraisal.zone_inspection_weight, appraisal.zone_owner_weight) == expected
    assert [(f.facts["key"], f.value) for f in findings] == found
    assert {f.row for f in findings} == {_row(key) for key, _ in found}


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("complaint_deducton", "complaint_deduction"),
        ("Owner Score Floor", "owner_score_floor"),
        ("語言", None),
    ],
)
def test_an_unknown_key(key: str, nearest: str | None) -> None:
    _, findings = _parse({**_DEFAULTS, key: "1", None: "2"})
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in findings] == [
        (FindingCode.SETTING_UNKNOWN, "Settings", len(SETTINGS) + 4, "key", key)
    ]
    proposed = f"最接近的是 {nearest}；" if nearest else ""
    assert findings[0].mend(Language.HANT) == f"{proposed}請核對拼寫，或刪去這一行"


@pytest.mark.parametrize(
    ("text", "proposed"),
    [("zh-Hand", "zh-Hant、zh-Hans"), ("ＺＨ－Ｈａｎｓｓ", "zh-Hans"), ("法文", "")],
)
def test_the_nearest_of_the_words_allowed(text: str, proposed: str) -> None:
    _, findings = _parse({**_DEFAULTS, "language": text})
    begin = f"最接近的是 {proposed}；" if proposed else ""
    assert [f.mend(Language.HANT) for f in findings] == [f"{begin}請填 zh-Hant、zh-Hans、en 之一"]


def test_a_word_counts_in_either_script_and_width() -> None:
    settings, findings = _parse(
        {**_DEFAULTS, "language": " ｚｈ－hans ", "daily_inspection_on": "Working"}
    )
    assert findings == []
    assert settings.language is Language.HANS


def test_a_key_counts_however_it_is_written_and_the_first_row_wins() -> None:
    del (rows := {**_DEFAULTS})["complaint_deduction"]
    settings, findings = _parse(
        {" ＣＯＭＰＬＡＩＮＴ_deduction": "6", **rows, "complaint_deduction": "8"}
    )
    assert findings == []
    assert settings.appraisal.complaint_deduction == 6


@pytest.mark.parametrize("text", ["BS{yyyy}{mm}-{n:04}", "{n}", "報{yy}－{n:3}", ""])
def test_a_format_of_numbers(text: str) -> None:
    _, findings = _parse({**_DEFAULTS, "ticket_number_format": text})
    assert [f.code for f in findings if f.value] == []


@pytest.mark.parametrize("text", ["BS{year}-{n}", "BS", "{n}-{yyyy}", "{n:0}"])
def test_what_is_no_format_is_told_and_kept(text: str) -> None:
    """No default stands in for it: numbers are given once and stay."""
    settings, (finding,) = _parse({**_DEFAULTS, "ticket_number_format": text})
    assert finding.code is FindingCode.SETTING_OUT_OF_RANGE
    assert finding.row == _row("ticket_number_format")
    assert settings.text("ticket_number_format") == text
    assert "BS{yyyy}{mm}-{n:04}" in finding.mend(Language.HANT)
    assert "BS{yyyy}{mm}-{n:04}" in finding.mend(Language.EN)
