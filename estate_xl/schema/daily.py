"""Daily records of the service centre: tickets, follow-ups, complaints and their rounds."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.carrying import Carried, Filled
from estate_xl.schema.columns import (
    NAME_CHARS,
    choice_column,
    count_column,
    department_column,
    moment_column,
    staff_column,
    ticket_column,
    zone_column,
)
from estate_xl.schema.model import Column, Kind, Role, Sheet

TICKETS: Final = Sheet(
    "Tickets",
    Label("報事", "Tickets"),
    Role.DAILY,
    (
        Column("ticket", Label("單號", "Ticket no."), Kind.ID, derived=True, width_chars=16),
        moment_column("registered", "登記時間", "Registered", required=True),
        choice_column("channel", Label("來源", "Channel"), terms.CHANNELS, required=True, width=9),
        zone_column(),
        Column("room", Label("房號", "Room"), Kind.REFERENCE, reference="Owners", width_chars=12),
        Column(
            "customer",
            Label("客戶姓名", "Customer"),
            width_chars=11,
            english_chars=NAME_CHARS,
        ),
        Column("phone", Label("聯繫電話", "Contact phone"), width_chars=15),
        choice_column("kind", Label("類別", "Kind"), terms.KINDS, required=True, width=10),
        department_column(required=True, header=Label("處理部門", "Department")),
        Column("content", Label("報事內容", "Report"), required=True, width_chars=34),
        choice_column("rectification", Label("工程整改", "Rectification"), terms.YES_NO, width=10),
        staff_column("receptionist", Label("接待人", "Receptionist")),
        moment_column("dispatched", "派工時間", "Dispatched"),
        staff_column("collected_by", Label("領單人", "Collected by"), later=True),
        moment_column("collected", "領單時間", "Slip collected", later=True),
        staff_column("worker", Label("服務人員", "Worker")),
        moment_column("arrived", "到達時間", "Arrived"),
        moment_column("completed", "完工時間", "Completed"),
        Column("cause", Label("原因", "Cause"), width_chars=20),
        Column("result", Label("處理結果", "Result"), width_chars=24),
        choice_column("rating", Label("客戶評價", "Customer rating"), terms.RATINGS),
        choice_column("signed", Label("客戶簽字", "Signed"), terms.YES_NO, width=10),
        choice_column("joint_check", Label("代客驗收", "Joint check"), terms.RESULTS),
        moment_column("joint_checked", "驗收時間", "Joint check at"),
        staff_column("service_checker", Label("客服驗收人", "Checked by service"), later=True),
        staff_column("trade_checker", Label("工程驗收人", "Checked by engineering"), later=True),
        moment_column("returned", "返單時間", "Slip returned"),
        choice_column("slip_ok", Label("填單合格", "Slip in order"), terms.YES_NO, width=10),
        count_column("rework", "返工次數", "Times sent back"),
        moment_column("visited", "回訪時間", "Visited"),
        choice_column("visit_method", Label("回訪方式", "Visit method"), terms.VISIT_METHODS),
        Column("visit_phone", Label("回訪電話", "Number called"), width_chars=15, later=True),
        choice_column("visit_rating", Label("回訪評價", "Visit rating"), terms.RATINGS),
        staff_column("visitor", Label("回訪人", "Visitor")),
        moment_column("archived", "存檔時間", "Archived"),
        Column(
            "cancelled", Label("取消原因", "Cancelled because"), width_chars=16, english_chars=26
        ),
        Column(
            "level",
            Label("升級級別", "Escalated to"),
            Kind.CHOICE,
            derived=True,
            choices=terms.TICKET_LEVELS,
            width_chars=11,
            english_chars=16,
            later=True,
        ),
        Column("photos", Label("照片", "Photos"), derived=True, width_chars=9, later=True),
        Column("status", Label("狀態", "Status"), derived=True, width_chars=10, english_chars=13),
        Column(
            "next_due", Label("下次期限", "Next due"), Kind.DATETIME, derived=True, width_chars=17
        ),
        Column("overdue", Label("逾期", "Overdue"), derived=True, width_chars=9),
    ),
    about=Label(
        "每件報事一行，從登記到存檔（R-5）。單號、狀態、下次期限、逾期由程序填寫，請勿手填。",
        "One row a report, from registration to archive (R-5). Grey columns are filled by command.",
    ),
    carried=Carried(closings=((Filled("archived"),), (Filled("cancelled"),))),
)


FOLLOW_UPS: Final = Sheet(
    "FollowUps",
    Label("跟進", "Follow-ups"),
    Role.DAILY,
    (
        ticket_column(),
        moment_column("at", "跟進時間", "Followed up at", required=True),
        staff_column("by", Label("跟進人", "By"), required=True),
        Column("note", Label("跟進內容", "Note"), required=True, width_chars=48),
    ),
    about=Label(
        "未完工的報事：工程類每 7 天、物管類每 3 天至少跟進一次（R-5.5）。",
        "Open work is followed up: engineering every 7 days, property every 3 (R-5.5).",
    ),
    carried=Carried(along="ticket"),
)


COMPLAINTS: Final = Sheet(
    "Complaints",
    Label("投訴", "Complaints"),
    Role.DAILY,
    (
        Column(
            "complaint", Label("投訴編號", "Complaint no."), Kind.ID, derived=True, width_chars=16
        ),
        moment_column("received", "投訴時間", "Received", required=True),
        Column(
            "ticket",
            Label("關聯單號", "Ticket no."),
            Kind.REFERENCE,
            reference="Tickets",
            width_chars=16,
        ),
        zone_column(),
        Column("room", Label("房號", "Room"), width_chars=12),
        Column(
            "customer",
            Label("客戶姓名", "Customer"),
            width_chars=11,
            english_chars=NAME_CHARS,
        ),
        Column("content", Label("投訴內容", "Complaint"), required=True, width_chars=34),
        Column("category", Label("投訴分類", "Category"), width_chars=12, english_chars=18),
        department_column(
            required=False, key="proposed", header=Label("建議部門", "Proposed department")
        ),
        department_column(required=False, header=Label("責任部門", "Department")),
        Column(
            "level",
            Label("處理級別", "Level"),
            Kind.CHOICE,
            derived=True,
            choices=terms.LEVELS,
            width_chars=11,
        ),
        Column("plan", Label("處理方案", "Plan"), width_chars=28),
        staff_column("handler", Label("責任人", "Handler")),
        moment_column("settled", "處理完成", "Settled"),
        moment_column("visited", "回訪時間", "Visited"),
        choice_column(
            "visit_rating",
            Label("回訪結果", "Visit result"),
            (terms.SATISFIED, terms.DISSATISFIED),
        ),
        moment_column("filed", "備案時間", "Filed"),
        choice_column("valid", Label("有效", "Founded"), terms.YES_NO, width=8),
        Column(
            "rounds",
            Label("處理輪次", "Rounds"),
            Kind.INTEGER,
            derived=True,
            minimum=0,
            width_chars=10,
        ),
    ),
    about=Label(
        "投訴從主管級開始，不滿意即升級（R-C1）。查明不屬實的在「有效」填「否」，不扣分。",
        "Complaints climb a ladder (R-C1). An unfounded one gets No in Founded and costs nothing.",
    ),
    carried=Carried(closings=((Filled("filed"),), (Filled("valid", terms.NO),))),
)


ROUNDS: Final = Sheet(
    "ComplaintRounds",
    Label("投訴輪次", "Complaint Rounds"),
    Role.DAILY,
    (
        Column(
            "complaint",
            Label("投訴編號", "Complaint no."),
            Kind.REFERENCE,
            required=True,
            reference="Complaints",
            width_chars=16,
        ),
        Column(
            "round", Label("輪次", "Round"), Kind.INTEGER, required=True, minimum=1, width_chars=8
        ),
        choice_column("level", Label("處理級別", "Level"), terms.LEVELS, required=True),
        Column("handler", Label("責任人", "Handler"), width_chars=11),
        Column("plan", Label("處理方案", "Plan"), width_chars=34),
        moment_column("settled", "處理完成", "Settled"),
        moment_column("visited", "回訪時間", "Visited"),
        Column("visit_rating", Label("回訪結果", "Visit result"), width_chars=11),
    ),
    about=Label(
        "每一輪處理的完整記錄，升級時自動寫入（R-C1）。",
        "Each handling round, kept whole when a complaint climbs (R-C1).",
    ),
    carried=Carried(along="complaint"),
)
