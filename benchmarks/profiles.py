"""Where the time of each command goes: seconds of the processor by part, of whole processes.

    python benchmarks/profiles.py [--tickets 1000 10000] [--document docs/profiles.md]

The commands run one after another on a sample office, as in a month, each in a process of its own
that `sampling.py` looks into; of three such months the median of each part counts. `python` is the
start and the end of Python itself, and of the looking. The whole is measured without looking;
beside it stands what is wanted at 1,000 tickets.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from document import put_figures
from processes import RUNS, run
from sampling import (
    CHECK,
    COMPUTE,
    IMPORT,
    OPEN,
    PLACES,
    READ,
    REST,
    SAVE,
    WRITE,
)

from estate_xl.blueprint import make_book
from estate_xl.sample import make_sample
from estate_xl.schema import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    Profile = dict[str, float]

HERE = Path(__file__).resolve().parent
MONTH, MOMENT = "2026-10", "2026-10-31T18:00"
OFFICE, PACKAGE, SAMPLES = "office.xlsx", "package.xlsx", "samples.json"
COMMANDS: Final = (
    ("validate", OFFICE),
    ("overdue", OFFICE, "--as-of", MOMENT),
    ("month-end", OFFICE, "--month", MONTH),
    ("work-orders", OFFICE, "--ticket", "BS202610-0001"),
    ("statistics", OFFICE, "--year", MONTH[:4]),
    ("follow-up", OFFICE, "--ticket", "{open}", "--by", "{person}", "--note", "已回電"),
    ("send", OFFICE, "--month", MONTH, "--force", "--package", PACKAGE),
    ("verify", PACKAGE),
)
WANTED: Final = {"validate": 0.7, "overdue": 0.8, "month-end": 1.1, "work-orders": 0.6}
"""Seconds of the whole process at 1,000 tickets."""
WANTED_TICKETS: Final = 1_000
PYTHON, WHOLE = "python", "whole"
COLUMNS: Final = (
    *(PYTHON, IMPORT, OPEN, PLACES, READ, CHECK, COMPUTE, WRITE, SAVE, REST),
    WHOLE,
)


def main() -> None:
    """Measure each size and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--document", type=Path, help="put the figures into this document")
    options = parser.parse_args()
    lines: list[str] = []
    for tickets in options.tickets:
        lines += table(tickets, measure(tickets, options.runs))
    print("\n".join(lines))
    if options.document is not None:
        sizes = " ".join(map(str, options.tickets))
        told = f"python benchmarks/profiles.py --tickets {sizes} --runs {options.runs}"
        put_figures(options.document, "profiles", told, lines)


def table(tickets: int, profiles: dict[str, Profile]) -> Iterator[str]:
    """A line a command."""
    yield f"{tickets} tickets".ljust(14) + "".join(f"{name:>12}" for name in COLUMNS)
    for name, profile in profiles.items():
        line = f"{name:14}" + "".join(f"{profile[part]:>12.2f}" for part in COLUMNS)
        wanted = WANTED.get(name) if tickets == WANTED_TICKETS else None
        yield line if wanted is None else f"{line}   wanted {wanted}"


def measure(tickets: int, runs: int) -> dict[str, Profile]:
    """The medians of each command."""
    sample = make_sample(1, tickets)
    office = make_book(Language.HANT, sample.records, sample.settings)
    ticket, person = sample.records["Tickets"][-1], sample.records["Staff"][0]
    facts = {"open": ticket["ticket"], "person": person["staff"]}
    measured: dict[str, list[Profile]] = {words[0]: [] for words in COMMANDS}
    with tempfile.TemporaryDirectory(prefix="profiles-") as folder:
        for _ in range(runs):
            months = [Path(folder) / name for name in ("looked", "whole")]
            for month in months:
                month.mkdir(exist_ok=True)
                (month / OFFICE).write_bytes(office)
            for name, *more in COMMANDS:
                words = [name, *(word.format_map(facts) for word in more), "--quiet"]
                measured[name].append(profile_of(words, *months))
    return {
        name: {part: median(each[part] for each in profiles) for part in COLUMNS}
        for name, profiles in measured.items()
    }


def profile_of(words: list[str], looked: Path, whole: Path) -> Profile:
    """Seconds by part of a command in one folder, and its whole in another."""
    sampled = run([str(HERE / "sampling.py"), SAMPLES, *words], looked)
    plain = run(["-m", "estate_xl", *words], whole)
    if {sampled.status, plain.status} - {0, 1}:
        msg = f"{words} left with {sampled.status} and {plain.status}"
        raise RuntimeError(msg)
    held: Profile = json.loads((looked / SAMPLES).read_text(encoding="utf-8"))
    python = sampled.seconds - sum(held.values())
    return {**dict.fromkeys(COLUMNS, 0.0), **held, PYTHON: python, WHOLE: plain.seconds}


if __name__ == "__main__":
    main()
