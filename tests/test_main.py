"""The command started where a mail left files that Python could take for its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Final

import pytest

EARLY: Final = (
    "collections contextlib functools importlib keyword operator reprlib types warnings".split()  # noqa: SIM905 - a list of words
)
"""What Python 3.11 imports for `-m` before it comes to us: docs/security.md says so."""
OTHERS: Final = ("xlwings", "pandas", "numpy", "openpyxl", "jinja2", "rich", "keyring", "opencc")
SCRIPT: Final = Path(sysconfig.get_path("scripts")) / "estate-xl"


def pythons_own() -> set[str]:
    """What this Python has imported for `-m` before it comes to us."""
    code = "import runpy, sys; print(*sys.modules)"
    command = [sys.executable, "-I", "-c", code]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {name.partition(".")[0] for name in said.split()}


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder with a module of every name, each of which leaves a mark."""
    mark = tmp_path / "mark.txt"
    code = f"open({str(mark)!r}, 'a').write(__name__ + '\\n')\n"
    for name in {*sys.stdlib_module_names, *OTHERS} - pythons_own():
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    return tmp_path


def plant_all(folder: Path) -> None:
    """Also what Python itself takes first, and our own package."""
    code = (folder / "json.py").read_text(encoding="utf-8")
    for name in {*EARLY, *pythons_own()}:
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    package = folder / "estate_xl"
    package.mkdir()
    for name in ("__init__", "__main__", "cli"):
        (package / f"{name}.py").write_text(code, encoding="utf-8")


def marks(folder: Path, *command: str) -> set[str]:
    """Names of the planted modules that ran; the command itself ran too."""
    environment = {name: text for name, text in os.environ.items() if "PYTHON" not in name}
    words = [*command, "validate", "none.xlsx"]
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    mark = folder / "mark.txt"
    found = set(mark.read_text(encoding="utf-8").split()) if mark.exists() else set()
    mark.unlink(missing_ok=True)
    if not found:
        assert done.returncode == 2, done.stderr
        assert "none.xlsx" in done.stderr
    return found


@pytest.mark.slow
def test_a_module_in_the_current_folder_does_not_run(planted: Path) -> None:
    assert marks(planted, sys.executable, "-m", "estate_xl") == set()


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-P", "-m", "estate_xl"],
        [sys.executable, "-I", "-m", "estate_xl"],
        [str(SCRIPT)],
    ],
    ids=["-P", "-I", "estate-xl"],
)
def test_nothing_of_the_current_folder_runs(planted: Path, command: list[str]) -> None:
    """Not even our own package planted there, nor what Python imports before it."""
    plant_all(planted)
    assert marks(planted, *command) == set()


def test_what_cannot_be_helped_is_what_we_say(planted: Path) -> None:
    """With -m alone a planted estate_xl folder is what runs: the page says how to start instead."""
    plant_all(planted)
    for name in {*EARLY, *pythons_own()}:
        (planted / f"{name}.py").unlink()
    assert "estate_xl" in marks(planted, sys.executable, "-m", "estate_xl")
    page = (Path(__file__).parent.parent / "docs" / "security.md").read_text(encoding="utf-8")
    assert [name for name in EARLY if f"`{name}`" not in page] == []


@pytest.mark.parametrize("words", [["--help"], ["validate", "none.xlsx"]])
def test_no_garbage_is_looked_for(words: list[str]) -> None:
    """A run is short: each search would go through all modules and cells."""
    program = (
        "import atexit, gc, sys\n"
        "from estate_xl import __main__\n"
        "searches = []\n"
        "gc.callbacks.append(lambda *search: searches.append(search))\n"
        "told = lambda: print(len(searches), gc.get_freeze_count() > 0, file=sys.stderr)\n"
        "atexit.register(told)\n"
        f"sys.argv[1:] = {words!r}\n"
        "__main__.run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr.splitlines()[-1] == "0 True"
