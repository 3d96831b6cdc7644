"""The masters as they were on a day: today's, taken back through 變更記錄 (R-M3).

員工, 片區 and 業主 hold the state of today. A row of 變更記錄 says from which day on a cell holds
what it holds; `state_on` takes the rows of later days back. A row without a day changes nothing: a
correction was always so, and any other is a finding.

Two things carry their day in themselves, as long as no row of 變更記錄 is about them: a room was
not moved in before its 入住日期, and a zone was not in use before the month of its first record.
That month counts as a whole; who wants the day puts a row of 啟用. A zone without any record is in
every month, and so are the zones with which the office's records begin. 入職日期 and 離職日期 are
days already, which `staff_scores.employed` reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.schema import ESTATE_BOOK, Kind, Role, terms
from estate_xl.schema.history import CORRECTION, MASTERS
from estate_xl.schema.registers import ZONES
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.schema import Column, Sheet
    from estate_xl.typed_frames import Tables

_SHEETS: Final = {sheet.title.hant: sheet for sheet in MASTERS}
_CORRECTIONS: Final = frozenset(map(fold, CORRECTION.spellings()))


def _day_of_records(sheet: Sheet) -> str | None:
    """The time that says when a record of a zone is of; None where a sheet has no such records."""
    keys = {column.key for column in sheet.columns if column.reference == "Zones"}
    times = [column.key for column in sheet.columns if column.kind.is_time]
    return times[0] if sheet.role is Role.DAILY and "zone" in keys and times else None


ZONE_RECORDS: Final = {
    sheet.key: day
    for sheet in ESTATE_BOOK.data_sheets()
    if (day := _day_of_records(sheet)) is not None
}
"""The sheets whose records are of a zone, and the column of their day."""


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


@needs(Changes=("date", "note"))
def corrections(changes: pd.DataFrame) -> pd.Series:
    """Which rows of 變更記錄 are corrections: without a day, and 更正 in 說明, in any spelling."""
    meant = changes["note"].map(lambda note: isinstance(note, str) and fold(note) in _CORRECTIONS)
    return changes["date"].isna() & meant.astype(bool)


@needs(
    Changes=("date", "subject", "key", "field", "before", "after"),
    Zones=("zone",),
    Staff=("staff",),
    Owners=("room",),
)
def rows_taken_back(tables: Tables, day: pd.Timestamp) -> Tables:
    """The tables with the rows of 變更記錄 that are later than a day taken back, and nothing else.

    Args:
        tables: The workbook's; frames that nothing is taken back in are the same objects.
        day: The day; its time does not matter.
    """
    changes = tables["Changes"]
    is_later = changes["date"].gt(day.normalize())
    later = changes[is_later].dropna(subset=["subject", "key", "field"]) if is_later.any() else None
    if later is None or later.empty:
        return tables
    # The latest first, so that the earliest of the later rows has the last word.
    later = later.iloc[::-1].sort_values("date", ascending=False, kind="stable")
    taken_back = dict(tables)
    for subject, rows in later.groupby("subject", sort=False):
        sheet = _SHEETS[str(subject)]
        taken_back[sheet.key] = _taken_back(tables[sheet.key], rows, sheet.columns)
    return taken_back


@needs(
    Changes=("date", "subject", "key", "field", "before", "after"),
    Zones=("zone",),
    **{sheet: ("zone", day) for sheet, day in ZONE_RECORDS.items()},
)
def zone_beginnings(tables: Tables) -> pd.Series:
    """First days of the zones that were not always there, by zone: of their first record's month.

    Not among them are zones whose first row of 啟用 is a correction or put them in use, as that row
    tells their day, those without any record, and those with which the office's records begin.
    """
    first = _first_records(tables)
    begun = first.to_numpy().astype("datetime64[M]").astype("datetime64[us]")
    months = pd.Series(begun, index=first.index)
    held = months[months.index.isin(tables["Zones"]["zone"].dropna())]
    return held[~held.index.isin(_told(tables)) & held.gt(held.min())]


@needs(zone_beginnings)
def unrecorded_zones(tables: Tables) -> frozenset[str]:
    """Zones that count as always there for want of any record, and of a row about their 啟用."""
    known = set(tables["Zones"]["zone"].dropna())
    return frozenset(known.difference(_first_records(tables).index, _told(tables)))


def _first_records(tables: Tables) -> pd.Series:
    """When the first record of each zone is of, by zone."""
    records = [
        tables[sheet][["zone", day]].set_axis(["zone", "day"], axis=1)
        for sheet, day in ZONE_RECORDS.items()
    ]
    return pd.concat(records).dropna().groupby("zone")["day"].min()


def _told(tables: Tables) -> pd.Series:
    """Zones whose first row of 啟用 is a correction or put them in use."""
    changes = tables["Changes"]
    if changes.empty:
        return changes["key"]
    of_use = changes["subject"].eq(ZONES.title.hant) & changes["field"].eq("active")
    rows = changes[of_use].sort_values("date", kind="stable", na_position="first")
    first_rows = rows.drop_duplicates("key")
    closed_first = first_rows["date"].notna() & values_before(first_rows).ne(terms.NO.hant)
    told: pd.Series = first_rows.loc[~closed_first, "key"].dropna()
    return told


@needs(rows_taken_back, zone_beginnings, Zones=("active",))
def state_on(tables: Tables, day: pd.Timestamp) -> Tables:
    """The tables with the masters as they were at the end of a day (R-M3).

    Of the masters the dated columns that were read are taken back. A zone whose 啟用 was first
    filled in on a later day was not in use before, nor one that began later. Whoever reads 已入住
    reads 入住日期 besides: a room that was moved in later is 否 then.

    Args:
        tables: The workbook's; frames that nothing is taken back in are the same objects.
        day: The day; its time does not matter.
    """
    return _state(tables, day.normalize(), zone_beginnings(tables))


@needs(state_on)
def spans_of(
    tables: Tables,
    first: pd.Timestamp,
    last: pd.Timestamp,
    beginnings: pd.Series | None = None,
) -> Iterator[Span]:
    """The days from the first to the last, in spans on which no person and no zone changes.

    Of rooms that carry their day of moving in themselves, a span has what its first day had.

    Args:
        tables: The workbook's.
        first: First day.
        last: Last day, not before the first.
        beginnings: Of `zone_beginnings`, where the caller has them.
    """
    if beginnings is None:
        beginnings = zone_beginnings(tables)
    dates = pd.concat([tables["Changes"]["date"].dropna().dt.normalize(), beginnings])
    begins = [first, *sorted(set(dates[dates.gt(first) & dates.le(last)]))]
    for begin, beyond in zip(begins, [*begins[1:], last + pd.Timedelta(days=1)], strict=True):
        yield Span(begin, beyond - pd.Timedelta(days=1), _state(tables, begin, beginnings))


def _state(tables: Tables, day: pd.Timestamp, beginnings: pd.Series) -> Tables:
    found = dict(rows_taken_back(tables, day))
    zones = found["Zones"]
    active = zones["active"]
    later = beginnings.index[beginnings.gt(day)]
    if len(later):
        in_use = ~active.eq(terms.NO.hant).fillna(value=False)
        unborn = in_use & zones["zone"].isin(later)
        if unborn.any():
            found["Zones"] = zones.assign(active=active.mask(unborn, terms.NO.hant))
    if {"moved_in", "moved_in_on"} <= set(found["Owners"]):
        rooms = _rooms_moved_in_later(tables, day)
        if len(rooms):
            owners = found["Owners"].copy()
            owners.loc[rooms, "moved_in"] = terms.NO.hant
            found["Owners"] = owners
    return tables if all(found[key] is tables[key] for key in found) else found


def _rooms_moved_in_later(tables: Tables, day: pd.Timestamp) -> pd.Index:
    """Rows of 業主 whose 入住日期 is later than a day, of rooms without a row of 已入住."""
    owners, changes = tables["Owners"], tables["Changes"]
    later = owners["moved_in_on"].gt(day)
    if not later.any():
        return owners.index[:0]
    later &= owners["moved_in"].eq(terms.YES.hant)
    told = changes.loc[changes["field"].eq("moved_in"), "key"]
    rooms: pd.Index = owners.index[later & ~owners["room"].isin(told.dropna())]
    return rooms


def _taken_back(
    frame: pd.DataFrame, rows: pd.DataFrame, columns: tuple[Column, ...]
) -> pd.DataFrame:
    """The masters before these changes, which are in the order in which they are taken back."""
    declared = {column.key: column for column in columns if column.dated and column.key in frame}
    key = next(column.key for column in columns if column.kind is Kind.ID)
    held = frame[key].dropna().iloc[::-1]
    places = dict(zip(held, held.index.tolist(), strict=True))
    found = frame.copy()
    for record, field, before in zip(rows["key"], rows["field"], values_before(rows), strict=True):
        if field in declared and record in places:
            found.loc[places[record], field] = typed_value(before, declared[field])
    return found


@needs(Changes=("field", "before", "after"))
def values_before(changes: pd.DataFrame) -> pd.Series:
    """原值 of rows of 變更記錄; a zone that was put in use from nothing was 否 before.

    One whose empty 啟用 became 否 was in use, as an empty 啟用 is.
    """
    opened = changes["field"].eq("active") & changes["after"].ne(terms.NO.hant)
    return changes["before"].mask(opened & changes["before"].isna(), terms.NO.hant)


def typed_value(text: object, column: Column) -> str | pd.Timestamp | None:
    """A value of 變更記錄 as the frame of its column has it."""
    if not isinstance(text, str):
        return None
    return pd.Timestamp(text) if column.kind is Kind.DATE else text
