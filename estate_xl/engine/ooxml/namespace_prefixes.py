"""Prefixes of namespaces: a part may choose its own, and is given the ones that the engine reads.

A file names a namespace once and then writes any prefix, or none, before the elements. Excel
always takes the same ones, and so does every pattern of the engine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine.ooxml.namespaces import COMPATIBILITY, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT: Final = frozenset(PREFIXES.values()) - {""}
_DECLARED: Final = re.compile(r"""xmlns(?<!\wxmlns)(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LISTS: Final = frozenset({"Ignorable", "MustUnderstand", "ProcessContent", "Requires"})
"""Attributes whose values name prefixes."""


def odd_ones(text: str) -> dict[str, str]:
    """Prefixes in use that a part binds in a way of its own, with their namespaces."""
    held = {(found[1] or "", found[2] or found[3] or "") for found in _DECLARED.finditer(text)}
    return {
        prefix: space
        for prefix, space in held
        if (PREFIXES[space] != prefix if space in PREFIXES else prefix in _KEPT)
        and (not prefix or re.search(rf"[<\s]{re.escape(prefix)}:", text))
    }


class Prefixes:
    """Names of a part, given one after another, with their usual prefixes."""

    def __init__(self) -> None:
        """Begin before the root."""
        self._old: list[dict[str, str]] = [{"xml": "xml"}]
        self._new: list[dict[str, str]] = [{}]
        self._names: list[str] = []
        self._given: dict[str, str] = {"xml": "xml"}

    def start(self, name: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, dict[str, str]]:
        """Name and attributes of an element that begins, declarations first."""
        declared, values = {}, {}
        for key, value in pairs:
            if key == "xmlns" or key.startswith("xmlns:"):
                declared[key[6:]] = value
            else:
                values[key] = value
        old = {**self._old[-1], **declared} if declared else self._old[-1]
        needed = {}
        for prefix, bound in declared.items():
            new = self._prefix(bound, prefix)
            if new:
                needed[new] = bound
        name, own = self._element(name, old)
        if own is not None:
            needed[name.rpartition(":")[0]] = own
        renamed = {}
        for key, value in values.items():
            prefix, _, local = key.rpartition(":")
            space = old.get(prefix) if prefix else None
            text = value
            if local in _LISTS and COMPATIBILITY in {space, own}:
                text = " ".join(self._listed(value.split(), old))
            if space is None:
                renamed[key] = text
                continue
            new = self._prefix(space, prefix, is_attribute=True)
            needed[new] = space
            renamed[f"{new}:{local}"] = text
        scope = self._new[-1]
        added = {
            prefix: space
            for prefix, space in needed.items()
            if prefix != "xml" and scope.get(prefix, "") != space
        }
        self._old.append(old)
        self._new.append({**scope, **added} if added else scope)
        self._names.append(name)
        tags = {f"xmlns:{prefix}" if prefix else "xmlns": space for prefix, space in added.items()}
        return name, {**tags, **renamed}

    def end(self) -> str:
        """Name of the element that ends."""
        self._old.pop()
        self._new.pop()
        return self._names.pop()

    def _element(self, name: str, old: dict[str, str]) -> tuple[str, str | None]:
        prefix, _, local = name.rpartition(":")
        space = old.get(prefix, None if prefix else "")
        if space is None:
            return name, None  # declared nowhere: no more can be said of it
        new = self._prefix(space, prefix)
        return (f"{new}:{local}" if new else local), space

    def _prefix(self, space: str, old: str, *, is_attribute: bool = False) -> str:
        """The prefix of a namespace; of several namespaces that want one, the first has it."""
        wanted = PREFIXES.get(space, old)
        if not wanted and not is_attribute:
            return ""
        if space not in self._given:
            taken = {*self._given.values(), *(_KEPT if space not in PREFIXES else ())}
            wanted = wanted or "ns"
            number = 1
            new = wanted
            while new in taken:
                new, number = f"{wanted}{number}", number + 1
            self._given[space] = new
        return self._given[space]

    def _listed(self, prefixes: list[str], old: dict[str, str]) -> list[str]:
        """Prefixes, or names with one, of a list; Excel's own namespace needs no leave."""
        found = []
        for each in prefixes:
            prefix, colon, local = each.partition(":")
            new = self._prefix(old[prefix], prefix) if prefix in old else prefix
            if new:
                found.append(f"{new}{colon}{local}")
        return found
