"""Files of ours: what nobody needs any more is swept, what somebody writes is not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files import temporary_files
from estate_xl.files.temporary_files import (
    _HERE,
    _RUN,
    _computer,
    scratch_folder,
    sweep,
    temporary_beside,
)

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = "ffffff" if _HERE != "ffffff" else "000000"
DAY = 86_400


def ended() -> int:
    """Number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_the_name_is_short_and_hidden(tmp_path: Path) -> None:
    target = tmp_path / f"{'字' * 83}.xlsx"
    with temporary_beside(target) as path:
        assert path.parent == tmp_path
        assert path.name.startswith(".estate-xl-")
        assert path.suffix == ".xlsx"
        assert len(path.name) < 50
    assert list(tmp_path.iterdir()) == []


def test_only_what_nobody_writes_is_swept(tmp_path: Path) -> None:
    us, parent = os.getpid(), os.getppid()
    stay = [
        f".estate-xl-{_HERE}-{us}-{_RUN}.1.xlsx",
        f".estate-xl-{_HERE}-{parent}-abcdef.1.xlsx",
        f".estate-xl-{ELSEWHERE}-1-abcdef.1.xlsx",
        ".estate-xl-notes.xlsx",
        "濱江花園.xlsx",
        ".~lock.濱江花園.xlsx#",
    ]
    go = [
        f".estate-xl-{_HERE}-{ended()}-abcdef.1.xlsx",
        f".estate-xl-{_HERE}-{us}-abcdef.2.bak",
        f".estate-xl-{_HERE}-{10**30}-abcdef.1.xlsm",
        f".estate-xl-{_HERE}-{parent}-abcdef.2.xlsx",
        f".estate-xl-{ELSEWHERE}-2-abcdef.1.xlsx",
    ]
    for name in (*stay, *go):
        (tmp_path / name).touch()
    old = (tmp_path / go[-1]).stat().st_mtime - 2 * DAY
    for name in (stay[0], *go[-2:]):
        os.utime(tmp_path / name, (old, old))
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(stay)


@pytest.mark.skipif(sys.platform != "linux", reason="the number stands in a file there alone")
def test_two_computers_of_one_name_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one writes on a shared folder is no dead process of the other's."""
    number = tmp_path / "machine-id"
    monkeypatch.setattr(temporary_files, "_MACHINE_FILES", (str(number),))
    without = _computer()
    number.write_text("0123456789abcdef\n", encoding="ascii")
    one = _computer()
    assert one == _computer()
    number.write_text("fedcba9876543210\n", encoding="ascii")
    assert len({one, _computer(), without}) == 3
    monkeypatch.setattr("platform.node", lambda: "another")
    assert _computer() != one


def test_a_folder_that_cannot_be_read_is_left(tmp_path: Path) -> None:
    sweep(tmp_path / "nowhere")


def test_no_scratch_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(WorkbookError, match="臨時資料夾"), scratch_folder():
        pass
