"""A button that an Excel stops, which is busy or gone at one of its round trips, says what to do.

Every round trip of each button: `python benchmarks/failing_excel.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.buttons import TASKS
from support.failing_excel import FAILURES, SHOWN, Press, faults, press, spread

if TYPE_CHECKING:
    from pathlib import Path

PLACES = 5


@pytest.mark.slow_after_first
@pytest.mark.parametrize("key", [*SHOWN, *TASKS])
def test_an_excel_that_fails_at_a_round_trip(tmp_path: Path, key: str) -> None:
    whole = press(key, tmp_path / "whole")
    for failure in FAILURES:
        for at in spread(whole.trips, PLACES):
            found = press(key, tmp_path / f"{failure} {at}", failure, at)
            assert faults(key, failure, whole, found) == [], (failure, at)


def test_a_fault_is_found() -> None:
    calm: dict[str, object] = {"ScreenUpdating": True}
    changed = b"changed"
    whole = Press(9, "檢查結果", b"old", (calm, calm), b"new", b"old", [b"old"])
    said = "Traceback: RPC server"
    found = Press(9, said, b"old", (calm, {"ScreenUpdating": False}), changed, changed, [])
    assert faults("validate", "rejected", whole, found) == [
        f"is not said in a person's words: {said}",
        f"Excel's settings are not back: {said}",
        f"changed without the day's copy: {said}",
        f"half a workbook is on the disk: {said}",
        f"what is said is not so: {said}",
    ]
