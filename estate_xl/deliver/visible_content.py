"""The visible contents of a package's sheets, as its manifest keeps them, and their differences.

Programs round what they save: sizes and places may differ a little, colours and texts may not.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from estate_xl.compute.appraisal_numbers import canonical_text, plain
from estate_xl.deliver.formula_equality import formula_meaning
from estate_xl.deliver.package_differences import (
    CHANGED,
    DRAWN,
    FORMULA,
    FRAME,
    HIDDEN,
    LOOK,
    REACH,
    Difference,
    shortened,
)
from estate_xl.engine.addresses import column_letters, parse_address
from estate_xl.external_formulas import what_reaches_out
from estate_xl.language import Label, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate_xl.deliver.appearance import SheetSight

    Held = Mapping[str, Any]

_SMALLEST: Final = 0.9
"""Share of its size below which a row or column counts as hidden."""
_POINTS: Final = 8
"""The distance that a drawing may have moved."""
_CORNERS: Final = 4
"""Count of a drawing's first numbers, its corners in points; then come their cells."""
_COLOUR: Final = 12
"""Rounding tolerance of a colour, of 255."""
_COLOURS: Final = frozenset({"colour", "fill", "ink"})
_RGB: Final = re.compile(r"[0-9A-F]{6}")
_WORDS: Final = {
    "code": Label("數字格式", "number format"),
    "size": Label("字號", "font size"),
    "colour": Label("字色", "font colour"),
    "fill": Label("底色", "fill"),
    "strike": Label("刪除線", "strikethrough"),
    "b": Label("粗體", "bold"),
    "i": Label("斜體", "italic"),
    "u": Label("底線", "underline"),
    "raised": Label("上下標", "super- or subscript"),
    "symbols": Label("符號字體", "symbol font"),
    "crossed": Label("斜線劃去", "diagonal line"),
    "lines": Label("粗框線", "thick border"),
    "outline": Label("空心字", "outlined font"),
    "shadow": Label("陰影字", "shadowed font"),
    "horizontal": Label("水平對齊", "horizontal alignment"),
    "vertical": Label("垂直對齊", "vertical alignment"),
    "textRotation": Label("文字方向", "text direction"),
    "indent": Label("縮排", "indent"),
    "shrinkToFit": Label("縮小字體", "shrink to fit"),
    "readingOrder": Label("文字順序", "reading order"),
}
_KINDS: Final = {
    "picture": (DRAWN, Label("圖片", "the picture")),
    "chart": (DRAWN, Label("圖表", "the chart")),
    "shape": (DRAWN, Label("圖形", "the shape")),
    "line": (DRAWN, Label("線條", "the line")),
    "paint": (FRAME, Label("空白處的底色和框線", "fill and borders of empty cells")),
    "merge": (FRAME, Label("合併儲存格", "merged cells")),
    "condition": (FRAME, Label("條件格式", "conditional format")),
    "header": (FRAME, Label("頁首頁尾", "header and footer")),
    "view": (FRAME, Label("視窗設定", "window setting")),
    "print": (FRAME, Label("列印範圍", "print range")),
    "place": (FRAME, Label("次序", "order of the sheet")),
    "scale": (FRAME, Label("列印縮放", "print scale")),
    "state": (FRAME, Label("顯示狀態", "visibility")),
    "dates": (FRAME, Label("日期起點", "date system")),
}
_VIEWS: Final = {
    "showFormulas": Label("顯示公式", "formulas shown"),
    "showZeros": Label("顯示零", "zeros shown"),
    "rightToLeft": Label("從右到左", "right to left"),
    "windowProtection": Label("保護視窗", "window protection"),
    "pane": Label("凍結窗格", "frozen panes"),
    "frozen": Label("凍結處起點", "start of the frozen panes"),
}
ROW: Final = Label("第 {row} 行", "row {row}")
COLUMN: Final = Label("{column} 列", "column {column}")
_LOOK: Final = Label("{what} {value}", "{what} {value}")
_THERE: Final = Label("有", "yes")
_USUAL: Final = Label("通常", "as usual")


def as_held(sight: SheetSight) -> dict[str, Any]:
    """The visible contents of a sheet, as JSON; sizes are of rows and columns in use."""
    looks: dict[str, int] = {}
    cells: dict[str, list[Any]] = {}
    for place, seen in sight.cells.items():
        look = looks.setdefault(canonical_text(seen.look), len(looks))
        runs = [seen.runs] if seen.runs else []
        cells[place] = [plain(seen.value), seen.formula, look, *runs]
    places = [parse_address(place) for place in cells]
    return {
        "cells": cells,
        "looks": [json.loads(text) for text in looks],
        "rows": {str(row): sight.sizes.row(row) for row in sorted({row for row, _ in places})},
        "columns": {
            column_letters(column): sight.sizes.column(column)
            for column in sorted({column for _, column in places})
        },
        "rest": sight.rest,
    }


