"""The registers of a workbook that was read, ready to be written into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.write.registers import Register, grow_table

if TYPE_CHECKING:
    from estate_xl.read import Office


def find_register(office: Office, key: str) -> Register | None:
    """The place of the data sheet of that key; None where the workbook has none.

    Args:
        office: What was read of the workbook, that sheet included.
        key: Of the sheet.
    """
    found = office.places.found
    place = found.get(key)
    if place is None:
        return None
    return Register(
        office.places.sheets[place.title],
        place.columns,
        place.header_row,
        place.last_row,
        office.tables[key].index,
        office.others[key],
        place.table,
        is_shared=sum(other.title == place.title for other in found.values()) > 1,
    )


def grow_written(office: Office, key: str) -> None:
    """Make the table of a data sheet that was written reach over the records below it."""
    register = find_register(office, key)
    if register is not None:
        grow_table(register)
