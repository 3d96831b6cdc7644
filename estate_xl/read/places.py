"""Where the workbook keeps what: our sheets found by table, title or headers alone.

A user may reorder columns, rename a sheet, move its header row, or add columns; any of the three
languages may stand in a header.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, Language
from estate_xl.schema.headers import (
    claim_headers,
    index_headers,
    match_headers,
    plain,
    spare_headers,
)
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import xlwings as xw

    from estate_xl.schema import Sheet

_SEARCHED_ROWS = 30
_CHUNK = 5_000  # rows read at a time to find where records end
_TITLES: Final = {
    plain(title): sheet.key for sheet in ESTATE_BOOK.sheets for title in sheet.title.all_texts()
}
_FORMS: Final = frozenset(sheet.key for sheet in ESTATE_BOOK.sheets if not sheet.is_data)
_FILLED: Final = tuple(plain(f"{prefix} 2") for prefix in APPRAISAL_PREFIX.all_texts())
"""Tabs that show people and zones under the same headers, and hold no records."""


@dataclass(frozen=True)
class Place:
    """Where a data sheet's records stand.

    Attributes:
        title: The tab's text in this workbook.
        header_row: Row of the headers.
        last_row: Last row that may hold a record.
        columns: Column number by key, of the headers found.
        doubled: Keys whose header stands twice; the first one counts.
        spare: Headers of no declared column, where one of those is missing.
    """

    title: str
    header_row: int
    last_row: int
    columns: Mapping[str, int]
    doubled: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


@dataclass
class Places:
    """All places of a workbook and the language of its headers."""

    found: dict[str, Place] = field(default_factory=dict)
    language: Language = Language.HANT

    def title(self, key: str) -> str:
        """The tab's text of that sheet in this workbook, found or not."""
        if key in self.found:
            return self.found[key].title
        return ESTATE_BOOK[key].title.text(self.language)


@dataclass(frozen=True)
class _Candidate:
    sheet: xw.Sheet
    table_name: str
    header_row: int
    table_end: int | None
    headers: Mapping[str, list[int]]


def find_places(book: xw.Book) -> Places:
    """Find each data sheet of the schema in the workbook, the surest sign first.

    A table's ASCII name is surest, then the tab's title, then headers that hold all required ones.
    """
    candidates = [candidate for sheet in book.sheets for candidate in _candidates(sheet)]
    places = Places()
    claimed: set[int] = set()
    votes: Counter[Language] = Counter()
    for sign in (_named_as, _titled_as, _headed_as):
        for sheet in ESTATE_BOOK.data_sheets():
            if sheet.key in places.found:
                continue
            fitting = [
                candidate
                for candidate in candidates
                if id(candidate) not in claimed and sign(candidate, sheet)
            ]
            if fitting:
                best = max(fitting, key=lambda candidate: _matches(candidate, sheet))
                claimed.add(id(best))
                places.found[sheet.key] = _place(best, sheet)
                votes.update(_languages(best.headers, sheet))
    if votes:
        places.language = max(Language, key=lambda language: votes[language])
    return places


def find_sheet(book: xw.Book, key: str) -> xw.Sheet | None:
    """The tab of a sheet, by its title in any of the three languages."""
    for key_of in (_plain_key, sheet_key):
        for sheet in book.sheets:
            if key_of(sheet.name) == key:
                return sheet
    return None


@lru_cache(maxsize=1024)
def sheet_key(title: str) -> str | None:
    """Key of the sheet that has this title, in any language; None for a tab of the user's own."""
    return _plain_key(title) or _folded_titles().get(fold(plain(title)))


def _plain_key(title: str) -> str | None:
    return _TITLES.get(plain(title))


@cache
def _folded_titles() -> dict[str, str]:
    return {fold(title): key for title, key in _TITLES.items()}


