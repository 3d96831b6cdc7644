"""What a package's sheets show, as its manifest keeps it, and how two such sights differ.

Programs round what they save: sizes and places may differ a little, colours and texts may not.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from estate_xl.cells import column_letters, parse_address
from estate_xl.compute.numbers import canonical_text, plain
from estate_xl.deliver.differences import (
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
from estate_xl.deliver.formulas import formula_meaning
from estate_xl.external_formulas import what_reaches_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate_xl.deliver.seeing import SheetSight

    Held = Mapping[str, Any]

_SMALLEST: Final = 0.9
"""Share of its size below which a row or column counts as hidden."""
_POINTS: Final = 8
"""How far a drawing may have moved."""
_CORNERS: Final = 4
"""How many of a drawing's numbers are its corners in points; then come their cells."""
_COLOUR: Final = 12
"""How much of a colour may be lost in rounding, of 255."""
_COLOURS: Final = frozenset({"colour", "fill", "ink"})
_RGB: Final = re.compile(r"[0-9A-F]{6}")
_WORDS: Final = {
    "code": "數字格式",
    "size": "字號",
    "colour": "字色",
    "fill": "底色",
    "strike": "刪除線",
    "b": "粗體",
    "i": "斜體",
    "u": "底線",
    "raised": "上下標",
    "symbols": "符號字體",
    "crossed": "斜線劃去",
    "lines": "粗框線",
    "outline": "空心字",
    "shadow": "陰影字",
    "horizontal": "水平對齊",
    "vertical": "垂直對齊",
    "textRotation": "文字方向",
    "indent": "縮排",
    "shrinkToFit": "縮小字體",
    "readingOrder": "文字順序",
}
_KINDS: Final = {
    "picture": (DRAWN, "圖片"),
    "chart": (DRAWN, "圖表"),
    "shape": (DRAWN, "圖形"),
    "line": (DRAWN, "線條"),
    "paint": (FRAME, "空白處的底色和框線"),
    "merge": (FRAME, "合併儲存格"),
    "condition": (FRAME, "條件格式"),
    "header": (FRAME, "頁首頁尾"),
    "view": (FRAME, "視窗設定"),
    "print": (FRAME, "列印範圍"),
    "place": (FRAME, "次序"),
    "scale": (FRAME, "列印縮放"),
    "state": (FRAME, "顯示狀態"),
    "dates": (FRAME, "日期起點"),
}
_VIEWS: Final = {
    "showFormulas": "顯示公式",
    "showZeros": "顯示零",
    "rightToLeft": "從右到左",
    "windowProtection": "保護視窗",
    "pane": "凍結窗格",
    "frozen": "凍結處起點",
}


def as_held(sight: SheetSight) -> dict[str, Any]:
    """What a sheet shows, as JSON; sizes are those of rows and columns that hold something."""
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
    """How a sheet differs from what was packed: its cells in order, then what is around them."""
    yield from _cells(title, packed, found)
    for name, word in (("rows", "第 {} 行"), ("columns", "{} 列")):
        for place, size in packed[name].items():
            now = found[name].get(place, size)
            if now < size * _SMALLEST:
                yield Difference(HIDDEN, title, word.format(place), now, size)
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
            word = _WORDS.get(key, key)
            yield Difference(LOOK, title, place, f"{word} {_shown(other)}", f"{word} {_shown(one)}")


def _place(title: str, place: str, before: object, after: object) -> Iterator[Difference]:
    name, _, which = place.partition(" ")
    if _is_same(before, after) or (name in {"view", "paint"} and after is None):
        return
    kind, word = _KINDS.get(name, (FRAME, name))
    which = _VIEWS.get(which, which)
    yield Difference(kind, title, f"{word}{f' {which}' if which else ''}", *_apart(before, after))


def _is_same(one: object, other: object) -> bool:
    """Whether two things are the same but for rounding."""
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
    """Whether a drawing lies where it lay, in points, or by its cells where they were widened."""
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


def _apart(before: object, after: object) -> tuple[str, str]:
    """What of two things differs, the new one first: of a drawing only what was changed of it."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [key for key in {**before, **after} if not _is_same(before.get(key), after.get(key))]
        before = {key: before.get(key) for key in keys}
        after = {key: after.get(key) for key in keys}
    return _text(after), _text(before)


def _text(held: object) -> str:
    text = (
        "" if held in (None, True, []) else held if isinstance(held, str) else canonical_text(held)
    )
    text = "有" if held is True else text
    return shortened(text)


def _shown(value: object) -> str:
    return "通常" if value is None else "有" if value is True else str(value)


def _formula(text: str | None) -> str | None:
    return None if text is None else f"={text}"
