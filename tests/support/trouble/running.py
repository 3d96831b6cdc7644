"""Commands run on troubled workbooks, each in a process of its own with limits.

A process is forked from this one, which has run each command once on the sound office; so a run
costs what the command costs on its file, not what is imported and made once in a process. Where
there is no fork, each run starts Python anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estate_xl.console import cli
from support.commands import COMMANDS
from support.packages import carry
from support.trouble.draft import office
from support.trouble.judging import (
    MEBIBYTES,
    SECONDS,
    Judgement,
    Run,
    Verdict,
    judge,
    stray_files,
)
from support.trouble.registry import Expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from support.commands import Command
    from support.trouble.registry import Kind

_WAITED = 6 * SECONDS  # where other work takes the processor, a run's own seconds take longer
_JUDGING_SECONDS = 2 * _WAITED
_MIB = 1 << 20


@dataclass(frozen=True)
class Case:
    """One command on one workbook, made or given."""

    name: str
    command: str
    expect: Expect
    suffix: str
    moved: dict[str, str] = field(hash=False)
    kind: Kind | None = field(default=None, hash=False)
    seed: int = 1
    path: Path | None = None
    is_carried: bool = False  # all sheets of that workbook within the sound office

    def data(self) -> bytes:
        """The workbook's bytes."""
        if self.path is not None:
            data = self.path.read_bytes()
            return carry(office(), data) if self.is_carried else data
        assert self.kind is not None
        return _made(self.kind, self.seed)


@lru_cache(maxsize=4)
def _made(kind: Kind, seed: int) -> bytes:
    return kind.make(seed)


def usual_answers(folder: Path) -> dict[str, dict[str, Any] | None]:
    """What each command prints of the sound office."""
    _warm_up(folder / "warm.xlsx")
    return {
        name: json.loads(run_command(office(), ".xlsx", command, folder / "usual").output)
        if command.answers
        else None
        for name, command in COMMANDS.items()
    }


