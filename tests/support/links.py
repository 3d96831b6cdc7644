"""Links in cells, which are formulas: `=HYPERLINK("#'報事'!B4","B4")`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.cell.cell import MergedCell

_LINK = re.compile(r'=HYPERLINK\("#\'((?:[^\']|\'\')+)\'!([A-Z]+)(\d+)","((?:[^"]|"")*)"\)')


class Link(NamedTuple):
    """The title, column and row that a link leads to, and what it shows."""

    title: str
    column: str
    row: int
    text: str


def link_of(cell: Cell | MergedCell) -> Link | None:
    """The link in a cell, None without one."""
    match = _LINK.fullmatch(str(cell.value))
    if match is None:
        return None
    title, column, row, text = match.groups()
    return Link(title.replace("''", "'"), column, int(row), text.replace('""', '"'))
