"""Number formats: the built-in ones, and which of them show dates."""

from __future__ import annotations

import re

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "m/d/yyyy"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss"),
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
_EAST_ASIAN = frozenset({27, 28, 29, 30, 31, 32, 33, 34, 35, 36, *range(50, 59)})
NUMBER_OF = {code: number for number, code in BUILT_IN.items() if number not in _EAST_ASIAN}

_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*(?:\]|\Z)', re.IGNORECASE)
_LETTERS = re.compile(r"AM/PM|A/P|[ymdhsegb]", re.IGNORECASE)


def kind_of(code: str) -> str:
    """`date`, `time` or `number`: what a number shown in that format is taken for.

    Months stand alone, minutes beside hours or seconds. A mere time or duration is no date: Excel
    hands such values over as numbers.

    >>> kind_of("yyyy-mm-dd"), kind_of("h:mm"), kind_of('0"d"'), kind_of("[h]:mm"), kind_of("mmm")
    ('date', 'time', 'number', 'time', 'date')
    """
    if code == "General":
        return "number"
    plain = _SILENT.sub("", code.split(";", maxsplit=1)[0])
    if "general" in plain.lower():
        return "number"
    letters = {match[0].lower() for match in _LETTERS.finditer(plain)}
    if letters & {"y", "d", "e", "g", "b"} and not _is_exponent(plain):
        return "date"
    if letters & {"h", "s", "am/pm", "a/p"}:
        return "time"
    return "date" if "m" in letters else "number"


def _is_exponent(plain: str) -> bool:
    return re.search(r"[0#?]E[+-]", plain, re.IGNORECASE) is not None
