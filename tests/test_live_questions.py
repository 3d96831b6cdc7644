"""A question is asked until its answer can be read, and may be cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.ribbon import press_at
from support.buttons import (
    SAID,
    ready,
)
from support.desks import (
    CANCEL,
    FakeScreen,
    bytes_of,
    desk_at,
)

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


@pytest.mark.parametrize("key", ["follow_up", "month_end"])
def test_a_cancelled_question(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    data, screen = bytes_of(book), FakeScreen(CANCEL)
    press_at(key, desk_at(book, screen, tmp_path))
    assert screen.said == ["已取消，沒有改動。"]
    assert bytes_of(book) == data


def test_the_month_is_asked_until_it_can_be_read(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen("十月", "2026-10")
    press_at("month_end", desk_at(book, screen, tmp_path))
    assert screen.asked == [
        ("考核哪個月？請寫成 2026-10 這樣。", "2026-10"),
        ("「十月」不是月份。考核哪個月？請寫成 2026-10 這樣。", "2026-10"),
    ]
    assert SAID["month_end"] in screen.said[0]
