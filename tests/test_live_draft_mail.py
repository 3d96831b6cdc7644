"""發送總部 makes a draft and saves the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.ribbon import press_at
from estate_xl.schema import Language
from support.desks import (
    FakeScreen,
    desk_at,
    opened,
    records,
    state_of,
)
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path


def test_the_month_goes_to_headquarters_as_a_draft(tmp_path: Path) -> None:
    """Where there is no Outlook the draft is a file; the log is saved, and Excel as it was."""
    rows = records()
    rows["MonthlyScores"] = [
        {"month": "2026-10", "staff": "Y02", "self": 90},
        {"month": "2026-10", "staff": "Y03", "supervisor": 88},
    ]
    mail = {"hq_recipients": "hq@example.com", "hq_domains": "example.com"}
    data = make_book(Language.HANT, rows, {**mail, "sender": "office@example.com"})
    path = tmp_path / "office.xlsx"
    path.write_bytes(data)
    main(["month-end", str(path), "--month", "2026-10", "--quiet"])
    for book in opened(path, path.read_bytes()):
        book.app.calculation = "semiautomatic"
        before, screen = state_of(book.app), FakeScreen(...)
        press_at("send", desk_at(book, screen, tmp_path))
        assert "草稿「考核 2026-10.eml」已生成" in screen.said[0]
        assert "第一次寫到：hq@example.com（新域名）" in screen.said[0]
        assert "還沒有保存" not in screen.said[0]
        assert state_of(book.app) == before
    assert b"hq@example.com" in (tmp_path / "考核 2026-10.eml").read_bytes()
    log = read_sheet(path, "郵件記錄")
    assert "待確認" in [cell.value for row in log.iter_rows() for cell in row]
