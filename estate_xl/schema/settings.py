"""The settings of the 參數 sheet: their defaults, bounds and meaning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from estate_xl.language import Label, Language
from estate_xl.schema.terms import NO, YES


class SettingKind(StrEnum):
    """The kind of a setting's value."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    CHOICE = "choice"
    NUMBER_FORMAT = "number format"
    HOURS = "hours of a day"


_NO_UNIT: Final = Label("", "")
OVER_ZONES: Final = "zones"
OVER_OFFICE: Final = "office"
ONE_TRADE: Final = "any"
ALL_TRADES: Final = "all"


@dataclass(frozen=True)
class Setting:
    """One line of 參數.

    Attributes:
        key: Name that programs know.
        default: Value in the empty workbook; None for empty.
        kind: What the value is.
        note: Meaning, for a clerk.
        unit: Unit shown beside the value.
        required: Whether an empty value is a finding.
        minimum: Smallest number allowed, inclusive.
        maximum: Largest number allowed, inclusive.
        choices: For `SettingKind.CHOICE`, the words allowed.
        empty_means_none: Whether an empty cell says "none" rather than "the default".
    """

    key: str
    default: str | float | None
    kind: SettingKind
    note: Label
    unit: Label = _NO_UNIT
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    empty_means_none: bool = False


_POINTS: Final = Label("分", "points")
_DAYS: Final = Label("天", "days")
_SHARE: Final = Label("比例", "share")


def _number(  # noqa: PLR0913, PLR0917 - one line of a table
    key: str,
    default: float | None,
    hant: str,
    en: str,
    unit: Label,
    maximum: float,
    *,
    may_be_none: bool = False,
) -> Setting:
    return Setting(
        key,
        default,
        SettingKind.NUMBER,
        Label(hant, en),
        unit,
        required=not may_be_none,
        minimum=0,
        maximum=maximum,
        empty_means_none=may_be_none,
    )


def _days(key: str, default: int, hant: str, en: str) -> Setting:
    return Setting(
        key,
        default,
        SettingKind.INTEGER,
        Label(hant, en),
        _DAYS,
        required=True,
        minimum=1,
        maximum=366,
    )


def _text(key: str, default: str | None, hant: str, en: str) -> Setting:
    return Setting(key, default, SettingKind.TEXT, Label(hant, en))


def _no(key: str, hant: str, en: str) -> Setting:
    """A question that is answered 否 as long as nobody says otherwise."""
    return Setting(
        key,
        NO.hant,
        SettingKind.CHOICE,
        Label(hant, en),
        choices=(YES.hant, NO.hant, YES.en, NO.en),
    )


def _format(key: str, letters: str, hant: str, en: str) -> Setting:
    default, example = f"{letters}{{yyyy}}{{mm}}-{{n:04}}", f"{letters}202610-0001"
    note = Label(f"{hant}格式：年、月和流水號，例如 {example}", f"Format of {en}, e.g. {example}")
    return Setting(key, default, SettingKind.NUMBER_FORMAT, note)


