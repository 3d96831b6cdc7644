"""The limits of file systems, terminals and Excel: each in one sentence, none in a traceback."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.files.versions import FOLDER
from estate_xl.sample import make_sample
from estate_xl.sample.open_matters import take_back_to_registration
from estate_xl.schema import Language
from estate_xl.write import slips

LONGEST = "字" * 83 + ".xlsx"
TOO_LONG = "字" * 86 + ".xlsx"
DEEP = "a/" * 3000 + "a.xlsx"
NOBODY = 65_534


@pytest.fixture(scope="module")
def made() -> bytes:
    """A small office."""
    sample = make_sample(1, 12)
    return make_book(Language.HANT, sample.records, sample.settings)


@pytest.fixture
def book(tmp_path: Path, made: bytes) -> Path:
    """The office in a folder of its own."""
    path = tmp_path / "濱江花園.xlsx"
    path.write_bytes(made)
    return path


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence of a command that could not run."""
    assert main(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "程序內部出錯" not in line
    assert line.endswith("。")
    assert len(line) < 600
    return line


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (TOO_LONG, "太長"),
        (DEEP, "太長"),
        ("濱江花園.xlsx/book.xlsx", "不是資料夾"),
        ("no/book.xlsx", "找不到"),
        ("loop.xlsx", "繞成了圈"),
        ("pipe.xlsx", "不是普通檔案"),
        (".", "是資料夾"),
        ("\udcff.xlsx", "找不到"),
    ],
)
def test_workbooks_that_are_none(
    name: str, words: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book.parent / "loop.xlsx").symlink_to(book.parent / "loop.xlsx")
    os.mkfifo(book.parent / "pipe.xlsx")
    assert words in said(["validate", str(book.parent / name)], capsys)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (TOO_LONG, "太長"),
        (DEEP, "不存在"),
        ("folder.xlsx", "是資料夾"),
        ("loop.xlsx", "不是普通檔案"),
        ("pipe.xlsx", "不是普通檔案"),
        ("link.xlsx", "同一個檔案"),
        ("濱江花園.xlsx/book.xlsx", "不存在"),
    ],
)
def test_places_where_nothing_can_be_written(
    name: str, words: str, book: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (book.parent / "loop.xlsx").symlink_to(book.parent / "loop.xlsx")
    (book.parent / "link.xlsx").symlink_to(book)
    (book.parent / "folder.xlsx").mkdir()
    os.mkfifo(book.parent / "pipe.xlsx")
    names = sorted(path.name for path in book.parent.iterdir())
    assert words in said(["validate", str(book), "--out", str(book.parent / name)], capsys)
    assert book.read_bytes() == made
    assert sorted(path.name for path in book.parent.iterdir()) == names


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    "name",
    [LONGEST, "a b 'c' \"d\".xlsx", "a\nb.xlsx", "--out.xlsx", "\udcff.xlsx", "&<>%s{0}.xlsx"],
)
def test_names_that_a_file_may_have(name: str, tmp_path: Path, made: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(made)
    assert main(["validate", str(path), "--quiet"]) == 1
    names = [path for path in tmp_path.iterdir() if path.name != FOLDER]
    assert sorted(path.suffix for path in names) == [".bak", ".xlsx"]
    assert main(["restore", str(path), "--quiet"]) == 0
    assert path.read_bytes() == made


@pytest.mark.parametrize(
    "words",
    [
        ["month-end", "b.xlsx", "--month", "2026-13"],
        ["month-end", "b.xlsx", "--month", "2026-1"],
        ["month-end", "b.xlsx", "--month", "考核" * 5000],
        ["overdue", "b.xlsx", "--as-of", "2026-02-30"],
        ["overdue", "b.xlsx", "--as-of", "2026-02-03T08:00+08:00"],
        ["demo", "--seed", "9" * 5000],
        ["demo", "--tickets", "9" * 5000],
        ["demo", "字" * 86],
        ["work-orders", "b.xlsx", "--pdf", "/nowhere/x.pdf"],
        ["work-orders", "b.xlsx", "--pdf", "字" * 90 + ".pdf"],
    ],
)
def test_arguments(
    words: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    said(words, capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "1899-12-31T00:00", "9999-12-31T23:59"])
def test_any_moment(moment: str, book: Path) -> None:
    assert main(["overdue", str(book), "--as-of", moment, "--quiet"]) in {0, 1}


def test_more_slips_than_a_sheet_holds(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tickets = [word for number in range(5000) for word in ("--ticket", f"BS202610-{number:04}")]
    line = said(["work-orders", str(book), *tickets], capsys)
    assert "一次最多打印 1000 張" in line


@pytest.mark.slow
def test_new_tickets_beyond_one_sheet_wait_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(import_module("estate_xl.tasks.work_orders"), "MOST_SLIPS", 2)
    assert slips.MOST_SLIPS < 1026  # what Excel keeps
    sample = make_sample(1, 30)
    tickets = [{**each} for each in sample.records["Tickets"]]
    for each in tickets[-5:]:
        del each["ticket"]
        take_back_to_registration(each)
    records = {**sample.records, "Tickets": tickets, "FollowUps": [], "Complaints": []}
    path = tmp_path / "b.xlsx"
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    left = []
    for _ in range(4):
        assert main(["work-orders", str(path)]) in {0, 1}
        shown = capsys.readouterr().out
        left.append(next((n for n in (3, 1) if f"還有 {n} 件新報事沒有編號" in shown), 0))
    assert left == [3, 1, 0, 0]


@pytest.mark.slow
def test_a_number_too_long_for_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = make_sample(1, 12)
    tickets = [{**each} for each in sample.records["Tickets"]]
    tickets[0]["ticket"] = "長" * 3000
    path = tmp_path / "b.xlsx"
    records = {**sample.records, "Tickets": tickets}
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    line = said(["work-orders", str(path), "--ticket", "長" * 3000], capsys)
    assert "二維碼放不下" in line


def process(book: Path, *words: str, shell: str = "", **environment: str) -> tuple[int, str, str]:
    """Status, output and errors of the real command, through a shell's redirections if any."""
    command = [sys.executable, "-m", "estate_xl", words[0], str(book), *words[1:]]
    given = {**os.environ, **environment}
    if shell:
        command = ["bash", "-c", f'"$@" {shell}', "bash", *command]
    done = subprocess.run(command, capture_output=True, check=False, env=given)
    return (
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shell", "errors"),
    [
        ("--json >/dev/full", "結果打印不出來"),
        ("--json >&-", ""),
        (">&- 2>&- <&-", ""),
        ("--json | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}", ""),
    ],
)
def test_output_that_goes_nowhere(shell: str, errors: str, book: Path, made: bytes) -> None:
    """The work is done and its status told; the workbook is no place for what others print."""
    status, _, err = process(book, "validate", shell=shell)
    assert status == 1
    assert len(err.splitlines()) == bool(errors)
    assert errors in err
    assert book.read_bytes() != made
    assert main(["validate", str(book), "--quiet"]) == 1


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["2>&-", "2>/dev/full"])
def test_errors_that_go_nowhere(shell: str, book: Path) -> None:
    status, out, err = process(book.with_name("no.xlsx"), "validate", shell=shell)
    assert (status, out, err) == (2, "", "")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp936", "ascii", "utf-16"])
def test_json_in_any_encoding_is_whole(encoding: str, book: Path) -> None:
    command = [sys.executable, "-m", "estate_xl", "validate", str(book), "--json"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    findings = json.loads(done.stdout.decode(encoding))["findings"]
    assert any("。" in each["message"] and "?" not in each["message"] for each in findings)


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp936", "NO_COLOR": "1", "TZ": "Foo/Bar"},
        {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "TZ": "UTC-14", "LANG": "tlh"},
    ],
)
def test_environments(environment: dict[str, str], book: Path) -> None:
    status, out, err = process(book, "month-end", "--month", "2026-10", **environment)
    assert (status, err) == (1, "")
    assert out


