"""Formulas of a part's text, changed where they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.model.rules import RULE
from estate_xl.engine.ooxml.xml_text import escape, escape_attribute, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

_FORMULAS = re.compile(
    r"<((?:\w+:)?f|formula|formula1|formula2|calculatedColumnFormula|totalsRowFormula)((?:\s[^>]*)?)(?<!/)>([^<]*)</\1>"
)
_END_OF_CELLS = "</sheetData>"
_LOCATION = re.compile(r'\blocation="([^"]*)"')


def rewritten(
    text: str, change: Callable[[str, str], str], home: str, *, with_rules: bool = True
) -> str:
    """The text of a part with each formula, and each place that a link leads to, changed.

    Args:
        text: The part's text.
        change: Takes a formula and the title of its sheet, gives the new formula.
        home: Title of the sheet that the part is of, empty for none.
        with_rules: Whether formulas of drop-downs and conditional formats are looked at, too.
    """

    def formula(match: re.Match[str]) -> str:
        old = unescape(match[3])
        new = change(old, home)
        return match[0] if new == old else f"<{match[1]}{match[2]}>{escape(new)}</{match[1]}>"

    def location(match: re.Match[str]) -> str:
        old = unescape(match[1])
        new = change(old, "")
        return match[0] if new == old else f'location="{escape_attribute(new)}"'

    if with_rules:
        return _LOCATION.sub(location, _FORMULAS.sub(formula, text))
    pieces, at = [], 0
    for rule in RULE.finditer(text, max(text.rfind(_END_OF_CELLS), 0)):
        pieces += [_FORMULAS.sub(formula, text[at : rule.start()]), rule[0]]
        at = rule.end()
    return _LOCATION.sub(location, "".join([*pieces, _FORMULAS.sub(formula, text[at:])]))
