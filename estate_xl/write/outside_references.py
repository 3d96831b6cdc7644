"""Template sheets whose formulas reach outside of the workbook are refused, with the cell's name.

A template travels with its workbook and is printed, mailed and calculated: what it asks of the
network or of another file would be asked then, by whoever opens the result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine.addresses import FileTextError, parse_address
from estate_xl.errors.codes import ErrorCode
from estate_xl.external_formulas import names_in, what_reaches_out
from estate_xl.write.expressions import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.language import Language

_SHOWN: Final = 60
_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:\.\d*)?[eE][+-]?\d+")


def check_within(template: xw.Sheet, cells: Sequence[Sequence[str]], language: Language) -> None:
    """Refuse a template with a formula that reaches outside, by itself or through a name.

    Args:
        template: The sheet.
        cells: Its formulas and texts from A1, empty ones "".
        language: Of the error.

    Raises:
        TemplateError: likewise; it names the first such cell.
    """
    formulas = [
        (row, column, text)
        for row, texts in enumerate(cells, start=1)
        for column, text in enumerate(texts, start=1)
        if text.startswith("=")
    ]
    words = {word for _, _, text in formulas for word in _names(text)}
    named = _reaching_names(template.book, words) if words else {}
    for row, column, text in formulas:
        what = what_reaches_out(text) or _through(named, text)
        if what is not None:
            place = Place(template.name, row, column, language)
            raise place.error(ErrorCode.REACHES_OUT, what=what[:_SHOWN])


def _names(formula: str) -> Iterator[str]:
    """Words of a formula that may be names, which never look like a cell."""
    for word in names_in(_NUMBER.sub("0", formula.replace("$", ""))):
        try:
            parse_address(word)
        except FileTextError:
            yield word


def _reaching_names(book: xw.Book, words: Collection[str]) -> dict[str, str]:
    """Words for what reaches outside, by the function's name in lower case.

    Args:
        book: The workbook.
        words: Those names that are of interest, in lower case.
    """
    found = {}
    for name in book.names:
        shown = name.name
        word = shown.rpartition("!")[2].casefold()
        what = what_reaches_out(name.refers_to or "") if word in words else None
        if what is not None:
            found[word] = f"{shown} → {what}"
    return found


def _through(named: Mapping[str, str], formula: str) -> str | None:
    if not named:
        return None
    return next((named[name] for name in names_in(formula) if name in named), None)
