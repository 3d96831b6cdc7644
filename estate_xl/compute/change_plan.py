"""A change of a master as what must be written: a row of 變更記錄, rows beside it, the cell (R-M3).

The rows about one cell, in the order of their days, go together: each begins with what the one
before it ends with, and the master holds what the last one says. A change keeps it so. It may come
before rows of later days: then it holds until the next of them, and the master stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.column_needs import needs
from estate_xl.compute.master_differences import Reason, compare_masters
from estate_xl.compute.master_notes import masters_of
from estate_xl.compute.master_states import unrecorded_zones, zone_beginnings
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.registers import ZONES
from estate_xl.schema.terms import NO, YES

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from estate_xl.compute.master_notes import Cells, MasterNote, Value
    from estate_xl.typed_frames import Tables


class Wanted(NamedTuple):
    """A change that somebody asks for.

    Attributes:
        sheet: Key of the sheet.
        key: Key of the record.
        field: Key of the column.
        value: The value, canonical; None for an empty cell.
        day: Since when; None where it was always so.
    """

    sheet: str
    key: str
    field: str
    value: Value
    day: dt.datetime | None = None


class Edit(NamedTuple):
    """A cell of a row of 變更記錄 that is there, what it says, and what it shall say."""

    row: int
    column: str
    before: Value
    after: Value


@dataclass(frozen=True)
class ChangePlan:
    """What must be written; nothing where the value holds already.

    Attributes:
        row: Row of the master.
        held: What holds before it.
        record: The values before and after of the new row of 變更記錄; None where none is due.
        edits: What changes in rows that are there.
        cell: Whether the master's cell changes to the value.
        stays: The next later day of a change, which leaves the master as it is; None for none.
        same_day: Rows of 變更記錄 of that day where they are several: the last one says what holds.
    """

    row: int
    held: Value
    record: tuple[Value, Value] | None = None
    edits: tuple[Edit, ...] = ()
    cell: bool = False
    stays: pd.Timestamp | None = None
    same_day: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return self.record is None and not self.edits and not self.cell


@needs(
    compare_masters,
    masters_of,
    unrecorded_zones,
    zone_beginnings,
    Changes=("date", "subject", "key", "field", "before", "after"),
)
def plan_change(
    tables: Tables, wanted: Wanted, note: MasterNote | None = None, unread: Cells = ()
) -> ChangePlan:
    """The plan of a change.

    Where the master was changed by hand and the month computed last noted another value, that is
    what held before.

    Args:
        tables: The workbook's.
        wanted: The change; its record and column are there.
        note: Of the month computed last.
        unread: Cells that could not be read.
    """
    sheet = ESTATE_BOOK[wanted.sheet]
    row, fields = masters_of(tables, sheet, unread, every=True)[wanted.key]
    now = fields.get(wanted.field)
    if wanted.field == "active" and wanted.value is None:
        wanted = wanted._replace(value=YES.hant)
    rows = _rows(tables["Changes"], wanted)
    asked = _asked(tables, wanted, note, unread)
    if wanted.day is None:
        return _correction(row, now, wanted, rows, asked)
    earlier = rows[rows["date"].lt(wanted.day)]
    same = rows[rows["date"].eq(wanted.day)]
    later = rows[rows["date"].gt(wanted.day)]
    held = now
    if len(earlier):
        held = _value(earlier["after"].iloc[-1])
    elif asked is not None:
        held = asked.noted
    elif len(same) or len(later):
        held = _value((same if len(same) else later)["before"].iloc[0])
    elif _is_new_zone(tables, wanted, now):
        held = NO.hant
    edits: list[Edit] = []
    record: tuple[Value, Value] | None = None
    if len(same):
        edits += _edit(same.iloc[-1:], "after", wanted.value)
    elif held != wanted.value:
        record = held, wanted.value
    if len(later):
        edits += _edit(later.iloc[:1], "before", wanted.value)
    return ChangePlan(
        row,
        held,
        record,
        tuple(edits),
        cell=not len(later) and now != wanted.value,
        stays=later["date"].iloc[0] if len(later) else None,
        same_day=tuple(map(int, same.index)) if len(same) > 1 else (),
    )


def _correction(
    row: int, now: Value, wanted: Wanted, rows: pd.DataFrame, asked: _Asked | None
) -> ChangePlan:
    """The plan of what was always so: since the last row, where there are rows."""
    held = now if asked is None else asked.noted
    edits = _edit(rows.iloc[-1:], "after", wanted.value)
    record = (held, wanted.value) if held != wanted.value else None
    return ChangePlan(row, held, record, tuple(edits), cell=now != wanted.value)


class _Asked(NamedTuple):
    """What was noted of a cell that was changed by hand."""

    noted: Value


def _asked(tables: Tables, wanted: Wanted, note: MasterNote | None, unread: Cells) -> _Asked | None:
    if note is None:
        return None
    place = (Reason.UNDATED, wanted.sheet, wanted.key, wanted.field)
    differences = compare_masters(tables, note, unread)
    return next((_Asked(each.noted) for each in differences if each[:4] == place), None)


def _rows(changes: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """The dated rows about that cell, the first day first."""
    changes = changes[["date", "subject", "key", "field", "before", "after"]]
    subject = ESTATE_BOOK[wanted.sheet].title.hant
    about = changes["subject"].eq(subject) & changes["key"].eq(wanted.key)
    about &= changes["field"].eq(wanted.field) & changes["date"].notna()
    held = changes[about.fillna(value=False)]
    if wanted.field == "active":
        blank = {"before": NO.hant, "after": YES.hant}
        held = held.assign(**{side: held[side].fillna(value) for side, value in blank.items()})
    return held.assign(date=held["date"].dt.normalize()).sort_values("date", kind="stable")


def _is_new_zone(tables: Tables, wanted: Wanted, now: Value) -> bool:
    """True if a zone is said to be in use from a day, and nothing else says since when."""
    if (wanted.sheet, wanted.field, wanted.value, now) != (ZONES.key, "active", YES.hant, YES.hant):
        return False
    return wanted.key in unrecorded_zones(tables) or wanted.key in zone_beginnings(tables).index


def _edit(rows: pd.DataFrame, column: str, value: Value) -> list[Edit]:
    """The change of that column of the one row, if there is a row and it says something else."""
    texts = zip(rows.index, rows[column], strict=True)
    return [
        Edit(int(row), column, _value(text), value) for row, text in texts if _value(text) != value
    ]


def _value(text: object) -> Value:
    return text if isinstance(text, str) else None
