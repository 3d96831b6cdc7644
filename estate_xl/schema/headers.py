"""Which of a row's cells are a sheet's headers, in any order and any of the three languages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from estate_xl.spelling import compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate_xl.schema.model import Sheet


def plain(text: object) -> str:
    r"""A header or title as it is compared: width, case, blanks and a `*` at its end do not matter.

    >>> plain(" 房　號*\n"), plain("Staff No.")
    ('房號', 'staffno.')
    """
    return _plain(str(text))


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return compact(text).removesuffix("*")


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
        for text in column.header.spellings():
            if plain(text) in headers:
                found[column.key] = headers[plain(text)]
                break
    return found


def claim_headers(headers: Mapping[str, list[int]], sheet: Sheet) -> dict[str, list[int]]:
    """Columns by key as `match_headers` finds them, then of headers in the other script.

    A column that is not there by its own header is the one whose header says the same in other
    characters: 聯系電話 for 聯繫電話. What another column has is not taken.
    """
    found = match_headers(headers, sheet)
    missing = [column for column in sheet.columns if column.key not in found]
    spare = spare_headers(headers, found) if found and missing else {}
    folded: dict[str, list[int]] = {}
    for text, columns in spare.items():
        folded.setdefault(fold(text), []).extend(columns)
    for column in missing if folded else ():
        same = folded.get(fold(plain(column.header.hant)))
        if same:
            found[column.key] = same
    return found


def spare_headers(
    headers: Mapping[str, list[int]], found: Mapping[str, list[int]]
) -> dict[str, list[int]]:
    """Those headers that no declared column has."""
    claimed = {number for columns in found.values() for number in columns}
    return {text: held for text, held in headers.items() if claimed.isdisjoint(held)}
