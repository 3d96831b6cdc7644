"""Names that a slip can show beside 報事's columns, and headers of the ledger on 名單."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.appraisal import HEADING, Field
from estate_xl.schema.daily import TICKETS

QR: Final = Field("qr", Label("二維碼", "QR code"))
REPRINT: Final = Field("reprint", Label("補打", "Reprint"))
JOINT_BOX: Final = Field("joint_box", Label("代客驗收欄", "Joint check box"))
RATING_BOX: Final = Field("rating_box", Label("客戶評價欄", "Rating box"))
METHOD_BOX: Final = Field("method_box", Label("回訪方式欄", "Visit method box"))
VISIT_BOX: Final = Field("visit_box", Label("回訪評價欄", "Visit rating box"))
REPEATED: Final = Field("repeated", Label("重複報事", "Reported before"))

SLIP_FIELDS: Final = (
    *(Field(column.key, column.header) for column in TICKETS.columns),
    QR,
    REPRINT,
    JOINT_BOX,
    RATING_BOX,
    METHOD_BOX,
    VISIT_BOX,
    REPEATED,
    *(field for field in HEADING if field.key in {"project", "office"}),
)
"""Names that the slip's template may use (R-5.1 to R-5.4)."""

SLIP_TITLE: Final = Label("報事單", "Work Orders")
LISTS_TITLE: Final = Label("名單", "Lists")

MARK_HEADERS: Final = (Label("單號前綴", "Number prefix"), Label("最大流水號", "Highest number"))
REPRINT_HEADERS: Final = (Label("補打的單號", "Reprinted slip"), Label("補打次數", "Reprints"))
RECORD_HEADERS: Final = (Label("已考核的月份", "Month appraised"), Label("考核記錄", "Record"))
NOTE_HEADERS: Final = (Label("月末主檔", "Masters at month's end"), Label("內容", "Contents"))
LEFT_HEADERS: Final = (
    Label("上年單號前綴", "Prefix, last year"),
    Label("上年最大流水號", "Highest number, last year"),
)
PAST_HEADERS: Final = (
    Label("上年統計", "Last year's figures"),
    Label("全年及各月", "Year and months"),
)
VALUE_HEADERS: Final = (Label("月度版本", "Version of a month"), Label("數值", "Values"))
LEDGER_HEADER_ROW: Final = 3
