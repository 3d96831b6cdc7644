"""Jinja expressions in the text of a cell, evaluated to one value.

Office staff type these expressions, and workbooks travel: the environment is Jinja's sandbox
without globals, without calls and with few filters, and products of text are refused, so that no
cell can run code or exhaust memory. An unknown name never becomes a blank.

A blank value (None) makes blank what is computed from it, as a missing score makes a total blank.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from numbers import Integral, Real
from typing import TYPE_CHECKING, Final, TypeAlias

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError

from estate_xl.engine.addresses import MAX_CELL_TEXT, address
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import TemplateError
from estate_xl.language import Language, Listing
from estate_xl.spelling import Spellings, fold
from estate_xl.times_of_day import minute_text
from estate_xl.write.expression_sandbox import MAX_DIGITS, TooLargeError, check_size, environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Template

    from estate_xl.language import Fact
    from estate_xl.schema.appraisal import Field

Value: TypeAlias = str | bool | int | float | dt.date | dt.time | None

MAX_SOURCE: Final = 8192
MAX_SHOWN: Final = 60
MAX_FORMULA_STRING: Final = 255
_WHOLE: Final = 10**MAX_DIGITS
"""From here on Excel does not tell whole numbers apart."""
_RESULT: Final = "result"
_PREFIX: Final = "value_of_"


@dataclass(frozen=True)
class Place:
    """The cell of an expression, and the language of the sheet's headers."""

    sheet: str
    row: int
    column: int
    language: Language

    def error(self, code: ErrorCode, **facts: Fact) -> TemplateError:
        """The error of that kind; its `place` is this cell."""
        where = f"{self.sheet}!{address(self.row, self.column)}"
        return TemplateError(code, place=where, **facts)


def identifier(text: str) -> str:
    """A header as expressions write it: what no name may hold becomes `_`, none at the end.

    >>> identifier("Staff no."), identifier("姓名")
    ('Staff_no', '姓名')
    """
    name = re.sub(r"\W", "_", text.strip()).rstrip("_")
    return f"_{name}" if name[:1].isdigit() else name


class Names:
    """The names that an expression may use, and the key of each one's value."""

    def __init__(self, *groups: Iterable[Field]) -> None:
        """Take the fields; where two groups share a name the earlier group has it."""
        self._keys: dict[str, str] = {}
        self._headers: dict[Language, list[str]] = {language: [] for language in Language}
        for fields in map(tuple, groups):
            for field in fields:
                self._keys.setdefault(field.key, field.key)
            for field in fields:
                for language in Language:
                    header = identifier(field.header.text(language))
                    self._headers[language].append(header)
                    self._keys.setdefault(header, field.key)

    def key(self, name: str) -> str | None:
        """Key of the field of that name, `_` at its end allowed; None for an unknown one.

        A name written in another script or case is the one field that is written so too.
        """
        name = name.rstrip("_")
        if name in self._keys:
            return self._keys[name]
        same = self._folded.get(fold(name), set())
        return next(iter(same)) if len(same) == 1 else None

    @cached_property
    def _folded(self) -> dict[str, set[str]]:
        """Keys by their names as texts are compared."""
        found: dict[str, set[str]] = {}
        for name, key in self._keys.items():
            found.setdefault(fold(name), set()).add(key)
        return found

    def nearest(self, name: str, language: Language) -> list[str]:
        """The known names most like it, of those that the sheet's language uses, else of all."""
        found = Spellings(self._headers[language]).nearest(name)
        return list(found or Spellings(self._keys).nearest(name))


class Expression:
    """The text of one cell, or of one quoted string in a formula, ready to be evaluated."""

    def __init__(self, text: str, pieces: tuple[str | _Piece, ...]) -> None:
        """Take the source and its pieces, fixed text and expressions in turn."""
        self.text = text
        self._pieces = pieces

    @property
    def names(self) -> tuple[str, ...]:
        """Names used, in the order of their first use."""
        used = (name for piece in self._pieces if isinstance(piece, _Piece) for name in piece.names)
        return tuple(dict.fromkeys(used))

    def check(self, names: Names, place: Place) -> dict[str, str]:
        """Key of each name used.

        Raises:
            TemplateError: a name is unknown; the nearest known one is told.
        """
        keys: dict[str, str] = {}
        for name in self.names:
            key = names.key(name)
            if key is None:
                near = names.nearest(name, place.language)
                if not near:
                    raise place.error(ErrorCode.UNLIKE_ANY_NAME, name=name)
                raise place.error(ErrorCode.UNKNOWN_NAME, name=name, nearest=Listing(near))
            keys[name] = key
        return keys

    def value(self, names: Names, values: Mapping[str, object], place: Place) -> Value:
        """A whole expression's own value, or the text of mixed content.

        Args:
            names: Names allowed here.
            values: Value by key.
            place: The cell, for errors.

        Raises:
            TemplateError: a name is unknown or without a value, or the expression fails.
        """
        found: dict[str, object] = {}
        for name, key in self.check(names, place).items():
            if key not in values:
                raise place.error(ErrorCode.NO_VALUE, name=name)
            found[name] = values[key]
        try:
            results = [
                piece if isinstance(piece, str) else piece.value(found) for piece in self._pieces
            ]
        except SecurityError as error:
            raise place.error(ErrorCode.NOT_ALLOWED, text=_shown(self.text)) from error
        except Exception as error:  # whatever a filter raises, the cell's words are the cause
            detail = _shown(str(error) or type(error).__name__)
            text = _shown(self.text)
            raise place.error(ErrorCode.NOT_COMPUTED, text=text, detail=detail) from error
        if len(results) == 1 and not isinstance(results[0], str):
            return results[0]
        text = "".join(map(value_text, results))
        if len(self._pieces) > 1:
            text = text.strip()
        if len(text) > MAX_CELL_TEXT:
            raise place.error(ErrorCode.FILLED_TOO_LONG, limit=MAX_CELL_TEXT)
        return text or None


