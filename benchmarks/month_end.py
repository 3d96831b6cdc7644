"""Month-end file to file against a plain openpyxl script of the same job, in one run.

    python benchmarks/month_end.py [--tickets 1000 10000 100000]

Prints, for each size, our time, the script's time, their ratio and our peak memory; then how our
time grows for ten times the tickets. Each run is a process of its own, imports not counted; of
three runs each the least time counts, which other work on the machine disturbs least.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
MONTH = "2026-10"
RUNS = 3


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--plain-up-to", type=int, default=10_000, help="largest size of openpyxl")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        times: list[tuple[int, float]] = []
        for tickets in options.tickets:
            book = make_book(Path(folder), tickets)
            ours, peak = run_ours(book)
            times.append((tickets, ours))
            line = f"{tickets:>7} tickets: ours {ours:6.2f} s, peak {peak:5.0f} MiB"
            if tickets <= options.plain_up_to:
                plain, plain_peak = run_plain(book)
                line += f"; openpyxl {plain:6.2f} s, peak {plain_peak:5.0f} MiB"
                line += f"; ratio {plain / ours:.1f}"
            print(line, flush=True)
        for (small, before), (large, after) in pairwise(times):
            print(f"{small} -> {large} tickets: {after / before:.1f} times the time")


def make_book(folder: Path, tickets: int) -> Path:
    """A sample office of that many tickets."""
    from estate_xl.blueprint import make_book as draw_book  # noqa: PLC0415
    from estate_xl.sample import make_sample  # noqa: PLC0415 - not part of what is measured
    from estate_xl.schema import Language  # noqa: PLC0415

    sample = make_sample(1, tickets)
    path = folder / f"office-{tickets}.xlsx"
    path.write_bytes(draw_book(Language.HANT, sample.records, sample.settings))
    return path


def run_ours(book: Path) -> tuple[float, float]:
    """Seconds and peak MiB of `estate-xl month-end`, file to file."""
    out = str(book.with_name("out.xlsx"))
    words = ["month-end", str(book), "--month", MONTH, "--out", out, "--quiet"]
    return _timed(
        "import estate_xl.console.run_task, estate_xl.console.progress;"
        "import estate_xl.files.session, estate_xl.tasks;"
        "from estate_xl.console.cli import main",
        f"main({words!r})",
    )


def run_plain(book: Path) -> tuple[float, float]:
    """Seconds and peak MiB of the plain script, file to file."""
    out = str(book.with_name("plain.xlsx"))
    return _timed("from plain_openpyxl import main", f"main({str(book)!r}, {out!r}, {MONTH!r})")


def _timed(imports: str, job: str) -> tuple[float, float]:
    """The least seconds and the most MiB of some runs."""
    runs = [_run(imports, job) for _ in range(RUNS)]
    return min(seconds for seconds, _ in runs), max(peak for _, peak in runs)


def _run(imports: str, job: str) -> tuple[float, float]:
    """Run the job in a process of its own; its imports are not counted, its memory is."""
    code = (
        f"import resource, time; {imports}; start = time.perf_counter(); {job};"
        "print(time.perf_counter() - start,"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, text=True, cwd=HERE
    )
    seconds, peak = done.stdout.split()
    unit = 1024 if sys.platform != "darwin" else 1024**2
    return float(seconds), int(peak) / unit


if __name__ == "__main__":
    main()
