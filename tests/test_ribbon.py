"""A button pressed where no Excel runs; what each one does in Excel is in test_live_*.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl import ribbon

if TYPE_CHECKING:
    import pytest


def test_where_no_excel_is_found_the_system_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["-c", "--hwnd=77"])
    monkeypatch.setattr("xlwings.apps", [])
    ribbon.press("validate")
    assert capsys.readouterr().err == "沒有打開的工作簿，請先打開片區管理工作簿，再按一次。\n"
