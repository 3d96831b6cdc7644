"""Every button in an Excel that fails at each of its round trips, on Excel's twin.

    python benchmarks/failing_excel.py [--buttons month_end] [--failures gone] [--every 1]

At the n-th round trip, for every n, Excel rejects three calls or puts one aside, as it does while a
cell is being edited, or is gone. Held is that the last sentence is right and in a person's words,
that Excel's settings are back, that nothing is changed without the day's copy, and that no half
workbook is on the disk. All of them take hours. Leaves with 1 where something does not hold.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("", "tests")]

from support.buttons import TASKS  # noqa: E402 - the paths come first
from support.failing_excel import FAILURES, SHOWN, faults, press  # noqa: E402 - likewise

if TYPE_CHECKING:
    from support.failing_excel import Press

BUTTONS = [*TASKS, *SHOWN]
KINDS = {
    "Excel 正忙，沒有改動": "busy, unchanged",
    "Excel 中途正忙": "busy halfway",
    "Excel 已關閉": "gone",
}
"""Beginnings of sentences and what they are; whatever else is said is that it was done."""


def main() -> int:
    """Fail at each round trip and print a line a button and failure, then what does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--buttons", nargs="+", choices=BUTTONS, default=BUTTONS)
    parser.add_argument("--failures", nargs="+", choices=list(FAILURES), default=list(FAILURES))
    parser.add_argument("--every", type=int, default=1, help="only each such round trip")
    options = parser.parse_args()
    os.environ["LANGUAGE"] = "zh_TW"
    os.environ["ESTATE_XL_SETTINGS"] = str(Path(tempfile.gettempdir()) / "no settings.json")
    found: list[str] = []
    kinds = ["done", *KINDS.values()]
    print(f"{'button':14}{'trips':>6}  {'failure':12}" + "".join(f"{kind:>16}" for kind in kinds))
    with multiprocessing.get_context("fork").Pool() as pool:
        for key in options.buttons:
            whole = pressed(key, "", 0)
            for failure in options.failures:
                places = range(1, whole.trips + 1, options.every)
                tried = partial(outcome, key, failure, whole)
                counts: Counter[str] = Counter()
                for kind, lines in pool.imap(tried, places, chunksize=4):
                    counts[kind] += 1
                    found += lines
                numbers = "".join(f"{counts[kind]:>16}" for kind in kinds)
                print(f"{key:14}{whole.trips:>6}  {failure:12}{numbers}", flush=True)
    print("\n".join(found) or "all as it must be")
    return 1 if found else 0


def pressed(key: str, failure: str, at: int) -> Press:
    """A press in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="failing-") as folder:
        return press(key, Path(folder), failure, at)


def outcome(key: str, failure: str, whole: Press, at: int) -> tuple[str, list[str]]:
    """What kind of sentence came, and what does not hold."""
    try:
        found = pressed(key, failure, at)
    except BaseException as error:  # noqa: BLE001 - the twin's errors are no Exceptions
        return "raised", [f"{key} {failure} {at}: raised {error!r}"]
    kind = next((KINDS[words] for words in KINDS if found.said.startswith(words)), "done")
    return kind, [f"{key} {failure} {at}: {line}" for line in faults(key, failure, whole, found)]


if __name__ == "__main__":
    sys.exit(main())
