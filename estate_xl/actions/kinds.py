"""Kinds of values that options take: how a text is read, and what is said of one that is none."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from estate_xl.dates import FIRST_YEAR, LAST_YEAR, moment_of, month_of
from estate_xl.language import Label, Language
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_TICKETS: Final = 200_000
_MOST_DIGITS: Final = 18
_YEAR: Final = re.compile(r"20\d{2}")
_ANY: Final = Label("「{text}」不對", "“{text}” is not valid")


@dataclass(frozen=True)
class Kind:
    """A kind of values.

    Attributes:
        parse: Reads a text; raises ValueError where it is none of the kind.
        refusal: What is said then, with `{text}`.
        choices: The texts that are allowed, where it is one of a few.
    """

    parse: Callable[[str], Any]
    refusal: Label = _ANY
    choices: tuple[str, ...] = ()


def _month(text: str) -> str:
    month = month_of(text)
    if month is None:
        raise ValueError(text)
    return month


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _moment(text: str) -> dt.datetime:
    found: dt.datetime | None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        found = moment_of(text)
    if found is None or found.tzinfo is not None:
        raise ValueError(text)
    return found


def _moment_of_record(text: str) -> dt.datetime:
    """A moment that a cell's column of times takes."""
    moment = _moment(text)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    return moment


def _subject(text: str) -> str:
    """The title of one of the masters, in zh-Hant, from any spelling."""
    from estate_xl.schema.history import MASTERS  # noqa: PLC0415 - help needs no schema

    for sheet in MASTERS:
        if fold(text) in map(fold, sheet.title.spellings()):
            return sheet.title.hant
    raise ValueError(text)


def _day_or_correction(text: str) -> dt.datetime | str:
    from estate_xl.schema.history import CORRECTION  # noqa: PLC0415 - help needs no schema

    if fold(text) in map(fold, CORRECTION.spellings()):
        return CORRECTION.hant
    moment = _moment_of_record(text)
    if moment.time() != dt.time():
        raise ValueError(text)
    return moment


def _ticket_count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_TICKETS:
        raise ValueError(text)
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise ValueError(text)
    return int(text)


def _version(text: str) -> int:
    if not text.isdecimal() or len(text) > _MOST_DIGITS or int(text) < 1:
        raise ValueError(text)
    return int(text)


def one_of(*choices: str) -> Kind:
    """One of these texts."""

    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return Kind(parse, choices=choices)


FLAG: Final = Kind(bool)
"""Given or not, without a value."""
TEXT: Final = Kind(str)
FILE: Final = Kind(Path)
LANGUAGE: Final = Kind(Language, choices=tuple(Language))
MONTH: Final = Kind(
    _month,
    Label("「{text}」不是月份，請寫成 2026-10 這樣", "“{text}” is no month; write it as 2026-10"),
)
"""A month as `YYYY-MM`, from any spelling that 月份 takes."""
YEAR: Final = Kind(
    _year, Label("「{text}」不是年份，請寫成 2026 這樣", "“{text}” is no year; write it as 2026")
)
"""A year of this century."""
MOMENT: Final = Kind(
    _moment,
    Label(
        "「{text}」不是時刻，請寫成 2026-10-31T08:30 這樣",
        "“{text}” is no moment; write it as 2026-10-31T08:30",
    ),
)
"""A local moment, in every spelling that a cell takes."""
MOMENT_OF_RECORD: Final = Kind(
    _moment_of_record,
    Label(
        f"「{{text}}」不是時刻，請寫成 2026-10-31T08:30 這樣（{FIRST_YEAR} 到 {LAST_YEAR} 年）",
        f"“{{text}}” is no moment; write it as 2026-10-31T08:30 ({FIRST_YEAR} to {LAST_YEAR})",
    ),
)
"""A moment that is written into a record."""
SUBJECT: Final = Kind(
    _subject,
    Label("「{text}」不對，請寫員工、片區或業主", "“{text}” is none of Staff, Zones and Owners"),
)
"""One of the masters, by the title of its sheet."""
DAY_OR_CORRECTION: Final = Kind(
    _day_or_correction,
    Label(
        f"「{{text}}」不是日期，請寫成 2026-11-05 這樣（{FIRST_YEAR} 到 {LAST_YEAR} 年）；"
        "一直如此的寫「更正」",
        f"“{{text}}” is no date; write it as 2026-11-05 ({FIRST_YEAR} to {LAST_YEAR}), or "
        "Correction where it was always so",
    ),
)
"""Since when something holds: a day, or 更正 where it was always so."""
TICKET_COUNT: Final = Kind(
    _ticket_count,
    Label(
        f"「{{text}}」不是 1 到 {_MOST_TICKETS} 的整數",
        f"“{{text}}” is no whole number from 1 to {_MOST_TICKETS}",
    ),
)
"""The number of tickets of a sample."""
SEED: Final = Kind(
    _seed,
    Label(
        f"「{{text}}」不是 {_MOST_DIGITS} 位以內的整數",
        f"“{{text}}” is no whole number of at most {_MOST_DIGITS} digits",
    ),
)
"""A seed of the sample."""
VERSION: Final = Kind(
    _version,
    Label(
        "「{text}」不是版本的編號，請寫成 1、2 這樣", "“{text}” is no number of a version: 1, 2, …"
    ),
)
"""The number of an earlier version, the latest being 1."""