def parse_expression(text: str, place: Place) -> Expression:
    """The text's expressions, compiled.

    Raises:
        TemplateError: the text is not well formed, or holds a statement such as `{% if %}`.
    """
    if len(text) > MAX_SOURCE:
        raise place.error(ErrorCode.FILLED_TOO_LONG, limit=MAX_SOURCE)
    try:
        return _parse(text.strip())
    except _StatementError as error:
        raise place.error(ErrorCode.ONLY_EXPRESSIONS) from error
    except (TooLargeError, RecursionError) as error:
        raise place.error(ErrorCode.TOO_COMPLEX, text=_shown(text)) from error
    except (TemplateSyntaxError, SyntaxError, ValueError) as error:
        raise place.error(ErrorCode.SYNTAX, detail=_shown(str(error))) from error


def formula_literal(value: Value) -> str:
    """A value as a formula writes it; a text longer than Excel's limit in parts.

    >>> formula_literal(92.5), formula_literal(-1), formula_literal(None), formula_literal("a")
    ('92.5', '(-1)', '""', '"a"')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return f"{value:.15g}" if value >= 0 else f"({value:.15g})"
    if isinstance(value, dt.date | dt.time):
        day = f"{value:DATE(%Y,%m,%d)}" if isinstance(value, dt.date) else ""
        time = "" if type(value) is dt.date else f"{value:TIME(%H,%M,%S)}"
        return f"({'+'.join(filter(None, (day, time)))})"
    text = value or ""
    cuts = range(0, len(text) or 1, MAX_FORMULA_STRING)
    parts = [text[cut : cut + MAX_FORMULA_STRING].replace('"', '""') for cut in cuts]
    joined = "&".join(f'"{part}"' for part in parts)
    return f"({joined})" if len(parts) > 1 else joined


def plain_value(value: object) -> Value:
    """The value as a cell can hold it: a number, date, time, text or nothing; NaN is nothing.

    >>> plain_value(Decimal("92.50")), plain_value(float("nan"))
    (92.5, None)
    """
    match value:
        case None | bool() | dt.date() | dt.time():
            return value
        case str():
            return str.__str__(value)  # no text of Jinja's own kind
        case Integral() if abs(int(value)) < _WHOLE:
            return int(value)
        case Real() | Decimal():
            number = float(value)
            return number if math.isfinite(number) else None
        case _:
            return str(value)


def value_text(value: Value) -> str:
    """A value within a text, short and without any language's habits.

    >>> value_text(5.0), value_text(92.5), value_text(None)
    ('5', '92.5', '')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return minute_text(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


class _StatementError(Exception):
    """A statement is where only expressions may."""


def _shown(text: str) -> str:
    """A text within a sentence, not whole where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}……"


@dataclass(frozen=True)
class _Piece:
    names: tuple[str, ...]
    template: Template

    def value(self, found: Mapping[str, object]) -> Value:
        context = self.template.new_context(
            {f"{_PREFIX}{name}": found[name] for name in self.names}
        )
        try:
            for _ in self.template.root_render_func(context):
                pass  # an assignment yields no text
        except TypeError:
            if any(plain_value(found[name]) is None for name in self.names):
                return None
            raise
        result = context.vars[_RESULT]
        return plain_value(str(result) if isinstance(result, StrictUndefined) else result)


@lru_cache(maxsize=1024)
def _parse(text: str) -> Expression:
    pieces: list[str | _Piece] = []
    for node in environment().parse(text).body:
        if not isinstance(node, nodes.Output):
            raise _StatementError
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                pieces.append(part.data)
            else:
                pieces.append(_compile(part))
    return Expression(text, tuple(pieces))


def _compile(expression: nodes.Expr) -> _Piece:
    """Compile; names get a prefix, for Jinja gives `self` and some others a meaning of its own."""
    check_size(expression)
    target = nodes.Name(_RESULT, "store", lineno=1)
    tree = nodes.Template([nodes.Assign(target, expression, lineno=1)], lineno=1)
    used: dict[str, None] = {}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load":
            used[name.name] = None
            name.name = f"{_PREFIX}{name.name}"
    return _Piece(tuple(used), environment().from_string(tree))
