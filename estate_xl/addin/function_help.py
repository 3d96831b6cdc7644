"""The help of our cell functions in Excel's own box: a sentence each, and one for each argument."""

from __future__ import annotations

from typing import Final

from estate_xl.schema import Label

CATEGORY: Final = Label("片區管理", "Estate")
_AGAIN: Final = Label("改了資料後按 Ctrl+Alt+F9 重算。", "After changes press Ctrl+Alt+F9.")


def _does(hant: str, en: str) -> Label:
    return Label(f"{hant}{_AGAIN.hant}", f"{en} {_AGAIN.en}")


_MONTH: Final = Label("月份，例如 2026-10", "The month, such as 2026-10")
_ZONE: Final = Label("片區編號或名稱", "The zone's code or name")
_FROM: Final = Label("從哪一天起算", "The day from which to count")

HELP: Final[dict[str, tuple[Label, tuple[Label, ...]]]] = {
    "ESTATE_WORKDAYS": (
        _does(
            "從某天起第幾個工作日的日期（R-5.4），「節假日」優先。",
            "The day that many working days later (R-5.4); the calendar sheet wins.",
        ),
        (_FROM, Label("工作日數，0 或正整數", "Working days, 0 or more")),
    ),
    "ESTATE_DUE": (
        _does(
            "某事最遲哪天要辦（R-5.3 至 R-5.6），天數按「參數」。",
            "The day by which a matter is due (R-5.3 to R-5.6), by the settings.",
        ),
        (
            Label(
                "回訪、跟進、退單返工或代客驗收",
                "Return visit, Follow-up, Slip sent back or Joint check",
            ),
            Label("工程類或物管類；回訪可以空着", "Engineering or Property; empty for a visit"),
            _FROM,
        ),
    ),
    "ESTATE_ZONE_SCORE": (
        _does("片區某月的得分（R-8.1）。", "A zone's score of a month (R-8.1)."),
        (_MONTH, _ZONE),
    ),
    "ESTATE_MONTH_SCORE": (
        _does("某人某月的考核總分（R-8.4）。", "A person's total of a month (R-8.4)."),
        (_MONTH, Label("工號或姓名", "Staff number or name")),
    ),
    "ESTATE_RANK": (
        _does("片區某月的強制排序名次（R-8.1）。", "A zone's rank of a month (R-8.1)."),
        (_MONTH, _ZONE),
    ),
    "ESTATE_STATUS": (
        _does("報事現在的狀態（R-5）。", "The state of a ticket (R-5)."),
        (Label("單號", "The ticket's number"),),
    ),
}
"""By the function's name in a cell: what it answers, and its arguments in their order."""
