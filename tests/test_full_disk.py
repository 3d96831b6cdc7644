"""The disk full at every write of every command: one sentence, and no file but what it names.

On a small file system of its own, filled up to so many bytes; and by the limit of a file's size,
which a user without rights can set as well. A process that does not end fails the test.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import EstateError, WorkbookError, chain
from estate_xl.files.versions import FOLDER
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.full_disk import digests

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
SCRIPT: Final = Path(__file__).parent / "support" / "full_disk.py"
NAME: Final = "濱江花園.xlsx"
MONTH: Final = "2026-10"
OPEN: Final = "BS202610-0777"
SECONDS: Final = 240
SHARES: Final = (0.0, 0.5, 1.2, 1.9, 2.3, 2.7, 3.4, 4.5)
"""Bytes free, in sizes of the workbook: a save takes two, `send` writes five files."""
ENDINGS: Final = (".bak", ".eml", ".pdf", "給總部.xlsx", "新.xlsx")
NO_ROOM: Final = ("磁碟滿了", "超過這裏允許的檔案大小", "臨時資料夾（可能")
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "new": ("new", "新.xlsx"),
    "validate": ("validate", NAME),
    "overdue": ("overdue", NAME, "--as-of", "2026-10-31T18:00"),
    "reminders": ("reminders", NAME, "--as-of", "2026-10-31T18:00"),
    "month-end": ("month-end", NAME, "--month", MONTH),
    "prepare": ("prepare", NAME, "--month", MONTH),
    "score-slips": ("score-slips", NAME, "--month", MONTH),
    "statistics": ("statistics", NAME, "--year", MONTH[:4]),
    "work-orders": ("work-orders", NAME),
    "follow-up": ("follow-up", NAME, "--ticket", OPEN, "--by", "Y001", "--note", "已回電"),
    "send": ("send", NAME, "--month", MONTH, "--package", "給總部.xlsx", "--force"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook of an office, its month appraised, its last tickets new."""
    folder = tmp_path_factory.mktemp("office")
    sample = make_sample(1, 20)
    tickets = [{**each} for each in sample.records["Tickets"]]
    open_one = next(each for each in tickets if not {"completed", "cancelled"} & each.keys())
    open_one["ticket"] = OPEN
    for each in tickets[-3:]:
        if each is not open_one:
            each.pop("ticket", None)
    records = {
        **sample.records,
        "Tickets": tickets,
        "FollowUps": [],
        "Complaints": [],
        "ComplaintRounds": [],
        "Inspections": sample.records["Inspections"][:60],
    }
    (folder / NAME).write_bytes(make_book(Language.HANT, records, sample.settings))
    assert main(["month-end", str(folder / NAME), "--month", MONTH, "--quiet"]) == 1
    for path in folder.glob("*.bak"):
        path.unlink()
    return folder


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file system of twelve megabytes."""
    folder = tmp_path_factory.mktemp("disk")
    words = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(words, check=False, capture_output=True)
    except OSError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("only root mounts a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def tries(
    office: Path, disk: Path, room: str, free: list[int], words: tuple[str, ...]
) -> list[dict[str, Any]]:
    """A command, once for each number of bytes that are free; every try comes to its end."""
    done = subprocess.run(
        [
            sys.executable,
            str(SCRIPT),
            str(office),
            str(disk),
            room,
            ",".join(map(str, free)),
            *words,
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(free), done.stderr
    assert done.stderr == ""  # no library speaks past us
    return found


def check(tried: dict[str, Any], before: dict[str, str]) -> bool:
    """Hold a try to the promise; whether the command could do its work."""
    told, files = tried["told"], tried["files"]
    new = {name for name in files if name not in before and not name.startswith(FOLDER)}
    assert tried["stray"] == []
    assert all(name.endswith(ENDINGS) for name in new), new
    if not told:
        assert tried["status"] in {0, 1}
        return True
    (line,) = told
    assert tried["status"] == 2
    assert any(words in line for words in NO_ROOM), line
    assert "程序內部出錯" not in line
    if files[NAME] != before[NAME]:  # the log's first line was saved before the mail left
        assert "已經保存" in line
        assert "郵件記錄" in line
        assert files[f"{NAME}.bak"] == before[NAME]
    elif new:
        assert any(f"「{name}」已經保存" in line for name in new)
    return False


@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_is_full(command: str, office: Path, disk: Path, tmp_path: Path) -> None:
    size = (office / NAME).stat().st_size
    free = [int(share * size) for share in SHARES]
    before = digests(office)
    went = [check(t, before) for t in tries(office, disk, str(tmp_path), free, COMMANDS[command])]
    assert went[-1]
    assert not went[0]
    assert went == sorted(went)


@pytest.mark.parametrize("command", ["new", "month-end", "work-orders"])
def test_the_systems_folder_is_full_too(command: str, office: Path, disk: Path) -> None:
    """Libraries write there before our own file is written."""
    before = digests(office)
    free = [0, 300_000, 900_000, 6_000_000]
    went = [check(t, before) for t in tries(office, disk, str(disk), free, COMMANDS[command])]
    assert went[0] is False
    assert went[-1]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_pdf_and_a_full_disk(office: Path, disk: Path) -> None:
    before = digests(office)
    words = ("work-orders", NAME, "--pdf", "報事單.pdf")
    free = [0, 2_000_000, 4_500_000, 10_000_000]
    went = [check(t, before) for t in tries(office, disk, str(disk), free, words)]
    assert went[0] is False
    assert went[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
@pytest.mark.parametrize("command", COMMANDS)
def test_files_may_not_grow(command: str, office: Path, tmp_path: Path) -> None:
    """As `ulimit -f` has it, which needs no rights; this once ran for ever."""
    work = tmp_path / "work"
    before = digests(office)
    program = [sys.executable, "-m", "estate_xl", *COMMANDS[command]]
    for blocks in (0, 60):
        shutil.copytree(office, work)
        done = subprocess.run(
            ["bash", "-c", f'ulimit -f {blocks}; exec "$@"', "bash", *program],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=work,
            timeout=SECONDS,
        )
        tried = {
            "status": done.returncode,
            "told": done.stderr.splitlines(),
            "files": digests(work),
            "stray": [],
        }
        assert not check(tried, before)
        shutil.rmtree(work)


def test_a_chain_of_causes_that_closes_to_a_circle() -> None:
    first, second = OSError("first"), WorkbookError(ErrorCode.NO_SCRATCH)
    first.__cause__, second.__cause__ = second, first
    assert list(chain(first)) == [first, second]
    assert list(chain(EstateError(ErrorCode.NO_SCRATCH)))[1:] == []
