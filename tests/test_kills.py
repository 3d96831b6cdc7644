"""Real commands stopped at random moments, and two at once on one workbook."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from estate_xl.blueprint import make_book
from estate_xl.files.versions import FOLDER
from estate_xl.sample import make_sample
from estate_xl.schema import Language

pytestmark = pytest.mark.slow
KILLS = Path(__file__).parent.parent / "benchmarks" / "kills.py"
COMMANDS = (
    ("overdue", "--as-of", "2026-10-31T18:00"),
    ("month-end", "--month", "2026-10"),
    ("validate",),
)
AT_ONCE = ("正由另一個命令保存", "在讀取之後被別人改過")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize("signal", ["KILL", "INT"])
def test_stopped_at_random_moments(signal: str) -> None:
    words = ["--times", "6", "--signal", signal, "--tickets", "20"]
    done = subprocess.run(
        [sys.executable, str(KILLS), *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "torn or lost: none" in done.stdout


def start(book: Path, command: tuple[str, ...]) -> subprocess.Popen[str]:
    words = [command[0], str(book), *command[1:], "--quiet"]
    return subprocess.Popen(
        [sys.executable, "-m", "estate_xl", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    """What a command saved stands there or in a backup; one that came too late says so."""
    sample = make_sample(1, 20)
    book = tmp_path / "濱江花園.xlsx"
    book.write_bytes(make_book(Language.HANT, sample.records, sample.settings))
    before = digest(book)
    running = [start(book, command) for command in COMMANDS]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    saved = [status for _, status in ended if status in {0, 1}]
    refused = [said for said, status in ended if status == 2]
    assert len(saved) + len(refused) == len(COMMANDS)
    assert saved
    assert all(any(words in said for words in AT_ONCE) for said in refused)
    assert all(len(said.splitlines()) == 1 for said in refused)
    names = sorted(path.name for path in tmp_path.iterdir() if path.name != FOLDER)
    backups = [name for name in names if name.endswith(".bak")]
    assert len(backups) == len(saved)
    assert len(names) == 1 + len(backups)
    assert before in {digest(tmp_path / name) for name in backups}
