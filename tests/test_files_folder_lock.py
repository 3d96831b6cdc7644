"""One command at a time; nothing that was left there, and nobody else's lock, stops it for good."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from estate_xl.console.cli import main
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files import folder_lock
from estate_xl.files.folder_lock import LOCK_NAME, folder_held
from estate_xl.files.replacement import put_in_place
from estate_xl.files.temporary_files import temporary_beside
from estate_xl.files.versions import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

HOLDER = """
import sys, time
from pathlib import Path
from estate_xl.files.folder_lock import folder_held
with folder_held(Path(sys.argv[1])) as is_ours:
    print(is_ours, flush=True)
    time.sleep(600)
"""

COUNTER = """
import sys
from pathlib import Path
from estate_xl.files.folder_lock import folder_held
folder = Path(sys.argv[1])
count = folder / "count"
for _ in range(int(sys.argv[2])):
    while True:
        with folder_held(folder) as is_ours:
            if is_ours:
                count.write_text(str(int(count.read_text()) + 1))
                break
"""


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up soon."""
    monkeypatch.setattr(folder_lock, "WAITS", (0.0, 0.0))


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
    hold, refusals = folder_lock._hold, [BlockingIOError(11, "busy")] * 2

    def busy(path: Path) -> int:
        if refusals:
            raise refusals.pop()
        return hold(path)

    monkeypatch.setattr(folder_lock, "_hold", busy)
    with folder_held(tmp_path) as is_ours:
        assert is_ours


def test_a_share_without_locks_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: int) -> None:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(folder_lock, "_lock", unknown)
    with folder_held(tmp_path) as is_ours:
        assert is_ours
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o644, 0o444, 0o600])
def test_a_lock_that_was_left_is_taken_over(tmp_path: Path, mode: int) -> None:
    """As after a power cut, from a sync client, or out of a zip."""
    left = tmp_path / LOCK_NAME
    left.write_bytes(b"anything")
    left.chmod(mode)
    with folder_held(tmp_path) as is_ours:
        assert is_ours
        with folder_held(tmp_path) as is_theirs:
            assert not is_theirs
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_there_is_named(tmp_path: Path) -> None:
    """A link leads elsewhere: nothing is made or locked there, and the sentence says what to do."""
    (tmp_path / LOCK_NAME).symlink_to(tmp_path / "elsewhere")
    target = tmp_path / "new.xlsx"
    with (
        pytest.raises(WorkbookError, match=rf"請刪去那裏的「{LOCK_NAME}」"),
        temporary_beside(target) as temporary,
    ):
        put_in_place(temporary, target)
    assert not (tmp_path / "elsewhere").exists()
    (tmp_path / LOCK_NAME).unlink()
    with folder_held(tmp_path) as is_ours:
        assert is_ours


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folders")
def test_somebody_elses_lock_on_the_folder_stops_no_save(tmp_path: Path) -> None:
    import fcntl  # noqa: PLC0415 - Windows has none

    book = tmp_path / "濱江花園.xlsx"
    held = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert main(["new", str(book), "--quiet"]) == 0
        assert main(["validate", str(book), "--quiet"]) == 1
    finally:
        os.close(held)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [FOLDER, book.name, f"{book.name}.bak"]


def test_only_one_of_many_holds_it(tmp_path: Path) -> None:
    """Each adds one to a number while it holds the folder: none is lost."""
    count, each = tmp_path / "count", 40
    count.write_text("0", encoding="utf-8")
    running = [
        subprocess.Popen([sys.executable, "-c", COUNTER, str(tmp_path), str(each)])
        for _ in range(4)
    ]
    assert [process.wait() for process in running] == [0] * len(running)
    assert int(count.read_text(encoding="utf-8")) == each * len(running)
    assert list(tmp_path.iterdir()) == [count]


class FakeMsvcrt:
    """Windows' locks of bytes, by this system's own."""

    LK_NBLCK = 2

    def locking(self, descriptor: int, how: int, count: int) -> None:
        """Lock, or refuse as Windows does."""
        import fcntl  # noqa: PLC0415 - Windows has none

        assert (how, count) == (self.LK_NBLCK, 1)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(13, "Permission denied") from error


@pytest.fixture
def windows() -> Iterator[ModuleType]:
    """The module as Windows has it."""
    spec = importlib.util.find_spec("estate_xl.files.folder_lock")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    assert spec.loader is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        patch.setitem(sys.modules, "msvcrt", FakeMsvcrt())
        spec.loader.exec_module(module)
        patch.setattr(module, "WAITS", (0.0, 0.0))
        yield module


def test_windows_takes_over_what_was_left(tmp_path: Path, windows: ModuleType) -> None:
    (tmp_path / LOCK_NAME).touch()
    with windows.folder_held(tmp_path) as is_ours:
        assert is_ours
        with windows.folder_held(tmp_path) as is_theirs:
            assert not is_theirs
    assert list(tmp_path.iterdir()) == []
