"""The masters at the end of a month, as month-end notes them (R-M3).

A note holds the dated columns of every record. Whoever checks later takes today's masters back to
that day (`master_differences`): what differs then was changed without a day.

Values are texts as 變更記錄 has them: keys, choices in zh-Hant, days as `YYYY-MM-DD`. 啟用 that is
empty is 是.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.appraisal_numbers import note_text
from estate_xl.compute.master_states import state_on, unrecorded_zones
from estate_xl.compute.months import Month
from estate_xl.schema import Kind, terms
from estate_xl.schema.history import MASTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from estate_xl.schema import Column, Sheet
    from estate_xl.typed_frames import Tables

Value: TypeAlias = str | None
Fields: TypeAlias = "Mapping[str, Value]"
"""Values by the key of their column; of a cell that could not be read there is none."""
Cells: TypeAlias = "Collection[tuple[str, int | None, str | None]]"
"""Sheet, row and column of what could not be read; no row means the whole column."""

_UNREAD: Final = 0
"""In the place of a value that could not be read."""


@dataclass(frozen=True)
class MasterNote:
    """The masters at the end of a month.

    Attributes:
        month: The month.
        records: By the key of the sheet and the key of the record.
        unrecorded: Zones that counted as always there for want of any record.
        changes: The dated rows of 變更記錄: day, subject, key and field of each.
    """

    month: Month
    records: Mapping[str, Mapping[str, Fields]]
    unrecorded: frozenset[str] = frozenset()
    changes: tuple[tuple[str, ...], ...] = ()

    def as_text(self) -> str:
        """The note as one line, the same for the same masters."""
        sheets = {}
        for sheet in MASTERS:
            columns = [column.key for column in sheet.dated_columns]
            held = self.records.get(sheet.key, {})
            rows = {
                key: [fields.get(column, _UNREAD) for column in columns]
                for key, fields in held.items()
            }
            sheets[sheet.key] = {"columns": columns, "rows": rows}
        return note_text(
            {
                "month": str(self.month),
                "sheets": sheets,
                "unrecorded": sorted(self.unrecorded),
                "changes": list(map(list, self.changes)),
            }
        )

    @classmethod
    def from_text(cls, text: str) -> MasterNote:
        """The note of its text.

        Raises:
            ValueError: the text is no note.
        """
        held = json.loads(text)
        try:
            records = {
                str(sheet): {
                    str(key): {
                        column: value
                        for column, value in zip(part["columns"], row, strict=True)
                        if value != _UNREAD
                    }
                    for key, row in part["rows"].items()
                }
                for sheet, part in held["sheets"].items()
            }
            changes = tuple(tuple(map(str, row)) for row in held.get("changes", ()))
            unrecorded = frozenset(held["unrecorded"])
            return cls(Month.parse(held["month"]), records, unrecorded, changes)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(text) from error


@needs(Changes=("date", "subject", "key", "field"))
def dated_rows(tables: Tables) -> tuple[tuple[str, ...], ...]:
    """Day, subject, key and field of each dated row of 變更記錄 that can be read, in order."""
    rows = tables["Changes"][["date", "subject", "key", "field"]].dropna()
    days = rows["date"].dt.strftime("%Y-%m-%d")
    return tuple(sorted(zip(days, rows["subject"], rows["key"], rows["field"], strict=True)))


@needs(state_on, unrecorded_zones, dated_rows)
@needs(**{sheet.key: [column.key for column in sheet.dated_columns] for sheet in MASTERS})
def take_note(tables: Tables, month: Month, unread: Cells = ()) -> MasterNote:
    """The masters at the end of a month.

    Args:
        tables: The workbook's.
        month: The month.
        unread: Cells that could not be read.
    """
    state = state_on(tables, month.last_day)
    records = {
        sheet.key: {key: fields for key, (_, fields) in masters_of(state, sheet, unread).items()}
        for sheet in MASTERS
    }
    return MasterNote(month, records, unrecorded_zones(tables), dated_rows(tables))


@needs(**{sheet.key: [column.key for column in sheet.columns] for sheet in MASTERS})
def masters_of(
    tables: Tables, sheet: Sheet, unread: Cells = (), *, every: bool = False
) -> dict[str, tuple[int, dict[str, Value]]]:
    """Row and values of each record, by its key; of a key given twice those of the first row.

    Args:
        tables: The workbook's, or of a day.
        sheet: One of the masters.
        unread: Cells that could not be read.
        every: Whether the values of columns that need no date are among them.
    """
    frame = tables[sheet.key]
    assert sheet.id_column is not None  # noqa: S101 - every master has one
    frame = frame[frame[sheet.id_column.key].notna()].drop_duplicates(sheet.id_column.key)
    lost = {(row, column) for key, row, column in unread if key == sheet.key}
    wanted = sheet.columns if every else sheet.dated_columns
    columns = [column for column in wanted if (None, column.key) not in lost]
    texts = [_texts(frame[column.key], column) for column in columns]
    keys = [column.key for column in columns]
    records = {
        key: (int(row), dict(zip(keys, values, strict=True)))
        for key, row, *values in zip(frame[sheet.id_column.key], frame.index, *texts, strict=True)
    }
    if lost:
        for row, fields in records.values():
            for column in keys:
                if (row, column) in lost:
                    del fields[column]
    return records


def canonical(value: object) -> Value:
    """A typed value as 變更記錄 and notes have it; None for a missing one.

    >>> canonical(120.0), canonical(pd.Timestamp(2026, 11, 5)), canonical(pd.NaT)
    ('120', '2026-11-05', None)
    """
    if isinstance(value, float):
        return None if value != value else f"{value:.15g}"  # noqa: PLR0124 - NaN alone
    if isinstance(value, pd.Timestamp):  # which NaT is not
        return f"{value:%Y-%m-%d}"
    return value if isinstance(value, str) else None


def _texts(values: pd.Series, column: Column) -> list[Value]:
    if column.kind is Kind.DATE:
        values = values.dt.strftime("%Y-%m-%d")
    blank = terms.YES.hant if column.key == "active" else None
    return [blank if (text := canonical(value)) is None else text for value in values]
