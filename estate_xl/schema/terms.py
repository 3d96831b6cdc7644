"""The regulation's own words: choices that rules compare with, in the three languages."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label, verbatim

YES: Final = Label("是", "Yes")
NO: Final = Label("否", "No")
YES_NO: Final = (YES, NO)

SERVICE_CENTRE: Final = Label("客戶服務中心", "Service Centre")
ORDER_TEAM: Final = Label("協管隊", "Order-keeping Team")
ENGINEERING: Final = Label("工程維修部", "Engineering")
ENVIRONMENT: Final = Label("環境部", "Environment")
OFFICE: Final = Label("管理處", "Management Office")
DEPARTMENTS: Final = (SERVICE_CENTRE, ORDER_TEAM, ENGINEERING, ENVIRONMENT)

SERVICE: Final = Label("客服", "Service")
ORDER: Final = Label("協管", "Order")
REPAIR: Final = Label("維修", "Repair")
CLEANING: Final = Label("保潔", "Cleaning")
GREENING: Final = Label("綠化", "Greening")
TRADES: Final = (SERVICE, ORDER, REPAIR, CLEANING, GREENING)

DEPARTMENT_OF_TRADE: Final = {
    SERVICE.hant: SERVICE_CENTRE.hant,
    ORDER.hant: ORDER_TEAM.hant,
    REPAIR.hant: ENGINEERING.hant,
    CLEANING.hant: ENVIRONMENT.hant,
    GREENING.hant: ENVIRONMENT.hant,
}

DIRECTOR: Final = Label("管理處主任", "Office Director")
SERVICE_SUPERVISOR: Final = Label("客戶主管", "Service Supervisor")
RECEPTIONIST: Final = Label("前臺接待員", "Receptionist")
ZONE_OFFICER: Final = Label("片區客戶人員", "Zone Officer")
ORDER_HEAD: Final = Label("協管隊長", "Order Captain")
ORDER_FOREMAN: Final = Label("協管班長", "Order Foreman")
ENGINEERING_HEAD: Final = Label("工程主管", "Engineering Supervisor")
REPAIR_FOREMAN: Final = Label("維修班長", "Repair Foreman")
ENVIRONMENT_HEAD: Final = Label("環境主管", "Environment Supervisor")
CLEANING_FOREMAN: Final = Label("保潔班長", "Cleaning Foreman")
GREENING_FOREMAN: Final = Label("綠化班長", "Greening Foreman")
WORKER: Final = Label("員工", "Worker")
POSTS: Final = (
    DIRECTOR,
    SERVICE_SUPERVISOR,
    RECEPTIONIST,
    ZONE_OFFICER,
    ORDER_HEAD,
    ORDER_FOREMAN,
    ENGINEERING_HEAD,
    REPAIR_FOREMAN,
    ENVIRONMENT_HEAD,
    CLEANING_FOREMAN,
    GREENING_FOREMAN,
    WORKER,
)

ENGINEERING_KIND: Final = Label("工程類", "Engineering")
PROPERTY_KIND: Final = Label("物管類", "Property")
KINDS: Final = (ENGINEERING_KIND, PROPERTY_KIND)

SATISFIED: Final = Label("滿意", "Satisfied")
FAIR: Final = Label("基本滿意", "Fairly satisfied")
DISSATISFIED: Final = Label("不滿意", "Dissatisfied")
RATINGS: Final = (SATISFIED, FAIR, DISSATISFIED)

PASSED: Final = Label("合格", "Passed")
FAILED: Final = Label("不合格", "Failed")
RESULTS: Final = (PASSED, FAILED)

DAILY_INSPECTION: Final = Label("片區日檢", "Zone daily")
WEEKLY_INSPECTION: Final = Label("片區周檢", "Zone weekly")
SUPERVISOR_INSPECTION: Final = Label("主管周檢", "Supervisor weekly")
INSPECTION_KINDS: Final = (DAILY_INSPECTION, WEEKLY_INSPECTION, SUPERVISOR_INSPECTION)

LEVELS: Final = (
    Label("主管級", "Supervisor"),
    Label("主任級", "Director"),
    Label("公司總部", "Headquarters"),
)
TICKET_LEVELS: Final = LEVELS[:2]
"""Those to which a ticket climbs (R-5.7)."""
PAUSE_REASONS: Final = (
    Label("待配件", "Waiting for parts"),
    Label("待業主", "Waiting for the owner"),
    Label("待天氣", "Waiting for the weather"),
    Label("待外單位", "Waiting for an outside firm"),
    Label("其他", "Other"),
)
CHANNELS: Final = (
    Label("電話", "Phone"),
    Label("來訪", "Visit"),
    Label("微信", "WeChat"),
    Label("其他", "Other"),
)
VISIT_METHODS: Final = (
    Label("電話", "Phone"),
    Label("上門", "In person"),
    Label("微信", "WeChat"),
)
CALENDAR_KINDS: Final = (Label("休", "Off"), Label("班", "Work"))

CODE_SEPARATOR: Final = "、"

_CHOICES: Final = {
    label.hant: label
    for label in (
        *DEPARTMENTS,
        OFFICE,
        *POSTS,
        *TRADES,
        *INSPECTION_KINDS,
    )
}


def choice_label(hant: str) -> Label:
    """The label of a department, post, trade or inspection kind; other text as it is.

    >>> choice_label("環境部").en
    'Environment'
    """
    return _CHOICES.get(hant) or verbatim(hant)


REGISTERED: Final = Label("已登記", "Registered")
DISPATCHED: Final = Label("已派工", "Dispatched")
WORKING: Final = Label("處理中", "In progress")
COMPLETED: Final = Label("已完工", "Completed")
RETURNED: Final = Label("已返單", "Slip returned")
REWORK: Final = Label("返工", "Slip sent back")
VISITED: Final = Label("已回訪", "Visited")
ARCHIVED: Final = Label("已存檔", "Archived")
CANCELLED: Final = Label("已取消", "Cancelled")
STATES: Final = (
    REGISTERED,
    DISPATCHED,
    WORKING,
    COMPLETED,
    RETURNED,
    REWORK,
    VISITED,
    ARCHIVED,
    CANCELLED,
)
"""In the order of a ticket's life; a time filled in never moves it back."""
