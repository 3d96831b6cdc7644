"""Month-end file to file against a plain openpyxl script of the same job, in one run.

    python benchmarks/month_end.py [--tickets 1000 10000 100000] [--plain-up-to 10000]

Prints, for each size, seconds of the processor of month-end and of the script, imports not counted;
of whole processes, ours and openpyxl's bare load and save; how many times quicker ours is, beside
what is wanted; and how month-end grows. Each run is a process of its own, and they take turns; of
three runs the median counts.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from processes import RUNS, middle, run, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from processes import Run

HERE = Path(__file__).resolve().parent
MONTH = "2026-10"
IMPORTS = (
    "import estate_xl.console.run_task, estate_xl.console.progress;"
    "import estate_xl.files.session, estate_xl.tasks.month_end;"
    "from estate_xl.console.cli import main"
)
BARE = "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
WANTED = {1_000: 3, 10_000: 10, 100_000: 12}
"""How many times quicker than the plain script, by tickets."""
WANTED_WHOLE = {10_000: 4.5}
"""How many times quicker than openpyxl's bare load and save, whole processes."""
WANTED_GROWTH = 7
"""Times the seconds for ten times the tickets."""


def main() -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--plain-up-to", type=int, default=10_000, help="largest size of openpyxl")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured = {
            tickets: measure(
                make_book(Path(folder), tickets),
                options.runs,
                with_plain=tickets <= options.plain_up_to,
            )
            for tickets in options.tickets
        }
    print("\n".join(table(measured)))


def table(measured: dict[int, dict[str, Run]]) -> Iterator[str]:
    """Seconds and memory by size, how many times quicker, and the growth."""
    for tickets, runs in measured.items():
        yield f"{tickets} tickets"
        for name, each in runs.items():
            yield f"  {name:42}{each.seconds:>8.2f} s{each.mebibytes:>7.0f} MiB"
        if "plain script" in runs:
            wanted, wanted_whole = WANTED.get(tickets), WANTED_WHOLE.get(tickets)
            yield times("than the plain script", runs["plain script"], runs["month-end"], wanted)
            bare, whole = runs["whole process, load and save"], runs["whole process, month-end"]
            yield times("than load and save", bare, whole, wanted_whole)
    for (small, before), (large, after) in pairwise(measured.items()):
        grown = after["month-end"].seconds / before["month-end"].seconds
        line = f"{small} -> {large} tickets: {grown:.1f} times the time"
        yield f"{line}, wanted at most {WANTED_GROWTH}" if large == 10 * small else line


def times(than: str, other: Run, ours: Run, wanted: float | None) -> str:
    """How many times quicker ours is."""
    line = f"  times quicker {than:28}{other.seconds / ours.seconds:>8.1f}"
    return line if wanted is None else f"{line}   wanted {wanted}"


def measure(book: Path, runs: int, *, with_plain: bool) -> dict[str, Run]:
    """The median of each job; the jobs take turns."""
    out, plain = str(book.with_name("out.xlsx")), str(book.with_name("plain.xlsx"))
    words = ["month-end", str(book), "--month", MONTH, "--out", out, "--quiet"]
    jobs: dict[str, Callable[[], Run]] = {
        "month-end": lambda: run_job(IMPORTS, f"main({words!r})", HERE),
        "whole process, month-end": lambda: run(["-m", "estate_xl", *words], HERE),
    }
    if with_plain:
        job = f"main({str(book)!r}, {plain!r}, {MONTH!r})"
        jobs["plain script"] = lambda: run_job("from plain_openpyxl import main", job, HERE)
        bare = ["-c", BARE, str(book), plain]
        jobs["whole process, load and save"] = lambda: run(bare, HERE)
    measured: dict[str, list[Run]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, start in jobs.items():
            measured[name].append(start())
    return {name: middle(each) for name, each in measured.items()}


def make_book(folder: Path, tickets: int) -> Path:
    """A sample office of that many tickets."""
    from estate_xl.blueprint import make_book as draw_book  # noqa: PLC0415
    from estate_xl.sample import make_sample  # noqa: PLC0415 - not part of what is measured
    from estate_xl.schema import Language  # noqa: PLC0415

    sample = make_sample(1, tickets)
    path = folder / f"office-{tickets}.xlsx"
    path.write_bytes(draw_book(Language.HANT, sample.records, sample.settings))
    return path


if __name__ == "__main__":
    main()