@pytest.mark.slow_after_first
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no other user to become")
@pytest.mark.parametrize("mode", [0o555, 0o755])
def test_folder_without_permission(mode: int, book: Path, made: bytes) -> None:
    """As a user who may read only; who is root becomes nobody, in a process forked."""
    assert main(["validate", str(book), "--out", str(book.with_name("o.xlsx")), "--quiet"]) == 1
    with tempfile.TemporaryDirectory() as folder:
        path, told = Path(folder) / "b.xlsx", book.with_name("told.txt")
        path.write_bytes(made)
        path.chmod(0o444)
        Path(folder).chmod(mode)
        forked = os.fork()
        if forked == 0:
            run_as_nobody(["validate", str(path)], told)
        _, status = os.waitpid(forked, 0)
        assert os.waitstatus_to_exitcode(status) == 2
        (line,) = told.read_text(encoding="utf-8").splitlines()
        assert "唯讀" in line or "不能寫入" in line
        assert path.read_bytes() == made
        assert len(list(Path(folder).iterdir())) == 1
        Path(folder).chmod(0o755)


def run_as_nobody(words: list[str], told: Path) -> None:
    """Run a command and never come back; everything was imported before."""
    status = -1
    try:
        with told.open("w", encoding="utf-8") as file, contextlib.redirect_stderr(file):
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            status = main(words)
    finally:
        os._exit(status)
