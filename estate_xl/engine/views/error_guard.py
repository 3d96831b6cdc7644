"""Calls of xlwings guarded: content that nobody can read ends them with one error of ours.

A workbook may be well-formed and yet mean nothing: an area `A:XFE9`, a style `NaN`. The code
beneath does not ask at each place; what goes wrong there comes out here, and names the sheet.
"""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any, TypeVar

from estate_xl.engine.errors import CallError, EngineError, EngineProblem

if TYPE_CHECKING:
    from collections.abc import Callable

_Class = TypeVar("_Class", bound=type)
_MOST_DETAIL = 79
_NOT_CALLS = frozenset({"api", "xl"})


def size(value: object) -> float:
    """A height or a width that a program gave.

    Raises:
        CallError: it is none.
    """
    if isinstance(value, (int, float)) and value >= 0:
        return float(value)
    msg = f"no size: {value!r}"
    raise CallError(msg)


def guard(cls: _Class) -> _Class:
    """Decorate a class so that its public calls raise errors of ours alone."""
    for name, member in _members(cls).items():
        if isinstance(member, property):
            reads = None if member.fget is None else _guarded(member.fget)
            writes = None if member.fset is None else _guarded(member.fset)
            setattr(cls, name, property(reads, writes, None, member.__doc__))
        elif inspect.isfunction(member) and not inspect.isgeneratorfunction(member):
            setattr(cls, name, _guarded(member))
    return cls


def _members(cls: type) -> dict[str, object]:
    found: dict[str, object] = {}
    for each in reversed(cls.__mro__):
        if each.__module__.startswith("estate_xl"):
            found |= vars(each)
    return {
        name: member
        for name, member in found.items()
        if not name.startswith("_") and name not in _NOT_CALLS
    }


def _guarded(call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def guarded(self: object, *given: object, **named: object) -> Any:  # noqa: ANN401 - as the call
        try:
            return call(self, *given, **named)
        except (EngineError, OSError, MemoryError, CallError):
            raise
        except Exception as error:
            raise unreadable(_title(self), error) from error

    return guarded


def unreadable(title: str | None, error: Exception) -> EngineError:
    """The error of content that means nothing."""
    kind = type(error).__name__
    detail = str(error)[: _MOST_DETAIL - len(kind)]
    if title is None:
        return EngineError(EngineProblem.UNREADABLE_BOOK, kind=kind, detail=detail)
    return EngineError(EngineProblem.UNREADABLE_SHEET, sheet=title, kind=kind, detail=detail)


def _title(view: object) -> str | None:
    """Title of the sheet that a view belongs to, if it does to one."""
    for name in ("_sheet", "sheet", "parent"):
        view = vars(view).get(name, view)
    for name in ("_part", "part"):
        title = getattr(vars(view).get(name), "title", None)
        if isinstance(title, str):
            return title
    return None
