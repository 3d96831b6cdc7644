"""The office's set-up: standards, weights, calendar, settings."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.columns import (
    POST_CHARS,
    REQUIRED_TRADE_COLUMN,
    choice_column,
    day_column,
    department_column,
    share_column,
)
from estate_xl.schema.model import Column, Kind, Role, Sheet

STANDARDS: Final = Sheet(
    "InspectionStandards",
    Label("巡檢標準", "Inspection Standards"),
    Role.SETUP,
    (
        Column("code", Label("編號", "Code"), Kind.ID, required=True, width_chars=9),
        REQUIRED_TRADE_COLUMN,
        Column("item", Label("檢查項目", "Item"), required=True, width_chars=18),
        Column("standard", Label("標準", "Standard"), required=True, width_chars=52),
        Column(
            "deduction",
            Label("扣分", "Deduction"),
            Kind.NUMBER,
            required=True,
            minimum=0,
            maximum=100,
            width_chars=8,
        ),
    ),
    about=Label(
        "各專業的檢查項目、標準和扣分，可按公司標準增改。",
        "Items, standards and deductions of each trade; change them to your company's own.",
    ),
)


WEIGHTS: Final = Sheet(
    "AppraisalWeights",
    Label("考核構成", "Appraisal Weights"),
    Role.SETUP,
    (
        department_column(required=True),
        choice_column("post", Label("崗位", "Post"), terms.POSTS[1:], required=True, width=15),
        share_column("self", Label("員工自檢", "Self")),
        share_column("zone", Label("片區小組自檢", "Zone self-check")),
        share_column("supervisor", Label("主管級", "Supervisor")),
        share_column("head_composite", Label("客服主管綜合", "Department composite")),
        share_column("director", Label("主任級", "Director")),
        Column(
            "scorer",
            Label("主管級評分人", "Supervisor scorer"),
            width_chars=14,
            english_chars=POST_CHARS,
        ),
        Column("reviewer", Label("審核人", "Reviewer"), width_chars=14, english_chars=POST_CHARS),
    ),
    about=Label(
        "每個崗位月度評分的組成，各行合計必須為 100%（R-8.4）。",
        "How a post's monthly score is made up; each row must add up to 100 % (R-8.4).",
    ),
)


CALENDAR: Final = Sheet(
    "Calendar",
    Label("節假日", "Calendar"),
    Role.SETUP,
    (
        day_column("date", "日期", "Date", required=True),
        choice_column("kind", Label("類型", "Kind"), terms.CALENDAR_KINDS, required=True, width=8),
        Column("name", Label("名稱", "Name"), width_chars=20),
    ),
    about=Label(
        "本單位與法定安排不同的日子：休＝放假，班＝上班。以本表為準（R-5.4）。",
        "Days that differ from the official calendar; this sheet wins (R-5.4).",
    ),
)


SETTINGS: Final = Sheet(
    "Settings",
    Label("參數", "Settings"),
    Role.SETUP,
    (
        Column("key", Label("鍵", "Key"), Kind.ID, required=True, width_chars=30),
        Column("value", Label("值", "Value"), width_chars=24),
        Column("unit", Label("單位", "Unit"), width_chars=10),
        Column("note", Label("說明", "Note"), width_chars=64),
    ),
    about=Label(
        "本單位的參數。只改「值」一列；「鍵」是程序認的名字，請勿改動。",
        "Your office's settings. Change the values only; the keys are names that programs know.",
    ),
)
