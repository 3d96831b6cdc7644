"""Where the workbook keeps what: our sheets found by table, title or headers alone.

A user may reorder columns, rename a sheet, move its header row, or add columns; any of the three
languages may stand in a header.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, Language
from estate_xl.schema.headers import index_headers, match_headers, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import xlwings as xw

    from estate_xl.schema import Sheet

    Area = tuple[int, int, int, int]

_SEARCHED_ROWS = 30
_CHUNK = 5_000  # rows read at a time to find where records end
_SURE_HEADERS = 4
_FORMS: Final = frozenset(
    plain(title)
    for sheet in ESTATE_BOOK.sheets
    if not sheet.is_data
    for title in sheet.title.all_texts()
)
_FILLED: Final = tuple(plain(f"{prefix} 2") for prefix in APPRAISAL_PREFIX.all_texts())
"""Tabs that show people and zones under the same headers, and hold no records."""


@dataclass(frozen=True)
class Place:
    """Where a data sheet's records stand.

    Attributes:
        title: The tab's text in this workbook.
        header_row: Row of the headers.
        last_row: Last row that may hold a record: the last used one in our columns.
        columns: Column number by key, of the headers found.
        doubled: Keys whose header stands twice; the first one counts.
        table: Name of the Excel table; empty where the headers stand alone.
        body_end: Last row of the table's body; None without a table.
        totals_row: Row of the table's own totals; None without.
        others: First row, first column, last row, last column of the tab's other tables.
    """

    title: str
    header_row: int
    last_row: int
    columns: Mapping[str, int]
    doubled: tuple[str, ...] = ()
    table: str = ""
    body_end: int | None = None
    totals_row: int | None = None
    others: tuple[Area, ...] = ()


@dataclass
class Places:
    """All places of a workbook and the language of its headers.

    Attributes:
        found: Place of each data sheet, by key.
        seconds: Further tables with the headers of a data sheet, which are not read, and its key.
        language: Of the headers.
    """

    found: dict[str, Place] = field(default_factory=dict)
    seconds: list[tuple[str, Place]] = field(default_factory=list)
    language: Language = Language.HANT

    def title(self, key: str) -> str:
        """The tab's text of that sheet in this workbook, found or not."""
        if key in self.found:
            return self.found[key].title
        return ESTATE_BOOK[key].title.text(self.language)


@dataclass(frozen=True)
class _Candidate:
    sheet: xw.Sheet
    header_row: int
    headers: Mapping[str, list[int]]
    table: str = ""
    area: Area | None = None
    totals: int = 0


def find_places(book: xw.Book) -> Places:
    """Find each data sheet of the schema in the workbook, the surest sign first.

    Surest is a tab's title above all required headers, as that is what people see: of a sheet that
    was copied and renamed, the table of ours may be on either. Then come a table's ASCII name, the
    tab's title, and required headers alone.
    """
    candidates = [candidate for sheet in book.sheets for candidate in _candidates(sheet)]
    places = Places()
    claimed: set[int] = set()
    votes: Counter[Language] = Counter()
    for sign in (_titled_whole, _named_as, _titled_as, _headed_as):
        for sheet in ESTATE_BOOK.data_sheets():
            if sheet.key in places.found:
                continue
            fitting = [
                candidate
                for candidate in candidates
                if id(candidate) not in claimed and sign(candidate, sheet)
            ]
            if fitting:
                best = _best(fitting, sheet)
                claimed.add(id(best))
                places.found[sheet.key] = _place(best, sheet, candidates)
                votes.update(_languages(best.headers, sheet))
    if votes:
        places.language = max(Language, key=lambda language: votes[language])
    left = [candidate for candidate in candidates if id(candidate) not in claimed]
    places.seconds.extend(_seconds(left, places, candidates))
    return places


def _seconds(
    left: list[_Candidate], places: Places, candidates: list[_Candidate]
) -> Iterator[tuple[str, Place]]:
    """Each further table of a data sheet that is there already, one a tab and table.

    Headers repeated within the records of the sheet itself are found among its rows.
    """
    seen_tabs: set[tuple[str, str]] = set()
    for candidate in left:
        fitting = [sheet for sheet in ESTATE_BOOK.data_sheets() if _is_second(candidate, sheet)]
        fitting = [sheet for sheet in fitting if sheet.key in places.found]
        if not fitting:
            continue
        best = max(fitting, key=lambda sheet: _matches(candidate, sheet))
        tab = candidate.sheet.name
        is_own = tab == places.found[best.key].title and not candidate.table
        if not is_own and (tab, candidate.table) not in seen_tabs:
            seen_tabs.add((tab, candidate.table))
            yield best.key, _place(candidate, best, candidates)


