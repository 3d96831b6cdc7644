"""References within a formula: moved, renamed, cut off.

Formulas are written as in the file, without the leading `=`. `home` is the title of the sheet
that holds the formula. References into other files and over several sheets stay untouched.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.engine.addresses import (
    MAX_COLUMN,
    MAX_ROW,
    column_letters,
    column_number,
    quoted_title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estate_xl.engine.model.moved_cells import Move

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"
    | (?P<sheet>(?<!')'(?:[^']|'')+'!|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?!|\[\d+\]!)?
      (?P<ref>
        \$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?(?![\w.(!\[])
        | \$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(!\[])
        | \$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}(?![\w.(!\[])
      )
    | (?<!')'(?:[^']|'')+'!
    | (?:[^\W\d]|\\)[\w.\\?]*!?
    | \d+(?:\.\d*)?(?:[eE][+-]?\d+)?
    | \[(?:[^\[\]]|\[[^\[\]]*\])*\]
    """,
    re.VERBOSE,
)
_LINK = re.compile(r'HYPERLINK\("(?:[^"]|"")*","((?:[^"]|"")*)"\)', re.IGNORECASE)
_POINT = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]*)")
_PLAIN_TITLE = re.compile(r"[^\W\d][\w.]*")
_LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")

_NEW_FUNCTIONS = {
    **dict.fromkeys(
        [
            "CONCAT",
            "IFS",
            "IFNA",
            "MAXIFS",
            "MINIFS",
            "SWITCH",
            "TEXTJOIN",
            "XLOOKUP",
            "XMATCH",
            "UNIQUE",
            "SEQUENCE",
            "RANDARRAY",
            "SORTBY",
            "LET",
            "LAMBDA",
            "VSTACK",
            "HSTACK",
            "TAKE",
            "DROP",
            "TOCOL",
            "TOROW",
            "CHOOSECOLS",
            "CHOOSEROWS",
            "TEXTSPLIT",
            "TEXTBEFORE",
            "TEXTAFTER",
            "DAYS",
            "NUMBERVALUE",
            "ISFORMULA",
            "FORMULATEXT",
            "SHEET",
            "SHEETS",
        ],
        "_xlfn.",
    ),
    "FILTER": "_xlfn._xlws.",
    "SORT": "_xlfn._xlws.",
}
_CALL = re.compile(r'"(?:[^"]|"")*"|(?<![\w.])([A-Za-z]+)(?=\()')
_MARKS = re.compile(
    r""""(?:[^"]|"")*"|(?<!')'(?:[^']|'')*'(?=!)|\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]|[^]"'(){}[]+"""
)
"""Pieces of a formula that may hold a bracket that is none, and those that hold none."""
_CLOSED_BY = {"(": ")", "{": "}", "[": "]"}
_FILE_PREFIX = re.compile(r'("(?:[^"]|"")*")|_xlfn\.(?:_xlws\.)?|_xlpm\.')


class _Point(NamedTuple):
    fixed_column: str
    column: int  # 0 in a whole row
    fixed_row: str
    row: int  # 0 in a whole column

    def __str__(self) -> str:
        letters = column_letters(self.column) if self.column else ""
        return f"{self.fixed_column}{letters}{self.fixed_row}{self.row or ''}"


def is_balanced(formula: str) -> bool:
    """True if each bracket and each quote has its other half.

    >>> [is_balanced(text) for text in ('=a(b)&")"', "=T[a (b']]", "='x(y'!A1")]
    [True, True, True]
    >>> [is_balanced(text) for text in ("=a((", "=(])", '="a')]
    [False, False, False]
    """
    waiting: list[str] = []
    for mark in _MARKS.sub("", formula):
        if mark in _CLOSED_BY:
            waiting.append(_CLOSED_BY[mark])
        elif mark == '"' or (
            mark in _CLOSED_BY.values() and (not waiting or waiting.pop() != mark)
        ):
            return False
    return not waiting


def written(formula: str) -> str:
    """A typed formula as files hold it: newer functions carry their prefix."""
    return _CALL.sub(
        lambda match: _NEW_FUNCTIONS.get((match[1] or "").upper(), "") + match[0], formula
    )


def link_text(formula: str) -> str | None:
    """What the cell of a link to a fixed place shows; None if the formula is no such link.

    >>> link_text('HYPERLINK("#a!A1","5"" pipe")'), link_text('HYPERLINK(A1,"x")')
    ('5" pipe', None)
    """
    match = _LINK.fullmatch(formula)
    return None if match is None else match[1].replace('""', '"')