def differences(title: str, packed: Held, found: Held) -> Iterator[Difference]:
    """Differences of a sheet from what was packed: its cells in order, then what is around them."""
    yield from _cells(title, packed, found)
    for held, name, label in (("rows", "row", ROW), ("columns", "column", COLUMN)):
        for place, size in packed[held].items():
            now = found[held].get(place, size)
            if now < size * _SMALLEST:
                yield Difference(HIDDEN, title, Phrase(label, {name: place}), now, size)
    before, after = packed["rest"], found["rest"]
    for place in [*before, *(each for each in after if each not in before)]:
        yield from _place(title, place, before.get(place), after.get(place))


def _cells(title: str, packed: Held, found: Held) -> Iterator[Difference]:
    before, after = packed["cells"], found["cells"]
    places = sorted(before.keys() | after.keys(), key=parse_address)
    for place in places:
        value, formula, look, *runs = before.get(place, _EMPTY)
        now, new_formula, new_look, *new_runs = after.get(place, _EMPTY)
        if formula_meaning(formula) != formula_meaning(new_formula):
            kind = REACH if new_formula and what_reaches_out(new_formula) else FORMULA
            yield Difference(kind, title, place, _formula(new_formula), _formula(formula))
        is_unsaved = formula is not None and now is None
        if not (is_unsaved or _alike(now, value)):
            yield Difference(CHANGED, title, place, now, value)
        if place in before and place in after:
            yield from _looks(title, place, packed["looks"][look], found["looks"][new_look])
            if runs != new_runs:
                yield Difference(LOOK, title, place, _text(new_runs), _text(runs))


_EMPTY: Final = (None, None, 0)


def _looks(title: str, place: str, before: Held, after: Held) -> Iterator[Difference]:
    for key in [*before, *(each for each in after if each not in before)]:
        one, other = before.get(key), after.get(key)
        if not (_alike(other, one) or (key in _COLOURS and _is_near_colour(other, one))):
            now, was = (
                Phrase(_LOOK, {"what": _WORDS.get(key, key), "value": _shown(value)})
                for value in (other, one)
            )
            yield Difference(LOOK, title, place, now, was)


def _place(title: str, place: str, before: object, after: object) -> Iterator[Difference]:
    name, _, which = place.partition(" ")
    if _is_same(before, after) or (name in {"view", "paint"} and after is None):
        return
    kind, word = _KINDS.get(name, (FRAME, name))
    where: str | Label | Phrase = word
    if which:
        where = Phrase(_LOOK, {"what": word, "value": _VIEWS.get(which, which)})
    yield Difference(kind, title, where, *_apart(before, after))


def _is_same(one: object, other: object) -> bool:
    """True if two things are the same but for rounding."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = one.keys() | other.keys()
        return all(
            _is_near(one.get(key), other.get(key))
            if key == "at"
            else _is_same(one.get(key), other.get(key))
            or (key in _COLOURS and _is_near_colour(one.get(key), other.get(key)))
            for key in keys
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return _alike(formula_meaning(one), formula_meaning(other))
    return _alike(one, other)


def _is_near(one: object, other: object) -> bool:
    """True if a drawing lies where it lay, in points, or by its cells where they were widened."""
    if not (isinstance(one, list) and isinstance(other, list)):
        return False
    in_points = all(
        abs(a - b) <= _POINTS for a, b in zip(one[:_CORNERS], other[:_CORNERS], strict=True)
    )
    return in_points or (len(one) > _CORNERS and one[_CORNERS:] == other[_CORNERS:])


def _is_near_colour(one: object, other: object) -> bool:
    if not (isinstance(one, str) and isinstance(other, str)):
        return False
    if not (_RGB.fullmatch(one) and _RGB.fullmatch(other)):
        return False
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return all(abs(a - b) <= _COLOUR for a, b in pairs)


def _alike(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return plain(one) == plain(other)
    return one == other


def _apart(before: object, after: object) -> tuple[str | Label, str | Label]:
    """The differing properties of two things, the new one first; of a drawing the changes only."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [key for key in {**before, **after} if not _is_same(before.get(key), after.get(key))]
        before = {key: before.get(key) for key in keys}
        after = {key: after.get(key) for key in keys}
    return _text(after), _text(before)


def _text(held: object) -> str | Label:
    if held is True:
        return _THERE
    if held in (None, []):
        return ""
    return shortened(held if isinstance(held, str) else canonical_text(held))


def _shown(value: object) -> str | Label:
    if value is None:
        return _USUAL
    return _THERE if value is True else str(value)


def _formula(text: str | None) -> str | None:
    return None if text is None else f"={text}"
