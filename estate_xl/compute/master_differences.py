"""What today's masters differ in from what was noted of them, and is not explained (R-M3).

Today's masters are taken back to the end of the month that was noted. A difference is explained by
a row of 變更記錄, dated or a correction; a day that came later explains itself.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.column_needs import needs
from estate_xl.compute.master_notes import masters_of, take_note
from estate_xl.compute.master_states import (
    corrections,
    rows_taken_back,
    state_on,
    unrecorded_zones,
    zone_beginnings,
)
from estate_xl.schema.history import MASTERS
from estate_xl.schema.registers import STAFF, ZONES
from estate_xl.schema.terms import YES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

    from estate_xl.compute.master_notes import Cells, Fields, MasterNote, Value
    from estate_xl.compute.months import Month
    from estate_xl.schema import Sheet
    from estate_xl.typed_frames import Tables

_DAYS: Final = frozenset({"joined", "left", "moved_in_on"})
_LATER: Final = "later"


class Reason(Enum):
    """The way in which a master differs from what was noted of it."""

    UNDATED = auto()
    """A value changed, and nothing says since when."""
    SELF_DATED = auto()
    """A value changed, and carries the day since when."""
    REMOVED = auto()
    """The record is gone."""
    NEW_PERSON = auto()
    """A person without 入職日期 is new."""
    NEW_ZONE = auto()
    """A zone that has neither a record nor a row about its 啟用 is new."""
    BEGUN_LATER = auto()
    """A zone that counted for want of any record has a first one now, and began with it."""


class Difference(NamedTuple):
    """One difference between today's masters and a note.

    Attributes:
        reason: In which way.
        sheet: Key of the sheet.
        key: Key of the record.
        field: Key of the column.
        row: Row of the record; None where it is gone.
        noted: The value noted.
        now: The value that the cell holds, or held on the noted day by the rows of 變更記錄.
    """

    reason: Reason
    sheet: str
    key: str
    field: str
    row: int | None = None
    noted: Value = None
    now: Value = None


@needs(
    take_note,
    state_on,
    rows_taken_back,
    unrecorded_zones,
    zone_beginnings,
    corrections,
    Changes=("date", "subject", "key", "field", "after"),
)
def compare_masters(tables: Tables, note: MasterNote, unread: Cells = ()) -> list[Difference]:
    """The differences between today's masters, at the end of the noted month, and its note.

    Args:
        tables: The workbook's.
        note: What was noted.
        unread: Cells that could not be read; they differ from nothing.
    """
    day = note.month.last_day
    state, back = state_on(tables, day), rows_taken_back(tables, day)
    explained = _Explained(tables["Changes"], day)
    lacking, begun = unrecorded_zones(tables), set(zone_beginnings(tables).index)
    found: list[Difference] = []
    for sheet in MASTERS:
        if len(tables[sheet.key]):
            held = _Held(
                masters_of(tables, sheet, unread),
                {key: fields for key, (_, fields) in masters_of(state, sheet, unread).items()},
                {key: fields for key, (_, fields) in masters_of(back, sheet, unread).items()},
            )
            found += _differences(sheet, held, note, explained)
            if sheet is ZONES:
                found += _beginnings(held, note, lacking, begun & note.unrecorded)
    return found


@needs(compare_masters)
def next_note(
    tables: Tables, month: Month, before: MasterNote | None, unread: Cells = ()
) -> MasterNote:
    """The note of a month that was computed, after that of an earlier one, or of the same one.

    What differs from the note before and is not explained keeps its noted value, so that it is
    asked for until it is dated or mended; what is new and lacks its day is not noted yet. An older
    month leaves the note as it is.

    Args:
        tables: The workbook's.
        month: The month that was computed.
        before: The note that is there.
        unread: Cells that could not be read.
    """
    if before is None:
        return take_note(tables, month, unread)
    if month.first_day < before.month.first_day:
        return before
    taken = take_note(tables, month, unread)
    records = {
        sheet: dict(rows) if len(tables[sheet]) else dict(before.records.get(sheet, {}))
        for sheet, rows in taken.records.items()
    }
    unrecorded = set(taken.unrecorded)
    for found in compare_masters(tables, before, unread):
        rows = records[found.sheet]
        if found.reason in {Reason.NEW_PERSON, Reason.NEW_ZONE}:
            del rows[found.key]
        elif found.reason is Reason.REMOVED:
            rows[found.key] = before.records[found.sheet][found.key]
        elif found.reason is Reason.BEGUN_LATER:
            unrecorded.add(found.key)
            rows[found.key] = {**rows[found.key], found.field: found.noted}
        elif found.reason is Reason.UNDATED:
            rows[found.key] = {**rows[found.key], found.field: found.noted}
    return replace(taken, records=records, unrecorded=frozenset(unrecorded))


class _Held(NamedTuple):
    """The records of a sheet: today, on the noted day, and with rows taken back alone."""

    today: dict[str, tuple[int, dict[str, Value]]]
    then: dict[str, Fields]
    back: dict[str, Fields]


class _Explained:
    """What 變更記錄 explains."""

    def __init__(self, changes: pd.DataFrame, day: pd.Timestamp) -> None:
        always = changes[corrections(changes)]
        dated = changes[changes["date"].le(day)].sort_values("date", kind="stable")
        self._always = set(_places(always))
        self._corrected = {
            (*place, after) for place, after in zip(_places(always), _after(always), strict=True)
        }
        self._dated = dict(zip(_places(dated), _after(dated), strict=True))

    def is_corrected(self, place: tuple[str, str, str], *values: Value) -> bool:
        """True if a correction says that one of the values was always so."""
        return any((*place, value) in self._corrected for value in values)

    def is_dated(self, place: tuple[str, str, str], value: Value) -> bool:
        """True if the last row up to the noted day has that value."""
        return place in self._dated and self._dated[place] == value

    def is_renamed(self, place: tuple[str, str, str]) -> bool:
        """True if a correction is about the key of a record."""
        return place in self._always


def _places(changes: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Sheet, record and column of each row."""
    keys = changes["subject"].map({sheet.title.hant: sheet.key for sheet in MASTERS})
    return zip(keys, changes["key"], changes["field"], strict=True)


