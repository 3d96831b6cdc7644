"""Result lists put back into the workbook: 檢查結果, 計分依據. Made again at each run.

Only the list's own cells below its headers change; columns, formats, notes and shapes of the user's
own stay. Each column is written as one block.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from estate_xl.cells import wrapped_lines
from estate_xl.engine.addresses import MAX_ROW, address, quoted_title
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity import find_headers
from estate_xl.output import visible
from estate_xl.schema import ESTATE_BOOK
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.schema import Sheet

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
        last = first + len(rows) - 1
        for key, column in self._columns.items():
            block = self._tab.range((first, column), (last, column))
            block.value = [[_cell(row.get(key))] for row in rows]
        for key, targets in links.items():
            for row, target in enumerate(targets, start=first):
                if target is not None and key in self._columns:
                    cell = self._tab.range((row, self._columns[key]))
                    shown = rows[row - first].get(key)
                    cell.add_hyperlink(target, str(shown))
        self._set_heights(first, rows)

    def _clear(self, first: int, links: Mapping[str, object]) -> None:
        # The sheet's last row is no row of ours, and none below it has a clean cell.
        last = min(self._tab.used_range.last_cell.row, MAX_ROW - 1)
        if last < first:
            return
        for key, column in self._columns.items():
            block = self._tab.range((first, column), (last, column))
            if key in links:
                # Excel keeps a link when contents are cleared; a clean cell of the column has none.
                block.clear()
                self._tab.range((last + 1, column)).copy(block)
            else:
                block.clear_contents()

    def _set_heights(self, first: int, rows: Sequence[Mapping[str, object]]) -> None:
        """Rows as high as their longest wrapped text; equal neighbours in one call."""
        widths = {
            key: float(self._tab.range((first, column)).column_width or 0)
            for key, column in self._columns.items()
        }
        lines = [
            min(
                _MOST_LINES,
                max(
                    wrapped_lines(value, widths[key] - 1) if isinstance(value, str) else 1
                    for key in self._columns
                    for value in (row.get(key),)
                ),
            )
            for row in rows
        ]
        row = first
        for count, run in groupby(lines):
            size = len(list(run))
            block = self._tab.range((row, 1), (row + size - 1, 1))
            block.row_height = _LINE_HEIGHT_POINTS * count
            row += size


def link_to(title: str, row: int, column: int) -> str:
    """A link's target within the workbook.

    >>> link_to("報事", 4, 2)
    "#'報事'!B4"
    """
    return f"#{quoted_title(title)}!{address(row, column)}"


def _seen(value: object) -> object:
    return visible(value, keeps="\n") if isinstance(value, str) else value


def _cell(value: object) -> Any:  # noqa: ANN401 - what xlwings takes
    return as_text(value) if isinstance(value, str) else value


def needed_headers(tab: xw.Sheet, sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Row of a result list's headers on its sheet, and column number by key.

    Raises:
        WorkbookError: the sheet lacks the list's headers.
    """
    found = find_headers(tab, sheet)
    if found is None:
        raise WorkbookError(ErrorCode.LACKS_HEADERS, sheet=tab.name)
    return found
