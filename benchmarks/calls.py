"""Calls into the file engine by command, and round trips to Excel's twin by button, by member.

    python benchmarks/calls.py [--tickets 1000 10000] [--commands month-end] [--buttons month_end]

Counts are exact: the same on each machine, and at most the bound beside them, which the tests hold
too. Each command runs on a new copy of the sample office. Leaves with 1 where a count is above its
bound.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("", "tests")]

from month_end import make_book  # noqa: E402 - the paths come first

from support.engine_calls import BOUNDS, COMMANDS, Calls, calls_of  # noqa: E402 - likewise
from support.round_trips import BOUNDS as TRIPS  # noqa: E402 - likewise
from support.round_trips import trips_of  # noqa: E402 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def main() -> int:
    """Count each command at each size and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--commands", nargs="*", choices=list(COMMANDS), default=list(COMMANDS))
    parser.add_argument("--buttons", nargs="*", choices=list(TRIPS), default=list(TRIPS))
    parser.add_argument("--members", type=int, default=12, help="how many members a command")
    options = parser.parse_args()
    counted: dict[str, list[Calls]] = {name: [] for name in options.commands}
    pressed: dict[str, list[Calls]] = {name: [] for name in options.buttons}
    with tempfile.TemporaryDirectory(prefix="calls-") as folder:
        for tickets in options.tickets:
            office = make_book(Path(folder), tickets)
            for name in options.commands:
                book = Path(shutil.copy(office, Path(folder) / "office.xlsx"))
                counted[name].append(calls_of([name, *COMMANDS[name]], book))
            for name in options.buttons:
                book = Path(shutil.copy(office, Path(folder) / "office.xlsx"))
                trips = trips_of(name, book)
                pressed[name].append(Calls({".".join(each): n for each, n in trips.items()}))
    print("\n".join(table("calls", options.tickets, counted, BOUNDS, options.members)))
    print("\n".join(["", *table("round trips", options.tickets, pressed, TRIPS, options.members)]))
    above = [
        name
        for each, bounds in ((counted, BOUNDS), (pressed, TRIPS))
        for name, counts in each.items()
        if max(map(Calls.total, counts)) > bounds[name]
    ]
    return 1 if above else 0


def table(
    head: str,
    sizes: list[int],
    counted: dict[str, list[Calls]],
    bounds: Mapping[str, int],
    members: int,
) -> Iterator[str]:
    """A line a command or button, then the members that it calls most."""
    yield f"{head:28}" + "".join(f"{size:>8} tickets" for size in sizes) + "   at most"
    for name, each in counted.items():
        counts = "".join(f"{calls.total():>16}" for calls in each)
        yield f"{name:28}{counts}{bounds[name]:>10}"
    for name, each in counted.items():
        yield ""
        yield name
        for member, _ in each[-1].most_common(members):
            yield f"  {member:26}" + "".join(f"{calls[member]:>16}" for calls in each)


if __name__ == "__main__":
    sys.exit(main())
