"""Packages by the hundred: untouched ones, saved again by other programs, and damaged ones.

    python benchmarks/verifying.py [--packages 100] [--damaged 1000]

Prints how many pass and how many are refused, each with a reason, and the memory that it took.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from estate_xl.deliver.encryption import protect_package  # noqa: E402 - likewise
from support.closed_month import close_month, pack  # noqa: E402 - after the path is set
from support.damaging import damaged  # noqa: E402 - likewise
from support.resaving import saved_again  # noqa: E402 - likewise

GOOD = 20
PASSWORD = "開門-Sesame 7"  # noqa: S105 - this script's own


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", type=int, default=100)
    parser.add_argument("--damaged", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as holder:
        folder = Path(holder)
        book = close_month(folder / "book.xlsx")
        package = pack(book, with_evidence=True).data
        lines = [*_saved(folder, options.packages), *_damaged(folder, package, options.damaged)]
    for line in lines:
        print(line)


def _saved(folder: Path, count: int) -> list[str]:
    """Packages of as many offices as it takes, each untouched and saved again three times."""
    held = folder / "saved"
    held.mkdir()
    made = 0
    for number in range(-(-count // 4)):
        office = folder / f"office {number}"
        office.mkdir()
        book = close_month(office / "book.xlsx", tickets=20 + number)
        file = office / "package.xlsx"
        file.write_bytes(pack(book, with_evidence=bool(number % 2)).data)
        for program, each in {"": file, **saved_again(file, office)}.items():
            made += 1
            (held / f"{number:03} {program}.xlsx").write_bytes(each.read_bytes())
    entries, _ = _verified(held)
    passed = sum(entry["status"] == "ok" for entry in entries)
    return [f"untouched or saved again: {passed} of {made} pass"]


def _damaged(folder: Path, package: bytes, count: int) -> list[str]:
    held = folder / "damaged"
    held.mkdir()
    chance = random.Random(17)  # noqa: S311 - no secret
    locked = protect_package(package, PASSWORD)
    for number in range(count):
        kind = (package, locked)[number % 2]
        password = PASSWORD if number % 2 else None
        (held / f"{number:04} damaged.xlsx").write_bytes(damaged(kind, chance, password))
    for number in range(GOOD):
        kind = (package, locked)[number % 2]
        (held / f"{number * count // GOOD:04} good.xlsx").write_bytes(kind)
    entries, errors = _verified(held)
    good = [entry for entry in entries if "good" in Path(str(entry["file"])).name]
    bad = [entry for entry in entries if "damaged" in Path(str(entry["file"])).name]
    fine = sum(entry["status"] == "ok" for entry in good)
    refused = sum(entry["status"] != "ok" and bool(entry["message"]) for entry in bad)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    traces = errors.count("Traceback")
    told = (
        f"damaged: {fine} of {len(good)} good ones fine, {refused} of {len(bad)} refused with a "
        f"reason, {traces} tracebacks, {peak} MiB"
    )
    passed = [f"  passed: {entry['file']}" for entry in bad if entry["status"] == "ok"]
    return [told, *passed]


def _verified(folder: Path) -> tuple[list[dict[str, object]], str]:
    values = {
        "PYTHON_KEYRING_BACKEND": "support.typed_keyring.TypedKeyring",
        "TEST_KEYRING_package": PASSWORD,
        "PYTHONPATH": str(TESTS),
    }
    run = subprocess.run(
        [sys.executable, "-m", "estate_xl", "verify", str(folder), "--json"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **values},
    )
    return json.loads(run.stdout)["files"], run.stderr


if __name__ == "__main__":
    main()
