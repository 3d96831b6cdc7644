"""The house's own order: names, sizes, and documents that say what the code does."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import types
from pathlib import Path

import pytest

import estate_xl
from estate_xl.actions import COMMANDS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "estate_xl"
README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_LINES = 400


def modules() -> list[str]:
    """Every module, without those that run when they are imported."""
    found = [each.name for each in pkgutil.walk_packages(estate_xl.__path__, "estate_xl.")]
    return [name for name in found if not name.endswith("__main__")]


def commands() -> list[str]:
    """Names of the command line's commands."""
    return [name for name in COMMANDS if " " not in name]


def declaring() -> list[str]:
    """Those that declare their public names."""
    return [name for name in modules() if hasattr(importlib.import_module(name), "__all__")]


@pytest.mark.parametrize("name", declaring())
def test_public_names_are_what_is_there(name: str) -> None:
    module = importlib.import_module(name)
    declared = module.__all__
    there = {
        key
        for key, value in vars(module).items()
        if not key.startswith("_")
        and key not in {"annotations", "TYPE_CHECKING"}
        and not isinstance(value, types.ModuleType)
    }
    assert len(declared) == len(set(declared))
    assert set(declared) == there


def test_readme_names_every_command() -> None:
    assert commands()
    assert [name for name in commands() if f"estate-xl {name}" not in README] == []


@pytest.mark.parametrize(
    "line", ["pip install -e . && estate-xl demo", "pip install -e '.[dev]' && pytest"]
)
def test_readme_has_the_two_commands(line: str) -> None:
    assert line in README.splitlines()


def test_no_module_is_long() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    long = {name for name, length in lengths.items() if length > MOST_LINES}
    assert long == set()


def test_each_module_of_tasks_and_live_has_its_tests() -> None:
    """All but those that only hold words or an error."""
    without = {"tasks/__init__", "live/__init__", "live/answer_texts", "live/refusal"}
    names = {
        f"{package}/{path.stem}"
        for package in ("tasks", "live")
        for path in (PACKAGE / package).glob("*.py")
    }
    tested = {name for name in names if (ROOT / f"tests/test_{name.replace('/', '_')}.py").exists()}
    assert names - tested == without


def marks(expressions: list[ast.expr]) -> set[str]:
    """Names of the attributes in some expressions, markers among them."""
    walked = (node for each in expressions for node in ast.walk(each))
    return {node.attr for node in walked if isinstance(node, ast.Attribute)}


def test_a_file_that_is_not_slow_as_a_whole_has_a_test_that_is_not() -> None:
    """So that `pytest -m 'not slow'` goes on touching what the file is about."""
    slow = {"slow", "libreoffice"}
    without = []
    for path in (ROOT / "tests").glob("test_*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        whole = [each.value for each in body if isinstance(each, ast.Assign)]
        tests = [
            each.decorator_list
            for each in body
            if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
        ]
        if not slow & marks(whole) and all(slow & marks(test) for test in tests):
            without.append(path.name)
    assert without == []


@pytest.mark.parametrize(
    ("place", "library"),
    [("identity", "xlwings"), ("files/excel_copies.py", "xlwings"), ("tasks", "pandas")],
)
def test_what_is_imported_for_types_is_not_imported_at_run_time(place: str, library: str) -> None:
    """The contracts let these in, as they cannot tell types from the rest."""
    path = PACKAGE / place
    found = []
    for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        guarded = [
            each
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for each in ast.walk(node)
        ]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Import | ast.ImportFrom) or node in guarded:
                continue
            names = [alias.name for alias in node.names]
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == library for name in names):
                found.append(f"{file.name}:{node.lineno}")
    assert found == []
