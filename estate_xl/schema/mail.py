"""The mail to headquarters: what its template may name, and the words of 郵件記錄."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.appraisal import HEADING, Field

MAIL_HEADING: Final = (
    *(
        field
        for field in HEADING
        if field.key in {"project", "office", "month", "month_title", "version", "state"}
    ),
    Field("first_zone", Label("第一名片區", "First zone")),
    Field("average_total", Label("平均總分", "Average total")),
    Field("open_points", Label("待補事項", "Open points")),
)
SUBJECT: Final = Label("主題", "Subject")
BODY: Final = Label("正文", "Body")
SUBJECT_CELL: Final = "B4"
BODY_CELL: Final = "B5"
"""Their cells in the empty workbook: right of the words 主題 and 正文."""

PREPARED: Final = Label("準備", "Prepared")
SENT: Final = Label("已發送", "Sent")
FAILED: Final = Label("失敗", "Failed")
UNSURE: Final = Label("待確認", "To be confirmed")
MAIL_STATES: Final = (PREPARED, SENT, FAILED, UNSURE)
"""Of a line of 郵件記錄. `PREPARED` is there only while a mail is on its way: where the next
run still finds it, the run before broke off, and the mail may have left."""

DRAFT_FILE: Final = Label("草稿檔案", "Draft file")
SMTP: Final = Label("SMTP", "SMTP")
OUTLOOK_DRAFT: Final = Label("Outlook 草稿", "Outlook draft")
OUTLOOK: Final = Label("Outlook", "Outlook")
MAIL_WAYS: Final = (DRAFT_FILE, SMTP, OUTLOOK_DRAFT, OUTLOOK)
