"""Our sheets in a workbook, found by table, title or headers alone.

A user may reorder columns, rename a sheet, move its header row, or add columns; any of the three
languages may be in a header.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from estate_xl.identity import (
    Blocks,
    cells_at,
    find_marks,
    marked_sheet,
    raw_rows,
    two_alike,
)
from estate_xl.read.sheet_signs import (
    count_headers,
    has_required,
    is_form,
    is_headed_as,
    is_marked_as,
    is_named_as,
    is_second,
    is_titled_as,
    is_titled_whole,
    may_hold,
    table_name,
)
from estate_xl.read.tabs import Tab
from estate_xl.schema import ESTATE_BOOK, Language, Role
from estate_xl.schema.headers import (
    claim_headers,
    match_headers,
    plain,
    spare_headers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.read.tabs import Candidate
    from estate_xl.schema import Sheet

    Area = tuple[int, int, int, int]

_ALIKE = 2  # headers, below which a tab is not worth naming
_CHUNK = 5_000  # rows read at a time to find where records end
_TAIL = 100  # and first, as they mostly end there


@dataclass(frozen=True)
class Place:
    """The place of a data sheet's records.

    Attributes:
        title: The tab's text in this workbook.
        header_row: Row of the headers.
        last_row: Last row that may hold a record: the last used one in our columns.
        columns: Column number by key, of the headers found.
        doubled: Keys whose header occurs twice; the first one counts.
        spare: Headers of no declared column, where one of those is missing.
        table: Name of the Excel table; empty where the headers stand alone.
        body_end: Last row of the table's body; None without a table.
        totals_row: Row of the table's own totals; None without.
        others: First row, first column, last row, last column of the tab's other tables.
        above: Values of the rows above the headers, from the first column on; errors as texts.
        below: Raw values of all rows below them, likewise; None where the sheet is long.
    """

    title: str
    header_row: int
    last_row: int
    columns: Mapping[str, int]
    doubled: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    table: str = ""
    body_end: int | None = None
    totals_row: int | None = None
    others: tuple[Area, ...] = ()
    above: Sequence[Sequence[object]] = field(default=(), repr=False, compare=False)
    below: Sequence[Sequence[object]] | None = field(default=None, repr=False, compare=False)


@dataclass
class Places:
    """All places of a workbook and the language of its headers.

    Attributes:
        found: Place of each data sheet, by key.
        seconds: Further tables with the headers of a data sheet, which are not read, and its key.
        language: Of most headers.
        sure: Keys of the sheets known by more than their headers: a mark, a table or a title.
        marked: Keys that the workbook ever marked, in lower case, the sheets there or not; not
            asked where each sheet is found without.
        sheets: Every tab by its title.
    """

    found: dict[str, Place] = field(default_factory=dict)
    seconds: list[tuple[str, Place]] = field(default_factory=list)
    language: Language = Language.HANT
    sure: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    sheets: dict[str, xw.Sheet] = field(default_factory=dict, repr=False)

    def title(self, key: str) -> str:
        """The tab's text of that sheet in this workbook, found or not."""
        if key in self.found:
            return self.found[key].title
        return ESTATE_BOOK[key].title.text(self.language)