def run_cases(
    cases: Iterable[Case], folder: Path, usual: dict[str, dict[str, Any] | None], jobs: int
) -> Iterator[tuple[Case, Judgement]]:
    """Run and judge the cases, a few at a time, in the order in which they end.

    `usual` is what `usual_answers` gave in this process.
    """
    warnings.simplefilter("ignore")  # of forks, and of readers that complain of these files
    if not hasattr(os, "fork"):
        for number, case in enumerate(cases):
            yield case, _judged(case, folder / str(number), usual)
        return
    running: dict[int, tuple[Case, Path, float]] = {}
    waiting = list(enumerate(cases))[::-1]
    while waiting or running:
        while waiting and len(running) < jobs:
            number, case = waiting.pop()
            case.data()  # made here, once for all commands
            answer = folder / f"{number}.pickle"
            pid = os.fork()
            if pid == 0:
                _answer(case, folder / str(number), usual, answer)
            running[pid] = case, answer, time.monotonic()
        time.sleep(0.005)
        for pid, (case, answer, started) in list(running.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                yield case, _read(answer)
            elif time.monotonic() - started > _JUDGING_SECONDS:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                yield case, Judgement(Verdict.HANG, "could not be judged in time")
            else:
                continue
            del running[pid]
            answer.unlink(missing_ok=True)


def run_command(data: bytes, suffix: str, command: Command, folder: Path) -> Run:
    """Run a command in place on a workbook in a folder of its own, which is emptied again.

    What has to come first is run before, once for the same bytes, and counts only where it left
    another workbook.
    """
    if command.after:
        left = _left(data, suffix, COMMANDS[command.after], folder.parent)
        if not left.exists():
            run_command(data, suffix, COMMANDS[command.after], folder)
        data = left.read_bytes() or data
    folder.mkdir()
    book = folder / f"濱江 花園{suffix}"
    book.write_bytes(data)
    name, *more = command.words
    words = [name, str(book), "--quiet", *(["--json"] if command.answers else []), *more]
    output, errors = folder.with_suffix(".out"), folder.with_suffix(".err")
    started = time.monotonic()
    start = _forked if hasattr(os, "fork") else _spawned
    status, mebibytes = start(words, output, errors)
    seconds = time.monotonic() - started
    run = Run(
        status,
        seconds,
        mebibytes,
        output.read_text(encoding="utf-8"),
        errors.read_text(encoding="utf-8", errors="replace"),
        data,
        book.read_bytes() if book.exists() else b"",
        stray_files(folder, book, command.leaves),
    )
    shutil.rmtree(folder)
    output.unlink()
    errors.unlink()
    if name in {each.after for each in COMMANDS.values()}:
        made = folder.with_suffix(".after")
        made.write_bytes(run.after)
        made.replace(_left(data, suffix, command, folder.parent))
    return run


def _left(data: bytes, suffix: str, command: Command, folder: Path) -> Path:
    """Where the workbook is kept that a command left of these bytes, for what comes after it."""
    return folder / f"{hashlib.sha256(data).hexdigest()} {command.words[0]}{suffix}"


def _warm_up(book: Path) -> None:
    """Run each command in this process, each on a sound office."""
    for command in COMMANDS.values():
        book.write_bytes(office())
        first = [COMMANDS[command.after]] if command.after else []
        for name, *more in (each.words for each in [*first, command]):
            silent = io.StringIO()
            with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
                cli.main([name, str(book), "--quiet", *more])


def _answer(
    case: Case, folder: Path, usual: dict[str, dict[str, Any] | None], answer: Path
) -> None:
    """Judge a case in a process of its own, which ends here."""
    try:
        judgement = _judged(case, folder, usual)
        answer.write_bytes(pickle.dumps(judgement))
    except BaseException as error:  # noqa: BLE001 - nothing of this process may go on
        wrong = Judgement(Verdict.TRACEBACK, f"the judge failed: {type(error).__name__}: {error}")
        answer.write_bytes(pickle.dumps(wrong))
    os._exit(0)


def _judged(case: Case, folder: Path, usual: dict[str, dict[str, Any] | None]) -> Judgement:
    command = COMMANDS[case.command]
    run = run_command(case.data(), case.suffix, command, folder)
    expect = Expect.EITHER if command.judges else case.expect
    return judge(run, command, expect, case.moved, usual[case.command])


def _read(answer: Path) -> Judgement:
    if not answer.exists():
        return Judgement(Verdict.TRACEBACK, "the judge died")
    found: Judgement = pickle.loads(answer.read_bytes())  # noqa: S301 - we wrote it
    return found


def _forked(words: list[str], output: Path, errors: Path) -> tuple[int | None, float]:
    """Exit status, None of one that had to be stopped, and peak MiB."""
    pid = os.fork()
    if pid == 0:
        _become(words, output, errors)
    deadline = time.monotonic() + _WAITED
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            _, _, usage = os.wait4(pid, 0)
            return None, usage.ru_maxrss / 1024
        time.sleep(0.005)
    code = os.waitstatus_to_exitcode(status)
    return None if code == -signal.SIGXCPU else code, usage.ru_maxrss / (
        1024 if sys.platform != "darwin" else _MIB
    )


def _become(words: list[str], output: Path, errors: Path) -> None:
    """Run the command in this process, which ends here."""
    import resource  # noqa: PLC0415 - Windows has none, and no fork

    for number, path in ((1, output), (2, errors)):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    held = (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * 4096
        if Path("/proc/self/statm").exists()
        else 2 * MEBIBYTES * _MIB
    )
    most = held + (MEBIBYTES + 512) * _MIB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    status = 99
    try:
        status = cli.main(words)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _spawned(words: list[str], output: Path, errors: Path) -> tuple[int | None, float]:
    """The same by starting Python anew, without a limit of memory."""
    with output.open("wb") as out, errors.open("wb") as err:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "estate_xl", *words],
                stdout=out,
                stderr=err,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, 0.0
    return done.returncode, 0.0
