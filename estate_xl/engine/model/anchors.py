"""Places of what is drawn on a sheet, moved with the rows and columns under it as Excel does.

Three parts tell such places: the drawing, the older drawing of notes and controls (VML, in pixels),
and for controls the sheet itself. Rows and columns count from 0 in all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate_xl.engine.model.moved_cells import Axis, Move

_ANCHOR = re.compile(r"<xdr:(twoCellAnchor|oneCellAnchor)\b([^>]*)>.*?</xdr:\1>", re.DOTALL)
_CONTROL = re.compile(r"<anchor\b([^>]*)>.*?</anchor>", re.DOTALL)
SHAPE = re.compile(r"<v:shape\b.*?</v:shape>", re.DOTALL)
PLACE = re.compile(r"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_TRUE = r'="(?:1|true)"'


def shifted_anchors(text: str, move: Move) -> str:
    """A drawing with its anchors moved; what lost its cells stays where they were."""

    def anchor(match: re.Match[str]) -> str:
        found = re.search(r"\beditAs=[\"'](\w+)", match[2])
        kept = found[1] if found else "twoCell"
        if match[1] == "twoCellAnchor" and kept == "absolute":
            return match[0]
        return _moved(match[0], move, is_sized=kept == "twoCell")

    return _ANCHOR.sub(anchor, text)


def shifted_controls(text: str, move: Move) -> str:
    """The XML behind a sheet's cells, with the places of its controls moved."""

    def anchor(match: re.Match[str]) -> str:
        is_sized = re.search(rf"\bsizeWithCells{_TRUE}", match[1]) is not None
        if not is_sized and not re.search(rf"\bmoveWithCells{_TRUE}", match[1]):
            return match[0]
        return _moved(match[0], move, is_sized=is_sized)

    return _CONTROL.sub(anchor, text)


def shifted_shapes(text: str, move: Move, *, whole: bool) -> str:
    """Notes and controls of a VML part moved, the notes of deleted cells left out.

    Args:
        text: The part's text.
        move: What moved.
        whole: Whether whole rows or columns did: controls follow only these.
    """
    names = ("Row", "Column") if move.axis == "row" else ("Column", "Row")

    def shape(match: re.Match[str]) -> str:
        found, across = (re.search(rf"<x:{name}>(\d+)</x:{name}>", match[0]) for name in names)
        if found is None or across is None:
            # The element says that it does not move.
            if not whole or "<x:MoveWithCells" in match[0]:
                return match[0]
            is_sized = "<x:SizeWithCells" not in match[0]
            return PLACE.sub(lambda at: _followed_place(at, move, is_sized=is_sized), match[0])
        if not move.low <= int(across[1]) + 1 <= move.high:
            return match[0]
        place = int(found[1]) + 1
        span = move.span(place, place)
        if span is None:
            return ""
        raw = match[0].replace(found[0], f"<x:{names[0]}>{span[0] - 1}</x:{names[0]}>")
        return PLACE.sub(lambda at: _place(at, move.axis, [span[0] - place] * 2), raw)

    return SHAPE.sub(shape, text)


def moved_down(text: str, rows: int) -> str:
    """An anchor, a control or a shape that many rows further down."""
    text = re.sub(r"(?<=<xdr:row>)\d+", lambda at: str(int(at[0]) + rows), text)
    return PLACE.sub(lambda at: _place(at, "row", [rows] * 2), text)


def place_numbers(text: str) -> list[int]:
    """Left column, pixels into it, top row, pixels into it, then right and bottom likewise."""
    return [int(number) for number in text.split(",")]


def _moved(anchor: str, move: Move, *, is_sized: bool) -> str:
    """The anchor with both of its ends moved, by the same where it keeps its size."""
    name, offset = ("row", "rowOff") if move.axis == "row" else ("col", "colOff")
    found = [int(each) for each in re.findall(rf"<xdr:{name}>(\d+)</xdr:{name}>", anchor)]
    offsets = [int(each) for each in re.findall(rf"<xdr:{offset}>(-?\d+)</xdr:{offset}>", anchor)]
    ends = iter(_ends(found, offsets, move, is_sized=is_sized))
    return re.sub(rf"(?<=<xdr:{name}>)\d+", lambda _: str(next(ends)), anchor)


def _followed_place(match: re.Match[str], move: Move, *, is_sized: bool) -> str:
    numbers = place_numbers(match[2])
    first = 2 if move.axis == "row" else 0
    old = [numbers[first], numbers[first + 4]]
    offsets = [numbers[first + 1], numbers[first + 5]]
    new = _ends(old, offsets, move, is_sized=is_sized)
    return _place(
        match, move.axis, [after - before for before, after in zip(old, new, strict=True)]
    )


def _place(match: re.Match[str], axis: Axis, by: list[int]) -> str:
    numbers = place_numbers(match[2])
    for place, amount in zip((2, 6) if axis == "row" else (0, 4), by, strict=True):
        numbers[place] = max(0, numbers[place] + amount)
    return f"{match[1]}{', '.join(map(str, numbers))}{match[3]}"


def _ends(places: list[int], offsets: list[int], move: Move, *, is_sized: bool) -> list[int]:
    """The new places of the first end, and of the last where there is one."""
    if not places:
        return []
    first = _followed(places[0], move)
    if len(places) == 1:
        return [first]
    last = places[-1]
    if not is_sized:
        return [first, last + first - places[0]]
    if len(offsets) == len(places) and not offsets[-1] and last > places[0]:
        return [first, _followed(last - 1, move) + 1]  # it ends with the row before
    return [first, _followed(last, move)]


def _followed(index: int, move: Move) -> int:
    return move.follow(index + 1) - 1
