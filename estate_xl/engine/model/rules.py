"""Drop-downs and conditional formats of a sheet: what they refer to, and how that moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import parse_area
from estate_xl.engine.model import formulas
from estate_xl.engine.ooxml.xml_text import escape, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.engine.model.moved_cells import Move

RULE = re.compile(
    r"<((?:x14:)?(?:dataValidation|conditionalFormatting))(?=[\s>])[^>]*?(?:/>|>.*?</\1>)",
    re.DOTALL,
)
_AREAS = re.compile(r'\bsqref="([^"]*)"|<xm:sqref>([^<]*)<')
_FORMULA = re.compile(
    r"(<((?:\w+:)?f|formula|formula1|formula2)(?:\s[^>]*)?(?<!/)>)([^<]*)(?=</\2>)"
)


def rule_formulas(tail: str) -> list[tuple[str, str]]:
    """The cells and the formulas of each rule that has some.

    Args:
        tail: What stands after the sheet's cells.
    """
    found = []
    for match in RULE.finditer(tail):
        held = [unescape(each[3]) for each in _FORMULA.finditer(match[0])]
        if held:
            found.append((_areas(match[0]), ";".join(held)))
    return found


def shifted_rules(tail: str, title: str, move: Move, shifted_areas: Callable[[str], str]) -> str:
    """The text after a sheet's cells with its rules' formulas moved; their areas stay.

    Args:
        tail: The text.
        title: The sheet's title.
        move: What was inserted or deleted.
        shifted_areas: Gives a text with the areas that it names moved.
    """

    def rule(match: re.Match[str]) -> str:
        before, after = (
            _first(_areas(match[0]), move),
            _first(_areas(shifted_areas(match[0])), move),
        )
        if before is None or after is None:
            return match[0]  # it goes with its cells
        return _FORMULA.sub(
            lambda each: (
                each[1]
                + escape(formulas.shift_rule(unescape(each[3]), title, move, after - before))
            ),
            match[0],
        )

    return RULE.sub(rule, tail)


def _areas(rule: str) -> str:
    match = _AREAS.search(rule)
    return "" if match is None else match[1] or match[2] or ""


def _first(areas: str, move: Move) -> int | None:
    """The first row, or column, of some areas; None where they are none."""
    try:
        places = [parse_area(each)[move.axis == "column"] for each in areas.split()]
    except ValueError:
        return None
    return min(places, default=None)
