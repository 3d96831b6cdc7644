"""Registers of the office's own work: duty roster, contractors, plans of the departments."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.carrying import OF_THE_YEAR, Carried
from estate_xl.schema.columns import (
    NAME_CHARS,
    NOTE_COLUMN,
    OTHER,
    RESPONSIBLE,
    choice_column,
    day_column,
    department_column,
    item_column,
    number_column,
    staff_column,
)
from estate_xl.schema.model import Column, Kind
from estate_xl.schema.office_register import Matter, office_register

DUTY: Final = office_register(
    "Duty",
    Label("值班表", "Duty Roster"),
    (
        day_column("date", "日期", "Date", required=True),
        Column("shift", Label("班次", "Shift"), required=True, width_chars=9),
        staff_column("staff", Label("值班人", "On duty"), required=True),
        Column("place", Label("崗位地點", "Place"), width_chars=16),
        choice_column(
            "present",
            Label("實到", "Present"),
            (terms.YES, Label("遲到", "Late"), Label("早退", "Left early"), terms.NO),
            width=8,
        ),
        staff_column("swapped", Label("換班人", "Stood in")),
        NOTE_COLUMN,
    ),
    Label(
        "每人每班一行：排班時填日期、班次、值班人，到崗後填「實到」；換班的填換班人。",
        "A row for each person and shift: who is planned, and afterwards whether they came.",
    ),
    carried=OF_THE_YEAR,
    planned=("date",),
    once=(("date", "shift", "staff"),),
)


CONTRACTORS: Final = office_register(
    "Contractors",
    Label("外聯單位", "Contractors"),
    (
        Column(
            "contractor",
            Label("單位編號", "Contractor no."),
            Kind.ID,
            required=True,
            width_chars=14,
        ),
        Column("name", Label("單位名稱", "Contractor"), required=True, width_chars=20),
        choice_column("trade", Label("專業", "Trade"), terms.TRADES, width=9),
        Column("contact", Label("聯繫人", "Contact"), width_chars=11, english_chars=NAME_CHARS),
        Column("phone", Label("電話", "Phone"), width_chars=15),
        day_column("valid_until", "合同到期", "Contract until"),
    ),
    Label(
        "管理處以外、承接工作的單位，一家一行；續約後改「合同到期」。",
        "Firms that work for the office; when a contract is renewed, its new last day.",
    ),
    name_column="name",
    matters=(
        Matter(
            "contractors",
            Label("合同到期", "Contract runs out"),
            due="valid_until",
            post=terms.DIRECTOR,
            item="name",
        ),
    ),
)


WORK_PLANS: Final = office_register(
    "WorkPlans",
    Label("部門工作計劃", "Department Plans"),
    (
        number_column("plan", "計劃編號", "Plan no."),
        department_column(required=True),
        choice_column(
            "kind",
            Label("類型", "Kind"),
            (
                Label("設備維保", "Upkeep of equipment"),
                Label("巡邏", "Patrol"),
                Label("消防檢查", "Fire check"),
                Label("車輛秩序", "Traffic"),
                Label("清潔", "Cleaning"),
                Label("綠化養護", "Greening"),
                Label("培訓", "Training"),
                OTHER,
            ),
            required=True,
            width=12,
        ),
        item_column("事項", "Item"),
        Column("place", Label("地點", "Place"), width_chars=16),
        choice_column(
            "every",
            Label("周期", "Every"),
            (
                Label("日", "Day"),
                Label("周", "Week"),
                Label("月", "Month"),
                Label("季", "Quarter"),
                Label("半年", "Half year"),
                Label("年", "Year"),
                Label("一次", "Once"),
            ),
            required=True,
            width=8,
        ),
        day_column("starts", "起始日期", "Starts", required=True),
        staff_column("responsible", RESPONSIBLE, required=True),
        choice_column("active", Label("啟用", "Active"), terms.YES_NO, width=8),
    ),
    Label(
        "各部門定期要做的工作，一項一行：維保、巡邏、消防檢查等；做過的記在部門工作記錄。",
        "What departments do again and again, a row each; what was done is a row of the records.",
    ),
    planned=("starts",),
)


WORK_RECORDS: Final = office_register(
    "WorkRecords",
    Label("部門工作記錄", "Department Records"),
    (
        Column(
            "plan",
            Label("計劃編號", "Plan no."),
            Kind.REFERENCE,
            required=True,
            reference="WorkPlans",
            width_chars=16,
        ),
        day_column("done", "完成日期", "Done", required=True),
        staff_column("by", Label("完成人", "Done by")),
        choice_column(
            "result",
            Label("結果", "Result"),
            (Label("正常", "In order"), Label("異常", "Not in order")),
            required=True,
            width=8,
        ),
        Column(
            "ticket",
            Label("轉報事單號", "Ticket no."),
            Kind.REFERENCE,
            reference="Tickets",
            width_chars=16,
        ),
        NOTE_COLUMN,
    ),
    Label(
        "計劃的工作每做一次一行；異常的轉報事，填單號。",
        "A row each time planned work was done; where it was not in order, the ticket.",
    ),
    carried=Carried(latest_of="plan"),
)