def find_places(book: xw.Book, blocks: Blocks) -> Places:
    """Find each data sheet of the schema in the workbook, the surest sign first.

    Surest is a tab's title above all required headers, as that is what people see: of a sheet that
    was copied and renamed, the mark and the table of ours may be on either. Then come a mark, a
    table's ASCII name, the tab's title, and required headers alone.

    Args:
        book: The workbook.
        blocks: What reads its cells.

    Raises:
        WorkbookError: two sheets fit equally.
    """
    tabs = [Tab(sheet, blocks) for sheet in book.sheets]
    # What only a form of ours could hold is looked for where something is missing.
    candidates = [each for tab in tabs if not is_form(tab) for each in tab.candidates]
    places = Places(sheets={tab.title: tab.sheet for tab in tabs})
    claimed: set[int] = set()
    votes: Counter[Language] = Counter()

    def claim(sign: Callable[[Candidate, Sheet], bool], *, is_sure: bool) -> bool:
        """Give each sheet without a place the best that the sign fits; True if none is left."""
        for sheet in ESTATE_BOOK.data_sheets():
            if sheet.key in places.found:
                continue
            fitting = [
                candidate
                for candidate in candidates
                if id(candidate) not in claimed and sign(candidate, sheet)
            ]
            if fitting:
                best = _best(fitting, sheet, votes)
                claimed.add(id(best))
                places.found[sheet.key] = _place(best, sheet)
                votes.update(_languages(best.headers, sheet))
                if is_sure:
                    places.sure.add(sheet.key)
        return all(
            sheet.key in places.found or (sheet.later and not may_be_there(sheet))
            for sheet in ESTATE_BOOK.data_sheets()
        )

    def may_be_there(sheet: Sheet) -> bool:
        """True if a later sheet may stand under another title; a duty's asks no call where not."""
        if sheet.role is not Role.DUTY:
            return marked_sheet(book, sheet.key) is not None
        alike = [each for each in candidates if may_hold(each, sheet, claimed)]
        return any(is_headed_as(each, sheet) for each in alike) or (
            bool(alike) and marked_sheet(book, sheet.key) is not None
        )

    if not claim(is_titled_whole, is_sure=True):
        candidates = [candidate for tab in tabs for candidate in tab.candidates]
        marks = find_marks(book)
        places.marked = marks.keys
        claim(partial(is_marked_as, marks), is_sure=True)
        claim(is_named_as, is_sure=True)
        claim(is_titled_as, is_sure=True)
        claim(is_headed_as, is_sure=False)
    if votes:
        places.language = _language(votes)
    left = [candidate for candidate in candidates if id(candidate) not in claimed]
    places.seconds.extend(_seconds(left, places))
    return places


def find_one(tab: xw.Sheet, key: str) -> Places | None:
    """The place of a data sheet on the tab that is marked as it; None without its headers."""
    searched, sheet = Tab(tab, Blocks(tab.book)), ESTATE_BOOK[key]
    fitting = [each for each in searched.candidates if has_required(each, sheet)]
    if not fitting:
        return None
    votes: Counter[Language] = Counter()
    best = _best(fitting, sheet, votes)
    votes.update(_languages(best.headers, sheet))
    found, sheets = {key: _place(best, sheet)}, {searched.title: tab}
    return Places(found, language=_language(votes), sheets=sheets)


def _seconds(left: list[Candidate], places: Places) -> Iterator[tuple[str, Place]]:
    """Each further table of a data sheet that is there already, one a tab and table.

    Headers repeated within the records of the sheet itself are found among its rows; those of a
    list beside them are not.
    """
    seen_tabs: set[tuple[str, str]] = set()
    for candidate in left:
        known = [each for each in ESTATE_BOOK.data_sheets() if each.key in places.found]
        fitting = [sheet for sheet in known if is_second(candidate, sheet)]
        if not fitting:
            continue
        best = max(fitting, key=lambda sheet: count_headers(candidate, sheet))
        tab, place = candidate.tab.title, places.found[best.key]
        table = table_name(candidate)
        held = {column for columns in candidate.headers.values() for column in columns}
        is_below = not held.isdisjoint(place.columns.values())
        is_own = tab == place.title and not table and is_below
        if not is_own and (tab, table) not in seen_tabs:
            seen_tabs.add((tab, table))
            yield best.key, _place(candidate, best)


def nearest_sheet(book: xw.Book) -> tuple[str, str, list[str]] | None:
    """The tab most like one of our data sheets, that sheet's key, and the headers they share.

    None where no tab has two of our headers.
    """
    blocks = Blocks(book)
    candidates = [each for sheet in book.sheets for each in Tab(sheet, blocks).candidates]
    pairs = [(candidate, sheet) for candidate in candidates for sheet in ESTATE_BOOK.data_sheets()]
    best = max(pairs, key=lambda pair: count_headers(*pair), default=None)
    if best is None or count_headers(*best) < _ALIKE:
        return None
    candidate, sheet = best
    return candidate.tab.title, sheet.key, list(match_headers(candidate.headers, sheet))


