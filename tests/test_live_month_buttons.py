"""月度考核 and 審定 ask what the month's state asks for (R-M2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.ribbon import press_at
from support.buttons import ready
from support.desks import CANCEL, FakeScreen, desk_at

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

FILLED = "考核 2026-10"
YES, NO = True, False


def press(book: xw.Book, folder: Path, key: str, *answers: object) -> FakeScreen:
    screen = FakeScreen(*answers)
    press_at(key, desk_at(book, screen, folder))
    return screen


def states(book: xw.Book) -> list[object]:
    """State of each line of 月度記錄."""
    return [each for each in book.sheets["月度記錄"].range("C4:C7").value if each]


def test_a_director_who_says_no(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "approve")
    screen = press(book, tmp_path, "approve", ..., ..., NO)
    assert [proposed for _, proposed in screen.asked[:2]] == ["2026-10", "何主任"]
    question = screen.asked[2][0]
    assert "片區排名：1. A01 觀瀾苑 97.75" in question
    assert "缺項沒有總分：林曉、周明" in question
    assert question.endswith("審定這些數字嗎？")
    assert states(book) == ["草稿"]
    assert not list(tmp_path.rglob("存檔"))


@pytest.mark.slow
def test_a_closed_month_is_reopened_only_with_a_reason(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "approve")
    press(book, tmp_path, "approve", ..., ..., YES)
    assert [path.name for path in tmp_path.rglob("存檔/*")] == ["管理處 2026-10 v1.xlsx"]
    screen = press(book, tmp_path, "month_end", ..., NO)
    assert "第 1 版已審定" in screen.asked[1][0]
    assert screen.said == ["已取消，沒有改動。"]
    press(book, tmp_path, "month_end", ..., YES, CANCEL)
    assert states(book) == ["已審定"]
    screen = press(book, tmp_path, "month_end", ..., YES, "漏了一筆")
    assert states(book) == ["已審定", "草稿"]
    cells = book.sheets[FILLED].used_range.value
    assert any("重開原因：漏了一筆" in str(cell) for row in cells for cell in row)


@pytest.mark.slow
def test_no_reason_where_nothing_can_be_typed(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "approve")
    press(book, tmp_path, "approve", ..., ..., YES)
    screen = FakeScreen(..., YES)
    screen.can_type = False
    press_at("month_end", desk_at(book, screen, tmp_path))
    assert screen.said == ["這裏不能輸入原因，沒有改動；請改用命令 estate-xl month-end --reopen。"]
    assert states(book) == ["已審定"]


@pytest.mark.slow
def test_errors_ask_for_a_reason(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["巡檢"].range("H4").value = 130
    ready(book, "approve")
    screen = press(book, tmp_path, "approve", ..., ..., CANCEL)
    assert "請寫明原因" in screen.asked[2][0]
    assert states(book) == ["草稿"]
    screen = press(book, tmp_path, "approve", ..., ..., "總部催報", YES)
    assert "按 --force 放行" in screen.asked[3][0]
    assert states(book) == ["已審定"]
    assert book.sheets["月度記錄"].range("J4").value == "總部催報"
