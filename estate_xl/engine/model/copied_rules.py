"""Selection lists and conditional formats that follow copied cells within their sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import area as area_of
from estate_xl.engine.addresses import parse_area

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area

_RULE = re.compile(r'(<(?:dataValidation|conditionalFormatting)\s[^>]*?\bsqref=)"([^"]*)"')
_EMPTY_RULE = re.compile(
    r'<(dataValidation|conditionalFormatting)\s[^>]*?\bsqref=""[^>]*?(?:/>|>.*?</\1>)', re.DOTALL
)


def copy_rules(grid: Grid, source: Area, places: list[tuple[int, int]]) -> None:
    """Make the rules of the source hold at its copies, and no others there.

    Args:
        grid: The sheet.
        source: The cells that were copied.
        places: First row and column of each copy, from the first to the last.
    """
    rows, columns = source[2] - source[0] + 1, source[3] - source[1] + 1
    first, last = places[0], places[-1]
    target = (first[0], first[1], last[0] + rows - 1, last[1] + columns - 1)

    def follow(match: re.Match[str]) -> str:
        try:
            held = [parse_area(place) for place in match[2].split()]
        except ValueError:
            return match[0]
        wanted = _wanted(held, source, places, target)
        pieces = [common for each in held if (common := common_area(each, target)) is not None]
        if _covers(held, wanted) and _covers(wanted, pieces):
            return match[0]
        kept = [piece for each in held for piece in without(each, target)]
        return f'{match[1]}"{" ".join(map(shown_area, kept + wanted))}"'

    tail = _EMPTY_RULE.sub("", _RULE.sub(follow, grid.tail))
    if tail == grid.tail:
        return
    count = len(re.findall(r"<dataValidation\s", tail))
    tail = re.sub(r'(<dataValidations\b[^>]*?\bcount=)"\d+"', rf'\g<1>"{count}"', tail)
    grid.tail = re.sub(r"<dataValidations\b[^>]*></dataValidations>", "", tail)
    grid.is_changed = True


def _wanted(
    held: list[Area], source: Area, places: list[tuple[int, int]], target: Area
) -> list[Area]:
    """Areas of the target where a rule has to hold; copies side by side make one area."""
    found: list[Area] = []
    for each in held:
        common = common_area(each, source)
        if common is None:
            continue
        if common == source:
            return [target]
        for row, column in places:
            down, aside = row - source[0], column - source[1]
            moved = (common[0] + down, common[1] + aside, common[2] + down, common[3] + aside)
            above = found[-1] if found else None
            joins = above is not None and above[1::2] == moved[1::2] and above[2] == moved[0] - 1
            if above is not None and joins:
                found[-1] = (*above[:2], moved[2], moved[3])
            else:
                found.append(moved)
    return found


def _covers(outer: list[Area], inner: list[Area]) -> bool:
    return all(any(common_area(each, one) == each for one in outer) for each in inner)


def common_area(one: Area, other: Area) -> Area | None:
    """The cells that two areas share."""
    top, left = max(one[0], other[0]), max(one[1], other[1])
    bottom, right = min(one[2], other[2]), min(one[3], other[3])
    return (top, left, bottom, right) if top <= bottom and left <= right else None


def without(one: Area, hole: Area) -> list[Area]:
    """What is left of an area, in pieces."""
    common = common_area(one, hole)
    if common is None:
        return [one]
    top, left, bottom, right = common
    pieces = [
        (one[0], one[1], top - 1, one[3]),
        (top, one[1], bottom, left - 1),
        (top, right + 1, bottom, one[3]),
        (bottom + 1, one[1], one[2], one[3]),
    ]
    return [each for each in pieces if each[0] <= each[2] and each[1] <= each[3]]


def shown_area(place: Area) -> str:
    """An area as rules write it; one cell by itself."""
    text = area_of(*place)
    first, _, last = text.partition(":")
    return first if first == last else text
