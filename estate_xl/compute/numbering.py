"""Numbers of tickets, complaints and inspections: given once, in order of time, never again.

A number is a prefix and a running number, `BS202610-` and `0001`. Numbers are compared as
`estate_xl.typed_frames.normalise` does, so that `ｂｓ202610－1` is the first of October too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import EstateError
from estate_xl.schema.numbered import (
    DATE_DIGITS,
    NUMBERED,
    NUMBERED_BY_SHEET,
    folded_part,
    may_coincide,
    read_format,
)
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.schema import OfficeSettings
    from estate_xl.schema.numbered import NumberFormat
    from estate_xl.typed_frames import Tables

# What a 64-bit integer surely holds; a longer run of digits is no running number of ours.
_MOST_DIGITS: Final = 18
_DUTIES: Final = frozenset(register.key for register in OFFICE_REGISTERS)


class NumberPatternError(EstateError):
    """The format of numbers cannot be understood."""

    def __init__(self, text: str) -> None:
        """Take the format as it was typed."""
        super().__init__(ErrorCode.NUMBER_FORMAT, text=text)


@dataclass(frozen=True)
class NumberPattern:
    """A format of numbers, and what it makes of moments and of numbers."""

    format: NumberFormat

    def prefixes(self, moments: pd.Series) -> pd.Series:
        """Prefix of a number registered at each of the moments; none may be missing."""
        prefix = pd.Series("", index=moments.index, dtype="str")
        for place, part in enumerate(self.format.parts):
            prefix += _date_text(moments, part) if place % 2 else part
        return prefix

    def split(self, numbers: pd.Series) -> pd.DataFrame:
        """Normalised `prefix` and `running` number of those that are of this format.

        The prefix may be of any date: a number tells its own, whatever moment is beside it.
        Numbers of other formats are left out.
        """
        split = re.compile(f"({self._prefix()})0*([0-9]{{1,{_MOST_DIGITS}}})").fullmatch
        folded = normalise(numbers).dropna()
        found = pd.Series(
            map(split, folded.to_numpy()), index=folded.index, dtype="object"
        ).dropna()
        parts = {
            "prefix": [match[1] for match in found],
            "running": [int(match[match.re.groups]) for match in found],
        }
        frame = pd.DataFrame(parts, index=found.index)
        return frame.astype({"prefix": "str", "running": "int64"})

    def owns(self, prefix: str) -> bool:
        """True if a normalised prefix is of this format."""
        return re.fullmatch(self._prefix(), prefix) is not None

    def number(self, prefix: str, running: int) -> str:
        """The number of that normalised prefix, in the format's own letters.

        Raises:
            ValueError: the prefix is of another format.
        """
        match = re.fullmatch(self._prefix(), prefix)
        if match is None:
            raise ValueError(prefix)
        dates = iter(match.groups())
        parts = enumerate(self.format.parts)
        spelled = "".join(next(dates) if place % 2 else part for place, part in parts)
        return f"{spelled}{running:0{self.format.width}}"

    def _prefix(self) -> str:
        """Of normalised prefixes of any date, a group for each part of it."""
        return "".join(
            f"([0-9]{{{DATE_DIGITS[part]}}})" if place % 2 else re.escape(folded_part(part, place))
            for place, part in enumerate(self.format.parts)
        )


def number_pattern(text: str) -> NumberPattern:
    """The format that the text writes, such as `BS{yyyy}{mm}-{n:04}`.

    Raises:
        NumberPatternError: the text is no such format.
    """
    read = read_format(text)
    if read is None:
        raise NumberPatternError(text)
    return NumberPattern(read)


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
        pattern: Format of numbers.
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
    return (prefix + running.astype("str").str.zfill(parsed.format.width)).sort_index()


def _plain(prefixes: pd.Series) -> pd.Series:
    """Prefixes as `normalise` leaves them in front of a running number: a last blank stays."""
    return normalise(prefixes + "0").str[:-1]


def _date_text(moments: pd.Series, part: str) -> pd.Series:
    numbers = {"mm": moments.dt.month, "dd": moments.dt.day}
    text: pd.Series = numbers.get(part, moments.dt.year).astype("str")
    return text.str.zfill(4).str[-DATE_DIGITS[part] :]


@needs(
    Complaints=("complaint",),
    **{each.sheet: (each.column,) for each in NUMBERED if each.sheet in _DUTIES},
)
def number_formats(tables: Tables, settings: OfficeSettings) -> dict[str, str]:
    """Format of the numbers of each sheet, as 參數 says; none of a register that is not used.

    Complaints of a workbook without the setting `complaint_number_format` go on under the letters
    that they have, as an earlier version gave them: those of the office, followed by what follows
    the tickets' letters. Letters that tickets or inspections could have too are not gone on with.

    Args:
        tables: Complaints, in the order of the sheet, and the registers of duties.
        settings: The office's.
    """
    formats = {
        each.sheet: settings.text(each.setting)
        for each in NUMBERED
        if each.sheet not in _DUTIES or len(tables[each.sheet][each.column])
    }
    if NUMBERED_BY_SHEET["Complaints"].setting not in settings.given:
        own = _own_format(formats, tables["Complaints"]["complaint"])
        formats["Complaints"] = own or formats["Complaints"]
    return formats


def clashing_formats(formats: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of sheets whose formats could give the same number, the later sheet first."""
    read = {sheet: read_format(text) for sheet, text in formats.items()}
    return [
        (later, earlier)
        for earlier, later in combinations(formats, 2)
        if (one := read[earlier]) and (other := read[later]) and may_coincide(one, other)
    ]


