"""調動 proposes the row that is selected on 員工, 片區 or 業主, and asks what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.ribbon import press_at
from support.buttons import HEADER
from support.desks import CANCEL, FakeScreen, desk_at

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


def select(book: xw.Book, sheet: str, row: int) -> None:
    book.sheets[sheet].api.Activate()
    book.sheets[sheet].range((row, 1)).select()


def test_the_selected_person_is_proposed(book: xw.Book, tmp_path: Path) -> None:
    select(book, "員工", HEADER + 3)
    screen = FakeScreen(..., ..., "崗位", "維修班長", "2026-11-01")
    press_at("change", desk_at(book, screen, tmp_path))
    assert [proposed for _, proposed in screen.asked] == ["員工", "Y03", "", "", "2026-11-03"]
    assert book.sheets["員工"].range("D6").value == "維修班長"
    assert book.sheets["變更記錄"].range("B4:F4").value == [
        *("員工", "Y03", "崗位", "員工", "維修班長"),
    ]


def test_elsewhere_nobody_is_proposed(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen("誰", "片區", CANCEL)
    press_at("change", desk_at(book, screen, tmp_path))
    assert [proposed for _, proposed in screen.asked] == ["員工", "員工", ""]
    assert screen.asked[1][0].startswith("「誰」不對，請寫員工、片區或業主。")


def test_a_selected_headline_is_no_record(book: xw.Book, tmp_path: Path) -> None:
    select(book, "片區", 1)
    screen = FakeScreen(..., CANCEL)
    press_at("change", desk_at(book, screen, tmp_path))
    assert [proposed for _, proposed in screen.asked] == ["片區", ""]
