"""Excel's limits, widths of text, and marks that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LIST_TEXT = 255
MAX_PROMPT_TITLE = 32
MAX_PROMPT_TEXT = 255
MAX_PATH = 218
FORBIDDEN_IN_TITLE = frozenset("\\/?*[]:")


_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)


def seen(text: str) -> str:
    r"""The text without marks that nobody sees, which come along with what is pasted.

    >>> seen("\u200bA01\ufeff")
    'A01'
    """
    return _UNSEEN.sub("", text)


def text_width_chars(text: str) -> int:
    r"""Width of the longest line in character units; a CJK character counts two.

    >>> text_width_chars("單號"), text_width_chars("a\n片區b")
    (4, 5)
    """
    return max((sum(map(_char_width, line)) for line in text.split("\n")), default=0)


def wrapped_lines(text: str, width_chars: float) -> int:
    """Lines that the text takes in a column of that width, at least one.

    >>> wrapped_lines("片區片區片區", 6), wrapped_lines("", 6)
    (2, 1)
    """
    usable = max(2, int(width_chars))
    return sum(max(1, -(-text_width_chars(line) // usable)) for line in text.split("\n"))


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