def _best(fitting: list[Candidate], sheet: Sheet, votes: Counter[Language]) -> Candidate:
    """Our own table, else the most headers; on one tab the topmost, as the next may be pasted.

    Raises:
        WorkbookError: several tabs have as many, and not one of them our title.
    """
    named = [candidate for candidate in fitting if is_named_as(candidate, sheet)]
    if named:
        return named[0]
    title = sheet.title.text(_language(votes))
    most = max(count_headers(candidate, sheet) for candidate in fitting)
    best = [candidate for candidate in fitting if count_headers(candidate, sheet) == most]
    if len({candidate.tab.title for candidate in best}) > 1:
        best = [each for each in best if plain(each.tab.title) == plain(title)] or best
    tabs = list(dict.fromkeys(candidate.tab.title for candidate in best))
    if len(tabs) > 1:
        raise two_alike(best[0].tab.sheet.book.name, tabs, title)
    same = [candidate for candidate in fitting if candidate.tab.title == tabs[0]]
    whole = [candidate for candidate in same if has_required(candidate, sheet)]
    return min(whole, key=lambda candidate: candidate.header_row, default=best[0])


def _language(votes: Counter[Language]) -> Language:
    return max(Language, key=lambda language: votes[language])


def _doubled(candidate: Candidate, columns: Mapping[str, list[int]], sheet: Sheet) -> Iterator[str]:
    """Keys whose header is there twice, beside the table too, unless a whole list is there."""
    beside = [
        match_headers(other.headers, sheet)
        for other in candidate.tab.candidates
        if other is not candidate
        and other.header_row == candidate.header_row
        and not is_second(other, sheet)
    ]
    for key, numbers in columns.items():
        if len(numbers) > 1 or any(key in headers for headers in beside):
            yield key


def _place(candidate: Candidate, sheet: Sheet) -> Place:
    columns = claim_headers(candidate.headers, sheet)
    tab, table = candidate.tab, candidate.table
    bottom, totals = (table.area[2], table.totals) if table else (None, 0)
    return Place(
        tab.title,
        candidate.header_row,
        _filled_end(candidate, columns.values()),
        {key: numbers[0] for key, numbers in columns.items()},
        tuple(_doubled(candidate, columns, sheet)),
        spare=_spare(candidate, columns) if len(columns) < len(sheet.columns) else (),
        table=table_name(candidate),
        body_end=None if bottom is None else bottom - totals,
        totals_row=bottom if totals else None,
        others=tuple(
            other.table.area for other in tab.candidates if other.table and other is not candidate
        ),
        above=tab.above(candidate.header_row),
        below=tab.below(candidate.header_row),
    )


def _spare(candidate: Candidate, columns: Mapping[str, list[int]]) -> tuple[str, ...]:
    """The headers that no declared column has, as they are typed."""
    numbers = [held[0] for held in spare_headers(candidate.headers, columns).values()]
    cells, left = candidate.cells, candidate.first_column
    return tuple(str(cells[column - left]).strip() for column in sorted(numbers))


def _filled_end(candidate: Candidate, columns: Iterable[list[int]]) -> int:
    """The last row with a value: formats alone may reach down to the end of the sheet."""
    numbers = [held[0] for held in columns]
    top, end = candidate.header_row, candidate.tab.last_row
    rows = _TAIL
    while end - top > _CHUNK:
        place = (end - rows + 1, min(numbers), end, max(numbers))
        held = raw_rows(cells_at(candidate.tab.sheet, place))  # nearly all of it may be empty
        filled = next((n for n, row in enumerate(reversed(held)) if set(row) != {None}), None)
        if filled is not None:
            return end - filled
        end -= rows if rows == _CHUNK else 0
        rows = _CHUNK
    return end


def _languages(headers: Mapping[str, list[int]], sheet: Sheet) -> Iterable[Language]:
    for column in sheet.columns:
        for language in Language:
            if plain(column.header.text(language)) in headers:
                yield language
