"""Numbers that were given and that no record has any more: rows that somebody deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.numbering import NumberPattern, highest_numbers, taken_numbers
from estate_xl.schema.numbered import read_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.typed_frames import Tables

MOST_GAPS_NAMED: Final = 5


class MissingNumbers(NamedTuple):
    """Numbers of one series, such as those of a month, that no record has.

    Attributes:
        sheet: Key of the sheet whose format they have.
        gaps: First and last number of each gap, the same where it is one number; the first few.
        total: How many numbers are missing in all.
        is_whole: Whether `gaps` names all of them.
    """

    sheet: str
    gaps: list[tuple[str, str]]
    total: int
    is_whole: bool


@needs(taken_numbers)
def missing_numbers(
    tables: Tables,
    formats: Mapping[str, str],
    marks: Mapping[str, int],
    left: Mapping[str, int] | None = None,
) -> list[MissingNumbers]:
    """Numbers between 1 and the highest of each series that no record of any sheet has.

    The highest is that of the rows or the mark that is kept of it, so that a row deleted at the
    end of the sheet is missed too. A sheet whose format cannot be read misses none.

    Args:
        tables: Tickets, Complaints and Inspections.
        formats: Of `number_formats`, by sheet.
        marks: Highest running number ever given, by prefix.
        left: Highest running number that stayed in the workbook of the year before, by prefix;
            none up to it is missed.
    """
    taken = taken_numbers(tables)
    found: list[MissingNumbers] = []
    for sheet, text in formats.items():
        read = read_format(text)
        if read is None:
            continue
        pattern = NumberPattern(read)
        highest = {
            prefix: mark
            for prefix, mark in highest_numbers(taken, text, marks).items()
            if pattern.owns(prefix)
        }
        gaps = _gaps(pattern.split(taken), highest, left or {})
        found += [
            _named(sheet, pattern, str(prefix), runs) for prefix, runs in gaps.groupby("prefix")
        ]
    return found


def _gaps(there: pd.DataFrame, highest: Mapping[str, int], left: Mapping[str, int]) -> pd.DataFrame:
    """`prefix`, and `first` and `last` running number of each gap up to the highest one."""
    prefixes, marks = list(highest), pd.Series(list(highest.values()), dtype="int64")
    lowest = pd.Series([left.get(prefix, 0) for prefix in prefixes], dtype="int64")
    there = there[there["running"].gt(there["prefix"].map(left).fillna(0))]
    below = pd.DataFrame({"prefix": prefixes, "running": lowest})
    above = pd.DataFrame({"prefix": prefixes, "running": marks + 1})
    ends = pd.concat([there, below, above]).sort_values(["prefix", "running"])
    first = ends.groupby("prefix")["running"].shift() + 1
    gaps = ends.assign(first=first, last=ends["running"] - 1)
    return gaps[gaps["first"].le(gaps["last"])]


def _named(sheet: str, pattern: NumberPattern, prefix: str, gaps: pd.DataFrame) -> MissingNumbers:
    named = [
        (pattern.number(prefix, int(low)), pattern.number(prefix, int(high)))
        for low, high in gaps[["first", "last"]].head(MOST_GAPS_NAMED).itertuples(index=False)
    ]
    total = int((gaps["last"] - gaps["first"] + 1).sum())
    return MissingNumbers(sheet, named, total, is_whole=len(gaps) <= MOST_GAPS_NAMED)
