"""The columns that each computation reads, declared beside it; a task reads the union of them.

A column that nothing of a task declares is not read: it is absent, and asking for it is an error.
So a new rule names its columns once, beside itself, and every task that calls it reads them:

    @needs(active_zones, Tickets=("zone", "visited"))
    def count_visits(tables: Tables, month: Month) -> pd.Series: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    from collections.abc import Collection

Needs: TypeAlias = Mapping[str, frozenset[str]]
"""Keys of columns by the key of their sheet."""
Reader: TypeAlias = Callable[..., object]
"""A function or a class that reads columns."""

_Declared = TypeVar("_Declared", bound=Reader)


class Declaration(NamedTuple):
    """The columns that a function or a class reads.

    Attributes:
        callees: Others with a declaration that it calls.
        columns: What it reads itself.
    """

    callees: tuple[Reader, ...] = ()
    columns: Needs = MappingProxyType({})


DECLARATIONS: Final[dict[Reader, Declaration]] = {}
"""Every declaration of the modules imported so far."""


def needs(*callees: Reader, **columns: Collection[str]) -> Callable[[_Declared], _Declared]:
    """Declare what a function or a class reads; a second declaration adds to the first.

    Args:
        callees: Others with a declaration that it calls.
        columns: Keys of the columns that it reads itself, by the key of their sheet.

    Raises:
        KeyError: a callee has no declaration, or the workbook no such sheet or column.
    """
    for callee in callees:
        DECLARATIONS[callee]
    for sheet, keys in columns.items():
        for key in keys:
            ESTATE_BOOK[sheet].column(key)
    own = {sheet: frozenset(keys) for sheet, keys in columns.items()}

    def declare(reader: _Declared) -> _Declared:
        before = DECLARATIONS.get(reader, Declaration())
        DECLARATIONS[reader] = Declaration((*before.callees, *callees), _union(before.columns, own))
        return reader

    return declare


def needs_of(*readers: Reader) -> Needs:
    """The columns that any of these or what it calls needs.

    Raises:
        KeyError: one of them has no declaration.
    """
    declarations = [DECLARATIONS[reader] for reader in readers]
    return _union(*(_union(own, needs_of(*callees)) for callees, own in declarations))


def _union(*parts: Needs) -> Needs:
    found: dict[str, frozenset[str]] = {}
    for part in parts:
        for sheet, keys in part.items():
            found[sheet] = found.get(sheet, frozenset()) | keys
    return found
