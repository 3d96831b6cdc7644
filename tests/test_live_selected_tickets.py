"""The records that are selected and seen are the ones that a button takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.ribbon import press_at
from support.buttons import (
    HEADER,
)
from support.desks import (
    FakeScreen,
    desk_at,
    filter_table,
)

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


def test_selected_tickets_are_printed_those_without_a_number_get_one(
    book: xw.Book, tmp_path: Path
) -> None:
    sheet = book.sheets["報事"]
    sheet.api.Activate()
    sheet.range("B5:B6").select()
    screen = FakeScreen()
    press_at("work_orders", desk_at(book, screen, tmp_path))
    assert "報事單 2 張，可以打印：BS202610-0002、BS202610-0003。" in screen.said[0]
    assert sheet.range("A4:A7").value == ["BS202610-0001", "BS202610-0002", "BS202610-0003", None]
    assert book.sheets.active.name == "報事單"


def test_rows_that_a_filter_hides_are_not_selected(book: xw.Book, tmp_path: Path) -> None:
    sheet = book.sheets["報事"]
    filter_table(book, "報事", range(HEADER + 2, HEADER + 4))
    sheet.api.Activate()
    sheet.range("A4:A7").select()
    screen = FakeScreen(True)  # noqa: FBT003 - clear the filter
    press_at("work_orders", desk_at(book, screen, tmp_path))
    assert "報事單 2 張，可以打印：BS202610-0001、BS202610-0003。" in screen.said[0]
    assert sheet.range("A4:A7").value == ["BS202610-0001", "BS202610-0002", None, "BS202610-0003"]
