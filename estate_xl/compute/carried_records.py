"""Which records go into the next year's workbook, as each sheet declares it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.schema import ESTATE_BOOK, Kind, Role
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from estate_xl.schema import Column, Sheet
    from estate_xl.schema.carrying import Filled
    from estate_xl.typed_frames import Tables


def _references(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Its references to sheets of which not all goes along: column and sheet."""
    for column in sheet.columns:
        target = column.reference
        if column.kind is Kind.REFERENCE and target and not ESTATE_BOOK[target].carried.every:
            yield column.key, target


def _ids() -> dict[str, Column]:
    """The column by which a sheet is referred to, of those that go in part."""
    targets = {target for sheet in ESTATE_BOOK.data_sheets() for _, target in _references(sheet)}
    ids = {key: ESTATE_BOOK[key].id_column for key in targets}
    return {key: column for key, column in ids.items() if column is not None}


def _read(sheet: Sheet) -> frozenset[str]:
    """Keys of the columns that decide what of a sheet goes along."""
    keys = {column.key for column in sheet.time_columns}
    keys |= sheet.carried.columns | {key for key, _ in _references(sheet)}
    if sheet.key in _ids():
        keys.add(_ids()[sheet.key].key)
    return frozenset(keys)


@needs(
    **{
        sheet.key: _read(sheet)
        for sheet in ESTATE_BOOK.data_sheets()
        if not sheet.carried.every and sheet.columns
    }
)
def carried_records(tables: Tables, year: int) -> dict[str, pd.Index]:
    """Rows that go into the workbook of a year; sheets of which all goes are not there.

    Args:
        tables: The workbook's.
        year: The year that begins.
    """
    first_day = pd.Timestamp(year, 1, 1)
    partial = [sheet for sheet in ESTATE_BOOK.data_sheets() if not sheet.carried.every]
    goes = {
        sheet.key: _own(sheet, tables[sheet.key], first_day)
        for sheet in partial
        if not sheet.carried.bears
    }
    while _joined(goes, tables):
        pass
    earliest = min([first_day, *_earliest(goes, tables)])
    for sheet in partial:
        if sheet.carried.bears:
            last = _latest(sheet, tables[sheet.key])
            goes[sheet.key] = last.ge(earliest) | last.isna()
    return {sheet.key: goes[sheet.key].index[goes[sheet.key]] for sheet in partial}


def _by_itself(sheet: Sheet) -> Sheet:
    """The sheet without what lets closed records go along."""
    return replace(sheet, carried=replace(sheet.carried, days_before=0, latest_of=""))


@needs(
    **{
        sheet.key: _read(_by_itself(sheet))
        for sheet in ESTATE_BOOK.data_sheets()
        if sheet.carried.why_closed is not None
    }
)
def closed_records(tables: Tables, carried: Mapping[str, pd.Index], year: int) -> dict[str, int]:
    """How many closed records of the years before go along, by sheet that says why.

    Args:
        tables: The workbook's.
        carried: Of `carried_records`.
        year: The year that begins.
    """
    found = {}
    for key, rows in carried.items():
        sheet = ESTATE_BOOK[key]
        if sheet.carried.why_closed is not None:
            frame = tables[key].loc[rows]
            goes = _own(_by_itself(sheet), frame, pd.Timestamp(year, 1, 1))
            found[key] = int((~goes).sum())
    return found


@needs(
    **{
        sheet.key: (sheet.time_columns[0].key,)
        for sheet in ESTATE_BOOK.data_sheets()
        if sheet.role is Role.DAILY and sheet.time_columns and not sheet.carried.along
    }
)
def newest_year(tables: Tables, now: dt.datetime) -> int | None:
    """The year of the newest daily record; None without any. What is dated later is not there."""
    days = [
        next(_times(sheet, tables[sheet.key]))
        for sheet in ESTATE_BOOK.data_sheets()
        if sheet.role is Role.DAILY and sheet.time_columns and not sheet.carried.along
    ]
    there = [each.where(each.le(now)).max() for each in days]
    return max((each.year for each in there if isinstance(each, pd.Timestamp)), default=None)


def _own(sheet: Sheet, frame: pd.DataFrame, first_day: pd.Timestamp) -> pd.Series:
    """Which records go for themselves: those of the new year, open ones, those to look back at."""
    carried = sheet.carried
    last = _latest(sheet, frame)
    since = first_day - pd.Timedelta(days=carried.days_before)
    goes = last.ge(since) | (last.isna() & (carried.along == ""))
    if carried.closings:
        is_open = ~_any(frame, [_all(frame, closing) for closing in carried.closings])
        goes |= is_open & (frame[carried.only_if].notna() if carried.only_if else True)
    if carried.latest_of:
        latest = last.groupby(frame[carried.latest_of]).idxmax()
        goes |= pd.Series(frame.index.isin(latest), index=frame.index)
    return goes


def _all(frame: pd.DataFrame, closing: tuple[Filled, ...]) -> pd.Series:
    found = pd.Series(data=True, index=frame.index)
    for column, word, whole in closing:
        held = frame[column]
        found &= held.notna() if word is None else held.eq(word.hant).fillna(value=False)
        if whole:
            found &= ~held.lt(frame[whole])
    return found


def _any(frame: pd.DataFrame, closed: list[pd.Series]) -> pd.Series:
    return pd.Series(np.logical_or.reduce(closed), index=frame.index)


def _joined(goes: dict[str, pd.Series], tables: Tables) -> bool:
    """Let records go that others refer to, and those that go along with one; True if more do."""
    before = {key: int(held.sum()) for key, held in goes.items()}
    for key in goes:
        for column, target in _references(ESTATE_BOOK[key]):
            named = normalise(tables[key][column])
            ids = normalise(tables[target][_ids()[target].key])
            goes[target] |= ids.isin(named[goes[key]].dropna())
            if column == ESTATE_BOOK[key].carried.along:
                goes[key] |= named.isin(ids[goes[target]].dropna())
    return before != {key: int(held.sum()) for key, held in goes.items()}


def _times(sheet: Sheet, frame: pd.DataFrame) -> Iterator[pd.Series]:
    """The days of the records, a column each; a month is its first day."""
    for column in sheet.time_columns:
        held = frame[column.key]
        if column.kind is Kind.MONTH:
            held = pd.to_datetime(held, format="%Y-%m").astype("datetime64[us]")
        yield held


def _latest(sheet: Sheet, frame: pd.DataFrame) -> pd.Series:
    """The last day that each record tells; missing where it tells none."""
    return pd.concat(list(_times(sheet, frame)), axis=1).max(axis=1)


def _earliest(goes: dict[str, pd.Series], tables: Tables) -> Iterator[pd.Timestamp]:
    """The first day of each sheet's records that go."""
    for key, held in goes.items():
        for times in _times(ESTATE_BOOK[key], tables[key]):
            first = times[held].min()
            if pd.notna(first):
                yield first.normalize()
