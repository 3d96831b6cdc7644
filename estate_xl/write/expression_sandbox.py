"""Jinja as far as a cell may use it: no globals, no calls, few filters, bounds of size and time."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from numbers import Real
from typing import TYPE_CHECKING, Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import SandboxedEnvironment

from estate_xl.engine.addresses import MAX_CELL_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

MAX_DIGITS: Final = 15
MAX_NODES: Final = 400
MAX_DEPTH: Final = 40
"""Of one expression's tree; deeper ones take Jinja minutes and are more than Python compiles."""
MAX_BITS: Final = 1024
_STRING_FACTOR: Final = "text cannot be multiplied"
_NO_REAL: Final = "no real number"


class TooLargeError(Exception):
    """An expression, or a number in it, is beyond what a cell is for."""


def check_size(expression: nodes.Expr) -> None:
    """Refuse what would take long to compile, or to compute.

    Raises:
        TooLargeError: the expression is too long or too deep, or holds a vast number.
    """
    level: list[nodes.Node] = [expression]
    count = 0
    for _ in range(MAX_DEPTH):
        count += len(level)
        if any(isinstance(node, nodes.Const) and _is_vast(node.value) for node in level):
            raise TooLargeError
        level = [child for node in level for child in node.iter_child_nodes()]
    if level or count > MAX_NODES:
        raise TooLargeError


def _is_vast(value: object) -> bool:
    if isinstance(value, int):
        return value.bit_length() > MAX_BITS
    return isinstance(value, float) and not math.isfinite(value)


class _Environment(SandboxedEnvironment):
    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as the base class
        """Compute with numbers only, powers as bounded floats."""
        if not (isinstance(left, Real | Decimal) and isinstance(right, Real | Decimal)):
            if left is None or right is None:
                raise TypeError(_STRING_FACTOR)
            raise SecurityError(_STRING_FACTOR)
        if operator == "**":
            power = float(left) ** float(right)
            if isinstance(power, complex):
                raise ArithmeticError(_NO_REAL)
            return power
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401 - likewise
        """Let `format` be refused with the other methods."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - likewise
        """Refuse methods, which nobody may call and whose text tells where they lie in memory."""
        return super().is_safe_attribute(obj, attr, value) and not callable(value)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401, ARG002 - likewise
        """Refuse every call: filters suffice."""
        return False


_PLAIN_FILTERS: Final = (
    *("abs", "capitalize", "count", "d", "default", "e", "first", "float", "int", "last"),
    *("length", "lower", "string", "title", "trim", "truncate", "upper"),
)


def _round(value: object, digits: int = 0) -> float | int:
    """Half away from zero on the decimal value, as Excel's ROUND."""
    digits = max(-MAX_DIGITS, min(MAX_DIGITS, int(digits)))
    if not isinstance(value, Real | Decimal):
        msg = "not a number"
        raise TypeError(msg)
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return float(rounded) if digits > 0 else int(rounded)


def _fixed(value: object, digits: int = 2) -> str:
    return f"{_round(value, digits):.{max(0, min(MAX_DIGITS, int(digits)))}f}"


def _percent(value: float | Decimal, digits: int = 0) -> str:
    return f"{_fixed(Decimal(str(value)) * 100, digits)}%"


def _replace(value: object, old: str, new: str) -> str:
    text = str(value)
    if len(text) + text.count(old) * len(new) > MAX_CELL_TEXT:
        raise SecurityError(_STRING_FACTOR)
    return text.replace(old, new)


@cache
def environment() -> SandboxedEnvironment:
    """The one environment of all cells."""
    environment = _Environment(
        undefined=StrictUndefined, keep_trailing_newline=True, optimized=False
    )
    environment.globals.clear()
    own: dict[str, Callable[..., Any]] = {
        "round": _round,
        "fixed": _fixed,
        "percent": _percent,
        "replace": _replace,
    }
    environment.filters = {name: FILTERS[name] for name in _PLAIN_FILTERS} | own
    return environment
