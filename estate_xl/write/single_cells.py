"""One cell of a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.write.record_numbers import write_cells

if TYPE_CHECKING:
    from estate_xl.write.registers import Register


def write_cell(register: Register, row: int, key: str, value: object) -> None:
    """Put a value, or None for an empty cell, into the column of that key."""
    write_cells(register.tab, register.columns[key], pd.Series([value], index=[row], dtype=object))
