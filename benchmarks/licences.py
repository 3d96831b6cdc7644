"""The licences of everything that comes along, as the packages themselves tell them.

    python benchmarks/licences.py > docs/licences.md

Goes through what `pip install estate-xl` brings, then what `estate-xl[dev]` adds, in the running
environment. A package that tells no licence is listed as such, for somebody to look.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
HEADING = """# Licences

estate_xl itself is under the MIT licence. What it brings along, at the versions that it was last
tested with; made by `python benchmarks/licences.py > docs/licences.md`, from what each package
tells of itself. xlwings' folder `pro` is under a licence of its own; nothing here uses it.
"""
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_CLASSIFIER = "License :: OSI Approved :: "


def main() -> None:
    """Print the document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = closure(map(name_of, project["dependencies"]))
    dev = closure(
        name_of(each) for extra in project["optional-dependencies"].values() for each in extra
    )
    print(HEADING)
    print("## With `pip install estate-xl`\n")
    print_table(needed)
    print("\n## With `pip install 'estate-xl[dev]'`, besides\n")
    print_table(dev - needed)


def name_of(requirement: str) -> str:
    """Name of the package, as registries compare it."""
    found = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0] if found else requirement).lower()


def closure(names: Iterable[str]) -> set[str]:
    """The packages and all that they need here."""
    waiting = list(names)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            continue  # for another system
        found.add(name)
        waiting += [name_of(each) for each in needs if "extra ==" not in each]
    return found


def print_table(names: set[str]) -> None:
    """A line for each package."""
    print("| package | version | licence |\n| --- | --- | --- |")
    for name in sorted(names):
        told = metadata(name)
        print(f"| {name} | {told['Version']} | {licence(name)} |")


def licence(name: str) -> str:
    """What the package tells of its licence, the newest way first."""
    told = metadata(name)
    if told["License-Expression"]:
        return str(told["License-Expression"])
    classes = [
        each.removeprefix(_CLASSIFIER)
        for each in told.get_all("Classifier") or []
        if each.startswith(_CLASSIFIER)
    ]
    first = str(told["License"] or "").strip().splitlines()
    return ", ".join(classes) or (first[0] if first else "not told")


if __name__ == "__main__":
    main()
