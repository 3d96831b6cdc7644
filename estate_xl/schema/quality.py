"""Records of quality: commendations, inspections, recognition checks, typed scores."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.carrying import OF_THE_YEAR, Carried, Filled
from estate_xl.schema.columns import (
    REQUIRED_TRADE_COLUMN,
    choice_column,
    count_column,
    day_column,
    department_column,
    score_column,
    staff_column,
    zone_column,
)
from estate_xl.schema.model import Column, Kind, Role, Sheet

COMMENDATIONS: Final = Sheet(
    "Commendations",
    Label("表揚", "Commendations"),
    Role.DAILY,
    (
        day_column("date", "日期", "Date", required=True),
        zone_column(),
        department_column(required=False),
        staff_column("staff", Label("員工", "Staff")),
        Column("content", Label("事跡", "Deed"), required=True, width_chars=44),
        choice_column(
            "verified", Label("已核實", "Verified"), terms.YES_NO, required=True, width=9
        ),
    ),
    about=Label(
        "好人好事：核實後每次加分（R-8.1）。未核實的不加分。",
        "Good deeds; only verified ones count (R-8.1).",
    ),
    carried=OF_THE_YEAR,
)


INSPECTIONS: Final = Sheet(
    "Inspections",
    Label("巡檢", "Inspections"),
    Role.DAILY,
    (
        Column(
            "inspection",
            Label("巡檢編號", "Inspection no."),
            Kind.ID,
            derived=True,
            width_chars=16,
        ),
        day_column("date", "日期", "Date", required=True),
        choice_column(
            "kind", Label("巡檢類型", "Inspection kind"), terms.INSPECTION_KINDS, required=True
        ),
        zone_column(),
        REQUIRED_TRADE_COLUMN,
        staff_column("inspector", Label("巡檢人", "Inspector"), required=True),
        Column(
            "findings",
            Label("不合格項", "Failed items"),
            Kind.CODES,
            reference="InspectionStandards",
            width_chars=20,
            help=Label(
                "填巡檢標準的編號，多項用「、」隔開，例如 BJ01、BJ03。",
                "Codes of the inspection standards, separated by commas, such as BJ01, BJ03.",
            ),
        ),
        Column(
            "score",
            Label("得分", "Score"),
            Kind.SCORE,
            minimum=0,
            maximum=100,
            width_chars=8,
            help=Label(
                "0 到 100。空着則按 100 減去不合格項的扣分計算。",
                "0 to 100; left empty it is 100 less the deductions of the failed items.",
            ),
        ),
        Column("note", Label("說明", "Note"), width_chars=28),
        staff_column("responsible", Label("責任人", "Responsible")),
        day_column("fix_by", "整改期限", "Fix by"),
        day_column("fixed", "整改完成", "Fixed"),
        choice_column("recheck", Label("複查結果", "Re-check"), terms.RESULTS),
    ),
    about=Label(
        "每次巡檢每個專業一行：片區日檢、片區周檢、主管周檢（R-7）。主管周檢計入片區得分（R-8.1）。",
        "One row an inspection and trade (R-7). The supervisor's enter the zone score (R-8.1).",
    ),
    carried=Carried(
        closings=((Filled("fixed"), Filled("recheck", terms.PASSED)),),
        only_if="findings",
        days_before=31,
        latest_of="zone",
        why_closed=Label(
            "年前 31 天的，因為逾期提醒看 31 天；每個片區最近一次的，因為片區從最早的記錄起算",
            "those of the last 31 days, which Overdue looks at; the latest of each zone, as a zone "
            "owes from its first record",
        ),
    ),
)


RECOGNITION: Final = Sheet(
    "RecognitionChecks",
    Label("認知抽查", "Recognition Checks"),
    Role.DAILY,
    (
        day_column("date", "日期", "Date", required=True),
        zone_column(),
        staff_column("staff", Label("員工", "Staff"), required=True),
        count_column("asked", "抽查戶數", "Rooms asked", required=True),
        count_column("correct", "答對戶數", "Rooms right", required=True),
    ),
    about=Label(
        "抽查片區小組成員對業主姓名和房號的熟悉程度，應達 90%（R-6）。",
        "Spot checks: do zone people know owners' names and rooms? 90 % is due (R-6).",
    ),
    carried=OF_THE_YEAR,
)


SCORES: Final = Sheet(
    "MonthlyScores",
    Label("評分錄入", "Monthly Scores"),
    Role.DAILY,
    (
        Column("month", Label("月份", "Month"), Kind.MONTH, required=True, width_chars=10),
        staff_column("staff", Label("員工", "Staff"), required=True),
        score_column("self", Label("員工自檢", "Self score")),
        Column(
            "zone",
            Label("片區小組自檢", "Zone self-check"),
            Kind.SCORE,
            minimum=0,
            maximum=100,
            width_chars=14,
            help=Label(
                "只用於員工。填了分數並在「說明」寫明理由，就代替算出的分數（R-8.3）。",
                "For workers only; with a reason in Note it replaces the computed score (R-8.3).",
            ),
            later=True,
        ),
        score_column("supervisor", Label("主管級評分", "Supervisor score")),
        score_column("director", Label("主任級評分", "Director score")),
        Column("note", Label("說明", "Note"), width_chars=28),
    ),
    about=Label(
        "每人每月一行。片區客戶人員的主管級評分、員工的片區小組自檢由程序算出，不用填（R-8.1、R-8.3）。",
        "One row a person and month. An officer's supervisor score and a worker's self-check are "
        "computed (R-8.1, R-8.3).",
    ),
    carried=OF_THE_YEAR,
)
