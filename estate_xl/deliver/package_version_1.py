"""Packages of the first form, whose manifest knew numbers and texts but not how they look.

What hides a number is told by itself there: a format without digits, ink in the colour of the
paper, a row without height, a formula that is computed of nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.package_differences import FORMULA, HIDDEN, LOOK, REACH, Difference
from estate_xl.deliver.visible_content import COLUMN, ROW
from estate_xl.engine.addresses import column_letters, parse_address
from estate_xl.external_formulas import what_reaches_out
from estate_xl.language import Label, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.deliver.appearance import Sight
    from estate_xl.deliver.manifest import Manifest

_LITERAL: Final = re.compile(r'"[^"]*+"|\\.|_.|\*.|\[[^\[\]]*+\]')
_SHOWING: Final = re.compile(r"[0#?@]|general|[ymdhseg]", re.IGNORECASE)
_CITED: Final = re.compile(r"[A-Za-z]{1,3}\$?\d")
_PAPER: Final = "FFFFFF"
_LEAST_CONTRAST: Final = 40
_LEAST_SIZE: Final = 5
_LEAST_HEIGHT, _LEAST_WIDTH = 4, 1
_SEEN: Final = Label("看得見", "to be seen")
_FORMAT: Final = Label("數字格式 {code}", "number format {code}")
_SHOWING_FORMAT: Final = Label("顯示數字的格式", "a format that shows the number")
_UNSEEN_INK: Final = Label(
    "字色與底色一樣，或字太小", "ink in the colour of the paper, or too small"
)
_SEEN_INK: Final = Label("看得見的字", "ink that can be seen")


def judge_looks(sight: Sight, manifest: Manifest) -> Iterator[Difference]:
    """Differences that hide a number or a text, and formulas that nobody packed."""
    for title, sheet in sight.sheets.items():
        for place, seen in sheet.cells.items():
            row, column = parse_address(place)
            is_packed = title == manifest.title and place in manifest.formulas
            if seen.formula is not None and not is_packed:
                text = f"={seen.formula}"
                if what_reaches_out(seen.formula):
                    yield Difference(REACH, title, place, text)
                elif title != manifest.title or seen.value in {None, ""} or not _CITED.search(text):
                    yield Difference(FORMULA, title, place, text)
            if sheet.sizes.row(row) < _LEAST_HEIGHT:
                where = Phrase(ROW, {"row": row})
                yield Difference(HIDDEN, title, where, sheet.sizes.row(row), _SEEN)
            if sheet.sizes.column(column) < _LEAST_WIDTH:
                where = Phrase(COLUMN, {"column": column_letters(column)})
                yield Difference(HIDDEN, title, where, sheet.sizes.column(column), _SEEN)
            code = seen.look.get("code", "")
            if isinstance(seen.value, float) and code and not _shows(code):
                found = Phrase(_FORMAT, {"code": str(code)})
                yield Difference(LOOK, title, place, found, _SHOWING_FORMAT)
            if seen.value is not None and _is_unseen(seen.look):
                yield Difference(LOOK, title, place, _UNSEEN_INK, _SEEN_INK)


def _shows(code: str) -> bool:
    """True if a number format shows the number, in the section of positive numbers."""
    return _SHOWING.search(_LITERAL.sub("", code).split(";")[0]) is not None


def _is_unseen(look: dict[str, object]) -> bool:
    ink, fill = str(look.get("colour", "000000")), str(look.get("fill", _PAPER))
    size = look.get("size", 11)
    if isinstance(size, float) and size < _LEAST_SIZE:
        return True
    if len(fill) != len(_PAPER):
        return False
    pairs = ((int(ink[at : at + 2], 16), int(fill[at : at + 2], 16)) for at in (0, 2, 4))
    return sum(abs(a - b) for a, b in pairs) < _LEAST_CONTRAST
