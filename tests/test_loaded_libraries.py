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

pytestmark = pytest.mark.slow

MONTH: Final = "2026-10"
JINJA: Final = frozenset({"jinja2", "markupsafe"})
CALENDAR: Final = frozenset({"chinese_calendar"})
VERSION: Final = frozenset({"importlib.metadata", "email"})
MAIL: Final = frozenset({"email", "estate_xl.deliver", "xml.etree.ElementTree"})
DRAWING: Final = JINJA | {"openpyxl", "xml.etree.ElementTree", "estate_xl.blueprint"}
LOADED: Final = {
    "overdue": CALENDAR,
    "statistics": CALENDAR,
    "month-end": CALENDAR | JINJA | VERSION,
    "prepare": CALENDAR | JINJA,
    "score-slips": CALENDAR | JINJA,
    "reminders": CALENDAR | JINJA,
    "work-orders": JINJA | {"segno", "email", "ssl", "http.client"},
    "send": CALENDAR | JINJA | VERSION | MAIL | {"estate_xl.user_settings"},
    "approve": CALENDAR | JINJA | VERSION | MAIL,
    "verify": MAIL | {"estate_xl.headquarters"},
    "new": DRAWING,
    "upgrade": DRAWING,
}
"""What a command loads beside `ALL`; one that is not named here loads nothing more."""
BOOK: Final = "office.xlsx"
WORDS: Final = {
    "statistics": (BOOK, "--year", MONTH[:4]),
    "month-end": (BOOK, "--month", MONTH),
    "prepare": (BOOK, "--month", MONTH),
    "score-slips": (BOOK, "--month", MONTH),
    "change": (
        *(BOOK, "--of", "片區", "--key", "A01", "--field", "綠化"),
        *("--to", "{person}", "--from", "2026-10-20"),
    ),
    "return-slip": (*(BOOK, "--ticket", "{returned}", "--reason", "未簽字", "--by", "{person}"),),
    "approve": (BOOK, "--month", MONTH, "--by", "{director}", "--force", "試"),
    "follow-up": (BOOK, "--ticket", "{open}", "--by", "{person}", "--note", "已回電"),
    "send": (BOOK, "--month", MONTH, "--force", "--package", "package.xlsx"),
    "verify": ("package.xlsx",),
    "new": ("new.xlsx",),
}
"""What follows a command's name where it is more than the workbook."""
TASKS: Final = [each.command.name for each in ACTIONS.values() if each.task and each.command]
COMMANDS: Final = [*TASKS, *(name for name in ("send", "verify", "new") if name not in TASKS)]
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
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Modules that each command loads; all run on one office, each forked from what has `ALL`."""
    folder = tmp_path_factory.mktemp("loaded")
    sample = make_sample(1, 60)
    book = make_book(Language.HANT, sample.records, sample.settings)
    (folder / BOOK).write_bytes(book)
    facts = {
        "open": sample.records["Tickets"][-1]["ticket"],
        "person": sample.records["Staff"][0]["staff"],
        "director": next(
            each["staff"] for each in sample.records["Staff"] if each["post"] == "管理處主任"
        ),
        "returned": next(
            each["ticket"]
            for each in sample.records["Tickets"]
            if each.get("returned") and not each.get("cancelled")
        ),
    }
    words = [
        [name, *(word.format_map(facts) for word in WORDS.get(name, (BOOK,)))] for name in COMMANDS
    ]
    command = [sys.executable, "-c", PROGRAM, json.dumps(ALL), json.dumps(words)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    ran = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert [status in {0, 1} for status, _ in ran] == [True] * len(COMMANDS), done.stderr
    return {name: set(modules) for name, (_, modules) in zip(COMMANDS, ran, strict=True)}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_loads_what_it_uses(name: str, loaded: dict[str, set[str]]) -> None:
    known = {*sys.stdlib_module_names, *ALL, *BY_SPELLING, *WHERE_THERE, "estate_xl"}
    roots = {module.partition(".")[0] for module in loaded[name]}
    others = {root for root in roots - known if not root.startswith("_")}
    assert others | (loaded[name] & (STANDARD | OURS)) == LOADED.get(name, frozenset())
