"""Next year's workbook against a new one: each command in January, after three years of tickets.

    python benchmarks/new_year.py [--tickets 10000] [--runs 3]

An office of that many tickets over three years. `new-year` makes the next year's workbook, and each
command runs there and in a workbook that never had another year, of the same masters and of as many
rows, opened on the same day. What is printed: seconds of the processor and peak memory of both, and
their ratio; wanted is that the years behind cost nothing. Leaves with 1 where a command refuses or
the ratio is above what is wanted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from processes import RUNS, middle, run

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_book
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from processes import Run

    Records = dict[str, list[dict[str, object]]]

YEARS: Final = (2024, 2025, 2026)
NEXT: Final = YEARS[-1] + 1
MONTHS: Final = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)]
COMMANDS: Final = (
    ("validate",),
    ("overdue", "--as-of", f"{NEXT}-01-31T18:00"),
    ("work-orders",),
    ("month-end", "--month", f"{NEXT}-01"),
    ("statistics", "--year", f"{NEXT}"),
)
WANTED: Final = 1.25
"""Times the seconds of a new office."""


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="new-year-") as name:
        folder = Path(name)
        old, carried, new = (folder / f"{each}.xlsx" for each in ("old", "carried", "new"))
        sample = make_sample(1, options.tickets, MONTHS)
        old.write_bytes(make_book(Language.HANT, sample.records, sample.settings))
        words = ("new-year", old.name, "--year", f"{NEXT}", "--out", carried.name, "--quiet")
        turn = run(["-m", "estate_xl", *words], folder)
        print(f"new-year, {options.tickets} tickets: {told(turn)}", flush=True)
        if turn.status != 0:
            return 1
        new.write_bytes(make_book(Language.HANT, records_of(carried), sample.settings))
        rows = len(read_office(open_book(new)).tables["Tickets"])
        print(f"{rows} tickets went along; file {size(old)}, {size(carried)}, new {size(new)}")
        print(
            f"{'':12}{'after new-year':>22}{'new office':>22}{'ratio':>8}   wanted at most {WANTED}"
        )
        right = True
        for command, *pair in measure(folder, carried.read_bytes(), new.read_bytes(), options.runs):
            print(line(command, *pair), flush=True)
            right &= is_right(*pair)
    return 0 if right else 1


def records_of(path: Path) -> Records:
    """The rows of a workbook, as a new one is drawn from them."""
    tables = read_office(open_book(path)).tables
    frames = {
        sheet.key: tables[sheet.key].astype(object)
        for sheet in ESTATE_BOOK.data_sheets()
        if sheet.key != "Settings"
    }
    return {
        key: [
            {str(name): value for name, value in row.items()}
            for row in frame.where(frame.notna(), None).to_dict("records")
        ]
        for key, frame in frames.items()
    }


def measure(folder: Path, carried: bytes, new: bytes, runs: int) -> Iterator[tuple[str, Run, Run]]:
    """The median of each command in both workbooks, each run from the workbook as it was."""
    book = folder / "office.xlsx"
    for name, *more in COMMANDS:
        found: tuple[list[Run], list[Run]] = ([], [])
        for _ in range(runs):
            for place, data in enumerate((carried, new)):
                book.write_bytes(data)
                words = ["-m", "estate_xl", name, book.name, "--quiet", *more]
                found[place].append(run(words, folder))
        yield name, middle(found[0]), middle(found[1])


def line(command: str, carried: Run, new: Run) -> str:
    """Both workbooks, and how they compare."""
    ratio = carried.seconds / new.seconds
    return f"{command:12}{told(carried):>22}{told(new):>22}{ratio:>8.2f}"


def is_right(carried: Run, new: Run) -> bool:
    """Whether both ran, and the years behind cost nothing."""
    return {carried.status, new.status} <= {0, 1} and carried.seconds <= WANTED * new.seconds


def told(measured: Run) -> str:
    """Seconds and memory."""
    return f"{measured.seconds:.2f} s {measured.mebibytes:>5.0f} MiB"


def size(path: Path) -> str:
    """Of a file."""
    return f"{path.stat().st_size / 1024:.0f} KiB"


if __name__ == "__main__":
    sys.exit(main())
