"""Every command on a big office: time, peak memory, and how the time grows with the tickets.

    python benchmarks/big_office.py [--tickets 10000 100000]

An office of 50 active zones, some 400 people and three follow-ups a ticket, in one workbook. The
commands run one after another in place, as in a month, each in a process of its own; of three such
months the median counts. Times are those of the processor, and count each process's start too.
Leaves with 1 where a command refuses or takes 2 GiB.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from document import put_figures
from processes import RUNS, middle, run

from estate_xl.blueprint import make_book
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Kind, Language, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from processes import Run

    Records = dict[str, list[dict[str, object]]]

MONTH, MOMENT = "2026-10", "2026-10-31T18:00"
ESTATES = 9
ZONES = 50
FOLLOW_UPS = 3
MOST_MEBIBYTES = 2048
PACKAGE = "package.xlsx"
COMMANDS = (
    ("validate",),
    ("overdue", "--as-of", MOMENT),
    ("month-end", "--month", MONTH),
    ("statistics", "--year", MONTH[:4]),
    ("work-orders",),
    ("follow-up", "--ticket", "1-BS202610-0001", "--by", "1-Y001", "--note", "已回電"),
    ("send", "--month", MONTH, "--force", "--package", PACKAGE),
    ("verify",),
)
_OWN_NAMES = {"Zones": "name", "Staff": "name"}
_SHARED = frozenset({"Calendar", "InspectionStandards", "AppraisalWeights", "Settings"})


def main() -> int:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--document", type=Path, help="put the figures into this document")
    options = parser.parse_args()
    measured: dict[str, list[Run]] = {words[0]: [] for words in COMMANDS}
    for tickets in options.tickets:
        with tempfile.TemporaryDirectory(prefix="big-office-") as folder:
            book, office = Path(folder) / "office.xlsx", make_office(tickets)
            months: dict[str, list[Run]] = {name: [] for name in measured}
            for _ in range(options.runs):
                book.write_bytes(office)
                for name, *more in COMMANDS:
                    months[name].append(run_command(book, name, more))
                    print(f"{tickets} tickets, {name}: {months[name][-1]}", flush=True)
            for name, runs in months.items():
                measured[name].append(middle(runs))
    lines = list(table(options.tickets, measured))
    print("\n".join(["", *lines]))
    if options.document is not None:
        sizes = " ".join(map(str, options.tickets))
        told = f"python benchmarks/big_office.py --tickets {sizes}"
        put_figures(options.document, "big office", told, lines)
    return 0 if all(is_right(each) for runs in measured.values() for each in runs) else 1


def is_right(run: Run) -> bool:
    """Whether the command ran, within the memory it may take."""
    return run.status in {0, 1} and run.mebibytes <= MOST_MEBIBYTES


def table(sizes: list[int], measured: dict[str, list[Run]]) -> Iterator[str]:
    """A line a command: time and memory of each size, and the growth."""
    yield " " * 12 + "".join(f"{size:>16} tickets" for size in sizes)
    for name, runs in measured.items():
        cells = "".join(f"{each.seconds:>11.2f} s {each.mebibytes:>6.0f} MiB" for each in runs)
        yield f"{name:12}{cells}   {runs[-1].seconds / runs[0].seconds:.1f} times"


def make_office(tickets: int) -> bytes:
    """The workbook of an office of that many tickets."""
    whole: Records = {}
    for number in range(ESTATES):
        share = tickets // ESTATES + (number < tickets % ESTATES)
        sample = make_sample(number + 1, share)
        for key, rows in sample.records.items():
            if key in _SHARED:
                whole[key] = rows
            else:
                whole.setdefault(key, []).extend(renamed(key, rows, f"{number + 1}-"))
    for zone in whole["Zones"][ZONES:]:
        zone["active"] = terms.NO.hant
    whole["FollowUps"] = list(islice(cycle(whole["FollowUps"]), tickets * FOLLOW_UPS))
    return make_book(Language.HANT, whole, sample.settings)


def renamed(key: str, rows: list[dict[str, object]], prefix: str) -> Iterator[dict[str, object]]:
    """The rows with the estate's number before each key, name and reference."""
    kinds = {column.key: column.kind for column in ESTATE_BOOK[key].columns}
    changed = {name for name, kind in kinds.items() if kind in {Kind.ID, Kind.REFERENCE}}
    changed |= {_OWN_NAMES[key]} if key in _OWN_NAMES else set()
    for row in rows:
        yield {
            name: f"{prefix}{value}" if name in changed and value is not None else value
            for name, value in row.items()
        }


def run_command(book: Path, name: str, more: list[str]) -> Run:
    """Run a command in place."""
    file = PACKAGE if name == "verify" else book.name
    return run(["-m", "estate_xl", name, file, "--quiet", *more], book.parent)


if __name__ == "__main__":
    sys.exit(main())