def _own_format(formats: Mapping[str, str], complaints: pd.Series) -> str | None:
    """The tickets' format under the complaints' latest letters; None where they have none."""
    tickets = read_format(formats["Tickets"])
    if tickets is None:
        return None
    rest = unicodedata.normalize("NFKC", formats["Tickets"]).strip()[len(tickets.parts[0]) :]
    letters = complaints.dropna().str.extract(r"^(\D+)\d")[0].dropna().drop_duplicates(keep="last")
    for own in reversed(letters.to_list()):
        candidate = f"{own}{rest}"
        read = read_format(candidate)
        clashes = clashing_formats({**formats, "Complaints": candidate})
        is_free = not any("Complaints" in pair for pair in clashes)
        if read and is_free and len(NumberPattern(read).split(complaints)):
            return candidate
    return None


@dataclass(frozen=True)
class Given:
    """New numbers.

    Attributes:
        numbers: By sheet, by row.
        marks: Highest running number of each prefix, these included.
    """

    numbers: dict[str, pd.Series]
    marks: dict[str, int]


@needs(**{each.sheet: (each.column, each.moment) for each in NUMBERED})
def number_records(
    tables: Tables,
    waiting: Mapping[str, pd.Index],
    formats: Mapping[str, str],
    marks: Mapping[str, int],
) -> Given:
    """Numbers of new records; none is given to two of them, on whatever sheets.

    Args:
        tables: Tickets, Complaints and Inspections.
        waiting: By sheet, rows whose cell of the number is empty; a sheet left out gets none.
        formats: Of `number_formats`, by sheet.
        marks: Highest running number ever given, by prefix.

    Raises:
        NumberPatternError: a format cannot be read.
    """
    taken = taken_numbers(tables)
    given: dict[str, pd.Series] = {}
    kept = dict(marks)
    for sheet, rows in waiting.items():
        _, column, moment, _ = NUMBERED_BY_SHEET[sheet]
        kept = highest_numbers(taken, formats[sheet], kept)
        records = tables[sheet].loc[rows]
        numbers = next_numbers(records[column], records[moment], formats[sheet], kept)
        if len(numbers):
            given[sheet] = numbers
            kept = highest_numbers(numbers, formats[sheet], kept)
    return Given(given, kept)


@needs(**{each.sheet: (each.column,) for each in NUMBERED})
def taken_numbers(tables: Tables) -> pd.Series:
    """All numbers that records have."""
    columns = [tables[each.sheet][each.column] for each in NUMBERED]
    return pd.concat(columns, ignore_index=True).dropna()