def find_sheet(book: xw.Book, key: str) -> xw.Sheet | None:
    """The tab of a sheet, by its title in any of the three languages."""
    titles = {plain(title) for title in ESTATE_BOOK[key].title.all_texts()}
    return next((sheet for sheet in book.sheets if plain(sheet.name) in titles), None)


def _candidates(sheet: xw.Sheet) -> list[_Candidate]:
    """Every row that could be a header row: those of tables, and first rows elsewhere."""
    used = sheet.used_range
    last = used.last_cell
    found = []
    for table in sheet.tables:
        whole = table.range
        header = table.header_row_range
        if header is None:
            continue
        bottom, right = whole.row + whole.shape[0] - 1, whole.column + whole.shape[1] - 1
        headers = index_headers(header.options(ndim=1).value, header.column)
        area = (whole.row, whole.column, bottom, right)
        totals = 1 if table.show_totals else 0
        found.append(_Candidate(sheet, header.row, headers, table.name, area, totals))
    areas = [candidate.area for candidate in found if candidate.area]
    block = sheet.range((1, 1), (min(last.row, _SEARCHED_ROWS), last.column))
    for row, cells in enumerate(block.options(ndim=2).value, start=1):
        free = [
            None if any(_covers(area, row, column) for area in areas) else cell
            for column, cell in enumerate(cells, start=1)
        ]
        if sum(cell is not None for cell in free) > 1:
            found.append(_Candidate(sheet, row, index_headers(free)))
    return found


def _covers(area: Area, row: int, column: int) -> bool:
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def _titled_whole(candidate: _Candidate, sheet: Sheet) -> bool:
    return _titled_as(candidate, sheet) and _has_required(candidate, sheet)


def _named_as(candidate: _Candidate, sheet: Sheet) -> bool:
    return candidate.table.casefold() == sheet.key.casefold()


def _titled_as(candidate: _Candidate, sheet: Sheet) -> bool:
    titles = {plain(title) for title in sheet.title.all_texts()}
    return plain(candidate.sheet.name) in titles and _matches(candidate, sheet) > 1


def _headed_as(candidate: _Candidate, sheet: Sheet) -> bool:
    several = sum(column.required for column in sheet.columns) > 1
    return several and _has_required(candidate, sheet) and not _is_form(candidate)


def _is_form(candidate: _Candidate) -> bool:
    """Whether its tab is one of our forms, by its title."""
    title = plain(candidate.sheet.name)
    return title in _FORMS or title.startswith(_FILLED)


def _has_required(candidate: _Candidate, sheet: Sheet) -> bool:
    keys = match_headers(candidate.headers, sheet)
    return all(column.key in keys for column in sheet.columns if column.required)


def _is_second(candidate: _Candidate, sheet: Sheet) -> bool:
    """Whether a row heads records of that sheet; fewer headers may be the office's own list."""
    enough = min(_SURE_HEADERS, len(sheet.columns))
    return (
        _matches(candidate, sheet) >= enough
        and _has_required(candidate, sheet)
        and not _is_form(candidate)
    )


def _matches(candidate: _Candidate, sheet: Sheet) -> int:
    return len(match_headers(candidate.headers, sheet))


def _best(fitting: list[_Candidate], sheet: Sheet) -> _Candidate:
    """Our own table, else the most headers; on one tab the topmost, as the next may be pasted."""
    best = max(fitting, key=lambda one: (_named_as(one, sheet), _matches(one, sheet)))
    if _named_as(best, sheet):
        return best
    same = [one for one in fitting if one.sheet.name == best.sheet.name]
    whole = [one for one in same if _has_required(one, sheet)]
    return min(whole, key=lambda one: one.header_row, default=best)


def _place(candidate: _Candidate, sheet: Sheet, candidates: Iterable[_Candidate]) -> Place:
    columns = match_headers(candidate.headers, sheet)
    end = _filled_end(candidate, columns.values(), candidate.sheet.used_range.last_cell.row)
    bottom, totals = candidate.area[2] if candidate.area else None, candidate.totals
    return Place(
        candidate.sheet.name,
        candidate.header_row,
        end,
        {key: numbers[0] for key, numbers in columns.items()},
        tuple(key for key, numbers in columns.items() if len(numbers) > 1),
        table=candidate.table,
        body_end=None if bottom is None else bottom - totals,
        totals_row=bottom if totals else None,
        others=tuple(
            other.area
            for other in candidates
            if other.area and other is not candidate and other.sheet.name == candidate.sheet.name
        ),
    )


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
