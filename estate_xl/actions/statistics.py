"""統計: a year's figures and charts."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import YEAR
from estate_xl.actions.model import Action, Button, Command, Entry, Option, Proposal, Question
from estate_xl.actions.options import ON_A_BOOK
from estate_xl.language import Label

STATISTICS: Final = Action(
    "statistics",
    task="estate_xl.tasks.statistics.statistics",
    writes=("YearStatistics",),
    command=Command(
        "statistics",
        Label(
            "年度統計：逐月填寫「年度統計」",
            "a year's statistics, month by month, on their sheet",
        ),
        (
            *ON_A_BOOK,
            Option(
                "--year",
                Label("年份，例如 2026", "the year, such as 2026"),
                YEAR,
                "YYYY",
                required=True,
                question=Question(
                    Label("統計哪一年？請寫成 2026 這樣。", "Which year? Write it as 2026."),
                    Label("「{text}」不是年份。", "“{text}” is no year. "),
                    Proposal.YEAR_OF_LAST_MONTH,
                ),
            ),
        ),
    ),
    button=Button(
        Label("統計", "Statistics"),
        Label("問年份，填「年度統計」", "asks for the year and fills its figures"),
        groups.APPRAISAL,
        "ChartInsert",
        Label("一年的統計和圖表", "Figures and charts of a year"),
        Label(
            "填寫「年度統計」：報事、投訴、滿意率和及時率，逐月、逐片區、逐部門。",
            "Fills the statistics sheet: tickets, complaints, satisfaction and timeliness by "
            "month, zone and department.",
        ),
    ),
    entry=Entry(
        Label("服務主管", "service supervisor"),
        "estate-xl statistics 濱江花園.xlsx --year 2026",
        Label(
            "「年度統計」：逐月的數字和圖；月度考核同時填「月度統計」，與上月和去年同月比較",
            "年度統計: the year month by month, with charts; month-end makes 月度統計, the "
            "month beside the last one and the same one a year before",
        ),
    ),
)
