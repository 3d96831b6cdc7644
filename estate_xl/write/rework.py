"""返工次數 of 報事, filled from the rows of 退單記錄 (R-5.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.write.record_numbers import formula_rows, write_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.write.registers import Register


def write_rework(register: Register, counts: Mapping[int, int]) -> list[int]:
    """Write the counts; a cell that holds a formula stays, it is the office's own.

    Args:
        register: 報事.
        counts: How often each slip was sent back, by the rows that are to change.

    Returns:
        The rows that were written.
    """
    column = register.columns.get("rework")
    if column is None or not counts:
        return []
    rows = range(min(counts), max(counts) + 1)
    formulas = set(formula_rows(register.tab, rows, column))
    due = {row: count for row, count in counts.items() if row not in formulas}
    if due:
        write_cells(register.tab, column, pd.Series(due, dtype=object))
    return sorted(due)
