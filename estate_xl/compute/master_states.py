"""The masters as they were on a day: today's, taken back through 變更記錄 (R-M3).

員工, 片區 and 業主 hold the state of today. A row of 變更記錄 says from which day on a cell holds
what it holds; `state_on` takes the rows of later days back. A row without a day changes nothing: a
correction was always so, and any other is a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.schema import Kind, terms
from estate_xl.schema.history import MASTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.schema import Column
    from estate_xl.typed_frames import Tables

_SHEETS: Final = {sheet.title.hant: sheet for sheet in MASTERS}


class Span(NamedTuple):
    """Days on which the masters stay as they are.

    Attributes:
        first: The first of them.
        last: The last of them.
        tables: All tables, the masters as they were on these days.
    """

    first: pd.Timestamp
    last: pd.Timestamp
    tables: Tables

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1


@needs(Changes=("date", "subject", "key", "field", "before"))
@needs(Zones=("zone",), Staff=("staff",), Owners=("room",))
def state_on(tables: Tables, day: pd.Timestamp) -> Tables:
    """The tables with the masters as they were at the end of a day (R-M3).

    Of the masters the dated columns that were read are taken back. A zone whose 啟用 was first
    filled in on a later day was not in use before.

    Args:
        tables: The workbook's; frames that nothing is taken back in are the same objects.
        day: The day; its time does not matter.
    """
    changes = tables["Changes"]
    later = changes[changes["date"].gt(day.normalize())]
    later = later.dropna(subset=["subject", "key", "field"])
    if later.empty:
        return tables
    # The latest first, so that the earliest of the later rows has the last word.
    later = later.iloc[::-1].sort_values("date", ascending=False, kind="stable")
    taken_back = dict(tables)
    for subject, rows in later.groupby("subject", sort=False):
        sheet = _SHEETS[str(subject)]
        taken_back[sheet.key] = _taken_back(tables[sheet.key], rows, sheet.columns)
    return taken_back


@needs(state_on)
def spans_of(tables: Tables, first: pd.Timestamp, last: pd.Timestamp) -> Iterator[Span]:
    """The days from the first to the last, in spans on which no master changes.

    Args:
        tables: The workbook's.
        first: First day.
        last: Last day, not before the first.
    """
    dates = tables["Changes"]["date"]
    within = dates[dates.gt(first) & dates.le(last)].dt.normalize()
    begins = [first, *sorted(set(within))]
    for begin, beyond in zip(begins, [*begins[1:], last + pd.Timedelta(days=1)], strict=True):
        yield Span(begin, beyond - pd.Timedelta(days=1), state_on(tables, begin))


def _taken_back(
    frame: pd.DataFrame, rows: pd.DataFrame, columns: tuple[Column, ...]
) -> pd.DataFrame:
    """The masters before these changes, which are in the order in which they are taken back."""
    declared = {column.key: column for column in columns if column.dated and column.key in frame}
    key = next(column.key for column in columns if column.kind is Kind.ID)
    held = frame[key].dropna().iloc[::-1]
    places = dict(zip(held, held.index.tolist(), strict=True))
    found = frame.copy()
    for record, field, before in zip(rows["key"], rows["field"], rows["before"], strict=True):
        if field in declared and record in places:
            found.loc[places[record], field] = _before(before, declared[field])
    return found


def _before(text: object, column: Column) -> str | pd.Timestamp | None:
    if not isinstance(text, str):
        return terms.NO.hant if column.key == "active" else None
    return pd.Timestamp(text) if column.kind is Kind.DATE else text
