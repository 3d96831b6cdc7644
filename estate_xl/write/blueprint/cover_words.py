"""What 首頁 tells a clerk: when, what to do, and the sheets it is done on."""

from __future__ import annotations

from typing import Final, NamedTuple

from estate_xl.schema import Label
from estate_xl.schema.marks import LATEST_APPRAISAL, LATEST_SLIPS


class Step(NamedTuple):
    """One line of the cover: when, what, the keys of the sheets and the names it leads to."""

    when: Label
    what: Label
    sheets: tuple[str, ...]
    latest: tuple[str, ...] = ()


_FIRST: Final = Label("開始前", "First")
_DAILY: Final = Label("每天", "Every day")
_WEEKLY: Final = Label("每周", "Every week")
_MONTHLY: Final = Label("月末", "Month's end")

TITLE: Final = Label("片區管理工作簿", "Zone management workbook")
ABOUT: Final = Label(
    "按下面十條做，點右邊的表名直接過去。每次修改後請存檔。",
    "Ten lines, in the order of the day. Click a sheet's name to go there; save after changes.",
)

STEPS: Final = (
    Step(
        _FIRST,
        Label(
            "填好參數、片區、員工、業主；人員和業主有變動當天更新。",
            "Fill in settings, zones, staff and owners; keep them up to date.",
        ),
        ("Settings", "Zones", "Staff", "Owners"),
    ),
    Step(
        _DAILY,
        Label(
            "接到報事，當場在「報事」登記一行：時間、來源、片區、類別、部門、內容。",
            "A report comes in: enter one row at once - time, channel, zone, kind, department, "
            "content.",
        ),
        ("Tickets",),
    ),
    Step(
        _DAILY,
        Label(
            "運行「生成報事單」：自動編號，一式三聯；打印後通知部門領單。",
            "Run work-orders: it numbers new tickets and fills the slips, three copies each; "
            "print them.",
        ),
        (),
        (LATEST_SLIPS,),
    ),
    Step(
        _DAILY,
        Label(
            "返單後補全到達、完工、原因、結果、評價、簽字；一個工作日內回訪並登記。",
            "A slip comes back: complete its row; visit or call within one working day.",
        ),
        ("Tickets",),
    ),
    Step(
        _DAILY,
        Label(
            "未完工的按期跟進：工程類 7 天、物管類 3 天內，記一行「跟進」。",
            "Open work: follow up within 7 days (engineering) or 3 (property), one row each.",
        ),
        ("FollowUps",),
    ),
    Step(
        _DAILY,
        Label(
            "投訴、表揚隨到隨記；投訴回訪不滿意的，程序自動升級。",
            "Enter complaints and commendations as they come; the dissatisfied climb a level.",
        ),
        ("Complaints", "Commendations"),
    ),
    Step(
        _DAILY,
        Label(
            "片區日檢登記到「巡檢」；運行「逾期提醒」，當天處理到期事項。",
            "Enter the zones' daily inspections; run overdue and settle what is due today.",
        ),
        ("Inspections", "Overdue"),
    ),
    Step(
        _WEEKLY,
        Label(
            "片區周檢、主管周檢各一次；抽查小組成員對業主的認知度。",
            "A zone inspection and a supervisor's one; spot checks of owner recognition.",
        ),
        ("Inspections", "RecognitionChecks"),
    ),
    Step(
        _MONTHLY,
        Label(
            "錄入評分；運行「校驗」，照「檢查結果」逐條改正。",
            "Enter the scores; run validate and mend what Findings lists.",
        ),
        ("MonthlyScores", "Findings"),
    ),
    Step(
        _MONTHLY,
        Label(
            "運行「月度考核」，核對計分依據和統計；簽字後運行「發送總部」。",
            "Run month-end, check evidence and statistics; once signed, run send.",
        ),
        ("Evidence", "MonthStatistics", "MailLog"),
        (LATEST_APPRAISAL,),
    ),
)

LATEST: Final = {
    LATEST_SLIPS: Label("報事單（最近一次）", "Work Orders (latest)"),
    LATEST_APPRAISAL: Label("考核（最近一次）", "Appraisal (latest)"),
}
"""What links to the names of what was made last say; before that they stay where they are."""

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