SETTINGS: Final = (
    _text(
        "project_name", None, "項目（小區）名稱，印在考核表上", "Estate's name, printed on sheets"
    ),
    _text("office_name", None, "管理處名稱，印在考核表上", "Office's name, printed on sheets"),
    Setting(
        "language",
        Language.HANT.value,
        SettingKind.CHOICE,
        Label("提示和結果的語言：zh-Hant、zh-Hans 或 en", "Language: zh-Hant, zh-Hans or en"),
        required=True,
        choices=tuple(language.value for language in Language),
    ),
    _number(
        "zone_inspection_weight",
        0.30,
        "片區得分中公區品質巡檢的比重（R-8.1）",
        "Weight of inspections in a zone's score (R-8.1)",
        _SHARE,
        1,
    ),
    _number(
        "zone_owner_weight",
        0.70,
        "片區得分中業主評價的比重；兩項比重合計為 1（R-8.1）",
        "Weight of the owners' part; the two add up to 1 (R-8.1)",
        _SHARE,
        1,
    ),
    _number(
        "complaint_deduction",
        5,
        "每次有效投訴扣分（R-8.1）",
        "Deduction for each complaint (R-8.1)",
        _POINTS,
        100,
    ),
    _number(
        "commendation_bonus",
        2,
        "每次好人好事加分（R-8.1）",
        "Bonus for each commendation (R-8.1)",
        _POINTS,
        100,
    ),
    _number(
        "owner_score_floor",
        0,
        "業主評價的下限（R-8.1）",
        "Smallest owner part (R-8.1)",
        _POINTS,
        100,
        may_be_none=True,
    ),
    _number(
        "owner_score_ceiling",
        None,
        "業主評價的上限，空着即不設上限（R-8.1）",
        "Largest owner part, empty for none (R-8.1)",
        _POINTS,
        1000,
        may_be_none=True,
    ),
    Setting(
        "composite_over",
        OVER_ZONES,
        SettingKind.CHOICE,
        Label(
            "部門綜合按各片區平均 zones，或全管理處合計 office（R-8.2）",
            "Composites over the zones, each the same: zones; or the office as one: office (R-8.2)",
        ),
        choices=(OVER_ZONES, OVER_OFFICE),
    ),
    _number(
        "dissatisfied_visit_deduction",
        1,
        "回訪不滿意每次扣分（R-8.3）",
        "Deduction for each dissatisfied visit (R-8.3)",
        _POINTS,
        100,
    ),
    _number(
        "defective_slip_deduction",
        1,
        "報事單不合格每次扣分（R-8.3）",
        "Deduction for each slip sent back (R-8.3)",
        _POINTS,
        100,
    ),
    _days(
        "follow_up_days_engineering",
        7,
        "工程類報事跟進間隔（R-5.5）",
        "Days between follow-ups, engineering (R-5.5)",
    ),
    _days(
        "follow_up_days_property",
        3,
        "物管類報事跟進間隔（R-5.5）",
        "Days between follow-ups, property (R-5.5)",
    ),
    _days(
        "return_visit_working_days",
        1,
        "返單後回訪的工作日數（R-5.4）",
        "Working days until the return visit (R-5.4)",
    ),
    Setting(
        "daily_inspection_on",
        "calendar",
        SettingKind.CHOICE,
        Label("片區日檢按日曆日 calendar 或工作日 working（R-7.1）", "calendar or working (R-7.1)"),
        required=True,
        choices=("calendar", "working"),
    ),
    Setting(
        "daily_inspection_trades",
        ONE_TRADE,
        SettingKind.CHOICE,
        Label(
            "片區日檢檢查任一專業 any 即算，或五個專業都要 all（R-7.1）",
            "any: one trade makes the day's inspection; all: all five (R-7.1)",
        ),
        choices=(ONE_TRADE, ALL_TRADES),
    ),
    _number(
        "recognition_target",
        0.90,
        "業主認知度目標（R-6）",
        "Target of owner recognition (R-6)",
        _SHARE,
        1,
    ),
    Setting(
        "renovation_inspection_days",
        7,
        SettingKind.INTEGER,
        Label("裝修期間巡查的間隔（見裝修辦理）", "Days between patrols of a renovation"),
        _DAYS,
        minimum=1,
        maximum=366,
    ),
    _format("ticket_number_format", "BS", "單號", "ticket numbers"),
    _format("complaint_number_format", "TS", "投訴編號", "complaint numbers"),
    _format("inspection_number_format", "XJ", "巡檢編號", "inspection numbers"),
    _format("renovation_number_format", "ZX", "裝修編號", "renovation numbers"),
    _format("errand_number_format", "WT", "代辦編號", "errand numbers"),
    _format("plan_number_format", "JH", "計劃編號", "plan numbers"),
    Setting(
        "dispatch_minutes",
        30,
        SettingKind.INTEGER,
        Label(
            "登記後幾分鐘內派工，過了列入逾期提醒，只計值班時間（R-5.1）",
            "Minutes until a ticket is dispatched, within duty hours (R-5.1)",
        ),
        Label("分鐘", "minutes"),
        minimum=1,
        maximum=1440,
    ),
    Setting(
        "duty_hours",
        "08:00-20:00",
        SettingKind.HOURS,
        Label(
            "前臺值班時間，例如 08:00-20:00，整日填 00:00-24:00",
            "Duty hours of the front desk, e.g. 08:00-20:00; all day is 00:00-24:00",
        ),
    ),
    Setting(
        "backup_days",
        30,
        SettingKind.INTEGER,
        Label(
            "「備份」資料夾裏的副本保留天數，最新的一份總會保留",
            "Days that copies in the folder “備份” are kept; the newest one always is",
        ),
        _DAYS,
        minimum=1,
        maximum=3660,
    ),
    _no(
        "approval_required",
        "發送總部前是否必須審定：是 或 否",
        "Approval needed before sending: yes or no",
    ),
    _text("hq_recipients", None, "公司總部收件人，多個用分號隔開", "Headquarters' addresses, by ;"),
    _text("hq_cc", None, "抄送，多個用分號隔開", "Copies to, separated by ;"),
    _text(
        "hq_domains",
        None,
        "建議允許發往的域名，多個用分號隔開；以您自己的設置為先",
        "Proposed: allowed mail domains, by ; - your own settings win",
    ),
    _no(
        "hq_attach_evidence", "是否把計分依據一併發送：是 或 否", "Send the evidence too: yes or no"
    ),
    _number(
        "mail_limit_mb",
        20,
        "郵件附件大小上限",
        "Largest attachment",
        Label("MB", "MB"),
        1000,
    ),
    _text(
        "sender",
        None,
        "建議的發件人郵箱；以您自己的設置為先",
        "Proposed: sender's address; your own settings win",
    ),
    _text(
        "smtp_host",
        None,
        "建議的發信服務器；以您自己的設置為先",
        "Proposed: mail server; your own settings win",
    ),
    Setting(
        "smtp_port",
        587,
        SettingKind.INTEGER,
        Label("建議的端口", "Proposed: its port"),
        minimum=1,
        maximum=65535,
    ),
    _text(
        "smtp_user",
        None,
        "建議的發信賬號（密碼不在此填寫）",
        "Proposed: account (never the password)",
    ),
)

SETTING_BY_KEY: Final = {setting.key: setting for setting in SETTINGS}
