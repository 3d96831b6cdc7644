"""Commands stopped at random moments: is the workbook the old or the new one, whole?

    python benchmarks/kills.py [--times 500] [--signal KILL|INT] [--seed 1] [--tickets 60]

Each command runs on a sample office in a process of its own, forked with everything imported, and
is stopped: half of them while the new file is written and put in place, half at any moment. Then
each file of the folder must be one known byte for byte, the workbook must be the old or the new
one, the old one must stand there or among the backups, and a next run that is left alone must end
with the new one and with no file of ours. Status 1 where any of that is not so. Not for Windows,
which has no fork.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from document import put_figures

from estate_xl.files.versions import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = (
    ("overdue", "--as-of", "2026-10-31T18:00"),
    ("validate",),
    ("month-end", "--month", "2026-10"),
)
NAME = "濱江 花園.xlsx"
BACKUPS = 3
NOW = dt.datetime(2026, 11, 2, 9)  # noqa: DTZ001 - a workbook's times are local, without a zone


class Office:
    """A folder with a workbook, its backups, and what each command makes of it."""

    def __init__(self, folder: Path, tickets: int) -> None:
        """Make the sample office and run each command on it once."""
        self.folder = folder / "office"
        self.book = self.folder / NAME
        self._base = folder / "base"
        self._base.mkdir()
        make_book(self._base / NAME, tickets)
        whole = (self._base / NAME).read_bytes()
        for number, ending in enumerate((".bak", ".2.bak", ".3.bak"), start=1):
            (self._base / f"{NAME}{ending}").write_bytes(whole + bytes(number))
        self.old = digest(self._base / NAME)
        self.known = {digest(path): path.name for path in self._base.iterdir()}
        self.new: dict[str, str] = {}
        self.seconds: dict[str, tuple[float, float]] = {}
        for words in COMMANDS:
            self.reset()
            begin, process = time.monotonic(), Process(self.book, words)
            process.wait_for_save()
            saving = time.monotonic()
            status, said = process.end()
            if status not in {0, 1}:
                raise SystemExit(said)
            self.seconds[words[0]] = saving - begin, time.monotonic() - saving
            self.new[words[0]] = digest(self.book)
            self.known[self.new[words[0]]] = f"new of {words[0]}"

    def reset(self) -> None:
        """The folder as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._base, self.folder)

    def strays(self) -> list[str]:
        """Files that no clerk has made."""
        names = (path.name for path in self.folder.iterdir())
        return [name for name in names if not name.startswith(NAME) and name != FOLDER]


class Process:
    """One run of a command."""

    def __init__(self, book: Path, words: tuple[str, ...]) -> None:
        """Start it."""
        self._told, tells = os.pipe()
        self._said, says = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            run_command(book, words, tells, says)
        os.close(tells)
        os.close(says)

    def wait_for_save(self, seconds: float = 300.0) -> None:
        """Until the command begins to save, or ends, or the seconds are over."""
        select.select([self._told], [], [], seconds)

    def end(self) -> tuple[int, str]:
        """Its status, negative for a signal, and what it said on standard error."""
        _, status = os.waitpid(self.pid, 0)
        said = os.read(self._said, 100_000).decode()
        os.close(self._told)
        os.close(self._said)
        return os.waitstatus_to_exitcode(status), said


