"""Lines put below the last one of a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.write.record_numbers import write_cells
from estate_xl.write.registers import make_room

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate_xl.write.registers import Register


def append_lines(register: Register, lines: Mapping[str, Sequence[object]]) -> range:
    """Write lines below the last record, column by column.

    Args:
        register: The sheet; columns that it lacks are left out.
        lines: Values by column key, one for each line, at least one line; None for an empty cell.

    Returns:
        The rows of the lines.

    Raises:
        WorkbookError: there is no room for them.
    """
    rows = make_room(register, max(map(len, lines.values())))
    for key, values in lines.items():
        if key in register.columns and any(value is not None for value in values):
            held = pd.Series(list(values), index=pd.Index(rows), dtype=object)
            write_cells(register.tab, register.columns[key], held)
    return rows