def _after(changes: pd.DataFrame) -> list[Value]:
    return [text if isinstance(text, str) else None for text in changes["after"]]


def _differences(
    sheet: Sheet, held: _Held, note: MasterNote, explained: _Explained
) -> Iterator[Difference]:
    assert sheet.id_column is not None  # noqa: S101 - every master has one
    noted, identity = note.records.get(sheet.key, {}), sheet.id_column.key
    for key in noted:
        if key not in held.today and not explained.is_renamed((sheet.key, key, identity)):
            yield Difference(Reason.REMOVED, sheet.key, key, identity, noted=key)
    for key, (row, fields) in held.today.items():
        if key in noted:
            yield from _changed(sheet, key, held, note, explained)
        elif sheet is STAFF and fields.get("joined", "") is None:
            yield Difference(Reason.NEW_PERSON, sheet.key, key, "joined", row)


def _beginnings(
    held: _Held, note: MasterNote, lacking: Collection[str], begun: Collection[str]
) -> Iterator[Difference]:
    """New zones of which nothing says since when, and those that counted before they began."""
    noted = note.records.get(ZONES.key, {})
    for key, (row, fields) in held.today.items():
        now = fields.get("active")
        if key not in noted and key in lacking:
            yield Difference(Reason.NEW_ZONE, ZONES.key, key, "active", row, None, now)
        elif key in begun and noted[key].get("active") == YES.hant:
            yield Difference(Reason.BEGUN_LATER, ZONES.key, key, "active", row, YES.hant, now)


def _changed(
    sheet: Sheet, key: str, held: _Held, note: MasterNote, explained: _Explained
) -> Iterator[Difference]:
    """The fields of a record that differ from what was noted of it."""
    noted = note.records[sheet.key][key]
    row, today = held.today[key]
    then, back = held.then[key], held.back[key]
    limit = f"{note.month.last_day:%Y-%m-%d}"
    for field, now in today.items():
        if field not in noted:
            continue
        place, before = (sheet.key, key, field), noted[field]
        facts = (sheet.key, key, field, row, before)
        if _effect(field, then[field], limit) == _effect(field, before, limit):
            if now != before and back[field] == now:
                yield Difference(Reason.SELF_DATED, *facts, now)
        elif field == "moved_in_on" and before is None and _same(then, noted, "moved_in"):
            continue  # a day that was not known is filled in
        elif not (
            then[field] != back[field]  # carries its day in itself
            or explained.is_corrected(place, now, then[field])
            or explained.is_dated(place, then[field])
        ):
            yield Difference(Reason.UNDATED, *facts, then[field])


def _same(one: Fields, other: Fields, field: str) -> bool:
    return one.get(field) == other.get(field)


def _effect(field: str, value: Value, limit: str) -> Value:
    """A value as the noted month counts it: one day to come is like another."""
    if field not in _DAYS:
        return value
    if value is None:
        return _LATER if field == "left" else None
    return _LATER if value > limit else value
