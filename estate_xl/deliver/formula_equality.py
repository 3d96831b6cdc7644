"""Formulas of different programs, compared by meaning."""

from __future__ import annotations

import re
from typing import Final

_CONSTANT: Final = re.compile(
    r""""[^"]*+"|'[^']*+'|(?<![\w.$])((?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?+)(?![\w.!(:])"""
)
"""A text, a quoted name, or a number that is no row and no part of a name."""
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
