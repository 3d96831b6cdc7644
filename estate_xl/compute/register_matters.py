"""What the records of registers owe, as each register declares it (R-5 duties).

A register that a workbook lacks, or that is empty, owes nothing and is asked nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.open_matters import COLUMNS
from estate_xl.compute.renovations import deposits_owed, patrols_owed
from estate_xl.schema.office_registers import OFFICE_REGISTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from estate_xl.schema import OfficeSettings
    from estate_xl.schema.office_register import Matter, OfficeRegister
    from estate_xl.typed_frames import Tables

    Finder = Callable[[pd.DataFrame, OfficeSettings, pd.Timestamp], pd.Series]

SPECIAL: Final[Mapping[str, Finder]] = {"patrol": patrols_owed, "deposit": deposits_owed}
"""By the key of a matter without a column of its day: a function of the register's records, the
settings and the moment, which gives the day of each that is owed, by row."""

_END_OF_DAY: Final = pd.Timedelta(hours=23, minutes=59)


def used_registers(
    frames: Mapping[str, pd.DataFrame],
) -> Iterator[tuple[OfficeRegister, pd.DataFrame]]:
    """The registers that hold something, with their records, of frames by the key of the sheet."""
    for register in OFFICE_REGISTERS:
        records = frames.get(register.key)
        if records is not None and len(records):
            yield register, records


@needs(Owners=("room", "zone"))
def zones_of(register: OfficeRegister, records: pd.DataFrame, tables: Tables) -> pd.Series:
    """The zone of each record: the one that is typed, else its room's; missing where neither is."""
    if not register.place:
        return pd.Series(index=records.index, dtype="str")
    placed: pd.Series = records[register.place]
    if register.sheet.column(register.place).reference == "Zones":
        return placed
    owners = tables["Owners"].dropna(subset="room").drop_duplicates("room")
    return placed.map(owners.set_index("room")["zone"]).astype("str")


@needs(
    zones_of,
    Zones=("zone", "officer"),
    **{each.key: each.columns for each in OFFICE_REGISTERS if each.matters},
)
def register_matters(
    tables: Tables, settings: OfficeSettings, holders: pd.Series, now: pd.Timestamp
) -> list[pd.DataFrame]:
    """Open matters of each register that is used, in the columns of `open_matters`.

    Args:
        tables: The workbook's, the masters as of the moment.
        settings: Its 參數.
        holders: Who holds each post, of `post_holders`.
        now: The moment.
    """
    found = []
    for register, records in used_registers(tables):
        zones = zones_of(register, records, tables)
        for matter in register.matters:
            due = _due(matter, records, settings, now)
            if len(due):
                owed_by = _owed_by(tables, holders)
                found.append(_matters(register, matter, due, records, zones, owed_by))
    return found


def is_done(records: pd.DataFrame, done: str, whole: str) -> pd.Series:
    """Which records are done: the column is filled in, and reaches the amount where one is named.

    Args:
        records: A register's.
        done: Key of the column.
        whole: Key of the column of the amount; empty for none.
    """
    found = records[done].notna()
    return found & ~records[done].lt(records[whole]) if whole else found


def _due(
    matter: Matter, records: pd.DataFrame, settings: OfficeSettings, now: pd.Timestamp
) -> pd.Series:
    """The end of the day by which each open record is owed, by row."""
    if not matter.due:
        days = SPECIAL[matter.key](records, settings, now)
    else:
        is_open = records[matter.due].notna()
        if matter.done:
            is_open = ~is_done(records, matter.done, matter.whole)
        if matter.only_if:
            is_open &= records[matter.only_if].notna()
        days = records.loc[is_open, matter.due]
    return days.dropna().dt.normalize() + _END_OF_DAY


def _owed_by(tables: Tables, holders: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Officers by zone, and who holds each post."""
    zones = tables["Zones"].dropna(subset="zone").drop_duplicates("zone")
    return zones.set_index("zone")["officer"], holders


def _matters(  # noqa: PLR0913, PLR0917 - one register's records, and who may owe them
    register: OfficeRegister,
    matter: Matter,
    due: pd.Series,
    records: pd.DataFrame,
    zones: pd.Series,
    owed_by: tuple[pd.Series, pd.Series],
) -> pd.DataFrame:
    held, zone = records.loc[due.index], zones[due.index]
    officers, holders = owed_by
    owes = zone.map(officers).astype("str")
    if matter.owes:
        owes = held[matter.owes].fillna(owes)
    id_column = register.sheet.id_column
    return pd.DataFrame(
        {
            "due": due,
            "matter": matter.key,
            "sheet": register.key,
            "row": due.index,
            "record": None if id_column is None else held[id_column.key],
            "zone": zone,
            "place": held[register.room] if register.room else None,
            "item": held[matter.item] if matter.item else None,
            "owes": owes.fillna(holders.get(matter.post.hant)),
            "rule": matter.rule,
            "provisional": False,
        },
        columns=pd.Index(COLUMNS),
    ).reset_index(drop=True)
