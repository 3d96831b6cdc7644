"""The morning list file to file against what reading the same file takes, in the same run.

    python benchmarks/overdue.py [--tickets 10000 100000]

Three follow-ups a ticket. Prints, for each size, the processor's seconds of the whole command and
of opening the file and reading its records in that very run, their ratio and the peak memory. Each
run is a process of its own, imports not counted; of three runs the median counts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
MOMENT = "2026-10-31T18:00"
FOLLOW_UPS = 3
RUNS = 3

JOB = """
import resource, sys, time
import estate_xl.console.run_task, estate_xl.files.session, estate_xl.tasks.overdue
from estate_xl.console.cli import main
from estate_xl.console.progress import Progress
from estate_xl.tasks.common import CHECKING

told = {}
Progress.report = lambda self, step: told.setdefault(step, time.process_time())
start = time.process_time()
status = main(sys.argv[1:])
end = time.process_time()
if status not in {0, 1}:
    sys.exit(status)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(end - start, told[CHECKING] - start, peak)
"""


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, nargs="+", default=[10_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for tickets in options.tickets:
            book = make_book(Path(folder), tickets)
            runs = [run(book) for _ in range(RUNS)]
            whole, reading = (median(each[place] for each in runs) for place in (0, 1))
            peak = max(each[2] for each in runs)
            print(
                f"{tickets:>7} tickets, {tickets * FOLLOW_UPS} follow-ups: overdue {whole:6.2f} s,"
                f" reading {reading:6.2f} s; ratio {whole / reading:.2f}, peak {peak:5.0f} MiB",
                flush=True,
            )


def make_book(folder: Path, tickets: int) -> Path:
    """A sample office of that many tickets, and three follow-ups for each."""
    from estate_xl.blueprint import make_book as draw_book  # noqa: PLC0415
    from estate_xl.sample import make_sample  # noqa: PLC0415 - not part of what is measured
    from estate_xl.schema import Language  # noqa: PLC0415

    sample = make_sample(1, tickets)
    records = dict(sample.records)
    known = list(records["FollowUps"])
    more = tickets * FOLLOW_UPS - len(known)
    numbers = cycle(ticket["ticket"] for ticket in records["Tickets"])
    added = (
        {**row, "ticket": number}
        for row, number in zip(cycle(known), islice(numbers, more), strict=False)
    )
    records["FollowUps"] = [*known, *added]
    path = folder / f"office-{tickets}.xlsx"
    path.write_bytes(draw_book(Language.HANT, records, sample.settings))
    return path


def run(book: Path) -> tuple[float, float, float]:
    """Seconds of `estate-xl overdue`, of them those of reading, and peak MiB."""
    out = str(book.with_name("out.xlsx"))
    words = ["overdue", str(book), "--as-of", MOMENT, "--out", out, "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", JOB, *words], stdout=subprocess.PIPE, check=True, text=True, cwd=HERE
    )
    whole, reading, peak = done.stdout.split()
    unit = 1024 if sys.platform != "darwin" else 1024**2
    return float(whole), float(reading), int(peak) / unit


if __name__ == "__main__":
    main()
