"""One command at a time; the system frees the folder of one that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from estate_xl import locking
from estate_xl.locking import folder_held

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from estate_xl.locking import folder_held
with folder_held(Path(sys.argv[1])) as is_ours:
    print(is_ours, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up soon."""
    monkeypatch.setattr(locking, "WAITS", (0.0, 0.0))


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with folder_held(tmp_path) as is_ours:
            assert not is_ours
        other.send_signal(signal.SIGKILL)
        other.wait()
    with folder_held(tmp_path) as is_ours:
        assert is_ours
    assert list(tmp_path.iterdir()) == []


def test_waits_for_the_other_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hold, refusals = locking._hold, [BlockingIOError(11, "busy")] * 2

    def busy(folder: Path) -> int:
        if refusals:
            raise refusals.pop()
        return hold(folder)

    monkeypatch.setattr(locking, "_hold", busy)
    with folder_held(tmp_path) as is_ours:
        assert is_ours


def test_a_share_without_locks_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: Path) -> int:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(locking, "_hold", unknown)
    with folder_held(tmp_path) as is_ours:
        assert is_ours
