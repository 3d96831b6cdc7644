"""docs/adding.md walked in a copy of the repository: what it says to add is added, and works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
COPIED: Final = ("estate_xl", "macros", "workbooks", "docs", "tests")
MOST_FILES: Final = 6
BLOCK: Final = re.compile(
    r"^`(?P<path>[\w/.]+\.py)`|^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
"""A file's name at the beginning of a line, or a block."""

pytestmark = pytest.mark.slow


class Edit(NamedTuple):
    """What a block of the page does to a file: all of it, or lines of it changed."""

    path: str
    kind: str
    text: str


def journeys() -> dict[str, list[Edit]]:
    """The edits of each journey, by its heading."""
    found = {}
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        path, edits = "", []
        for block in BLOCK.finditer(body):
            path = block["path"] or path
            if block["kind"]:
                edits.append(Edit(path, block["kind"], block["text"]))
        found[heading] = edits
    return found


JOURNEYS: Final = journeys()


def apply(edit: Edit, root: Path) -> None:
    """Write the new file, or change the lines of one that is there, which stand there once."""
    path = root / edit.path
    if edit.kind == "python":
        assert not path.exists(), edit.path
        path.write_text(edit.text, encoding="utf-8")
        return
    lines = edit.text.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, (edit.path, before)
    path.write_text(text.replace(before, after), encoding="utf-8")


class Copy:
    """A copy of the repository in which the journeys were walked."""

    def __init__(self, root: Path) -> None:
        """Make it in that folder."""
        self.root = root
        for name in COPIED:
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in [*ROOT.glob("*.md"), ROOT / "pyproject.toml"]:
            shutil.copy(path, root)
        for edits in JOURNEYS.values():
            for edit in edits:
                apply(edit, root)

    @property
    def alone(self) -> tuple[str, ...]:
        """Words for pytest in the copy."""
        place = str(self.root / "temporary")
        return ("-n", "0", "-q", "-p", "no:cacheprovider", "--basetemp", place)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Python in the copy, which imports its own package."""
        environment = {**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The copy, with all that follows from its declarations made."""
    made = Copy(tmp_path_factory.mktemp("house"))
    (commands,) = re.findall(r"^```\n(python .*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for command in commands.splitlines():
        done = made.run(*command.split()[1:])
        assert done.returncode == 0, done.stderr
    return made


def test_an_action_touches_six_files() -> None:
    (name,) = (heading for heading in JOURNEYS if heading.startswith("An action"))
    assert 0 < len({edit.path for edit in JOURNEYS[name]}) <= MOST_FILES


def test_a_register_is_a_declaration_and_its_place() -> None:
    edits = JOURNEYS["A register"]
    assert len({edit.path for edit in edits}) == 2
    assert not any(re.search(r"\bdef\b|\blambda\b", edit.text) for edit in edits)


def test_the_new_register_is_owed_checked_counted_carried_and_told(copy: Copy) -> None:
    """What is tried of each register in the house is tried of it: its declaration is enough."""
    words = "KeysLent", "A row each time; the day when it came back."
    page = (copy.root / "docs" / "columns.md").read_text(encoding="utf-8")
    assert all(word in page for word in words)
    names = (
        "office_registers compute_register_matters compute_register_events schema_office_register"
    )
    paths = [f"tests/test_{name}.py" for name in names.split()]
    done = copy.run("-m", "pytest", *copy.alone, *paths)
    assert done.returncode == 0, done.stdout
    done = copy.run("-m", "pytest", *copy.alone, "-k", "keys_lent", paths[1])
    assert "1 passed" in done.stdout


def test_the_new_command_works(copy: Copy) -> None:
    demo = ("demo", "office", "--tickets", "60", "--lang", "en", "--quiet")
    done = copy.run("-m", "estate_xl", *demo)
    assert done.returncode == 0, done.stderr
    book = "office/Riverside Garden.xlsx"
    words = ("open-complaints", book, "--as-of", "2026-10-31T18:00", "--lang", "en")
    done = copy.run("-m", "estate_xl", *words)
    assert (done.returncode, done.stderr) == (0, "")
    written, told = done.stdout.splitlines()
    assert written == "Written to “Riverside Garden.xlsx”: Open Complaints."
    done = copy.run("-m", "estate_xl", *words, "--json", "--out", "out.xlsx")
    count = json.loads(done.stdout)["open"]
    assert told == ("1 complaint is open." if count == 1 else f"{count} complaints are open.")


def test_what_is_tried_of_every_action_is_tried_of_the_new_one(copy: Copy) -> None:
    """Declarations, generated pages, the computation's columns, the button in a live book."""
    names = "actions house column_needs compute_open_complaints live_run_button".split()  # noqa: SIM905 - a list
    paths = [f"tests/test_{name}.py" for name in names]
    chosen = "complaints or every_declaration or generated or cover or template or reference"
    done = copy.run("-m", "pytest", *copy.alone, *paths, "-k", chosen)
    assert done.returncode == 0, done.stdout
