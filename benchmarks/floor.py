"""Month-end against the least that any program has to do: read the same cells, copy the file.

    python benchmarks/floor.py [--tickets 10000 100000] [--most 4]

The floor is what fastexcel takes to read the columns that month-end needs into Arrow, and a copy
of the zip's entries as they are packed. Both run in a process of its own, file to file, imports
not counted, one after the other; of three runs each the median of the processor's time counts.
Leaves with 1 where month-end takes more than `--most` times the floor at the largest size, or more
than `--mebibytes` of memory.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from month_end import MONTH, make_book

HERE = Path(__file__).resolve().parent
RUNS = 3
_OURS = (
    "import estate_xl.console.run_task, estate_xl.console.progress;"
    "import estate_xl.files.session, estate_xl.tasks.month_end;"
    "from estate_xl.console.cli import main"
)


class Run(NamedTuple):
    """Seconds of the processor and peak MiB of a process."""

    seconds: float
    mebibytes: float


def main() -> int:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--most", type=float, default=4.0, help="times the floor")
    parser.add_argument("--mebibytes", type=float, default=600.0, help="of memory at most")
    options = parser.parse_args()
    measured: list[tuple[int, Run]] = []
    ratio = 0.0
    with tempfile.TemporaryDirectory(prefix="floor-") as folder:
        for tickets in options.tickets:
            ours, floor = measure(make_book(Path(folder), tickets))
            ratio = ours.seconds / floor.seconds
            measured.append((tickets, ours))
            print(
                f"{tickets:>8} tickets: month-end {ours.seconds:6.2f} s, {ours.mebibytes:5.0f} MiB;"
                f" floor {floor.seconds:6.2f} s, {floor.mebibytes:5.0f} MiB; {ratio:.1f} times",
                flush=True,
            )
    for (small, before), (large, after) in pairwise(measured):
        growth = after.seconds / before.seconds
        print(f"{small} -> {large} tickets: {growth:.1f} times the time")
    return int(ratio > options.most or measured[-1][1].mebibytes > options.mebibytes)


def measure(book: Path) -> tuple[Run, Run]:
    """Month-end and the floor, in turns."""
    sheets = needed_columns(book)
    words = ["month-end", str(book), "--month", MONTH, "--quiet"]
    words += ["--out", str(book.with_name("out.xlsx"))]
    copy = str(book.with_name("copy.xlsx"))
    jobs = (
        (_OURS, f"assert main({words!r}) in (0, 1)"),  # a refusal is no quick run
        ("from floor import read_and_copy", f"read_and_copy({str(book)!r}, {copy!r}, {sheets!r})"),
    )
    runs = [[_run(*job) for job in jobs] for _ in range(RUNS)]
    ours, floor = (
        Run(median(each.seconds for each in one), max(each.mebibytes for each in one))
        for one in zip(*runs, strict=True)
    )
    return ours, floor


def needed_columns(book: Path) -> str:
    """Title, row of the headers and numbers of our columns of each sheet: month-end checks all."""
    from estate_xl.files.session import open_file  # noqa: PLC0415 - not part of what is measured
    from estate_xl.read import read_office  # noqa: PLC0415

    with open_file(book) as opened:
        places = read_office(opened.book).places.found.values()
    return json.dumps(
        [(each.title, each.header_row, sorted(each.columns.values())) for each in places]
    )


def read_and_copy(book: str, copy: str, sheets: str) -> None:
    """Read those columns into Arrow, and copy the zip's entries."""
    import fastexcel  # noqa: PLC0415 - nothing but the floor needs it

    from estate_xl.engine.ooxml.package import Package  # noqa: PLC0415
    from estate_xl.engine.ooxml.zip_writer import ZipWriter  # noqa: PLC0415

    logging.getLogger("fastexcel").setLevel(logging.ERROR)  # empty columns have no type
    reader = fastexcel.read_excel(book)
    for title, header_row, columns in json.loads(sheets):
        sheet = reader.load_sheet(
            title, header_row=header_row - 1, use_columns=[number - 1 for number in columns]
        )
        sheet.__arrow_c_array__()
    package, writer = Package(Path(book).read_bytes()), ZipWriter()
    for name in package.names():
        writer.add_packed(*package.packed(name))
    Path(copy).write_bytes(writer.to_bytes())


def _run(imports: str, job: str) -> Run:
    """Run the job in a process of its own; its imports are not counted, its memory is.

    A shell stays in between: a process is told its parent's memory from before it began.
    """
    code = (
        f"import resource, time; {imports}; start = time.process_time(); {job};"
        "print(time.process_time() - start,"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=HERE,
    )
    seconds, peak = done.stdout.split()
    return Run(float(seconds), int(peak) / (1024 if sys.platform != "darwin" else 1024**2))


if __name__ == "__main__":
    sys.exit(main())
