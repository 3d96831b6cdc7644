"""Where a 考核 sheet says what version it is and whether it is approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.schema.appraisal import HEADING
from estate_xl.write.blocks import write_block
from estate_xl.write.expressions import Names
from estate_xl.write.placeholders import read_cells
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.schema import Language
    from estate_xl.write.corrections import Edition

_EXPRESSION: Final = re.compile(r"\{\{([^{}]*)\}\}")
_WORD: Final = re.compile(r"\w+")


def shows_name(template: xw.Sheet, key: str) -> bool:
    """True if an expression outside of a list's own names asks for that name of the heading."""
    names = Names(HEADING)
    return any(
        names.key(word) == key
        for texts in read_cells(template)
        for text in texts
        for expression in _EXPRESSION.findall(text)
        for word in _WORD.findall(expression)
    )


def restate(sheet: xw.Sheet, before: Edition, after: Edition, language: Language) -> bool:
    """Say the state of a month anew wherever its sheet says it; whether it does so anywhere.

    Only texts change, whatever was written or drawn on the sheet stays.
    """
    old, new = before.statement(language), after.statement(language)
    found = [
        (row, column, text)
        for row, texts in enumerate(read_cells(sheet), start=1)
        for column, text in enumerate(texts, start=1)
        if old in text and not text.startswith("=")
    ]
    for row, column, text in found:
        write_block(sheet, row, column, [[as_text(text.replace(old, new))]])
    return bool(found)
