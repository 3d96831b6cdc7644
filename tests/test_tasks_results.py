"""What each task's result says, to a person and to a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.actions import ACTIONS, load
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.language import Label, Language
from estate_xl.tasks.results import (
    FollowUpResult,
    OverdueResult,
    Result,
    StatisticsResult,
    ValidateResult,
    WorkOrdersResult,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HANT = Language.HANT
ABOUT: dict[str, Any] = {"findings": [], "language": HANT, "screen_language": HANT, "written": []}
FINDING = Finding(FindingCode.MISSING_VALUE, "Tickets", 4, "zone")
ON_TWO_BOOKS = "estate_xl.tasks.new_year.new_year"
"""A task whose result is another workbook's, thus no action's on a book."""


def test_every_task_on_a_book_gives_a_result_of_its_own() -> None:
    tasks = [action.task for action in ACTIONS.values() if action.task and action.key != "send"]
    named = [load(task).__annotations__["return"] for task in (*tasks, ON_TWO_BOOKS)]
    assert len(set(named)) == len(tasks) + 1
    assert set(named) == {each.__name__ for each in Result.__subclasses__()}


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (ValidateResult, ["沒有發現問題。"]),
        (lambda **about: StatisticsResult(unread=0, **about), []),
        (
            lambda **about: StatisticsResult(unread=2, **about),
            ["有 2 處（單元格或行）沒有計入；請執行 validate 查看。"],
        ),
        (lambda **about: OverdueResult(overdue=[], **about), ["沒有逾期的事項。"]),
        (
            lambda **about: FollowUpResult(followed=[], **about),
            ["這一分鐘內同樣的跟進已經登記過，沒有重複登記。"],
        ),
        (
            lambda **about: FollowUpResult(followed=["1", "2", "3", "4"], **about),
            ["已登記 4 件報事的跟進：1 … 4。"],
        ),
        (
            lambda **about: WorkOrdersResult(
                slips=[], numbered={}, unprinted={}, tickets_title="報事", **about
            ),
            ["沒有新的報事要打印；補打請用 --ticket 單號。"],
        ),
        (
            lambda **about: WorkOrdersResult(
                slips=["1", "2"],
                numbered={"Tickets": 2, "Complaints": 1},
                unprinted={Label("沒有片區", "no zone"): ["3"]},
                waiting=5,
                tickets_title="報事",
                **about,
            ),
            [
                "新編號：報事 2、投訴 1。",
                (
                    "沒有打印報事單的：沒有片區 1 件（3）；要打印請指明單號"
                    "（--ticket，或在「報事」選中那些行）。"
                ),
                "報事單 2 張，可以打印：1、2。",
                "還有 5 件新報事沒有編號，打印完請再執行一次。",
            ],
        ),
    ],
)
def test_what_a_result_says(make: Callable[..., Result], told: list[str]) -> None:
    assert make(**ABOUT).lines(HANT, "b.xlsx") == told


def test_what_was_written_stands_first_and_findings_last() -> None:
    about = ABOUT | {"findings": [FINDING], "written": ["年度統計"], "lost": ["A!A1"]}
    first, lost, unread, found, *listed = StatisticsResult(unread=1, **about).lines(HANT, "b.xlsx")
    assert first == "已寫入「b.xlsx」的工作表：年度統計。"
    assert lost.startswith("這些")
    assert unread.startswith("有 1 處")
    assert found.startswith("發現 1 個問題")
    assert len(listed) == 1


@pytest.mark.parametrize(
    ("written", "in_excel", "shown"),
    [(["檢查結果"], False, 12), ([], False, 100), (["檢查結果"], True, 6)],
)
def test_only_the_first_findings_are_named(written: list[str], in_excel: bool, shown: int) -> None:  # noqa: FBT001 - a table
    result = ValidateResult(**ABOUT | {"findings": [FINDING] * 120, "written": written})
    lines = result.lines(HANT, "b.xlsx", in_excel=in_excel)
    assert sum(line.startswith("  ") for line in lines) == shown
    assert f"另有 {120 - shown} 個" in lines[-1]


def test_overdue_work_alone_is_alarming() -> None:
    assert not OverdueResult(overdue=[], **ABOUT | {"findings": [FINDING]}).is_alarming
    assert ValidateResult(**ABOUT | {"findings": [FINDING]}).is_alarming
    assert OverdueResult(overdue=[], **ABOUT).as_json() == {"items": []}


def test_a_button_names_the_rows_to_select() -> None:
    result = WorkOrdersResult(slips=[], numbered={}, unprinted={}, tickets_title="報事", **ABOUT)
    (line,) = result.lines(HANT, "b.xlsx", in_excel=True)
    assert line.endswith("補打請在「報事」選中那些行，再按「生成報事單」。")
    assert not result.has_sheet_to_show
