"""Result lists put back into the workbook: 檢查結果, 計分依據. Made again at each run.

Only the list's own cells below its headers change; columns, formats, notes and shapes of the user's
own stay. Columns side by side are written as one block, links as formulas among it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate_xl.cells import wrapped_lines
from estate_xl.engine.addresses import (
    MAX_FORMULA_TEXT,
    MAX_ROW,
    UNWRITABLE,
    address,
    quoted_title,
)
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity import find_headers, headers_in
from estate_xl.identity.cell_blocks import Blocks, cells_at, used_area
from estate_xl.output import visible
from estate_xl.schema import ESTATE_BOOK
from estate_xl.write.blocks import runs, set_row_heights, show_as_links, unions, write_block
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.schema import Sheet

_AT_ONCE, _SEARCHED = 200, 30
"""Rows that are read with the headers; of a sheet with more columns those in which they may be."""
_LINE_HEIGHT_POINTS = 16.5
_MOST_LINES = 12


class ResultList:
    """One result sheet of the workbook and where its columns are."""

    def __init__(self, tab: xw.Sheet, key: str) -> None:
        """Find the list's headers on its sheet.

        Raises:
            WorkbookError: the sheet lacks the list's headers.
        """
        self._tab = tab
        self._sheet = ESTATE_BOOK[key]
        self._header_row, self._columns = needed_headers(tab, self._sheet)

    def write(
        self, rows: Sequence[Mapping[str, object]], links: Mapping[str, Sequence[str | None]]
    ) -> None:
        """Put the rows in the place of the old ones.

        Args:
            rows: Values by column key; a missing one is an empty cell. Text stays text, and what
                nobody would see in it is written out.
            links: By column key, for each row the link of that cell, such as `#'報事'!A4`.
        """
        first = self._header_row + 1
        rows = [{key: _seen(value) for key, value in row.items()} for row in rows]
        self._clear(first, links)
        if not rows:
            return
        keys = {column: key for key, column in self._columns.items()}
        for left, right in runs(sorted(keys)):
            held = [keys[column] for column in range(left, right + 1)]
            columns = [_column(rows, key, links.get(key)) for key in held]
            write_block(self._tab, first, left, list(zip(*columns, strict=True)))
        for key, targets in links.items():
            if key in self._columns:
                self._show_links(first, rows, key, targets)
        self._set_heights(first, rows)

    def _clear(self, first: int, links: Mapping[str, object]) -> None:
        # The sheet's last row is no row of ours, and none below it has a clean cell.
        last = min(used_area(self._tab)[2], MAX_ROW - 1)
        if last < first:
            return
        linked = {self._columns[key] for key in links if key in self._columns}
        for left, right in runs(sorted({*self._columns.values()} - linked)):
            cells_at(self._tab, (first, left, last, right)).clear_contents()
        for column in linked:
            # Excel keeps a link when contents are cleared; a clean cell of the column has none.
            block = cells_at(self._tab, (first, column, last, column))
            block.clear()
            self._tab.range((last + 1, column)).copy(block)

    def _show_links(
        self,
        first: int,
        rows: Sequence[Mapping[str, object]],
        key: str,
        targets: Sequence[str | None],
    ) -> None:
        """Give linked cells their look; a text too long for a formula gets a link of its own."""
        column = self._columns[key]
        linked = [row for row, target in enumerate(targets, start=first) if target]
        areas = (f"{address(top, column)}:{address(end, column)}" for top, end in runs(linked))
        for block in unions(self._tab, areas):
            show_as_links(block)
        for place, (row, target) in enumerate(zip(rows, targets, strict=True), start=first):
            if target and _link(target, text := str(row.get(key))) is None:
                self._tab.range((place, column)).add_hyperlink(target, text)

    def _set_heights(self, first: int, rows: Sequence[Mapping[str, object]]) -> None:
        """Rows as high as their longest wrapped text; equal ones in one call."""
        widths = {
            key: float(self._tab.range((first, column)).column_width or 0)
            for key, column in self._columns.items()
        }
        heights: dict[int, float] = {}
        for place, row in enumerate(rows, start=first):
            texts = ((key, row.get(key)) for key in self._columns)
            lines = (wrapped_lines(x, widths[key] - 1) for key, x in texts if isinstance(x, str))
            heights[place] = _LINE_HEIGHT_POINTS * min(_MOST_LINES, max(lines, default=1))
        set_row_heights(self._tab, heights)


def link_to(title: str, row: int, column: int) -> str:
    """A link's target within the workbook.

    >>> link_to("報事", 4, 2)
    "#'報事'!B4"
    """
    return f"#{quoted_title(title)}!{address(row, column)}"


def _seen(value: object) -> object:
    return visible(value, keeps="\n") if isinstance(value, str) else value


def _cell(value: object) -> object:
    return as_text(value) if isinstance(value, str) else value


def _column(
    rows: Sequence[Mapping[str, object]], key: str, targets: Sequence[str | None] | None
) -> list[object]:
    """A column's cells, a link where one is given."""
    shown = (row.get(key) for row in rows)
    if targets is None:
        return [_cell(value) for value in shown]
    return [
        (target and _link(target, str(value))) or _cell(value)
        for value, target in zip(shown, targets, strict=True)
    ]


def _link(target: str, text: str) -> str | None:
    """The formula of a link that shows the text; None if it is too long for a formula."""
    if max(len(target), len(text)) > MAX_FORMULA_TEXT:
        return None
    quoted = (part.replace('"', '""') for part in (target, UNWRITABLE.sub("\ufffd", text)))
    return '=HYPERLINK("{}","{}")'.format(*quoted)


class ListRows(NamedTuple):
    """A list on its sheet, read at once.

    Attributes:
        header_row: Row of its headers.
        columns: Column number by key.
        rows: Values by key of each row below that is not empty, by its number.
    """

    header_row: int
    columns: dict[str, int]
    rows: dict[int, dict[str, object]]


def read_list(tab: xw.Sheet, sheet: Sheet) -> ListRows:
    """A result list, its headers and what is below them.

    Raises:
        WorkbookError: the sheet lacks the list's headers.
    """
    _, _, last, right = used_area(tab)
    blocks = Blocks(tab.book)
    first = min(last, _AT_ONCE if right <= _AT_ONCE else _SEARCHED)
    block = blocks.read(tab, (1, 1, first, right))
    found = headers_in(block, sheet)
    if found is None:
        raise WorkbookError(ErrorCode.LACKS_HEADERS, sheet=tab.name)
    header_row, columns = found
    left, right = min(columns.values()), max(columns.values())
    lines = [cells[left - 1 : right] for cells in block[header_row:]]
    if last > first:
        lines += blocks.read(tab, (first + 1, left, last, right))
    rows = {}
    for row, cells in enumerate(lines, start=header_row + 1):
        held = {key: cells[column - left] for key, column in columns.items()}
        if any(value not in {None, ""} for value in held.values()):
            rows[row] = held
    return ListRows(header_row, columns, rows)


def needed_headers(tab: xw.Sheet, sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Row of a result list's headers on its sheet, and column number by key.

    Raises:
        WorkbookError: the sheet lacks the list's headers.
    """
    found = find_headers(tab, sheet)
    if found is None:
        raise WorkbookError(ErrorCode.LACKS_HEADERS, sheet=tab.name)
    return found
