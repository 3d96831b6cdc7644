"""Registers of what the office does for owners: relations, survey, fees, renovations, errands."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.carrying import OF_THE_YEAR, Carried, Filled
from estate_xl.schema.columns import (
    ITEM_CHARS,
    NAME_CHARS,
    NOTE_COLUMN,
    OTHER,
    RESPONSIBLE,
    amount_column,
    choice_column,
    count_column,
    day_column,
    item_column,
    moment_column,
    number_column,
    room_column,
    staff_column,
    zone_column,
)
from estate_xl.schema.model import Column, Kind
from estate_xl.schema.office_register import Count, Matter, office_register

_HIGHEST_MARK: Final = 5
_BY_PHONE: Final = Label("電話", "Phone")
_IN_PERSON: Final = Label("上門", "In person")
_BY_WECHAT: Final = Label("微信", "WeChat")


def _mark(key: str, hant: str, en: str) -> Column:
    return Column(
        key, Label(hant, en), Kind.INTEGER, minimum=1, maximum=_HIGHEST_MARK, width_chars=9
    )


RELATIONS: Final = office_register(
    "Relations",
    Label("客戶關係計劃", "Customer Relations"),
    (
        Column("month", Label("月份", "Month"), Kind.MONTH, required=True, width_chars=10),
        zone_column(),
        choice_column(
            "kind",
            Label("類型", "Kind"),
            (
                Label("走訪", "Visit"),
                Label("節日問候", "Holiday greeting"),
                Label("社區活動", "Community activity"),
                Label("座談會", "Meeting"),
                OTHER,
            ),
            required=True,
        ),
        item_column("事項", "Item"),
        staff_column("responsible", RESPONSIBLE, required=True),
        day_column("due", "計劃日期", "Planned for"),
        day_column("done", "完成日期", "Done"),
        count_column("reached", "參加或走訪戶數", "Rooms reached"),
        Column("record", Label("實施記錄", "Record"), width_chars=ITEM_CHARS),
    ),
    Label(
        "客服主管每月的客戶關係計劃和實施記錄，一項一行：走訪、節日問候、社區活動、座談會。",
        "The month's plan for customer relations and what became of it, a row an item.",
    ),
    matters=(
        Matter(
            "relations",
            Label("客戶關係計劃", "Customer relations"),
            due="due",
            done="done",
            owes="responsible",
            item="item",
        ),
    ),
    counts=(
        Count(Label("客戶關係計劃完成率", "Customer relations done"), when="due", done="done"),
        Count(Label("客戶關係計劃完成（項）", "Customer relations, items done"), when="done"),
    ),
)


SURVEY: Final = office_register(
    "Survey",
    Label("滿意度調查", "Satisfaction Survey"),
    (
        Column(
            "year",
            Label("年度", "Year"),
            Kind.INTEGER,
            required=True,
            minimum=2000,
            maximum=2099,
            width_chars=8,
        ),
        room_column(),
        day_column("date", "調查日期", "Asked on"),
        choice_column(
            "method",
            Label("方式", "Method"),
            (_IN_PERSON, _BY_PHONE, Label("問卷", "Form"), _BY_WECHAT),
            width=8,
        ),
        _mark("service", "客服", "Service"),
        _mark("order", "秩序", "Order"),
        _mark("repair", "維修", "Repair"),
        _mark("cleaning", "保潔", "Cleaning"),
        _mark("greening", "綠化", "Greening"),
        _mark("overall", "總體", "Overall"),
        Column("opinion", Label("意見", "Opinion"), width_chars=ITEM_CHARS),
        staff_column("responsible", Label("整改責任人", "Put right by")),
        day_column("due", "整改期限", "Put right until"),
        day_column("done", "整改完成", "Put right"),
    ),
    Label(
        "年度滿意度調查，一戶一行，各項 1 到 5 分；有意見的填整改責任人和期限，辦完填完成。",
        "The year's survey, a row a room, marks of 1 to 5; an opinion has who puts it right.",
    ),
    matters=(
        Matter(
            "survey",
            Label("調查意見整改", "Opinion to put right"),
            due="due",
            done="done",
            owes="responsible",
            item="opinion",
            only_if="opinion",
        ),
    ),
    counts=(
        Count(Label("滿意度調查（戶）", "Rooms asked in the survey"), when="date"),
        Count(
            Label("調查意見整改率", "Opinions put right"),
            when="due",
            done="done",
            only_if="opinion",
        ),
    ),
    in_order=("date", "done"),
    once=(("year", "room"),),
)


FEES: Final = office_register(
    "Fees",
    Label("收費", "Fees"),
    (
        room_column(),
        Column("item", Label("費項", "Charge"), required=True, width_chars=12),
        Column("period", Label("所屬期", "Period"), Kind.MONTH, required=True, width_chars=10),
        amount_column("amount", "應收", "Amount due", required=True),
        day_column("due", "應繳日期", "Due", required=True),
        amount_column("received", "實收", "Received"),
        day_column("received_on", "收款日期", "Received on"),
        Column("receipt", Label("票據號", "Receipt no."), width_chars=14),
        NOTE_COLUMN,
    ),
    Label(
        "每戶每個費項每期一行：應收和應繳日期先填，收到後填實收、收款日期和票據號。",
        "A row for each room, charge and period; received and receipt when it came in.",
    ),
    matters=(
        Matter(
            "fees",
            Label("催收費用", "Fee to collect"),
            due="due",
            done="received",
            whole="amount",
            item="item",
        ),
    ),
    counts=(
        Count(Label("收費率（筆）", "Fees received"), when="due", done="received", whole="amount"),
    ),
    once=(("room", "item", "period"), ("receipt",)),
)


FEE_REMINDERS: Final = office_register(
    "FeeReminders",
    Label("催繳記錄", "Fee Reminders"),
    (
        room_column(),
        moment_column("at", "催繳時間", "Reminded at", required=True),
        choice_column(
            "method",
            Label("方式", "Method"),
            (_BY_PHONE, _IN_PERSON, _BY_WECHAT, Label("函件", "Letter")),
            required=True,
            width=8,
        ),
        staff_column("by", Label("催繳人", "By"), required=True),
        day_column("promised", "承諾日期", "Promised for"),
        Column("result", Label("結果", "Result"), width_chars=28),
    ),
    Label(
        "每催一次一行；業主答應了哪天交，填承諾日期。",
        "A row for each reminder; the day that was promised, if there is one.",
    ),
    carried=OF_THE_YEAR,
    counts=(Count(Label("催繳（次）", "Fee reminders"), when="at"),),
    planned=("promised",),
)


RENOVATIONS: Final = office_register(
    "Renovations",
    Label("裝修辦理", "Renovations"),
    (
        number_column("renovation", "裝修編號", "Renovation no."),
        room_column(),
        Column("company", Label("施工單位", "Company"), width_chars=18),
        Column("items", Label("裝修項目", "Works"), required=True, width_chars=28),
        day_column("applied", "申請日期", "Applied", required=True),
        staff_column("receptionist", Label("接待人", "Receptionist")),
        day_column("permitted", "批准日期", "Permitted"),
        amount_column("deposit", "押金", "Deposit"),
        day_column("starts", "開工日期", "Starts"),
        day_column("ends", "計劃完工", "To be finished", required=True),
        day_column("inspected", "最近巡查", "Last patrol"),
        Column("violations", Label("違規事項", "Violations"), width_chars=24),
        day_column("accepted", "驗收日期", "Accepted"),
        day_column("refunded", "退押日期", "Deposit returned"),
    ),
    Label(
        "每次裝修一行，從申請到退押金；開工後每周巡查，把日期填在「最近巡查」。",
        "A row a renovation, from the application to the deposit's return; patrolled every week.",
    ),
    carried=Carried(closings=((Filled("accepted"), Filled("refunded")),)),
    matters=(
        Matter(
            "patrol",
            Label("裝修巡查", "Renovation patrol"),
            reads=("starts", "inspected", "accepted"),
            item="items",
        ),
        Matter(
            "deposit",
            Label("退裝修押金", "Deposit to return"),
            reads=("deposit", "accepted", "refunded"),
            owes="receptionist",
            item="items",
        ),
    ),
    counts=(Count(Label("裝修申請（件）", "Renovations applied for"), when="applied"),),
    in_order=("applied", "permitted", "accepted", "refunded"),
    planned=("starts", "ends"),
)


ERRANDS: Final = office_register(
    "Errands",
    Label("委托代辦", "Errands"),
    (
        number_column("errand", "代辦編號", "Errand no."),
        moment_column("received", "受理時間", "Received", required=True),
        choice_column(
            "kind",
            Label("類型", "Kind"),
            (Label("咨詢", "Enquiry"), Label("委托代辦", "Errand")),
            required=True,
        ),
        room_column(required=False),
        Column("customer", Label("客戶姓名", "Customer"), width_chars=11, english_chars=NAME_CHARS),
        item_column("事項", "Item"),
        amount_column("fee", "費用", "Fee"),
        staff_column("responsible", RESPONSIBLE, required=True),
        day_column("due", "期限", "Due", required=True),
        day_column("done", "完成日期", "Done"),
        choice_column("feedback", Label("客戶評價", "Customer rating"), terms.RATINGS),
    ),
    Label(
        "業主的咨詢和委托代辦，一件一行；辦完填完成日期和客戶評價。",
        "What owners ask for and have done for them, a row each.",
    ),
    matters=(
        Matter(
            "errands",
            Label("委托代辦", "Errand"),
            due="due",
            done="done",
            owes="responsible",
            item="item",
        ),
    ),
    counts=(
        Count(Label("咨詢和委托代辦（件）", "Enquiries and errands"), when="received"),
        Count(Label("委托代辦完成率", "Errands done"), when="due", done="done"),
    ),
    in_order=("received", "done"),
)
