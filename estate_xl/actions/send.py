"""發送總部: a month's package on its way to headquarters."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import FILE, FLAG
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import BOOK, OUT, SCREEN_LANGUAGE, month
from estate_xl.language import Label

SEND: Final = Action(
    "send",
    task="estate_xl.tasks.send.send",
    writes=("MailLog", "MonthRecords"),
    shows=None,
    command=Command(
        "send",
        Label("把某月的考核表發送總部", "send the appraisal of a month to headquarters"),
        (
            BOOK,
            month(
                Label("發送哪個月，例如 2026-10", "the month to send, such as 2026-10"),
                Label("發送哪個月？請寫成 2026-10 這樣。", "Which month to send, as 2026-10?"),
            ),
            Option(
                "--eml",
                Label(
                    "郵件草稿寫到哪裏（默認在工作簿旁邊）",
                    "where the draft of the mail goes (else beside the workbook)",
                ),
                FILE,
                "FILE",
            ),
            Option(
                "--smtp",
                Label(
                    "由您確認過的發信服務器直接發出",
                    "send at once by the mail server you confirmed",
                ),
                FLAG,
            ),
            Option(
                "--outlook",
                Label("在經典版 Outlook 打開草稿", "open the draft in classic Outlook"),
                FLAG,
            ),
            Option(
                "--now",
                Label(
                    "和 --outlook 一起：不看草稿，馬上發送",
                    "with --outlook: send at once, without showing the draft",
                ),
                FLAG,
            ),
            Option(
                "--package",
                Label("同時把考核文件存成檔案", "keep the package as a file too"),
                FILE,
                "FILE",
            ),
            Option(
                "--pdf",
                Label("附上考核表的 PDF", "attach the appraisal as a PDF"),
                FLAG,
            ),
            Option(
                "--password",
                Label(
                    "加密考核文件；密碼取自系統鑰匙串，沒有則詢問",
                    "encrypt the package, with the password of the system's keyring or one asked",
                ),
                FLAG,
            ),
            Option(
                "--dry-run",
                Label(
                    "只顯示將會發送什麼，什麼也不改", "only show what would be sent; change nothing"
                ),
                FLAG,
            ),
            Option(
                "--force",
                Label(
                    "放行管理處可以自行決定的攔截",
                    "overrule the guards that the office may decide on",
                ),
                FLAG,
            ),
            OUT,
            SCREEN_LANGUAGE,
        ),
        apart=(("--eml", "--smtp", "--outlook"),),
        run="estate_xl.console.send.run_send",
    ),
    button=Button(
        Label("發送總部", "Send"),
        Label("問月份，把考核表做成郵件草稿並保存", "asks for the month, drafts the mail, saves"),
        groups.APPRAISAL,
        "FileSendAsAttachment",
        Label("把考核表發給公司總部", "Send the appraisal to headquarters"),
        Label(
            "檢查無誤後做成郵件，寄出之前由您確認；結果記在「郵件記錄」。",
            "Made into a mail once the checks pass, sent only after you agree; the outcome is kept "
            "on the mail log.",
        ),
        prepare="estate_xl.live.button_tasks.send",
        asks_first=True,
    ),
    entry=Entry(
        Label("服務主管、主任", "service supervisor, director"),
        "estate-xl send 濱江花園.xlsx --month 2026-10",
        Label(
            "給總部的郵件草稿，附當月的考核包；`--outlook` 在 Outlook 打開，`--smtp` 直接發；"
            "不該發的會攔下，新的收件人確認一次，`--dry-run` 先看",
            "a draft of the mail to headquarters with the month's package; `--outlook` shows "
            "it there, `--smtp` sends it; guards stop what should not leave, what is new is "
            "confirmed once, `--dry-run` shows all",
        ),
    ),
)
