"""Follow-ups put below the last one of 跟進 (R-5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.write.record_numbers import write_cells
from estate_xl.write.registers import make_room

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from estate_xl.write.registers import Register


def append_follow_ups(
    register: Register,
    tickets: Sequence[str],
    *,
    at: dt.datetime,
    by: str,
    note: str,
) -> None:
    """One line a ticket, the same moment, person and note in each.

    Args:
        register: 跟進.
        tickets: Numbers, at least one.
        at: The moment.
        by: Who followed up, as the cell shows it.
        note: What was said or done.

    Raises:
        WorkbookError: there is no room for them.
    """
    rows = make_room(register, len(tickets))
    lines: dict[str, list[object]] = {
        "ticket": list(tickets),
        "at": [at] * len(tickets),
        "by": [by] * len(tickets),
        "note": [note] * len(tickets),
    }
    for key, values in lines.items():
        if key in register.columns:
            held = pd.Series(values, index=pd.Index(rows), dtype=object)
            write_cells(register.tab, register.columns[key], held)
