"""Numbers and moments put into empty cells of a register, a block for each run of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.identity.cell_blocks import cells_at
from estate_xl.write.blocks import write_blocks
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw


def empty_rows(tab: xw.Sheet, rows: range, column: int) -> pd.Index:
    """Rows whose cell of that column holds nothing at all, no formula either."""
    texts = _formulas(tab, rows, column)
    return pd.Index([row for row, text in texts.items() if not text], dtype="int64")


def formula_rows(tab: xw.Sheet, rows: range, column: int) -> pd.Index:
    """Rows whose cell of that column holds a formula."""
    texts = _formulas(tab, rows, column)
    return pd.Index([row for row, text in texts.items() if text.startswith("=")], dtype="int64")


def write_cells(tab: xw.Sheet, column: int, values: pd.Series) -> None:
    """Write values, by row, into one column; no other row is touched."""
    blocks = [
        (first, column, [[as_text(value) if isinstance(value, str) else value] for value in run])
        for first, run in _runs(values.sort_index())
    ]
    write_blocks(tab, blocks)


def fill_empty(
    tab: xw.Sheet, rows: range, column: int, wanted: pd.Index, value: object
) -> pd.Index:
    """Write one value into those wanted rows whose cell holds nothing; the rows written."""
    due = wanted.intersection(empty_rows(tab, rows, column)).sort_values()
    if len(due):
        write_cells(tab, column, pd.Series([value] * len(due), index=due, dtype=object))
    return due


def _formulas(tab: xw.Sheet, rows: range, column: int) -> dict[int, str]:
    """Formula or text of each cell, by row; "" for an empty one."""
    if not rows:
        return {}
    held: object = cells_at(tab, (rows[0], column, rows[-1], column)).formula
    texts = [line[0] for line in held] if isinstance(held, tuple) else [held]
    return {row: str(text) if text else "" for row, text in zip(rows, texts, strict=True)}


def _runs(values: pd.Series) -> Iterator[tuple[int, list[object]]]:
    """First row and values of each run of rows without a gap."""
    rows = values.index.to_series()
    for _, run in values.groupby(rows.diff().ne(1).cumsum().to_numpy()):
        yield int(run.index[0]), list(run)
