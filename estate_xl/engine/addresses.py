"""Cell addresses, and what cells and titles can hold.

`row` and `column` are 1-based, as Excel shows them.
"""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_SHEET_TITLE = 31
MAX_CELL_TEXT = 32_767
MAX_FORMULA_TEXT = 255
"""Characters of one text within a formula."""
MAX_ADDRESSES_TEXT = 255
"""Characters of the addresses of several areas, as Excel takes them at once."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no file can hold."""

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_LETTERS = 26


class FileTextError(ValueError):
    """A text that cannot be what must be in its place: an address, a number."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.text = text
        super().__init__(f"not what must stand there: {text!r}")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Letters of a 1-based column.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    if not 1 <= column <= MAX_COLUMN:
        msg = f"column {column} is outside 1..{MAX_COLUMN}"
        raise ValueError(msg)
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """1-based column of its letters, in either case.

    >>> column_number("a"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int, *, absolute: bool = False) -> str:
    """A1 text of a cell, `$A$1` when absolute.

    >>> address(4, 3), address(4, 3, absolute=True)
    ('C4', '$C$4')
    """
    mark = "$" if absolute else ""
    return f"{mark}{column_letters(column)}{mark}{row}"


@lru_cache(maxsize=65536)
def parse_address(text: str) -> tuple[int, int]:
    """Row and column of one cell's A1 text, `$` allowed.

    Raises:
        FileTextError: the text is no address of one cell within Excel's limits.

    >>> parse_address("$C$4")
    (4, 3)
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise FileTextError(text)
    row, column = int(match[2]), column_number(match[1])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise FileTextError(text)
    return row, column


def parse_area(text: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of `A1:B2` or `A1`.

    >>> parse_area("B2:D5"), parse_area("A1")
    ((2, 2, 5, 4), (1, 1, 1, 1))
    """
    first, _, last = text.partition(":")
    top, left = parse_address(first)
    bottom, right = parse_address(last or first)
    return top, left, bottom, right


def area(top: int, left: int, bottom: int, right: int, *, absolute: bool = False) -> str:
    """A1 text of an area.

    >>> area(2, 2, 5, 4)
    'B2:D5'
    """
    return f"{address(top, left, absolute=absolute)}:{address(bottom, right, absolute=absolute)}"


def quoted_title(title: str) -> str:
    """A sheet's title as formulas and links write it.

    >>> quoted_title("考核 2026-10"), quoted_title("it's")
    ("'考核 2026-10'", "'it''s'")
    """
    return "'" + title.replace("'", "''") + "'"
