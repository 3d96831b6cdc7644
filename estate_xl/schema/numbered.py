"""Records that commands number, and the formats of their numbers: `BS{yyyy}{mm}-{n:04}`.

A number is a prefix and a running number, `BS202610-` and `0001`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from estate_xl.spelling import fold

_FORMAT: Final = re.compile(r"(?P<prefix>(?:[^{}\n]|\{(?:yyyy|yy|mm|dd)\})*)\{n(?::0?([1-9]))?\}")
_DATE_PART: Final = re.compile(r"\{(yyyy|yy|mm|dd)\}")
DATE_DIGITS: Final = {"yyyy": 4, "yy": 2, "mm": 2, "dd": 2}
"""Number of digits of each part of a date."""
_ANY_DIGIT: Final = "\0"


class Numbered(NamedTuple):
    """A sheet whose records get numbers.

    Attributes:
        sheet: Key of the sheet.
        column: Key of the column of the number.
        moment: Key of the column of the moment that the number tells.
        setting: Key of the setting that holds the format.
    """

    sheet: str
    column: str
    moment: str
    setting: str


NUMBERED: Final = (
    Numbered("Tickets", "ticket", "registered", "ticket_number_format"),
    Numbered("Complaints", "complaint", "received", "complaint_number_format"),
    Numbered("Inspections", "inspection", "date", "inspection_number_format"),
    Numbered("Renovations", "renovation", "applied", "renovation_number_format"),
    Numbered("Errands", "errand", "received", "errand_number_format"),
    Numbered("WorkPlans", "plan", "starts", "plan_number_format"),
)
NUMBERED_BY_SHEET: Final = {each.sheet: each for each in NUMBERED}


class NumberFormat(NamedTuple):
    """A format of numbers, read.

    Attributes:
        parts: Texts and, at odd places, the date parts `yyyy`, `yy`, `mm` and `dd`.
        width: Fewest digits of the running number; a longer one simply grows.
    """

    parts: tuple[str, ...]
    width: int


def read_format(text: str) -> NumberFormat | None:
    """The format that the text writes; None where it is none.

    The running number is last. Full-width letters and signs count as plain ones.

    >>> read_format("BS{yyyy}{mm}-{n:04}")
    NumberFormat(parts=('BS', 'yyyy', '', 'mm', '-'), width=4)
    """
    match = _FORMAT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    return NumberFormat(tuple(_DATE_PART.split(match["prefix"])), int(match[2] or 1))


def folded_part(part: str, place: int) -> str:
    """A fixed part as `normalise` leaves it before, or between, the digits of a number."""
    return fold(f"0{part}0")[1:-1] if place else fold(f"{part}0")[:-1]


def may_coincide(one: NumberFormat, other: NumberFormat) -> bool:
    """True if a number of the one format can be one of the other too, of any date.

    Leading zeros do not tell running numbers apart, nor upper and lower case letters.

    >>> bs, ts = read_format("BS{yyyy}{mm}-{n:04}"), read_format("TS{yyyy}{mm}-{n:04}")
    >>> may_coincide(bs, ts), may_coincide(bs, read_format("bs2026{mm}-{n}"))
    (False, True)
    """
    short, long = sorted((_characters(one), _characters(other)), key=len)
    same = all(_may_be_same(*pair) for pair in zip(short, long, strict=False))
    return same and all(_may_be_same(_ANY_DIGIT, each) for each in long[len(short) :])


def _characters(pattern: NumberFormat) -> str:
    """The prefix as it is compared, a digit of a date as a mark."""
    return "".join(
        _ANY_DIGIT * DATE_DIGITS[part] if place % 2 else folded_part(part, place)
        for place, part in enumerate(pattern.parts)
    )


def _may_be_same(one: str, other: str) -> bool:
    return one == other or {one, other} - set("0123456789") == {_ANY_DIGIT}
