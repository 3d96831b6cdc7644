"""Numbers of tickets and complaints: given once, in the order of registration, never again.

A number is a prefix and a running number, `BS202610-` and `0001`. Numbers are compared as
`estate_xl.frames.normalise` does, so that `ｂｓ202610－1` is the first of October too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.errors import EstateError
from estate_xl.frames import normalise
from estate_xl.schema.settings import NUMBER_FORMAT
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.frames import Tables

_DATE_PART: Final = re.compile(r"\{(yyyy|yy|mm|dd)\}")
_DIGITS: Final = {"yyyy": 4, "yy": 2, "mm": 2, "dd": 2}
# What a 64-bit integer surely holds; a longer run of digits is no running number of ours.
_MOST_DIGITS: Final = 18


class NumberPatternError(EstateError):
    """The format of numbers cannot be understood."""

    def __init__(self, text: str) -> None:
        """Take the format as it was typed."""
        super().__init__(
            f"單號格式「{text}」看不懂：請寫成 BS{{yyyy}}{{mm}}-{{n:04}} 的樣子，"
            "其中 {yyyy} 或 {yy} 是年，{mm} 是月，{dd} 是日，"
            "最後的 {n:04} 是流水號，4 是位數（1 至 9）。"
        )


REGISTERS: Final = {"Tickets": ("ticket", "registered"), "Complaints": ("complaint", "received")}
"""Columns of the number and of the moment, by sheet."""


@dataclass(frozen=True)
class NumberPattern:
    """A format of numbers, read.

    Attributes:
        parts: Texts and, at odd places, the date parts `yyyy`, `yy`, `mm` and `dd`.
        width: Fewest digits of the running number; a longer one simply grows.
    """

    parts: tuple[str, ...]
    width: int

    def prefixes(self, moments: pd.Series) -> pd.Series:
        """Prefix of a number registered at each of the moments; none may be missing."""
        prefix = pd.Series("", index=moments.index, dtype="str")
        for place, part in enumerate(self.parts):
            prefix += _date_text(moments, part) if place % 2 else part
        return prefix

    def split(self, numbers: pd.Series) -> pd.DataFrame:
        """Normalised `prefix` and `running` number of those that are of this format.

        The prefix may be of any date: a number tells its own, whatever moment stands beside it.
        Numbers of other formats are left out.
        """
        prefix = "".join(
            f"[0-9]{{{_DIGITS[part]}}}" if place % 2 else re.escape(_between_digits(part, place))
            for place, part in enumerate(self.parts)
        )
        found = normalise(numbers).str.extract(f"^({prefix})0*([0-9]{{1,{_MOST_DIGITS}}})$")
        found = found.set_axis(["prefix", "running"], axis="columns").dropna()
        return found.astype({"prefix": "str", "running": "int64"})


def number_pattern(text: str) -> NumberPattern:
    """The format that the text writes, such as `BS{yyyy}{mm}-{n:04}`.

    The running number stands last. Full-width letters and signs count as plain ones.

    Raises:
        NumberPatternError: the text is no such format.

    >>> number_pattern("BS{yyyy}{mm}-{n:04}")
    NumberPattern(parts=('BS', 'yyyy', '', 'mm', '-'), width=4)
    """
    match = NUMBER_FORMAT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise NumberPatternError(text)
    return NumberPattern(tuple(_DATE_PART.split(match["prefix"])), int(match[2] or 1))


def highest_numbers(
    existing: pd.Series, pattern: str, highest: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Highest running number of each normalised prefix: the mark to keep against deleted rows.

    Args:
        existing: Numbers of the rows that are there.
        pattern: Format of numbers; those of other formats are left out.
        highest: The mark kept so far; it never falls, and its other prefixes stay.

    Raises:
        NumberPatternError: the pattern is no format of numbers.
    """
    found = number_pattern(pattern).split(existing).groupby("prefix")["running"].max()
    kept = pd.Series(highest or {}, dtype="int64")
    kept.index = pd.Index(_plain(pd.Series(kept.index, dtype="str")), dtype="str")
    marks = pd.concat([found, kept]).groupby(level=0).max()
    return {str(prefix): int(mark) for prefix, mark in marks.items()}


