"""Sheets that commands write or fill: the cover, results, templates."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.model import Column, Kind, Role, Sheet

COVER: Final = Sheet("Cover", Label("首頁", "Start"), Role.COVER)


FINDINGS: Final = Sheet(
    "Findings",
    Label("檢查結果", "Findings"),
    Role.RESULT,
    (
        Column("severity", Label("程度", "Severity"), width_chars=8),
        Column("sheet", Label("工作表", "Sheet"), width_chars=12),
        Column("cell", Label("單元格", "Cell"), width_chars=10),
        Column("column", Label("欄位", "Column"), width_chars=14),
        Column("rule", Label("條款", "Rule"), width_chars=20),
        Column("message", Label("問題", "What is wrong"), width_chars=64),
        Column("mend", Label("怎樣改正", "How to mend it"), width_chars=52),
    ),
    about=Label(
        "每次校驗重新生成；點「單元格」跳到出錯的地方。",
        "Made again at each check; click a cell's address to go there.",
    ),
    header_row=3,
)


OVERDUE: Final = Sheet(
    "Overdue",
    Label("逾期提醒", "Overdue"),
    Role.RESULT,
    (
        Column("due", Label("期限", "Due"), Kind.DATETIME, width_chars=17),
        Column("days_overdue", Label("逾期天數", "Days over"), Kind.INTEGER, width_chars=10),
        Column("matter", Label("事項", "Matter"), width_chars=28),
        Column("record", Label("編號", "Record"), width_chars=16),
        Column("zone", Label("片區", "Zone"), width_chars=12),
        Column("owes", Label("責任人", "Owed by"), width_chars=12),
        Column("rule", Label("條款", "Rule"), width_chars=20),
        Column("note", Label("說明", "Note"), width_chars=36),
    ),
    about=Label("已過期和即將到期的事項，最早的在前。", "What is due or over, oldest first."),
)


COVERAGE_DAYS: Final = 31
COVERAGE_HEADERS: Final = (Label("巡檢覆蓋", "Coverage"), Label("巡檢類型", "Inspection"))
"""On 逾期提醒, right of the list: before a column for each of the days, the last one today."""

RECOGNITION_HEADERS: Final = (
    Label("認知抽查", "Recognition"),
    Label("抽查戶數", "Asked"),
    Label("答對戶數", "Known"),
    Label("認知度", "Share"),
    Label("目標", "Target"),
    Label("達標", "Reached"),
)

DONE_MARK: Final = "✓"
MISSED_MARK: Final = "✗"
COMING_MARK: Final = "·"


EVIDENCE: Final = Sheet(
    "Evidence",
    Label("計分依據", "Evidence"),
    Role.RESULT,
    (
        Column("subject_kind", Label("對象類別", "Subject kind"), width_chars=10, english_chars=17),
        Column("subject", Label("對象", "Subject"), width_chars=20),
        Column("part", Label("項目", "Part"), width_chars=18, english_chars=20),
        Column("date", Label("日期", "Date"), Kind.DATE, width_chars=12),
        Column("detail", Label("內容", "Detail"), width_chars=40),
        Column("points", Label("分值", "Points"), Kind.NUMBER, width_chars=9),
        Column("arithmetic", Label("算式", "Arithmetic"), width_chars=56),
        Column("source", Label("來源", "Source"), width_chars=14, english_chars=19),
        Column("rule", Label("條款", "Rule"), width_chars=20),
    ),
    about=Label(
        "每個分數的由來：每次巡檢、每筆扣分和加分一行，點「來源」看原始記錄（R-8.4）。",
        "Where every score comes from, a line each; click the source to see its row (R-8.4).",
    ),
)


MONTH_RECORDS: Final = Sheet(
    "MonthRecords",
    Label("月度記錄", "Month Records"),
    Role.RESULT,
    (
        Column("month", Label("月份", "Month"), width_chars=10),
        Column("version", Label("版本", "Version"), Kind.INTEGER, width_chars=8),
        Column("state", Label("狀態", "State"), width_chars=10),
        Column("computed", Label("計算時間", "Computed"), Kind.DATETIME, width_chars=17),
        Column("approved", Label("審定時間", "Approved"), Kind.DATETIME, width_chars=17),
        Column("approver", Label("審定人", "Approved by"), width_chars=12, english_chars=16),
        Column("sent", Label("上報時間", "Reported"), Kind.DATETIME, width_chars=17),
        Column("reopened", Label("重開時間", "Reopened"), Kind.DATETIME, width_chars=17),
        Column("reason", Label("重開原因", "Why reopened"), width_chars=28),
        Column("note", Label("說明", "Note"), width_chars=36),
        Column("digest", Label("數值指紋", "Digest of numbers"), width_chars=24),
    ),
    about=Label(
        "每個月份的每一版一行：草稿、已審定、已上報（R-M1）。",
        "A line for each version of a month: draft, approved, reported (R-M1).",
    ),
    later=True,
)


MAIL_LOG: Final = Sheet(
    "MailLog",
    Label("郵件記錄", "Mail Log"),
    Role.RESULT,
    (
        Column("at", Label("時間", "Time"), Kind.DATETIME, width_chars=17),
        Column("month", Label("月份", "Month"), width_chars=10),
        Column("way", Label("方式", "Way"), width_chars=10),
        Column("recipients", Label("收件人", "Recipients"), width_chars=40),
        Column("hash", Label("文件指紋", "Hash"), width_chars=24),
        Column("state", Label("狀態", "State"), width_chars=10),
    ),
    about=Label("發送總部的每個文件一行。", "One line for each package sent to headquarters."),
)


SLIP: Final = Sheet("SlipTemplate", Label("報事單模板", "Slip Template"), Role.TEMPLATE)


APPRAISAL: Final = Sheet(
    "AppraisalTemplate", Label("月度考核模板", "Appraisal Template"), Role.TEMPLATE
)


MONTH_STATISTICS: Final = Sheet(
    "MonthStatistics",
    Label("月度統計", "Month Statistics"),
    Role.RESULT,
    about=Label(
        "運行月度考核（month-end）後，本表列出當月報事、投訴、滿意率和按時率，並附圖表。",
        "Filled by month-end: the month's tickets, complaints, satisfaction and timeliness, "
        "with charts.",
    ),
)


YEAR_STATISTICS: Final = Sheet(
    "YearStatistics",
    Label("年度統計", "Year Statistics"),
    Role.RESULT,
    about=Label(
        "運行年度統計（statistics）後，本表逐月列出全年報事、投訴、滿意率和按時率，並附圖表。",
        "Filled by statistics: the same over a year, month by month, with charts.",
    ),
)


SCORE_FORM: Final = Sheet(
    "ScoreFormTemplate", Label("評分表模板", "Score Form Template"), Role.TEMPLATE, later=True
)


SCORE_SLIP: Final = Sheet(
    "ScoreSlipTemplate", Label("個人得分單模板", "Score Slip Template"), Role.TEMPLATE, later=True
)


REMINDER: Final = Sheet(
    "ReminderTemplate", Label("催辦單模板", "Reminder Template"), Role.TEMPLATE, later=True
)


MAIL: Final = Sheet("MailTemplate", Label("郵件模板", "Mail Template"), Role.TEMPLATE)


RESULTS: Final = (
    FINDINGS,
    OVERDUE,
    EVIDENCE,
    MONTH_STATISTICS,
    YEAR_STATISTICS,
    MONTH_RECORDS,
    MAIL_LOG,
)
"""Sheets of results, in the order of their tabs."""
