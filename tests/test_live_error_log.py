"""The log of errors keeps kinds, codes and places, no word of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.live.error_log import LOG_NAME, write_log
from support.desks import NOW, FakeComError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_log_keeps_kinds_codes_and_places_only(tmp_path: Path) -> None:
    def fail() -> None:
        raise FakeComError(-2147352567, -2146827284)

    try:
        fail()
    except FakeComError as first:
        error = WorkbookError(ErrorCode.IN_USE, name="業主陳大文 13800001111")
        error.__cause__ = first
    path = write_log(tmp_path / "新", "overdue", error, NOW)
    text = path.read_text(encoding="utf-8")
    assert "WorkbookError" in text
    assert "FakeComError [-2147352567, -2146827284]" in text
    assert "test_live_error_log.py:" in text
    assert "陳大文" not in text
    assert str(tmp_path) not in text


def test_a_long_log_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_text("x" * 300_000, encoding="utf-8")
    path = write_log(tmp_path, "overdue", ValueError("x"), NOW)
    assert path.stat().st_size < 1000
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ribbon.1.log", "ribbon.log"]


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert write_log(tmp_path / "file", "overdue", ValueError("x"), NOW).name == LOG_NAME
