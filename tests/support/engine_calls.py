"""Calls of xlwings into the file engine, counted by object and member.

Each would cross a process border in a live Excel. Counted is the outermost call alone: what the
engine asks of itself on the way to an answer costs nothing there.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from estate_xl.console.cli import main
from estate_xl.engine import views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Calls = Counter[str]
"""Number of calls by object and member, such as `Range.raw_value`."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": (),
    "overdue": ("--as-of", "2026-10-31T18:00"),
    "month-end": ("--month", "2026-10"),
    "statistics": ("--year", "2026"),
    "work-orders": (),
}
"""What is counted: a command and what follows the workbook; the sample office has three slips."""
BOUNDS = {
    "validate": 515,
    "overdue": 625,
    "month-end": 1055,
    "statistics": 510,
    "work-orders": 395,
}
"""The most calls that each may make, whatever the workbook's size."""
READING = 375
"""The most calls that reading all records makes."""
_CALLED = frozenset({"__call__", "__contains__", "__iter__", "__len__"})


@contextmanager
def counted_calls() -> Iterator[Calls]:
    """A counter that grows with each call made within."""
    calls = Calls()
    depth = [0]
    kept: list[tuple[type, str, object]] = []
    for cls in _classes():
        for name, member in list(vars(cls).items()):
            counted = _counted(f"{cls.__name__}.{name}", member, calls, depth)
            if (name in _CALLED or not name.startswith("_")) and counted is not None:
                kept.append((cls, name, member))
                setattr(cls, name, counted)
    try:
        yield calls
    finally:
        for cls, name, member in kept:
            setattr(cls, name, member)


def calls_of(words: list[str], path: Path) -> Calls:
    """The calls that a command makes on a workbook, which is saved in place.

    Args:
        words: The command's name and what follows the workbook.
        path: The workbook.
    """
    with counted_calls() as calls:
        code = main([words[0], str(path), *words[1:], "--quiet"])
    if code not in {0, 1}:
        msg = f"{words[0]} ended with {code}"
        raise RuntimeError(msg)
    return calls


def _classes() -> list[type]:
    """The engine's classes behind xlwings' own."""
    found: dict[type, None] = {}
    for each in pkgutil.iter_modules(views.__path__):
        module = importlib.import_module(f"{views.__name__}.{each.name}")
        for cls in vars(module).values():
            if inspect.isclass(cls) and _is_behind_xlwings(cls):
                found[cls] = None
    return list(found)


def _is_behind_xlwings(cls: type) -> bool:
    own = cls.__module__.startswith(views.__name__)
    return own and any(base.__module__ == base_classes.__name__ for base in cls.__mro__)


def _counted(name: str, member: object, calls: Calls, depth: list[int]) -> object | None:
    if isinstance(member, property):
        reads = member.fget and _call(member.fget, name, calls, depth)
        writes = member.fset and _call(member.fset, f"{name} =", calls, depth)
        return property(reads, writes, None, member.__doc__)
    if inspect.isgeneratorfunction(member):
        return _items(member, name, calls, depth)
    return _call(member, name, calls, depth) if inspect.isfunction(member) else None


def _items(
    call: Callable[..., Iterator[Any]], name: str, calls: Calls, depth: list[int]
) -> Callable[..., Iterator[Any]]:
    """As the generator; each item is a call."""

    @functools.wraps(call)
    def counting(*given: object, **named: object) -> Iterator[Any]:
        items = call(*given, **named)
        following = _call(lambda: next(items, items), name, calls, depth)
        while (item := following()) is not items:
            yield item

    return counting


def _call(
    call: Callable[..., Any], name: str, calls: Calls, depth: list[int]
) -> Callable[..., Any]:
    @functools.wraps(call)
    def counting(*given: object, **named: object) -> Any:  # noqa: ANN401 - as the call
        if not depth[0]:
            calls[name] += 1
        depth[0] += 1
        try:
            return call(*given, **named)
        finally:
            depth[0] -= 1

    return counting
