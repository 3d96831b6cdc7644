"""The events of registers behind statistics, as each register declares them (R-5 duties)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.past_values import values_on
from estate_xl.compute.register_matters import is_done, used_registers, zones_of
from estate_xl.schema import Kind
from estate_xl.schema.office_registers import OFFICE_REGISTERS

if TYPE_CHECKING:
    from estate_xl.schema.office_register import OfficeRegister
    from estate_xl.typed_frames import Tables


@needs(
    zones_of,
    values_on,
    **{each.key: each.counted for each in OFFICE_REGISTERS if each.counts},
)
def register_events(tables: Tables) -> dict[str, pd.DataFrame]:
    """Each record that counts, by the key of the block: its moment, its zone, whether it is done.

    The zone of a room is the one that it had on that day (R-M3).

    Args:
        tables: The workbook's; of registers that are not used there is nothing.
    """
    found = {}
    for register, records in used_registers(tables):
        for count, block in zip(register.counts, register.blocks, strict=True):
            when = records[count.when]
            if register.sheet.column(count.when).kind is Kind.MONTH:
                when = pd.to_datetime(when, format="%Y-%m").astype("datetime64[us]")
            counted = when.notna()
            if count.only_if:
                counted &= records[count.only_if].notna()
            zone = _zones_then(register, records, when, tables)
            done = is_done(records, count.done, count.whole) if count.done else True
            events = pd.DataFrame({"when": when, "zone": zone, "good": done}, index=records.index)
            found[block.events] = events[counted]
    return found


def _zones_then(
    register: OfficeRegister, records: pd.DataFrame, when: pd.Series, tables: Tables
) -> pd.Series:
    zones = zones_of(register, records, tables)
    if not register.place or register.sheet.column(register.place).reference == "Zones":
        return zones
    rooms = records[register.place]
    return values_on(zones, rooms, when, tables["Changes"], "Owners.zone")
