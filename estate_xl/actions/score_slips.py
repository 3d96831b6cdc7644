"""個人得分單: what everybody's score of a month comes from, a page each."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON, month, pdf
from estate_xl.language import Label

SCORE_SLIPS: Final = Action(
    "score_slips",
    task="estate_xl.tasks.score_slips.score_slips",
    writes=("ScoreSlipTemplate",),
    replaces=("estate_xl.schema.score_forms.SCORE_SLIPS_TITLE",),
    makes_sheets=True,
    shows=-1,
    command=Command(
        "score-slips",
        Label(
            "個人得分單：每人一頁，各項得分、扣分、總分、名次，供本人簽字或申訴",
            "a page for each person: parts, deductions, total, rank, to be signed or appealed",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            month(
                Label("考核月份，例如 2026-10", "the month appraised, such as 2026-10"),
                Label(
                    "哪個月的得分單？請寫成 2026-10 這樣。",
                    "Which month? Write it as 2026-10.",
                ),
            ),
            Option(
                "--staff",
                Label(
                    "只要這個人的，工號或姓名，可以寫多次", "of this person only; may be repeated"
                ),
                metavar="STAFF",
                many=True,
                parameter="people",
            ),
            pdf("得分單", "slips"),
        ),
        run="estate_xl.console.printed_sheets.run_score_slips",
    ),
    button=Button(
        Label("個人得分單", "Score slips"),
        Label("問月份，每人一頁得分單", "a slip of their score for everybody"),
        groups.APPRAISAL,
        "FilePrintPreview",
        Label("每人一頁：得分、扣分、總分、名次", "A page for each person of the month"),
        Label(
            "月度考核之後用：每個人的各項得分、扣分的單號、總分和名次，可以打印，供本人簽字或申訴。"
            "只供本管理處，不會發送總部。",
            "After month-end: everybody's parts, deductions with their slips, total and rank, to "
            "be printed, signed or appealed. They stay in the office and are never sent.",
        ),
        is_large=False,
    ),
    entry=Entry(
        Label("服務主管，考核之後", "service supervisor, after month-end"),
        "estate-xl score-slips 濱江花園.xlsx --month 2026-10 --pdf 得分單.pdf",
        Label(
            "「個人得分單」每人一頁：得分、扣分和單號、總分、名次，簽字或申訴；`--staff` 只要一人",
            "個人得分單, a page a person: parts, deductions with slip numbers, total, rank, lines "
            "to sign or appeal; `--staff NO` for one person",
        ),
    ),
)
