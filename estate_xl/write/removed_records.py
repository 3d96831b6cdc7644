"""Records taken out of their sheets: the rows go, and what is below them moves up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.engine.addresses import MAX_ADDRESSES_TEXT, address
from estate_xl.identity.cell_blocks import Blocks, area_of, cells_at, used_area
from estate_xl.write.blocks import runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import xlwings as xw

    from estate_xl.write.registers import Register

_MOST_NAMED: Final = 5


def remove_records(register: Register, gone: pd.Index, *, is_alone: bool) -> list[str]:
    """Take records out of a register.

    Whole rows go, so that formats, notes and heights stay with their records. A table keeps one
    row, emptied but for formulas.

    Args:
        register: The register.
        gone: Rows of the records.
        is_alone: Whether nothing of ours and no other table stands beside it; else only the cells
            under its headers go.

    Returns:
        The first cells beside it that were filled, under no header, and went with a row.
    """
    rows = sorted(int(row) for row in gone)
    if not rows:
        return []
    tab = register.tab
    _, _, last, right = used_area(tab)
    cells = Blocks(tab.book)
    (headers,) = cells.read(tab, (register.header_row, 1, register.header_row, right))
    under = [number for number, text in enumerate(headers, start=1) if text not in (None, "")]
    beside = _beside(cells, tab, rows, sorted({*range(1, right + 1)} - {*under}))
    kept = _kept_row(register, rows)
    if kept is not None:
        rows.remove(kept)
        _empty(tab, kept, (min(under), max(under)))
    found = list(runs(rows))
    if is_alone:
        for text in reversed(list(_addresses(found))):
            tab.range(text).delete("up")
        return beside
    span = min(register.columns.values()), max(register.columns.values())
    for first, end in reversed(found):
        cells_at(tab, (first, span[0], min(end, last), span[1])).delete("up")
    return []


def _addresses(found: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Whole rows, as many in a text as Excel takes at once."""
    text = ""
    for first, end in found:
        longer = f"{text},{first}:{end}" if text else f"{first}:{end}"
        if len(longer) > MAX_ADDRESSES_TEXT:
            yield text
            longer = f"{first}:{end}"
        text = longer
    if text:
        yield text


def _kept_row(register: Register, rows: Sequence[int]) -> int | None:
    """The row that a table keeps, as it cannot be without any."""
    if not register.table:
        return None
    body = register.tab.tables[register.table].data_body_range
    if body is None:
        return None
    top, _, bottom, _ = area_of(body)
    inside = set(range(top, bottom + 1))
    return min(inside) if inside <= set(rows) else None


def _empty(tab: xw.Sheet, row: int, span: tuple[int, int]) -> None:
    """Empty a row's cells but for formulas."""
    block = cells_at(tab, (row, span[0], row, span[1]))
    held: object = block.formula
    texts = held[0] if isinstance(held, tuple) else (held,)
    for column, text in enumerate(texts, start=span[0]):
        if text not in (None, "") and not str(text).startswith("="):
            cells_at(tab, (row, column, row, column)).clear_contents()


def _beside(cells: Blocks, tab: xw.Sheet, rows: Sequence[int], columns: Sequence[int]) -> list[str]:
    """Addresses of filled cells of these rows, in columns without a header."""
    gone, found = set(rows), []
    for left, right in runs(columns):
        block = cells.read(tab, (rows[0], left, rows[-1], right))
        found += [
            address(row, column)
            for row, line in enumerate(block, start=rows[0])
            if row in gone
            for column, value in enumerate(line, start=left)
            if value not in (None, "")
        ]
    return found[:_MOST_NAMED]