def next_numbers(
    existing: pd.Series,
    moments: pd.Series,
    pattern: str,
    highest: Mapping[str, int] | None = None,
) -> pd.Series:
    """New numbers of the rows that have none and whose moment is known, by row.

    They are given in the order of (moment, row). Each prefix goes on from the highest running
    number that any row or `highest` has; a prefix not seen before begins with 1. Numbers that are
    there, of this format or another, are never changed; with none missing, nothing comes out.

    Args:
        existing: Numbers by row, missing where none was given yet.
        moments: When each was registered, of the same rows.
        pattern: Format of numbers, the setting `ticket_number_format`.
        highest: Highest running number ever given, by prefix; upper and lower case are the same.

    Raises:
        NumberPatternError: the pattern is no format of numbers.
    """
    parsed = number_pattern(pattern)
    waiting = moments[existing.isna() & moments.notna()].sort_index().sort_values(kind="stable")
    prefix = parsed.prefixes(waiting)
    plain = _plain(prefix)
    last = plain.map(highest_numbers(existing, pattern, highest)).fillna(0).astype("int64")
    running = last + plain.groupby(plain).cumcount() + 1
    return (prefix + running.astype("str").str.zfill(parsed.width)).sort_index()


def _between_digits(part: str, place: int) -> str:
    """A fixed part as `normalise` leaves it before, or between, the digits of a number."""
    return fold(f"0{part}0")[1:-1] if place else fold(f"{part}0")[:-1]


def _plain(prefixes: pd.Series) -> pd.Series:
    """Prefixes as `normalise` leaves them in front of a running number: a last blank stays."""
    return normalise(prefixes + "0").str[:-1]


def _date_text(moments: pd.Series, part: str) -> pd.Series:
    numbers = {"mm": moments.dt.month, "dd": moments.dt.day}
    text: pd.Series = numbers.get(part, moments.dt.year).astype("str")
    return text.str.zfill(4).str[-_DIGITS[part] :]


def complaint_pattern(pattern: str, complaints: pd.Series) -> str:
    """Format of the complaints' numbers: the tickets' own, under letters the office already uses.

    An office whose latest complaint is `TS202610-0007`, where tickets are `BS202610-0001`, goes on
    with TS; without such a number complaints are numbered as tickets are.

    Args:
        pattern: Format of the tickets' numbers.
        complaints: Numbers of the complaints that are there, in the order of the sheet.

    Raises:
        NumberPatternError: the pattern is no format of numbers.
    """
    parts = number_pattern(pattern).parts
    letters = complaints.dropna().str.extract(r"^(\D+)\d")[0].dropna().drop_duplicates(keep="last")
    for own in reversed(letters.to_list()):
        candidate: str = own + pattern.strip()[len(parts[0]) :]
        plain = unicodedata.normalize("NFKC", candidate)
        if NUMBER_FORMAT.fullmatch(plain) and len(number_pattern(candidate).split(complaints)):
            return candidate
    return pattern


@dataclass(frozen=True)
class Given:
    """New numbers.

    Attributes:
        numbers: By sheet, by row.
        marks: Highest running number of each prefix, these included.
    """

    numbers: dict[str, pd.Series]
    marks: dict[str, int]


def number_registers(
    tables: Tables, waiting: Mapping[str, pd.Index], pattern: str, marks: Mapping[str, int]
) -> Given:
    """Numbers of new tickets and complaints; none is given to one of each.

    Args:
        tables: Tickets and Complaints.
        waiting: By sheet, rows whose cell of the number is empty.
        pattern: The setting `ticket_number_format`.
        marks: Highest running number ever given, by prefix.

    Raises:
        NumberPatternError: the pattern is no format of numbers.
    """
    columns = [tables[key][column] for key, (column, _) in REGISTERS.items()]
    taken = pd.concat(columns, ignore_index=True)
    patterns = {"Tickets": pattern, "Complaints": complaint_pattern(pattern, columns[1])}
    given: dict[str, pd.Series] = {}
    kept = dict(marks)
    for key, (column, moment) in REGISTERS.items():
        kept = highest_numbers(taken, patterns[key], kept)
        records = tables[key].loc[waiting[key]]
        numbers = next_numbers(records[column], records[moment], patterns[key], kept)
        if len(numbers):
            given[key] = numbers
            taken = pd.concat([taken, numbers], ignore_index=True)
    kept = highest_numbers(taken, patterns["Complaints"], kept)
    return Given(given, highest_numbers(taken, pattern, kept))
