"""Sheets that cannot be written stop a button before anything changes; a filter is asked about."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from estate_xl.ribbon import press_at
from support.buttons import (
    ANSWERS,
    HEADER,
    MAKERS,
    SAID,
    TASKS,
    WRITTEN,
    ready,
)
from support.desks import (
    FakeScreen,
    bytes_of,
    desk_at,
    filter_table,
    protect,
    state_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


@pytest.mark.parametrize("key", TASKS)
def test_a_read_only_workbook(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    before, data, screen = state_of(book.app), bytes_of(book), FakeScreen(*ANSWERS[key])
    book.impl.model.path.chmod(stat.S_IRUSR)
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    assert said == (
        "「濱江花園.xlsx」是以唯讀方式打開的，改動存不回去，所以沒有改動；"
        "請等別人關閉它再打開，或另存一份再按。"
    )
    assert bytes_of(book) == data
    assert state_of(book.app) == before


@pytest.mark.parametrize("key", TASKS)
def test_a_protected_sheet_is_named_and_nothing_changes(
    book: xw.Book, tmp_path: Path, key: str
) -> None:
    ready(book, key)
    protect(book, WRITTEN[key])
    before, data, screen = state_of(book.app), bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    assert said == (
        f"工作表「{WRITTEN[key]}」受保護，所以沒有改動；請在「審閱」取消「保護工作表」，再按一次。"
    )
    assert bytes_of(book) == data
    assert state_of(book.app) == before
    assert not (tmp_path / "辦公 室" / "備份").exists()


@pytest.mark.parametrize("key", MAKERS)
def test_a_protected_structure(book: xw.Book, tmp_path: Path, key: str) -> None:
    book.impl.model.__dict__["is_structure_locked"] = True
    data, screen = bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    assert screen.said[0].startswith("「濱江花園.xlsx」的工作簿結構受保護，不能新建工作表")
    assert bytes_of(book) == data


@pytest.mark.parametrize("key", ["work_orders", "overdue"])
def test_a_filtered_register_is_asked_about(book: xw.Book, tmp_path: Path, key: str) -> None:
    filter_table(book, "報事", range(HEADER + 1, HEADER + 3))
    before, data = state_of(book.app), bytes_of(book)
    screen = FakeScreen(False)  # noqa: FBT003 - no
    press_at(key, desk_at(book, screen, tmp_path))
    question = "工作表「報事」正在篩選，要寫入就得先顯示全部行。現在清除篩選並繼續嗎？"
    assert screen.asked == [(question, "")]
    assert screen.said == ["已取消，沒有改動。"]
    assert bytes_of(book) == data
    screen = FakeScreen(True)  # noqa: FBT003 - yes
    press_at(key, desk_at(book, screen, tmp_path))
    assert SAID[key] in screen.said[0]
    assert book.sheets["報事"].range("A4:A7").rows.hidden is False
    assert not any(
        each.type != "none" for each in book.sheets["報事"].tables[0].autofilter.criteria
    )
    assert state_of(book.app) == before


@pytest.mark.slow_after_first
@pytest.mark.parametrize("key", ["validate", "month_end", "follow_up"])
def test_a_filter_of_a_sheet_that_is_only_read_stays(
    book: xw.Book, tmp_path: Path, key: str
) -> None:
    ready(book, key)
    filter_table(book, "報事", range(HEADER + 2, HEADER + 4))
    screen = FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    assert SAID[key] in screen.said[0]
    assert book.sheets["報事"].range("A5:A6").rows.hidden is True
