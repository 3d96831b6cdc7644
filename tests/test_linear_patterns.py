"""Every regular expression takes time that grows with the text alone, whatever was typed.

The patterns are collected from the modules, and from the calls in their sources; each is used as
the code uses it, on texts as long as a cell holds. A pattern of linear time needs a fiftieth of a
second of the processor for a text at most; one that is quadratic needs half of one or more, and a
cubic one does not end. So no clock is compared: a pattern that takes a quarter of a second for one
text is stopped.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import signal
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import estate_xl

if TYPE_CHECKING:
    from collections.abc import Iterator

    Patterns = dict[str, tuple[re.Pattern[Any], frozenset[str]]]

pytestmark = pytest.mark.slow

LENGTH: Final = 32_767
MOST_SECONDS: Final = 0.25
PACKAGE: Final = Path(estate_xl.__file__).parent
METHODS: Final = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")
STARTS: Final = ("", "a<", "{% for ", "'a", '"', "[", "=1", "2026年", "上午", "a='", "$A")
RUNS: Final = (
    *(" ", "\n", "a", "1", "'", '"', ".", "<", "(", "[", "-", "%", "{", "%}", "''", "1,"),
    *("a.", "a ", "1 ", "[1]", "{n", "A1:", "\\", "a!", "_x"),
)
ENDS: Final = ("", "!\n")
TAGS: Final = ("c", "f", "row", "t", "v", "is", "si", "xf", "hyperlink", "dataValidation", "a:b")
VALUES: Final = ("", "a", " ", "=", "'", "/", "&lt;", "1", "A1 ", "_x0041_", "ref=")


def texts() -> Iterator[str]:
    """What somebody may have typed."""
    for start, run, end in itertools.product(STARTS, RUNS, ENDS):
        yield (start + run * LENGTH)[: LENGTH - len(end)] + end


def markup() -> Iterator[str]:
    """What a part may hold: sound XML, as no other is searched."""
    for tag, value in itertools.product(TAGS, VALUES):
        many = LENGTH // 30
        yield f'<{tag} r="A1" x="{value * 9}">{value * 9}</{tag}>' * many
        yield f'<{tag} r="A1" x="{value * 9}"/>' * many
        yield f'<{tag} s="{value * LENGTH}">{value * LENGTH}</{tag}>'
        others = 'y="1" ' * many
        yield f'<{tag} x="{value}" {others}/>'


def is_of_markup(pattern: str) -> bool:
    """Whether a pattern searches tags."""
    bare = re.sub(r"\(\?P<\w+>|\(\?<[=!]", "", pattern)
    return re.search(r"<[\w/(?]|=[\"']|=\\s|=\[", bare) is not None


def sources() -> Iterator[tuple[str, str]]:
    """Names and texts of the modules."""
    for found in pkgutil.walk_packages([str(PACKAGE)], "estate_xl."):
        path = PACKAGE.parent / Path(*found.name.split("."))
        path = path / "__init__.py" if found.ispkg else path.with_suffix(".py")
        if not found.name.endswith("__main__"):
            yield found.name, path.read_text(encoding="utf-8")


def constant(node: ast.expr) -> str | bytes | None:
    """The text of a pattern in a source; what is put into it is taken for a word."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "word" for part in node.values
        )
    return None


def inline(name: str, source: str) -> Iterator[tuple[str, re.Pattern[Any], str]]:
    """Patterns within calls: of `re` itself, or of pandas' `str`."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        owner, method = node.func.value, node.func.attr
        text = constant(node.args[0])
        is_re = isinstance(owner, ast.Name) and owner.id == "re"
        is_pandas = isinstance(owner, ast.Attribute) and owner.attr == "str"
        if text is None or not (is_re or is_pandas):
            continue
        plain = {word.arg: word.value for word in node.keywords}.get("regex")
        if is_pandas and (method not in {"extract", "replace", "split", "match", "fullmatch"}):
            continue
        if is_pandas and isinstance(plain, ast.Constant) and plain.value is False:
            continue
        used = method if is_re and method != "compile" else "search"
        flags = re.DOTALL if "DOTALL" in ast.unparse(node) else re.NOFLAG
        yield f"{name}:{node.lineno}", re.compile(text, flags), used


@cache
def collected() -> Patterns:
    """Every pattern with the calls that are made of it."""
    held = dict(sources())
    everything = "\n".join(held.values())
    found: Patterns = {}
    seen: dict[int, str] = {}
    for name, source in held.items():
        if "re." not in source and ".str." not in source:
            continue
        for key, value in sorted(vars(importlib.import_module(name)).items()):
            if isinstance(value, re.Pattern) and seen.setdefault(id(value), key) == key:
                where = source if key.startswith("_") else everything
                calls = re.findall(rf"\b{key}\.({'|'.join(METHODS)})\b", where)
                found[f"{name}.{key}"] = value, frozenset(calls or ["search"])
        for place, pattern, method in inline(name, source):
            if pattern.pattern not in {each.pattern for each, _ in found.values()}:
                found[place] = pattern, frozenset([method])
    return found


def test_the_patterns_are_found() -> None:
    names = set(collected())
    assert {"estate_xl.deliver.addresses._NAMED", "estate_xl.write.placeholders._MARK"} <= names
    assert sum(":" in name for name in names) > 20
    assert len(names) > 100


def use(pattern: re.Pattern[Any], method: str, text: str) -> None:
    """Call the pattern as the code does."""
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    if method in {"sub", "subn"}:
        getattr(pattern, method)(given[:0], given)
    elif method == "finditer":
        sum(1 for _ in pattern.finditer(given))
    else:
        getattr(pattern, method)(given)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timer of the processor")
def test_each_pattern_is_linear(subtests: pytest.Subtests) -> None:
    for name, (pattern, methods) in collected().items():
        with subtests.test(name):
            assert_linear(pattern, methods)


def assert_linear(pattern: re.Pattern[Any], methods: frozenset[str]) -> None:
    """Use the pattern on every text, each time with the processor's time limited."""
    said = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    given = [""]

    def stop(*_: object) -> None:
        pytest.fail(f"{said} on {given[0][:40]!r}…{given[0][-10:]!r}")

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for text in markup() if is_of_markup(said) else texts():
            given[0] = text
            for method in methods:
                signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
                use(pattern, method, text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
