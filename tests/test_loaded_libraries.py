"""What each command imports, in a process of its own: nothing that it does not use."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final

import pytest

from estate_xl.actions import ACTIONS
from estate_xl.blueprint import make_book
from estate_xl.sample import make_sample
from estate_xl.schema import Language

MONTH: Final = "2026-10"
JINJA: Final = frozenset({"jinja2", "markupsafe"})
CALENDAR: Final = frozenset({"chinese_calendar"})
VERSION: Final = frozenset({"importlib.metadata", "email"})
MAIL: Final = frozenset({"email", "estate_xl.deliver", "xml.etree.ElementTree"})
LOADED: Final[dict[tuple[str, ...], frozenset[str]]] = {
    ("validate", "office.xlsx"): frozenset(),
    ("overdue", "office.xlsx"): CALENDAR,
    ("statistics", "office.xlsx", "--year", MONTH[:4]): CALENDAR,
    ("month-end", "office.xlsx", "--month", MONTH): CALENDAR | JINJA | VERSION,
    ("work-orders", "office.xlsx"): JINJA | {"segno", "email", "ssl", "http.client"},
    ("follow-up", "office.xlsx", "--ticket", "{open}", "--by", "{person}", "--note", "已回電"): (
        frozenset()
    ),
    ("send", "office.xlsx", "--month", MONTH, "--force", "--package", "package.xlsx"): (
        CALENDAR | JINJA | VERSION | MAIL | {"estate_xl.user_settings"}
    ),
    ("verify", "package.xlsx"): MAIL | {"estate_xl.headquarters"},
    ("new", "new.xlsx"): JINJA | {"openpyxl", "xml.etree.ElementTree", "estate_xl.blueprint"},
}
"""What a command loads beside `ALL`, by its words."""
ALL: Final = ("click", "pandas", "python_calamine", "xlwings")
"""What all that open a workbook need; with them comes what they import themselves."""
BY_SPELLING: Final = frozenset({"opencc", "rapidfuzz"})
"""Loaded where a text stands in the other script or is mistyped, in whatever command."""
WHERE_THERE: Final = frozenset({"lxml"})
"""Taken by openpyxl where somebody installed it."""
STANDARD: Final = frozenset(
    {
        *("email", "http.client", "importlib.metadata", "multiprocessing", "smtplib", "sqlite3"),
        *("ssl", "unittest", "xml.etree.ElementTree"),
    }
)
"""Of Python's own library what takes long to load."""
OURS: Final = frozenset(
    f"estate_xl.{name}"
    for name in ("addin", "blueprint", "deliver", "headquarters", "live", "sample", "user_settings")
)
"""Of our packages those that are not for every command."""
PROGRAM: Final = """
import importlib, json, os, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
before = set(sys.modules)
for words in json.loads(sys.argv[2]):
    child = os.fork()
    if child == 0:
        from estate_xl.console.cli import main
        status = main([*words, "--quiet"])
        print(json.dumps([status, sorted(set(sys.modules) - before)]), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], set[str]]:
    """Modules that each command loads; all run on one office, each forked from what has `ALL`."""
    folder = tmp_path_factory.mktemp("loaded")
    sample = make_sample(1, 60)
    book = make_book(Language.HANT, sample.records, sample.settings)
    (folder / "office.xlsx").write_bytes(book)
    facts = {
        "open": sample.records["Tickets"][-1]["ticket"],
        "person": sample.records["Staff"][0]["staff"],
    }
    words = [[word.format_map(facts) for word in each] for each in LOADED]
    command = [sys.executable, "-c", PROGRAM, json.dumps(ALL), json.dumps(words)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    ran = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert [status in {0, 1} for status, _ in ran] == [True] * len(LOADED), done.stderr
    return {words: set(modules) for words, (_, modules) in zip(LOADED, ran, strict=True)}


@pytest.mark.parametrize("words", LOADED, ids=lambda words: words[0])
def test_a_command_loads_what_it_uses(
    words: tuple[str, ...], loaded: dict[tuple[str, ...], set[str]]
) -> None:
    modules = loaded[words]
    known = {*sys.stdlib_module_names, *ALL, *BY_SPELLING, *WHERE_THERE, "estate_xl"}
    roots = {name.partition(".")[0] for name in modules}
    others = {name for name in roots - known if not name.startswith("_")}
    assert others | (modules & (STANDARD | OURS)) == LOADED[words]


def test_every_command_on_a_book_is_in_the_table() -> None:
    on_books = {
        action.command.name
        for action in ACTIONS.values()
        if action.command is not None and (action.task or action.command.name in {"verify", "new"})
    }
    assert {words[0] for words in LOADED} == on_books
