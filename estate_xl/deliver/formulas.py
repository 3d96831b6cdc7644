"""Formulas of packages: what two of them mean, and whether one leads out of the file."""

from __future__ import annotations

import re
from typing import Final

_CONSTANT: Final = re.compile(
    r""""[^"]*+"|'[^']*+'|(?<![\w.$])((?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?+)(?![\w.!(:])"""
)
"""A text, a quoted name, or a number that is no row and no part of a name."""
_TEXT: Final = re.compile(r'"[^"]*"')
_OUT: Final = re.compile(
    r"\b(?:WEBSERVICE|FILTERXML|ENCODEURL|RTD|DDE|CALL|REGISTER(?:\.ID)?|SQL\.REQUEST|IMAGE|HYPERLINK"
    r"|CUBE\w+|STOCKHISTORY|PY|EXEC|INFO)\s*\(|\[[^\]]*\][^\[]*!|\|\s*'?[^'!]*'?!|://|\\\\",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(r"_xl(?:fn|ws|udf)\.(?:_xlws\.)?", re.IGNORECASE)


def formula_meaning(formula: str | None) -> str | None:
    """The formula with its numbers written in one way: other programs write them in theirs.

    >>> formula_meaning('=IF(A1="1.0",1000000000,.50)'), formula_meaning("=2026!A1+1E+9")
    ('=IF(A1="1.0",1000000000.0,0.5)', '=2026!A1+1000000000.0')
    """
    if formula is None:
        return None
    plain = _FUTURE.sub("", formula)
    return _CONSTANT.sub(lambda match: repr(float(match[1])) if match[1] else match[0], plain)


def reaches_out(formula: str) -> bool:
    """Whether a formula, when it is computed, asks something outside of its file.

    >>> [reaches_out(text) for text in ('WEBSERVICE("x")', "[1]a!A1", "cmd|'/c calc'!A0", "A1*2")]
    [True, True, True, False]
    """
    return _OUT.search(_TEXT.sub('""', formula)) is not None or "://" in formula
