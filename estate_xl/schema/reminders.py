"""What the template of 催辦單 may name: a person's page, and what that person owes."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.appraisal import HEADING, REMARKS, STAFF, Field, Section

REMINDERS_TITLE: Final = Label("催辦單", "Reminders")
"""Title of the sheet with a page for everybody who owes something."""


def _f(key: str, hant: str, en: str) -> Field:
    return Field(key, Label(hant, en))


REMINDER_HEADING: Final = (
    *(field for field in HEADING if field.key in {"project", "office"}),
    _f("as_of", "截至", "As of"),
    _f("page", "頁次", "Page"),
    *STAFF.take("staff", "name", "department", "post"),
    _f("overdue_count", "已逾期件數", "Overdue"),
    _f("coming_count", "將到期件數", "Coming"),
    _f("note", "備註", "Note"),
    _f("message", "催辦文字", "Message"),
)

REMINDED: Final = Section(
    "reminded",
    Label("催辦事項", "Matters owed"),
    (
        *REMARKS.take("number"),
        _f("due", "期限", "Due"),
        _f("state", "逾期情況", "State"),
        _f("matter", "事項", "Matter"),
        _f("record", "編號", "Record"),
        _f("target", "編號位置", "Target"),
        _f("zone", "片區", "Zone"),
        _f("subject", "說明", "Subject"),
        _f("rule", "條款", "Rule"),
    ),
)
"""What one person owes, the most urgent first, a line a matter."""
