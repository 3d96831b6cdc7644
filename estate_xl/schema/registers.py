"""Registers: what changes seldom. Zones, staff, owners."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.columns import (
    NAME_CHARS,
    choice_column,
    count_column,
    day_column,
    staff_column,
    zone_column,
)
from estate_xl.schema.model import Column, Kind, Role, Sheet

ZONES: Final = Sheet(
    "Zones",
    Label("片區", "Zones"),
    Role.REGISTER,
    (
        Column("zone", Label("片區編號", "Zone code"), Kind.ID, required=True, width_chars=11),
        Column("name", Label("片區名稱", "Zone name"), required=True, width_chars=16),
        Column("estate", Label("小區", "Estate"), width_chars=14, english_chars=NAME_CHARS),
        Column("range", Label("管轄範圍", "Area"), width_chars=28),
        count_column("households", "戶數", "Households"),
        staff_column("officer", Label("片區管理員", "Zone officer"), required=True, dated=True),
        staff_column("order", Label("協管", "Order"), dated=True),
        staff_column("repair", Label("維修", "Repair"), dated=True),
        staff_column("cleaning", Label("保潔", "Cleaning"), dated=True),
        staff_column("greening", Label("綠化", "Greening"), dated=True),
        choice_column("active", Label("啟用", "Active"), terms.YES_NO, dated=True, width=8),
    ),
    name_column="name",
    about=Label(
        "每個片區一行：一名管理員，協管、維修、保潔、綠化各一人（R-2）。停用的片區在「啟用」填「否」。",
        "One row a zone: its officer and its order, repair, cleaning and greening people (R-2).",
    ),
)


STAFF: Final = Sheet(
    "Staff",
    Label("員工", "Staff"),
    Role.REGISTER,
    (
        Column("staff", Label("工號", "Staff no."), Kind.ID, required=True, width_chars=10),
        Column(
            "name",
            Label("姓名", "Name"),
            required=True,
            width_chars=10,
            english_chars=NAME_CHARS,
        ),
        choice_column(
            "department",
            Label("部門", "Department"),
            (*terms.DEPARTMENTS, terms.OFFICE),
            required=True,
            dated=True,
            width=15,
        ),
        choice_column(
            "post", Label("崗位", "Post"), terms.POSTS, required=True, dated=True, width=15
        ),
        choice_column("trade", Label("專業", "Trade"), terms.TRADES, dated=True, width=9),
        zone_column(required=False, dated=True),
        Column("phone", Label("電話", "Phone"), width_chars=15),
        Column("email", Label("郵箱", "Email"), width_chars=24),
        day_column("joined", "入職日期", "Joined", dated=True),
        day_column("left", "離職日期", "Left", dated=True),
    ),
    name_column="name",
    about=Label(
        "全部在職和離職人員。離職者填離職日期，不要刪行：以前的月份仍要用到。",
        "Everybody, those who left included: fill in the day they left, do not delete the row.",
    ),
)


OWNERS: Final = Sheet(
    "Owners",
    Label("業主", "Owners"),
    Role.REGISTER,
    (
        Column("room", Label("房號", "Room"), Kind.ID, required=True, width_chars=12),
        Column(
            "owner",
            Label("業主姓名", "Owner"),
            required=True,
            width_chars=12,
            english_chars=NAME_CHARS,
        ),
        Column("phone", Label("電話", "Phone"), width_chars=15),
        zone_column(dated=True),
        choice_column(
            "moved_in",
            Label("已入住", "Moved in"),
            terms.YES_NO,
            required=True,
            dated=True,
            width=9,
        ),
        day_column("moved_in_on", "入住日期", "Moved in on", dated=True),
    ),
    about=Label(
        "每個房號一行。「已入住」填「否」的房號，工程整改須先代客驗收（R-5.3）。",
        "One row a room. Where the owner has not moved in, R-5.3 asks for a joint check first.",
    ),
)
