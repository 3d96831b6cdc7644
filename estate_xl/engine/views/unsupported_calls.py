"""Calls of xlwings that the engine does not offer are refused, each by its public name."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, NoReturn, TypeVar

from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.views.error_guard import guard

if TYPE_CHECKING:
    from collections.abc import Callable

_Class = TypeVar("_Class", bound=type)


def fill_in(public: str, *kept: str) -> Callable[[_Class], _Class]:
    """Decorate a class so that what it leaves to its base class is refused, and guard it.

    Args:
        public: Name of xlwings' public class, such as `Range`.
        kept: Members of the base class that work as they are.
    """

    def decorate(cls: _Class) -> _Class:
        for base in cls.__mro__[1:]:
            if not base.__module__.startswith("xlwings"):
                continue
            for name, member in vars(base).items():
                if name.startswith("__") or name in kept or name in _own_names(cls):
                    continue
                setattr(cls, name, _refusal(f"{public}.{name}", member))
        for name, member in _own_properties(cls):
            if member.fset is None:
                setattr(cls, name, member.setter(_refuse(f"{public}.{name}")))
        return guard(cls)

    return decorate


def _own_names(cls: type) -> set[str]:
    return {name for each in _own_classes(cls) for name in vars(each)}


def _own_properties(cls: type) -> list[tuple[str, property]]:
    found = {}
    for each in reversed(_own_classes(cls)):
        found.update({n: m for n, m in vars(each).items() if isinstance(m, property)})
    return [(name, member) for name, member in found.items() if name not in {"api", "xl"}]


def _own_classes(cls: type) -> list[type]:
    return [each for each in cls.__mro__ if each.__module__.startswith("estate_xl")]


def _refusal(call: str, member: object) -> object:
    refuse = _refuse(call)
    if isinstance(member, property):
        return property(refuse, refuse)
    if inspect.isfunction(member):
        return refuse if not call.endswith(".api") else property(refuse)
    return member


def _refuse(call: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise NotOfferedError(call)

    return refuse
