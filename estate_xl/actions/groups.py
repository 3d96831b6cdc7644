"""Groups of the tab 片區管理, from left to right."""

from __future__ import annotations

from typing import Final

from estate_xl.actions.model import Group
from estate_xl.language import Label

CHECK: Final = "Check"
TICKETS: Final = "Tickets"
FOLLOW_UP: Final = "FollowUp"
PEOPLE: Final = "People"
REGISTERS: Final = "Registers"
APPRAISAL: Final = "Appraisal"
WORKBOOK: Final = "Workbook"

GROUPS: Final = (
    Group(CHECK, Label("檢查", "Check")),
    Group(TICKETS, Label("報事", "Tickets")),
    Group(FOLLOW_UP, Label("跟進", "Follow-up")),
    Group(PEOPLE, Label("人員", "People")),
    Group(REGISTERS, Label("登記", "Registers")),
    Group(APPRAISAL, Label("月度", "Month")),
    Group(WORKBOOK, Label("工作簿", "Workbook")),
)