def shown(formula: str) -> str:
    """A file's formula as Excel shows it."""
    if "'" in formula:
        formula = _TOKEN.sub(_with_needed_quotes, formula)
    if "_xl" not in formula:
        return formula
    return _FILE_PREFIX.sub(lambda match: match[1] or "", formula)


def translate(formula: str, rows: int, columns: int) -> str:
    """The formula copied that many rows down and columns to the right.

    >>> translate("A1+$B$2*LOG10(C3)", 1, 1)
    'B2+$B$2*LOG10(D4)'
    """
    if not rows and not columns:
        return formula

    def moved(point: _Point) -> _Point | None:
        row = point.row + rows if point.row and not point.fixed_row else point.row
        column = point.column + columns if point.column and not point.fixed_column else point.column
        if not (0 <= row <= MAX_ROW and 0 <= column <= MAX_COLUMN):
            return None
        if (point.row and not row) or (point.column and not column):
            return None
        return point._replace(row=row, column=column)

    def change(_sheet: str | None, points: list[_Point]) -> list[_Point] | None:
        new = [moved(point) for point in points]
        return None if None in new else [point for point in new if point is not None]

    return _rewrite(formula, change)


def shift(formula: str, home: str, target: str, move: Move) -> str:
    """The formula after rows or columns of the target sheet were inserted or deleted.

    Args:
        formula: As the file holds it.
        home: Title of the sheet of the formula.
        target: Title of the sheet that changed.
        move: What was inserted or deleted.

    >>> from estate_xl.engine.model.moved_cells import Shift
    >>> shift("SUM(A1:A5)+B9", "x", "x", Shift("row", 3, 2))
    'SUM(A1:A7)+B11'
    >>> shift("SUM(A1:A5)+x!B4", "x", "x", Shift("row", 4, -1))
    'SUM(A1:A4)+#REF!'
    """
    if home.casefold() != target.casefold() and not mentions(formula, target):
        return formula

    def change(sheet: str | None, points: list[_Point]) -> list[_Point] | None:
        if (home if sheet is None else sheet).casefold() != target.casefold():
            return points
        return _moved(points, move)

    return _rewrite(formula, change)


def _moved(points: list[_Point], move: Move) -> list[_Point] | None:
    """The ends of a reference to the sheet that changed; None if all of it went."""
    ends = points if len(points) > 1 else points * 2
    rows, columns = [end.row for end in ends], [end.column for end in ends]
    place = (
        min(rows) or 1,
        min(columns) or 1,
        max(rows) or MAX_ROW,
        max(columns) or MAX_COLUMN,
    )
    new = move.area(place)
    if new is None:
        return None
    new_rows = (new[0], new[2]) if rows[0] <= rows[1] else (new[2], new[0])
    new_columns = (new[1], new[3]) if columns[0] <= columns[1] else (new[3], new[1])
    moved = [
        end._replace(row=row if end.row else 0, column=column if end.column else 0)
        for end, row, column in zip(ends, new_rows, new_columns, strict=True)
    ]
    return moved[: len(points)]


def shift_rule(formula: str, title: str, move: Move, steps: int) -> str:
    """The formula of a drop-down or conditional format after cells of its sheet moved.

    What is relative goes with the first cell of the rule's areas, be the cell itself deleted.

    Args:
        formula: As the file holds it.
        title: The sheet's.
        move: What was inserted or deleted.
        steps: How far the first cell of the rule's areas went.
    """

    def change(sheet: str | None, points: list[_Point]) -> list[_Point] | None:
        if sheet is not None and sheet.casefold() != title.casefold():
            return points
        if all(_is_fixed(point, move) for point in points):
            return _moved(points, move)
        new: list[_Point] = []
        for point in points:
            held = _moved([point], move) if _is_fixed(point, move) else _stepped(point, move, steps)
            if held is None:
                return None
            new += held
        return new

    return _rewrite(formula, change)


def _is_fixed(point: _Point, move: Move) -> bool:
    """Whether it names its row or column by itself, or all of them."""
    by_row = move.axis == "row"
    return bool(
        point.fixed_row or not point.row if by_row else point.fixed_column or not point.column
    )


