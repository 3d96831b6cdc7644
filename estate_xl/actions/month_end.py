"""月度考核: the appraisal of a month."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON, month
from estate_xl.actions.steps import MONTHLY, Step
from estate_xl.language import Label

MONTH_END: Final = Action(
    "month_end",
    task="estate_xl.tasks.month_end.month_end",
    writes=("AppraisalTemplate", "Evidence", "MonthStatistics", "MonthRecords", "Lists"),
    replaces=("estate_xl.schema.estate_book.APPRAISAL_TITLE",),
    makes_sheets=True,
    command=Command(
        "month-end",
        Label(
            "月度考核：填寫「考核 年-月」「計分依據」和「月度統計」",
            "the appraisal of a month: fill its sheet, the evidence and the month's statistics",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            month(
                Label("考核月份，例如 2026-10", "the month appraised, such as 2026-10"),
                Label("考核哪個月？請寫成 2026-10 這樣。", "Which month? Write it as 2026-10."),
            ),
            Option(
                "--reopen",
                Label(
                    "重開已審定或已上報的月份，另起一版，並寫明原因（R-M2）",
                    "open an approved or reported month again as its next version, and why (R-M2)",
                ),
                metavar="REASON",
            ),
        ),
    ),
    button=Button(
        Label("月度考核", "Month-end"),
        Label("問月份，填「考核」和「計分依據」", "asks for the month and fills the appraisal"),
        groups.APPRAISAL,
        "Calculator",
        Label("計算一個月的考核", "Calculate the appraisal of a month"),
        Label(
            "詢問月份（默認上個月），填寫「考核 年-月」和「計分依據」，每個分數都能點回它的來處。",
            "Asks for the month, the last one proposed, and fills the appraisal and its evidence; "
            "every score leads back to where it comes from.",
        ),
        prepare="estate_xl.live.month_buttons.month_end",
        asks_first=True,
    ),
    entry=Entry(
        Label("服務主管", "service supervisor"),
        "estate-xl month-end 濱江花園.xlsx --month 2026-10",
        Label(
            "「考核 2026-10」按辦公室自己的模板填好，「計分依據」解釋每個數字",
            "考核 2026-10, filled from the office's own template, and 計分依據, which "
            "explains each number",
        ),
    ),
    step=Step(
        10,
        MONTHLY,
        Label(
            "運行「{month_end}」，核對計分依據和統計；主任「{approve}」後運行「{send}」。",
            "Run {month_end}, check the evidence; the director runs {approve}; then run {send}.",
        ),
        ("Evidence", "MonthStatistics", "MonthRecords", "MailLog"),
        ("latest_appraisal",),
    ),
)
