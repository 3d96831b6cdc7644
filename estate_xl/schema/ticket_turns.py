"""What a ticket goes through beside its life: steps up, and pauses (R-5.7)."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.carrying import Carried, Filled
from estate_xl.schema.columns import (
    choice_column,
    day_column,
    moment_column,
    staff_column,
    ticket_column,
)
from estate_xl.schema.model import Column, Role, Sheet

ESCALATIONS: Final = Sheet(
    "Escalations",
    Label("報事升級", "Escalations"),
    Role.DAILY,
    (
        ticket_column(),
        moment_column("at", "升級時間", "Escalated", required=True),
        choice_column(
            "level", Label("升級級別", "Escalated to"), terms.TICKET_LEVELS, required=True, width=14
        ),
        Column("reason", Label("升級原因", "Reason"), required=True, width_chars=34),
        staff_column("handler", Label("責任人", "Handler")),
        moment_column("settled", "處理完成", "Settled"),
    ),
    about=Label(
        "部門處理不了或處理不到位的報事，每升一級一行（R-5.7）；辦妥了填「處理完成」。",
        "A row for each step up of a ticket (R-5.7); fill in Settled when it is.",
    ),
    later=True,
    carried=Carried(along="ticket", closings=((Filled("settled"),),)),
)

PAUSES: Final = Sheet(
    "Pauses",
    Label("報事暫停", "Pauses"),
    Role.DAILY,
    (
        ticket_column(),
        moment_column("at", "暫停時間", "Paused", required=True),
        choice_column(
            "reason", Label("暫停原因", "Reason"), terms.PAUSE_REASONS, required=True, width=12
        ),
        day_column("expected", "預計恢復", "Expected to go on", required=True),
        moment_column("until", "恢復時間", "Went on"),
        Column("note", Label("說明", "Note"), width_chars=28),
    ),
    about=Label(
        "等配件、業主、天氣、外單位時暫停跟進計時（R-5.7）；恢復時填「恢復時間」，從那時重新計。",
        "While work waits no follow-up is due (R-5.7); the clock starts anew when it goes on.",
    ),
    later=True,
    carried=Carried(along="ticket"),
)