def _stepped(point: _Point, move: Move, steps: int) -> list[_Point] | None:
    place = (point.row if move.axis == "row" else point.column) + steps
    if not 1 <= place <= move.limit:
        return None
    return [point._replace(row=place) if move.axis == "row" else point._replace(column=place)]


def rename_sheet(formula: str, old: str, new: str) -> str:
    """The formula after a sheet got another title.

    >>> rename_sheet("SUM(a!B1:B2)+'a b'!C1", "a", "b c")
    "SUM('b c'!B1:B2)+'a b'!C1"
    """
    return _retitle(formula, old, f"{_title(new)}!")


def drop_sheet(formula: str, old: str) -> str:
    """The formula after a sheet was deleted.

    >>> drop_sheet("a!B1+B2", "a")
    '#REF!+B2'
    """

    def replace(match: re.Match[str]) -> str:
        sheet = match["sheet"]
        if sheet is not None and _plain(sheet).casefold() == old.casefold():
            return "#REF!"
        return match[0]

    return _TOKEN.sub(replace, formula)


class Word(NamedTuple):
    """One piece of a formula.

    Attributes:
        text: As written; of a text in quotes nothing.
        sheet: Title before a reference, None where it names none; files and spans of sheets
            stay in it as written.
        reference: The cells, without the sheet; None where the piece is no reference.
        is_call: Whether the piece is a function's name.
    """

    text: str
    sheet: str | None
    reference: str | None
    is_call: bool


def words(formula: str) -> Iterator[Word]:
    """References, names and functions of a formula, and what is between them.

    >>> [word.text for word in words("SUM(a!B1)&x") if word.text.strip("()&")]
    ['SUM', 'a!B1', 'x']
    """
    end = 0
    for match in _TOKEN.finditer(formula):
        if match.start() > end:
            yield Word(formula[end : match.start()], None, None, is_call=False)
        end = match.end()
        sheet = None if match["sheet"] is None else _plain(match["sheet"])
        text = "" if match[0].startswith('"') else match[0]
        yield Word(text, sheet, match["ref"], is_call=formula[end : end + 1] == "(")
    if end < len(formula):
        yield Word(formula[end:], None, None, is_call=False)


def mentions(text: str, title: str) -> bool:
    """True if XML text may hold a reference to the sheet; errs towards yes."""
    if "!" not in text:
        return False
    folded = html.unescape(text).casefold() if "&" in text else text.casefold()
    name = title.casefold()
    return f"{name}!" in folded or f"{name.replace(chr(39), chr(39) * 2)}'!" in folded


def _with_needed_quotes(match: re.Match[str]) -> str:
    sheet = match["sheet"]
    if sheet is None or not sheet.startswith("'") or "[" in sheet or ":" in sheet:
        return match[0]
    return f"{_title(_plain(sheet))}!{match['ref']}"


def _retitle(formula: str, old: str, prefix: str) -> str:
    def replace(match: re.Match[str]) -> str:
        token = match[0]
        end = token.rfind("!") + 1
        if token.startswith('"') or not end:
            return token
        if _plain(token[:end]).casefold() == old.casefold():
            return prefix + token[end:]
        return token

    return _TOKEN.sub(replace, formula)


def _rewrite(
    formula: str, change: Callable[[str | None, list[_Point]], list[_Point] | None]
) -> str:
    def replace(match: re.Match[str]) -> str:
        ref, sheet = match["ref"], match["sheet"]
        if ref is None or (sheet is not None and ("[" in sheet or ":" in sheet)):
            return match[0]
        points = [_point(part) for part in ref.split(":")]
        if any(point.row > MAX_ROW or point.column > MAX_COLUMN for point in points):
            return match[0]
        new = change(None if sheet is None else _plain(sheet), points)
        if new is None:
            return "#REF!"
        return (sheet or "") + ":".join(map(str, new))

    return _TOKEN.sub(replace, formula)


@lru_cache(maxsize=4096)
def _point(text: str) -> _Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    fixed_column, letters, fixed_row, row = match.groups()
    if not letters:
        fixed_column, fixed_row = "", fixed_column or fixed_row
    return _Point(fixed_column, column_number(letters), fixed_row, int(row or 0))


def _plain(sheet: str) -> str:
    title = sheet.removesuffix("!")
    if title.startswith("'"):
        return title[1:-1].replace("''", "'")
    return title


def _title(title: str) -> str:
    if _PLAIN_TITLE.fullmatch(title) and not _LOOKS_LIKE_CELL.fullmatch(title):
        return title
    return quoted_title(title)