def _candidates(sheet: xw.Sheet) -> list[_Candidate]:
    """Every row that could be a header row: those of tables, and first rows elsewhere."""
    used = sheet.used_range
    last = used.last_cell
    found = []
    spans: list[tuple[range, range]] = []
    for table in sheet.tables:
        whole = table.range
        rows = range(whole.row, whole.row + whole.shape[0])
        header = table.header_row_range
        if header is None:
            continue
        spans.append((rows, range(whole.column, whole.column + whole.shape[1])))
        totals = 1 if table.show_totals else 0
        headers = index_headers(header.options(ndim=1).value, header.column)
        found.append(_Candidate(sheet, table.name, header.row, rows[-1] - totals, headers))
    block = sheet.range((1, 1), (min(last.row, _SEARCHED_ROWS), last.column))
    for row, cells in enumerate(block.options(ndim=2).value, start=1):
        free = [
            None if any(row in rows and column in columns for rows, columns in spans) else cell
            for column, cell in enumerate(cells, start=1)
        ]
        if sum(cell is not None for cell in free) > 1:
            found.append(_Candidate(sheet, "", row, None, index_headers(free)))
    return found


def _named_as(candidate: _Candidate, sheet: Sheet) -> bool:
    return candidate.table_name.casefold() == sheet.key.casefold()


def _titled_as(candidate: _Candidate, sheet: Sheet) -> bool:
    return sheet_key(candidate.sheet.name) == sheet.key and _matches(candidate, sheet) > 1


def _headed_as(candidate: _Candidate, sheet: Sheet) -> bool:
    title = plain(candidate.sheet.name)
    if title.startswith(_FILLED) or sheet_key(candidate.sheet.name) in _FORMS:
        return False
    keys = match_headers(candidate.headers, sheet)
    required = [column.key for column in sheet.columns if column.required]
    return len(required) > 1 and all(key in keys for key in required)


def _matches(candidate: _Candidate, sheet: Sheet) -> int:
    return len(match_headers(candidate.headers, sheet))


def _place(candidate: _Candidate, sheet: Sheet) -> Place:
    columns = claim_headers(candidate.headers, sheet)
    used_end = candidate.sheet.used_range.last_cell.row
    end = used_end
    if candidate.table_end is not None and candidate.table_end < used_end:
        end = _grown_end(candidate, columns.values(), used_end)
    end = _filled_end(candidate, columns.values(), end)
    return Place(
        candidate.sheet.name,
        candidate.header_row,
        end,
        {key: numbers[0] for key, numbers in columns.items()},
        tuple(key for key, numbers in columns.items() if len(numbers) > 1),
        _spare(candidate, columns) if len(columns) < len(sheet.columns) else (),
    )


def _spare(candidate: _Candidate, columns: Mapping[str, list[int]]) -> tuple[str, ...]:
    """The headers that no declared column has, as they are typed."""
    numbers = [held[0] for held in spare_headers(candidate.headers, columns).values()]
    cells = (candidate.sheet.range((candidate.header_row, column)) for column in sorted(numbers))
    return tuple(str(cell.value).strip() for cell in cells)


def _grown_end(candidate: _Candidate, columns: Iterable[list[int]], used_end: int) -> int:
    """The table's end and the rows typed right below it, which did not join the table."""
    end = candidate.table_end or used_end
    numbers = [held[0] for held in columns]
    if candidate.sheet.tables[candidate.table_name].show_totals:
        return end
    while end < used_end:
        last = min(end + _CHUNK, used_end)
        below = candidate.sheet.range((end + 1, min(numbers)), (last, max(numbers)))
        for cells in below.options(ndim=2).value:
            if all(cell is None for cell in cells):
                return end
            end += 1
    return end


def _filled_end(candidate: _Candidate, columns: Iterable[list[int]], end: int) -> int:
    """The last row with a value: formats alone may reach down to the end of the sheet."""
    numbers = [held[0] for held in columns]
    top = candidate.header_row
    while end - top > _CHUNK:
        block = candidate.sheet.range((end - _CHUNK + 1, min(numbers)), (end, max(numbers)))
        rows = block.options(ndim=2, err_to_str=True).value
        filled = next((n for n, row in enumerate(reversed(rows)) if set(row) != {None}), None)
        if filled is not None:
            return end - filled
        end -= _CHUNK
    return end


def _languages(headers: Mapping[str, list[int]], sheet: Sheet) -> Iterable[Language]:
    for column in sheet.columns:
        for language in Language:
            if plain(column.header.text(language)) in headers:
                yield language
