"""Formulas of a part's text, changed where they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.ooxml.xml_text import escape, escape_attribute, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

_FORMULAS = re.compile(
    r"<((?:\w+:)?f|formula|formula1|formula2|calculatedColumnFormula|totalsRowFormula)((?:\s[^>]*)?)(?<!/)>([^<]*)</\1>"
)
_LOCATION = re.compile(r'\blocation="([^"]*)"')


def rewritten(text: str, change: Callable[[str, str], str], home: str) -> str:
    """The text of a part with each formula, and each place that a link leads to, changed.

    Args:
        text: The part's text.
        change: Takes a formula and the title of its sheet, gives the new formula.
        home: Title of the sheet that the part is of, empty for none.
    """

    def formula(match: re.Match[str]) -> str:
        old = unescape(match[3])
        new = change(old, home)
        return match[0] if new == old else f"<{match[1]}{match[2]}>{escape(new)}</{match[1]}>"

    def location(match: re.Match[str]) -> str:
        old = unescape(match[1])
        new = change(old, "")
        return match[0] if new == old else f'location="{escape_attribute(new)}"'

    return _LOCATION.sub(location, _FORMULAS.sub(formula, text))
