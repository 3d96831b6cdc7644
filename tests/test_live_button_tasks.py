"""登記跟進 takes the selected tickets and proposes who followed up."""
# ruff: noqa: D102 - `Desk` says what its methods are

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from estate_xl.live.excel_window import Desk
from estate_xl.ribbon import press_at
from support.buttons import (
    ready,
)
from support.desks import (
    FakeScreen,
    desk_at,
)

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


def test_a_follow_up_proposes_who_did_the_last_one(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "follow_up")
    screen = FakeScreen(..., "再約", "昨天", "2026年11月2日 16:05")
    press_at("follow_up", desk_at(book, screen, tmp_path))
    now = "2026-11-03 09:30"
    assert screen.asked == [
        ("跟進人的姓名或工號：", "周明"),
        ("1 件報事的跟進內容：", ""),
        ("跟進時間：", now),
        ("「昨天」不是時刻，請寫成 2026-10-31 08:30 這樣（1950 到 2099 年）。跟進時間：", now),
    ]
    at = dt.datetime(2026, 11, 2, 16, 5)  # noqa: DTZ001 - a workbook's times have no zone
    line = book.sheets["跟進"].range("A5:D5").value
    assert line == ["BS202610-0001", at, "周明", "再約"]


class LinXiao(Desk):
    """A desk whose Office knows the clerk."""

    def user_name(self) -> str:
        return "林曉"


def test_a_follow_up_proposes_the_clerk(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "follow_up")
    screen = FakeScreen(..., "再約", ...)
    press_at("follow_up", desk_at(book, screen, tmp_path, LinXiao))
    assert screen.asked[0][1] == "林曉"


def test_a_follow_up_without_a_selected_ticket(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen()
    press_at("follow_up", desk_at(book, screen, tmp_path))
    assert screen.said == ["請先在工作表「報事」選中要登記的行（要有單號），再按「登記跟進」。"]


def test_a_follow_up_where_nothing_can_be_typed(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "follow_up")
    screen = FakeScreen()
    screen.can_type = False
    press_at("follow_up", desk_at(book, screen, tmp_path))
    assert screen.said == ["這裏不能輸入文字，請直接在工作表「跟進」登記。"]
