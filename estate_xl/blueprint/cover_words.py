"""The lines of 首頁: when, what to do, and the sheets it is done on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from estate_xl.actions import ACTIONS
from estate_xl.actions.steps import DAILY, FIRST, WEEKLY, Step
from estate_xl.schema import Label
from estate_xl.schema.marks import LATEST_APPRAISAL, LATEST_SLIPS

TITLE: Final = Label("片區管理工作簿", "Zone management workbook")
ABOUT: Final = Label(
    "按下面十條做，點右邊的表名直接過去。每次修改後請存檔。",
    "Ten lines, in the order of the day. Click a sheet's name to go there; save after changes.",
)

_STEPS: Final = (
    Step(
        1,
        FIRST,
        Label(
            "填好參數、片區、員工、業主；以後人員、片區、業主有變動，用「{change}」寫明從哪天起。",
            "Fill in settings, zones, staff, owners; later changes by {change}, with their day.",
        ),
        ("Settings", "Zones", "Staff", "Owners", "Changes"),
    ),
    Step(
        2,
        DAILY,
        Label(
            "接到報事，當場在「報事」登記一行：時間、來源、片區、類別、部門、內容。",
            "A report comes in: enter one row at once - time, channel, zone, kind, department, "
            "content.",
        ),
        ("Tickets",),
    ),
    Step(
        4,
        DAILY,
        Label(
            "返單後補全到達、完工、原因、結果、評價、簽字；不合格的「{return_slip}」；一個工作日內回訪並登記。",
            "A slip comes back: complete its row, or {return_slip}; visit within one working day.",
        ),
        ("Tickets",),
    ),
    Step(
        5,
        DAILY,
        Label(
            "未完工的按期跟進：工程類 7 天、物管類 3 天內，記一行「跟進」。",
            "Open work: follow up within 7 days (engineering) or 3 (property), one row each.",
        ),
        ("FollowUps",),
    ),
    Step(
        6,
        DAILY,
        Label(
            "投訴、表揚隨到隨記；投訴回訪不滿意的，程序自動升級。",
            "Enter complaints and commendations as they come; the dissatisfied climb a level.",
        ),
        ("Complaints", "Commendations"),
    ),
    Step(
        8,
        WEEKLY,
        Label(
            "片區周檢、主管周檢各一次；抽查小組成員對業主的認知度。",
            "A zone inspection and a supervisor's one; spot checks of owner recognition.",
        ),
        ("Inspections", "RecognitionChecks"),
    ),
)
"""The lines without a command of ours; actions declare the lines that call for them."""

_NAMES: Final = {
    action.key: Label(action.button.label.hant, action.command.name)
    for action in ACTIONS.values()
    if action.button is not None and action.command is not None
}
"""The name of each action for people: its button in Chinese, its command in English."""

STEPS: Final = tuple(
    replace(step, what=step.naming(_NAMES))
    for step in sorted(
        [*_STEPS, *(action.step for action in ACTIONS.values() if action.step is not None)],
        key=lambda step: step.place,
    )
)

LATEST: Final = {
    LATEST_SLIPS: Label("報事單（最近一次）", "Work Orders (latest)"),
    LATEST_APPRAISAL: Label("考核（最近一次）", "Appraisal (latest)"),
}
"""The targets of links to the sheet made last; before there is one they lead to their own cell."""

LEGEND_TITLE: Final = Label("表頭顏色", "Colours of headers")
LEGEND: Final = (
    ("required", Label("必填", "Required"), Label("每行都要填。", "Filled in on every row.")),
    (
        "free",
        Label("選填", "As needed"),
        Label("有就填，沒有留空。", "Filled in where it applies."),
    ),
    (
        "derived",
        Label("程序填寫", "By command"),
        Label("灰色的欄請勿手填。", "Grey columns are not typed."),
    ),
)
TABS_TITLE: Final = Label("工作表標籤", "Colours of tabs")
TABS: Final = (
    ("daily", Label("日常記錄", "Daily records")),
    ("register", Label("基礎資料", "Registers")),
    ("setup", Label("設置", "Set-up")),
    ("result", Label("結果（程序生成）", "Results (by command)")),
    ("template", Label("模板", "Templates")),
)
