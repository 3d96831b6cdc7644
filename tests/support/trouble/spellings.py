"""What people and other programs write for the same: dates, numbers, names."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from estate_xl.schema import Kind, Language
from support.packages import BOOK
from support.trouble.draft import DATES, NUMBERS, Draft, office
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from support.trouble.draft import At

_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's times have no zone
_DAYS_BEFORE_1904 = 1462
_TEXTS = frozenset({Kind.ID, Kind.CHOICE, Kind.REFERENCE})
_WIDE = str.maketrans("0123456789-:/. ", "０１２３４５６７８９－：／．　")
_HALVES = ("上午", "下午")


def _twelve(moment: dt.datetime) -> str:
    return f"{_HALVES[moment.hour >= 12]}{moment.hour % 12 or 12}:{moment:%M}"


_SPELLINGS: dict[str, object] = {
    "iso": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "iso-t": lambda at: f"{at:%Y-%m-%dT%H:%M:%S}",
    "slashes": lambda at: f"{at.year}/{at.month}/{at.day} {at.hour}:{at:%M}",
    "dots": lambda at: f"{at.year}.{at.month}.{at.day} {at:%H:%M}",
    "chinese": lambda at: f"{at.year}年{at.month}月{at.day}日 {at.hour}時{at:%M}分",
    "chinese-halves": lambda at: f"{at.year}年{at.month}月{at.day}日 {_twelve(at)}",
    "simplified": lambda at: f"{at.year}年{at.month}月{at.day}号 {at.hour}点{at:%M}分",
    "full-width": lambda at: f"{at:%Y-%m-%d %H:%M}".translate(_WIDE),
    "ideographic-blanks": lambda at: f"\u3000{at:%Y/%m/%d}\u3000{at:%H:%M}\u3000",
    "english-halves": lambda at: f"{at:%Y-%m-%d %I:%M %p}",
    "eight-digits": lambda at: f"{at:%Y%m%d %H:%M}",
    "seconds": lambda at: f"{at:%Y-%m-%d %H:%M:%S}.000",
    "blanks-within": lambda at: f"{at.year} 年 {at.month} 月 {at.day} 日 {at:%H:%M}",
    "zero-width": lambda at: f"\u200b{at:%Y-%m-%d %H:%M}\ufeff",
    "weekday": lambda at: f"{at:%Y-%m-%d} 星期{'一二三四五六日'[at.weekday()]} {at:%H:%M}",
}


@kinds(Expect.SAME, _SPELLINGS)
def dates_spelled(_: random.Random, spell: Callable[[dt.datetime], str]) -> bytes:
    """Every date of the office as text."""
    draft = Draft()
    draft.change_kinds(DATES, lambda at: _respelled(at, spell))
    return draft.file()


@kind(Expect.SAME)
def dates_from_1904(_: random.Random) -> bytes:
    draft = Draft()
    draft.swap(BOOK, "<workbookPr/>", '<workbookPr date1904="1"/>')
    draft.change_kinds(
        DATES, lambda at: at.typed("", repr(float(at.value or 0) - _DAYS_BEFORE_1904))
    )
    return draft.file()


@kind(Expect.SAME)
def dates_of_strict_files(_: random.Random) -> bytes:
    """Dates as ISO texts of their own type, as strict OOXML holds them."""
    draft = Draft()
    draft.change_kinds(DATES, lambda at: at.typed("d", f"{_moment(at):%Y-%m-%dT%H:%M:%S}"))
    return draft.file()


@kind(Expect.SAME)
def dates_without_their_format(_: random.Random) -> bytes:
    """Dates pasted as plain numbers."""
    draft = Draft()
    draft.change_kinds(DATES, lambda at: f' s="0"><v>{at.value!r}</v>')
    return draft.file()


@kinds(
    Expect.SAME,
    {
        "text": lambda text: text,
        "full-width": lambda text: text.translate(_WIDE),
        "blanks": lambda text: f" {text}\u3000",
        "hard-blanks": lambda text: f"\u00a0{text}\u00a0",
        "zero-width": lambda text: f"{text}\u200b",
        "plus": lambda text: f"+{text}",
        "zeros": lambda text: f"00{text}",
    },
)
def numbers_as(_: random.Random, spell: Callable[[str], str]) -> bytes:
    draft = Draft()
    draft.change_kinds(NUMBERS, lambda at: at.holding(spell(_number(at))))
    return draft.file()


@kinds(
    Expect.SAME,
    {
        "blanks": lambda text: f"  {text} ",
        "ideographic-blanks": lambda text: f"\u3000{text}\u3000",
        "hard-blanks": lambda text: f"\u00a0{text}\u00a0",
        "zero-width": lambda text: f"\u200b{text}\ufeff",
        "line-break": lambda text: f"{text}\n",
        "full-width": lambda text: text.translate(_WIDE),
        "bidi": lambda text: f"\u202a{text}\u202c",
        "decomposed": lambda text: unicodedata.normalize("NFD", text),
    },
)
def names_with(_: random.Random, spell: Callable[[str], str]) -> bytes:
    """Numbers of records, choices and references, spelled otherwise."""
    draft = Draft()
    draft.change_kinds(_TEXTS, lambda at: at.holding(spell(str(at.value))))
    return draft.file()


@kind(Expect.SAME)
def simplified_choices(_: random.Random) -> bytes:
    """Choices in simplified characters under traditional headers."""
    import opencc  # noqa: PLC0415 - only here

    convert = opencc.OpenCC("t2s").convert
    draft = Draft()
    draft.change_kinds(frozenset({Kind.CHOICE}), lambda at: at.holding(convert(str(at.value))))
    return draft.file()


@kinds(Expect.SAME, {"hans": Language.HANS, "en": Language.EN})
def workbook_in(_: random.Random, language: Language) -> bytes:
    return office(language)


@kinds(
    Expect.SAME,
    {
        "dot": lambda month: month.replace("-", "."),
        "slash": lambda month: month.replace("-", "/"),
        "chinese": lambda month: re.sub(r"(\d+)-0?(\d+)", r"\1年\2月", month),
        "full-width": lambda month: month.translate(_WIDE),
        "six-digits": lambda month: month.replace("-", ""),
        "first-day": lambda month: f"{month}-01",
    },
)
def months_spelled(_: random.Random, spell: Callable[[str], str]) -> bytes:
    draft = Draft()
    draft.change("MonthlyScores", "month", lambda at: at.holding(spell(str(at.value))))
    return draft.file()


@kinds(
    Expect.SAME,
    {
        "commas": "，",
        "semicolons": "；",
        "blanks": " ",
        "lines": "\n",
    },
)
def codes_parted_by(_: random.Random, mark: str) -> bytes:
    draft = Draft()
    draft.change(
        "Inspections", "findings", lambda at: at.holding(str(at.value).replace("、", mark))
    )
    return draft.file()


@kind(Expect.READ)
def codes_parted_by_slashes(_: random.Random) -> bytes:
    """A slash may stand within a code: it parts nothing, and the finding says so."""
    draft = Draft()
    draft.change("Inspections", "findings", lambda at: at.holding(str(at.value).replace("、", "/")))
    return draft.file()


def _moment(at: At) -> dt.datetime:
    assert isinstance(at.value, float)
    return _EPOCH + dt.timedelta(days=int(at.value), seconds=round(at.value % 1 * 86_400))


def _respelled(at: At, spell: Callable[[dt.datetime], str]) -> str | None:
    return at.holding(spell(_moment(at))) if isinstance(at.value, float) else None


def _number(at: At) -> str:
    value = at.value
    return f"{value:g}" if isinstance(value, float) else str(value)
