"""The contents of the 考核 sheet: the lists of its marked rows and the names in its expressions.

A template row is marked by `{% for 片區 %}` in one of its cells and repeats for each record of that
list; a name may be written as its key or as any of its three headers (blanks become `_`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from estate_xl.language import Label


@dataclass(frozen=True)
class Field:
    """A name that an expression may use: stable key, and what people call it."""

    key: str
    header: Label


@dataclass(frozen=True)
class Section:
    """A list of records and the names each record has."""

    key: str
    name: Label
    fields: tuple[Field, ...]

    def take(self, *keys: str) -> tuple[Field, ...]:
        """Its fields of these keys, in this order, for another list that has them, too."""
        held = {field.key: field for field in self.fields}
        return tuple(held[key] for key in keys)


def _f(key: str, hant: str, en: str) -> Field:
    return Field(key, Label(hant, en))


HEADING: Final = (
    _f("month", "月份", "Month"),
    _f("month_title", "考核月份", "Month title"),
    _f("project", "項目名稱", "Project"),
    _f("office", "管理處名稱", "Office"),
    _f("zone_inspection_weight", "巡檢比重", "Inspection weight"),
    _f("zone_owner_weight", "業主比重", "Owner weight"),
    _f("complaint_deduction", "投訴扣分", "Complaint deduction"),
    _f("commendation_bonus", "表揚加分", "Commendation bonus"),
    _f("owner_score_floor", "業主評價下限", "Owner floor"),
    _f("owner_score_ceiling", "業主評價上限", "Owner ceiling"),
    _f("composite_basis", "綜合口徑", "Composite basis"),
    _f("version", "版本", "Version"),
    _f("state", "審定狀態", "Approval state"),
)

ZONES: Final = Section(
    "zones",
    Label("片區", "Zones"),
    (
        _f("rank", "名次", "Rank"),
        _f("zone", "片區編號", "Zone code"),
        _f("name", "片區名稱", "Zone name"),
        _f("officer", "管理員工號", "Officer no."),
        _f("officer_name", "片區管理員", "Zone officer"),
        _f("inspection", "巡檢得分", "Inspection part"),
        _f("complaints", "投訴次數", "Complaints"),
        _f("commendations", "表揚次數", "Commendations"),
        _f("owner", "業主評價", "Owner part"),
        _f("score", "片區得分", "Zone score"),
        _f("visits", "回訪認可率", "Visits approved"),
        _f("code_order", "編號次序", "Code order"),
        _f("tie_break", "同分判定", "Tie broken by"),
        _f("reason", "說明", "Note"),
    ),
)

DEPARTMENT_ZONES: Final = Section(
    "department_zones",
    Label("部門片區", "Department zones"),
    (
        _f("department", "部門", "Department"),
        _f("zone", "片區編號", "Zone code"),
        _f("name", "片區名稱", "Zone name"),
        _f("inspection", "巡檢得分", "Inspection part"),
        _f("complaints", "投訴次數", "Complaints"),
        _f("commendations", "表揚次數", "Commendations"),
        _f("owner", "業主評價", "Owner part"),
        _f("composite", "綜合評分", "Composite"),
        _f("self_check", "自檢得分", "Self-check"),
        _f("reason", "說明", "Note"),
    ),
)

DEPARTMENTS: Final = Section(
    "departments",
    Label("部門", "Departments"),
    (
        _f("department", "部門", "Department"),
        _f("composite", "綜合評分", "Composite"),
        _f("self_check", "自檢得分", "Self-check"),
    ),
)

STAFF: Final = Section(
    "staff",
    Label("員工", "Staff"),
    (
        _f("department", "部門", "Department"),
        _f("post", "崗位", "Post"),
        _f("staff", "工號", "Staff no."),
        _f("name", "姓名", "Name"),
        _f("self", "員工自檢", "Self"),
        _f("self_weight", "自檢比重", "Self weight"),
        _f("zone", "片區小組自檢", "Zone self-check"),
        _f("zone_weight", "片區自檢比重", "Zone weight"),
        _f("supervisor", "主管級評分", "Supervisor"),
        _f("supervisor_weight", "主管級比重", "Supervisor weight"),
        _f("head_composite", "客服主管綜合", "Department composite"),
        _f("head_composite_weight", "綜合比重", "Composite weight"),
        _f("director", "主任級評分", "Director"),
        _f("director_weight", "主任級比重", "Director weight"),
        _f("total", "總分", "Total"),
        _f("rank", "名次", "Rank"),
        _f("missing", "缺項", "Missing"),
    ),
)

OFFICER_DAYS: Final = Section(
    "officer_days",
    Label("負責天數", "Officer days"),
    (
        _f("staff", "工號", "Staff no."),
        _f("name", "姓名", "Name"),
        _f("zone", "片區編號", "Zone code"),
        _f("zone_name", "片區名稱", "Zone name"),
        _f("days", "天數", "Days"),
        _f("score", "片區得分", "Zone score"),
    ),
)

REMARKS: Final = Section(
    "remarks",
    Label("備註", "Remarks"),
    (_f("number", "序號", "No."), _f("text", "內容", "Text")),
)

SECTIONS: Final = (ZONES, DEPARTMENT_ZONES, DEPARTMENTS, STAFF, OFFICER_DAYS, REMARKS)
