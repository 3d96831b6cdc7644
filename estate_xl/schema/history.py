"""Records of what changed over time: masters, and slips that went back (R-M3, R-5.6)."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.carrying import Carried
from estate_xl.schema.columns import (
    choice_column,
    day_column,
    moment_column,
    staff_column,
    ticket_column,
)
from estate_xl.schema.model import Column, Role, Sheet
from estate_xl.schema.registers import OWNERS, STAFF, ZONES

MASTERS: Final = (STAFF, ZONES, OWNERS)
"""Sheets that hold the state of today, whose changes are dated."""

CORRECTION: Final = Label("更正", "Correction")
"""In 說明 of a row without a date: it was always so (R-M3)."""

CHANGES: Final = Sheet(
    "Changes",
    Label("變更記錄", "Changes"),
    Role.REGISTER,
    (
        day_column("date", "生效日期", "In force from", required=True),
        choice_column(
            "subject",
            Label("對象", "Subject"),
            tuple(sheet.title for sheet in MASTERS),
            required=True,
            width=8,
        ),
        Column("key", Label("編號", "Key"), required=True, width_chars=12),
        Column("field", Label("項目", "Field"), required=True, width_chars=14),
        Column("before", Label("原值", "Before"), width_chars=16),
        Column("after", Label("新值", "After"), width_chars=16),
        staff_column("by", Label("經辦人", "Entered by")),
        Column("note", Label("說明", "Note"), width_chars=28),
    ),
    about=Label(
        "員工、片區、業主的變更，一項一行。由「調動」填寫；自己改了原表，請在此補一行（R-M3）。",
        "A row for each dated change of staff, zones or owners; filled by the command change.",
    ),
    later=True,
    carried=Carried(bears=True),
)

SLIP_RETURNS: Final = Sheet(
    "SlipReturns",
    Label("退單記錄", "Slip Returns"),
    Role.DAILY,
    (
        ticket_column(),
        moment_column("at", "退回時間", "Sent back", required=True),
        Column("reason", Label("退回原因", "Reason"), required=True, width_chars=34),
        staff_column("by", Label("退回人", "Sent back by"), required=True),
        moment_column("again", "再返單時間", "Returned again"),
        Column("note", Label("說明", "Note"), width_chars=20),
    ),
    about=Label(
        "每退回一次一行（R-5.6）。由「退單」填寫；單子再返回時填「再返單時間」。",
        "A row for each time a slip went back (R-5.6); fill in when it returned again.",
    ),
    later=True,
    carried=Carried(along="ticket"),
)
