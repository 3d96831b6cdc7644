"""Foreign words made fit to be shown: on one short line, without what a terminal would obey."""

from __future__ import annotations

import unicodedata

from estate_xl.output import visible

_SHOWN = 200
_BREAKS = "\u2028\u2029"


def printable(text: str, instead: str = "") -> str:
    r"""The text without what a terminal or a file's name would obey: controls, turns of direction.

    >>> printable("考核\u3000表\x1b\u202e", "_")
    '考核\u3000表__'
    """
    return "".join(
        instead if unicodedata.category(char)[0] == "C" or char in _BREAKS else char
        for char in text
    )


def one_line(text: str) -> str:
    r"""Foreign words as one short line, control characters written out.

    >>> one_line("550 no\r\n such\x1b[2J user")
    '550 no such⟨U+001B⟩[2J user'
    """
    line = visible(" ".join(text.split()))
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
