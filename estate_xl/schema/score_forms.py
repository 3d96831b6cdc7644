"""What the templates of 評分表 and 個人得分單 may name: a page's heading and its lists."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.appraisal import (
    DEPARTMENT_ZONES,
    HEADING,
    OFFICER_DAYS,
    REMARKS,
    STAFF,
    ZONES,
    Field,
    Section,
)

FORMS_TITLE: Final = Label("評分表", "Score Forms")
"""Title of the sheet with a page for each scorer and each zone."""

SCORE_SLIPS_TITLE: Final = Label("個人得分單", "Score Slips")
"""Title of the sheet with a page for each person."""


def _f(key: str, hant: str, en: str) -> Field:
    return Field(key, Label(hant, en))


_OFFICE: Final = tuple(
    field for field in HEADING if field.key in {"month", "month_title", "project", "office"}
)
_PAGE: Final = (*_OFFICE, _f("page", "頁次", "Page"))

SCORED: Final = Section(
    "scored",
    Label("評分名單", "People scored"),
    (
        *REMARKS.take("number"),
        *STAFF.take("department", "post", "staff", "name"),
        _f("score", "評分", "Score"),
    ),
)
"""Who is scored by one scorer, a line each."""

CHECKED_DEPARTMENTS: Final = Section(
    "checked_departments",
    Label("部門自檢", "Departments checked"),
    (
        *STAFF.take("department"),
        _f("daily", "日檢次數", "Daily"),
        _f("weekly", "周檢次數", "Weekly"),
        _f("self_check", "巡檢均分", "Mean score"),
        *DEPARTMENT_ZONES.take("reason"),
    ),
)
"""A zone's own inspections in the month, a line a department (R-8.3, 5 %)."""

CHECKED_WORKERS: Final = Section(
    "checked_workers",
    Label("員工自檢", "Workers checked"),
    (
        *REMARKS.take("number"),
        *STAFF.take("department", "staff", "name"),
        _f("visits", "回訪件數", "Visits"),
        _f("dissatisfied", "不滿意", "Dissatisfied"),
        _f("sent_back", "退單次數", "Sent back"),
        _f("computed", "算出得分", "Computed"),
        _f("given", "調整得分", "Adjusted"),
        _f("reason", "調整理由", "Reason"),
    ),
)
"""The workers of a zone's group, a line each (R-8.3, 30 %)."""

FORM_HEADING: Final = (
    *_PAGE,
    _f("form", "表名", "Form"),
    _f("scorer", "評分人", "Scorer"),
    *OFFICER_DAYS.take("zone", "zone_name"),
    *ZONES.take("officer_name"),
    _f("arithmetic", "算式", "Arithmetic"),
)
"""Names of a page of 評分表; those of the other kind of page are empty on it."""

FORM_SECTIONS: Final = (SCORED, CHECKED_DEPARTMENTS, CHECKED_WORKERS)

SLIP_PARTS: Final = Section(
    "slip_parts",
    Label("得分項目", "Parts"),
    (
        _f("part", "項目", "Part"),
        _f("scorer", "評分人", "Scorer"),
        _f("score", "得分", "Score"),
        _f("weight", "比重", "Weight"),
        _f("points", "計入總分", "Counts"),
        *DEPARTMENT_ZONES.take("reason"),
    ),
)

SLIP_LINES: Final = Section(
    "slip_lines",
    Label("計分明細", "Details"),
    (
        _f("date", "日期", "Date"),
        _f("subject", "對象", "Subject"),
        _f("part", "項目", "Part"),
        _f("detail", "內容", "Detail"),
        _f("points", "分值", "Points"),
        _f("source", "來源", "Source"),
        _f("target", "來源位置", "Target"),
    ),
)
"""Each deduction, bonus and computation behind a person's score, with a link to its row."""

SLIP_HEADING: Final = (
    *_PAGE,
    *STAFF.take("staff", "name", "department", "post", "total", "rank"),
    _f("ranked", "部門排名人數", "Ranked"),
    *STAFF.take("missing"),
    _f("note", "備註", "Note"),
)

SLIP_SECTIONS: Final = (SLIP_PARTS, SLIP_LINES)
