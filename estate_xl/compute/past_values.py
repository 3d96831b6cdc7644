"""What the masters said on the days of records: `master_states` for many days at once (R-M3).

A record has a day of its own, and what a master said on it is today's value with the later rows of
變更記錄 taken back. `values_on` does for a value of each record what `state_on` does for all of a
day, so that a hundred thousand records need no state of each of their days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.column_needs import needs
from estate_xl.compute.master_states import rows_taken_back, spans_of, typed_value, values_before
from estate_xl.compute.zone_scores import active_zones
from estate_xl.schema import ESTATE_BOOK, terms
from estate_xl.schema.history import MASTERS
from estate_xl.typed_frames import natural_key

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.typed_frames import Tables

_SUBJECTS: Final = {sheet.key: sheet.title.hant for sheet in MASTERS}


@needs(rows_taken_back)
def as_of(tables: Tables, day: pd.Timestamp) -> Tables:
    """The tables as that day knew them: the masters before later changes, and no such change.

    Args:
        tables: The workbook's; the same object where nothing is later.
        day: The day; its time does not matter.
    """
    held = rows_taken_back(tables, day)
    if held is tables:
        return tables
    changes = tables["Changes"]
    return {**held, "Changes": changes[~changes["date"].gt(day.normalize())]}


@needs(values_before, Changes=("date", "subject", "key", "field"))
def values_on(
    today: pd.Series, keys: pd.Series, days: pd.Series, changes: pd.DataFrame, column: str
) -> pd.Series:
    """What a dated column of a master held on the day of each record (R-M3).

    Args:
        today: What it holds today, of the master of each record.
        keys: The master of each record, by the same index.
        days: The day of each; a missing one is today.
        changes: Frame of 變更記錄.
        column: The column's place, `Staff.department`.
    """
    sheet, key = column.split(".")
    later = changes[changes["subject"].eq(_SUBJECTS[sheet]) & changes["field"].eq(key)]
    later = later.dropna(subset=["date", "key"])
    if later.empty:
        return today
    declared = ESTATE_BOOK[sheet].column(key)
    found = today.copy()
    # As `state_on` takes them back: the latest first, so that the earliest has the last word.
    later = later.iloc[::-1].sort_values("date", ascending=False, kind="stable")
    for date, record, before in zip(later["date"], later["key"], values_before(later), strict=True):
        is_before = keys.eq(record).fillna(value=False) & days.lt(date)
        found[is_before] = typed_value(before, declared)
    return found


@needs(spans_of, active_zones)
def zones_in_use(tables: Tables, first: pd.Timestamp, last: pd.Timestamp) -> list[str]:
    """Codes of the zones in use on at least one day of the period, in their order.

    Args:
        tables: The workbook's.
        first: First day.
        last: Last day, not before the first.
    """
    used = {
        str(zone)
        for span in spans_of(tables, first, last)
        for zone in active_zones(span.tables)["zone"]
    }
    return sorted(used, key=natural_key)


@needs(
    values_on,
    Tickets=("room", "registered", "completed", "returned"),
    Owners=("room", "moved_in", "moved_in_on"),
)
def not_moved_in(tables: Tables) -> pd.Series:
    """Tickets of a room whose owner had not moved in when the work was over (R-5.3), by row.

    That is on the day the slip came back, else of completion, else of registration: where 已入住
    was 否, or 入住日期 later. A room that is not listed counts as moved in.
    """
    tickets, owners = tables["Tickets"], tables["Owners"]
    over = tickets["returned"].fillna(tickets["completed"]).fillna(tickets["registered"])
    rooms = owners[owners["room"].notna() & ~owners["room"].duplicated()].set_index("room")
    known = tickets["room"].isin(rooms.index)
    then = {
        column: values_on(
            rooms[column].reindex(tickets["room"]).set_axis(tickets.index),
            tickets["room"],
            over,
            tables["Changes"],
            f"Owners.{column}",
        )
        for column in ("moved_in", "moved_in_on")
    }
    return known & (then["moved_in"].eq(terms.NO.hant) | then["moved_in_on"].gt(over))
