"""Formulas that Excel may let spill into the cells beside them, which a file tells by other means.

Only what surely gives one value may be written as `formula2`: single cells, plain values, and
functions that make one value of them.
"""

from __future__ import annotations

from estate_xl.engine.extracting.truth import FUNCTIONS
from estate_xl.engine.formulas import words


def may_spill(value: object) -> bool:
    """Whether a value that is written as `formula2` is a formula that may give several values.

    >>> [may_spill(text) for text in ("=A1*2", "=SUM(A1,B2)", "=A1:A3*2", "=SORT(A1)", "={1,2}")]
    [False, False, True, True, True]
    """
    if isinstance(value, (list, tuple)):
        return any(map(may_spill, value))
    return isinstance(value, str) and value.startswith("=") and not _gives_one_value(value[1:])


def _gives_one_value(formula: str) -> bool:
    for word in words(formula):
        is_function = word.is_call and word.text[-1:].isalnum()
        if word.reference is not None:
            if ":" in word.reference or ":" in (word.sheet or ""):
                return False
        elif not (word.text.upper() in FUNCTIONS if is_function else _is_plain(word.text)):
            return False
    return True


def _is_plain(text: str) -> bool:
    """Whether a piece is neither an array, a range, a table nor a name."""
    is_name = text[:1].isalpha() and text.upper() not in {"TRUE", "FALSE"}
    return not (is_name or text.endswith(":") or any(mark in text for mark in "{[#"))
