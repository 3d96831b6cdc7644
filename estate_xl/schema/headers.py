"""Which of a row's cells are a sheet's headers, in any order and any of the three languages."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from estate_xl.cells import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate_xl.schema.model import Sheet


def plain(text: object) -> str:
    r"""A header or title as it is compared: width, case, blanks and a `*` at its end do not matter.

    >>> plain(" 房　號*\n"), plain("Staff No.")
    ('房號', 'staffno.')
    """
    folded = unicodedata.normalize("NFKC", seen(str(text))).casefold()
    return "".join(folded.split()).removesuffix("*")


def index_headers(cells: Iterable[object], first_column: int = 1) -> dict[str, list[int]]:
    """Columns by plain text of the filled cells of a row.

    Args:
        cells: The row's values, left to right.
        first_column: Column of the first one.
    """
    headers: dict[str, list[int]] = {}
    for column, cell in enumerate(cells, start=first_column):
        if cell is not None:
            headers.setdefault(plain(cell), []).append(column)
    return headers


def match_headers(headers: Mapping[str, list[int]], sheet: Sheet) -> dict[str, list[int]]:
    """Columns by key of those declared columns whose header is there."""
    found = {}
    for column in sheet.columns:
        for text in column.header.all_texts():
            if plain(text) in headers:
                found[column.key] = headers[plain(text)]
                break
    return found
