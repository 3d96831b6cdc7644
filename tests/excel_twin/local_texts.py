"""What Chinese and German Excel say otherwise: formulas and number formats of the `Local` members.

Chinese Excel has English functions, a comma between arguments and a point before decimals; German
Excel a semicolon, a comma, and functions of its own, which the twin does not know.
"""

from __future__ import annotations

import re
from typing import Any

from excel_twin.dispatcher import UnknownMember

LANGUAGES = "en", "zh", "de"
_GENERAL = {"en": "General", "zh": "G/通用格式", "de": "Standard"}
_WORDS = {
    "no cells": {
        "en": "No cells were found.",
        "zh": "未找到单元格。",
        "de": "Es wurden keine Zellen gefunden.",
    },
    "protected": {
        "en": "The cell or chart you're trying to change is on a protected sheet.",
        "zh": "您试图更改的单元格或图表位于受保护的工作表中。",
        "de": "Die Zelle oder das Diagramm befindet sich auf einem schreibgeschützten Blatt.",
    },
}


def words(key: str, language: str) -> str:
    """Excel's words of an error."""
    return _WORDS[key][language]


def local_formulas(found: Any, language: str) -> Any:
    """Formulas as the user types them. MS Range.FormulaLocal."""
    if isinstance(found, tuple):
        return tuple(tuple(local_formulas(each, language) for each in row) for row in found)
    if language != "de" or not isinstance(found, str):
        return found
    if re.search(r"[A-Z]\(|\"|'|,", found):
        raise UnknownMember(f"Range.FormulaLocal of {found!r} in German")
    return re.sub(r"(?<=\d)\.(?=\d)", ",", found)


def local_number_format(code: str | None, language: str) -> str | None:
    """A number format as the user types it. MS Range.NumberFormatLocal."""
    if code is None or code == "General":
        return None if code is None else _GENERAL[language]
    if language != "de":
        return code
    if not re.fullmatch(r"[#0.,%]+", code):
        raise UnknownMember(f"Range.NumberFormatLocal of {code!r} in German")
    return code.translate(str.maketrans(".,", ",."))