def main() -> int:
    """Stop as many runs as were asked for and print what was left."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--signal", choices=("KILL", "INT"), default="KILL")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tickets", type=int, default=60)
    parser.add_argument("--document", type=Path, help="put the figures into this document")
    options = parser.parse_args()
    # A shell lets what it runs in the background ignore Ctrl-C, and children would go on so.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    import_everything()
    chance = random.Random(options.seed)  # noqa: S311 - chance, no secret
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), options.tickets)
        for number in range(options.times):
            words = COMMANDS[number % len(COMMANDS)]
            counts.update(stop_once(office, words, options.signal, chance))
            if sys.stderr.isatty():
                print(f"\r{number + 1}", end="", file=sys.stderr, flush=True)
    bad = [name for name in counts if name.startswith("BAD")]
    lines = [
        f"{options.times} runs stopped by SIG{options.signal}, seed {options.seed}:",
        *(f"  {name:<58} {counts[name]:>5}" for name in sorted(counts)),
        "torn or lost: " + (", ".join(bad) or "none"),
    ]
    print("\n".join(lines))
    if options.document is not None:
        told = f"python benchmarks/kills.py --times {options.times} --signal {options.signal}"
        put_figures(options.document, f"kills {options.signal}", told, lines)
    return 1 if bad else 0


def stop_once(
    office: Office, words: tuple[str, ...], name: str, chance: random.Random
) -> list[str]:
    """Run a command, stop it, look, and run it again; what was seen."""
    office.reset()
    before, saving = office.seconds[words[0]]
    process = Process(office.book, words)
    if chance.random() < 0.5:  # noqa: PLR2004 - half of them
        process.wait_for_save()
        time.sleep(chance.random() * saving * 1.2)
    else:
        time.sleep(chance.random() * (before + saving))
    os.kill(process.pid, signal.Signals[f"SIG{name}"])
    status, said = process.end()
    seen = []
    found = digest(office.book) if office.book.exists() else "nothing"
    new = office.new[words[0]]
    whole = {office.old: "the old one", new: "the new one"}.get(found)
    seen.append(f"workbook: {whole}" if whole else f"BAD workbook: neither, {words[0]}")
    others = list(office.folder.glob(f"{NAME}*.bak"))
    digests = {path.name: digest(path) for path in others}
    if set(digests.values()) - set(office.known):
        seen.append("BAD backup torn")
    if office.old not in {found, *digests.values()}:
        seen.append("BAD old version lost")
    if len(others) < BACKUPS - 1:
        seen.append("BAD backups lost")
    strays = office.strays()
    seen.append("temporary files left: " + ("some" if strays else "none"))
    if name == "INT":
        seen += look_at_interrupt(status, said, is_new=found == new, strays=strays)
    _, said = (again := Process(office.book, words)).end()
    if office.strays():
        seen.append("BAD not cleaned by the next run")
    elif strays:
        seen.append("temporary files cleaned by the next run")
    if digest(office.book) != new:
        seen.append(f"BAD next run of {words[0]} ({again.pid}): {said}")
    return seen


def look_at_interrupt(status: int, said: str, *, is_new: bool, strays: list[str]) -> list[str]:
    """Whether status and sentence say what happened."""
    seen = [f"status {status}: {said.strip() or 'no word'}"]
    if strays:
        seen.append("BAD temporary file after Ctrl-C")
    if status not in {0, 1, 2} or (status == 2) == is_new:  # noqa: PLR2004 - could not run
        seen.append(f"BAD status {status} with the {'new' if is_new else 'old'} workbook")
    if len(said.splitlines()) > 1 or (is_new and "沒有改動" in said):
        seen.append(f"BAD words: {said}")
    return seen


def run_command(book: Path, words: tuple[str, ...], tells: int, says: int) -> None:
    """The command in the forked process, which tells when it begins to save."""
    status = 2
    try:
        run = told_when_saving(tells)
        for stream, descriptor in enumerate((os.open(os.devnull, os.O_WRONLY), says), start=1):
            os.dup2(descriptor, stream)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        sys.argv = ["estate-xl", words[0], str(book), *words[1:]]
        run()
    except KeyboardInterrupt:
        os.write(says, "已中斷，工作簿沒有改動。\n".encode())  # it had not come to run() yet
    except SystemExit as stop:
        status = int(stop.code or 0)
    except BaseException:  # noqa: BLE001 - nothing of the child may go on in the parent's place
        os.write(says, traceback.format_exc().encode())
    os._exit(status)


def told_when_saving(tells: int) -> Callable[[], None]:
    """The program's entry, with seams: one tells when it begins to save, one is the clock."""
    from estate_xl.__main__ import run  # noqa: PLC0415 - imported before the fork
    from estate_xl.console import run_task  # noqa: PLC0415
    from estate_xl.files.session import OpenFile  # noqa: PLC0415

    # 月度記錄 says when a month was computed; a clock that stands still makes runs comparable.
    setattr(run_task, "dt", SimpleNamespace(datetime=SimpleNamespace(now=lambda: NOW)))  # noqa: B010

    save = OpenFile.save

    def telling(self: OpenFile, *given: object, **named: object) -> Path:
        os.write(tells, b"s")
        return save(self, *given, **named)  # type: ignore[arg-type]

    setattr(OpenFile, "save", telling)  # noqa: B010 - a seam, in this process alone
    return run


def import_everything() -> None:
    """What a command imports on its way, so that the moments fall into its work."""
    from estate_xl.actions import ACTIONS, load  # noqa: PLC0415

    for action in ACTIONS.values():
        if action.task:
            load(action.task)


def make_book(path: Path, tickets: int) -> None:
    """A sample office, numbered."""
    from estate_xl.blueprint import make_book as draw_book  # noqa: PLC0415
    from estate_xl.sample import make_sample  # noqa: PLC0415
    from estate_xl.schema import Language  # noqa: PLC0415

    sample = make_sample(1, tickets)
    path.write_bytes(draw_book(Language.HANT, sample.records, sample.settings))


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
