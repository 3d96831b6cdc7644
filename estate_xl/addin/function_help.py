"""What Excel's function wizard says of the cell functions: what each answers, and each argument."""

from __future__ import annotations

from typing import Final

from estate_xl.schema import Label

CATEGORY: Final = Label("片區管理", "Estate")

_FROM = Label("從哪一天算起，寫日期或引用日期格", "The day to count from, a date or its cell")
_MONTH = Label("月份，例如 2026-10", "The month, such as 2026-10")

HELP: Final[dict[str, tuple[Label, tuple[Label, ...]]]] = {
    "ESTATE_WORKDAYS": (
        Label(
            "某一天之後第幾個工作日是哪一天，按法定節假日、調休和「節假日」表計算。",
            "The day that is so many working days later, by official holidays and the calendar "
            "sheet.",
        ),
        (_FROM, Label("工作日數", "How many working days")),
    ),
    "ESTATE_DUE": (
        Label(
            "一種期限在哪一天到期，天數取自「參數」表。",
            "The day on which a deadline falls, by the days on the settings sheet.",
        ),
        (
            Label("期限的種類：跟進、回訪", "The kind of deadline: follow-up or return visit"),
            Label("報事的類別：工程類、物管類", "The ticket's kind: engineering or property"),
            _FROM,
        ),
    ),
    "ESTATE_ZONE_SCORE": (
        Label("一個片區在一個月的片區得分。", "The score of a zone in a month."),
        (_MONTH, Label("片區編號或名稱", "The zone's id or name")),
    ),
    "ESTATE_MONTH_SCORE": (
        Label("一名員工在一個月的考核總分。", "The total score of a person in a month."),
        (_MONTH, Label("工號或姓名", "The person's id or name")),
    ),
    "ESTATE_RANK": (
        Label("一個片區在一個月的強制排序名次。", "The forced rank of a zone in a month."),
        (_MONTH, Label("片區編號或名稱", "The zone's id or name")),
    ),
    "ESTATE_STATUS": (
        Label("一件報事現在的狀態。", "The state of a ticket now."),
        (Label("報事單號", "The ticket's number"),),
    ),
}
