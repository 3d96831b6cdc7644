"""審定: the director vouches for a month."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry, Option, Question
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON, month
from estate_xl.language import Label

APPROVE: Final = Action(
    "approve",
    task="estate_xl.tasks.approve.approve",
    writes=("MonthRecords", "Lists"),
    replaces=("estate_xl.schema.estate_book.APPRAISAL_TITLE",),
    command=Command(
        "approve",
        Label(
            "審定一個月的考核：給主任看、由主任確認，另存一份到「存檔」",
            "approve the appraisal of a month: shown to the director, who agrees; a copy is kept",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            month(
                Label("審定哪個月，例如 2026-10", "the month to approve, such as 2026-10"),
                Label("審定哪個月？請寫成 2026-10 這樣。", "Which month to approve, as 2026-10?"),
            ),
            Option(
                "--by",
                Label("審定的管理處主任，工號或姓名", "the director, by staff number or name"),
                metavar="STAFF",
                required=True,
                question=Question(
                    Label("審定人（管理處主任）的姓名或工號：", "The director, name or number:")
                ),
            ),
            Option(
                "--force",
                Label(
                    "數據有錯誤也審定，並寫明原因（記在「月度記錄」）",
                    "approve in spite of errors, and why (kept on the month records)",
                ),
                metavar="REASON",
            ),
        ),
        run="estate_xl.console.approve.run_approve",
    ),
    button=Button(
        Label("審定", "Approve"),
        Label(
            "問月份和審定人，給主任看過、確認後記下並存檔",
            "asks for the month and the director, shows it, keeps a copy once they agree",
        ),
        groups.APPRAISAL,
        "FileMarkAsFinal",
        Label("主任審定一個月的考核", "The director approves a month"),
        Label(
            "列出排名、總分、缺項和問題，主任確認後記在「月度記錄」，另存一份到「存檔」，"
            "並保存工作簿。",
            "Shows ranking, totals, what is missing or wrong; once the director agrees it goes on "
            "the month records, a copy is kept, and the workbook is saved.",
        ),
        prepare="estate_xl.live.month_buttons.approve",
        asks_first=True,
    ),
    entry=Entry(
        Label("管理處主任", "director"),
        "estate-xl approve 濱江花園.xlsx --month 2026-10 --by 何主任",
        Label(
            "「月度記錄」寫明第幾版、何時、由誰審定；`存檔/` 有當時的考核、計分依據和月度統計；"
            "以後的 month-end 不再改它，更正用 `--reopen 原因`",
            "月度記錄 says which version, when and by whom; `存檔/` keeps the sheets as they were; "
            "month-end leaves the month alone from then on, `--reopen REASON` corrects it",
        ),
    ),
)
