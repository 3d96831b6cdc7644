"""Telephone numbers within free texts, their middle hidden.

Known are mainland mobiles, landlines with an area code, eight digits as Macau and Hong Kong have
them, numbers behind a country's code, and what follows a word such as 電話; in any width, whole or
in the groups that people write. Numbers of tickets, dates, rooms and cards are none: letters or
further digits are beside them, or they can be read as a day or as two flats of a floor.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import chain
from typing import Final

_HIDDEN: Final = "*"
_EIGHT_DIGITS: Final = 8
_TOP_FLOOR, _LAST_FLAT = 60, 20
_YEARS: Final = range(1990, 2100)
_PLAIN: Final = str.maketrans(
    "０１２３４５６７８９（）＋．：‐‑‒–—－−\u00a0\u2009\u202f\u3000",
    "0123456789()+.:-------    ",
)

_GAP: Final = "[ .-]?"
_END: Final = r"(?![0-9A-Za-z*])(?!\.[0-9])"
_WHOLE_END: Final = rf"{_END}(?!-[0-9])"
_MOBILE: Final = re.compile(
    r"(?<![0-9A-Z*])(?<![0-9A-Z]-)(?<![0-9][0-9]\.)(?:86[ -]?)?"
    rf"(?:1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|1[3-9][0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}})"
    rf"{_WHOLE_END}"
)
_LANDLINE: Final = re.compile(
    r"(?<![0-9A-Za-z*.])(?<![0-9A-Za-z]-)"
    r"(?:(?:86[ -]?)?\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?|86[ -][1-9][0-9]{1,2})"
    rf"{_GAP}[2-9][0-9]{{2,3}}{_GAP}[0-9]{{4}}{_END}"
)
_ABROAD: Final = re.compile(
    r"(?<![0-9A-Za-z*])(?:\+ ?[0-9]|00(?:86|85[23]))(?:[ ().-]{0,2}[0-9]){6,13}" + _WHOLE_END
)
_AFTER_A_WORD: Final = re.compile(
    r"(?:電話|电话|手機|手机|座機|座机|聯繫方式|联系方式|熱線|热线|微信|whatsapp|wechat|telephone|phone"
    r"|mobile|tel)(?:號碼|号码|號|号| ?no)?\.?[ :是為为]*"
    r"(?!(?:19|20)[0-9]{2}[ ./-][0-9]{1,2}[ ./-])"
    r"(?P<number>[+(]*[0-9](?:[ ().-]{0,2}[0-9]){6,14})" + _WHOLE_END,
    re.IGNORECASE,
)
_SHORT: Final = re.compile(
    r"(?<![0-9A-Za-z*.])(?<![0-9A-Za-z]-)(?P<code>85[23][ -])?"
    r"(?P<first>2[1-9][0-9]{2}|[35-9][0-9]{3})(?P<gap>[ -]?)(?P<last>[0-9]{4})"
    + _WHOLE_END
    + "(?! ?(?:元|圓|圆|塊|块|萬|万|房|室|戶|户|單元|单元|號樓|号楼|號房|号房"
    + "|棟|栋|幢|座|樓|楼|層|层|%|㎡|平))"
)
"""A number of Macau or Hong Kong; 20… is a year's."""


def mask_phones(text: str) -> str:
    """The text with the middle of every telephone number hidden; a masked one stays as it is.

    >>> mask_phones("業主電話１３８ 0000 1111，座機(0755)8654 1234轉8；BS202610-0003，20261005")
    '業主電話１３８ **** 1111，座機(0755)86** **34轉8；BS202610-0003，20261005'
    >>> mask_phones("致電6123-4567或+853 2833 3333，2501-2502漏水")
    '致電61**-**67或+853 28** **33，2501-2502漏水'
    """
    plain = text.translate(_PLAIN)
    spans = chain(
        (found.span() for kind in (_MOBILE, _LANDLINE, _ABROAD) for found in kind.finditer(plain)),
        (found.span("number") for found in _AFTER_A_WORD.finditer(plain)),
        (found.span() for found in _SHORT.finditer(plain) if not _is_other(found)),
    )
    hidden = {place for span in spans for place in _middle(plain, *span)}
    return "".join(_HIDDEN if place in hidden else char for place, char in enumerate(text))


def _is_other(found: re.Match[str]) -> bool:
    """True if eight digits are a day, or two flats."""
    first, last = found["first"], found["last"]
    if found["code"]:
        return False
    if not found["gap"]:
        return _is_day(first + last, "%Y%m%d") or _is_day(first + last, "%d%m%Y")
    return found["gap"] == "-" and first < last and _is_flat(first) and _is_flat(last)


def _is_day(digits: str, form: str) -> bool:
    try:
        day = dt.datetime.strptime(digits, form)  # noqa: DTZ007 - only whether it is a day
    except ValueError:
        return False
    return day.year in _YEARS


def _is_flat(digits: str) -> bool:
    floor, flat = int(digits[:2]), int(digits[2:])
    return floor <= _TOP_FLOOR and 0 < flat <= _LAST_FLAT


def _middle(plain: str, start: int, end: int) -> list[int]:
    """Places of the digits to hide: a mobile's four after the third, else all but the outer two."""
    places = [place for place in range(start, end) if plain[place].isdecimal()]
    digits = "".join(plain[place] for place in places)
    if re.search(r"(?:^|86)1[3-9][0-9]{9}$", digits):
        return places[-8:-4]
    return places[-6:-2] if len(places) >= _EIGHT_DIGITS else places[-5:-2]
